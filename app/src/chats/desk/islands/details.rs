//! What is live in the details of the open chat: the visitor's way through the pages, what the bot did, the rating, and what can be done.

use super::open::{change, follow};
use crate::chats::desk::api::{ArchiveChat, BlockVisitor, PassChatOn, ReopenClosedChat, TurnIntoTicket, UnblockVisitor, archive_chat, reopen_closed_chat};
use crate::chats::desk::face::bot_words;
use crate::chats::desk::state::OpenChat;
use crate::ui::*;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::chats::model::State;
use stoa::kernel::ids::{BusinessId, MemberId};
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::tickets::model::Priority;

/// Pages and bot notes beyond these are folded away.
const SHOWN: usize = 6;

type Options = Vec<(String, String)>;

/// The sections under the visitor.
#[island]
pub fn ChatDetails(chat: OpenChat, me: MemberId, business: BusinessId, team: Options, categories: Options, now: Timestamp) -> impl IntoView {
    let (id, asker, is_guest, name) = (chat.id.to_string(), chat.asker.to_string(), chat.is_guest, chat.name.clone());
    let chat = RwSignal::new(chat);
    Effect::new(move |_| follow(chat, business, me));
    // The first time is that of the page, as the server drew it; whatever is heard later is of now.
    let now = Memo::new(move |before: Option<&Timestamp>| {
        chat.track();
        before.map_or(now, |_| crate::live::server_now())
    });
    let can = Memo::new(move |_| chat.with(|c| (c.state, c.ticket_number.is_some(), c.is_blocked)));
    let (archive_id, is_claimed) = chat.with_untracked(|c| (c.id, c.is_claimed));
    let archive = move |event: SubmitEvent| {
        event.prevent_default();
        change(archive_chat(archive_id));
    };
    let reopen = move |event: SubmitEvent| {
        event.prevent_default();
        change(reopen_closed_chat(archive_id));
    };
    let (for_archive, for_block) = (id.clone(), id.clone());
    let actions = move || {
        let (state, is_ticket, is_blocked) = can.get();
        let (archive_id, block_id, asker) = (for_archive.clone(), for_block.clone(), asker.clone());
        let reopen_id = archive_id.clone();
        view! {
            {(state == State::Active).then(|| view! { <OpenDialog target="pass-on" size=Size::Small icon=Glyph::Assign>"Pass on"</OpenDialog> })}
            {(state != State::Active && !is_ticket)
                .then(move || {
                    view! {
                        <form method="post" action=ReopenClosedChat::PATH on:submit=reopen>
                            <input type="hidden" name="chat" value=reopen_id />
                            <Button size=Size::Small icon=Glyph::Undo>"Open again"</Button>
                        </form>
                    }
                })}
            {(!is_ticket).then(|| view! { <OpenDialog target="to-ticket" size=Size::Small icon=Glyph::Ticket>"Make a ticket"</OpenDialog> })}
            {(state != State::Archived)
                .then(move || {
                    view! {
                        <form method="post" action=ArchiveChat::PATH on:submit=archive>
                            <input type="hidden" name="chat" value=archive_id />
                            <Button size=Size::Small icon=Glyph::Box>"Archive"</Button>
                        </form>
                    }
                })}
            {(is_guest && !is_blocked)
                .then(move || {
                    view! {
                        <form method="post" action=BlockVisitor::PATH>
                            <input type="hidden" name="chat" value=block_id />
                            <Button size=Size::Small icon=Glyph::Shield>"Block"</Button>
                        </form>
                    }
                })}
            {is_blocked
                .then(move || {
                    view! {
                        <form method="post" action=UnblockVisitor::PATH>
                            <input type="hidden" name="visitor" value=asker />
                            <Button size=Size::Small icon=Glyph::Undo>"Unblock"</Button>
                        </form>
                    }
                })}
        }
    };
    view! {
        {move || chat.with(assigned)}
        {move || chat.with(rating)}
        <PanelSection title="What to do">
            <div class="flex flex-wrap gap-2">{actions}</div>
        </PanelSection>
        {move || chat.with(|c| pages(c, now.get()))}
        {move || chat.with(bot)}
        <PassOn id=id.clone() team />
        <ToTicket id name categories is_claimed />
    }
}

