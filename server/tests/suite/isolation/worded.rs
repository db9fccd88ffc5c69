//! The server functions of tags, fields, macros, canned responses and templates.

use super::functions::{Function, f, text};
use super::{Door, Whose};
use crate::harness::Estate;
use uuid::Uuid;

type Fields = Vec<(&'static str, String)>;

fn of(id: impl ToString, rest: &[(&'static str, &str)]) -> Fields {
    [("id", id.to_string())].into_iter().chain(rest.iter().map(|(field, value)| (*field, (*value).to_owned()))).collect()
}

fn of_ticket(e: &Estate, rest: &[(&'static str, &str)]) -> Fields {
    [("ticket", text(e.ticket.id))].into_iter().chain(rest.iter().map(|(field, value)| (*field, (*value).to_owned()))).collect()
}

fn fresh(word: &str) -> String {
    format!("{word} {}", Uuid::now_v7().simple())
}

fn field(label: String) -> Fields {
    let typed =
        [("key", ""), ("hint", "As it stands there."), ("kind", "choice"), ("options", "Small\nLarge"), ("is_required", "true"), ("filled_by", "staff")];
    typed.into_iter().map(|(name, value)| (name, value.to_owned())).chain([("label", label), ("categories[0]", String::new())]).collect()
}

fn canned(shortcut: String) -> Fields {
    let typed = [("title", "Late"), ("body", "Hello {{customer.name}}"), ("category", "")];
    typed.into_iter().map(|(name, value)| (name, value.to_owned())).chain([("shortcut", shortcut)]).collect()
}

fn template(name: String) -> Fields {
    let typed = [("subject", "Recall"), ("body", "Which one?"), ("category", ""), ("priority", "low"), ("tags", "a, b"), ("fields[batch]", "7")];
    typed.into_iter().map(|(name, value)| (name, value.to_owned())).chain([("name", name)]).collect()
}

/// All of them.
pub const WORDED: &[Function] = &[
    f("tags/api/tag_ticket", Door::Staff, Whose::Tickets, |e| of_ticket(e, &[("tags", "mine, yours")])),
    f("tags/api/untag_ticket", Door::Staff, Whose::Tickets, |e| of_ticket(e, &[("tag", "mine")])),
    f("tags/api/rename_tag", Door::Admin, Whose::Business, |e| vec![("tag", text(e.worded.tag)), ("name", fresh("taken"))]),
    f("tags/api/merge_tag", Door::Admin, Whose::Business, |e| vec![("tag", text(e.worded.tag)), ("into", text(e.worded.spare_tag))]),
    f("tags/api/delete_tag", Door::Admin, Whose::Business, |e| vec![("tag", text(e.worded.spare_tag))]),
    f("fields/api/set_ticket_fields", Door::Staff, Whose::Tickets, |e| of_ticket(e, &[("fields[batch]", "8")])),
    f("fields/api/create_field", Door::Admin, Whose::Own, |_| field(fresh("New"))),
    f("fields/api/change_field", Door::Admin, Whose::Business, |e| field(fresh("Taken")).into_iter().chain(of(e.worded.field, &[])).collect()),
    f("fields/api/archive_field", Door::Admin, Whose::Business, |e| of(e.worded.field, &[("is_archived", "true")])),
    f("fields/api/move_field", Door::Admin, Whose::Business, |e| of(e.worded.field, &[("up", "true")])),
    f("macros/api/list_macros", Door::Staff, Whose::Own, |_| Vec::new()),
    f("macros/api/preview_macro", Door::Staff, Whose::Tickets, |e| of(e.worded.macro_id, &[]).into_iter().chain(of_ticket(e, &[])).collect()),
    f("macros/api/apply_macro", Door::Staff, Whose::Tickets, |e| {
        let rest = [("revision", "2".to_owned()), ("client_id", text(Uuid::now_v7())), ("back", "true".to_owned())];
        of(e.worded.macro_id, &[]).into_iter().chain(of_ticket(e, &[])).chain(rest).collect()
    }),
    f("macros/api/create_macro", Door::Admin, Whose::Own, |_| vec![("name", fresh("New")), ("about", "Now and then.".into())]),
    f("macros/api/change_macro", Door::Admin, Whose::Business, |e| {
        of(e.worded.macro_id, &[("about", ""), ("is_archived", "false")]).into_iter().chain([("name", fresh("Taken"))]).collect()
    }),
    f("macros/api/add_macro_step", Door::Admin, Whose::Business, |e| {
        of(e.worded.macro_id, &[("revision", "2"), ("deed", "set_priority"), ("value", "high"), ("field", "")])
    }),
    f("macros/api/change_macro_step", Door::Admin, Whose::Business, |e| {
        of(e.worded.macro_id, &[("revision", "2"), ("at", "0"), ("deed", "note"), ("value", "{{agent.name}}"), ("field", "")])
    }),
    f("macros/api/move_macro_step", Door::Admin, Whose::Business, |e| of(e.worded.macro_id, &[("revision", "2"), ("at", "0"), ("to", "away")])),
    f("canned/api/list_canned", Door::Staff, Whose::Tickets, |e| of_ticket(e, &[])),
    f("canned/api/create_canned", Door::Staff, Whose::Own, |_| canned(format!("x{}", &Uuid::now_v7().simple().to_string()[12..]))),
    f("canned/api/change_canned", Door::Staff, Whose::Business, |e| {
        canned("taken".into()).into_iter().chain(of(e.worded.canned, &[("is_shared", "true")])).collect()
    }),
    f("canned/api/add_standard_canned", Door::Admin, Whose::Own, |_| Vec::new()),
    f("canned/api/delete_canned", Door::Staff, Whose::Business, |e| of(e.worded.canned, &[])),
    f("templates/api/create_template", Door::Admin, Whose::Own, |_| template(fresh("New"))),
    f("templates/api/change_template", Door::Admin, Whose::Business, |e| template(fresh("Taken")).into_iter().chain(of(e.worded.template, &[])).collect()),
    f("templates/api/delete_template", Door::Admin, Whose::Business, |e| of(e.worded.template, &[])),
    f("admin/api/move_category", Door::Admin, Whose::Business, |e| vec![("category", text(e.category.id)), ("up", "true".into())]),
    f("tickets/desk/api/open_ticket_for", Door::Staff, Whose::Own, |e| {
        let typed = [("client_id", text(Uuid::now_v7())), ("customer", e.wanjiru.email()), ("subject", "For her".into())];
        let rest = [
            ("description", "Two of the six broke.".into()),
            ("category", String::new()),
            ("priority", "low".into()),
            ("tags", "a, b".into()),
            ("fields[size]", "42".into()),
        ];
        typed.into_iter().chain(rest).collect()
    }),
];
