//! `/desk/calendar?view=day|week|list&date=…&staff=…`: the calendar. Each view, each day and each person is an address.

use super::StateBadge;
use super::grid::{Column as GridColumn, Grid};
use crate::appointments::islands::MoveByHand;
use crate::fresh::KeepFresh;
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::appointments::actions;
use stoa::appointments::model::{ENTRIES_MAX, Entry, Provider};
use stoa::businesses::actions as businesses;
use stoa::kernel::ids::MemberId;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// Days of the list.
const LIST_DAYS: u64 = 14;

/// How the calendar is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum View {
    Day,
    Week,
    List,
}

impl View {
    const ALL: [(Self, &'static str, &'static str); 3] = [(Self::Day, "day", "Day"), (Self::Week, "week", "Week"), (Self::List, "list", "List")];

    fn read(text: Option<String>) -> Self {
        Self::ALL.into_iter().find(|(_, word, _)| text.as_deref() == Some(word)).map_or(Self::Day, |(view, ..)| view)
    }

    fn word(self) -> &'static str {
        Self::ALL.into_iter().find(|(view, ..)| *view == self).map_or("day", |(_, word, _)| word)
    }

    /// How many days it shows, from which on.
    fn days(self, date: NaiveDate) -> (NaiveDate, u64) {
        match self {
            Self::Day => (date, 1),
            Self::Week => (date.checked_sub_days(Days::new(u64::from(date.weekday().num_days_from_monday()))).unwrap_or(date), 7),
            Self::List => (date, LIST_DAYS),
        }
    }
}

/// What is shown.
#[derive(Clone, Debug)]
struct Shown {
    view: View,
    date: NaiveDate,
    staff: Option<MemberId>,
}

impl Shown {
    fn address(&self, view: View, date: NaiveDate) -> String {
        let staff = self.staff.map(|id| format!("&staff={id}")).unwrap_or_default();
        format!("{}?view={}&date={date}{staff}", routes::DESK_CALENDAR, view.word())
    }
}

/// The page.
#[component]
pub fn CalendarPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let now = services.now();
        let zone = businesses::zone(&session::business().await?, now);
        let today = zone.day(now);
        // Beyond two years the shifts of the clock are not known.
        let far = |days: u64| (today.checked_sub_days(Days::new(days)).unwrap_or(today), today.checked_add_days(Days::new(days)).unwrap_or(today));
        let date = session::query("date").and_then(|d| d.parse::<NaiveDate>().ok()).unwrap_or(today).clamp(far(700).0, far(700).1);
        let providers = actions::providers(&services, &agent).await?;
        let staff = session::query("staff").and_then(|id| id.parse::<MemberId>().ok());
        let shown = Shown { view: View::read(session::query("view")), date, staff };
        let (first, many) = shown.view.days(date);
        let (from, to) = (midnight(&zone, first), midnight(&zone, first.checked_add_days(Days::new(many)).unwrap_or(first)));
        let mut entries = actions::calendar(&services, &agent, from, to, staff).await?;
        let cut = entries.drain(ENTRIES_MAX.min(entries.len())..).next().map(|first| left_out(&shown, &zone.short_words(first.starts_at, now)));
        let rail = rail(&agent).await?;
        let business = me.business;
        let body = match shown.view {
            View::Day => day(&shown, &providers, entries, &zone, now),
            View::Week => week(first, entries, &zone, now),
            View::List => list(entries, &zone, now),
        };
        let title = match shown.view {
            View::Day => zone.day_words(from, now),
            View::Week => format!("Week of {}", first.format("%-d %B %Y")),
            View::List => format!("{} and the two weeks after", zone.day_words(from, now)),
        };
        let (tabs, ways) = (tabs(&shown), ways(&shown, today));
        let people = view! { <People shown=shown.clone() providers /> };
        Ok(view! {
            <Title text="Calendar" />
            <DeskFrame me rail current=routes::DESK_CALENDAR>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <PageHead title subtitle=format!("Times are those of {}.", zone.place()) actions=move || ways />
                    <div class="mb-4 flex flex-wrap items-center gap-4">{tabs} {people}</div>
                    <div id="calendar">{cut} {body}</div>
                    <p class="mt-3 text-sm text-muted">
                        "Drag an appointment to move it; or focus it, press Alt with an arrow, then Enter. On its own page it moves without a script."
                    </p>
                    <MoveByHand />
                    <KeepFresh business part="calendar".to_owned() admin=false every=0 />
                </div>
            </DeskFrame>
        })
    })
}

/// Says that not everything is shown, and how to see the rest.
fn left_out(shown: &Shown, from: &str) -> AnyView {
    let way = match (shown.staff, shown.view) {
        (None, _) => "Choose one person above to see all of theirs.",
        (Some(_), View::List) => "Choose a week or a day above to see the rest.",
        (Some(_), _) => "Choose a day above to see the rest.",
    };
    let words = format!("There are more than {ENTRIES_MAX} appointments here. Those from {from} on are left out. {way}");
    view! { <Banner tone=Tone::Warn class="mb-4">{words}</Banner> }.into_any()
}

