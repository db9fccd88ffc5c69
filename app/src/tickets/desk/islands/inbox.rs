//! The list of the inbox: rendered whole by the server, then kept up to date by hints that name what to read again.

use super::line::LineRow;
use super::merge::{append, merge};
use super::waiting;
use crate::bulk::islands::rows_left;
use crate::live;
use crate::live::Heard;
use crate::tickets::desk::api::{get_inbox_rows, list_inbox};
use crate::tickets::desk::face::shelf_href;
use crate::tickets::desk::shelf::Shelf;
use crate::tickets::desk::state::{Line, Lines, Tallies};
use crate::ui::*;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::time::Duration;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{BusinessId, ConversationId, MemberId, TicketId, ViewId};
use stoa::kernel::page::Cursor;
use stoa::kernel::time::Timestamp;
use stoa::tickets::model::Holder;

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(80);
/// How often relative times and clocks move on.
const TICK: Duration = Duration::from_secs(15);
/// How long somebody counts as typing after the last sign of it.
const TYPING_MS: i64 = 5_000;

/// What the list is made of; copied into every closure.
#[derive(Clone, Copy, Debug)]
pub struct Inbox {
    pub shelf: Shelf,
    pub me: MemberId,
    pub lines: RwSignal<Vec<Line>>,
    pub now: RwSignal<Timestamp>,
    pub typing: RwSignal<HashMap<ConversationId, Timestamp>>,
    pub online: RwSignal<HashMap<MemberId, bool>>,
    next: RwSignal<Option<Cursor>>,
    tallies: RwSignal<Tallies>,
}

/// Tabs and views with their numbers, and the lines of one.
#[island]
pub fn InboxList(
    start: Lines,
    shelf: Shelf,
    /// Saved views and how they are called.
    views: Vec<(ViewId, String)>,
    me: MemberId,
    business: BusinessId,
    current: Option<TicketId>,
    now: Timestamp,
) -> impl IntoView {
    let inbox = Inbox {
        shelf,
        me,
        lines: RwSignal::new(start.lines),
        now: RwSignal::new(now),
        typing: RwSignal::default(),
        online: RwSignal::default(),
        next: RwSignal::new(start.next),
        tallies: RwSignal::new(start.tallies),
    };
    Effect::new(move |_| (live::watch(Topic::Desk(business), 0, inbox.listener()), live::watch(Topic::Person(me), 0, inbox.listener())));
    Effect::new(move |_| {
        shelf.tab().inspect(|tab| remember(*tab));
        show_current();
        set_interval(move || inbox.now.set(live::server_now()), TICK);
    });
    let ids = Memo::new(move |_| inbox.lines.with(|lines| lines.iter().map(|line| line.id).collect::<Vec<_>>()));
    // A row that leaves takes its tick with it.
    Effect::new(move |before: Option<Vec<TicketId>>| {
        let after = ids.get();
        if before.is_some_and(|before| before.iter().any(|id| !after.contains(id))) {
            rows_left();
        }
        after
    });
    view! {
        <div class="flex-none px-4 pt-1">
            {move || tabs(shelf, inbox.tallies.get())} {move || chips(shelf, &views, inbox.tallies.with(|t| t.snoozed))}
        </div>
        <div id="lines" class="min-h-0 flex-1 overflow-y-auto overscroll-contain">
            <For each=move || ids.get() key=|id| *id let:id>
                <LineRow inbox id current=current == Some(id) />
            </For>
            <Show when=move || inbox.lines.with(Vec::is_empty)>
                <Nothing inbox />
            </Show>
            <OlderLines inbox />
        </div>
    }
}

fn tabs(current: Shelf, tallies: Tallies) -> impl IntoView {
    let count = |tab: Holder| u32::try_from(tallies.of(tab)).unwrap_or_default();
    let item = |tab: &Holder| NavItem::new(shelf_href(*tab), tab.label()).count(count(*tab)).current(Shelf::Tab(*tab) == current);
    view! { <Tabs label="Whose tickets" items=Holder::ALL.iter().map(item).collect() /> }
}

