//! The words in which people describe a person, Swedish and English.
//!
//! A pattern is words with a space between: `a|b` one of them, `a*` any word that starts
//! so, `a?` may be left out. The longest pattern that fits is the one that counts.

use crate::load::mention::words::Token;
use crate::model::Sex;

/// What a stretch of a description says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// A grown person of a sex.
    Adult(Sex),
    /// A girl or boy: under 18 unless an age is given.
    Minor(Sex),
    /// A young person of a sex: 13-25 unless an age is given.
    Youth(Sex),
    /// A child; of somebody already described, her children.
    Child,
    /// People of an age.
    Stage(u32, Option<u32>),
    /// A person of whom nothing more is said.
    Person,
    /// Somebody by kinship: who it is about when nobody else is, else somebody else.
    Kin(Kin, Option<Sex>),
    /// Her or him: who it is about, unless the sex is another.
    Pronoun(Sex),
    /// A condition that holds.
    Is(&'static str),
    /// Violence done by whoever the clause is about.
    Hits,
    /// Violence, nobody says from whom.
    Violence,
    /// Lives with whoever comes next.
    LivesWith,
    /// Nothing by itself.
    Aside,
}

/// How close somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    Partner,
    Relative,
    Parent,
}

use Kin::{Parent, Partner, Relative};
use Says::{
    Adult, Aside, Child, Hits, Is, Kin as Of, LivesWith, Minor, Person, Pronoun, Stage, Violence,
    Youth,
};
const F: Sex = Sex::Female;
const M: Sex = Sex::Male;

#[rustfmt::skip]
const WHO: &[(&str, Says)] = &[
    ("kvinna|kvinnan|kvinnor|kvinnlig*|dam|damen|tant|tanten|woman|women|female|lady", Adult(F)),
    ("man|män|manlig*|karl|gubbe|herre|men's|male", Adult(M)),
    ("mannen|männen", Of(Partner, Some(M))),
    ("flicka|flickan|flickor|girl|girls", Minor(F)),
    ("pojke|pojken|pojkar|boy|boys", Minor(M)),
    ("tjej|tjejen|tjejer", Youth(F)),
    ("kille|killen|killar", Youth(M)),
    ("barn|barnet|barnen|barnets|child|children|kid|kids|minderårig*", Child),
    ("spädbarn*|bebis*|nyfödd*|baby|infant", Stage(0, Some(1))),
    ("småbarn|småbarnet|förskolebarn*|toddler", Stage(1, Some(5))),
    ("skolbarn*", Stage(6, Some(17))),
    ("tonåring*|tonårs*|tonåren|teenager*|teenage|teen", Stage(13, Some(19))),
    ("tonårstjej*|tonårsflick*", Youth(F)),
    ("tonårskill*|tonårspojk*", Youth(M)),
    ("ung|unga|ungdom|ungdomar|ungdomen|young|youth", Stage(13, Some(25))),
    ("äldre|gammal|gamla|senior*|elderly", Stage(65, None)),
    ("pensionär*|pensioner*|ålderspension*", Stage(65, None)),
    ("vuxen|vuxna|adult|adults", Stage(18, None)),
    ("person|personen|personer|människa|människor|patient*|klient*|brukare*|boende|någon|kund|kunden|individ*|someone|somebody|people|client", Person),
    ("par|paret|familj|couple|family", Person),
    ("transkvinna*", Adult(F)),
    ("trans woman", Adult(F)),
    ("transman*", Adult(M)),
    ("trans man", Adult(M)),
    ("mamma|mamman|mammor|mor|modern|moder|mother|mum|mom", Of(Parent, Some(F))),
    ("pappa|pappan|pappor|far|fadern|fader|father|dad", Of(Parent, Some(M))),
    ("förälder|föräldern|föräldrar|föräldrarna|parent|parents", Of(Parent, None)),
    ("sin|hennes|her man|make|husband|boyfriend", Of(Partner, Some(M))),
    ("maken|make|exman*|exmake*|exmaken|pojkvän*|husband|boyfriend|ex-husband|ex-man*|ex-pojkvän*", Of(Partner, Some(M))),
    ("makan|maka|fru|frun|hustru*|exfru*|exhustru*|flickvän*|wife|girlfriend|ex-wife|ex-fru*|ex-flickvän*", Of(Partner, Some(F))),
    ("sambo|sambon|partner|partnern|ex|exet|expartner*|ex-partner*|särbo*|spouse", Of(Partner, None)),
    ("son|sonen|söner|sönerna|bror|brodern|bröder|bröderna|farbror|morbror|svärson*|sonson*|dotterson*|brother|brothers|uncle|grandson|styvpappa*|styvfar*|svärfar|svärfadern", Of(Relative, Some(M))),
    ("dotter|dottern|döttrar|döttrarna|syster|systern|systrar|svärmor|svärmodern|svärdotter*|daughter|sister|styvmamma*|moster|faster|aunt", Of(Relative, Some(F))),
    ("släkt|släkten|släkting*|familjen|kusin*|anhöriga|barnbarn*|syskon*|relatives", Of(Relative, None)),
    ("hon|henne|she", Pronoun(F)),
    ("han|honom|he|him", Pronoun(M)),
];

