//! What a column of a form can hold.

use crate::model::text::words;

words! {
    /// What a column holds: a closed vocabulary for the two guides and for what form
    /// tools add of their own.
    Question {
        /// The actor the informant speaks for.
        Unit = "unit", "verksamhet som svarar", "unit that answers";
        Role = "role", "roll", "role";
        DrivingForce = "driving_force", "drivkraft", "driving force";
        /// Both in one answer, as question 1 of the guide for civil society.
        RoleAndForce = "role_and_force", "roll och drivkraft", "role and driving force";
        /// A name of somebody; personal data.
        Person = "person", "namn på person", "name of a person";
        /// Personal data.
        Email = "email", "e-post", "e-mail";
        /// Personal data.
        Phone = "phone", "telefon", "telephone";
        /// Personal data of the most sensitive sort.
        PersonalNumber = "personal_number", "personnummer", "personal number";
        /// The day of the interview.
        Date = "date", "datum", "date";
        /// By telephone, video, on the spot, in writing.
        Mode = "mode", "intervjuform", "mode of interview";
        /// Municipality or place.
        Place = "place", "kommun eller ort", "municipality or place";
        /// Task and target group in one answer.
        Mission = "mission", "uppdrag och målgrupp", "mission and target group";
        TargetGroup = "target_group", "målgrupp", "target group";
        Aim = "aim", "målsättning", "aim";
        Organised = "organised", "organisering", "organisation of the work";
        UnitsInContact = "units_in_contact", "verksamheter som möter våld", "units that meet violence";
        HowWell = "how_well", "hur uppdraget klaras", "how well the mission is met";
        /// Yes, no or unknown, often with a comment.
        Plan = "plan", "handlingsplan eller rutiner", "action plan or routines";
        Services = "services", "akuta och förebyggande insatser", "acute and preventive services";
        Frequency = "frequency", "hur ofta våld möts", "how often violence is met";
        Reach = "reach", "hur målgruppen nås", "how the target group is reached";
        /// Yes, no or unknown.
        Collaborates = "collaborates", "om de samarbetar", "whether they collaborate";
        /// With whom.
        Partners = "partners", "samarbetspartner", "partners";
        /// In which way: joint plan, consultation, regular meetings.
        Manner = "manner", "samarbetets form", "manner of collaboration";
        WaysIn = "ways_in", "ingångar", "ways in";
        WaysOut = "ways_out", "utgångar", "ways out";
        /// Both in one answer, as question 10 of the guide for civil society.
        Ways = "ways", "ingångar och utgångar", "ways in and out";
        Funding = "funding", "finansiering", "funding";
        Staffing = "staffing", "bemanning", "staffing";
        /// How many come, and how long they stay.
        Visitors = "visitors", "besökare", "visitors";
        Success = "success", "framgångsfaktorer", "success factors";
        Challenges = "challenges", "utmaningar", "challenges";
        WishesLocal = "wishes_local", "önskade förändringar lokalt", "wished changes, local";
        WishesSociety = "wishes_society", "önskade förändringar i samhället", "wished changes in society";
        /// Local and in society in one answer.
        Wishes = "wishes", "önskade förändringar", "wished changes";
        /// A grade: trust in a partner, worth of a collaboration.
        Grade = "grade", "betyg", "grade";
        /// When a form tool received the answer, or when it was begun.
        Timestamp = "timestamp", "tidsstämpel", "timestamp";
        /// A form tool's own number of the answer.
        Submission = "submission", "svarsnummer", "submission";
        /// Left out because somebody chose so; never chosen by recognition.
        Ignored = "ignored", "tas inte med", "left out";
        /// A question of the form's own: its answers become statements under the
        /// question's own words.
        Other = "other", "egen fråga", "own question";
    }
}

impl Question {
    /// Whether its answers are free text to be searched for mentions of actors,
    /// forums, groups and roles.
    ///
    /// Free text are the answers about the work and about others: mission, target
    /// group, aim, organised, units in contact, how well, plan (its comment), services,
    /// frequency, reach, collaborates (its comment), partners, manner, the ways in and
    /// out, funding, staffing, visitors, success, challenges, the wishes, and other.
    /// Not searched are those about the informant or the form: unit, role, driving
    /// force, person and its contact data, date, mode, place, grade, timestamp,
    /// submission, ignored. A unit is looked up whole, not searched.
    pub fn is_searched(self) -> bool {
        !self.is_personal()
            && !matches!(
                self,
                Self::Unit
                    | Self::Role
                    | Self::DrivingForce
                    | Self::RoleAndForce
                    | Self::Date
                    | Self::Mode
                    | Self::Place
                    | Self::Grade
                    | Self::Timestamp
                    | Self::Submission
                    | Self::Ignored
            )
    }

    /// Whether the column is made of personal data, so that nothing of it is stored
    /// unless asked for.
    pub fn is_personal(self) -> bool {
        matches!(self, Self::Person | Self::Email | Self::Phone | Self::PersonalNumber)
    }
}