/// What was put aside, and the saved views; nothing where there is neither.
fn chips(current: Shelf, views: &[(ViewId, String)], snoozed: i64) -> Option<impl IntoView + use<>> {
    let chip = |shelf: Shelf, label: String| {
        let is_current = shelf == current;
        let look = if is_current { "border-accent bg-accent-soft text-accent" } else { "border-line text-muted hover:text-ink" };
        view! {
            <li class="flex-none">
                <a
                    href=shelf_href(shelf)
                    aria-current=is_current.then_some("page")
                    class=format!("inline-flex max-w-40 items-center rounded-full border px-2.5 text-xs leading-6 font-semibold pointer-coarse:min-h-11 {look}")
                >
                    <span class="truncate">{label}</span>
                </a>
            </li>
        }
    };
    let aside = (snoozed > 0 || current == Shelf::Snoozed).then(|| chip(Shelf::Snoozed, format!("Snoozed {snoozed}")));
    let is_empty = aside.is_none() && views.is_empty();
    let views = views.iter().map(|(id, name)| chip(Shelf::View(*id), name.clone())).collect_view();
    let list = || {
        view! {
            <nav aria-label="Views" class="pt-2">
                <ul class="-mx-4 flex gap-1.5 overflow-x-auto px-4 pb-2">{aside}{views}</ul>
            </nav>
        }
    };
    (!is_empty).then(list)
}

/// One sentence and one way on.
#[component]
fn Nothing(inbox: Inbox) -> impl IntoView {
    let (words, to) = match inbox.shelf {
        Shelf::Tab(Holder::Mine) => ("Nothing waits for you.", Some((Holder::Unassigned, "See what nobody has taken"))),
        Shelf::Tab(Holder::Unassigned) => ("Every ticket is taken care of.", Some((Holder::All, "See all open tickets"))),
        Shelf::Tab(Holder::All) => ("No open tickets. New ones appear here by themselves.", None),
        Shelf::Snoozed => ("Nothing is put aside.", Some((Holder::All, "See all open tickets"))),
        Shelf::View(_) => ("No ticket fits this view now. Those that do appear here by themselves.", Some((Holder::All, "See all open tickets"))),
    };
    view! { <Empty glyph=Glyph::Inbox text=words>{to.map(|(tab, label)| view! { <ButtonLink href=shelf_href(tab)>{label}</ButtonLink> })}</Empty> }.into_any()
}

/// The way to older lines: a link that an island answers in place.
#[component]
fn OlderLines(inbox: Inbox) -> impl IntoView {
    let is_loading = RwSignal::new(false);
    let load = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let Some(after) = inbox.next.get_untracked().filter(|_| !is_loading.get_untracked()) else { return };
        is_loading.set(true);
        spawn_local(async move {
            match list_inbox(inbox.shelf, Some(after)).await {
                Ok(page) => {
                    inbox.lines.update(|lines| append(lines, page.lines));
                    inbox.next.set(page.next);
                }
                Err(error) => live::toast(Tone::Bad, error.to_string(), None),
            }
            is_loading.set(false);
        });
    };
    view! {
        <Show when=move || inbox.next.get().is_some()>
            <p class="flex justify-center p-4">
                <a
                    href=move || inbox.next.get().map(|after| format!("{}&after={after}", shelf_href(inbox.shelf)))
                    on:click=load
                    aria-busy=move || is_loading.get().then_some("true")
                    class=button_class(Look::Plain, Size::Small)
                >
                    {move || if is_loading.get() { "Loading older tickets" } else { "Show older tickets" }}
                </a>
            </p>
        </Show>
    }
    .into_any()
}

