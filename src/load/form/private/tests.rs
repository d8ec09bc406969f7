//! What is found and what is left, table by table. Nobody in them is real; numbers of
//! persons are of the tax agency's sort for tests or have a wrong checksum.

use super::*;

/// What is found in a text, as `what:words`.
fn said(text: &str, known: &[&str]) -> Vec<String> {
    let known: Vec<String> = known.iter().map(|name| (*name).to_owned()).collect();
    let found = find(text, &known);
    found.iter().map(|f| format!("{}:{}", f.what.slug(), &text[f.span.clone()])).collect()
}

/// Every text must give exactly these; all misses are told at once.
fn holds(what: &str, table: &[(&str, &[&str])]) {
    let mut wrong = Vec::new();
    for (text, wanted) in table {
        let found = said(text, &[]);
        let wanted: Vec<String> = wanted.iter().map(|w| format!("{what}:{w}")).collect();
        if found != wanted {
            wrong.push(format!("{text:?}: {found:?}, not {wanted:?}"));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Nothing may be found in any of these.
fn leaves(texts: &[&str]) {
    let wrong: Vec<String> = texts
        .iter()
        .map(|text| format!("{text:?}: {:?}", said(text, &[])))
        .filter(|line| !line.ends_with("[]"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn personal_numbers() {
    holds(
        "personal_number",
        &[
            ("pnr 811228-9874 enligt journal", &["811228-9874"]),
            ("19811228-9874", &["19811228-9874"]),
            ("198112289874", &["198112289874"]),
            ("8112289874", &["8112289874"]),
            ("811228 9874", &["811228 9874"]),
            ("811228+9874", &["811228+9874"]),
            ("811228 - 9874.", &["811228 - 9874"]),
            ("811228–9874", &["811228–9874"]),
            // Coordination numbers: the day is 60 higher.
            ("701063-2391", &["701063-2391"]),
            ("samordningsnr 19701063-2391", &["19701063-2391"]),
            // A slip in the checksum still points at somebody.
            ("född 850101-1234", &["850101-1234"]),
            ("000229-1234", &["000229-1234"]),
            ("20000229-1234", &["20000229-1234"]),
            ("tel. fanns ej,811228-9874,", &["811228-9874"]),
        ],
    );
    leaves(&[
        "556036-0793",   // a company
        "802001-1234",   // an association
        "8112289875",    // solid, wrong checksum
        "811328-9874",   // month 13
        "811232-9874",   // day 32
        "850229-1234",   // no leap year
        "19000229-1234", // 1900 was none
        "22850101-1234", // no such century
        "811228-98741",  // five digits
        "2811228-9874",  // seven digits
        "2020-06-26",
        "ärende 811228-98",
        "A811228-9874B",
        "150000-2000",
        "123456 7890",
    ]);
}

#[test]
fn mail() {
    holds(
        "email",
        &[
            ("skriv till a.b-c@exempel.se.", &["a.b-c@exempel.se"]),
            ("<kurator@sjukhus.exempel.org>", &["kurator@sjukhus.exempel.org"]),
            ("info(at)exempel.se", &["info(at)exempel.se"]),
            ("info (at) exempel.se", &["info (at) exempel.se"]),
            ("x@exempel.se, y@exempel.se", &["x@exempel.se", "y@exempel.se"]),
            ("åsa.öberg@exempel.se", &["åsa.öberg@exempel.se"]),
        ],
    );
    leaves(&["@kvinnojouren på nätet", "5 st @ 10 kr", "a@b", "exempel.se", "@", "x@.se"]);
}

#[test]
fn telephone() {
    holds(
        "phone",
        &[
            ("070-123 45 67", &["070-123 45 67"]),
            ("0701234567", &["0701234567"]),
            ("070 - 123 45 67", &["070 - 123 45 67"]),
            ("+46 70 123 45 67", &["+46 70 123 45 67"]),
            ("+46 (0)70-123 45 67", &["+46 (0)70-123 45 67"]),
            ("0046701234567", &["0046701234567"]),
            ("08-523 169 48", &["08-523 169 48"]),
            ("08/52316948", &["08/52316948"]),
            ("(0512) 123 45", &["(0512) 123 45"]),
            ("0512-12345", &["0512-12345"]),
            ("ring 010-123 45 67!", &["010-123 45 67"]),
            ("(010-123 45 67, vardagar)", &["010-123 45 67"]),
            ("031-12 34 56, 073-765 43 21", &["031-12 34 56", "073-765 43 21"]),
            ("tel 523 169 48", &["523 169 48"]),
            ("+45 12 34 56 78", &["+45 12 34 56 78"]),
            ("nås på 070-1234567 2 dagar i veckan", &["070-1234567"]),
        ],
    );
    leaves(&[
        "020-50 50 50",
        "Kvinnofridslinjen 020-505050",
        "116 111 (Bris) och 116 016",
        "90 510",
        "tel 114 14, 112 eller 1177",
        "0771-123 456",
        "+46 771 123 456",
        "113 13",
        "kl 08-17",
        "08.00-16.30",
        "08:30-16:30",
        "0830-1630",
        "08 30 - 16 30",
        "2020-06-26",
        "0-18 år",
        "år 2020–2026",
        "0,5 tjänst",
        "10 000 kr",
        "§ 12 2001:453",
        "1000000",
        "ungefär 100 200 300",
    ]);
}

#[test]
fn addresses() {
    holds(
        "address",
        &[
            ("boendet ligger på Storgatan 12", &["Storgatan 12"]),
            ("Storgatan 12 B", &["Storgatan 12 B"]),
            ("Storgatan 12b, 123 45 Björkby.", &["Storgatan 12b, 123 45 Björkby"]),
            ("Anna Lindhs gata 3", &["Anna Lindhs gata 3"]),
            ("Norra Kyrkvägen 5", &["Norra Kyrkvägen 5"]),
            ("Lilla torget 4", &["Lilla torget 4"]),
            ("Kungstorget 4-6", &["Kungstorget 4-6"]),
            ("Olof Palmes plats 1", &["Olof Palmes plats 1"]),
            ("Björkallén 7A", &["Björkallén 7A"]),
        ],
    );
    leaves(&[
        "Storgatan",
        "på Storgatan i 12 år har vi",
        "Handlingsplan 2020",
        "Handlingsplan 24",
        "plan 3",
        "på väg 2 gånger",
        "Storgatan 2020",
        "en gata 3",
    ]);
}

#[test]
fn names() {
    holds(
        "name",
        &[
            ("Hon heter Anna", &["Anna"]),
            ("Vår samordnare heter Gunhild Tegner", &["Gunhild Tegner"]),
            ("jag heter Xhevahire", &["Xhevahire"]),
            ("Chefen Anna Andersson vet mer", &["Anna Andersson"]),
            ("enhetschef Gunhild Tegner", &["Gunhild Tegner"]),
            ("Kuratorn Lena på sjukhuset", &["Lena"]),
            ("Diakon Karin Ek ringer", &["Karin Ek"]),
            ("Enhetschef: Per Lund", &["Per Lund"]),
            ("dr Ahmadi på akuten", &["Ahmadi"]),
            ("Anna Andersson svarade", &["Anna Andersson"]),
            ("Anna-Karin Berg-Lund, Erik A.", &["Anna-Karin Berg-Lund", "Erik A"]),
            ("Anna von Essen", &["Anna von Essen"]),
            ("Erik G. Lund deltog", &["Erik G. Lund"]),
            ("Anna Anderssons idé", &["Anna Anderssons"]),
            ("förbundschef Lena Ström Samordningsförbundet Björkby", &["Lena Ström"]),
            ("Lena Ström av Polisen", &["Lena Ström"]),
            ("Mvh Lena", &["Lena"]),
            ("Hälsningar,\nLena Ström", &["Lena Ström"]),
            ("Hej Karin! Vi ses", &["Karin"]),
            ("Ring Anna på jouren", &["Anna"]),
            ("Jag pratade med Erik på soc", &["Erik"]),
            ("vi ses på tisdag /Lena", &["Lena"]),
            ("Kontakta Maria Ek eller Lars Ek", &["Maria Ek", "Lars Ek"]),
            ("handläggaren på mottagningen Anna Andersson", &["Anna Andersson"]),
            ("Hans Andersson och Bo Ek-Lund", &["Hans Andersson", "Bo Ek-Lund"]),
            ("flickan heter Nadja", &["Nadja"]),
        ],
    );
    leaves(&[
        "Anna Lindhs gata",
        "vid Anna Lindhs Gata i stan",
        "Kvinnojouren Anna",
        "Kvinnojouren Anna och polisen",
        "vi samarbetar med Maria Ungdom",
        "Maria Beroendecentrum",
        "S:ta Maria församling",
        "Sankta Birgitta kyrka",
        "Maria Magdalena församling",
        "Boendet heter Anna",
        "Gruppen heter Lunagruppen",
        "Stiftelsen Erik Johan Ljungbergs minnesfond",
        "Astrid Lindgrens barnsjukhus",
        "Luna vårdcentral och Luna BVC",
        "Polisen Region Mitt",
        "chef Region Norr",
        "Enhetschef Barn och unga",
        "Hans Polisanmälan lades ner",
        "Bo Tryggt är ett projekt",
        "Hej alla",
        "Ring Kvinnojouren",
        "Samordnare Våld i nära relationer",
        "Socialtjänsten Björkby kommun",
        "BUP och RVC",
        "Rektor Ekskolan",
        "Björn",
        "Vi har en kurator. Barn och unga kommer dit.",
        "Per år kommer 30 kvinnor. Per Capsulam beslut",
        "Signs of Safety",
        "Trappan-modellen",
    ]);
}

#[test]
fn a_name_beside_a_number_or_mail_is_found() {
    assert_eq!(
        said("Gunhild Tegner, 070-123 45 67", &[]),
        ["name:Gunhild Tegner", "phone:070-123 45 67"]
    );
    assert_eq!(
        said("Yngva Tegner <y@exempel.se>", &[]),
        ["name:Yngva Tegner", "email:y@exempel.se"]
    );
}

#[test]
fn a_name_that_is_part_of_a_known_one_is_left() {
    assert_eq!(said("Anna Andersson", &[]).len(), 1);
    let known = ["Nätverket Anna Andersson", "Lisa Sass"];
    assert_eq!(said("nätverket Anna Andersson möts", &known), [""; 0]);
    assert_eq!(said("Lisa Sass-gruppen", &known), [""; 0]);
    assert_eq!(said("Anna Andersson ringde", &known), ["name:Anna Andersson"]);
}

#[test]
fn what_is_found_is_masked() {
    let text = "Ring Anna Andersson 070-123 45 67, a@exempel.se, 811228-9874, Storgatan 12.";
    let masked = masked(text, &find(text, &[]));
    assert_eq!(masked, "Ring [namn] [telefon], [e-post], [personnummer], [adress].");
    assert_eq!(super::masked("inget", &[]), "inget");
}

#[test]
fn any_text_is_read_without_fear() {
    for text in [
        "",
        "é",
        "☎070",
        "0",
        "+",
        "(",
        "@",
        "/",
        "–",
        "070-",
        "+46",
        "850101-",
        "Å",
        "ÅÄÖ 12",
        "\u{FEFF}",
        "a\u{301}",
        "Storgatan ",
        "Storgatan 12,",
        "İstanbul Anna",
        "heter",
        "S:ta ",
        "12345678901234567890",
        "070-123 45 67\u{A0}",
        "ß",
        "Ǆ Ǆ",
    ] {
        let found = find(text, &["İ".to_owned(), "anna".to_owned()]);
        let _ = masked(text, &found);
    }
}

proptest::proptest! {
    #[test]
    fn what_is_found_lies_in_order_without_overlaps(
        text in "([A-ZÅÄÖa-zåäö]{1,6}|Anna|Ek|heter|gatan|@|[0-9]{1,6}|[-+ .,:/()\n–]){0,40}"
    ) {
        let found = find(&text, &[]);
        let mut at = 0;
        for f in &found {
            proptest::prop_assert!(f.span.start >= at && f.span.end > f.span.start);
            proptest::prop_assert!(text.get(f.span.clone()).is_some());
            at = f.span.end;
        }
        let masked = masked(&text, &found);
        proptest::prop_assert_eq!(masked.matches('[').count(), found.len());
    }
}
