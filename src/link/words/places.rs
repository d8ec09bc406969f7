//! Sweden's municipalities and regions, for a unit of one is not that of another.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A place: a municipality, a region, or the whole country.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The whole country.
    Country,
    /// A region or county, by number.
    Region(u16),
    /// A municipality, by number.
    Municipality(u16),
}

/// The 290 municipalities (Statistics Sweden, *Län och kommuner i kodnummerordning*).
const MUNICIPALITIES: &str = "ale alingsås alvesta aneby arboga arjeplog arvidsjaur arvika askersund avesta bengtsfors berg bjurholm bjuv boden bollebygd bollnäs borgholm borlänge borås botkyrka boxholm bromölla bräcke burlöv båstad dals-ed danderyd degerfors dorotea eda ekerö eksjö emmaboda enköping eskilstuna eslöv essunga fagersta falkenberg falköping falun filipstad finspång flen forshaga färgelanda gagnef gislaved gnesta gnosjö gotland grums grästorp gullspång gällivare gävle göteborg götene habo hagfors hallsberg hallstahammar halmstad hammarö haninge haparanda heby hedemora helsingborg herrljunga hjo hofors huddinge hudiksvall hultsfred hylte håbo hällefors härjedalen härnösand härryda hässleholm höganäs högsby hörby höör jokkmokk järfälla jönköping kalix kalmar karlsborg karlshamn karlskoga karlskrona karlstad katrineholm kil kinda kiruna klippan knivsta kramfors kristianstad kristinehamn krokom kumla kungsbacka kungsör kungälv kävlinge köping laholm landskrona laxå lekeberg leksand lerum lessebo lidingö lidköping lilla-edet lindesberg linköping ljungby ljusdal ljusnarsberg lomma ludvika luleå lund lycksele lysekil malmö malung-sälen malå mariestad mark markaryd mellerud mjölby mora motala mullsjö munkedal munkfors mölndal mönsterås mörbylånga nacka nora norberg nordanstig nordmaling norrköping norrtälje norsjö nybro nykvarn nyköping nynäshamn nässjö ockelbo olofström orsa orust osby oskarshamn ovanåker oxelösund pajala partille perstorp piteå ragunda robertsfors ronneby rättvik sala salem sandviken sigtuna simrishamn sjöbo skara skellefteå skinnskatteberg skurup skövde smedjebacken sollefteå sollentuna solna sorsele sotenäs staffanstorp stenungsund stockholm storfors storuman strängnäs strömstad strömsund sundbyberg sundsvall sunne surahammar svalöv svedala svenljunga säffle säter sävsjö söderhamn söderköping södertälje sölvesborg tanum tibro tidaholm tierp timrå tingsryd tjörn tomelilla torsby torsås tranemo tranås trelleborg trollhättan trosa tyresö täby töreboda uddevalla ulricehamn umeå upplands-bro upplands-väsby uppsala uppvidinge vadstena vaggeryd valdemarsvik vallentuna vansbro vara varberg vaxholm vellinge vetlanda vilhelmina vimmerby vindeln vingåker vårgårda vänersborg vännäs värmdö värnamo västervik västerås växjö ydre ystad åmål ånge åre årjäng åsele åstorp åtvidaberg älmhult älvdalen älvkarleby älvsbyn ängelholm öckerö ödeshög örebro örkelljunga örnsköldsvik östersund österåker östhammar östra-göinge överkalix övertorneå";

/// The 21 counties and their regions, with other names behind a slash; those that share
/// a municipality's name are regions only beside *region* or *län*.
const REGIONS: &str = "blekinge dalarna gävleborg halland jämtland jönköping kalmar kronoberg norrbotten scania/skåne stockholm södermanland/sörmland uppsala värmland västerbotten västernorrland västmanland götaland/västra-götaland örebro östergötland gotland";

/// Words that say *in the whole country*.
const COUNTRY: [&str; 10] = [
    "svenska",
    "svensk",
    "nationellt",
    "sverige",
    "sveriges",
    "sweden",
    "rike",
    "rikets",
    "nationell",
    "nationella",
];

