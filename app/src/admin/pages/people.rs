//! People: the team and the partners with invitations, and the customers.

use super::person::PersonLine;
use crate::admin::api::{InvitePerson, ReactivatePerson};
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, is_done, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::actions;
use stoa::accounts::model::{Group, Role};
use stoa::platform::Services;

const INVITE_FIELDS: &[&str] = &["name", "email", "role"];
const DONE: &[(&str, &str)] = &[("role", "The role is changed."), ("reactivated", "They may sign in again.")];

/// The list of the team, of the customers, or of the partners.
pub fn people_path(show: &str) -> String {
    match show.parse() {
        Ok(group @ (Group::Customers | Group::Partners)) => format!("{}?show={group}", routes::ADMIN_PEOPLE),
        _ => routes::ADMIN_PEOPLE.to_owned(),
    }
}

/// `/admin/people`
#[component]
pub fn PeoplePage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_PEOPLE).await?;
        let group = session::query("show").and_then(|word| word.parse().ok()).unwrap_or(Group::Team);
        let show = if group == Group::Team { String::new() } else { group.to_string() };
        let search = session::query("q").unwrap_or_default();
        let after = session::query("after").and_then(|cursor| cursor.parse().ok());
        let list = actions::list_people(&services, &who, group, &search, after).await?;
        let (me, now) = (who.member(), services.now());
        let path = people_path(&show);
        let join = if path.contains('?') { '&' } else { '?' };
        let older = list.next.map(|next| format!("{path}{join}q={}&after={next}", routes::escape(&search)));
        let newest = after.map(|_| format!("{path}{join}q={}", routes::escape(&search)));
        let is_empty = list.items.is_empty();
        let lines = list.items.into_iter().map(|person| view! { <PersonLine person show=show.clone() me now /> }).collect_view();
        let refused = refused();
        let other_fault = if refused.action.ends_with("/invite_person") { ().into_any() } else { refusal(&refused, &[]) };
        let invite = (group != Group::Customers).then(|| view! { <Invite refused=refused.of("/invite_person") by_mail=actions::is_by_mail(&services) /> });
        Ok(view! {
            <Title text="People" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="People" />
                {done_note(DONE)}
                <Invited services=services.clone() />
                <Deactivated show=show.clone() />
                {other_fault}
                {invite}
                <Tabs
                    label="People"
                    class="mb-4"
                    items=Group::ALL.iter().map(|of| NavItem::new(people_path(of.word()), of.label()).current(*of == group)).collect()
                />
                <SearchBox action=routes::ADMIN_PEOPLE label="Search by name or address" value=search.clone() class="mb-4 max-w-sm">
                    {(!show.is_empty()).then(|| view! { <input type="hidden" name="show" value=show.clone() /> })}
                </SearchBox>
                {match is_empty {
                    true => view! { <Empty glyph=Glyph::People text=nobody(group, &search) /> }.into_any(),
                    false => view! { <Table caption=group.label() columns=columns()>{lines}</Table> }.into_any(),
                }}
                <Pages newer=newest newer_label="Newest" older />
            </AdminLayout>
        }
        .into_any())
    })
}

fn columns() -> Vec<Column> {
    vec![Column::new("Person"), Column::new("Role"), Column::new("State"), Column::new("Since"), Column::new("")]
}

fn nobody(group: Group, search: &str) -> String {
    match (search.is_empty(), group) {
        (false, _) => "Nobody has this in their name or address.".into(),
        (true, Group::Team) => "Nobody is in the team yet. Invite somebody above.".into(),
        (true, Group::Partners) => "You have no partners yet. Invite a supplier or courier above: they see the orders you give them, and nothing else.".into(),
        (true, Group::Customers) => "No customer has signed up yet. Share your address with them; it is in the settings.".into(),
    }
}

#[component]
fn Invite(refused: Refused, by_mail: bool) -> impl IntoView {
    let roles = [Role::Agent, Role::Admin, Role::Partner].map(|role| Choice::new(role.word(), role.label())).to_vec();
    let how =
        if by_mail { "They get a mail with a link that stands for seven days." } else { "No mail server is configured: you get the link to hand it over." };
    let open = refused.error.is_some();
    let (role, role_error) = (refused.value_or("role", "agent"), refused.error_of("role"));
    view! {
        <Card class="mb-5">
            <Disclosure summary="Invite somebody" open>
                <p class="mb-4 text-sm text-muted">{how} " Agents answer tickets; admins also run the business; partners fulfil orders and see nothing else."</p>
                {refusal(&refused, INVITE_FIELDS)}
                <form method="post" action=InvitePerson::PATH class="grid items-start gap-4 md:grid-cols-[1fr_1fr_9rem]">
                    <TextField name="name" label="Name" required=true value=refused.value("name") error=refused.error_of("name") />
                    <TextField name="email" label="E-mail address" kind="email" required=true value=refused.value("email") error=refused.error_of("email") />
                    <Field id="role" label="Role" error=role_error.clone()>
                        <Select name="role" choices=roles value=role error=role_error />
                    </Field>
                    <div class="md:col-span-3"><Button look=Look::Primary icon=Glyph::Mail>"Invite"</Button></div>
                </form>
            </Disclosure>
        </Card>
    }
    .into_any()
}

/// After an invitation: that the mail is on its way, or the link to hand over.
#[component]
fn Invited(services: Services) -> impl IntoView {
    let invited = is_done("invited");
    let token = session::query("link").filter(|token| token.bytes().all(|b| b.is_ascii_alphanumeric()));
    invited.then(|| match token {
        None => view! { <Banner tone=Tone::Good class="mb-5">"The invitation is on its way."</Banner> }.into_any(),
        Some(token) => view! {
            <Banner tone=Tone::Good class="mb-5" title="Hand this link over">
                <p>"No mail server is configured, so nothing was sent. The link works once, for seven days; whoever has it can join."</p>
                <p class="mt-2 rounded-sm bg-panel px-3 py-2 font-mono text-sm break-all select-all">{format!("{}{}", services.url(), routes::invite(&token))}</p>
            </Banner>
        }
        .into_any(),
    })
}

/// After shutting somebody out: a way back.
#[component]
fn Deactivated(show: String) -> impl IntoView {
    let member = session::query("member").filter(|_| is_done("deactivated"));
    member.map(|member| {
        let undo = move || {
            view! {
                <form method="post" action=ReactivatePerson::PATH>
                    <input type="hidden" name="show" value=show />
                    <Button size=Size::Small icon=Glyph::Undo name="member" value=member>"Undo"</Button>
                </form>
            }
        };
        view! { <Banner tone=Tone::Good class="mb-5" action=undo>"They are signed out and may not come back in."</Banner> }
    })
}
