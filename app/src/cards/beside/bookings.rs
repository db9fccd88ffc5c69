//! The appointments of whoever is talked to, and a time for them: booked by staff, or shown so that they book it themselves.

use super::{Free, Stand, fresh_id, was_refused, whereto, why};
use crate::appointments::desk::{CancelStep, MoveFields, StateBadge, StepFields};
use crate::cards::api::{ActOnAppointmentHere, MoveAppointmentHere, OfferTime};
use crate::forms::refused;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::appointments::model::{Appointment, Slot, Step as Deed};
use stoa::appointments::rules::{Actor, possible};

/// So many free times can be chosen from.
const TIMES: usize = 60;

/// The section.
pub fn bookings(stand: &Stand) -> AnyView {
    let all = &stand.beside.appointments;
    let lines = all.iter().map(|a| appointment(stand, a)).collect_view();
    let none = all.is_empty().then(|| view! { <p class="text-muted">"No appointments yet."</p> });
    let new = (!stand.beside.offerings.is_empty()).then(|| new(stand));
    view! {
        <PanelSection title="Bookings">
            {none}
            <ul class="flex flex-col gap-1.5">{lines}</ul>
            {new}
        </PanelSection>
    }
    .into_any()
}

fn appointment(stand: &Stand, a: &Appointment) -> AnyView {
    let (talk, id) = (&stand.talk, a.id.to_string());
    let deeds = possible(a, Actor::Staff, stand.now);
    let moves = deeds.contains(&Deed::Move).then(|| {
        let (a, providers, zone, place) = (a.clone(), stand.beside.providers.clone(), stand.zone.clone(), whereto(talk));
        view! {
            <Disclosure summary="Move it" open=refused().of("/move_appointment_here").value("appointment") == id>
                <form method="post" action=MoveAppointmentHere::PATH class="flex flex-col gap-2">
                    {place}
                    <MoveFields a providers zone refused=refused().of("/move_appointment_here") />
                </form>
            </Disclosure>
        }
    });
    let cancel = deeds.contains(&Deed::Cancel).then(|| {
        let (a, place) = (a.clone(), whereto(talk));
        view! { <div><CancelStep a action=ActOnAppointmentHere::PATH refused=refused().of("/act_on_appointment_here") size=Size::Small>{place}</CancelStep></div> }
    });
    let ends = deeds.iter().any(|d| matches!(d, Deed::Finish | Deed::Miss)).then(|| {
        view! {
            <form method="post" action=ActOnAppointmentHere::PATH class="flex flex-wrap items-center gap-2">
                {whereto(talk)}
                <StepFields a=a.clone() deeds refused=refused().of("/act_on_appointment_here") small=true />
            </form>
        }
    });
    view! {
        <li>
            <details open=was_refused("appointment", &id) class="rounded-sm border border-line">
                <summary class="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-0.5 rounded-sm px-2.5 py-1 hover:bg-sunk pointer-coarse:min-h-11">
                    <span class="font-semibold">{a.title.clone()}</span>
                    <StateBadge state=a.state />
                    <span class="basis-full text-xs text-muted tabular-nums">{stand.zone.short_words(a.starts_at, stand.now)}</span>
                </summary>
                <div class="flex flex-col gap-2.5 border-t border-line p-2.5">
                    {why("appointment", &id, &["starts_at".to_owned(), "staff".to_owned()])}
                    <p>{format!("With {}", a.staff)}</p>
                    {ends}
                    {cancel}
                    {moves}
                    <div><ButtonLink href=routes::desk_appointment(a.id) size=Size::Small look=Look::Quiet>"Open"</ButtonLink></div>
                </div>
            </details>
        </li>
    }
    .into_any()
}

/// A service and a day; then the free times.
fn new(stand: &Stand) -> AnyView {
    let talk = &stand.talk;
    let services = stand.beside.offerings.iter().map(|o| Choice::new(o.id.to_string(), o.name.clone())).collect();
    let anyone = std::iter::once(Choice::new("", "Anyone"));
    let staff = anyone.chain(stand.beside.providers.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone()))).collect();
    let chosen = |name: &str| session::query(name).unwrap_or_default();
    let day = session::query("day").filter(|day| day.parse::<chrono::NaiveDate>().is_ok()).unwrap_or_else(|| stand.zone.day(stand.now).to_string());
    let times = stand.free.as_ref().map(|free| times(stand, free));
    let (path, tab, is_open) = (talk.path.clone(), talk.tab.clone(), stand.free.is_some());
    view! {
        <Disclosure summary="Find a time" open=is_open class="mt-2">
            <form method="get" action=path class="flex flex-col gap-2">
                <input type="hidden" name="tab" value=tab />
                <Field id="beside-service" label="Service"><Select name="service" id="beside-service" choices=services value=chosen("service") /></Field>
                <Field id="beside-with" label="With"><Select name="with" id="beside-with" choices=staff value=chosen("with") /></Field>
                <TextField name="day" id="beside-day" label="From" kind="date" value=day />
                <div><Button size=Size::Small icon=Glyph::Search>"Show free times"</Button></div>
            </form>
            {times}
        </Disclosure>
    }
    .into_any()
}

fn times(stand: &Stand, free: &Free) -> AnyView {
    let talk = &stand.talk;
    let slots: Vec<&Slot> = free.days.iter().flat_map(|day| &day.slots).take(TIMES).collect();
    if slots.is_empty() {
        return view! { <p role="status" class="pt-2 text-muted">"Nothing is free in the two weeks from this day on."</p> }.into_any();
    }
    let choices = slots.into_iter().map(|slot| Choice::new(slot.at.0.to_string(), stand.zone.short_words(slot.at, stand.now))).collect();
    let share = talk.is_open.then(|| view! { <Button size=Size::Small icon=Glyph::Send name="then" value="share">"Show in the conversation"</Button> });
    let (customer, offering, staff) = (talk.customer.to_string(), free.offering.to_string(), free.staff.map(|id| id.to_string()).unwrap_or_default());
    let chosen = refused().of("/offer_time").value("starts_at");
    view! {
        <form method="post" action=OfferTime::PATH class="mt-3 flex flex-col gap-2 border-t border-line pt-3">
            {whereto(talk)}
            {fresh_id()}
            <input type="hidden" name="customer" value=customer />
            <input type="hidden" name="offering" value=offering />
            <input type="hidden" name="staff" value=staff />
            <Field id="beside-time" label="Free time"><Select name="starts_at" id="beside-time" choices value=chosen /></Field>
            <div class="flex flex-wrap gap-2">
                <Button size=Size::Small icon=Glyph::Calendar name="then" value="book">"Book it"</Button>
                {share}
            </div>
        </form>
    }
    .into_any()
}
