//! `/desk/tickets`: every ticket as a table, with totals that filter it, search, and pages that stay quick however many there are.

use super::face::ticket_href;
use super::frame::{DeskFrame, rail};
use super::inbox::Snippet;
use super::islands::{KeepTable, PARTS};
use super::views::Views;
use crate::bulk::{BulkBar, Offer, SelectTicket};
use crate::error::Result;
use crate::page::page;
use crate::sla::faces::face;
use crate::tags::TagBadges;
use crate::tickets::looks::status_tone;
use crate::tickets::{Narrow, PriorityBadge, StatusBadge};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::accounts::Agent;
use stoa::fields::actions as own_fields;
use stoa::fields::model::Field as OwnField;
use stoa::kernel::page::{Cursor, Page};
use stoa::kernel::time::{Timestamp, short_ago};
use stoa::saved_views::actions as saved_views;
use stoa::sla::model::Deadline;
use stoa::tickets::actions::{self, InboxRow};
use stoa::tickets::model::{Category, Counts, Hit, Holder, Priority, Status, TicketRow, number_text};

/// A row with what was found in it.
struct Found {
    row: TicketRow,
    clock: Option<Deadline>,
    snippet: Vec<(String, bool)>,
}

/// The page.
#[component]
pub fn DeskTicketsPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let (services, business) = (session::services(), me.business);
        let narrow = Narrow::read(session::query).with_field(session::parameters());
        let fields = own_fields::list_for(&services, &agent).await?;
        let (counts, rail) = (actions::counts(&services, &agent).await?, rail(&agent).await?);
        let categories = actions::list_categories(&services, &agent).await?;
        let tags = stoa::tags::actions::names(&services, &agent).await?;
        let found = read(&agent, &narrow, &categories).await?;
        let offer = Offer::read(&agent).await?;
        let views = saved_views::list(&services, &agent).await?;
        let now = services.now();
        Ok(view! {
            <Title text="Tickets" />
            <DeskFrame me rail current=routes::DESK_TICKETS>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-7xl">
                        <PageHead
                            title="Tickets"
                            actions=|| {
                                view! {
                                    <ButtonLink href=routes::DESK_NEW look=Look::Primary icon=Glyph::Plus>
                                        "New ticket"
                                    </ButtonLink>
                                }
                            }
                        />
                        <div id=PARTS[0]>
                            <Totals counts narrow=narrow.clone() />
                        </div>
                        <Filters narrow=narrow.clone() categories tags />
                        <FieldNote narrow=narrow.clone() fields />
                        <Views views narrow=narrow.clone() />
                        {(!found.items.is_empty()).then(|| view! { <BulkBar offer narrow=narrow.clone() /> })}
                        <div id=PARTS[1]>
                            <Rows found narrow now />
                        </div>
                        <KeepTable business />
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

/// A search, narrowed by hand; or a page of the list.
async fn read(agent: &Agent, narrow: &Narrow, categories: &[Category]) -> Result<Page<Found>> {
    let services = session::services();
    let filter = narrow.filter();
    if !narrow.q.is_empty() {
        let hits = actions::search(&services, agent, &narrow.q).await?;
        let ids: Vec<_> = hits.iter().map(|hit| hit.row.id).collect();
        let mut clocks = std::collections::HashMap::new();
        for InboxRow { row, clock } in actions::inbox_rows(&services, agent, &ids).await? {
            clocks.insert(row.id, clock);
        }
        let name = filter.category.and_then(|id| categories.iter().find(|c| c.id == id)).map(|c| c.name.clone());
        let with = match &narrow.field {
            Some((key, value)) => Some(own_fields::list_with(&services, agent, key, value).await?),
            None => None,
        };
        let filled = |hit: &Hit| with.as_ref().is_none_or(|ids| ids.contains(&hit.row.id));
        let items = hits.into_iter().filter(filled).filter(|hit| narrow.fits(&hit.row, name.as_deref(), agent.member()));
        let items = items.map(|hit| Found { clock: clocks.remove(&hit.row.id).flatten(), row: hit.row, snippet: hit.snippet }).collect();
        return Ok(Page { items, next: None });
    }
    let page = actions::inbox(&services, agent, &filter, narrow.after).await?;
    Ok(page.map(|InboxRow { row, clock }| Found { row, clock, snippet: Vec::new() }))
}

/// The totals; each is a filter.
#[component]
fn Totals(counts: Counts, narrow: Narrow) -> impl IntoView {
    let card = |status: Option<Status>| {
        let (label, value) = status.map_or(("All", counts.total()), |s| (s.label(), counts.of(s)));
        let tone = status.map_or(Tone::Neutral, status_tone);
        let href = narrow.with_status(status).on(routes::DESK_TICKETS);
        view! { <Stat label value=value.to_string() href tone selected=narrow.status == status /> }
    };
    let cards = std::iter::once(None).chain(Status::ALL.iter().copied().map(Some)).map(card).collect_view();
    view! { <Stats label="Totals">{cards}</Stats> }.into_any()
}

/// Search and the other filters in one form; the totals above stay as they are.
#[component]
fn Filters(narrow: Narrow, categories: Vec<Category>, tags: Vec<String>) -> impl IntoView {
    let any = |label: &str| Choice::new("", label);
    let priorities = std::iter::once(any("Any priority")).chain(Priority::ALL.iter().rev().map(|p| Choice::new(p.word(), p.label()))).collect();
    let category = std::iter::once(any("Any category")).chain(categories.into_iter().map(|c| Choice::new(c.id.to_string(), c.name))).collect();
    let holders = [Holder::Mine, Holder::Unassigned].iter().map(|h| Choice::new(h.word(), h.label()));
    let holders = std::iter::once(any("Anybody's")).chain(holders).collect();
    let word = |value: Option<String>| value.unwrap_or_default();
    // A tag that was deleted since stays what the list is narrowed to, until another is chosen.
    let gone = narrow.tag.iter().filter(|tag| !tags.contains(tag)).cloned().collect::<Vec<_>>();
    let tags: Vec<Choice> = std::iter::once(any("Any tag")).chain(gone.into_iter().chain(tags).map(|tag| Choice::new(tag.clone(), tag))).collect();
    view! {
        <form action=routes::DESK_TICKETS method="get" role="search" data-instant="" class="mb-4 grid grid-cols-2 gap-2 md:flex">
            {narrow.status.map(|s| view! { <input type="hidden" name="status" value=s.word() /> })}
            {narrow.field.clone().map(|(key, value)| view! { <input type="hidden" name="field" value=format!("{key}:{value}") /> })}
            <div class="relative col-span-2 min-w-0 md:flex-1">
                <span class="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center text-faint">
                    <Icon glyph=Glyph::Search class="size-4" />
                </span>
                <TextInput name="q" kind="search" value=narrow.q.clone() placeholder="Number, subject or text" class="ps-8.5!" attr:aria-label="Search tickets" />
            </div>
            <Select name="priority" label="Priority" choices=priorities value=word(narrow.priority.map(|p| p.word().into())) class="md:w-36" />
            <Select name="category" label="Category" choices=category value=word(narrow.category.map(|c| c.to_string())) class="md:w-44" />
            <Select name="holder" label="Whose" choices=holders value=word(narrow.holder.map(|h| h.word().into())) class="md:w-36" />
            <Select name="tag" label="Tag" choices=tags value=word(narrow.tag.clone()) class="md:w-32" />
            <Button>"Search"</Button>
        </form>
    }
    .into_any()
}

/// Which field the list is narrowed by, and the way out.
#[component]
fn FieldNote(narrow: Narrow, fields: Vec<OwnField>) -> impl IntoView {
    narrow.field.clone().map(|(key, value)| {
        let label = fields.into_iter().find(|f| f.key == key).map_or(key, |f| f.label);
        let all = Narrow { field: None, after: None, ..narrow }.on(routes::DESK_TICKETS);
        view! {
            <p class="mb-4 flex flex-wrap items-center gap-2 text-sm">
                <Badge icon=Glyph::Filter>{format!("{label}: {value}")}</Badge>
                <a href=all class="rounded-xs text-accent hover:underline">"Show them whatever it is"</a>
            </p>
        }
    })
}

#[component]
fn Rows(found: Page<Found>, narrow: Narrow, now: Timestamp) -> impl IntoView {
    if found.items.is_empty() {
        let action = if narrow.is_narrow() { (routes::DESK_TICKETS, "Show all tickets") } else { (routes::DESK_NEW, "Open one for a customer") };
        let text = if narrow.is_narrow() { "No ticket fits these filters." } else { "There are no tickets yet." };
        return view! {
            <Empty glyph=Glyph::Ticket text>
                <ButtonLink href=action.0>{action.1}</ButtonLink>
            </Empty>
        }
        .into_any();
    }
    let columns = ["Ticket", "Customer", "Status", "Priority", "Assigned to", "Last touched"].map(Column::new).to_vec();
    let older = found.next.map(|next: Cursor| Narrow { after: Some(next), ..narrow.clone() }.on(routes::DESK_TICKETS));
    let newer = narrow.after.map(|_| Narrow { after: None, ..narrow.clone() }.on(routes::DESK_TICKETS));
    view! {
        <Table caption="Tickets, last touched first" columns>{found.items.into_iter().map(|found| view! { <TicketLine found now /> }).collect_view()}</Table>
        <Pages newer newer_label="First page" older older_label="Older tickets" />
    }
    .into_any()
}

#[component]
fn TicketLine(found: Found, now: Timestamp) -> impl IntoView {
    let Found { row, clock, snippet } = found;
    let clock = clock.map(|clock| view! { <TimerBadge face=face(&clock, now) named=true /> });
    let snippet =
        (!snippet.is_empty()).then(|| view! { <span class="block max-w-prose text-sm text-muted"><Snippet pieces=snippet otherwise=String::new() /></span> });
    let category = row.category.map(|name| format!(" · {name}"));
    view! {
        <Row>
            <Cell class="md:max-w-96">
                <span class="flex items-center gap-2 text-xs text-muted">
                    <SelectTicket id=row.id number=row.number />
                    {number_text(row.number)}
                    {category}
                </span>
                <RowLink href=ticket_href(row.number, Holder::All)><bdi>{row.subject}</bdi></RowLink>
                {(!row.tags.0.is_empty()).then(|| view! { <span class="mt-0.5 flex flex-wrap gap-1"><TagBadges tags=row.tags.0 /></span> })}
                {snippet}
            </Cell>
            <Cell label="Customer">{row.customer}</Cell>
            <Cell label="Status">
                <span class="flex flex-col items-start gap-1"><StatusBadge status=row.status /> {clock}</span>
            </Cell>
            <Cell label="Priority">
                <PriorityBadge priority=row.priority />
            </Cell>
            <Cell label="Assigned to">{row.assignee.unwrap_or_else(|| "Nobody".into())}</Cell>
            <Cell label="Last touched" class="whitespace-nowrap">{short_ago(row.updated_at, now)}</Cell>
        </Row>
    }
    .into_any()
}