/// To a colleague, or back to the queue.
#[component]
fn PassOn(id: String, team: Options) -> impl IntoView {
    let choices = std::iter::once(Choice::new("", "Back to the queue")).chain(team.into_iter().map(|(value, label)| Choice::new(value, label))).collect();
    view! {
        <Dialog id="pass-on" title="Pass this chat on">
            <form method="post" action=PassChatOn::PATH class="flex flex-col gap-4">
                <input type="hidden" name="chat" value=id />
                <Field id="pass-agent" label="To whom">
                    <Select name="agent" id="pass-agent" choices />
                </Field>
                <Field id="pass-note" label="Note" hint="Only your team reads it." optional=true>
                    <TextArea name="note" id="pass-note" rows=3 />
                </Field>
                <DialogActions>
                    <Button look=Look::Primary>"Pass on"</Button>
                </DialogActions>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The conversation moves along.
#[component]
fn ToTicket(id: String, name: String, categories: Options, is_claimed: bool) -> impl IntoView {
    let categories = std::iter::once(Choice::new("", "None")).chain(categories.into_iter().map(|(value, label)| Choice::new(value, label))).collect();
    let priorities = Priority::ALL.iter().map(|p| Choice::new(p.word(), p.label())).collect();
    view! {
        <Dialog id="to-ticket" title="Make a ticket of this chat">
            <form method="post" action=TurnIntoTicket::PATH class="flex flex-col gap-4">
                <input type="hidden" name="chat" value=id />
                <TextField name="subject" id="ticket-subject" label="Subject" value=format!("Chat with {name}") required=true />
                <div class="grid gap-4 sm:grid-cols-2">
                    <Field id="ticket-category" label="Category">
                        <Select name="category" id="ticket-category" choices=categories />
                    </Field>
                    <Field id="ticket-priority" label="Priority">
                        <Select name="priority" id="ticket-priority" choices=priorities value=Priority::Medium.word() />
                    </Field>
                </div>
                <p class="text-sm text-muted">"What was said moves along, notes too. A guest gets every answer by e-mail."</p>
                {is_claimed
                    .then(|| view! {
                        <Banner tone=Tone::Warn title="Is this really the customer?">
                            "The e-mail address belongs to a customer, and the visitor has not shown that it is theirs. The ticket goes to the customer: the visitor no longer reads or writes in it, unless they sign in."
                        </Banner>
                    })}
                <DialogActions>
                    <Button look=Look::Primary>"Make a ticket"</Button>
                </DialogActions>
            </form>
        </Dialog>
    }
    .into_any()
}

/// Why whoever has it got it.
fn assigned(chat: &OpenChat) -> Option<impl IntoView + use<>> {
    let why = chat.why.clone();
    (!why.is_empty()).then(|| view! { <PanelSection title="Assigned"><p id="why-assigned">{why}</p></PanelSection> })
}

fn rating(chat: &OpenChat) -> Option<impl IntoView + use<>> {
    let (stars, feedback) = (u8::try_from(chat.rating?).ok()?, chat.feedback.clone());
    Some(view! {
        <PanelSection title="Rating">
            <Rating value=stars />
            {(!feedback.is_empty()).then(|| view! { <p class="mt-1 whitespace-pre-line">"“"{feedback}"”"</p> })}
        </PanelSection>
    })
}

/// Where the visitor has been, the last page first.
fn pages(chat: &OpenChat, now: Timestamp) -> Option<impl IntoView + use<>> {
    let last = chat.pages.iter().map(|p| p.at).max()?;
    let page = |page: &stoa::chats::model::PageVisit| {
        let title = if page.title.is_empty() { page.url.clone() } else { page.title.clone() };
        view! {
            <li class="flex min-w-0 items-baseline gap-2">
                <a href=page.url.clone() target="_blank" rel="noopener noreferrer" title=page.url.clone() class="min-w-0 flex-1 truncate rounded-xs hover:underline">
                    {title}
                </a>
                <span class="flex-none text-xs text-faint tabular-nums">{short_ago(page.at, now.max(last))}</span>
            </li>
        }
    };
    let mut newest: Vec<_> = chat.pages.iter().rev().map(page).collect();
    let older = newest.split_off(newest.len().min(SHOWN));
    Some(view! {
        <PanelSection title="Pages">
            <ol class="flex flex-col gap-1">{newest}</ol>
            {folded(older)}
        </PanelSection>
    })
}

/// What the bot did with each question, the last one first.
fn bot(chat: &OpenChat) -> Option<impl IntoView + use<>> {
    let mut notes: Vec<_> = chat.bot.iter().map(|note| view! { <li>{bot_words(note)}</li> }).collect();
    let older = notes.split_off(notes.len().min(SHOWN));
    (!notes.is_empty()).then(|| {
        view! {
            <PanelSection title="The bot">
                <ol class="flex list-disc flex-col gap-1 ps-4">{notes}</ol>
                {folded(older)}
            </PanelSection>
        }
    })
}

fn folded<V: IntoView + 'static>(older: Vec<V>) -> Option<impl IntoView> {
    let n = older.len();
    (n > 0).then(|| {
        view! {
            <Disclosure summary=format!("{n} earlier")>
                <ol class="flex flex-col gap-1">{older.into_iter().collect_view()}</ol>
            </Disclosure>
        }
    })
}
