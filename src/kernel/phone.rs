//! Phone numbers as people write them → E.164: a plus, the country's calling code, the number, digits only.

/// Countries by name: ISO 3166 code, name, calling code. For a country picker.
#[rustfmt::skip]
pub const COUNTRIES: &[(&str, &str, &str)] = &[
    ("AF", "Afghanistan", "93"), ("AL", "Albania", "355"), ("DZ", "Algeria", "213"), ("AD", "Andorra", "376"), ("AO", "Angola", "244"),
    ("AR", "Argentina", "54"), ("AM", "Armenia", "374"), ("AU", "Australia", "61"), ("AT", "Austria", "43"), ("AZ", "Azerbaijan", "994"),
    ("BH", "Bahrain", "973"), ("BD", "Bangladesh", "880"), ("BY", "Belarus", "375"), ("BE", "Belgium", "32"), ("BZ", "Belize", "501"),
    ("BJ", "Benin", "229"), ("BT", "Bhutan", "975"), ("BO", "Bolivia", "591"), ("BA", "Bosnia and Herzegovina", "387"), ("BW", "Botswana", "267"),
    ("BR", "Brazil", "55"), ("BN", "Brunei", "673"), ("BG", "Bulgaria", "359"), ("BF", "Burkina Faso", "226"), ("BI", "Burundi", "257"),
    ("KH", "Cambodia", "855"), ("CM", "Cameroon", "237"), ("CA", "Canada", "1"), ("CV", "Cape Verde", "238"), ("CF", "Central African Republic", "236"),
    ("TD", "Chad", "235"), ("CL", "Chile", "56"), ("CN", "China", "86"), ("CO", "Colombia", "57"), ("KM", "Comoros", "269"), ("CG", "Congo", "242"),
    ("CD", "Congo, Democratic Republic", "243"), ("CR", "Costa Rica", "506"), ("HR", "Croatia", "385"), ("CU", "Cuba", "53"), ("CY", "Cyprus", "357"),
    ("CZ", "Czechia", "420"), ("DK", "Denmark", "45"), ("DJ", "Djibouti", "253"), ("EC", "Ecuador", "593"), ("EG", "Egypt", "20"),
    ("SV", "El Salvador", "503"), ("GQ", "Equatorial Guinea", "240"), ("ER", "Eritrea", "291"), ("EE", "Estonia", "372"), ("SZ", "Eswatini", "268"),
    ("ET", "Ethiopia", "251"), ("FJ", "Fiji", "679"), ("FI", "Finland", "358"), ("FR", "France", "33"), ("GA", "Gabon", "241"), ("GM", "Gambia", "220"),
    ("GE", "Georgia", "995"), ("DE", "Germany", "49"), ("GH", "Ghana", "233"), ("GR", "Greece", "30"), ("GT", "Guatemala", "502"), ("GN", "Guinea", "224"),
    ("GW", "Guinea-Bissau", "245"), ("GY", "Guyana", "592"), ("HT", "Haiti", "509"), ("HN", "Honduras", "504"), ("HK", "Hong Kong", "852"),
    ("HU", "Hungary", "36"), ("IS", "Iceland", "354"), ("IN", "India", "91"), ("ID", "Indonesia", "62"), ("IR", "Iran", "98"), ("IQ", "Iraq", "964"),
    ("IE", "Ireland", "353"), ("IL", "Israel", "972"), ("IT", "Italy", "39"), ("CI", "Ivory Coast", "225"), ("JP", "Japan", "81"), ("JO", "Jordan", "962"),
    ("KZ", "Kazakhstan", "7"), ("KE", "Kenya", "254"), ("KP", "Korea, North", "850"), ("KR", "Korea, South", "82"), ("XK", "Kosovo", "383"),
    ("KW", "Kuwait", "965"), ("KG", "Kyrgyzstan", "996"), ("LA", "Laos", "856"), ("LV", "Latvia", "371"), ("LB", "Lebanon", "961"), ("LS", "Lesotho", "266"),
    ("LR", "Liberia", "231"), ("LY", "Libya", "218"), ("LI", "Liechtenstein", "423"), ("LT", "Lithuania", "370"), ("LU", "Luxembourg", "352"),
    ("MO", "Macau", "853"), ("MG", "Madagascar", "261"), ("MW", "Malawi", "265"), ("MY", "Malaysia", "60"), ("MV", "Maldives", "960"), ("ML", "Mali", "223"),
    ("MT", "Malta", "356"), ("MR", "Mauritania", "222"), ("MU", "Mauritius", "230"), ("MX", "Mexico", "52"), ("MD", "Moldova", "373"),
    ("MC", "Monaco", "377"), ("MN", "Mongolia", "976"), ("ME", "Montenegro", "382"), ("MA", "Morocco", "212"), ("MZ", "Mozambique", "258"),
    ("MM", "Myanmar", "95"), ("NA", "Namibia", "264"), ("NP", "Nepal", "977"), ("NL", "Netherlands", "31"), ("NZ", "New Zealand", "64"),
    ("NI", "Nicaragua", "505"), ("NE", "Niger", "227"), ("NG", "Nigeria", "234"), ("MK", "North Macedonia", "389"), ("NO", "Norway", "47"),
    ("OM", "Oman", "968"), ("PK", "Pakistan", "92"), ("PS", "Palestine", "970"), ("PA", "Panama", "507"), ("PG", "Papua New Guinea", "675"),
    ("PY", "Paraguay", "595"), ("PE", "Peru", "51"), ("PH", "Philippines", "63"), ("PL", "Poland", "48"), ("PT", "Portugal", "351"), ("QA", "Qatar", "974"),
    ("RO", "Romania", "40"), ("RU", "Russia", "7"), ("RW", "Rwanda", "250"), ("SM", "San Marino", "378"), ("ST", "Sao Tome and Principe", "239"),
    ("SA", "Saudi Arabia", "966"), ("SN", "Senegal", "221"), ("RS", "Serbia", "381"), ("SC", "Seychelles", "248"), ("SL", "Sierra Leone", "232"),
    ("SG", "Singapore", "65"), ("SK", "Slovakia", "421"), ("SI", "Slovenia", "386"), ("SO", "Somalia", "252"), ("ZA", "South Africa", "27"),
    ("SS", "South Sudan", "211"), ("ES", "Spain", "34"), ("LK", "Sri Lanka", "94"), ("SD", "Sudan", "249"), ("SR", "Suriname", "597"),
    ("SE", "Sweden", "46"), ("CH", "Switzerland", "41"), ("SY", "Syria", "963"), ("TW", "Taiwan", "886"), ("TJ", "Tajikistan", "992"),
    ("TZ", "Tanzania", "255"), ("TH", "Thailand", "66"), ("TL", "Timor-Leste", "670"), ("TG", "Togo", "228"), ("TN", "Tunisia", "216"),
    ("TR", "Turkey", "90"), ("TM", "Turkmenistan", "993"), ("UG", "Uganda", "256"), ("UA", "Ukraine", "380"), ("AE", "United Arab Emirates", "971"),
    ("GB", "United Kingdom", "44"), ("US", "United States", "1"), ("UY", "Uruguay", "598"), ("UZ", "Uzbekistan", "998"), ("VE", "Venezuela", "58"),
    ("VN", "Vietnam", "84"), ("YE", "Yemen", "967"), ("ZM", "Zambia", "260"), ("ZW", "Zimbabwe", "263"),
];