#[rustfmt::skip]
const VIOLENCE: &[(&str, Says)] = &[
    ("slår|slagit|slog|slå|misshandlar|misshandlat|misshandla|hotar|hotat|hota|kontrollerar|kontrollerat|våldtar|våldtagit|stryper|förföljer|stalkar|kränker|sparkar|knuffar|isolerar|hits|beats|beating|abuses|abusing|threatens|threatening|controls|stalks", Hits),
    ("slår|slog|slå|slagit|sparkar|hits|hit|fights tillbaka|back", Violence),
    ("utövar|utövat|använder|använt|brukar|brukat|uses|using våld*|hedersvåld*|violence", Hits),
    ("utsätter|utsatt sin|sina|henne|honom|andra|partnern|barnen", Hits),
    ("är|blir|var|is|was våldsam*|hotfull*|violent|aggressiv*", Hits),
    ("våldsutöv*|förövare|förövaren|gärningsm*|våldsverkare*|perpetrator*|abuser*", Is("perpetrator")),
    ("orolig|rädd|worried för? att? själv? slå|utöva|bli|använda våld*|våldsam*", Is("at_risk_of_perpetrating")),
    ("utsatt|utsatta|utsatts|utsätts|utsattes|exposed|subjected för|to? fysiskt|psykiskt|sexuellt|ekonomiskt|digitalt|hot? och|eller? våld*|hot|misshandel|violence|abuse", Is("exposed")),
    ("våldsutsatt*|utsatt|utsatta|utsatts|utsätts|utsattes|brottsutsatt*|misshandlad|misshandlas|misshandlats|slagen|slagna|slås|hotad|hotas|kontrollerad|kontrolleras|trakasseras|förföljd|förföljs|stalkad|kränks|beaten|abused|battered|threatened|victim", Is("exposed")),
    ("våld|våldet|misshandel|violence|abuse", Violence),
    ("hit|slapped|kicked by", Is("exposed")),
    ("hit|hitting|hurts his|her|their|the", Hits),
    ("dömd|dömda|dömts|döms|åtalad för? våld*|misshandel|kvinnofridskränkning*", Is("perpetrator")),
    ("våld|våldet|violence|abuse i|in nära|close|en|ett|a relation|relationer|förhållande|relationship*", Is("close_relation")),
    ("våld|våldet|utsatt|utsatta|slagen|hotad|misshandlad|abused|beaten av|från|by partner|partnern|närstående", Is("partner_violence")),
    ("partnervåld*", Is("partner_violence")),
    ("mäns våld mot kvinnor", Is("partner_violence")),
    ("bor|lever|bo|leva|sammanbor|living|lives|live inte? kvar|fortfarande|still? ihop|tillsammans? med|hos|with sin|den|med|the|her|his|their? våldsamma? förövare*|våldsutövar*|utövare*|gärningsm*|abuser*|perpetrator*", Is("lives_with_perpetrator")),
    ("bor|lever|bo|leva|living|lives|live inte? kvar? ihop|tillsammans? med|hos|with den|honom|henne|någon|man|en|the|person|someone? man|person|one? som|who slår|misshandlar|utövar|utsätter|hotar|kontrollerar|hits|beats|abuses våld*|henne|honom|her|him?", Is("lives_with_perpetrator")),
    ("tvingas|måste|tvingad att? bo|leva kvar hos|med|hemma?", Is("lives_with_perpetrator")),
    ("bor|lever|bo|leva inte? kvar? i våldet|våld|våldsam*", Is("lives_with_perpetrator")),
    ("bor|lever|bo|leva|living|lives|live inte? kvar|fortfarande|still? ihop|tillsammans? med|hos|with", LivesWith),
    ("bevittna*|witness*", Is("child_witness")),
    ("ser|sett|såg|hör|hört|upplever|upplevt|saw|sees|heard våld*|misshandel*|violence", Is("child_witness")),
    ("ser|sett|såg|saw|sees när|att|hur? pappa|mamma|pappan|mamman|his|her|father|mother", Is("child_witness")),
    ("våldtagen|våldtagna|våldtäkt*|sexualbrott*|rape*", Is("sexual_offence")),
    ("sexuella|sexuellt övergrepp*|våld", Is("sexual_offence")),
    ("sexuell|sexuellt exploat*|utnyttja*", Is("sexual_exploitation")),
    ("prostitution*|prostituera*|prostituted", Is("prostitution")),
    ("säljer|sålt sex*", Is("prostitution")),
    ("sex mot ersättning", Is("prostitution")),
    ("människohandel*|trafficking|trafficked", Is("trafficking")),
    ("köper|köpt|buys sex*", Is("buys_sex")),
    ("sex som självskad*", Is("sex_as_self_harm")),
    ("brottsoffer*", Is("crime_victim")),
    ("utsatt|utsatta|victim för|of brott|crime", Is("crime_victim")),
    ("heder|heders*|hedern|honor*|honour*", Is("honour")),
    ("tvångsgift*|bortgift*|barnäktenskap*", Is("forced_marriage")),
    ("giftas|gifts|gifta bort", Is("forced_marriage")),
    ("forced marriage", Is("forced_marriage")),
    ("könsstymp*|fgm", Is("genital_mutilation")),
    ("genital mutilation", Is("genital_mutilation")),
    ("föras|förs|skickas|taken utomlands|abroad", Is("at_risk_abroad")),
    ("bor? på|i|at|in? skyddat|skyddade boende*", Is("in_shelter")),
    ("kvinnojour|kvinnojouren|shelter|refuge", Aside),
    ("bor|lives på|i|in|at en|ett|a? kvinnojour*|jour*|shelter|refuge", Is("in_shelter")),
    ("måste|tvingas|behöver flytta|byta till? annan? kommun*|ort*|stad*", Is("must_move")),
    ("skyddad|skyddade identitet*|personuppgift*", Is("protected_identity")),
];

