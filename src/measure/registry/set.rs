//! Measures of sets of actors.

use super::{BORGATTI, Measure, SHARE, Said, same};

pub(super) const MEASURES: &[Measure] = &[Measure {
    id: "fragmentation_without",
    title: Said("Splittring utan dem", "Fragmentation without them"),
    shows: Said(
        "Vilken aktör, vilka två och vilka tre som nätet klarar sig sämst utan: hur stor del av de övrigas par som inte når varandra när de är borta.",
        "Which actor, which two and which three the network can least do without: what share of the others' pairs cannot reach each other when they are gone.",
    ),
    formula: Said(
        "1 − Σ s(s − 1) / n(n − 1), över delar med s aktörer av de n som är kvar",
        "1 − Σ s(s − 1) / n(n − 1), over components of s actors of the n left",
    ),
    unit: SHARE,
    range: same("0–1"),
    undefined: Said(
        "När så många aktörer inte har samarbete.",
        "When not so many actors have ties.",
    ),
    misleads: Said(
        "Jämför med nätets splittring när alla är kvar. De två bästa är inte alltid den bästa och någon till. Att många hänger på en aktör kan vara meningen, och andra vägar kan finnas som ingen har frågat om. Intervallet gäller just dessa aktörer.",
        "Compare with the network's fragmentation when all are there. The best two are not always the best one and another. That many hang on one actor may be intended, and there may be other ways about which nobody asked. The interval holds for these very actors.",
    ),
    sources: &[BORGATTI],
}];
