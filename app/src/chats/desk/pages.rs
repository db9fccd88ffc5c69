//! `/desk/chats` and `/desk/chats/{chat}`: the list with the figures, and one chat beside it.

use super::api::ReplyToChat;
use super::face::tab_href;
use super::figures::{ChatFigures, DAYS};
use super::islands::{ChatHead, VisitorTyping, WhileOpen};
use super::list::{ChatsRegion, Listing, listing};
use super::panel::{Beside, Panel, beside};
use super::read::open_chat;
use super::state::OpenChat;
use crate::canned::{CannedLinks, chosen};
use crate::cards::{Dealt, dealt};
use crate::conversations::{Composer, Draft, Owner, Place, Room, Side, Start, ThreadView};
use crate::error::Result;
use crate::forms::refused;
use crate::layout::Region;
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, Rail, rail, remembered};
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::accounts::Agent;
use stoa::accounts::model::Me;
use stoa::canned::model::{Ready, Spot};
use stoa::chats::actions::{self, Opened};
use stoa::conversations::model::History;
use stoa::kernel::ids::ChatId;
use stoa::kernel::zone::Zone;
use stoa::{Error, businesses};

/// `/desk/chats`: the list, and the figures beside it.
#[component]
pub fn DeskChatsPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let listing = listing(&agent).await?;
        let figures = actions::figures(&services, &agent, services.now().plus_ms(-DAYS * 86_400_000)).await?;
        let rail = rail(&agent).await?;
        let (whose, business) = (me.clone(), me.business);
        let list = ViewFnOnce::from(move || view! { <ChatsRegion listing me=whose current=None figures /> });
        Ok(view! {
            <Title text="Live chats" />
            <DeskFrame me rail current=routes::DESK_CHATS list_label="Live chats" list=Some(list)>
                <ChatFigures figures business />
            </DeskFrame>
        })
    })
}

/// `/desk/chats/{chat}`: one chat.
#[component]
pub fn DeskChatPage() -> impl IntoView {
    let chat = use_params_map().with_untracked(|params| params.get("chat").and_then(|text| text.parse().ok()));
    page(async move {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let open = read(&agent, chat.ok_or(Error::NotFound)?).await?;
        let listing = listing(&agent).await?;
        Ok(view! { <ChatView open listing me /> })
    })
}

/// A chat with its thread and its details.
struct Open {
    opened: Opened,
    chat: OpenChat,
    talk: History,
    notes: History,
    beside: Beside,
    cards: Dealt,
    rail: Rail,
    zone: Zone,
    canned: (Vec<Ready>, String),
}

async fn read(agent: &Agent, chat: ChatId) -> Result<Open> {
    let services = session::services();
    // Opening the page is looking at it, also where no script can tell.
    actions::seen(&services, agent, chat).await?;
    let opened = actions::find(&services, agent, chat).await?;
    let before = session::query("before").and_then(|text| text.parse().ok());
    let (talk, notes) = actions::said(&services, agent, chat, before).await?;
    let beside = beside(agent, &opened).await?;
    let cards = dealt(agent, &session::business().await?, opened.chat.conversation_id, String::new(), false).await?;
    let zone = businesses::actions::zone(&session::business().await?, services.now());
    let canned = chosen(agent, Spot::Chat(chat)).await?;
    let chat = open_chat(agent, &opened).await?;
    Ok(Open { opened, chat, talk, notes, beside, cards, rail: rail(agent).await?, zone, canned })
}

#[component]
fn ChatView(open: Open, listing: Listing, me: Me) -> impl IntoView {
    let Open { opened, chat, talk, notes, beside, cards, rail, zone, canned: (texts, text) } = open;
    let draft = Draft::of(&refused(), ReplyToChat::PATH).or(text);
    let (id, title) = (chat.id, format!("Chat with {}", chat.name));
    let has_panel = remembered("desk_details").as_deref() != Some("hidden");
    let (member, business, back) = (me.member, me.business, tab_href(listing.tab));
    let (shown, whose, who) = (chat.clone(), me.clone(), me.clone());
    let panel = ViewFnOnce::from(move || view! { <Panel beside chat=shown me=whose /> });
    let list = ViewFnOnce::from(move || view! { <ChatsRegion listing me=who current=Some(id) /> });
    let lanes = (opened.chat.conversation_id, opened.chat.notes_id);
    let place = Place { owner: Owner::Chat(id), talk: lanes.0, notes: Some(lanes.1), me: member, laters: Vec::new() };
    let room = Room { talk: lanes.0, notes: lanes.1, asker: opened.chat.asker_id, me: member };
    let head = talk.head;
    view! {
        <Title text=title.clone() />
        <DeskFrame me rail current=routes::DESK_CHATS list_label="Live chats" primary=Region::Thread list=Some(list) panel=Some(panel)>
            <ChatHead chat=chat.clone() me=member business back has_panel room />
            <div class="group/talk flex min-h-0 flex-1 flex-col">
                <div id="talk" tabindex="0" class="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-4 md:px-5">
                    <ThreadView
                        talk=Start { conversation: lanes.0, history: talk }
                        notes=Some(Start { conversation: lanes.1, history: notes })
                        me=member
                        asker=Some(opened.chat.asker_id)
                        side=Side::Staff
                        zone
                        now=session::services().now()
                        label=title
                        cards
                    />
                </div>
                <VisitorTyping talk=lanes.0 head business />
                <WhileOpen chat me=member business>
                    <CannedLinks all=texts />
                    <div class="flex-none px-4 pb-4 md:px-5">
                        <Composer place side=Side::Staff draft action=ReplyToChat::PATH.to_owned() placeholder="Write a reply".to_owned() />
                    </div>
                </WhileOpen>
            </div>
        </DeskFrame>
    }
    .into_any()
}
