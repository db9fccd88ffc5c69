//! How a ticket is getting on: its steps and its clock, by themselves.

use super::follow::follow;
use crate::sla::{Timer, TimerForm, faces, ticking};
use crate::tickets::Progress;
use crate::tickets::api::get_progress;
use crate::ui::*;
use leptos::prelude::*;
use stoa::event::Topic;
use stoa::kernel::ids::TicketId;
use stoa::kernel::time::Timestamp;
use stoa::kernel::zone::Zone;

/// The stepper and the promise of a ticket.
#[island]
pub fn TicketProgress(ticket: TicketId, number: i64, progress: Progress, zone: Zone, now: Timestamp) -> impl IntoView {
    let progress = RwSignal::new(progress);
    follow(Topic::Case(ticket), now, progress, move || get_progress(number));
    let now = ticking(now);
    let face = Memo::new(move |_| progress.with(|p| p.resolution().map(|clock| faces::customers_face(clock, now.get()))));
    let form = Memo::new(move |_| {
        let now = now.get();
        progress.with(|p| TimerForm::Ring { promise: p.promise(&zone, now), note: p.note(&zone, now) })
    });
    let step = Memo::new(move |_| progress.with(Progress::step));
    let shown = Memo::new(move |_| face.get().unwrap_or(TimerFace { name: String::new(), words: String::new(), left: 0, state: TimerState::Paused }));
    view! {
        <div class="flex flex-col gap-3.5">
            <Card>
                {move || {
                    let steps = ["Received", "Assigned", "In progress", "Resolved"].map(Step::new).to_vec();
                    view! { <Stepper label="Progress of your ticket" steps current=step.get() /> }
                }}
            </Card>
            <Card>
                <Timer face=shown form=form.into() />
            </Card>
        </div>
    }
}
