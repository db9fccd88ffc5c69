//! One line of the list of people, and what can be done about them.

use crate::admin::api::{ChangeRole, DeactivatePerson, ReactivatePerson};
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::model::{PersonRow, Role};
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::Timestamp;

/// A person. `me` cannot be changed here.
#[component]
pub fn PersonLine(person: PersonRow, show: String, me: MemberId, now: Timestamp) -> impl IntoView {
    let PersonRow { member, is_invited } = person;
    let (id, is_active) = (member.id, member.deactivated_at.is_none());
    let (tone, state) = match (is_active, is_invited) {
        (true, _) if member.online_until > now => (Tone::Good, "Online"),
        (true, _) if !member.is_verified => (Tone::Warn, "Address not confirmed"),
        (true, _) => (Tone::Neutral, "Active"),
        (false, true) => (Tone::Accent, "Invited"),
        (false, false) => (Tone::Bad, "No access"),
    };
    let roles: Vec<Role> = match (is_active, member.role) {
        (false, _) => Vec::new(),
        (true, Role::Agent) => vec![Role::Admin],
        (true, Role::Admin) => vec![Role::Agent],
        (true, Role::Customer | Role::Partner) if member.is_verified => vec![Role::Agent, Role::Admin],
        (true, _) => Vec::new(),
    };
    let tools = match id == me {
        true => view! { <span class="text-sm text-muted">"You"</span> }.into_any(),
        false => view! { <Tools id name=member.name.clone() show roles is_active is_invited /> }.into_any(),
    };
    let called = member.name.clone();
    let name = match is_active && member.role.is_staff() {
        true => view! { <a href=routes::admin_person(id) class="rounded-xs hover:underline">{member.name}</a> }.into_any(),
        false => member.name.into_any(),
    };
    view! {
        <Row>
            <Cell>
                <span class="flex items-center gap-3">
                    <Avatar name=called />
                    <span class="min-w-0"><b class="block truncate font-semibold">{name}</b><span class="block text-sm break-all text-muted">{member.email}</span></span>
                </span>
            </Cell>
            <Cell label="Role">{member.role.label()}</Cell>
            <Cell label="State"><Badge tone>{state}</Badge></Cell>
            <Cell label="Since">{day(member.created_at)}</Cell>
            <Cell class="md:text-end">{tools}</Cell>
        </Row>
    }
    .into_any()
}

#[component]
fn Tools(id: MemberId, name: String, show: String, roles: Vec<Role>, is_active: bool, is_invited: bool) -> impl IntoView {
    let hidden = {
        let show = show.clone();
        move || {
            view! {
                <input type="hidden" name="member" value=id.to_string() />
                <input type="hidden" name="show" value=show.clone() />
            }
        }
    };
    let role_form = (!roles.is_empty()).then(|| {
        let buttons = roles
            .into_iter()
            .map(|role| {
                let label = if role == Role::Admin { "Make admin" } else { "Make agent" };
                view! { <MenuButton name="role" value=role.word() icon=Glyph::Shield>{label}</MenuButton> }
            })
            .collect_view();
        view! { <form method="post" action=ChangeRole::PATH>{hidden()}{buttons}</form> }
    });
    let access = match (is_active, is_invited) {
        (false, false) => view! { <form method="post" action=ReactivatePerson::PATH>{hidden()}<MenuButton icon=Glyph::Undo>"Let in again"</MenuButton></form> }.into_any(),
        (true, _) => view! { <form method="post" action=DeactivatePerson::PATH>{hidden()}<MenuButton icon=Glyph::Lock danger=true>"End access"</MenuButton></form> }.into_any(),
        (false, true) => {
            view! { <form method="post" action=DeactivatePerson::PATH>{hidden()}<MenuButton icon=Glyph::Close danger=true>"Withdraw invitation"</MenuButton></form> }.into_any()
        }
    };
    view! {
        <Menu id=format!("person-{id}") label=format!("Change {name}") icon=Glyph::More compact=true side=Side::BelowEnd>
            {role_form}
            {access}
        </Menu>
    }
    .into_any()
}

/// A day in words for a table.
fn day(at: Timestamp) -> String {
    at.utc().format("%-d %b %Y").to_string()
}
