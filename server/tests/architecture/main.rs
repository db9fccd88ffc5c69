//! The rules of the house, read from the sources: where SQL lies, who may use whom, what runs in browsers, how long files are, who sees a business's rows.

mod sources;
mod tenants;

use sources::{Paths, Source, all, fail_on, sources as sources_of};
use syn::visit::Visit;

/// The floors of `src/`, from the ground up. A feature uses only lower floors; those on one floor use each other only where a name is in the list below.
const FLOORS: &[&[&str]] = &[
    &["kernel", "error", "platform", "event", "job"],
    &["accounts", "businesses"],
    &["files", "help", "assignments", "preferences", "tags", "fields", "sms"],
    &["conversations"],
    &["catalog", "inventory"],
    &["orders"],
    &["payments"],
    &["tickets", "sla", "talks", "calls"],
    &["saved_views"],
    &["chats"],
    &["queue", "journeys", "phrases", "macros", "canned", "templates"],
    &["bulk", "automations", "appointments"],
    &["cards"],
    &["notifications"],
    &["reactions"],
];

/// Ground-floor tables of contents that name every feature by design: what can happen, what is done later.
const NAMES_ALL: &[&str] = &["event", "job"];

/// Uses of a higher floor that are right all the same, and why.
const UPWARDS: &[(&str, &str, &str)] = &[
    ("src/tickets/actions/talk.rs", "reactions", "what follows from a message is in the page that the form leads back to"),
    ("src/talks/actions.rs", "reactions", "what follows from a message is in the page that the form leads back to"),
    ("src/chats/actions/talk.rs", "reactions", "what follows from a message is in the page that the form leads back to"),
    ("src/cards/actions/share.rs", "reactions", "what follows from a message is in the page that the form leads back to"),
    ("src/businesses/actions.rs", "help", "a new business starts with a help centre, in the transaction that makes it"),
    ("src/businesses/actions.rs", "chats", "and with what its bot can talk about"),
    ("src/businesses/actions.rs", "canned", "and with what its team writes often"),
    ("src/businesses/actions.rs", "macros", "and with what its team does often"),
];

const MOST_LINES: usize = 300;
const VAGUE: &[&str] = &["common", "util", "utils", "helper", "helpers", "manager", "shared", "misc"];

#[test]
fn sql_is_run_only_by_queries_and_the_platform() {
    let runs = ["sqlx::query", "db_all!(", "db_one!(", "db_opt!(", "db_val!(", "db_vals!(", "db_val_opt!(", "db_exec!("];
    let allowed = |s: &Source| s.is_in("queries") || s.path.starts_with("src/platform/");
    let faults = all().into_iter().filter(|s| !allowed(s) && runs.iter().any(|r| s.code().contains(r)));
    fail_on(faults.map(|s| format!("{}: move this SQL to queries.rs", s.path)).collect());
}

#[test]
fn only_module_lists_choose_by_configuration() {
    let allowed = |s: &Source| matches!(s.name(), "mod.rs" | "lib.rs") || s.path.starts_with("app/src/live/");
    // How a model lies in the database stands with its fields, and the browser knows no database.
    let is_stored = |l: &str| l.contains("cfg_attr(feature = \"server\", derive(sqlx_macros::") || l.contains("cfg_attr(feature = \"server\", sqlx(");
    let is_choice = |l: &str| (l.contains("#[cfg(") || l.contains("#![cfg(") || l.contains("cfg_attr(")) && !l.contains("cfg(test)") && !is_stored(l);
    let chooses = |s: &Source| s.text.lines().any(is_choice);
    let faults = all().into_iter().filter(|s| !allowed(s) && chooses(s));
    fail_on(faults.map(|s| format!("{}: put cfg on the module declaration instead", s.path)).collect());
}

#[test]
fn a_feature_uses_only_lower_floors_and_never_their_queries() {
    let floor = |name: &str| FLOORS.iter().position(|floor| floor.contains(&name));
    let mut faults = Vec::new();
    for source in sources_of("src").iter().filter(|s| s.path != "src/lib.rs") {
        let own = source.feature().expect("a source of src/");
        let Some(own_floor) = floor(own) else {
            faults.push(format!("{}: give “{own}” its floor in this test", source.path));
            continue;
        };
        let file = syn::parse_file(&source.text).unwrap_or_else(|e| panic!("{}: {e}", source.path));
        let mut paths = Paths::default();
        paths.visit_file(&file);
        for path in paths.found {
            let [first, feature, rest @ ..] = path.as_slice() else { continue };
            let Some(their_floor) = floor(feature).filter(|_| first == "crate" && feature != own) else { continue };
            let models_only = rest.first().is_none_or(|part| part == "model" || part.starts_with(char::is_uppercase));
            let excused = UPWARDS.iter().any(|(file, to, _)| source.path == *file && feature == to);
            if their_floor > own_floor && !excused && !(NAMES_ALL.contains(&own) || (own_floor == 0 && models_only)) {
                faults.push(format!("{}: “{}” is on a higher floor", source.path, path.join("::")));
            }
            if rest.first().is_some_and(|part| part == "queries") {
                faults.push(format!("{}: “{}”: call an action or a rule of that feature instead", source.path, path.join("::")));
            }
        }
    }
    faults.sort();
    faults.dedup();
    fail_on(faults);
}

#[test]
fn the_inner_crates_know_nothing_of_the_web() {
    let foreign = ["leptos", "axum", "tower"];
    let faults = sources_of("src").into_iter().filter(|s| foreign.iter().any(|f| s.code().contains(&format!("{f}::"))));
    fail_on(faults.map(|s| format!("{}: pages belong to app, HTTP to server", s.path)).collect());
}

#[test]
fn only_islands_and_the_live_client_touch_the_browser_and_islands_leave_the_router_alone() {
    let browser = ["web_sys", "js_sys", "gloo_", "WebSocket", "set_timeout", "set_interval", "request_animation_frame", "window()", "document()"];
    let router = ["use_params", "use_query", "use_navigate", "use_location", "leptos_router", "<A "];
    let mut faults = Vec::new();
    for source in sources_of("app/src") {
        let (code, is_island) = (source.code(), source.path.split('/').any(|part| part.starts_with("islands")));
        let said = |words: &[&str]| words.iter().find(|w| code.contains(**w)).map(|w| (*w).to_owned());
        if let Some(word) = said(&browser).filter(|_| !is_island && !source.path.starts_with("app/src/live/")) {
            faults.push(format!("{}: “{word}” belongs to an island or to live/", source.path));
        }
        if let Some(word) = said(&router).filter(|_| is_island) {
            faults.push(format!("{}: “{word}” panics in the browser: use plain links and props", source.path));
        }
    }
    fail_on(faults);
}

#[test]
fn every_file_says_what_it_is_for_and_stays_short() {
    let sources: Vec<Source> = all().into_iter().chain(sources_of("server/tests")).collect();
    let mut faults = Vec::new();
    let mut lengths: Vec<usize> = sources.iter().map(|s| s.text.lines().count()).collect();
    for source in &sources {
        let lines = source.text.lines().count();
        if !source.text.starts_with("//!") {
            faults.push(format!("{}: begin with //! and what the file is responsible for", source.path));
        }
        if lines > MOST_LINES {
            faults.push(format!("{}: {lines} lines, {MOST_LINES} is the most: split it by meaning", source.path));
        }
        if let Some(word) = VAGUE.iter().find(|word| source.is_in(word)) {
            faults.push(format!("{}: “{word}” says nothing: name it after what it does", source.path));
        }
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(median < 100, "half of all files have more than {median} lines");
    fail_on(faults);
}
