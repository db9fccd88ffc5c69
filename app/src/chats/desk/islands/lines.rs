//! The list of chats: rendered whole by the server, read again when the desk hears that a chat changed.

use crate::chats::desk::api::list_chats;
use crate::chats::desk::face::{chat_href, standing, tab_href};
use crate::chats::desk::state::ChatList;
use crate::live::{self, Heard};
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::collections::HashMap;
use std::time::Duration;
use stoa::accounts::model::Being;
use stoa::accounts::rules::being;
use stoa::chats::model::State;
use stoa::chats::views::{ChatRow, Tab};
use stoa::conversations::model::SenderKind;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{BusinessId, ChatId, ConversationId, MemberId};
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::tickets::model::number_text;

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(80);
/// How often relative times move on.
const TICK: Duration = Duration::from_secs(15);
/// How long somebody counts as typing after the last sign of it.
const TYPING_MS: i64 = 5_000;

/// What the list is made of; copied into every closure.
#[derive(Clone, Copy, Debug)]
struct Lines {
    tab: Tab,
    words: StoredValue<String>,
    me: MemberId,
    list: RwSignal<ChatList>,
    now: RwSignal<Timestamp>,
    typing: RwSignal<HashMap<ConversationId, Timestamp>>,
    online: RwSignal<HashMap<MemberId, bool>>,
}

