//! What forms about an appointment hold: on its page and beside conversations.

use crate::forms::Refused;
use crate::notes::{NoteBelow, NoteBeside};
use crate::ui::*;
use leptos::prelude::*;
use stoa::appointments::model::{Appointment, Provider, Step as Deed};
use stoa::kernel::zone::Zone;

/// Another time, or somebody else; with what was typed when that was refused.
#[component]
pub fn MoveFields(a: Appointment, providers: Vec<Provider>, zone: Zone, refused: Refused) -> impl IntoView {
    let refused = refused.about("appointment", a.id);
    let mut choices: Vec<Choice> = providers.iter().map(|p| Choice::new(p.id.to_string(), p.name.clone())).collect();
    if !providers.iter().any(|p| p.id == a.staff_id) {
        choices.insert(0, Choice::new(a.staff_id.to_string(), a.staff.clone()));
    }
    let (begins, with) = (format!("starts-at-{}", a.id), format!("staff-{}", a.id));
    let staff = refused.value_or("staff", &a.staff_id.to_string());
    let at = refused.value_or("starts_at", &zone.field(a.starts_at));
    view! {
        <input type="hidden" name="appointment" value=a.id.to_string() />
        <input type="hidden" name="seen" value=a.sequence.to_string() />
        <TextField name="starts_at" id=begins label="Begins" kind="datetime-local" required=true value=at error=refused.error_of("starts_at") />
        <Field id=with.clone() label="With" error=refused.error_of("staff")><Select name="staff" id=with choices value=staff /></Field>
        <div class="basis-full"><Button icon=Glyph::Clock>"Move it"</Button></div>
    }
    .into_any()
}

/// What was typed about this appointment when it was refused: in the dialog that calls it off, or beside the other buttons.
fn typed(refused: Refused, a: &Appointment, in_dialog: bool) -> Refused {
    let refused = refused.about("appointment", a.id);
    if (refused.value("step") == Deed::Cancel.word()) == in_dialog { refused } else { Refused::default() }
}

/// What became of it, but that it was called off: a button each, and a note, with what was typed when that was refused.
#[component]
pub fn StepFields(
    a: Appointment,
    deeds: Vec<Deed>,
    refused: Refused,
    /// Beside a conversation.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    let words = |deed: Deed| match deed {
        Deed::Finish => Some(("It took place", Glyph::Done)),
        Deed::Miss => Some(("Nobody came", Glyph::Alert)),
        Deed::Cancel | Deed::Book | Deed::Move => None,
    };
    let size = if small { Size::Small } else { Size::Medium };
    let shown = deeds.into_iter().filter_map(|deed| words(deed).map(|(label, glyph)| (deed, label, glyph)));
    let buttons: Vec<_> = shown.map(|(deed, label, icon)| view! { <Button size icon name="step" value=deed.word()>{label}</Button> }).collect();
    if buttons.is_empty() {
        return ().into_any();
    }
    let refused = typed(refused, &a, false);
    view! {
        <input type="hidden" name="appointment" value=a.id.to_string() />
        <input type="hidden" name="seen" value=a.sequence.to_string() />
        <NoteBeside id=format!("step-note-{}", a.id) refused />
        {buttons}
    }
    .into_any()
}

/// The button that calls an appointment off, and the dialog that asks once more: the customer hears of it at once. The children are the hidden fields of where
/// to go back to.
#[component]
pub fn CancelStep(
    a: Appointment,
    action: &'static str,
    refused: Refused,
    #[prop(optional)] size: Size,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let refused = typed(refused, &a, true);
    let target = format!("cancel-appointment-{}", a.id);
    view! {
        <OpenQuestion target=target.clone() size>"Cancel it"</OpenQuestion>
        <Question id=target title="Cancel this appointment?" words="The customer gets a mail, and somebody else may book this time." action>
            {children.map(|children| children())}
            <input type="hidden" name="appointment" value=a.id.to_string() />
            <input type="hidden" name="seen" value=a.sequence.to_string() />
            <input type="hidden" name="step" value=Deed::Cancel.word() />
            <NoteBelow id=format!("cancel-appointment-note-{}", a.id) refused />
        </Question>
    }
    .into_any()
}
