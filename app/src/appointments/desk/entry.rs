//! `/desk/calendar/{id}`: one appointment, what can be done with it, and what happened.

use super::StateBadge;
use super::parts::{CancelStep, MoveFields, StepFields};
use crate::appointments::api::{ActOnAppointment, MoveAppointment, UndoMove};
use crate::forms::refused;
use crate::fresh::KeepFresh;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::appointments::actions;
use stoa::appointments::model::{Appointment, Opened, Provider, Step as Deed};
use stoa::appointments::rules::{Actor, possible};
use stoa::appointments::undo;
use stoa::businesses::actions as businesses;
use stoa::kernel::ids::AppointmentId;
use stoa::kernel::time::{Timestamp, minutes_words};
use stoa::kernel::zone::Zone;

/// The page.
#[component]
pub fn DeskAppointmentPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("appointment")).and_then(|id| id.parse::<AppointmentId>().ok());
    page(async move {
        let identity = session::identity().await?;
        let (agent, me, services) = (identity.agent()?, identity.me(), session::services());
        let opened = actions::find(&services, &agent, id.ok_or(Error::NotFound)?).await?;
        let providers = actions::providers(&services, &agent).await?;
        let (rail, now) = (rail(&agent).await?, services.now());
        let zone = businesses::zone(&session::business().await?, now);
        let a = opened.appointment.clone();
        let deeds = possible(&a, Actor::Staff, now);
        let back = format!("{}?date={}", routes::DESK_CALENDAR, zone.day(a.starts_at));
        let (title, subtitle, state) = (format!("{} for {}", a.title, a.name), zone.full(a.starts_at), a.state);
        let customer_link = routes::appointment(&actions::link(&services, &a));
        let is_fresh = deeds.contains(&Deed::Move) && undo::before(&opened.steps, agent.member(), now).is_ok();
        let undo = is_fresh.then(|| view! { <TakeBack a=a.clone() /> });
        let moving = deeds.contains(&Deed::Move).then(|| view! { <Moving a=a.clone() providers zone=zone.clone() /> });
        let own = agent.business();
        let ending = view! { <Ending a=a.clone() deeds /> };
        let contact = view! { <Contact a link=customer_link /> };
        Ok(view! {
            <Title text=title.clone() />
            <DeskFrame me rail current=routes::DESK_CALENDAR>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-5xl">
                        <p class="mb-2 text-sm"><a href=back class="rounded-xs text-accent hover:underline">"That day in the calendar"</a></p>
                        <div id="appointment-head"><PageHead title subtitle actions=move || view! { <StateBadge state /> } /></div>
                        {done_note(&[
                            ("moved", "Moved. The customer gets a mail with the new time in a minute."),
                            ("undone", "It is back where it was. Nobody was written to."),
                            ("cancel", "Cancelled. The customer gets a mail; the time is free again."),
                            ("finish", "Noted as done."),
                            ("miss", "Noted that nobody came."),
                        ])}
                        {undo}
                        {refusal(&refused(), &["starts_at"])}
                        <div id="appointment-body" class="grid items-start gap-5 lg:grid-cols-[1fr_20rem]">
                            <div class="flex min-w-0 flex-col gap-5">{ending} {moving}</div>
                            <div class="flex min-w-0 flex-col gap-5">
                                {contact}
                                <Card title="What happened"><History opened zone now /></Card>
                            </div>
                        </div>
                        <KeepFresh business=own part="appointment-head".to_owned() admin=false every=0 />
                        <KeepFresh business=own part="appointment-body".to_owned() admin=false every=0 />
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

/// For a moment after one's own move: it can be taken back before anybody is written to.
#[component]
fn TakeBack(a: Appointment) -> impl IntoView {
    view! {
        <form method="post" action=UndoMove::PATH class="mb-5">
            <input type="hidden" name="appointment" value=a.id.to_string() />
            <input type="hidden" name="seen" value=a.sequence.to_string() />
            <Button icon=Glyph::Undo name="back" value="true">"Undo the move"</Button>
        </form>
    }
    .into_any()
}

/// Another time, or somebody else.
#[component]
fn Moving(a: Appointment, providers: Vec<Provider>, zone: Zone) -> impl IntoView {
    view! {
        <Card title="Move it">
            <form method="post" action=MoveAppointment::PATH class="flex flex-wrap items-start gap-3">
                <MoveFields a providers zone refused=refused().of("/move_appointment") />
            </form>
        </Card>
    }
    .into_any()
}

/// What became of it.
#[component]
fn Ending(a: Appointment, deeds: Vec<Deed>) -> impl IntoView {
    if !deeds.iter().any(|deed| matches!(deed, Deed::Finish | Deed::Miss | Deed::Cancel)) {
        return view! { <Card><p class="text-muted">"Nothing more can be done with this appointment."</p></Card> }.into_any();
    }
    let cancel =
        deeds.contains(&Deed::Cancel).then(|| view! { <CancelStep a=a.clone() action=ActOnAppointment::PATH refused=refused().of("/act_on_appointment") /> });
    view! {
        <Card title="What became of it">
            <div class="flex flex-wrap items-center gap-2.5">
                <form method="post" action=ActOnAppointment::PATH class="contents">
                    <StepFields a deeds refused=refused().of("/act_on_appointment") />
                </form>
                {cancel}
            </div>
        </Card>
    }
    .into_any()
}

#[component]
fn Contact(a: Appointment, link: String) -> impl IntoView {
    let (mail, call) = (format!("mailto:{}", a.email), format!("tel:{}", a.phone));
    let phone =
        (!a.phone.is_empty()).then(|| view! { <Fact label="Phone"><a href=call class="rounded-xs text-accent hover:underline">{a.phone.clone()}</a></Fact> });
    let note = (!a.note.is_empty()).then(|| view! { <Fact label="Note"><span class="whitespace-pre-line">{a.note.clone()}</span></Fact> });
    let who = if a.member_id.is_some() { "Customer" } else { "Guest" };
    let price = if a.price.0 > 0 { a.price.shown(&a.currency) } else { "Free".to_owned() };
    let takes = minutes_words(a.ends_at.since(a.starts_at) / 60_000);
    view! {
        <Card title="Who comes">
            <Facts>
                <Fact label=who>{a.name}</Fact>
                <Fact label="E-mail"><a href=mail class="rounded-xs break-all text-accent hover:underline">{a.email}</a></Fact>
                {phone}
                {note}
                <Fact label="With">{a.staff}</Fact>
                <Fact label="Takes">{takes}</Fact>
                <Fact label="Price">{price}</Fact>
                <Fact label="Link"><a href=link class="rounded-xs text-accent hover:underline">"As the customer sees it"</a></Fact>
            </Facts>
        </Card>
    }
    .into_any()
}

#[component]
fn History(opened: Opened, zone: Zone, now: Timestamp) -> impl IntoView {
    let lines = opened
        .steps
        .into_iter()
        .map(|step| {
            let who = step.member.unwrap_or_else(|| "The customer".to_owned());
            let to = match step.deed {
                Deed::Book => Some("for"),
                Deed::Move => Some("to"),
                _ => None,
            };
            let to = to.map(|word| format!(" {word} {} with {}", zone.short_words(step.starts_at, now), step.staff));
            let note = (!step.note.is_empty()).then(|| view! { <span class="block text-muted">{format!("“{}”", step.note)}</span> });
            view! {
                <li class="border-b border-line py-2 last:border-b-0">
                    <span class="font-semibold">{step.deed.label()}</span>
                    {to}
                    {note}
                    <span class="block text-xs text-muted tabular-nums">{format!("{who}, {}", zone.short_words(step.at, now))}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="text-sm">{lines}</ol> }.into_any()
}
