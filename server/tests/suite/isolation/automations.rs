//! The server functions of automations and of the promises of categories, as the registry lists them.

use super::functions::{Function, f, text};
use super::{Door, Whose};
use crate::harness::{Estate, KILN};

/// All of them.
pub const AUTOMATIONS: &[Function] = &[
    f("admin/api/change_category_promises", Door::Admin, Whose::Business, |e| vec![("category", text(e.category.id)), ("response_urgent", "10 m".into())]),
    f("automations/api/create_automation", Door::Admin, Whose::Own, |_| {
        vec![("name", format!("Sort {KILN}")), ("occasion", "created".into()), ("idle", String::new())]
    }),
    f("automations/api/change_automation", Door::Admin, Whose::Business, |e| {
        that(e, &[("name", "Taken over"), ("occasion", "created"), ("idle", ""), ("acts_what[0]", "escalate"), ("acts_how[0]", ""), ("acts_value[0]", "")])
    }),
    f("automations/api/switch_automation", Door::Admin, Whose::Business, |e| that(e, &[("on", "false")])),
    f("automations/api/move_automation", Door::Admin, Whose::Business, |e| that(e, &[("up", "true")])),
    f("automations/api/delete_automation", Door::Admin, Whose::Business, |e| that(e, &[])),
    f("automations/api/renew_webhook_secret", Door::Admin, Whose::Own, |_| Vec::new()),
];

fn that(e: &Estate, typed: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    [("automation", text(e.automation))].into_iter().chain(typed.iter().map(|(field, value)| (*field, (*value).to_owned()))).collect()
}
