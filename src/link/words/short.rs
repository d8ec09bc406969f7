//! Abbreviations of Swedish welfare, and initials.

use super::inflect::stem;

/// What a short form stands for, in lower case. The first is the commonest; more than
/// one means that the short form alone is not certain.
const SHORT: &[(&str, &[&str])] = &[
    ("vc", &["vårdcentral"]),
    ("vårdc", &["vårdcentral"]),
    ("bvc", &["barnavårdscentral"]),
    ("mvc", &["mödravårdscentral"]),
    ("bmm", &["barnmorskemottagning"]),
    ("um", &["ungdomsmottagning"]),
    ("umo", &["ungdomsmottagning"]),
    ("mott", &["mottagning"]),
    ("fsk", &["förskola"]),
    ("åkl", &["åklagare", "åklagarmyndighet", "åklagarkammare"]),
    ("åklagare", &["åklagarmyndighet", "åklagarkammare"]),
    ("åklagaren", &["åklagarmyndighet", "åklagarkammare"]),
    ("åklagarna", &["åklagarmyndighet", "åklagarkammare"]),
    ("åklagarn", &["åklagarmyndighet", "åklagarkammare"]),
    ("police", &["polis"]),
    ("probation", &["frivård"]),
    ("municipality", &["kommun"]),
    ("hospital", &["sjukhus", "lasarett"]),
    ("prosecutor", &["åklagarmyndighet", "åklagarkammare"]),
    ("sv", &["svenska"]),
    ("sjh", &["sjukhus"]),
    ("komm", &["kommun"]),
    ("reg", &["region"]),
    ("förs", &["församling"]),
    ("handl", &["handläggare"]),
    ("akuten", &["akutmottagning"]),
    ("soc", &["socialtjänst", "socialförvaltning", "socialkontor"]),
    ("socialen", &["socialtjänst", "socialförvaltning", "socialkontor"]),
    ("sociala", &["socialtjänst"]),
    ("socjour", &["socialjour"]),
    ("fk", &["försäkringskassa"]),
    ("f-kassan", &["försäkringskassa"]),
    ("fkassan", &["försäkringskassa"]),
    ("försäkringsk", &["försäkringskassa"]),
    ("af", &["arbetsförmedling"]),
    ("arbetsf", &["arbetsförmedling"]),
    ("kvv", &["kriminalvård"]),
    ("krimvården", &["kriminalvård"]),
    ("migr", &["migrationsverk"]),
    ("lst", &["länsstyrelse"]),
    ("hemtj", &["hemtjänst"]),
    ("äo", &["äldreomsorg"]),
    ("oms", &["omsorg"]),
    ("förv", &["förvaltning"]),
    ("kurator", &["kurator"]),
    ("habben", &["habilitering"]),
    ("hab", &["habilitering"]),
    ("psyk", &["psykiatri", "vuxenpsykiatri"]),
    ("skolhälsan", &["elevhälsa"]),
    ("vux", &["vuxenutbildning"]),
    ("komvux", &["vuxenutbildning"]),
    ("kv-jour", &["kvinnojour"]),
    ("kvjour", &["kvinnojour"]),
    ("kj", &["kvinnojour"]),
    ("boj", &["brottsofferjour"]),
    ("brottsofferj", &["brottsofferjour"]),
    ("bistånd", &["biståndsenhet"]),
    ("bistånds", &["biståndsenhet"]),
    ("samf", &["samordningsförbund"]),
    ("polismyndighet", &["polis"]),
    ("snuten", &["polis"]),
];

/// Names of authorities that are known by their letters, in lower case.
const LETTERS: &[(&str, &str)] = &[
    ("bup", "barn och ungdomspsykiatri"),
    ("bup", "barn och ungdomspsykiatrisk mottagning"),
    ("vup", "vuxenpsykiatri"),
    ("boj", "brottsofferjour"),
    ("ivo", "inspektion vård och omsorg"),
    ("sis", "statens institutionsstyrelse"),
    ("kvv", "kriminalvård"),
    ("skr", "sveriges kommuner och regioner"),
    ("nck", "nationellt centrum kvinnofrid"),
    ("elevhälsa", "elevhälsoteam"),
    ("eht", "elevhälsoteam"),
    ("sas", "socialt ansvarig samordnare"),
    ("mas", "medicinskt ansvarig sjuksköterska"),
    ("svk", "svenska kyrka"),
    ("lss", "lss handläggare"),
    ("ifo", "individ och familjeomsorg"),
    ("boende", "boendeenhet"),
    ("afs", "arbetsförmedling"),
];

/// The stems that a word in lower case may be short for.
pub(crate) fn long(word: &str) -> impl Iterator<Item = String> + '_ {
    SHORT
        .iter()
        .filter(move |(short, _)| *short == word)
        .flat_map(|(_, long)| long.iter())
        .map(|long| stem(long))
}

/// The letters by which a name in stems, joined by spaces, is commonly known.
pub(crate) fn letters(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    LETTERS
        .iter()
        .filter(move |(_, long)| long.split(' ').map(stem).collect::<Vec<_>>().join(" ") == name)
        .map(|(letters, _)| *letters)
}