#[rustfmt::skip]
const LIFE: &[(&str, Says)] = &[
    ("hemlös*|bostadslös*|homeless*|uteliggare", Is("homeless")),
    ("utan|saknar|without|no egen|stadigvarande|a? bostad|boende|hem|tak|home|housing", Is("homeless")),
    ("bor|sover hos kompis*|vänner|bekanta", Is("homeless")),
    ("hyresskuld*|obetald|obetalda|betalar|betalat inte? hyra|hyran|hyror", Is("rent_arrears")),
    ("vräkningshot*", Is("rent_arrears")),
    ("hotas av vräkning", Is("rent_arrears")),
    ("inte betalat|betalar|betala hyra|hyran|hyror", Is("rent_arrears")),
    ("skuldsatt*|skuld|skulder|debt|debts", Is("debt")),
    ("svag|dålig ekonomi*", Is("debt")),
    ("demens*|dement*|alzheimer*|minnessjuk*", Is("dementia")),
    ("kognitiv sjukdom|svikt", Is("dementia")),
    ("demens*|minnessjuk* i|hos hemmet|hem|relationen|maken|makan|partnern", Is("dementia")),
    ("funktionsneds*|funktionshin*|funktionsvar*|lss*|rullstol*|rörelsehind*|synskad*|hörselskad*|döv|blind|autis*|adhd|neuropsykiatrisk*|npf*|disab*|wheelchair|deaf", Is("disability")),
    ("intellektuell* funktionsneds*|funktionsvar*|funktionshin*", Is("intellectual_disability")),
    ("utvecklingsstör*|särskola*|gymnasiesärskola*", Is("intellectual_disability")),
    ("anpassade grundskolan|gymnasieskolan", Is("intellectual_disability")),
    ("intellectual* disab*", Is("intellectual_disability")),
    ("learning disab*", Is("intellectual_disability")),
    ("psykisk|psykiskt|psykiska ohälsa|ohälsan|sjuk|sjukdom|besvär|funktionsneds*", Is("mental_illness")),
    ("deprim*|depression*|ångest|ptsd|psykos*|bipolär*|schizofren*|ätstörning*", Is("mental_illness")),
    ("mår|mått psykiskt? dåligt", Is("mental_illness")),
    ("mental|mentally illness|ill|health|depress*", Is("mental_illness")),
    ("suicid*|självmord*|suicidal*", Is("suicidal")),
    ("ta|tar|vill sitt|sina|inte liv|leva", Is("suicidal")),
    ("missbruk*|drogmissbruk*|alkoholmissbruk*|narkotikamissbruk*|läkemedelsmissbruk*|blandmissbruk*|spelmissbruk*|beroende|beroendesjuk*|alkoholi*|alkoholberoende*|narkoman*|drogberoende*|skadligt bruk?", Is("addiction")),
    ("dricker|drogar|knarkar|super|alkohol|alkoholproblem*|droger|narkotika|substans*|spelberoende*|addict*|alcohol*|drugs|drinks", Is("addiction")),
    ("hbtq*|hbt|hbtqi*|homosexuel*|bisexuel*|lesbisk*|bög*|gay|transperson*|transkön*|trans|queer*|ickebinär*|icke-binär*|lgbt*|lesbian|bisexual|transgender", Is("lgbtq")),
    ("utrikesföd*|utlandsföd*|utländsk*|invandra*|migrant*|foreign-born|immigrant*", Is("foreign_born")),
    ("född|born utomlands|abroad", Is("foreign_born")),
    ("från|from annat|andra|another|thailand|syrien|irak|somalia|afghanistan|ukraina|eritrea|iran|turkiet|polen|ryssland land|länder|kulturer|country?", Is("foreign_born")),
    ("nyanlän*|newly|nyss arrived|anländ", Is("newly_arrived")),
    ("nyanlän*", Is("newly_arrived")),
    ("flykting*|asylsök*|refugee*|asylum", Is("refugee")),
    ("på flykt", Is("refugee")),
    ("papperslös*|undocumented|gömd|gömda", Is("undocumented")),
    ("utan|saknar|without|no uppehållstillstånd*|papper|papers|tillstånd|personnummer", Is("undocumented")),
    ("tolk|tolken|interpreter", Is("needs_interpreter")),
    ("behöver|needs an? tolk|interpreter", Is("needs_interpreter")),
    ("kan|talar|pratar|förstår inte|ej|ingen svenska|swedish", Is("needs_interpreter")),
    ("rom|romsk*|romer|same|samisk*|minoritet*|minority|tornedal*|sverigefinsk*", Is("ethnic_minority")),
    ("gravid*|pregnant", Is("pregnant")),
    ("blivande mamma|mor|förälder|pappa|far|föräldrar", Is("pregnant")),
    ("väntar|expecting barn|tvillingar|child|baby", Is("pregnant")),
    ("ensamstående", Aside),
    ("barnet|barnen är|har utsatta|utsatt|utsatts", Is("child_exposed")),
    ("barnet|barnen är|har placera*", Is("child_placed")),
    ("anhörig|närstående|relative", Is("relative")),
    ("elev*|student*|pupil*", Is("pupil")),
    ("går i skolan|skola", Is("pupil")),
    ("gymnasi*", Is("gymnasium")),
    ("i riskzon*", Is("at_risk")),
    ("at risk", Is("at_risk")),
    ("anställd*|medarbetare*|kollega*|employee*|arbetskamrat*", Is("employee")),
    ("sjukskriv*", Is("sick_leave")),
    ("sick leave", Is("sick_leave")),
    ("häkta*|häkte*|fängelse*|fängsla*|anstalt*|arrest*|kriminalvård*|frivård*|custody|prison|jail", Is("in_custody")),
];