fn midnight(zone: &Zone, day: NaiveDate) -> Timestamp {
    zone.moment(day.and_time(NaiveTime::MIN))
}

fn tabs(shown: &Shown) -> AnyView {
    let items = View::ALL.into_iter().map(|(view, _, label)| NavItem::new(shown.address(view, shown.date), label).current(view == shown.view)).collect();
    view! { <Tabs label="Views" items look=TabLook::Chip /> }.into_any()
}

/// Earlier, today, later.
fn ways(shown: &Shown, today: NaiveDate) -> AnyView {
    let many = Days::new(shown.view.days(shown.date).1);
    let to = |day: Option<NaiveDate>| shown.address(shown.view, day.unwrap_or(today));
    let (before, after, now) = (to(shown.date.checked_sub_days(many)), to(shown.date.checked_add_days(many)), to(Some(today)));
    view! {
        <ButtonLink href=before size=Size::Small icon=Glyph::Left attr:rel="prev">"Earlier"</ButtonLink>
        <ButtonLink href=now size=Size::Small>"Today"</ButtonLink>
        <ButtonLink href=after size=Size::Small attr:rel="next">"Later" <Icon glyph=Glyph::Right class="size-4" /></ButtonLink>
    }
    .into_any()
}

/// Whose appointments, for a business of several.
#[component]
fn People(shown: Shown, providers: Vec<Provider>) -> impl IntoView {
    (providers.len() > 1).then(|| {
        let all = std::iter::once(Choice::new("", "Everybody"));
        let choices = all.chain(providers.into_iter().map(|p| Choice::new(p.id.to_string(), p.name))).collect();
        view! {
            <form method="get" action=routes::DESK_CALENDAR class="flex items-center gap-2">
                <input type="hidden" name="view" value=shown.view.word() />
                <input type="hidden" name="date" value=shown.date.to_string() />
                <Select name="staff" label="With" choices value=shown.staff.map(|id| id.to_string()).unwrap_or_default() />
                <Button>"Show"</Button>
            </form>
        }
    })
}

/// A column for everyone who can be booked, and for whoever still has something that day.
fn day(shown: &Shown, providers: &[Provider], entries: Vec<Entry>, zone: &Zone, now: Timestamp) -> AnyView {
    let mut people: Vec<Provider> = providers.iter().filter(|p| shown.staff.is_none_or(|only| only == p.id)).cloned().collect();
    for entry in &entries {
        if !people.iter().any(|p| p.id == entry.staff_id) {
            people.push(Provider { id: entry.staff_id, name: entry.staff.clone() });
        }
    }
    if people.is_empty() {
        return view! {
            <Empty glyph=Glyph::Calendar text="Nobody can be booked yet. Admins say who, and when." />
        }
        .into_any();
    }
    let column = |p: Provider| GridColumn {
        staff: Some(p.id),
        label: p.name,
        day: shown.date,
        entries: entries.iter().filter(|e| e.staff_id == p.id).cloned().collect(),
    };
    let columns = people.into_iter().map(column).collect();
    view! { <Grid columns zone=zone.clone() now names=false /> }.into_any()
}

/// A column for each day.
fn week(first: NaiveDate, entries: Vec<Entry>, zone: &Zone, now: Timestamp) -> AnyView {
    let column = |n: u64| {
        let day = first.checked_add_days(Days::new(n)).unwrap_or(first);
        GridColumn {
            staff: None,
            label: day.format("%a %-d %b").to_string(),
            day,
            entries: entries.iter().filter(|e| zone.day(e.starts_at) == day).cloned().collect(),
        }
    };
    view! { <Grid columns=(0..7).map(column).collect() zone=zone.clone() now names=true /> }.into_any()
}

fn list(entries: Vec<Entry>, zone: &Zone, now: Timestamp) -> AnyView {
    if entries.is_empty() {
        return view! { <Empty glyph=Glyph::Calendar text="Nothing is booked in these two weeks." /> }.into_any();
    }
    let columns = vec![Column::new("When"), Column::new("Customer"), Column::new("Service"), Column::new("With"), Column::new("Status")];
    let rows = entries
        .into_iter()
        .map(|e| {
            let when = format!("{}–{}", zone.short_words(e.starts_at, now), zone.clock(e.ends_at));
            view! {
                <Row>
                    <Cell class="whitespace-nowrap"><RowLink href=routes::desk_appointment(e.id)>{when}</RowLink></Cell>
                    <Cell label="Customer">{e.name}</Cell>
                    <Cell label="Service">{e.title}</Cell>
                    <Cell label="With">{e.staff}</Cell>
                    <Cell label="Status"><StateBadge state=e.state /></Cell>
                </Row>
            }
        })
        .collect_view();
    view! { <Table caption="Appointments, in order" columns>{rows}</Table> }.into_any()
}
