//! Measures of the whole network.

use super::{
    BORGATTI, FREEMAN, KRACKHARDT, LEIDEN, Measure, NEVER, SHARE, Said, TARJAN, WASSERMAN, same,
};

const FEW_ACTORS: Said = Said(
    "När nätet har färre än två aktörer, eller när källan inte nämner något samarbete.",
    "When the network has fewer than two actors, or the source mentions no tie.",
);
const FEW_FOR_A_STAR: Said = Said(
    "När nätet har färre än tre aktörer, eller inga samarbeten.",
    "When the network has fewer than three actors, or no ties.",
);
const NO_GROUPS: Said = Said(
    "När inget samarbete finns mellan två aktörer vars grupp är känd.",
    "When no tie joins two actors whose group is known.",
);
const NAMED: Said = Said(
    "Aktörer som ingen har nämnt finns inte med, och en aktör som bara nämnts i förbigående räknas. Talet beror på hur källan är skriven.",
    "Actors whom nobody mentioned are not there, and one mentioned in passing counts. The number depends on how the source is written.",
);
const NOT_ASKED: Said = Said(
    "Det som ingen har frågat om syns inte som samarbete. Ett lågt värde kan betyda att få har frågats.",
    "What nobody asked about is not seen as a tie. A low value may mean that few were asked.",
);
const OF_GROUPS: Said = Said(
    "Hur indexet faller ut beror på hur många grupperna är och hur stora: med många små grupper går de flesta samarbeten över gränser även av en slump. Läs det alltid bredvid slumpvärdet.",
    "The index depends on how many groups there are and how large: with many small groups most ties cross borders even by chance. Always read it beside the value by chance.",
);

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "actors",
        title: Said("Aktörer", "Actors"),
        shows: Said(
            "Hur många aktörer källan nämner, allmänheten oräknad.",
            "How many actors the source mentions, the public not counted.",
        ),
        formula: same("n"),
        unit: Said("aktörer", "actors"),
        range: same("0, 1, 2, …"),
        undefined: NEVER,
        misleads: NAMED,
        sources: &[WASSERMAN],
    },
    Measure {
        id: "ties",
        title: Said("Par som samarbetar", "Ties"),
        shows: Said(
            "Hur många par av aktörer som samarbetar eller skickar människor till varandra.",
            "How many pairs of actors collaborate or send people to one another.",
        ),
        formula: same("m"),
        unit: Said("par av aktörer", "pairs of actors"),
        range: Said("0 till n(n − 1)/2", "0 to n(n − 1)/2"),
        undefined: NEVER,
        misleads: NOT_ASKED,
        sources: &[WASSERMAN],
    },
    Measure {
        id: "isolates",
        title: Said("Aktörer utan samarbete", "Isolates"),
        shows: Said(
            "Hur många aktörer som nämns utan att någon uppger vem de arbetar med.",
            "How many actors are mentioned without anybody saying whom they work with.",
        ),
        formula: Said("antal aktörer med d = 0", "number of actors with d = 0"),
        unit: Said("aktörer", "actors"),
        range: Said("0 till n", "0 to n"),
        undefined: NEVER,
        misleads: Said(
            "En aktör utan känt samarbete är inte ensam: oftast har ingen frågat den.",
            "An actor without a known tie is not alone: mostly nobody asked it.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "density",
        title: Said("Täthet", "Density"),
        shows: Said(
            "Hur stor del av alla tänkbara par av aktörer som har ett samarbete, när det räcker att en part uppger det.",
            "What share of all possible pairs of actors have a tie, when the word of one end is enough.",
        ),
        formula: same("2m / n(n − 1)"),
        unit: SHARE,
        range: same("0–1"),
        undefined: FEW_ACTORS,
        misleads: Said(
            "Tätheten sjunker när nätet växer, för ingen hinner med alla. Jämför inte nät av olika storlek. Ett tätt nät är inte bättre i sig.",
            "Density falls as a network grows, for nobody has time for everybody. Do not compare networks of different sizes. A dense network is not better in itself.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "density_confirmed",
        title: Said("Bekräftad täthet", "Confirmed density"),
        shows: Said(
            "Hur stor del av paren av tillfrågade aktörer där båda uppger samarbetet.",
            "What share of the pairs of actors who were asked both claim the collaboration.",
        ),
        formula: Said(
            "par där båda nämner den andra / a(a − 1)/2, med a tillfrågade aktörer",
            "pairs in which both claim the other / a(a − 1)/2, with a actors who were asked",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said(
            "När färre än två aktörer är tillfrågade.",
            "When fewer than two actors were asked.",
        ),
        misleads: Said(
            "Bygger bara på dem som har frågats. Om källan återger samtalen i sammandrag står sällan båda parters uppgift där, och då blir värdet för lågt.",
            "Rests only on those who were asked. A source that sums up its interviews seldom gives the word of both ends, and then the value is too low.",
        ),
        sources: &[
            WASSERMAN,
            "J. A. Marsden, Network data and measurement, Annual Review of Sociology 16 (1990), 435–463",
        ],
    },
    Measure {
        id: "density_kind",
        title: Said("Täthet för ett slags samarbete", "Density of one kind of tie"),
        shows: Said(
            "Hur stor del av alla par som har ett samarbete av just detta slag: konsulterar, möts, skickar människor, sitter i samma forum.",
            "What share of all pairs have a tie of this kind: consult, meet, send people, sit in the same forum.",
        ),
        formula: Said("par med det slaget / (n(n − 1)/2)", "pairs with the kind / (n(n − 1)/2)"),
        unit: SHARE,
        range: same("0–1"),
        undefined: FEW_ACTORS,
        misleads: Said(
            "Slagen är kodade efter källans ord. Att två sitter i samma forum är en möjlighet till samarbete, inte ett samarbete, och ett stort forum ger många par.",
            "Kinds are coded from the source's words. That two sit in a forum is an opportunity to collaborate, not a collaboration, and one large forum makes many pairs.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "reciprocity",
        title: Said("Ömsesidighet", "Reciprocity"),
        shows: Said(
            "Hur stor del av samarbetena som går åt båda håll.",
            "What share of the ties go both ways.",
        ),
        formula: Said(
            "pilar med en pil åt andra hållet / pilar",
            "arcs whose opposite is there / arcs",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said("När nätet saknar samarbete.", "When the network has no ties."),
        misleads: Said(
            "Att ett samarbete bara går åt ett håll kan vara meningen, som när en mottagning tar emot remisser, eller bero på att den andra parten inte har frågats.",
            "That a tie goes one way only may be intended, as when a clinic takes referrals, or be because the other end was not asked.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "confirmation",
        title: Said("Bekräftade samarbeten", "Confirmed collaborations"),
        shows: Said(
            "Hur stor del av samarbetena mellan tillfrågade aktörer som båda parter uppger.",
            "What share of the collaborations between actors who were asked are claimed by both ends.",
        ),
        formula: Said(
            "par där båda nämner den andra / par där en eller båda gör det och båda är tillfrågade",
            "pairs in which both claim the other / pairs in which one or both do, both having been asked",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said(
            "När inget samarbete har två tillfrågade parter: då har ingen kunnat bekräfta något.",
            "When no collaboration has two ends that were asked: then nobody could confirm anything.",
        ),
        misleads: Said(
            "Fri text nämner det som är aktuellt just då. Att den andra inte nämner samarbetet betyder inte att den förnekar det.",
            "Free text names what is at hand just then. That the other does not mention the collaboration does not mean that it denies it.",
        ),
        sources: &[
            WASSERMAN,
            "J. A. Marsden, Network data and measurement, Annual Review of Sociology 16 (1990), 435–463",
        ],
    },
    Measure {
        id: "multiplexity",
        title: Said("Samarbeten av flera slag", "Multiplexity"),
        shows: Said(
            "Hur stor del av de par som har samarbete som har det på mer än ett sätt, till exempel både möten och remisser.",
            "What share of the tied pairs are tied in more than one way, such as by meetings and by referrals.",
        ),
        formula: Said("par med två eller fler slag / m", "pairs with two kinds or more / m"),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said("När nätet saknar samarbete.", "When the network has no ties."),
        misleads: Said(
            "Beror på hur fint källan skiljer på slag av samarbete. Få slag i källan ger ett lågt värde.",
            "Depends on how finely the source tells kinds of collaboration apart. Few kinds in the source make it low.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "components",
        title: Said("Delar utan förbindelse", "Components"),
        shows: Said(
            "I hur många delar nätet faller när man följer samarbetena; aktörer utan samarbete räknas inte.",
            "Into how many parts the network falls along its ties; actors without ties do not count.",
        ),
        formula: Said(
            "antal sammanhängande delar med minst två aktörer",
            "number of connected components with two actors or more",
        ),
        unit: Said("delar", "components"),
        range: same("0, 1, 2, …"),
        undefined: NEVER,
        misleads: NOT_ASKED,
        sources: &[TARJAN],
    },
    Measure {
        id: "largest_component",
        title: Said("Största delen", "Largest component"),
        shows: Said(
            "Hur stor del av alla aktörer som går att nå från varandra i nätets största del.",
            "What share of all actors can be reached from one another in the largest part.",
        ),
        formula: Said("aktörer i den största delen / n", "actors in the largest component / n"),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said(
            "När källan inte nämner något samarbete.",
            "When the source mentions no tie.",
        ),
        misleads: NOT_ASKED,
        sources: &[TARJAN],
    },
    Measure {
        id: "fragmentation",
        title: Said("Splittring", "Fragmentation"),
        shows: Said(
            "Hur stor del av alla par av aktörer som inte når varandra på någon väg.",
            "What share of all pairs of actors cannot reach each other on any path.",
        ),
        formula: Said(
            "1 − Σ s(s − 1) / n(n − 1), över delar med s aktörer",
            "1 − Σ s(s − 1) / n(n − 1), over components of s actors",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: FEW_ACTORS,
        misleads: Said(
            "Räknar också aktörer som ingen har frågat om och som därför saknar samarbete. Jämför med värdet utan nyckelaktörerna.",
            "Counts actors about whom nobody was asked and who have no ties for that reason. Compare with the value without the key actors.",
        ),
        sources: &[BORGATTI],
    },
    Measure {
        id: "degree_centralisation",
        title: Said("Centralisering efter antal samarbeten", "Degree centralisation"),
        shows: Said(
            "Hur mycket samarbetena samlas hos en enda aktör: 1 är en stjärna, 0 att alla har lika många.",
            "How far ties gather at one actor: 1 is a star, 0 that all have as many.",
        ),
        formula: same("Σ (max d − d_i) / (n − 1)(n − 2)"),
        unit: SHARE,
        range: same("0–1"),
        undefined: FEW_FOR_A_STAR,
        misleads: Said(
            "Den som har intervjuats utförligast ser ofta mest central ut.",
            "The one who was interviewed at most length often looks most central.",
        ),
        sources: &[FREEMAN],
    },
    Measure {
        id: "betweenness_centralisation",
        title: Said("Centralisering efter mellanläge", "Betweenness centralisation"),
        shows: Said(
            "Hur mycket de kortaste vägarna i nätet går genom en enda aktör.",
            "How far the shortest paths of the network go through one actor.",
        ),
        formula: same("Σ (max b − b_i) / ((n − 1)²(n − 2)/2)"),
        unit: SHARE,
        range: same("0–1"),
        undefined: FEW_FOR_A_STAR,
        misleads: Said(
            "Mellanlägen är känsliga för vilka som har svarat: ett enda samarbete som fattas kan flytta vägarna.",
            "Betweenness is sensitive to who answered: one missing tie can move the paths.",
        ),
        sources: &[FREEMAN],
    },
    Measure {
        id: "closeness_centralisation",
        title: Said("Centralisering efter närhet", "Closeness centralisation"),
        shows: Said(
            "Hur mycket närmare de andra den mest centrala aktören är än övriga, inom nätets största del.",
            "How much nearer to the others the most central actor is than the rest, within the largest component.",
        ),
        formula: Said(
            "Σ (max c − c_i) (2s − 3) / (s − 1)(s − 2), över de s aktörerna i den största delen",
            "Σ (max c − c_i) (2s − 3) / (s − 1)(s − 2), over the s actors of the largest component",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said(
            "När ingen del av nätet har tre aktörer.",
            "When no component has three actors.",
        ),
        misleads: Said(
            "Gäller bara den största delen. Delar utan förbindelse med den syns inte.",
            "Holds for the largest component alone. Those apart from it are not seen.",
        ),
        sources: &[FREEMAN],
    },
    Measure {
        id: "core_periphery",
        title: Said("Kärna och ytterkant", "Core and periphery"),
        shows: Said(
            "Hur väl nätet liknar en kärna som alla har samarbete med, och en ytterkant utan inbördes samarbete. Aktörerna i kärnan anges.",
            "How well the network resembles a core that everybody is tied to, and a periphery without ties of its own. The actors of the core are named.",
        ),
        formula: Said(
            "Pearsons korrelation över alla par mellan (har samarbete) och (minst en av de två i kärnan), för den bästa kärna som hittats",
            "Pearson correlation over all pairs of (tied) and (at least one of the two in the core), for the best core found",
        ),
        unit: Said("korrelation", "correlation"),
        range: Said("−1 till 1", "−1 to 1"),
        undefined: FEW_FOR_A_STAR,
        misleads: Said(
            "Nästan varje nät har aktörer med fler samarbeten än andra. Under ungefär 0,5 finns ingen tydlig kärna. Sökningen kan missa den bästa.",
            "Nearly every network has actors with more ties than others. Below about 0.5 there is no clear core. The search may miss the best one.",
        ),
        sources: &[
            "S. P. Borgatti, M. G. Everett, Models of core/periphery structures, Social Networks 21 (1999), 375–395",
        ],
    },
    Measure {
        id: "ei_sector",
        title: Said("E-I-index efter sektor", "E-I index by sector"),
        shows: Said(
            "Om samarbetena mest går mellan sektorer (upp mot 1) eller inom dem (ner mot −1), bredvid det värde som slumpen skulle ge.",
            "Whether ties mostly go between sectors (towards 1) or within them (towards −1), beside the value that chance would give.",
        ),
        formula: Said(
            "(E − I) / (E + I), med E samarbeten mellan grupper och I inom dem; av en slump: grupperna blandas bland dem som har samarbete",
            "(E − I) / (E + I), with E ties across and I ties within; by chance: groups shuffled among those with ties",
        ),
        unit: Said("index", "index"),
        range: Said("−1 till 1", "−1 to 1"),
        undefined: NO_GROUPS,
        misleads: OF_GROUPS,
        sources: &[KRACKHARDT],
    },
    Measure {
        id: "ei_principal",
        title: Said("E-I-index efter huvudman", "E-I index by principal"),
        shows: Said(
            "Om samarbetena mest går mellan huvudmän (upp mot 1) eller inom dem (ner mot −1), bredvid det värde som slumpen skulle ge.",
            "Whether ties mostly go between principals (towards 1) or within them (towards −1), beside the value that chance would give.",
        ),
        formula: Said(
            "(E − I) / (E + I), med E samarbeten mellan grupper och I inom dem; av en slump: grupperna blandas bland dem som har samarbete",
            "(E − I) / (E + I), with E ties across and I ties within; by chance: groups shuffled among those with ties",
        ),
        unit: Said("index", "index"),
        range: Said("−1 till 1", "−1 to 1"),
        undefined: NO_GROUPS,
        misleads: OF_GROUPS,
        sources: &[KRACKHARDT],
    },
    Measure {
        id: "communities",
        title: Said("Grupperingar", "Communities"),
        shows: Said(
            "Hur många grupperingar samarbetena bildar: aktörer med fler samarbeten inbördes än slumpen ger.",
            "How many communities the ties form: actors with more ties among themselves than chance gives.",
        ),
        formula: Said(
            "antal grupperingar enligt Leidenmetoden, aktörer utan samarbete oräknade",
            "number of communities by the Leiden method, isolates not counted",
        ),
        unit: Said("grupperingar", "communities"),
        range: same("1, 2, …"),
        undefined: Said("När nätet saknar samarbete.", "When the network has no ties."),
        misleads: Said(
            "Metoden hittar grupperingar även i slumpmässiga nät, och flera indelningar kan vara nästan lika bra. Antalet hänger på upplösningen.",
            "The method finds communities in random networks too, and several divisions may be nearly as good. Their number hangs on the resolution.",
        ),
        sources: &[LEIDEN],
    },
    Measure {
        id: "modularity",
        title: Said("Modularitet", "Modularity"),
        shows: Said(
            "Hur mycket större del av samarbetena som ligger inom grupperingarna än om de fallit slumpvis.",
            "How much larger a share of ties lies within the communities than if they fell by chance.",
        ),
        formula: Said(
            "Σ_c (l_c/m − (k_c/2m)²), över grupperingar med l_c samarbeten inom sig och k_c ändar av samarbeten",
            "Σ_c (l_c/m − (k_c/2m)²), over communities with l_c ties inside and k_c ends of ties",
        ),
        unit: SHARE,
        range: Said("−0,5 till 1", "−0.5 to 1"),
        undefined: Said("När nätet saknar samarbete.", "When the network has no ties."),
        misleads: Said(
            "Glesa nät får hög modularitet även av en slump, och nät i skilda delar alltid. Jämför inte nät av olika storlek.",
            "Sparse networks get a high modularity even by chance, and networks in separate parts always do. Do not compare networks of different sizes.",
        ),
        sources: &[
            "M. E. J. Newman, M. Girvan, Finding and evaluating community structure in networks, Physical Review E 69 (2004), 026113",
            LEIDEN,
        ],
    },
    Measure {
        id: "communities_principals",
        title: Said("Grupperingar mot huvudmän", "Communities against principals"),
        shows: Said(
            "Hur väl de grupperingar som samarbetena bildar följer huvudmännens gränser: 1 är helt, omkring 0 som av en slump. Högt värde tyder på stuprör.",
            "How well the communities that ties form follow the borders of principals: 1 is wholly, about 0 as by chance. A high value suggests silos.",
        ),
        formula: Said(
            "justerad ömsesidig information, (I − E[I]) / ((H_U + H_V)/2 − E[I]), över aktörer med samarbeten",
            "adjusted mutual information, (I − E[I]) / ((H_U + H_V)/2 − E[I]), over actors with ties",
        ),
        unit: Said("index", "index"),
        range: Said(
            "ungefär 0 till 1; under 0 när det är mindre än av en slump",
            "about 0 to 1; below 0 when less than by chance",
        ),
        undefined: Said(
            "När alla hör till samma gruppering eller huvudman, eller var och en till sin egen.",
            "When all belong to one community or principal, or each to its own.",
        ),
        misleads: Said(
            "En aktör utan känd överordnad räknas som sin egen huvudman. Många sådana sänker värdet.",
            "An actor without a known unit above it counts as a principal of its own. Many of them lower the value.",
        ),
        sources: &[
            "N. X. Vinh, J. Epps, J. Bailey, Information theoretic measures for clusterings comparison, Journal of Machine Learning Research 11 (2010), 2837–2854",
            LEIDEN,
        ],
    },
];