/// Letters that stand for the same words all over the country, in lower case.
const SPELLED: &[(&str, &str)] = &[
    ("af", "arbetsförmedlingen"),
    ("fk", "försäkringskassan"),
    ("bup", "barn- och ungdomspsykiatrin"),
    ("vup", "vuxenpsykiatrin"),
    ("boj", "brottsofferjouren"),
    ("bvc", "barnavårdscentralen"),
    ("mvc", "mödravårdscentralen"),
    ("vc", "vårdcentralen"),
    ("bmm", "barnmorskemottagningen"),
    ("um", "ungdomsmottagningen"),
    ("umo", "ungdomsmottagningen"),
    ("emi", "elevhälsans medicinska insatser"),
    ("eht", "elevhälsoteamet"),
    ("ifo", "individ- och familjeomsorgen"),
    ("kpr", "kommunala pensionärsrådet"),
    ("khr", "kommunala handikapprådet"),
    ("brå", "brottsförebyggande rådet"),
    ("lpo", "lokalpolisområde"),
    ("vinr", "våld i nära relationer"),
    ("vnr", "våld i nära relationer"),
    ("hrv", "hedersrelaterat våld och förtryck"),
    ("sip", "samordnad individuell plan"),
    ("sspf", "skola socialtjänst polis fritid"),
    ("ssp", "skola socialtjänst polis"),
    ("säbo", "särskilt boende"),
    ("säbo", "äldreboendet"),
    ("pro", "pensionärernas riksorganisation"),
    ("spf", "sveriges pensionärsförbund"),
    ("lst", "länsstyrelsen"),
    ("kvv", "kriminalvården"),
    ("fkc", "försäkringskassan"),
    ("komvux", "kommunala vuxenutbildningen"),
    ("soc", "socialtjänsten"),
    ("socialen", "socialtjänsten"),
    ("psyk", "psykiatrin"),
    ("hab", "habiliteringen"),
    ("akuten", "akutmottagningen"),
    ("ivo", "inspektionen för vård och omsorg"),
    ("sis", "statens institutionsstyrelse"),
    ("skr", "sveriges kommuner och regioner"),
    ("nck", "nationellt centrum för kvinnofrid"),
    ("mfof", "myndigheten för familjerätt och föräldraskapsstöd"),
    ("roks", "riksorganisationen för kvinnojourer och tjejjourer"),
    ("bris", "barnens rätt i samhället"),
    ("vbe", "våldsbejakande extremism"),
    ("andt", "alkohol narkotika dopning tobak"),
    ("andts", "alkohol narkotika dopning tobak spel"),
    ("npf", "neuropsykiatriska funktionsnedsättningar"),
    ("mas", "medicinskt ansvarig sjuksköterska"),
    ("svk", "svenska kyrkan"),
    ("rk", "röda korset"),
    ("ktj", "kvinno- och tjejjouren"),
    ("abf", "arbetarnas bildningsförbund"),
    ("rsmh", "riksförbundet för social och mental hälsa"),
    ("fhs", "folkhögskola"),
    ("kaa", "kommunala aktivitetsansvaret"),
    ("sös", "södersjukhuset"),
    ("kvinnojour", "kvinnojouren"),
    ("äo", "äldreomsorgen"),
    ("fskola", "förskolan"),
];

/// Other whole names of bodies: English ones that Swedish authorities and associations
/// give themselves (their own web sites), without *the*, and common ones; in lower case.
const OFFICIAL: &[(&str, &str)] = &[
    ("polismyndigheten", "Polisen"),
    ("f kassan", "Försäkringskassan"),
    ("swedish migration agency", "Migrationsverket"),
    ("swedish police authority", "Polismyndigheten"),
    ("swedish police", "Polisen"),
    ("national board of health and welfare", "Socialstyrelsen"),
    ("swedish social insurance agency", "Försäkringskassan"),
    ("national agency for social insurance", "Försäkringskassan"),
    ("swedish public employment service", "Arbetsförmedlingen"),
    ("public employment service", "Arbetsförmedlingen"),
    ("swedish prison and probation service", "Kriminalvården"),
    ("swedish gender equality agency", "Jämställdhetsmyndigheten"),
    ("swedish national agency for education", "Skolverket"),
    ("swedish schools inspectorate", "Skolinspektionen"),
    ("public health agency of sweden", "Folkhälsomyndigheten"),
    ("swedish national council for crime prevention", "Brottsförebyggande rådet"),
    ("national council for crime prevention", "Brottsförebyggande rådet"),
    ("swedish crime victim authority", "Brottsoffermyndigheten"),
    ("crime victim authority", "Brottsoffermyndigheten"),
    ("swedish prosecution authority", "Åklagarmyndigheten"),
    ("swedish enforcement authority", "Kronofogdemyndigheten"),
    ("swedish tax agency", "Skatteverket"),
    ("health and social care inspectorate", "Inspektionen för vård och omsorg"),
    ("swedish national board of institutional care", "Statens institutionsstyrelse"),
    ("ombudsman for children in sweden", "Barnombudsmannen"),
    ("equality ombudsman", "Diskrimineringsombudsmannen"),
    (
        "swedish agency for youth and civil society",
        "Myndigheten för ungdoms- och civilsamhällesfrågor",
    ),
    ("swedish association of local authorities and regions", "Sveriges Kommuner och Regioner"),
    ("national board of forensic medicine", "Rättsmedicinalverket"),
    ("swedish national board of forensic medicine", "Rättsmedicinalverket"),
    ("national board of housing building and planning", "Boverket"),
    ("swedish transport administration", "Trafikverket"),
    ("swedish transport agency", "Transportstyrelsen"),
    ("swedish environmental protection agency", "Naturvårdsverket"),
    ("swedish agency for economic and regional growth", "Tillväxtverket"),
    ("swedish armed forces", "Försvarsmakten"),
    ("swedish civil contingencies agency", "Myndigheten för samhällsskydd och beredskap"),
    ("statistics sweden", "Statistiska centralbyrån"),
    ("swedish research council", "Vetenskapsrådet"),
    ("save children", "Rädda Barnen"),
    ("swedish red cross", "Svenska Röda Korset"),
    ("red cross", "Röda Korset"),
    ("church of sweden", "Svenska kyrkan"),
    ("swedish work environment authority", "Arbetsmiljöverket"),
    ("swedish higher education authority", "Universitetskanslersämbetet"),
    ("swedish national courts administration", "Domstolsverket"),
    (
        "family law and parental support authority",
        "Myndigheten för familjerätt och föräldraskapsstöd",
    ),
];

