//! The server functions of journeys. Wanjiru has begun a walk of A; A has a draft.

use super::functions::{Function, f, json, pictures, text};
use super::{Door, Whose};
use crate::harness::Estate;

type Fields = Vec<(&'static str, String)>;

/// What a form about A's draft sends.
fn draft(e: &Estate, rest: &[(&'static str, &str)]) -> Fields {
    let own = [("journey", text(e.journey)), ("revision", "1".into())];
    own.into_iter().chain(rest.iter().map(|(field, value)| (*field, (*value).to_owned()))).collect()
}

/// What the form of a way sends.
fn way(e: &Estate, id: (&'static str, &str)) -> Fields {
    let rows = [("asks1", "1"), ("test1", "is"), ("value1", "Something else"), ("asks2", ""), ("test2", ""), ("value2", "")];
    let rest = [("asks3", ""), ("test3", ""), ("value3", ""), ("words", ""), ("join", "all"), ("to", "8"), id];
    draft(e, &[rows.as_slice(), &rest].concat())
}

/// What the form of a step sends.
fn step(e: &Estate) -> Fields {
    let typed = [("step", "2"), ("shape", "short"), ("title", "Which order?"), ("about", ""), ("options", ""), ("is_required", "true"), ("subject", "")];
    let rest = [("category", ""), ("priority", "low"), ("tags", "a, b"), ("skills[0]", ""), ("article", "")];
    draft(e, &[typed.as_slice(), &rest].concat())
}

/// All of them.
pub const JOURNEYS: &[Function] = &[
    // Whoever begins at B walks the journey of B, if it has one.
    f("journeys/walker/api/start_journey", Door::Anybody, Whose::Own, |e| vec![("business", text(e.b.id))]),
    pictures(f("journeys/walker/api/answer_step", Door::Anybody, Whose::Wanjirus, |e| {
        let typed = [("at", "2"), ("answer", "10482"), ("country", "KE"), ("then", "next")];
        typed.into_iter().map(|(field, value)| (field, value.into())).chain([("token", e.walk.clone())]).collect()
    })),
    f("journeys/walker/api/open_journey_ticket", Door::Customer, Whose::Wanjirus, |e| vec![("token", e.walk.clone())]),
    f("journeys/walker/api/start_journey_chat", Door::Anybody, Whose::Wanjirus, |e| vec![("token", e.walk.clone())]),
    f("journeys/admin/api/create_journey", Door::Admin, Whose::Own, |_| vec![("name", "Another".into())]),
    pictures(f("journeys/admin/api/import_journey", Door::Admin, Whose::Own, |_| vec![("file", crate::journeys::FILE.into())])),
    f("journeys/admin/api/duplicate_journey", Door::Admin, Whose::Business, |e| vec![("journey", text(e.journey))]),
    f("journeys/admin/api/rename_journey", Door::Admin, Whose::Business, |e| draft(e, &[("name", "Taken over")])),
    f("journeys/admin/api/add_step", Door::Admin, Whose::Business, |e| draft(e, &[("shape", "short"), ("title", "Why?"), ("after", "2")])),
    f("journeys/admin/api/change_step", Door::Admin, Whose::Business, step),
    f("journeys/admin/api/remove_step", Door::Admin, Whose::Business, |e| draft(e, &[("step", "2")])),
    f("journeys/admin/api/begin_at_step", Door::Admin, Whose::Business, |e| draft(e, &[("step", "2")])),
    f("journeys/admin/api/add_way", Door::Admin, Whose::Business, |e| way(e, ("step", "2"))),
    f("journeys/admin/api/change_way", Door::Admin, Whose::Business, |e| way(e, ("way", "12"))),
    f("journeys/admin/api/move_way", Door::Admin, Whose::Business, |e| draft(e, &[("way", "12"), ("up", "true")])),
    f("journeys/admin/api/remove_way", Door::Admin, Whose::Business, |e| draft(e, &[("way", "12")])),
    f("journeys/admin/api/get_drawing", Door::Admin, Whose::Business, |e| vec![("journey", text(e.journey))]),
    json(f("journeys/admin/api/save_drawing", Door::Admin, Whose::Business, |e| {
        draft(e, &[("graph", "{\"start\":1,\"nodes\":[{\"id\":1,\"shape\":\"chat\",\"title\":\"Talk\"}],\"edges\":[],\"last\":1}")])
    })),
    f("journeys/admin/api/try_journey", Door::Admin, Whose::Business, |e| vec![("journey", text(e.journey))]),
    f("journeys/admin/api/archive_journey", Door::Admin, Whose::Business, |e| vec![("journey", text(e.journey))]),
    f("journeys/admin/api/activate_journey", Door::Admin, Whose::Business, |e| vec![("journey", text(e.journey))]),
    f("journeys/admin/api/delete_journey", Door::Admin, Whose::Business, |e| vec![("journey", text(e.journey))]),
];