impl Inbox {
    /// What a topic's frames do to the list.
    fn listener(self) -> impl FnMut(&Heard) + 'static {
        let due: Rc<RefCell<BTreeSet<TicketId>>> = Rc::default();
        move |heard| match heard {
            Heard::Changed { hints, .. } if hints.iter().any(|hint| hint.what == Subject::Everything) => self.reload(),
            Heard::Changed { hints, .. } => {
                let was_empty = due.borrow().is_empty();
                due.borrow_mut().extend(hints.iter().filter(|h| h.what.is_of_a_ticket()).map(|h| TicketId(h.id)));
                if was_empty && !due.borrow().is_empty() {
                    let due = Rc::clone(&due);
                    set_timeout(move || self.look(due.take()), TOGETHER);
                }
            }
            // After a pause without connection hints are lost.
            Heard::CaughtUp { .. } | Heard::Resync { .. } => self.reload(),
            Heard::Typing { conversation, member, .. } if *member != self.me => self.typed(*conversation),
            Heard::Presence { member, online, .. } => self.online.update(|all| _ = all.insert(*member, *online)),
            _ => {}
        }
    }

    fn look(self, due: BTreeSet<TicketId>) {
        let asked: Vec<TicketId> = due.into_iter().collect();
        spawn_local(async move {
            let Ok((fresh, tallies)) = get_inbox_rows(asked.clone(), self.shelf).await else { return };
            self.now.set(live::server_now());
            self.said(&fresh);
            self.lines.update(|lines| merge(lines, &asked, &fresh, self.shelf, self.me));
            self.count(tallies);
        });
    }

    /// Who has said what they typed is no longer typing. What else happens to a ticket says nothing of that.
    fn said(self, fresh: &[Line]) {
        let says_more = |line: &Line, known: &Line| line.id == known.id && !line.is_ours && (line.preview != known.preview || line.unread > known.unread);
        let is_new = |line: &Line| self.lines.with_untracked(|lines| lines.iter().any(|known| says_more(line, known)));
        let said: Vec<ConversationId> = fresh.iter().filter(|line| is_new(line)).map(|line| line.lane).collect();
        if self.typing.with_untracked(|all| said.iter().any(|lane| all.contains_key(lane))) {
            self.typing.update(|all| all.retain(|lane, _| !said.contains(lane)));
        }
    }

    fn reload(self) {
        thread_local!(static IS_ON: Cell<bool> = const { Cell::new(false) });
        if IS_ON.replace(true) {
            return;
        }
        spawn_local(async move {
            let page = list_inbox(self.shelf, None).await;
            IS_ON.set(false);
            let Ok(page) = page else { return };
            self.now.set(live::server_now());
            // Older lines that were loaded by hand stay when nothing new came between.
            let is_same = self.lines.with_untracked(|lines| lines.len() > page.lines.len() && lines.starts_with(&page.lines));
            if !is_same {
                self.lines.set(page.lines);
                self.next.set(page.next);
            }
            self.count(page.tallies);
        });
    }

    fn count(self, tallies: Tallies) {
        self.tallies.set(tallies);
        waiting::tell(tallies);
    }

    fn typed(self, lane: ConversationId) {
        let until = live::server_now().plus_ms(TYPING_MS);
        self.typing.update(|all| _ = all.insert(lane, until));
        let end = move || self.typing.update(|all| all.retain(|_, until| *until > live::server_now()));
        set_timeout(end, Duration::from_millis(TYPING_MS as u64 + 50));
    }
}

/// The tab one looked at last opens next time.
fn remember(tab: Holder) {
    super::keys::write_cookie("desk_tab", tab.word());
}

/// The line of the open ticket is in sight.
fn show_current() {
    if let Ok(Some(line)) = document().query_selector("#lines [aria-current=true]") {
        let how = web_sys::ScrollIntoViewOptions::new();
        how.set_block(web_sys::ScrollLogicalPosition::Nearest);
        line.scroll_into_view_with_scroll_into_view_options(&how);
    }
}