/// Words that carry nothing by themselves.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "och", "som", "är", "har", "hade", "i", "på", "en", "ett", "med", "av", "för", "till", "den",
    "det", "de", "dem", "sin", "sitt", "sina", "hennes", "hans", "bor", "lever", "från", "hos",
    "hemma", "hemmet", "hem", "blir", "blivit", "blev", "bli", "vara", "varit", "var", "att", "om",
    "när", "där", "hur", "nu", "också", "samt", "eller", "men", "mot", "under", "över", "år",
    "års", "ålder", "åldern", "kan", "ska", "vill", "sig", "själv", "egen", "eget", "vid", "ut",
    "efter", "mellan", "nära", "relation", "relationen", "relationer", "kontext", "kontexten",
    "förtryck", "relaterat", "inte", "ej", "ingen", "inget", "inga", "utan", "aldrig", "icke",
    "känner", "hem-", "the", "a", "an", "and", "who", "is", "are", "has", "have", "with", "in",
    "of", "at", "by", "her", "his", "their", "to", "from", "old", "year", "years", "year-old",
    "years-old", "aged", "age", "living", "lives", "home", "at-home", "but", "or", "for", "on",
    "riskerar", "risk", "hotar", "ha", "få", "får", "hjälp", "söker", "behöver", "två", "tre", "fyra",
    "några", "flera", "små", "two", "three", "tillsammans", "kvar", "där", "hela", "familjen",
    "wants", "needs", "help",
    "not", "no", "without", "never", "being", "been", "was", "that", "she's", "he's", "my", "min",
    "mitt", "mina", "cirka", "ca", "runt", "ungefär", "omkring", "about", "around", "gammal",
];

