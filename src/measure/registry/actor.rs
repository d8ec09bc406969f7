//! Measures of each actor.

use super::{
    BURT, FREEMAN, GOULD, LEIDEN, Measure, NEVER, NO_TIES, PARTNER, SHARE, Said, TARJAN, WASSERMAN,
    same,
};

const TALKATIVE: Said = Said(
    "Den som har frågats, och den som andra har frågats om, får fler kända samarbeten än den som ingen har frågat.",
    "One who was asked, or about whom others were asked, has more known ties than one about whom nobody was.",
);
const OF_PATHS: Said = Said(
    "Människor och ärenden går inte alltid kortaste vägen. Måttet är känsligt för samarbeten som fattas, så läs det med sitt intervall.",
    "People and cases do not always take the shortest path. The measure is sensitive to missing ties, so read it with its interval.",
);
const OF_ROLES: Said = Said(
    "Ett rått antal, som växer med antalet samarbeten. En aktör utan känd överordnad räknas som sin egen huvudman. Att de två andra saknar samarbete kan bero på att ingen frågat dem.",
    "A raw count, which grows with the number of ties. An actor without a known unit above it counts as a principal of its own. That the other two have no tie may be because nobody asked them.",
);
const TRIPLES: Said = Said("tripplar av aktörer", "triples of actors");
const RATED: Said = Said(
    "När ingen har satt betyg på alla tre frågorna. De flesta formulär frågar inte om det.",
    "When nobody has rated all three. Most forms do not ask for it.",
);
const RATINGS: Said = Said(
    "Bygger på vad de som har frågats tycker, ofta få. Lika vikt för de tre frågorna är ett val.",
    "Rests on what those who were asked think, often few. Equal weights for the three are a choice.",
);

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "degree",
        title: Said("Samarbeten", "Degree"),
        shows: Said(
            "Hur många andra aktörer den har samarbete med, åt något håll.",
            "How many other actors it has ties with, either way.",
        ),
        formula: Said(
            "d_i = antal aktörer med en pil till eller från i",
            "d_i = number of actors with an arc to or from i",
        ),
        unit: Said("aktörer", "actors"),
        range: Said("0 till n − 1", "0 to n − 1"),
        undefined: NEVER,
        misleads: TALKATIVE,
        sources: &[FREEMAN],
    },
    Measure {
        id: "in_degree",
        title: Said("Nämns av", "In-degree"),
        shows: Said(
            "Hur många som uppger att de samarbetar med aktören eller skickar människor till den.",
            "How many claim to collaborate with the actor or send people to it.",
        ),
        formula: Said("antal aktörer med en pil till i", "number of actors with an arc to i"),
        unit: Said("aktörer", "actors"),
        range: Said("0 till n − 1", "0 to n − 1"),
        undefined: NEVER,
        misleads: Said(
            "Håller bättre än andra mått när några inte har svarat, men riktningen är kodarens: ett ömsesidigt samarbete kan stå åt ett håll.",
            "Holds better than other measures when some did not answer, but the direction is the coder's: a mutual collaboration may stand one way.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "out_degree",
        title: Said("Nämner", "Out-degree"),
        shows: Said(
            "Hur många aktören själv uppger att den samarbetar med eller skickar människor till.",
            "How many the actor itself claims to collaborate with or sends people to.",
        ),
        formula: Said("antal aktörer med en pil från i", "number of actors with an arc from i"),
        unit: Said("aktörer", "actors"),
        range: Said("0 till n − 1", "0 to n − 1"),
        undefined: NEVER,
        misleads: TALKATIVE,
        sources: &[WASSERMAN],
    },
    Measure {
        id: "betweenness",
        title: Said("Mellanläge", "Betweenness"),
        shows: Said(
            "På hur många andra pars kortaste vägar aktören ligger.",
            "On how many other pairs' shortest paths the actor lies.",
        ),
        formula: Said(
            "b_i = Σ_{s<t} σ_st(i) / σ_st, där σ_st är kortaste vägar från s till t och σ_st(i) de som går genom i",
            "b_i = Σ_{s<t} σ_st(i) / σ_st, with σ_st shortest paths from s to t and σ_st(i) those through i",
        ),
        unit: Said("par av aktörer", "pairs of actors"),
        range: Said("0 till (n − 1)(n − 2)/2", "0 to (n − 1)(n − 2)/2"),
        undefined: NO_TIES,
        misleads: OF_PATHS,
        sources: &[
            FREEMAN,
            "U. Brandes, A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25 (2001), 163–177",
        ],
    },
    Measure {
        id: "betweenness_weighted",
        title: Said("Mellanläge efter styrka", "Betweenness by strength"),
        shows: Said(
            "Som mellanläge, men ett samarbete som flera uppgifter talar om är en kortare väg.",
            "As betweenness, but a tie of which several statements tell is a shorter way.",
        ),
        formula: Said(
            "som mellanläge, där ett samarbetes längd är 1/styrka",
            "as betweenness, with the length of a tie 1/strength",
        ),
        unit: Said("par av aktörer", "pairs of actors"),
        range: Said("0 till (n − 1)(n − 2)/2", "0 to (n − 1)(n − 2)/2"),
        undefined: NO_TIES,
        misleads: Said(
            "Styrkan är antalet uppgifter i källan, inte hur ofta man ses. Utförligt beskrivna samarbeten blir starka.",
            "Strength is the number of statements in the source, not how often people meet. Ties described at length become strong.",
        ),
        sources: &[
            "U. Brandes, On variants of shortest-path betweenness centrality, Social Networks 30 (2008), 136–145",
            "M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64 (2001), 016132",
        ],
    },
    Measure {
        id: "closeness",
        title: Said("Närhet", "Closeness"),
        shows: Said(
            "Hur få steg aktören i genomsnitt har till dem den når, sänkt med andelen den inte når.",
            "How few steps the actor has on average to those it reaches, lowered by the share it does not reach.",
        ),
        formula: Said(
            "c_i = (r − 1)/Σ_j d_ij · (r − 1)/(n − 1), över de r aktörerna i samma del",
            "c_i = (r − 1)/Σ_j d_ij · (r − 1)/(n − 1), over the r actors of its component",
        ),
        unit: Said("ett genom steg", "one over steps"),
        range: same("0–1"),
        undefined: NO_TIES,
        misleads: OF_PATHS,
        sources: &[FREEMAN, WASSERMAN],
    },
    Measure {
        id: "pagerank",
        title: Said("PageRank", "PageRank"),
        shows: Said(
            "Hur stor del av tiden en vandring hamnar hos aktören när den följer samarbetenas riktning: den som nämns av dem som själva nämns får mycket.",
            "What share of time a walk spends with the actor when it follows ties in their direction: one named by those who are named themselves gets much.",
        ),
        formula: Said(
            "p_i = (1 − d)/n + d (Σ_j p_j s_ji/Σ_k s_jk + Σ_l p_l/n), l utan pilar ut, d = dämpning",
            "p_i = (1 − d)/n + d (Σ_j p_j s_ji/Σ_k s_jk + Σ_l p_l/n), l without arcs out, d = damping",
        ),
        unit: SHARE,
        range: Said("0–1, summan är 1", "0–1, sum 1"),
        undefined: Said("När nätet saknar samarbete.", "When the network has no ties."),
        misleads: Said(
            "Den som ingen har frågat om får lite, men aldrig noll. Skillnader mellan aktörer utan samarbete betyder inget.",
            "One about whom nobody was asked gets little, but never nothing. Differences among actors without ties mean nothing.",
        ),
        sources: &[
            "S. Brin, L. Page, The anatomy of a large-scale hypertextual Web search engine, Computer Networks 30 (1998), 107–117",
        ],
    },
    Measure {
        id: "constraint",
        title: Said("Begränsning", "Constraint"),
        shows: Said(
            "Hur mycket aktörens samarbeten går till sådana som redan har samarbete med varandra. Lågt: den förbinder skilda delar.",
            "How far the actor's ties go to those who are tied to each other already. Low: it joins separate parts.",
        ),
        formula: Said(
            "c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², där p_ij är den andel av i:s styrka som j får",
            "c_i = Σ_j (p_ij + Σ_q p_iq p_qj)², with p_ij the share of i's strength given to j",
        ),
        unit: Said("index", "index"),
        range: Said(
            "över 0; ungefär 1 med en enda kontakt, 9/8 i en triangel",
            "above 0; about 1 with a single contact, 9/8 in a triangle",
        ),
        undefined: NO_TIES,
        misleads: Said(
            "Beror på var nätets gräns går. En aktör med ett enda samarbete får 1, vilket inte säger mer än att den har ett. Jämför bara inom ett nät.",
            "Depends on where the network ends. An actor with a single tie gets 1, which says no more than that it has one. Compare within one network.",
        ),
        sources: &[BURT],
    },
    Measure {
        id: "effective_size",
        title: Said("Effektiv storlek", "Effective size"),
        shows: Said(
            "Hur många av aktörens kontakter som inte är överflödiga, alltså inte redan nås genom de andra.",
            "How many of the actor's contacts are not redundant, that is, not reached through the others already.",
        ),
        formula: Said(
            "e_i = d_i − 2t/d_i, där t är antalet samarbeten mellan kontakterna",
            "e_i = d_i − 2t/d_i, with t ties among its contacts",
        ),
        unit: Said("aktörer", "actors"),
        range: Said("1 till d", "1 to d"),
        undefined: NO_TIES,
        misleads: TALKATIVE,
        sources: &[
            "S. P. Borgatti, Structural holes: unpacking Burt's redundancy measures, Connections 20 (1997), 35–38",
            BURT,
        ],
    },
    Measure {
        id: "efficiency",
        title: Said("Effektivitet", "Efficiency"),
        shows: Said(
            "Hur stor del av aktörens kontakter som inte är överflödiga.",
            "What share of the actor's contacts are not redundant.",
        ),
        formula: same("e_i / d_i"),
        unit: SHARE,
        range: same("0–1"),
        undefined: NO_TIES,
        misleads: Said(
            "En aktör med ett enda samarbete får alltid 1. Att två kontakter saknar samarbete kan bero på att ingen frågat dem.",
            "An actor with a single tie always gets 1. That two contacts have no tie may be because nobody asked them.",
        ),
        sources: &[BURT],
    },
    Measure {
        id: "coordinator",
        title: Said("Samordnare", "Coordinator"),
        shows: Said(
            "Hur ofta aktören står mellan två av sin egen huvudman som saknar samarbete med varandra.",
            "How often the actor stands between two of its own principal who have no tie.",
        ),
        formula: Said(
            "tripplar a → i → b utan a → b, alla med samma huvudman",
            "triples a → i → b without a → b, all of one principal",
        ),
        unit: TRIPLES,
        range: same("0, 1, 2, …"),
        undefined: NO_TIES,
        misleads: OF_ROLES,
        sources: &[GOULD],
    },
    Measure {
        id: "itinerant",
        title: Said("Konsult", "Itinerant broker"),
        shows: Said(
            "Hur ofta aktören står mellan två av en annan huvudman som saknar samarbete med varandra.",
            "How often the actor stands between two of another principal who have no tie.",
        ),
        formula: Said(
            "tripplar a → i → b utan a → b, a och b med samma huvudman, i med en annan",
            "triples a → i → b without a → b, a and b of one principal, i of another",
        ),
        unit: TRIPLES,
        range: same("0, 1, 2, …"),
        undefined: NO_TIES,
        misleads: OF_ROLES,
        sources: &[GOULD],
    },
    Measure {
        id: "gatekeeper",
        title: Said("Grindvakt", "Gatekeeper"),
        shows: Said(
            "Hur ofta aktören tar emot utifrån för någon av sin egen huvudman.",
            "How often the actor takes in from outside for one of its own principal.",
        ),
        formula: Said(
            "tripplar a → i → b utan a → b, a med en annan huvudman än i och b",
            "triples a → i → b without a → b, a of another principal than i and b",
        ),
        unit: TRIPLES,
        range: same("0, 1, 2, …"),
        undefined: NO_TIES,
        misleads: OF_ROLES,
        sources: &[GOULD],
    },
    Measure {
        id: "representative",
        title: Said("Företrädare", "Representative"),
        shows: Said(
            "Hur ofta aktören förmedlar från sin egen huvudman till en annan.",
            "How often the actor mediates from its own principal to another.",
        ),
        formula: Said(
            "tripplar a → i → b utan a → b, b med en annan huvudman än a och i",
            "triples a → i → b without a → b, b of another principal than a and i",
        ),
        unit: TRIPLES,
        range: same("0, 1, 2, …"),
        undefined: NO_TIES,
        misleads: OF_ROLES,
        sources: &[GOULD],
    },
    Measure {
        id: "liaison",
        title: Said("Förbindelseled", "Liaison"),
        shows: Said(
            "Hur ofta aktören förmedlar mellan två olika huvudmän och själv hör till en tredje.",
            "How often the actor mediates between two principals and belongs to a third.",
        ),
        formula: Said(
            "tripplar a → i → b utan a → b, med tre huvudmän",
            "triples a → i → b without a → b, of three principals",
        ),
        unit: TRIPLES,
        range: same("0, 1, 2, …"),
        undefined: NO_TIES,
        misleads: OF_ROLES,
        sources: &[GOULD],
    },
    Measure {
        id: "core",
        title: Said("Kärnans djup", "Core number"),
        shows: Said(
            "Det största k där aktören hör till en del av nätet i vilken alla har minst k samarbeten med varandra.",
            "The largest k such that the actor belongs to a part in which everybody has at least k ties to the others of that part.",
        ),
        formula: Said(
            "största k sådant att i ingår i nätets k-kärna",
            "largest k such that i is in the k-core",
        ),
        unit: Said("samarbeten", "ties"),
        range: Said("1 till n − 1", "1 to n − 1"),
        undefined: NO_TIES,
        misleads: Said(
            "I glesa nät får de flesta 1 eller 2, och då säger måttet lite.",
            "In sparse networks most get 1 or 2, and then the measure says little.",
        ),
        sources: &[
            "S. B. Seidman, Network structure and minimum degree, Social Networks 5 (1983), 269–287",
        ],
    },
    Measure {
        id: "articulation",
        title: Said("Skärningspunkt", "Articulation point"),
        shows: Said(
            "Om nätet delas när aktören försvinner (1) eller inte (0).",
            "Whether the network splits when the actor goes (1) or not (0).",
        ),
        formula: Said(
            "1 om fler delar blir kvar när i tas bort, annars 0",
            "1 if removing i leaves more components, else 0",
        ),
        unit: Said("ja eller nej", "yes or no"),
        range: Said("0 eller 1", "0 or 1"),
        undefined: NO_TIES,
        misleads: Said(
            "Den som ensam nämner en annan aktör blir en skärningspunkt. Andra vägar kan finnas som ingen har frågat om.",
            "Whoever is alone in naming another actor becomes one. There may be other ways about which nobody asked.",
        ),
        sources: &[TARJAN],
    },
    Measure {
        id: "community",
        title: Said("Gruppering", "Community"),
        shows: Said(
            "Vilken gruppering aktören hör till. Numret är bara ett namn: samma nummer, samma gruppering.",
            "Which community the actor belongs to. The number is a name only: same number, same community.",
        ),
        formula: Said("nummer enligt Leidenmetoden", "label by the Leiden method"),
        unit: Said("nummer", "label"),
        range: same("1, 2, …"),
        undefined: NO_TIES,
        misleads: Said(
            "Flera indelningar kan vara nästan lika bra, och aktörer i utkanten kan höra till flera.",
            "Several divisions may be nearly as good, and actors at the edge may belong to several.",
        ),
        sources: &[LEIDEN],
    },
    Measure {
        id: "trust",
        title: Said("Tillit", "Trust"),
        shows: Said(
            "Hur andra bedömer aktören: medelvärdet av tillförlitlighet, gemensamt mål och öppenhet.",
            "How others rate the actor: the mean of reliability, mission congruence and openness.",
        ),
        formula: Said(
            "(medel av pålitlighet + medel av samsyn om uppdraget + medel av öppenhet) / 3, över samarbeten till i",
            "(mean reliability + mean mission_congruence + mean openness) / 3, over ties to i",
        ),
        unit: Said("formulärets betyg", "the form's ratings"),
        range: Said("formulärets skala, till exempel 1–4", "that of the form, such as 1–4"),
        undefined: RATED,
        misleads: RATINGS,
        sources: &[PARTNER],
    },
    Measure {
        id: "value",
        title: Said("Värde", "Value"),
        shows: Said(
            "Vad andra anser att aktören bidrar med: medelvärdet av inflytande, engagemang och resurser.",
            "What others hold that the actor contributes: the mean of power, involvement and resources.",
        ),
        formula: Said(
            "(medel av inflytande + medel av engagemang + medel av resurser) / 3, över samarbeten till i",
            "(mean power + mean involvement + mean resources) / 3, over ties to i",
        ),
        unit: Said("formulärets betyg", "the form's ratings"),
        range: Said("formulärets skala, till exempel 1–4", "that of the form, such as 1–4"),
        undefined: RATED,
        misleads: RATINGS,
        sources: &[PARTNER],
    },
];
