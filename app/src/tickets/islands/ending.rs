//! What stands under the thread: the question whether it is solved, the rating, and the composer while one can still write.

use super::follow::follow;
use crate::routes;
use crate::sla::ticking;
use crate::tickets::Progress;
use crate::tickets::api::{CloseTicket, RateTicket, get_progress};
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::event::Topic;
use stoa::kernel::ids::TicketId;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;
use stoa::sla::model::SlaClock;
use stoa::tickets::model::Status;

/// The end of a ticket's page; `children` is the composer.
#[island]
pub fn TicketEnding(
    ticket: TicketId,
    number: i64,
    progress: Progress,
    zone: Zone,
    now: Timestamp,
    /// A comment of a rating that was refused, and why.
    refused: Option<(String, String)>,
    children: Children,
) -> impl IntoView {
    let progress = RwSignal::new(progress);
    follow(Topic::Case(ticket), now, progress, move || get_progress(number));
    let now = ticking(now);
    let status = Memo::new(move |_| progress.with(|p| p.status));
    let is_answered = Memo::new(move |_| progress.with(|p| p.deadlines.iter().any(|d| d.clock == SlaClock::Response && d.met_at.is_some())));
    let reopens = Memo::new(move |_| progress.with(Progress::reopens_until).filter(|until| now.get() < *until));
    let note = move || match (status.get(), reopens.get()) {
        (Status::Resolved, Some(until)) => {
            format!("Not solved after all? A reply until {} opens this ticket again.", zone.moment_words(until, now.get_untracked()))
        }
        _ => String::new(),
    };
    let rating = Memo::new(move |_| progress.with(|p| (p.may_rate, p.stars, p.comment.clone())));
    let ending = move || {
        match status.get() {
        Status::Closed => {
            view! {
                <Banner tone=Tone::Neutral icon=Glyph::Lock title="This ticket is closed" action=|| view! { <ButtonLink href=routes::NEW_TICKET size=Size::Small>"Open a new ticket"</ButtonLink> }>
                    "Nobody can write in it any more. What was said stays here."
                </Banner>
            }
            .into_any()
        }
        Status::Resolved => ().into_any(),
        _ if is_answered.get() => view! { <SolvedForm ticket /> }.into_any(),
        _ => ().into_any(),
    }
    };
    let rate = move || {
        let (may_rate, stars, comment) = rating.get();
        may_rate.then(|| view! { <RatingCard ticket stars comment refused=refused.clone() note=note() /> })
    };
    view! {
        <div class="flex flex-col gap-3.5 empty:hidden">{ending} {rate}</div>
        <div class=move || if status.get() == Status::Closed { "hidden" } else { "contents" }>{children()}</div>
    }
}

/// The customer's own word that it is solved.
#[component]
fn SolvedForm(ticket: TicketId) -> impl IntoView {
    view! {
        <form method="post" action=CloseTicket::PATH class="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 text-sm text-muted">
            <input type="hidden" name="ticket" value=ticket.to_string() />
            "Is your question answered?"
            <Button size=Size::Small icon=Glyph::Check>"It is solved"</Button>
        </form>
    }
    .into_any()
}

/// The rating: asked for once, then shown with the way to change it.
#[component]
fn RatingCard(ticket: TicketId, stars: u8, comment: String, refused: Option<(String, String)>, note: String) -> impl IntoView {
    let (typed, error) = refused.unzip();
    let is_rated = stars > 0 && error.is_none();
    let said = comment.clone();
    let form = view! {
        <form method="post" action=RateTicket::PATH class="flex flex-col gap-3">
            <input type="hidden" name="ticket" value=ticket.to_string() />
            <RatingInput name="stars" label="How did we do?" value=stars required=true />
            <Field id="comment" label="Anything to add" optional=true error>
                <TextArea name="comment" rows=2 value=typed.unwrap_or(comment) />
            </Field>
            <div>
                <Button look=Look::Primary>"Send rating"</Button>
            </div>
        </form>
    };
    let body = if is_rated {
        view! {
            <p class="flex flex-wrap items-center gap-x-2 gap-y-1">
                <b class="font-semibold">"Thank you for your rating."</b>
                <Rating value=stars />
            </p>
            {(!said.is_empty()).then(|| view! { <p class="mt-1 text-muted">{format!("“{said}”")}</p> })}
            <Disclosure summary="Change it" class="mt-2">
                {form}
            </Disclosure>
        }
        .into_any()
    } else {
        form.into_any()
    };
    view! {
        <Card>
            {body}
            {(!note.is_empty()).then(|| view! { <p class="mt-3 border-t border-line pt-3 text-sm text-muted">{note}</p> })}
        </Card>
    }
    .into_any()
}
