//! Every field of every server function, with everything that does not belong there.

use super::left_no_trace;
use crate::harness::{Answer, Estate, Someone, World};
use crate::isolation::Door;
use crate::isolation::functions::{self, Encoding, Function};
use crate::on_both;
use http::Method;
use http::header::{ACCEPT, CONTENT_TYPE, ORIGIN};
use stoa::Error;

on_both!(no_value_of_any_field_breaks_anything, no_other_site_and_no_other_encoding_calls_a_server_function);

/// What arrives where words, numbers and ids are expected.
fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("nothing", String::new()),
        ("blanks", " \t\n ".into()),
        ("20,000 letters", "x".repeat(20_000)),
        ("control characters", "a\u{0}b\u{1b}[2J\u{7f}\r\nSet-Cookie: a=b".into()),
        ("emoji and right-to-left", "🎉\u{202e}שלום\u{200f}👩‍👩‍👧".into()),
        ("a number below all ids", i64::MIN.to_string()),
        ("a number that is too large", "99999999999999999999999999".into()),
        ("an address", "/ü?x=🎉".into()),
        ("SQL", "'; DROP TABLE ticket; --".into()),
        ("HTML", "\"><script>alert(1)</script>".into()),
        ("JSON", "{\"a\":[1,2,{\"b\":null}]}".into()),
    ]
}

/// Somebody for whom the door is open.
fn guest<'a>(e: &'a Estate, function: &Function) -> Option<&'a Someone> {
    match function.door {
        Door::Anybody => None,
        Door::Person | Door::Customer => Some(&e.wanjiru),
        Door::Partner => Some(&e.lane.pius),
        Door::Staff => Some(&e.amina),
        Door::Admin => Some(&e.otieno),
        Door::Owner => Some(&e.njeri),
    }
}

/// Whether an answer is a clear refusal that names a field of the function, or the form as a whole.
fn is_clear(answer: &Answer, function: &Function, fields: &[&str]) -> bool {
    match answer.error() {
        Some(Error::Invalid(faults)) => {
            // JSON has fields within fields; a form's `fields[size]` stands for every own field of the business.
            let base = |field: &str| field.split('[').next().unwrap_or_default().to_owned();
            let is_known = |field: &str| {
                function.encoding == Encoding::Json || matches!(field, "form" | "files" | "text") || fields.iter().any(|known| base(known) == base(field))
            };
            answer.status == 422 && !faults.is_empty() && faults.iter().all(|f| is_known(&f.field) && f.message.len() > 8 && f.message.ends_with(['.', '?']))
        }
        Some(error) => answer.status == error.status() && error != Error::Internal,
        None if answer.status == 415 => answer.text().contains("multipart/form-data"),
        None => panic!("{} answers {} without an error: {}", function.name, answer.status, answer.text()),
    }
}

/// Each field meets three of the twelve values, and those of the next function three others; with STOA_SOAK each meets all.
const SHARE: usize = 4;

async fn no_value_of_any_field_breaks_anything(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    let share = if std::env::var_os("STOA_SOAK").is_some() { 1 } else { SHARE };
    for (turn, function) in functions::all().enumerate() {
        let browser = site.browser(&world.fresh_token(guest(&e, function)).await);
        // How the database is, for as long as nothing has changed it.
        let mut known: Option<Vec<String>> = None;
        let good = (function.fields)(&e);
        let names: Vec<&str> = good.iter().map(|(name, _)| *name).collect();
        let values = hostile().into_iter().map(|(what, value)| (what, Some(value))).chain([("no such field", None)]);
        for (of_value, (what, value)) in values.enumerate() {
            for field in names.iter().enumerate().filter(|(of_field, _)| (turn + of_value + of_field) % share == 0).map(|(_, field)| field) {
                let fields: Vec<(&str, &str)> = good
                    .iter()
                    .filter_map(|(name, fine)| if name == field { value.as_deref().map(|v| (*name, v)) } else { Some((*name, fine.as_str())) })
                    .collect();
                let tried = format!("{}: {what} as {field}", function.name);
                let before = match known.take() {
                    Some(known) => known,
                    None => world.snapshot(None).await,
                };
                let answer = function.call(&browser, &fields).await;
                assert!(answer.status < 500, "{tried}: {} {}", answer.status, answer.text());
                if answer.status >= 400 {
                    assert!(is_clear(&answer, function, &names), "{tried}: {} {}", answer.status, answer.text());
                    known = Some(left_no_trace(world, &site, &before, &tried).await);
                }
            }
        }
    }
    drop(site);
}

async fn no_other_site_and_no_other_encoding_calls_a_server_function(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for function in functions::all() {
        let browser = site.browser(&world.fresh_token(guest(&e, function)).await);
        let fields = (function.fields)(&e);
        let before = world.snapshot(None).await;
        let request = || browser.request(Method::POST, &function.path()).form(&fields);
        let foreign = [request().header(ORIGIN, "https://evil.example"), request().header(ORIGIN, "null"), request().header("sec-fetch-site", "cross-site")];
        for request in foreign {
            assert_eq!(browser.send(request).await.status, 403, "{} from another site", function.name);
        }
        assert!(matches!(browser.get(&function.path()).await.status, 405 | 415), "{} by GET", function.name);
        if !fields.is_empty() {
            for (encoding, body) in [("application/json", "{\"a\":1}"), ("text/plain", "a=b"), ("multipart/form-data; boundary=x", "--x--"), ("", "\u{0}\u{1}")]
            {
                let request = browser.request(Method::POST, &function.path()).header(ACCEPT, "application/json").header(ORIGIN, &site.url);
                let answer = browser.send(request.header(CONTENT_TYPE, encoding).body(body)).await;
                let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
                assert!(is_clear(&answer, function, &names), "{} as “{encoding}”: {} {}", function.name, answer.status, answer.text());
            }
        }
        left_no_trace(world, &site, &before, function.name).await;
    }
    drop(site);
}
