//! How people word the questions: short, long, in Swedish and in English.
//!
//! Words, not sentences: small words are left out, order plays no part. A wording
//! that stands under two questions is ambiguous on purpose, and the answers decide.

use super::question::Question::{self, *};

/// Wordings of each question beside those of the guides and the template. Under
/// `Other` stand questions that look like one of the vocabulary and are not.
pub(super) const WORDINGS: &[(Question, &[&str])] = &[
    (
        Unit,
        &[
            "enhet", "verksamhet", "organisation", "aktör", "arbetsplats", "förvaltning", "myndighet",
            "avdelning", "förening", "huvudman", "verksamhetens namn", "organisationens namn",
            "namn på verksamheten", "namn på enheten", "namn på organisation", "vilken verksamhet arbetar",
            "vilken organisation representerar", "enhet verksamhet", "organisation enhet",
            "vilken enhet tillhör", "var arbetar", "mottagning", "förvaltning enhet", "myndighet organisation",
            "unit", "organisation", "organisation name", "name organisation", "workplace", "agency",
            "department", "name unit", "which organisation represent", "where work", "employer",
            "arbetsgivare", "respondentens organisation", "intervjuad verksamhet", "intervjuad organisation",
        ],
    ),
    (
        Role,
        &[
            "roll", "befattning", "titel", "yrkesroll", "yrkestitel", "tjänst", "funktion",
            "vilken roll organisation", "vilken befattning", "roll verksamheten", "informantens roll",
            "intervjupersonens roll", "roll befattning", "arbetar som", "position",
            "role", "job title", "title", "position", "role organisation", "respondent role", "occupation", "yrke",
        ],
    ),
    (
        DrivingForce,
        &[
            "drivkraft", "viktigaste drivkraft", "vilken viktigaste drivkraft", "vad driver", "motivation",
            "drivkrafter", "engagemang", "driving force", "main driving force", "motivation", "what drives",
            "what motivates",
        ],
    ),
    (
        RoleAndForce,
        &["roll drivkraft", "roll organisation drivkraft", "role driving force", "role motivation"],
    ),
    (
        Person,
        &[
            "namn", "person", "kontaktperson", "intervjuperson", "uppgiftslämnare", "informant", "respondent",
            "ditt namn", "förnamn", "efternamn", "förnamn efternamn", "namn på intervjuad", "intervjuad",
            "för och efternamn", "intervjuad person", "kontakt", "kontaktuppgifter", "ifylld av", "svarande",
            "intervjuare", "vem intervjuade", "namn på den som svarar", "name", "full name", "your name", "first name", "last name",
            "surname", "contact person", "contact", "contact details", "interviewee", "interviewer", "filled in by", "respondent name",
        ],
    ),
    (
        Email,
        &["epost", "kontakt", "kontaktuppgifter", "email address", "email", "användarnamn", "username", "contact", "contact details"],
    ),
    (
        Phone,
        &[
            "telefon", "nås på telefon", "kontakt", "kontaktuppgifter", "phone", "telephone", "phone number", "mobile",
            "mobile number", "contact", "contact details", "direktnummer", "växel",
        ],
    ),
    (PersonalNumber, &["personnummer", "personnr", "pnr", "samordningsnummer", "personal number", "personal identity number", "social security number"]),
    (
        Date,
        &[
            "datum", "intervjudatum", "datum intervju", "när", "dag", "när intervju", "intervjun genomförd",
            "tid", "tidpunkt", "datum tid", "datum samtal", "intervjutillfälle", "date", "interview date", "date interview", "day", "when interview", "when", "datum för ifyllande",
        ],
    ),
    (
        Mode,
        &[
            "intervjuform", "intervjusätt", "typ intervju", "hur genomfördes intervjun", "form intervju", "samtalsform",
            "metod", "telefon digitalt fysiskt", "hur intervjun gjordes", "mode", "interview mode", "mode interview",
            "how interview conducted", "interview type", "insamlingssätt", "kontaktsätt",
        ],
    ),
    (
        Place,
        &[
            "kommun", "ort", "plats", "stad", "stadsdel", "region", "län", "orten", "område", "geografiskt område",
            "kommun ort", "kommunens namn", "vilken kommun", "municipality", "place", "town", "city", "area", "county", "location", "upptagningsområde",
        ],
    ),
    (
        Mission,
        &[
            "uppdrag", "uppdrag målgrupp", "verksamhetens uppdrag", "uppdraget", "beskriv verksamheten uppdrag",
            "vilket verksamhetens uppdrag", "vad uppdrag", "verksamhetsbeskrivning", "beskrivning verksamheten",
            "vad arbetar med", "vad gör verksamheten", "mission", "assignment", "mandate", "task target group", "mission target group", "remit",
            "what does organisation do", "description of work", "uppdrag målgrupper verksamhet", "verksamhet", "huvuduppgift", "ansvarsområde",
        ],
    ),
    (
        TargetGroup,
        &[
            "målgrupp", "vilken målgrupp", "vilka vänder sig", "vem får stöd", "vem riktar", "målgrupp ålder", "vilka målgrupper arbetar",
            "vem verksamheten", "verksamhetens målgrupp", "primär målgrupp", "åldersgrupp", "target group", "target groups", "who is service for", "client group",
            "population served", "which target groups", "who do serve",
        ],
    ),
    (
        Aim,
        &[
            "målsättning", "mål", "syfte", "mål syfte", "vad mål", "vision", "vad vill uppnå", "verksamhetens mål",
            "verksamhetens syfte", "målet", "syfte med verksamheten", "aim", "aims", "goal", "goals", "objective", "objectives", "purpose", "aim of work", "what want achieve",
        ],
    ),
    (
        Organised,
        &[
            "organisering", "hur organiserad", "organisationsform", "hur verksamheten organiserad", "hur verksamheten uppbyggd", "struktur", "uppbyggnad",
            "organiserade", "juridisk form", "verksamhetens organisation", "beskriv organisation", "how organised", "how work organised", "how is organisation organised", "organisational structure",
            "structure", "legal form", "hur organisationen uppbyggd", "how operation organised",
        ],
    ),
    (
        UnitsInContact,
        &[
            "verksamheter kontakt", "verksamheter finns organisation kontakt", "verksamheter möter", "enheter kontakt", "enheter möter",
            "vilka verksamheter kommer kontakt", "vilka enheter kommer kontakt", "vilka delar organisation möter", "berörda verksamheter", "berörda enheter",
            "verksamheter berörs", "vilka verksamheter", "vilka verksamheter möter utsatta", "units contact", "which units contact", "units encounter", "services organisation come contact", "which parts organisation meet", "units organisation come into contact", "which units encounter", "units in contact",
        ],
    ),
    (
        HowWell,
        &[
            "klarar uppdraget", "hur klarar uppdraget", "hur klarar", "hur väl klarar", "hur fungerar uppdraget", "hur lyckas uppdraget", "måluppfyllelse",
            "hur tycker fungerar", "egen bedömning uppdraget", "hur bra klarar", "how well manage", "how well manage mission", "how well does work", "how do manage task", "fulfil mission",
            "how well fulfil assignment", "how coping with assignment", "manage assignment", "performance",
        ],
    ),
    (
        Plan,
        &[
            "handlingsplan", "rutiner", "handlingsplan rutiner", "skriftliga rutiner", "skriftlig rutin", "finns handlingsplan", "finns rutiner", "handlingsplan skriftliga rutiner",
            "handlingsplan ja nej vet inte", "handlingsplan hedersvåld", "riktlinjer", "riktlinjer rutiner", "styrdokument", "action plan", "written routines",
            "action plan routines", "plan routines", "written plan", "guidelines", "written procedures", "action plan procedures", "plan",
        ],
    ),
    (
        Services,
        &[
            "insatser", "aktiviteter", "insatser aktiviteter", "akuta insatser", "förebyggande insatser", "akut förebyggande", "insatser akut förebyggande", "akuta förebyggande insatser",
            "vilka insatser erbjuder", "vilka insatser", "vad erbjuder", "vilket stöd erbjuder", "stöd", "stöd hjälp", "förebyggande arbete", "akut arbete", "vilka aktiviteter", "insatser stöd",
            "services", "interventions", "activities", "acute preventive", "acute preventive services", "services offered", "which services offer", "what support offer", "support offered", "prevention",
            "emergency preventive activities", "acute interventions", "preventive work", "emergency preventive services", "förebyggande",
        ],
    ),
    (
        Frequency,
        &[
            "ofta", "hur ofta", "frekvens", "hur ofta kontakt", "hur ofta möter", "hur ofta kommer kontakt", "antal ärenden", "hur många ärenden", "hur vanligt",
            "hur ofta verksamheterna kontakt", "antal ärenden år", "förekomst", "hur ofta träffar utsatta", "omfattning", "how often", "frequency", "how often contact", "how often encounter",
            "how many cases", "number cases", "how often units contact", "how common", "how frequently", "how frequently meet",
        ],
    ),
    (
        Reach,
        &[
            "hur når målgrupper", "når målgruppen", "nå målgrupper", "hur når", "hur når ut", "hur hittar till er", "hur får kännedom", "uppsökande", "marknadsföring information", "hur sprids information",
            "hur når ut målgruppen", "how reach", "how reach target groups", "reach target group", "outreach", "how people find", "how do people hear about", "reaching target groups", "reach clients",
        ],
    ),
    (
        Collaborates,
        &[
            "samarbetar", "samarbetar andra", "samarbetar andra myndigheter aktörer", "finns samarbete", "förekommer samverkan", "finns samverkan", "samverkan ja nej", "samarbetar myndigheter aktörer",
            "collaborate", "collaborate other agencies", "collaborate other actors", "collaboration", "work with others", "work together other agencies",
        ],
    ),
    (
        Partners,
        &[
            "samarbetspartner", "samarbetspartners", "samverkanspartner", "samverkansparter", "samverkansaktörer", "samarbetar", "vilka samarbetar", "vilka aktörer samarbetar", "vem samarbetar",
            "vilka myndigheter samarbetar", "samverkan med", "vilka myndigheter aktörer samarbetar", "vilka andra samarbetar", "partners", "collaboration partners", "collaborate", "which collaborate", "who collaborate",
            "which agencies collaborate", "which actors collaborate", "collaborating with", "partner organisations", "who work with", "who work together with",
        ],
    ),
    (
        Manner,
        &[
            "sätt samarbetar", "vilket sätt samarbetar", "hur samarbetar", "former samarbete", "samverkansform", "samverkansformer", "samarbetsform", "samarbetsformer", "samarbetssätt", "hur ser samverkan ut", "typ av samverkan",
            "sip konsulterar regelbundna möten annat sätt", "sätt samarbetar använder sip samordnad individuell plan konsulterar varandra ärenden regelbundna möten annat", "sip", "konsulterar", "konsulterar varandra", "regelbundna möten", "annat sätt", "samordnad individuell plan",
            "way collaborate", "how collaborate", "form collaboration", "ways collaborating", "in what way collaborate", "manner of collaboration", "type of collaboration", "what ways collaborate", "joint plan", "regular meetings", "consult each other", "coordinated individual plan",
        ],
    ),
    (
        WaysIn,
        &[
            "ingångar", "vilka ingångar", "väg in", "vägar in", "ingångar verksamheten", "hur kommer till er", "hur kommer i kontakt med er", "vem remitterar", "hur hamnar hos", "inflöde", "remiss in",
            "varifrån kommer", "hänvisas från", "ways in", "entry", "entry points", "entry routes", "how people come to you", "referred from", "referrals in", "incoming referrals", "pathways in", "entrances", "which entrances",
        ],
    ),
    (
        WaysOut,
        &[
            "utgångar", "vilka utgångar", "väg ut", "vägar ut", "vägar vidare", "utgångar andra verksamheter", "vart hänvisar", "hänvisar vidare", "slussar vidare", "vart slussas", "remitterar till", "vidare till", "lotsar vidare",
            "ways out", "exit", "exits", "exit routes", "referred to", "referrals out", "where refer", "refer on", "onward referral", "pathways out", "ways on", "which exits",
        ],
    ),
    (
        Ways,
        &[
            "ingångar utgångar", "vilka ingångar utgångar", "vägar in ut", "in och utgångar", "ways in out", "entry exit", "entry exit routes", "entrances exits", "ingångar verksamhet utgångar andra verksamheter", "referrals in out",
        ],
    ),
    (
        Funding,
        &[
            "finansiering", "finansieras", "hur finansieras", "hur finansieras verksamheten", "ekonomi", "bidrag", "budget", "intäkter", "finansiär", "verksamhetens ekonomi", "hur finansierar",
            "funding", "funded", "how funded", "how is work funded", "financing", "financed", "how financed", "source of funding", "budget", "grants", "economy",
        ],
    ),
    (
        Staffing,
        &[
            "bemanning", "bemanningen ut", "hur bemanning ut", "antal anställda", "antal volontärer", "anställda volontärer", "antal anställda volontärer", "personal", "personalstyrka", "hur många anställda", "hur många volontärer", "bemanning anställda volontärer", "personalresurser",
            "staffing", "staff", "number employees", "number of volunteers", "employees volunteers", "employees", "volunteers", "staff volunteers", "how many employees", "how many volunteers", "staff numbers",
        ],
    ),
    (
        Visitors,
        &[
            "besökare", "antal besökare", "hur många besökare", "besökare vecka", "klienter vecka", "hur många besökare vecka", "hur lång tid stannar", "hur länge stannar", "antal klienter", "antal besök", "besöksantal", "hur många kommer vecka", "hur många stödsökande", "vistelsetid",
            "visitors", "number visitors", "visitors week", "how many visitors", "clients week", "how many clients", "how long stay", "length of stay", "number of clients",
        ],
    ),
    (
        Success,
        &[
            "framgångsfaktorer", "framgångsfaktor", "vilka framgångsfaktorer", "framgångar", "vad fungerar bra", "fungerar bra", "fungerar väl", "styrkor", "nycklar till framgång", "vad går bra", "lyckas med", "vad lyckats bra",
            "success factors", "success", "successes", "strengths", "what works well", "works well", "keys to success",
        ],
    ),
    (
        Challenges,
        &[
            "utmaningar", "vilka utmaningar", "hinder", "svårigheter", "brister", "problem", "vad fungerar mindre bra", "fungerar dåligt", "fungerar inte", "svagheter", "vad är svårt", "hinder utmaningar", "största utmaningar",
            "challenges", "obstacles", "difficulties", "barriers", "problems", "weaknesses", "what does not work", "main challenges", "works less well",
        ],
    ),
    (
        Wishes,
        &[
            "förändringar", "strategiska förändringar", "vilka förändringar vill se", "önskade förändringar", "önskemål", "utvecklingsbehov", "förslag", "förbättringsförslag", "vad önskar", "vad behöver förändras", "förändringar vill se", "önskningar", "förbättringar", "utvecklingsområden", "vad behöver utvecklas", "vad vill ändra", "vilka strategiska förändringar",
            "changes", "strategic changes", "wishes", "which changes want see", "changes want see", "desired changes", "wished changes", "improvements", "suggestions", "what needs to change", "what should change", "improvements suggestions",
        ],
    ),
    (
        WishesLocal,
        &[
            "förändringar kommunen", "strategiska förändringar kommunen", "önskade förändringar lokalt", "önskemål lokalt", "förändringar lokalt", "önskemål kommunen", "lokala förändringar",
            "local changes", "changes municipality", "wishes local", "changes locally", "strategic changes municipality",
        ],
    ),
    (
        WishesSociety,
        &[
            "förändringar samhället", "förändringar samhället stort", "strategiska förändringar samhället stort", "önskade förändringar samhället", "önskemål samhället", "samhället stort", "nationella förändringar", "önskemål nationellt",
            "changes society", "changes society large", "wishes society", "strategic changes society", "society at large", "national changes",
        ],
    ),
    (
        Grade,
        &[
            "förtroende", "betyg", "betyg 1 5", "skala 1 10", "hur nöjd", "gradera", "poäng", "bedöm skala", "tillit", "nytta", "värdera samarbetet", "hur viktigt", "värde", "skattning", "hur stort förtroende", "hur väl fungerar samarbetet skala", "betygsätt",
            "trust", "grade", "rating", "score", "how satisfied", "rate", "scale 1 5", "value", "how important", "how much trust", "rate collaboration",
        ],
    ),
    (
        Timestamp,
        &[
            "tidsstämpel", "starttid", "sluttid", "slutförandetid", "slutfört", "inskickat", "inskickad", "svarsdatum", "senast ändrad", "senaste ändringstid", "skapad", "starttidpunkt", "registrerad", "datum skickat", "publicerad", "påbörjad", "startad", "avslutad",
            "timestamp", "start time", "completion time", "end time", "submitted", "submit date", "date submitted", "last modified time", "submission time", "start date", "end date", "created", "started", "completed", "recorded date", "date created", "date modified", "created at",
        ],
    ),
    (
        Submission,
        &[
            "id", "svarsid", "svars id", "svarsnummer", "löpnummer", "nummer", "nr", "intervjunummer", "intervju nr", "intervju", "respondent id", "response id", "submission id", "record id", "interview id", "interview no", "interview number", "no", "number", "collector id", "ip adress", "ip address", "språk", "language", "startspråk", "start language", "seed", "enkätnummer", "status", "progress", "duration", "uuid",
            "lastpage", "last page", "token", "instance id", "user agent", "recipient id", "distribution channel",
        ],
    ),
    (
        Other,
        &[
            "roll spelar", "vilken roll spelar", "spelar roll", "roll samarbete", "vilken roll kommunen ha", "role play", "what role play", "role collaboration", "övrigt", "annat", "kommentar", "kommentarer", "övriga synpunkter", "annat tillägga", "något mer tillägga", "anteckningar",
            "comments", "other", "anything else", "notes", "anything add", "hur ofta samarbetar", "hur ofta träffas", "hur ofta möten", "hur ofta meet", "how often meet", "hur ofta uppdateras handlingsplan", "hur når information personal", "utbildning personal", "kompetensutveckling", "samtycke", "godkänner", "consent", "handledning", "training",
            "hur många samarbetar", "hur lång tid tar", "väntetid", "how long wait", "ställer frågor om", "screening", "känner till", "when was action plan updated", "när handlingsplan uppdaterad", "who wrote action plan", "vem ansvarar handlingsplan", "how satisfied visitors",
            "vilka utbildningar", "vad betyder samarbete", "hur finansieras samarbetet", "öppettider", "adress", "hemsida", "webbplats", "website", "opening hours", "address",
        ],
    ),
];
