//! The customer's list: counts that filter, rows that keep themselves up to date.

use super::follow::follow;
use crate::routes;
use crate::tickets::api::list_tickets;
use crate::tickets::looks::{customer_word, priority_tone, status_glyph, status_tone};
use crate::tickets::{Narrow, TicketList};
use crate::ui::*;
use leptos::prelude::*;
use stoa::event::Topic;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::tickets::model::{Counts, Priority, Status, TicketRow, number_text};

/// The counts and one page of the list.
#[island]
pub fn TicketRows(
    list: TicketList,
    narrow: Narrow,
    me: MemberId,
    now: Timestamp,
    /// Show no more than these, and no other pages. A number both the server and the browser have: `usize` is smaller there.
    most: u32,
) -> impl IntoView {
    let most = most as usize;
    let list = RwSignal::new(list);
    let asked = narrow.clone();
    follow(Topic::Person(me), now, list, move || list_tickets(asked.clone()));
    let (for_stats, for_pages) = (narrow.clone(), narrow.clone());
    // What is shown as "now" moves on when the list is read again.
    let now = Memo::new(move |before: Option<&Timestamp>| {
        list.track();
        before.map_or(now, |_| crate::live::server_now())
    });
    view! {
        {move || view! { <TicketStats counts=list.with(|l| l.counts.clone()) narrow=for_stats.clone() /> }}
        {move || {
            let page = list.with(|l| l.page.clone());
            if page.items.is_empty() {
                view! { <NoTickets is_narrow=narrow.is_narrow() /> }.into_any()
            } else {
                view! { <TicketTable rows=page.items.into_iter().take(most).map(|row| (row, Vec::new())).collect() now=now.get() /> }.into_any()
            }
        }}
        {move || {
            let older = list.with(|l| l.page.next.filter(|_| l.page.items.len() <= most)).map(|next| Narrow { after: Some(next), ..for_pages.clone() }.href());
            let newer = for_pages.after.is_some().then(|| Narrow { after: None, ..for_pages.clone() }.href());
            view! { <Pages newer older newer_label="Newest" /> }
        }}
    }
}

/// How many there are per state; each number is a filter.
#[component]
pub fn TicketStats(counts: Counts, narrow: Narrow) -> impl IntoView {
    let stat = |label: &'static str, status: Option<Status>, count: i64, tone: Tone| {
        let (href, selected) = (narrow.with_status(status).href(), narrow.status == status);
        view! { <Stat label value=count.to_string() href tone selected /> }.into_any()
    };
    let shown = Status::ALL.iter().filter(|status| **status != Status::Closed || counts.of(Status::Closed) > 0);
    let tone = |status| if counts.of(status) > 0 && status == Status::WaitingResponse { Tone::Warn } else { Tone::Neutral };
    let all = stat("All", None, counts.total(), Tone::Neutral);
    let each = shown.map(|status| stat(customer_word(*status), Some(*status), counts.of(*status), tone(*status))).collect_view();
    view! { <Stats label="Your tickets by state">{all} {each}</Stats> }.into_any()
}

/// Tickets, each with the text in which searched words stand.
#[component]
pub fn TicketTable(rows: Vec<(TicketRow, Vec<(String, bool)>)>, now: Timestamp) -> impl IntoView {
    let columns = vec![Column::new("Ticket"), Column::new("State"), Column::new("Answered by"), Column::number("Last change")];
    view! {
        <Table caption="Your tickets" columns>
            {rows.into_iter().map(|(row, snippet)| view! { <TicketLine row snippet now /> }).collect_view()}
        </Table>
    }
    .into_any()
}

#[component]
fn TicketLine(row: TicketRow, snippet: Vec<(String, bool)>, now: Timestamp) -> impl IntoView {
    let below = if snippet.is_empty() {
        let preview = if row.last_by_staff { row.preview.clone() } else { format!("You: {}", row.preview) };
        preview.into_any()
    } else {
        let piece = |(text, marked): (String, bool)| {
            if marked { view! { <mark class="rounded-xs bg-warn-soft px-0.5 text-ink">{text}</mark> }.into_any() } else { text.into_any() }
        };
        snippet.into_iter().map(piece).collect_view().into_any()
    };
    let about = [Some(number_text(row.number)), row.category.clone()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let urgent = row.priority >= Priority::High;
    view! {
        <Row>
            <Cell class="md:w-1/2">
                <span class="flex items-center gap-2">
                    <RowLink href=routes::ticket(row.number)><bdi>{row.subject}</bdi></RowLink>
                    <Count count=u32::try_from(row.unread).unwrap_or(0) of="unread" />
                </span>
                <span class="block text-xs text-muted">{about}</span>
                <span class="line-clamp-2 text-sm text-muted md:line-clamp-1">{below}</span>
            </Cell>
            <Cell label="State">
                <span class="flex flex-wrap gap-1.5">
                    <Badge tone=status_tone(row.status) icon=status_glyph(row.status)>{customer_word(row.status)}</Badge>
                    {urgent.then(|| view! { <Badge tone=priority_tone(row.priority)>{row.priority.label()}</Badge> })}
                </span>
            </Cell>
            <Cell label="Answered by">{row.assignee.unwrap_or_else(|| "Not yet assigned".into())}</Cell>
            <Cell label="Last change" number=true>
                {short_ago(row.updated_at, now)}
            </Cell>
        </Row>
    }
    .into_any()
}

/// Nothing to show.
#[component]
pub fn NoTickets(is_narrow: bool) -> impl IntoView {
    if is_narrow {
        view! {
            <Empty glyph=Glyph::Search text="No ticket fits this. Try other words or look at all of them.">
                <ButtonLink href=routes::TICKETS>"Show all tickets"</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Empty glyph=Glyph::Ticket text="You have not asked us anything yet. When you do, every answer is kept here.">
                <ButtonLink href=routes::NEW_TICKET look=Look::Primary icon=Glyph::Plus>
                    "Open a ticket"
                </ButtonLink>
            </Empty>
        }
        .into_any()
    }
}