/// The words that letters in lower case stand for.
pub(crate) fn spelled(letters: &str) -> impl Iterator<Item = &'static str> + '_ {
    SPELLED.iter().filter(move |(short, _)| *short == letters).map(|(_, long)| *long)
}

/// The Swedish name of the body that goes by this other one, in lower case without *the*.
pub(crate) fn official(other: &str) -> Option<&'static str> {
    OFFICIAL.iter().find(|(name, _)| *name == other).map(|(_, swedish)| *swedish)
}

/// First parts of compounds that names of public bodies are made of. A capital may
/// stand for what follows one.
const PARTS: &[&str] = &[
    "arbets",
    "barn",
    "barna",
    "behandlings",
    "beroende",
    "bistånds",
    "boende",
    "brotts",
    "demens",
    "familj",
    "familje",
    "flykting",
    "fält",
    "förebyggande",
    "försörjnings",
    "förvaltnings",
    "handikapp",
    "heders",
    "hem",
    "hjälp",
    "hälso",
    "integrations",
    "jour",
    "kommun",
    "krim",
    "kris",
    "kunskaps",
    "kvinno",
    "kvinnofrids",
    "mans",
    "medborgar",
    "medicin",
    "migrations",
    "minnes",
    "mottagnings",
    "mödra",
    "offer",
    "omsorgs",
    "psykiatri",
    "relations",
    "råds",
    "samhälls",
    "samordnings",
    "samtals",
    "samverkans",
    "sjuk",
    "skydds",
    "social",
    "stöd",
    "trygg",
    "trygghets",
    "ungdoms",
    "utrednings",
    "vuxen",
    "våld",
    "vålds",
    "vård",
    "vårds",
    "äldre",
];

/// The initials of a name, compounds counted by their parts: *Relationsvåldscentrum*
/// gives `rvc`, *Barn- och familjeenheten* `bfe`, `bofe` and, without the word for the
/// body, `bof`. Only those of three letters or more.
pub(crate) fn initials(words: &[String]) -> Vec<String> {
    let (mut bare, mut full) = (String::new(), String::new());
    for word in words {
        let small = ["för", "i", "på", "mot", "och", "av", "med", "till", "vid"];
        full.push_str(&letters_of(word));
        if !small.contains(&word.as_str()) {
            bare.push_str(&letters_of(word));
        }
    }
    let mut found = vec![bare];
    if words.iter().any(|word| word == "och") {
        let mut headless = full.clone();
        headless.pop();
        found.extend([full, headless]);
    }
    found.retain(|letters| letters.chars().count() >= 3);
    found
}

/// The first letters of a compound's parts.
fn letters_of(word: &str) -> String {
    let mut letters = String::new();
    let mut rest = word;
    while let Some(part) = PARTS
        .iter()
        .filter(|part| rest.starts_with(**part) && rest.len() > part.len() + 2)
        .max_by_key(|part| part.len())
    {
        letters.extend(rest.chars().next());
        rest = &rest[part.len()..];
    }
    letters.extend(rest.chars().next());
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_count_the_parts_of_compounds() {
        let of = |name: &str| initials(&name.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(of("relationsvåldscentrum"), ["rvc"]);
        assert_eq!(of("barn och familjeenheten"), ["bfe", "bofe", "bof"]);
        assert_eq!(of("enheten för ekonomiskt bistånd"), ["eeb"]);
        assert!(of("polisen").is_empty());
    }

    #[test]
    fn short_forms_have_long_ones() {
        assert_eq!(long("vc").collect::<Vec<_>>(), [stem("vårdcentral")]);
        assert_eq!(long("polisen").count(), 0);
    }
}
