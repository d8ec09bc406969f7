//! The two guides of the mapping of 2020, as data.
//!
//! Each question is kept as its characteristic words, never as its sentence. Where a
//! guide asks two things at once there is one question here for both.

use super::question::Question;
use crate::model::text::words;

words! {
    /// A guide for interviews that is built in.
    Guide {
        Agency = "agency", "myndigheter", "agencies";
        Ngo = "ngo", "ideella organisationer", "civil society";
    }
}

/// A question of a guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its number in print. Guide 1 has no 11, guide 2 has two.
    pub number: u8,
    /// What it asks.
    pub question: Question,
    /// Its characteristic words in Swedish.
    pub sv: &'static str,
    /// The same in English.
    pub en: &'static str,
}

const fn item(number: u8, question: Question, sv: &'static str, en: &'static str) -> Item {
    Item { number, question, sv, en }
}

const AGENCY: [Item; 14] = [
    item(1, Question::Role, "vilken roll organisation", "role organisation"),
    item(2, Question::Mission, "verksamhetens uppdrag målgrupp", "mission target group"),
    item(
        3,
        Question::UnitsInContact,
        "vilka verksamheter finns organisation kommer kontakt",
        "which units organisation come contact",
    ),
    item(4, Question::HowWell, "hur tycker klarar uppdraget", "how well manage mission"),
    item(
        5,
        Question::Plan,
        "verksamheterna någon handlingsplan skriftliga rutiner gäller arbete",
        "units any action plan written routines",
    ),
    item(
        6,
        Question::Services,
        "vilka insatser aktiviteter görs akut förebyggande",
        "which services activities acute preventive",
    ),
    item(
        7,
        Question::Frequency,
        "hur ofta kommer verksamheterna kontakt",
        "how often units contact",
    ),
    item(8, Question::Reach, "hur når målgrupper", "how reach target groups"),
    item(
        9,
        Question::Collaborates,
        "samarbetar andra myndigheter aktörer",
        "collaborate other agencies actors",
    ),
    item(
        10,
        Question::Partners,
        "vilka myndigheter aktörer samarbetar",
        "which agencies actors collaborate with",
    ),
    item(
        12,
        Question::Manner,
        "vilket sätt samarbetar sip konsulterar regelbundna möten annat",
        "way collaborate joint plan consult regular meetings",
    ),
    item(13, Question::Success, "vilka framgångsfaktorer", "which success factors"),
    item(14, Question::Challenges, "vilka utmaningar", "which challenges"),
    item(
        15,
        Question::Wishes,
        "vilka strategiska förändringar vill se",
        "which strategic changes want see",
    ),
];

const NGO: [Item; 15] = [
    item(
        1,
        Question::RoleAndForce,
        "vilken roll organisation viktigaste drivkraft",
        "role organisation main driving force",
    ),
    item(2, Question::Organised, "hur verksamheten organiserad", "how work organised"),
    item(3, Question::Aim, "vad målsättning", "what aim"),
    item(
        4,
        Question::Frequency,
        "hur ofta kommer verksamheterna kontakt",
        "how often units contact",
    ),
    item(5, Question::Funding, "hur finansieras verksamhet", "how work funded"),
    item(
        6,
        Question::Staffing,
        "hur bemanningen ut antal anställda antal volontärer",
        "staffing number employees volunteers",
    ),
    item(
        7,
        Question::Visitors,
        "hur många besökare klienter vecka hur lång tid stannar",
        "how many visitors clients week how long stay",
    ),
    item(
        8,
        Question::Plan,
        "verksamheterna någon handlingsplan skriftliga rutiner gäller arbete",
        "units any action plan written routines",
    ),
    item(
        9,
        Question::Services,
        "vilka insatser aktiviteter görs akut förebyggande",
        "which services activities acute preventive",
    ),
    item(
        10,
        Question::Ways,
        "vilka ingångar verksamhet vilka utgångar andra verksamheter",
        "which ways in which ways out",
    ),
    item(
        11,
        Question::Partners,
        "vilka myndigheter aktörer samarbetar",
        "which agencies actors collaborate with",
    ),
    item(11, Question::Manner, "vilket sätt samarbetar", "way collaborate"),
    item(12, Question::Success, "vilka framgångsfaktorer", "which success factors"),
    item(13, Question::Challenges, "vilka utmaningar", "which challenges"),
    item(
        14,
        Question::Wishes,
        "vilka strategiska förändringar vill se",
        "which strategic changes want see",
    ),
];

impl Guide {
    /// Its questions in the order of print.
    pub fn items(self) -> &'static [Item] {
        match self {
            Self::Agency => &AGENCY,
            Self::Ngo => &NGO,
        }
    }
}