/// Other names of places.
const OTHER: [(&str, &str); 3] =
    [("falu", "falun"), ("gothenburg", "göteborg"), ("scania", "skåne")];

static PLACES: LazyLock<HashMap<String, Place>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    for (number, names) in (0_u16..).zip(REGIONS.split(' ')) {
        for name in names.split('/') {
            insert(&mut places, name, Place::Region(number));
        }
    }
    for (number, name) in (0_u16..).zip(MUNICIPALITIES.split(' ')) {
        insert(&mut places, name, Place::Municipality(number));
    }
    for (english, name) in OTHER {
        if let Some(&place) = places.get(name) {
            places.insert(english.to_owned(), place);
        }
    }
    for word in COUNTRY {
        places.insert(word.to_owned(), Place::Country);
    }
    places
});

static COUNTIES: LazyLock<HashMap<String, Place>> = LazyLock::new(|| {
    let mut places = HashMap::new();
    for (number, names) in (0_u16..).zip(REGIONS.split(' ')) {
        for name in names.split('/') {
            insert(&mut places, name, Place::Region(number));
        }
    }
    places
});

/// A name, its genitive, and both without the marks of å, ä and ö.
fn insert(places: &mut HashMap<String, Place>, name: &str, place: Place) {
    let name = name.replace('-', " ");
    let genitive = if name.ends_with(['s', 'x', 'z']) { name.clone() } else { format!("{name}s") };
    for name in [genitive, name] {
        // Folded forms give way to real names: Håbo is not Habo.
        for fold in [[("å", "a"), ("ä", "a"), ("ö", "o")], [("å", "aa"), ("ä", "ae"), ("ö", "oe")]]
        {
            let folded = fold.iter().fold(name.clone(), |name, (from, to)| name.replace(from, to));
            places.entry(folded).or_insert(place);
        }
        places.insert(name, place);
    }
}

/// The place that a word or two words in lower case name; a county only where
/// `is_county` says that it stands beside *region* or *län*.
pub(crate) fn place(name: &str, is_county: bool) -> Option<Place> {
    let county = || COUNTIES.get(name).copied();
    if is_county {
        county().or_else(|| PLACES.get(name).copied())
    } else {
        PLACES.get(name).copied()
    }
}

/// A region's name in lower case.
pub(crate) fn region(number: u16) -> String {
    let names = REGIONS.split(' ').nth(usize::from(number)).unwrap_or_default();
    names.split('/').next_back().unwrap_or_default().replace('-', " ")
}

/// A municipality's name in lower case.
pub(crate) fn municipality(number: u16) -> &'static str {
    MUNICIPALITIES.split(' ').nth(usize::from(number)).unwrap_or_default()
}

/// What a name names: the first place, and the first region or country around it.
#[derive(Default)]
pub(crate) struct Found {
    pub place: Option<u32>,
    pub around: Option<u32>,
}

impl Found {
    /// Notes a place by number.
    pub fn add(&mut self, id: u32, around: bool) {
        let slot = if around { &mut self.around } else { &mut self.place };
        slot.get_or_insert(id);
    }
}

/// A place's name without the word for the body that governs it.
pub(crate) fn scope_key(scope: &str) -> String {
    let lower = scope.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> =
        words.filter(|word| !matches!(*word, "kommun" | "kommuns" | "stad" | "stads")).collect();
    let key = words.join(" ");
    match place(&key, false) {
        Some(Place::Municipality(number)) => municipality(number).replace('-', " "),
        _ => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_municipalities_and_counties_are_there() {
        assert_eq!(MUNICIPALITIES.split(' ').count(), 290);
        assert_eq!(REGIONS.split(' ').count(), 21);
        assert_eq!(place("södertäljes", false), place("södertälje", false));
        assert_ne!(place("stockholms", true), place("stockholms", false));
        assert_eq!(place("hallunda", false), None);
    }
}