/// Calling codes of places that are not in the list of countries, or that several share.
const OTHER_CODES: &[&str] = &[
    "247", "262", "290", "297", "298", "299", "350", "500", "508", "590", "594", "596", "599", "672", "674", "676", "677", "678", "680", "681", "682", "683",
    "685", "686", "687", "688", "689", "690", "691", "692",
];
/// Here a leading zero belongs to the number.
const KEEPS_ZERO: &[&str] = &["39", "225", "241", "242", "378"];

/// What to write when a number cannot be read.
const HOW: &str = "Phone number: write it with its country code, like +254 700 000 482.";

/// The number in E.164. `country` (ISO code, as the picker has it) counts where the number has no country code of its own.
///
/// # Errors
/// A sentence that says what to write instead.
pub fn parse(text: &str, country: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Err("Phone number is missing.");
    }
    let is_mark = |c: char| c.is_whitespace() || "()-./\u{2010}\u{2011}\u{2013}".contains(c);
    let plain: String = text.chars().filter(|c| !is_mark(*c)).collect();
    let (is_international, rest) = match (plain.strip_prefix('+'), plain.strip_prefix("00")) {
        (Some(rest), _) => (true, rest),
        (None, Some(rest)) => (true, rest),
        (None, None) => (false, plain.as_str()),
    };
    if rest.is_empty() || !rest.bytes().all(|b| b.is_ascii_digit()) {
        return Err(HOW);
    }
    let (code, national) = if is_international {
        let code = calling_code(rest).ok_or("Phone number: no country has this code. Check the digits after the plus.")?;
        // “+44 (0) 20 …” is how many write it.
        (code, &rest[code.len()..])
    } else {
        let code = COUNTRIES.iter().find(|c| c.0.eq_ignore_ascii_case(country.trim())).map(|c| c.2);
        (code.ok_or("Phone number: choose the country, or begin with a plus and its code, like +254 700 000 482.")?, rest)
    };
    let national = without_trunk(code, national);
    match code.len() + national.len() {
        _ if national.len() < 4 => Err("Phone number: there are digits missing."),
        ..8 => Err("Phone number: there are digits missing."),
        16.. => Err("Phone number: there are too many digits."),
        _ => Ok(format!("+{code}{national}")),
    }
}

