//! Measures of each forum.

use super::{Measure, SHARE, Said, WASSERMAN, same};

const NO_MEMBERS: Said = Said("När ingen medlem är känd.", "When no member is known.");
const UNKNOWN: Said = Said(
    "När antalet möten eller deltagare inte är känt, eller saknar den gränsen.",
    "When the number of meetings or persons is not known, or lacks that end.",
);
const LISTS: Said = Said(
    "Källan räknar ofta bara upp några av medlemmarna. Den som kallar räknas som medlem.",
    "The source often lists some of the members only. The convener counts as a member.",
);
const HOURS: Said = Said(
    "Mötets längd är antagen där ingen säger den, och resor och förberedelser räknas inte. Där antalet deltagare är okänt räknas en person för varje känd medlem.",
    "The length of a meeting is assumed where nobody states it, and travel and preparation do not count. Where the number of persons is unknown, one is counted for each known member.",
);
const ROGELBERG: &str = "S. G. Rogelberg, C. Scott, J. Kello, The science and fiction of meetings, MIT Sloan Management Review 48(2) (2007), 18–21";

pub(super) const MEASURES: &[Measure] = &[
    Measure {
        id: "members",
        title: Said("Medlemmar", "Members"),
        shows: Said(
            "Hur många aktörer som är kända medlemmar i forumet, den som kallar inräknad.",
            "How many actors are known members of the forum, the convener counted.",
        ),
        formula: Said("antal aktörer som sitter i forumet", "number of actors with a seat"),
        unit: Said("aktörer", "actors"),
        range: same("1, 2, …"),
        undefined: NO_MEMBERS,
        misleads: LISTS,
        sources: &[WASSERMAN],
    },
    Measure {
        id: "sectors",
        title: Said("Sektorer", "Reach across sectors"),
        shows: Said(
            "Hur många sektorer som möts i forumet.",
            "How many sectors meet in the forum.",
        ),
        formula: Said(
            "antal olika sektorer bland medlemmarna",
            "number of different sectors among the members",
        ),
        unit: Said("sektorer", "sectors"),
        range: Said("1 till 6", "1 to 6"),
        undefined: Said("När ingen medlems sektor är känd.", "When no member's sector is known."),
        misleads: LISTS,
        sources: &[
            "R. S. Burt, Structural Holes: The Social Structure of Competition (1992)",
            WASSERMAN,
        ],
    },
    Measure {
        id: "principals",
        title: Said("Huvudmän", "Reach across principals"),
        shows: Said(
            "Hur många huvudmän som möts i forumet.",
            "How many principals meet in the forum.",
        ),
        formula: Said(
            "antal olika översta enheter ovanför medlemmarna",
            "number of different topmost units above the members",
        ),
        unit: Said("huvudmän", "principals"),
        range: same("1, 2, …"),
        undefined: NO_MEMBERS,
        misleads: Said(
            "En aktör utan känd överordnad räknas som sin egen huvudman. Källan räknar ofta bara upp några av medlemmarna.",
            "An actor without a known unit above it counts as a principal of its own. The source often lists some of the members only.",
        ),
        sources: &[WASSERMAN],
    },
    Measure {
        id: "inclusiveness",
        title: Said("Delaktighet", "Inclusiveness"),
        shows: Said(
            "Hur stor del av de aktörer som har insatser för forumets målgrupper som också sitter där.",
            "What share of the actors with services for the forum's groups sit there, too.",
        ),
        formula: Said(
            "aktörer som har en insats för en av forumets grupper och sitter där / aktörer som har en sådan insats",
            "actors who serve a group of the forum and sit there / actors who serve one",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said(
            "När källan inte säger vilka målgrupper forumet är för, när ingen insats nämner dem eller när ingen medlem är känd.",
            "When the source does not say which groups the forum is for, when no service names them or when no member is known.",
        ),
        misleads: Said(
            "En enhet räknas som delaktig om den själv, en enhet i den eller en chefsnivå över den sitter där, men inte för att huvudmannen gör det. Alla behöver inte sitta i varje forum.",
            "A unit counts as sitting there if it, a unit of it or one above it does, but not because its principal does. Not everybody needs a seat in every forum.",
        ),
        sources: &[
            "C. Ansell, A. Gash, Collaborative governance in theory and practice, Journal of Public Administration Research and Theory 18 (2008), 543–571, on inclusiveness; the share is ours",
        ],
    },
    Measure {
        id: "overlap",
        title: Said("Överlapp", "Overlap"),
        shows: Said(
            "Hur stor del av det mindre forumets medlemmar som sitter i båda, för det forum som liknar detta mest.",
            "What share of the smaller forum's members sit in both, for the forum most like this one.",
        ),
        formula: Said(
            "det största |A ∩ B| / min(|A|, |B|) bland andra forum",
            "max over other forums of |A ∩ B| / min(|A|, |B|)",
        ),
        unit: SHARE,
        range: same("0–1"),
        undefined: Said(
            "När inget annat forum har kända medlemmar.",
            "When no other forum has known members.",
        ),
        misleads: Said(
            "Ett forum med en enda känd medlem överlappar helt med varje forum där den sitter.",
            "A forum with one known member overlaps wholly with every forum in which that one sits.",
        ),
        sources: &[
            "M. K. Vijaymeena, K. Kavitha, A survey on similarity measures in text mining, Machine Learning and Applications 3 (2016), 19–28",
        ],
    },
    Measure {
        id: "hours_least",
        title: Said("Persontimmar, minst", "Person-hours, at least"),
        shows: Said(
            "Hur många timmar om året deltagarna minst lägger på forumets möten.",
            "How many hours a year those who take part spend in its meetings at the least.",
        ),
        formula: Said(
            "minsta antal möten om året × personer × två tredjedelar av ett mötes längd",
            "least meetings a year × persons × two thirds of the length of a meeting",
        ),
        unit: Said("persontimmar om året", "person-hours a year"),
        range: Said("0 och uppåt", "0 and up"),
        undefined: UNKNOWN,
        misleads: HOURS,
        sources: &[ROGELBERG],
    },
    Measure {
        id: "hours_most",
        title: Said("Persontimmar, mest", "Person-hours, at most"),
        shows: Said(
            "Hur många timmar om året deltagarna mest lägger på forumets möten.",
            "How many hours a year those who take part spend in its meetings at the most.",
        ),
        formula: Said(
            "största antal möten om året × personer × fyra tredjedelar av ett mötes längd",
            "most meetings a year × persons × four thirds of the length of a meeting",
        ),
        unit: Said("persontimmar om året", "person-hours a year"),
        range: Said("0 och uppåt", "0 and up"),
        undefined: UNKNOWN,
        misleads: HOURS,
        sources: &[ROGELBERG],
    },
    Measure {
        id: "lost",
        title: Said("Förlorade utan forumet", "Lost without it"),
        shows: Said(
            "Hur många medlemmar vars enda kända kontakt med andra är detta forum, och vilka.",
            "How many members have this forum as their only known contact with others, and which.",
        ),
        formula: Said(
            "medlemmar utan samarbete och utan annat forum där någon mer sitter",
            "members with no tie, and with no other forum in which anybody else sits",
        ),
        unit: Said("aktörer", "actors"),
        range: Said("0 till antalet medlemmar", "0 to members"),
        undefined: Said(
            "När färre än två medlemmar är kända.",
            "When fewer than two members are known.",
        ),
        misleads: Said(
            "De flesta som ingen har frågat har inga kända samarbeten. Läs det som en fråga till dem, inte som ett svar.",
            "Most of those whom nobody asked have no known ties. Read it as a question to them, not as an answer.",
        ),
        sources: &[WASSERMAN],
    },
];
