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
pub(super) fn long(word: &str) -> impl Iterator<Item = String> + '_ {
    SHORT
        .iter()
        .filter(move |(short, _)| *short == word)
        .flat_map(|(_, long)| long.iter())
        .map(|long| stem(long))
}

/// The letters by which a name in stems, joined by spaces, is commonly known.
pub(super) fn letters(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    LETTERS
        .iter()
        .filter(move |(_, long)| long.split(' ').map(stem).collect::<Vec<_>>().join(" ") == name)
        .map(|(letters, _)| *letters)
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
pub(super) fn initials(words: &[String]) -> Vec<String> {
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
