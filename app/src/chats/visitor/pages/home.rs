//! The chat's home: the greeting, who is there and when, the last chat, and the help centre's answers.

use super::Door;
use super::frame::{Around, SpotFields, Tab};
use super::list::ChatLine;
use crate::chats::visitor::api::BeginChat;
use crate::chats::visitor::standing::usual;
use crate::error::Result;
use crate::forms::refused;
use crate::journeys::walker::offered;
use crate::notes::refusal;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Visitor;
use stoa::appointments::actions as appointments;
use stoa::catalog::actions as catalog;
use stoa::chats::model::State;
use stoa::chats::views::Welcome;
use stoa::help::actions as help;
use stoa::help::model::ArticleLine;

/// Articles that are offered before anything was looked for.
const OFFERED: usize = 4;

/// The page. `is_lost` when a chat was asked for by somebody who is not known here.
pub async fn home(door: Door, is_lost: bool) -> Result<AnyView> {
    let (greeting, business) = (door.widget.greeting.clone(), door.business.name.clone());
    let greeting = if greeting.is_empty() { "How can we help you?".to_owned() } else { greeting };
    let lost = is_lost.then(|| {
        view! {
            <Banner tone=Tone::Warn class="mb-5" title="Your browser did not keep this chat">
                "It may be switched off for pages inside of other pages. Open the chat in a window of its own, or start again."
            </Banner>
        }
    });
    let last = door.chats.first().cloned().map(|chat| {
        view! {
            <section aria-labelledby="last" class="mt-6">
                <h2 id="last" class="mb-2 text-md font-semibold">"Your last chat"</h2>
                <ul class="rounded-md border border-line bg-panel shadow-card"><ChatLine chat door=door.clone() /></ul>
            </section>
        }
    });
    let many = (door.chats.len() > 1).then(|| {
        let words = format!("All {} chats", door.chats.len());
        view! { <p class="mt-2"><a href=door.to("&view=chats") class="rounded-xs text-accent underline underline-offset-2">{words}</a></p> }
    });
    let help = answers(&door).await?;
    let journey = offered(&door.business, &door.place()).await?;
    let errands = if door.spot.is_framed() { errands(&door).await? } else { Vec::new() };
    let errands = (!errands.is_empty()).then(|| {
        view! {
            <nav aria-label="Without a chat" class="mt-6">
                <ul class="divide-y divide-line overflow-hidden rounded-md border border-line bg-panel shadow-card">{errands}</ul>
            </nav>
        }
    });
    let content = view! {
        {lost}
        {refusal(&refused(), &[])}
        <section aria-label="Welcome">
            <p class="text-sm text-muted">{business}</p>
            <h1 class="mt-0.5 text-2xl leading-tight font-bold tracking-tight text-balance">{greeting}</h1>
            <Present welcome=door.welcome.clone() />
            <div class="mt-4"><Begin door=door.clone() /></div>
        </section>
        <div class="mt-6">{journey}</div>
        {errands}
        {last}
        {many}
        {help}
    };
    let title = format!("Chat with {}", door.business.name);
    Around::page(title, if session::query("view").is_some() { Tab::Help } else { Tab::Home }).put(&door, content).await
}

/// What can be done without a chat, on pages beside this one: they may stand in no frame. The page of its own has them at its top.
async fn errands(door: &Door) -> Result<Vec<AnyView>> {
    let (services, business) = (session::services(), door.business.id);
    let books = appointments::has_offerings(services.db(), business).await?;
    let sells = catalog::has_products(services.db(), business).await?;
    let link = |path: &str, label: &'static str, glyph| {
        let href = format!("{path}?business={}", routes::escape(&door.business.slug));
        view! {
            <li>
                <a href=href target="_blank" class="flex min-h-11 items-center gap-2.5 px-4 py-2 hover:bg-sunk">
                    <Icon glyph class="size-4 flex-none text-muted" />
                    <span class="min-w-0 flex-1">{label}</span>
                    <Icon glyph=Glyph::External class="size-4 flex-none text-faint" />
                </a>
            </li>
        }
        .into_any()
    };
    let book = books.then(|| link(routes::BOOK, "Book an appointment", Glyph::Calendar));
    let shop = sells.then(|| [link(routes::TRACK, "Track an order", Glyph::Truck), link(routes::SHOP, "Visit the shop", Glyph::Cart)]);
    Ok(book.into_iter().chain(shop.into_iter().flatten()).collect())
}

