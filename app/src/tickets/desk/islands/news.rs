//! A word, on every page of the desk, about what one should know of: a new ticket, one that was given to one, one that is late, a note in which one is named.
//! Also what other pages left to do.

use super::open::carry_on;
use crate::conversations::fulfil_wishes;
use crate::live::{self, Heard};
use crate::routes;
use crate::tickets::desk::api::get_inbox_rows;
use crate::tickets::desk::face::told;
use crate::tickets::desk::shelf::Shelf;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{BusinessId, MemberId, TicketId};
use stoa::tickets::model::Holder;

/// Hints that come together are answered by one look.
const TOGETHER: Duration = Duration::from_millis(80);

/// What was heard of each ticket.
type Due = BTreeMap<TicketId, BTreeSet<Subject>>;

thread_local! {
    /// What is told in a moment.
    static DUE: RefCell<Due> = const { RefCell::new(Due::new()) };
}

/// Draws nothing.
#[island]
pub fn ColleagueNews(me: MemberId, business: BusinessId) -> impl IntoView {
    Effect::new(move |_| {
        carry_on();
        fulfil_wishes();
        [Topic::Desk(business), Topic::Person(me)].map(|topic| live::watch(topic, 0, move |heard| hear(heard, me)))
    });
}

fn hear(heard: &Heard, me: MemberId) {
    let Heard::Changed { hints, .. } = heard else { return };
    let news = hints.iter().filter(|hint| hint.what.is_news_of_a_ticket()).map(|hint| (TicketId(hint.id), hint.what));
    let is_first = DUE.with_borrow_mut(|due| {
        let was_empty = due.is_empty();
        news.for_each(|(ticket, what)| _ = due.entry(ticket).or_default().insert(what));
        was_empty && !due.is_empty()
    });
    if is_first {
        set_timeout(move || spawn_local(say(DUE.take(), me)), TOGETHER);
    }
}

async fn say(due: Due, me: MemberId) {
    let Ok((lines, _)) = get_inbox_rows(due.keys().copied().collect(), Shelf::Tab(Holder::All)).await else { return };
    for line in lines {
        let href = routes::desk_ticket(line.number);
        let is_open = window().location().pathname().is_ok_and(|path| path == href);
        if let Some((tone, words)) = told(&line, &due[&line.id], me, is_open) {
            live::toast(tone, words, (!is_open).then(|| ("Open".to_owned(), href)));
        }
    }
}
