//! The columns of the template for each guide.
//!
//! A field asks one thing, so what a guide asks in one breath is two fields here:
//! role and driving force, ways in and ways out, changes here and in society.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::guides::Guide;
use super::question::Question;
use super::terms::plain;
use crate::model::Lang;
use crate::model::text::Word;

/// A column of the template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Its number in the guide, with a letter where the guide asks two things; empty
    /// for what the guide does not number.
    pub number: &'static str,
    /// What it asks.
    pub question: Question,
    /// Its heading in Swedish, without the number.
    pub sv: &'static str,
    /// The same in English.
    pub en: &'static str,
    /// What to write, in Swedish and English.
    pub help: [&'static str; 2],
    /// The example, in Swedish and English.
    pub example: [&'static str; 2],
    /// What can be chosen, in Swedish and English; own words may always be written.
    pub choices: [&'static [&'static str]; 2],
}

impl Field {
    /// Its heading in the template: number and words.
    pub fn header(&self, lang: Lang) -> String {
        let text = match lang {
            Lang::Sv => self.sv,
            Lang::En => self.en,
        };
        match self.number {
            "" => text.to_owned(),
            number => format!("{number}. {text}"),
        }
    }
}

/// What stands at the start of the example row.
const MARKS: [&str; 2] = ["EXEMPEL:", "EXAMPLE:"];

/// The header of the template's sheet of instructions.
pub const INSTRUCTIONS: [&str; 2] = ["Så här fyller du i mallen", "How to fill in the template"];

/// Whether a table is the template's sheet of instructions, which holds no interviews.
pub fn is_instructions(header: &[String]) -> bool {
    header.iter().any(|heading| INSTRUCTIONS.contains(&heading.trim()))
}

/// What a row of a form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Answers.
    Answer,
    /// The example row of the template, to be left out.
    Example,
    /// The example row with answers of somebody's own written into it, the mark still
    /// there: answers, to be shown with a warning.
    FilledExample,
}

/// What a row is: the template's example is known by its mark in the first cell that
/// says something, and by its own words in the others. Words of somebody's own make
/// it a [`RowKind::FilledExample`], so that nothing written is lost; the date, which
/// spreadsheets rewrite, may differ.
pub fn row_kind<'a>(cells: impl IntoIterator<Item = &'a str>) -> RowKind {
    let mut said = cells.into_iter().map(str::trim).filter(|cell| !cell.is_empty());
    let marked = said.next().is_some_and(is_marked);
    if !marked {
        return RowKind::Answer;
    }
    let own = said.any(|cell| {
        let is_date = cell.starts_with(&EXAMPLE_DATE[..4]) && cell.len() <= 19
            || cell.bytes().all(|b| b.is_ascii_digit() || b"-/. :".contains(&b));
        !is_date && !EXAMPLES.contains(&plain(cell))
    });
    if own { RowKind::FilledExample } else { RowKind::Example }
}

/// Whether a cell begins with the mark of the example row.
fn is_marked(cell: &str) -> bool {
    MARKS.iter().any(|mark| cell.get(..mark.len()).is_some_and(|c| c.eq_ignore_ascii_case(mark)))
}

/// A cell without the mark of the example row, for a [`RowKind::FilledExample`].
pub fn unmarked(cell: &str) -> &str {
    let cell = cell.trim();
    if is_marked(cell) { cell[MARKS[0].len()..].trim_start() } else { cell }
}

static EXAMPLES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let all = Guide::ALL.iter().flat_map(|guide| fields(*guide));
    all.flat_map(|field| field.example).map(plain).collect()
});

/// The columns of a guide's template.
pub fn fields(guide: Guide) -> &'static [Field] {
    match guide {
        Guide::Agency => &AGENCY,
        Guide::Ngo => &NGO,
    }
}