/// Who is there, how long it takes, or when somebody is back.
#[component]
fn Present(welcome: Welcome) -> impl IntoView {
    let usual = usual(&welcome);
    let is_here = welcome.is_open && !welcome.present.is_empty();
    let words = match (welcome.is_open, welcome.present.as_slice()) {
        (false, _) => format!("We are closed now and back {}. Write all the same: your message waits, and the bot answers what it can.", welcome.opens_at),
        (true, []) => "Nobody is here right now. Write all the same: your message waits, and the bot answers what it can.".into(),
        (true, [one]) => format!("{one} is here."),
        (true, [one, other]) => format!("{one} and {other} are here."),
        (true, [one, other, rest @ ..]) => format!("{one}, {other} and {} more are here.", rest.len()),
    };
    let faces = welcome.present.iter().take(3).map(|name| view! { <Avatar name=name.clone() class="-me-2 ring-2 ring-panel" /> }).collect_view();
    view! {
        <div class="mt-3 flex items-center gap-3">
            {is_here.then(|| view! { <div class="flex flex-none pe-2">{faces}</div> })}
            {(!is_here).then(|| view! { <span class="mt-0.5 flex-none self-start text-muted"><Icon glyph=Glyph::Clock /></span> })}
            <p class="min-w-0 text-muted">
                <span class="text-ink">{words}</span>
                {usual.filter(|_| is_here).map(|words| view! { <br /> {words} })}
            </p>
        </div>
    }
    .into_any()
}

/// The way into a chat: a link to the contact form, or straight in for who is known.
#[component]
pub fn Begin(door: Door) -> impl IntoView {
    let open = door.chats.iter().find(|chat| chat.state == State::Active).map(|chat| door.to(&format!("&chat={}", chat.id)));
    match (&door.asker, open) {
        (_, Some(href)) => view! { <ButtonLink href look=Look::Primary size=Size::Large icon=Glyph::Chat>"Go on with your chat"</ButtonLink> }.into_any(),
        (Some(_), None) => view! {
            <form method="post" action=BeginChat::PATH>
                <SpotFields spot=door.spot.clone() />
                <VisitFields />
                <Button look=Look::Primary size=Size::Large icon=Glyph::Chat>"Write to us"</Button>
            </form>
        }
        .into_any(),
        (None, None) => {
            view! { <ButtonLink href=door.to("&view=contact") look=Look::Primary size=Size::Large icon=Glyph::Chat>"Write to us"</ButtonLink> }.into_any()
        }
    }
}

/// What the script fills in about the page and the browser; empty without one.
#[component]
pub fn VisitFields() -> impl IntoView {
    ["title", "url", "browser"].map(|name| view! { <input type="hidden" name=name value="" data-visit=name /> }).collect_view()
}

/// The search of the help centre, whose articles open in here.
async fn answers(door: &Door) -> Result<AnyView> {
    let (services, at) = (session::services(), Visitor::of(&door.business));
    let words = session::query("q").unwrap_or_default().trim().chars().take(200).collect::<String>();
    let found: Vec<ArticleLine> = if words.is_empty() {
        help::most_read(&services, &at, OFFERED).await?
    } else {
        help::search(&services, &at, &session::address(), &words).await?.into_iter().take(8).map(|hit| hit.line).collect()
    };
    let none = found.is_empty() && !words.is_empty();
    let lines = found
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <a href=door.to(&format!("&article={}", routes::escape(&line.slug))) class="flex min-h-11 items-center gap-2.5 px-4 py-2 hover:bg-sunk">
                        <Icon glyph=Glyph::Book class="size-4 flex-none text-muted" />
                        <span class="min-w-0 flex-1">{line.question}</span>
                        <Icon glyph=Glyph::Right class="size-4 flex-none text-faint" />
                    </a>
                </li>
            }
        })
        .collect_view();
    let action = if door.spot.is_framed() { routes::CHAT_FRAME } else { routes::CHAT };
    Ok(view! {
        <section id="help" aria-labelledby="help-title" class="mt-7 scroll-mt-20">
            <h2 id="help-title" class="mb-2 text-md font-semibold">"Find an answer"</h2>
            <form method="get" action=action role="search" aria-label="Help" class="mb-3 flex items-center gap-2">
                <input type="hidden" name="business" value=door.business.slug.clone() />
                <input type="hidden" name="view" value="help" />
                {door.spot.is_framed().then(|| view! { <input type="hidden" name="zone" value=door.spot.zone.clone() /> })}
                <label class="sr-only" for="help-search">"Search the help articles"</label>
                <TextInput id="help-search" name="q" kind="search" value=words.clone() placeholder="How do I send something back?" class="min-w-0 flex-1" />
                <IconButton glyph=Glyph::Search label="Search" look=Look::Plain />
            </form>
            {none.then(|| view! { <p role="status" class="text-muted">{format!("No article answers “{words}”. Try other words, or write to us.")}</p> })}
            {(!none).then(|| view! { <ul class="divide-y divide-line overflow-hidden rounded-md border border-line bg-panel shadow-card">{lines}</ul> })}
        </section>
    }
    .into_any())
}
