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
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Asker;
use stoa::chats::actions as chats;
use stoa::chats::model::State;
use stoa::chats::views::AskerView;
use stoa::conversations::model::{MessageView, SenderKind};
use stoa::kernel::ids::ChatId;
use stoa::tickets::model::number_text;
use stoa::{Error, conversations};

/// Without a script the page is loaded again after so many seconds while the bot may answer at any moment, and so long it may.
const LOOK_SECONDS: u32 = 2;
const BOT_MS: i64 = 15_000;

/// The page.
pub async fn talk(door: Door, asker: Asker, id: ChatId) -> Result<AnyView> {
    let services = session::services();
    let before = session::query("before").and_then(|b| b.parse().ok());
    let (chat, history) = match chats::open_own(&services, &asker, id, before).await {
        Err(Error::NotFound) => return moved(door, chats::find_own(&services, &asker, id).await?).await,
        opened => opened?,
    };
    // Opening the page is reading it, also where no script can tell.
    let lane = conversations::actions::open(&services, &asker, chat.conversation_id).await?;
    conversations::actions::mark_read(&services, &lane, history.head).await?;
    let door = if chat.state == State::Active { Door { unread: 0, ..door } } else { door };
    let back = door.to(&format!("&chat={id}"));
    let looking = looking(&door, &chat, history.messages.last(), &back);
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
    let is_guest = door.guest_of().is_some();
    let label = format!("Chat with {}", door.business.name);
    let content = view! {
        <h1 class=if door.spot.is_framed() { "sr-only" } else { "text-xl leading-tight font-bold tracking-tight" }>{label.clone()}</h1>
        {other}
        {refusal(&refused.clone().of("/reopen_chat"), &[])}
        <ThreadView talk notes=None me asker=Some(me) side=Side::Customer zone=door.zone() now=door.now label=label.clone() cards />
        <div class=format!("sticky z-20 mt-auto border-t border-line bg-panel pt-2 pb-2.5 {bottom}")>
            {looking}
            // Where the page is looked at: it opens at the end of what was said.
            {answers()}
            <ChatCourse chat=id standing=Standing::of(chat, &door.welcome) spot=door.spot.clone() me is_guest said now=door.now>
                <Composer place side=Side::Customer draft action placeholder="Write a message…".to_owned() />
            </ChatCourse>
        </div>
    };
    let around = Around { is_talk: true, agent, ..Around::page(label, Tab::Messages) };
    around.put(&door, content).await
}

/// Without a script: the page is loaded again until the bot has answered; whoever waits for a human is told to do it. `last` was said last.
fn looking(door: &Door, chat: &AskerView, last: Option<&MessageView>, here: &str) -> Option<AnyView> {
    let is_asked = last.is_some_and(|m| chat.is_with_bot && m.kind == SenderKind::Customer && door.now.since(m.at) < BOT_MS);
    let (look, here) = (format!("{LOOK_SECONDS};url={here}"), here.to_owned());
    (chat.state == State::Active).then(|| {
        view! {
            <noscript>
                {is_asked.then(|| view! { <meta http-equiv="refresh" content=look /> })}
                <p class="mb-1.5 text-sm text-muted">
                    "Answers do not appear by themselves here. "
                    <a href=here class="rounded-xs text-accent underline underline-offset-2">"See new ones"</a>
                </p>
            </noscript>
        }
        .into_any()
    })
}

/// Of a chat that became the ticket of a customer who alone reads it: where it goes on.
async fn moved(door: Door, chat: AskerView) -> Result<AnyView> {
    let number = chat.ticket_number.ok_or(Error::NotFound)?;
    let (href, beside) = (routes::sign_in_then(&routes::ticket(number)), door.spot.is_framed());
    let label = format!("Chat with {}", door.business.name);
    let content = view! {
        <h1 class="text-xl leading-tight font-bold tracking-tight">{label.clone()}</h1>
        <Banner tone=Tone::Accent class="mt-4" icon=Glyph::Ticket action=move || view! { <ButtonLink href beside size=Size::Small>"Sign in"</ButtonLink> }>
            {format!("This goes on as ticket {}. The e-mail address you left has an account: sign in with it to read the answers and to write.", number_text(number))}
        </Banner>
    };
    Around::page(label, Tab::Messages).put(&door, content).await
}
