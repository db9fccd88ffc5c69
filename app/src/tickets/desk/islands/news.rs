//! A word when a colleague names one in a note, or something happens in a ticket one follows; on every page of the desk. Also what other pages left to do.

use super::open::carry_on;
use crate::conversations::fulfil_wishes;
use crate::live::{self, Heard};
use crate::routes;
use crate::tickets::desk::api::get_inbox_rows;
use crate::tickets::desk::shelf::Shelf;
use crate::ui::Tone;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use stoa::event::{Subject, Topic};
use stoa::kernel::ids::{MemberId, TicketId};
use stoa::tickets::model::{Holder, number_text};

/// Draws nothing.
#[island]
pub fn ColleagueNews(me: MemberId) -> impl IntoView {
    Effect::new(move |_| {
        carry_on();
        fulfil_wishes();
        live::watch(Topic::Person(me), 0, |heard| {
            let Heard::Changed { hints, .. } = heard else { return };
            // Who is named in a ticket they follow reads that they are named.
            let mut news = BTreeMap::new();
            for hint in hints.iter().filter(|h| matches!(h.what, Subject::MentionInTicket | Subject::Followed)) {
                let is_named = news.entry(TicketId(hint.id)).or_insert(false);
                *is_named |= hint.what == Subject::MentionInTicket;
            }
            if !news.is_empty() {
                spawn_local(say(news));
            }
        })
    });
}

async fn say(news: BTreeMap<TicketId, bool>) {
    let Ok((lines, _)) = get_inbox_rows(news.keys().copied().collect(), Shelf::Tab(Holder::All)).await else { return };
    for line in lines {
        let href = routes::desk_ticket(line.number);
        // What happens in the open ticket is seen there.
        if window().location().pathname().is_ok_and(|path| path == href) {
            continue;
        }
        let number = number_text(line.number);
        let words = if news[&line.id] { format!("A colleague named you in {number}: {}", line.subject) } else { format!("News in {number}: {}", line.subject) };
        live::toast(Tone::Accent, words, Some(("Open".to_owned(), href)));
    }
}