/// Words that deny what follows.
pub(super) const DENY: &[&str] = &[
    "inte", "ej", "inga", "inget", "ingen", "utan", "aldrig", "icke", "no", "not", "without",
    "never",
];

/// Whether a word carries nothing by itself.
pub(super) fn is_small(word: &str) -> bool {
    SMALL.contains(&word)
}

/// The longest pattern that fits from a word on: how many words, and what it says.
pub(super) fn longest(tokens: &[Token]) -> Option<(usize, Says)> {
    let fits = |&(pattern, says): &(&'static str, Says)| Some((fit(pattern, tokens)?, says));
    let all = WHO.iter().chain(VIOLENCE).chain(LIFE).filter_map(fits);
    // Of equals the later: the tables go from the general to the special.
    all.max_by_key(|(words, _)| *words)
}

/// How many words a pattern takes; `None` where it does not fit.
fn fit(pattern: &str, tokens: &[Token]) -> Option<usize> {
    let (first, rest) = match pattern.split_once(' ') {
        Some((first, rest)) => (first, Some(rest)),
        None => (pattern, None),
    };
    let goes_on = |taken: usize| match rest {
        Some(rest) => Some(taken + fit(rest, tokens.get(taken..)?)?),
        None => Some(taken),
    };
    let (alternatives, optional) = match first.strip_suffix('?') {
        Some(bare) => (bare, true),
        None => (first, false),
    };
    let here = tokens.first().is_some_and(|token| is_one_of(&token.lower, alternatives));
    let taken = if here { goes_on(1) } else { None };
    taken.or_else(|| if optional { goes_on(0) } else { None })
}

fn is_one_of(word: &str, alternatives: &str) -> bool {
    alternatives.split('|').any(|one| match one.strip_suffix('*') {
        Some(stem) => word.starts_with(stem),
        None => word == one,
    })
}