/// The calling code that a number begins with; none is the beginning of another.
fn calling_code(digits: &str) -> Option<&str> {
    (1..=3).filter_map(|n| digits.get(..n)).find(|code| COUNTRIES.iter().any(|c| c.2 == *code) || OTHER_CODES.contains(code))
}

/// The number without the digits that are only dialled inside the country.
fn without_trunk<'a>(code: &str, national: &'a str) -> &'a str {
    let trunk = match code {
        code if KEEPS_ZERO.contains(&code) => return national,
        "7" if national.len() == 11 => "8",
        "1" if national.len() == 11 => "1",
        "36" if national.starts_with("06") => "06",
        _ => "0",
    };
    match national.strip_prefix(trunk) {
        Some(rest) => without_trunk(code, rest),
        None => national,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, country, wanted) in [
            ("+254 700 000 482", "", "+254700000482"),
            ("0700 000 482", "KE", "+254700000482"),
            ("700000482", "ke", "+254700000482"),
            ("00254-700-000-482", "DE", "+254700000482"),
            ("+44 (0)20 7946 0958", "KE", "+442079460958"),
            ("(415) 555-2671", "US", "+14155552671"),
            ("1 415 555 2671", "US", "+14155552671"),
            ("8 912 345 67 89", "RU", "+79123456789"),
            ("06 20 123 4567", "HU", "+36201234567"),
            ("06 698 1", "IT", "+39066981"),
            ("0172/1234567", "DE", "+491721234567"),
            ("+682 23 456", "", "+68223456"),
        ] {
            assert_eq!(parse(text, country), Ok(wanted.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_told_how_to_be_written() {
        for (text, country, says) in [
            ("", "KE", "missing"),
            ("0700 000 482", "", "choose the country"),
            ("0700 000 482", "XX", "choose the country"),
            ("+999 123 456 78", "", "no country"),
            ("call me", "KE", "+254 700 000 482"),
            ("+", "KE", "+254 700 000 482"),
            ("+254 7", "", "digits missing"),
            ("+254 700 000 482 000 111", "", "too many"),
            ("+254 700 000 482 ext. 3", "", "+254 700 000 482"),
            ("٠٧٠٠٠٠٠٤٨٢", "KE", "+254 700 000 482"),
        ] {
            assert!(parse(text, country).unwrap_err().contains(says), "{text}: {:?}", parse(text, country));
        }
    }

    #[test]
    fn the_list_is_sorted_and_no_code_begins_with_another() {
        assert!(COUNTRIES.is_sorted_by(|a, b| a.1 < b.1));
        let codes: BTreeSet<&str> = COUNTRIES.iter().map(|c| c.2).chain(OTHER_CODES.iter().copied()).collect();
        for code in &codes {
            assert!(codes.iter().all(|other| other == code || !other.starts_with(code)), "{code}");
        }
        let isos: BTreeSet<&str> = COUNTRIES.iter().map(|c| c.0).collect();
        assert_eq!(isos.len(), COUNTRIES.len());
    }

    proptest! {
        #[test]
        fn whatever_is_typed_a_number_is_e164_and_reads_as_itself(text in "[+0-9 ()\\-]{0,24}", country in prop::sample::select(vec!["KE", "US", "IT", ""])) {
            if let Ok(number) = parse(&text, country) {
                prop_assert!(number.starts_with('+') && (9..=16).contains(&number.len()) && number[1..].bytes().all(|b| b.is_ascii_digit()));
                prop_assert_eq!(parse(&number, ""), Ok(number.clone()));
            }
            let _ = parse(&text, "\u{0}");
        }
    }
}
