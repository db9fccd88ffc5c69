//! What every page of the desk shows around its content: the rail with its live numbers, keys and help, toasts for refused forms.

use super::islands::{ColleagueNews, DeskKeys, WaitingCount};
use super::keys::GROUPS;
use super::read::tallies;
use super::state::Tallies;
use crate::chats::desk::ChatsCount;
use crate::error::Result;
use crate::forms::refused;
use crate::frames;
use crate::layout::{DeskLayout, Region};
use crate::orders::islands::OrdersCount;
use crate::session;
use crate::talks::TalksCount;
use crate::tickets::find::Palette;
use crate::ui::*;
use leptos::prelude::*;
use stoa::accounts::Agent;
use stoa::accounts::model::{Me, Role};

/// The forms that show a refusal in their own place.
const SAY_IT_THEMSELVES: [&str; 9] = [
    "/reply_to_ticket",
    "/reply_to_partner",
    "/open_ticket_for",
    "/reply_to_chat",
    "/say_in_talk",
    "/create_canned",
    "/change_canned",
    "/change_preferences",
    "/start_bulk",
];

/// What waits, as the rail shows it.
#[derive(Clone, Copy, Debug)]
pub struct Rail {
    tickets: Tallies,
    chats: i64,
    talks: i64,
    orders: i64,
}

/// Counts what waits.
pub async fn rail(agent: &Agent) -> Result<Rail> {
    let services = session::services();
    let (tickets, chats, talks, orders) = tokio::try_join!(
        tallies(&services, agent),
        stoa::chats::actions::count_waiting(&services, agent),
        stoa::talks::actions::count_unread(&services, agent),
        stoa::orders::actions::waiting(&services, agent),
    )?;
    Ok(Rail { tickets, chats, talks, orders })
}

/// The frame of a page of the desk. With a `list` it has the regions of the inbox, without one the whole width.
#[component]
pub fn DeskFrame(
    me: Me,
    rail: Rail,
    /// The path in the rail.
    current: &'static str,
    #[prop(optional)] primary: Region,
    /// Names the list for a screen reader.
    #[prop(default = "Inbox")]
    list_label: &'static str,
    #[prop(optional_no_strip, into)] list: Option<ViewFnOnce>,
    #[prop(optional_no_strip, into)] panel: Option<ViewFnOnce>,
    /// Whether a list on the page keeps the numbers.
    #[prop(optional)]
    counted: bool,
    children: Children,
) -> impl IntoView {
    let nav = frames::desk(&me, current, 0);
    let account = frames::account(&me);
    let (business, member) = (me.business, me.member);
    let Rail { tickets, chats, talks, orders } = rail;
    // In the order of the rail's links.
    let counts = vec![
        ViewFnOnce::from(move || view! { <WaitingCount start=tickets business alone=!counted /> }),
        ViewFnOnce::from(move || view! { <ChatsCount start=chats business me=member /> }),
        ViewFnOnce::from(move || view! { <TalksCount start=talks me=member /> }),
        // The queue and the table have none.
        ViewFnOnce::from(|| ()),
        ViewFnOnce::from(|| ()),
        ViewFnOnce::from(move || view! { <OrdersCount start=orders business /> }),
    ];
    let is_admin = me.role == Role::Admin;
    let foot = ViewFnOnce::from(move || {
        view! {
            <Palette me=member is_admin />
            <OpenDialog target="keys" look=Look::Quiet class="size-10! px-0! max-md:hidden!">
                <Icon glyph=Glyph::Help class="size-5" />
                <span class="sr-only">"Keys"</span>
            </OpenDialog>
        }
    });
    // Forms that say beside their fields what is wrong do not have it said above the page again.
    let refused = Some(refused()).filter(|refused| !SAY_IT_THEMSELVES.iter().any(|action| refused.action.ends_with(action)));
    let why = refused.and_then(|refused| {
        // The name of a view stands on the same page; the number of a ticket, and orders and bookings, in the details, which may be folded away.
        let is_view = refused.action.ends_with("/save_view");
        let is_link = refused.action.ends_with("/link_tickets") && refused.error_besides(&["number"]).is_none();
        let is_beside = is_link || refused.action.ends_with("_here");
        let class = if is_beside { "m-3 xl:group-has-[#details-shown:checked]/desk:hidden" } else { "m-3" };
        let why = refused.error_besides(if is_view { &["name"] } else { &[] })?;
        Some(view! { <Banner tone=Tone::Bad class>{why}</Banner> })
    });
    view! {
        <DeskLayout nav account counts foot primary list_label list panel>
            {why}
            {children()}
        </DeskLayout>
        <KeysHelp />
        <DeskKeys />
        <ColleagueNews me=member business />
    }
    .into_any()
}

/// The list of keys.
#[component]
fn KeysHelp() -> impl IntoView {
    let group = |(title, keys): &(&'static str, &'static [super::keys::Key])| {
        let lines = keys
            .iter()
            .map(|key| {
                view! {
                    <div class="flex items-center gap-3 border-b border-line py-1.5 last:border-b-0">
                        <dt class="min-w-0 flex-1">{key.name}</dt>
                        <dd class="flex gap-1 text-muted">{key.keys.split(' ').map(|one| view! { <Keys keys=one /> }).collect_view()}</dd>
                    </div>
                }
            })
            .collect_view();
        view! {
            <section>
                <h3 class="mb-1 text-xs font-semibold text-muted">{*title}</h3>
                <dl class="text-sm">{lines}</dl>
            </section>
        }
    };
    view! {
        <Dialog id="keys" title="Keys" wide=true>
            <div class="grid gap-6 md:grid-cols-2">{GROUPS.iter().map(group).collect_view()}</div>
        </Dialog>
    }
    .into_any()
}

/// A choice the browser remembers in a cookie.
pub fn remembered(name: &str) -> Option<String> {
    use_context::<http::request::Parts>().and_then(|parts| session::cookie(&parts.headers, name))
}
