//! Measures of each tie.

use super::{Measure, NEVER, Said, TARJAN, same};

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "strength",
        title: Said("Styrka", "Strength"),
        shows: Said(
            "Hur många uppgifter som talar om samarbetet: samarbeten och vägar, åt båda håll.",
            "How many statements tell of the tie: collaborations and referrals, both ways.",
        ),
        formula: Said(
            "antal rader om samarbeten och remissvägar mellan de två",
            "number of rows of ties and referrals between the two",
        ),
        unit: Said("uppgifter", "statements"),
        range: same("1, 2, …"),
        undefined: NEVER,
        misleads: Said(
            "Säger hur utförligt samarbetet beskrivs, inte hur ofta man ses eller hur bra det fungerar.",
            "Says how fully the tie is described, not how often people meet or how well it works.",
        ),
        sources: &[
            "M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64 (2001), 016132",
        ],
    },
    Measure {
        id: "bridge",
        title: Said("Bro", "Bridge"),
        shows: Said(
            "Om nätet delas när samarbetet försvinner (1) eller inte (0).",
            "Whether the network splits when the tie goes (1) or not (0).",
        ),
        formula: Said(
            "1 om fler delar blir kvar när samarbetet tas bort, annars 0",
            "1 if removing the tie leaves more components, else 0",
        ),
        unit: Said("ja eller nej", "yes or no"),
        range: Said("0 eller 1", "0 or 1"),
        undefined: NEVER,
        misleads: Said(
            "Varje aktör med ett enda känt samarbete hänger på en bro. Det säger mer om vem som har frågats än om samarbetet.",
            "Every actor with a single known tie hangs on a bridge. That says more of who was asked than of the collaboration.",
        ),
        sources: &[TARJAN],
    },
    Measure {
        id: "tie_betweenness",
        title: Said("Samarbetets mellanläge", "Tie betweenness"),
        shows: Said(
            "På hur många pars kortaste vägar samarbetet ligger.",
            "On how many pairs' shortest paths the tie lies.",
        ),
        formula: Said(
            "b_e = Σ_{s<t} σ_st(e) / σ_st, där ändarna av e också räknas som par",
            "b_e = Σ_{s<t} σ_st(e) / σ_st, the ends of e counted as pairs too",
        ),
        unit: Said("par av aktörer", "pairs of actors"),
        range: Said("1 till n²/4", "1 to n²/4"),
        undefined: NEVER,
        misleads: Said(
            "Människor och ärenden går inte alltid kortaste vägen, och ett samarbete som fattas flyttar vägarna.",
            "People and cases do not always take the shortest path, and a missing tie moves the paths.",
        ),
        sources: &[
            "M. Girvan, M. E. J. Newman, Community structure in social and biological networks, PNAS 99 (2002), 7821–7826",
            "U. Brandes, On variants of shortest-path betweenness centrality, Social Networks 30 (2008), 136–145",
        ],
    },
];
