//! Every business sees only itself: SQL over its tables is given the business by whoever asks.

use crate::sources::{fail_on, root, sources};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::{BTreeMap, BTreeSet};

/// Functions of `queries` that read or change rows of a business without being given one, and why each is right.
const WITHOUT_BUSINESS: &[(&str, &str)] = &[
    ("appointments::find_by_key", "found by the key of its signed link; it says which business"),
    ("automations::update_sent", "the job that calls one webhook"),
    ("automations::update_failed", "the job that calls one webhook"),
    ("automations::forget", "the sweep, over all businesses"),
    ("automations::forget_calls", "the sweep, over all businesses"),
    ("accounts::find_link", "found by the secret of a mailed link; it says which business"),
    ("accounts::find_claimed", "before something is put into the account of an address: whether it works anywhere, and nothing else"),
    ("accounts::find_home", "signing in: the account decides which business it lands in"),
    ("accounts::list_memberships", "the businesses of one account, for its owner"),
    ("accounts::list_demo", "the sign-in page of a demo installation"),
    ("accounts::activate", "accepts the invitation that the mailed link names"),
    ("accounts::hint_sockets", "tells the sockets of one account, in every business, that a session ended"),
    ("accounts::list_homes", "everywhere one account may go, to tell that its address is confirmed"),
    ("accounts::update_away", "the sweep, over all businesses; each row names its business"),
    ("accounts::forget_addresses", "the sweep, over all businesses"),
    ("accounts::forget_tokens", "the sweep, over all businesses"),
    ("accounts::find_session", "found by the secret in the cookie; it says which business"),
    ("accounts::touch_session", "the session of who asks"),
    ("accounts::list_sessions", "the devices of one account, for its owner"),
    ("accounts::delete_session", "a device of one account, for its owner"),
    ("accounts::delete_other_sessions", "the devices of one account, for its owner"),
    ("accounts::delete_expired_sessions", "the sweep, over all businesses"),
    ("conversations::lock", "the writer: each message comes from a lane that was opened for a person"),
    ("conversations::set_heads", "the writer: lanes it has just locked"),
    ("conversations::list_after", "of a lane that was opened for a person, or claimed by a reaction"),
    ("conversations::list_before", "of a lane that was opened for a person"),
    ("conversations::list_heads", "numbers only, for topics that were allowed when they were watched"),
    ("conversations::list_waiting", "reactions, over all businesses; each row names its business"),
    ("conversations::find_waiting", "the job of a lane of that list; the row names its business"),
    ("conversations::is_waiting", "the word index: yes or no, over all businesses"),
    ("conversations::claim_unindexed", "the word index, over all businesses; each row names its business"),
    ("conversations::enter", "the word index: lanes it claimed"),
    ("conversations::set_all_entered", "a whole backup that is put back"),
    ("conversations::claim_all", "reactions: lanes of that list, or of a chat that is locked"),
    ("conversations::set_all_dispatched", "reactions: lanes they claimed"),
    ("conversations::claim", "reactions: a lane of that list"),
    ("conversations::set_dispatched", "reactions: a lane they claimed"),
    ("files::delete_loose", "the sweep, over all businesses"),
    ("files::list_newest", "doctor, over all businesses: where bytes are, and nothing else"),
    ("help::delete_old", "the sweep, over all businesses"),
    ("journeys::find_by_token", "found by the secret of its link; it says which business"),
    ("journeys::forget", "the sweep, over all businesses"),
    ("orders::find_by_token", "found by the secret of its link; it says which business"),
    ("payments::is_taken", "a receipt of a provider counts once over all businesses"),
    ("payments::forget_notices", "the sweep, over all businesses"),
    ("platform::insert_mail", "the mail to write carries its business"),
    ("platform::find_by_cause", "found by the cause of a mail, which is unique over all businesses"),
    ("platform::find_outgoing", "the job that sends one mail"),
    ("platform::update_sent", "the job that sends one mail"),
    ("platform::update_state", "the job that sends one mail"),
    ("tickets::list_to_look_at", "the sweep, over all businesses"),
];

#[test]
fn rows_of_a_business_are_only_reached_with_that_business() {
    let tables = tables_of_businesses();
    let mut excused: BTreeSet<&str> = WITHOUT_BUSINESS.iter().map(|(name, _)| *name).collect();
    let mut faults = Vec::new();
    for source in sources("src").iter().filter(|s| s.is_in("queries")) {
        let file = syn::parse_file(&source.text).unwrap_or_else(|e| panic!("{}: {e}", source.path));
        let (sql, functions) = (statements(&file), functions(&file));
        for (name, signature, body) in functions {
            let touched = sql.iter().filter(|(constant, _)| has_word(&body, constant)).flat_map(|(_, text)| touches(text, &tables));
            let touched: Vec<&str> = touched.collect::<BTreeSet<_>>().into_iter().collect();
            let full = format!("{}::{name}", source.feature().expect("a feature"));
            let carries = ["BusinessId", "Person", "Customer", "Agent", "Admin", "Owner", "Visitor"].iter().any(|word| has_word(&signature, word));
            if !touched.is_empty() && !carries && !excused.remove(full.as_str()) {
                faults.push(format!("{full} ({}) touches {} without a BusinessId", source.path, touched.join(", ")));
            }
        }
    }
    faults.extend(excused.into_iter().map(|name| format!("{name}: needs no excuse any more, take it out of WITHOUT_BUSINESS")));
    fail_on(faults);
}

/// Tables with a column `business_id`, from the migrations.
fn tables_of_businesses() -> Vec<String> {
    let mut tables = Vec::new();
    for entry in std::fs::read_dir(root().join("migrations/sqlite")).expect("migrations") {
        let text = std::fs::read_to_string(entry.expect("a file").path()).expect("a migration can be read");
        for part in text.split("CREATE TABLE ").skip(1) {
            let (name, columns) = part.split_once('(').expect("a table has columns");
            if columns.split(';').next().is_some_and(|c| c.contains("business_id")) {
                tables.push(name.trim().to_owned());
            }
        }
    }
    assert!(tables.len() >= 8, "{tables:?}");
    tables
}

fn touches<'a>(sql: &str, tables: &'a [String]) -> Vec<&'a str> {
    let words: Vec<&str> = sql.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|w| !w.is_empty()).collect();
    let named: Vec<&str> = words.windows(2).filter(|w| ["FROM", "JOIN", "INTO", "UPDATE"].contains(&w[0])).map(|w| w[1]).collect();
    tables.iter().map(String::as_str).filter(|table| named.contains(table)).collect()
}

/// Constants of a file with their text.
fn statements(file: &syn::File) -> BTreeMap<String, String> {
    let constants = file.items.iter().filter_map(|item| match item {
        syn::Item::Const(constant) => Some(constant),
        _ => None,
    });
    constants.map(|c| (c.ident.to_string(), text(tokens(&c.expr)))).collect()
}

/// Functions of a file: name, signature, body.
fn functions(file: &syn::File) -> Vec<(String, String, String)> {
    let functions = file.items.iter().filter_map(|item| match item {
        syn::Item::Fn(function) => Some(function),
        _ => None,
    });
    functions.map(|f| (f.sig.ident.to_string(), text(tokens(&f.sig)), text(tokens(&f.block)))).collect()
}

fn tokens(part: &impl ToTokens) -> TokenStream {
    part.to_token_stream()
}

fn text(tokens: TokenStream) -> String {
    tokens.to_string()
}

fn has_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).any(|w| w == word)
}