const EXAMPLE_DATE: &str = "2026-03-02";
const YES_NO: [&[&str]; 2] = [&["Ja", "Nej", "Vet inte"], &["Yes", "No", "Don't know"]];
const MODES: [&[&str]; 2] = [
    &["På plats", "Telefon", "Video", "Skriftligt"],
    &["In person", "Telephone", "Video", "In writing"],
];
const MANNERS: [&[&str]; 2] = [
    &["Använder SIP", "Konsulterar varandra", "Regelbundna möten", "Annat sätt"],
    &["Joint plan (SIP)", "Consult each other", "Regular meetings", "Another way"],
];
const FREE: [&[&str]; 2] = [&[], &[]];

/// A field without choices or example, to be filled in further.
const fn field(
    number: &'static str,
    question: Question,
    [sv, en]: [&'static str; 2],
    help: [&'static str; 2],
    example: [&'static str; 2],
) -> Field {
    Field { number, question, sv, en, help, example, choices: FREE }
}

const fn choosing(field: Field, choices: [&'static [&'static str]; 2]) -> Field {
    Field { choices, ..field }
}

const fn numbered(field: Field, number: &'static str) -> Field {
    Field { number, ..field }
}

const fn unit(example: [&'static str; 2]) -> Field {
    field(
        "",
        Question::Unit,
        ["Verksamhet som svarar", "Unit that answers"],
        [
            "Vilken verksamhet svaren gäller, till exempel en enhet, mottagning eller förening. Skriv namnet så som ni brukar.",
            "Which unit the answers are about: an office, a clinic, an association. Write the name as you are used to.",
        ],
        example,
    )
}

const DATE: Field = field(
    "",
    Question::Date,
    ["Intervjudatum", "Date of interview"],
    ["Dagen för intervjun, år-månad-dag.", "The day of the interview, year-month-day."],
    [EXAMPLE_DATE, EXAMPLE_DATE],
);
const MODE: Field = choosing(
    field(
        "",
        Question::Mode,
        ["Intervjuform", "Mode of interview"],
        ["Hur intervjun gjordes.", "How the interview was held."],
        ["Telefon", "Telephone"],
    ),
    MODES,
);
const ROLE: Field = field(
    "1",
    Question::Role,
    ["Roll i organisationen", "Role in the organisation"],
    [
        "Befattning eller uppgift hos den som svarar. Inget namn.",
        "Position or task of the one who answers. No name.",
    ],
    ["Enhetschef", "Head of unit"],
);
const PLAN: Field = choosing(
    field(
        "5",
        Question::Plan,
        ["Handlingsplan eller skriftliga rutiner", "Action plan or written routines"],
        [
            "Om det finns en plan eller skrivna rutiner om våld i nära relationer och hedersvåld. Välj, eller skriv egna ord.",
            "Whether there is a plan or written routines about violence in close relationships and honour violence. Choose, or use your own words.",
        ],
        ["Ja", "Yes"],
    ),
    YES_NO,
);
const SERVICES: Field = field(
    "6",
    Question::Services,
    ["Akuta och förebyggande insatser", "Acute and preventive services"],
    [
        "Vad ni gör, akut och i förebyggande syfte, för vilka och hur man får det.",
        "What you do, in an emergency and to prevent, for whom and how one gets it.",
    ],
    [
        "Akut: skyddat boende samma dag. Förebyggande: samtalsgrupp för unga 13-18 år.",
        "Emergency: shelter the same day. Prevention: groups for young people aged 13-18.",
    ],
);
const FREQUENCY: Field = field(
    "7",
    Question::Frequency,
    ["Hur ofta ni möter våld", "How often you meet violence"],
    [
        "Hur ofta verksamheten möter våld i nära relationer, gärna antal per månad eller år.",
        "How often the unit meets violence in close relationships, in numbers a month or year if possible.",
    ],
    ["Ungefär fyra gånger i månaden", "About four times a month"],
);
const PARTNERS: Field = field(
    "10",
    Question::Partners,
    ["Vilka ni samarbetar med", "Whom you collaborate with"],
    [
        "Myndigheter, föreningar och andra, med namn. Skriv också vilka ni inte samarbetar med men borde.",
        "Agencies, associations and others, by name. Write, too, with whom you do not but should.",
    ],
    [
        "Polisen, vårdcentralen i Björkby och kvinnojouren",
        "The police, the health centre in Björkby and the women's shelter",
    ],
);
const MANNER: Field = choosing(
    field(
        "12",
        Question::Manner,
        ["På vilket sätt ni samarbetar", "In what way you collaborate"],
        [
            "Hur samarbetet går till. Välj, eller skriv egna ord; flera sätt skiljs med semikolon. Skriv gärna vilka som möts, var och hur ofta.",
            "How the collaboration is done. Choose, or use your own words; separate several ways by semicolons. Write who meets, where and how often.",
        ],
        ["Regelbundna möten", "Regular meetings"],
    ),
    MANNERS,
);
const SUCCESS: Field = field(
    "13",
    Question::Success,
    ["Framgångsfaktorer", "Success factors"],
    ["Vad som fungerar bra och varför.", "What works well, and why."],
    ["Vi sitter i samma hus som socialtjänsten", "We share a house with the social services"],
);
const CHALLENGES: Field = field(
    "14",
    Question::Challenges,
    ["Utmaningar", "Challenges"],
    ["Vad som är svårt eller saknas.", "What is difficult or missing."],
    ["Få hittar till oss på egen hand", "Few find us on their own"],
);
const WISHES_LOCAL: Field = field(
    "15a",
    Question::WishesLocal,
    ["Önskade förändringar i kommunen", "Wished changes in the municipality"],
    [
        "Vilka förändringar ni vill se på den egna orten.",
        "Which changes you want to see where you are.",
    ],
    ["En samordnare som alla kan ringa", "A coordinator whom everybody can call"],
);
const WISHES_SOCIETY: Field = field(
    "15b",
    Question::WishesSociety,
    ["Önskade förändringar i samhället", "Wished changes in society"],
    [
        "Vilka förändringar ni vill se i samhället i stort.",
        "Which changes you want to see in society at large.",
    ],
    ["Tydligare lagstöd för att dela uppgifter", "Clearer law on sharing information"],
);

const AGENCY: [Field; 18] = [
    unit(["EXEMPEL: Mottagningen i Björkby", "EXAMPLE: The clinic in Björkby"]),
    DATE,
    MODE,
    ROLE,
    field(
        "2",
        Question::Mission,
        ["Uppdrag och målgrupp", "Mission and target group"],
        [
            "Vad verksamheten ska göra och för vilka; gärna åldrar och vilka som inte tas emot.",
            "What the unit is to do and for whom; ages, and who is not taken in.",
        ],
        ["Stöd och samtal för vuxna från 18 år", "Support and counselling for adults from 18"],
    ),
    field(
        "3",
        Question::UnitsInContact,
        ["Verksamheter som kommer i kontakt med våld", "Units that come in contact with violence"],
        [
            "Vilka delar av organisationen som möter våld i nära relationer.",
            "Which parts of the organisation meet violence in close relationships.",
        ],
        ["Mottagningsenheten och familjerådgivningen", "The intake office and family counselling"],
    ),
    field(
        "4",
        Question::HowWell,
        ["Hur ni klarar uppdraget", "How well you manage the mission"],
        [
            "Er egen bedömning av hur uppdraget klaras.",
            "Your own judgement of how the mission is met.",
        ],
        ["Bra, men väntetiden är lång", "Well, but the wait is long"],
    ),
    PLAN,
    SERVICES,
    FREQUENCY,
    field(
        "8",
        Question::Reach,
        ["Hur ni når målgruppen", "How you reach the target group"],
        [
            "Hur de ni finns till för får veta att ni finns.",
            "How those you are there for learn of you.",
        ],
        [
            "Affischer, skolbesök och socialtjänsten",
            "Posters, visits to schools and social services",
        ],
    ),
    choosing(
        field(
            "9",
            Question::Collaborates,
            [
                "Samarbetar ni med andra myndigheter och aktörer?",
                "Do you collaborate with other agencies and actors?",
            ],
            [
                "Om ni samarbetar med andra kring våld i nära relationer. Välj, eller skriv egna ord.",
                "Whether you collaborate with others about violence in close relationships. Choose, or use your own words.",
            ],
            ["Ja", "Yes"],
        ),
        YES_NO,
    ),
    PARTNERS,
    MANNER,
    SUCCESS,
    CHALLENGES,
    WISHES_LOCAL,
    WISHES_SOCIETY,
];

const NGO: [Field; 21] = [
    unit(["EXEMPEL: Ungdomsjouren i Björkby", "EXAMPLE: The youth helpline in Björkby"]),
    DATE,
    MODE,
    numbered(ROLE, "1a"),
    field(
        "1b",
        Question::DrivingForce,
        ["Viktigaste drivkraft", "Main driving force"],
        ["Vad som driver den som svarar.", "What drives the one who answers."],
        ["Att ingen ska behöva vara ensam", "That nobody should have to be alone"],
    ),
    field(
        "2",
        Question::Organised,
        ["Hur verksamheten är organiserad", "How the work is organised"],
        [
            "Form, delar och ledning; vilken riksorganisation ni hör till.",
            "Form, parts and lead; which national body you belong to.",
        ],
        ["Ideell förening med styrelse", "A voluntary association with a board"],
    ),
    field(
        "3",
        Question::Aim,
        ["Målsättning", "Aim"],
        [
            "Vad ni vill uppnå, och för vilka, när det gäller våld i nära relationer.",
            "What you want to achieve, and for whom, about violence in close relationships.",
        ],
        ["Att unga 13-25 år får stöd i tid", "That people aged 13-25 get support in time"],
    ),
    numbered(FREQUENCY, "4"),
    field(
        "5",
        Question::Funding,
        ["Finansiering", "Funding"],
        [
            "Varifrån pengarna kommer och till när de är beslutade.",
            "Where the money comes from, and until when it is granted.",
        ],
        ["Bidrag från kommunen till och med 2027", "A grant of the municipality until 2027"],
    ),
    field(
        "6",
        Question::Staffing,
        ["Bemanning: anställda och volontärer", "Staffing: employees and volunteers"],
        ["Antal anställda och antal volontärer.", "Number of employees and of volunteers."],
        ["2 anställda, 15 volontärer", "2 employees, 15 volunteers"],
    ),
    field(
        "7",
        Question::Visitors,
        ["Besökare i veckan och hur länge de stannar", "Visitors a week and how long they stay"],
        [
            "Ungefär hur många som kommer i veckan och hur länge de brukar stanna kvar.",
            "About how many come in a week, and how long they stay with you.",
        ],
        ["10 i veckan, ungefär ett halvår", "10 a week, for about half a year"],
    ),
    numbered(PLAN, "8"),
    numbered(SERVICES, "9"),
    field(
        "10a",
        Question::WaysIn,
        ["Ingångar: hur man kommer till er", "Ways in: how people come to you"],
        [
            "Hur människor kommer till er: själva, genom vem, vad som krävs; gärna hur stor del.",
            "How people come to you: on their own, through whom, what it takes; which share if you know.",
        ],
        [
            "De flesta ringer själva, några kommer genom skolan",
            "Most call themselves, some come through school",
        ],
    ),
    field(
        "10b",
        Question::WaysOut,
        ["Utgångar: vart ni hänvisar vidare", "Ways out: whom you refer people to"],
        [
            "Vart ni lotsar dem som behöver annat stöd.",
            "Whom you pass those on to who need other support.",
        ],
        [
            "Vi lotsar till vårdcentralen och socialtjänsten",
            "We guide people to the health centre and social services",
        ],
    ),
    numbered(PARTNERS, "11a"),
    numbered(MANNER, "11b"),
    numbered(SUCCESS, "12"),
    numbered(CHALLENGES, "13"),
    numbered(WISHES_LOCAL, "14a"),
    numbered(WISHES_SOCIETY, "14b"),
];