/// Tabs with their numbers, and the rows of one; with `words`, what was found.
#[island]
pub fn ChatLines(list: ChatList, tab: Tab, words: String, me: MemberId, business: BusinessId, current: Option<ChatId>, now: Timestamp) -> impl IntoView {
    let is_search = !words.is_empty();
    let lines = Lines {
        tab,
        words: StoredValue::new(words.clone()),
        me,
        list: RwSignal::new(list),
        now: RwSignal::new(now),
        typing: RwSignal::default(),
        online: RwSignal::default(),
    };
    Effect::new(move |_| {
        set_interval(move || _ = lines.now.try_set(live::server_now()), TICK);
        live::watch(Topic::Desk(business), 0, move |heard| lines.hear(heard))
    });
    let ids = move || lines.list.with(|l| l.rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let older = move || {
        let next = lines.list.with(|l| l.next)?;
        let href = format!("{}&after={next}", tab_href(tab));
        Some(view! { <p class="flex justify-center p-4"><a href=href class=button_class(Look::Plain, Size::Small)>"Show older chats"</a></p> })
    };
    let head = if is_search {
        let found = lines.list.with_untracked(|l| l.rows.len());
        let found = if found == 1 { "1 chat found".to_owned() } else { format!("{found} chats found") };
        view! {
            <p class="flex items-center gap-3 border-b border-line pt-1 pb-2 text-sm text-muted">
                <span class="flex-1">{found}</span>
                <a href=tab_href(tab) class="rounded-xs font-semibold text-accent hover:underline">"Clear"</a>
            </p>
        }
        .into_any()
    } else {
        (move || tabs(lines)).into_any()
    };
    view! {
        <div class="flex-none px-4 pt-1">{head}</div>
        <div id="lines" class="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <For each=ids key=|id| *id let:id>
                <Line lines id current=current == Some(id) />
            </For>
            <Show when=move || lines.list.with(|l| l.rows.is_empty())>
                <Nothing tab is_search />
            </Show>
            {older}
        </div>
    }
}

fn tabs(lines: Lines) -> impl IntoView {
    let item = |tab: &Tab| {
        let count = lines.list.with(|l| l.counts.of_tab(*tab));
        let item = NavItem::new(tab_href(*tab), tab.label()).current(*tab == lines.tab);
        match count {
            Some(count) => item.count(u32::try_from(count).unwrap_or_default()),
            None => item,
        }
    };
    view! { <Tabs label="Which chats" class="justify-between gap-2!" items=Tab::ALL.iter().map(item).collect() /> }
}

/// One sentence and one way on.
#[component]
fn Nothing(tab: Tab, is_search: bool) -> impl IntoView {
    if is_search {
        return view! { <Empty glyph=Glyph::Search text="No chat has these words. Search for a name, an e-mail address or what was said." /> }.into_any();
    }
    let (words, to) = match tab {
        Tab::Active => ("Nobody is chatting. New chats appear here by themselves.", None),
        Tab::Waiting => ("Nobody waits for a human.", Some((Tab::Active, "See all open chats"))),
        Tab::Mine => ("You have no open chat.", Some((Tab::Waiting, "See who waits"))),
        Tab::Closed => ("No chat is closed yet.", Some((Tab::Active, "See all open chats"))),
        Tab::Archived => ("Nothing was put away.", Some((Tab::Active, "See all open chats"))),
    };
    view! { <Empty glyph=Glyph::Chat text=words>{to.map(|(tab, label)| view! { <ButtonLink href=tab_href(tab)>{label}</ButtonLink> })}</Empty> }.into_any()
}

/// A row, kept live piece by piece so that the pointer and the focus stay where they are.
#[component]
fn Line(lines: Lines, id: ChatId, current: bool) -> impl IntoView {
    let row = Memo::new(move |_| lines.list.with(|l| l.rows.iter().find(|row| row.id == id).cloned()));
    let first = row.get_untracked()?;
    let (talk, asker) = (first.conversation_id, first.asker_id);
    let at = Signal::derive(move || row.with(|r| r.as_ref().map_or_else(String::new, |r| short_ago(r.last_message_at, lines.now.get()))));
    let unread = Signal::derive(move || row.with(|r| r.as_ref().map_or(0, |r| u32::try_from(r.unread).unwrap_or_default())));
    let presence = Signal::derive(move || {
        let being = row.with(|r| r.as_ref().map_or(Being::Gone, |r| being(lines.now.get(), r.online_until, r.active_at)));
        match (lines.online.with(|all| all.get(&asker).copied()), being) {
            (Some(false), _) | (None, Being::Gone) => None,
            (_, Being::Idle) => Some(Presence::Away),
            (Some(true), _) | (None, Being::Online) => Some(Presence::Online),
        }
    });
    let is_typing = Memo::new(move |_| lines.typing.with(|all| all.contains_key(&talk)));
    let preview = move || {
        move || {
            if is_typing.get() {
                return view! { <span class="text-accent">"typing…"</span> }.into_any();
            }
            row.get().map(|r| view! { <Words row=r /> }).into_any()
        }
    };
    let badges = move || move || row.get().map(|r| badges(&r, lines));
    let subject = if first.is_guest { first.email.clone() } else { format!("{} · customer", first.email) };
    Some(view! { <ListRow href=chat_href(id, lines.tab) name=first.name at subject presence unread current preview badges /> })
}

/// The last words; an arrow where we spoke last.
#[component]
fn Words(row: ChatRow) -> impl IntoView {
    let (spoken, glyph) = match row.last_kind {
        SenderKind::Agent => ("We said: ", Some(Glyph::Reply)),
        SenderKind::Bot => ("The bot said: ", Some(Glyph::Spark)),
        _ => ("", None),
    };
    view! {
        <span class="sr-only">{spoken}</span>
        {glyph.map(|glyph| view! { <Icon glyph class="me-1 inline size-3.5 align-[-2px] text-faint" /> })}
        {row.preview}
    }
    .into_any()
}

fn badges(row: &ChatRow, lines: Lines) -> impl IntoView + use<> {
    let (tone, words) = standing(row, lines.me, lines.now.get());
    let icon = match (row.state, row.waiting_since, row.assignee_id) {
        (State::Active, Some(_), _) => Some(Glyph::Clock),
        (State::Active, None, Some(_)) => Some(Glyph::Person),
        (State::Active, None, None) => Some(Glyph::Spark),
        _ => None,
    };
    let stars = row.rating.and_then(|stars| u8::try_from(stars).ok()).map(|value| view! { <Rating value /> });
    let ticket = row.ticket_number.map(|number| view! { <Badge icon=Glyph::Ticket>{number_text(number)}</Badge> });
    view! {
        <Badge tone icon class="shrink! min-w-0"><span class="truncate">{words}</span></Badge>
        {ticket}
        {stars}
    }
    .into_any()
}

impl Lines {
    fn hear(self, heard: &Heard) {
        thread_local!(static IS_DUE: Cell<bool> = const { Cell::new(false) });
        match heard {
            Heard::Changed { hints, .. } => {
                let matters = |what| matches!(what, Subject::NewChat | Subject::Chat | Subject::ChatWaits | Subject::ChatGiven | Subject::Everything);
                if hints.iter().any(|hint| matters(hint.what)) && !IS_DUE.replace(true) {
                    set_timeout(move || self.read(|| IS_DUE.set(false)), TOGETHER);
                }
            }
            // After a pause without connection hints are lost.
            Heard::CaughtUp { .. } | Heard::Resync { .. } if !IS_DUE.replace(true) => self.read(|| IS_DUE.set(false)),
            Heard::Typing { conversation, member, .. } if *member != self.me => self.typed(*conversation),
            Heard::Presence { member, online, .. } => _ = self.online.try_update(|all| all.insert(*member, *online)),
            _ => {}
        }
    }

    /// Reads the list again. Older pages stay as they are: they are looked at, not watched.
    fn read(self, begin: impl FnOnce()) {
        begin();
        let words = self.words.get_value();
        if !words.is_empty() || is_older_page() {
            return;
        }
        spawn_local(async move {
            if let Ok(fresh) = list_chats(self.tab, words, None).await {
                self.now.try_set(live::server_now());
                self.said(&fresh);
                self.list.try_set(fresh);
            }
        });
    }

    /// Who has said what they typed is no longer typing. What staff say meanwhile tells nothing of that.
    fn said(self, fresh: &ChatList) {
        let Some(before) = self.list.try_with_untracked(|l| l.rows.iter().map(|row| (row.id, row.last_message_at)).collect::<HashMap<_, _>>()) else { return };
        let is_new = |row: &&ChatRow| row.last_kind != SenderKind::Agent && before.get(&row.id) != Some(&row.last_message_at);
        let said: Vec<ConversationId> = fresh.rows.iter().filter(is_new).map(|row| row.conversation_id).collect();
        if self.typing.try_with_untracked(|all| said.iter().any(|talk| all.contains_key(talk))) == Some(true) {
            self.typing.try_update(|all| all.retain(|talk, _| !said.contains(talk)));
        }
    }

    fn typed(self, talk: ConversationId) {
        let until = live::server_now().plus_ms(TYPING_MS);
        self.typing.try_update(|all| _ = all.insert(talk, until));
        let end = move || _ = self.typing.try_update(|all| all.retain(|_, until| *until > live::server_now()));
        set_timeout(end, Duration::from_millis(TYPING_MS as u64 + 50));
    }
}

/// Whether the address names a page of older chats.
fn is_older_page() -> bool {
    let place = window().location();
    place.pathname().is_ok_and(|path| path == routes::DESK_CHATS) && place.search().is_ok_and(|query| query.contains("after="))
}
