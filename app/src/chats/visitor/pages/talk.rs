//! One chat: what was said, how it stands, the composer, and at the end the stars.

use super::Door;
use super::frame::{Around, Tab};
use crate::cards::{answers, dealt};
use crate::chats::visitor::Standing;
use crate::chats::visitor::api::SayInChat;
use crate::chats::visitor::islands::{ChatCourse, Said};
use crate::conversations::{Composer, Draft, Owner, Place, Side, Start, ThreadView};
use crate::error::Result;
use crate::forms::refused;
use crate::notes::refusal;
use crate::session;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Asker;
use stoa::chats::actions as chats;
use stoa::conversations;
use stoa::kernel::ids::ChatId;

/// The page.
pub async fn talk(door: Door, asker: Asker, id: ChatId) -> Result<AnyView> {
    let services = session::services();
    let before = session::query("before").and_then(|b| b.parse().ok());
    let (chat, history) = chats::open_own(&services, &asker, id, before).await?;
    // Opening the page is reading it, also where no script can tell.
    let lane = conversations::actions::open(&services, &asker, chat.conversation_id).await?;
    conversations::actions::mark_read(&services, &lane, history.head).await?;
    let back = door.to(&format!("&chat={id}"));
    let cards = dealt(&asker, &door.business, chat.conversation_id, back, door.spot.is_framed()).await?;
    let (talk, me, agent) = (Start { conversation: chat.conversation_id, history }, asker.member(), chat.agent.clone());
    let place = Place { owner: Owner::Chat(id), talk: chat.conversation_id, notes: None, me, laters: Vec::new() };
    let refused = refused();
    let rating = refused.clone().of("/rate_chat");
    let said = Said { feedback: rating.value("feedback"), error: rating.error.as_ref().map(ToString::to_string) };
    let action = door.spot.action(SayInChat::PATH);
    let bottom = if door.spot.is_framed() {
        "bottom-[calc(3.25rem+1px+env(safe-area-inset-bottom))] -mx-4 px-4"
    } else {
        "bottom-0 -mx-4 px-4 pb-[calc(0.625rem+env(safe-area-inset-bottom))] md:-mx-8 md:px-8"
    };
    let draft = Draft::of(&refused, SayInChat::PATH);
    let other = refusal(&refused.clone().of("/call_human"), &[]).into_any();
    let label = format!("Chat with {}", door.business.name);
    let content = view! {
        <h1 class=if door.spot.is_framed() { "sr-only" } else { "text-xl leading-tight font-bold tracking-tight" }>{label.clone()}</h1>
        {other}
        {refusal(&refused.clone().of("/reopen_chat"), &[])}
        {answers()}
        <ThreadView talk notes=None me asker=Some(me) side=Side::Customer zone=door.zone() now=door.now label=label.clone() cards />
        <div class=format!("sticky z-20 mt-auto border-t border-line bg-panel pt-2 pb-2.5 {bottom}")>
            <ChatCourse chat=id standing=Standing::of(chat, &door.welcome) spot=door.spot.clone() me said now=door.now>
                <Composer place side=Side::Customer draft action placeholder="Write a message…".to_owned() />
            </ChatCourse>
        </div>
    };
    let around = Around { is_talk: true, agent, ..Around::page(label, Tab::Messages) };
    around.put(&door, content).await
}
