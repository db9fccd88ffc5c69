//! Timers: how long something still may take. They draw what they are told; whoever counts calls them again.

use leptos::prelude::*;

use super::{
    badge::Badge,
    icon::Glyph,
    meter::{Meter, Ring},
    tone::Tone,
};

/// What a timer shows. The words carry the meaning, the tone and the icon repeat it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimerFace {
    /// What is timed: "First reply", "Resolution".
    pub name: String,
    /// What the reader needs: "1 h 12 m left", "met in 7 m", "overdue by 14 m", "paused".
    pub words: String,
    /// How much of the time is left, 0 to 100.
    pub left: u8,
    /// Running, met, at risk or breached.
    pub state: TimerState,
}

/// How a timer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimerState {
    /// Time is running; the tone follows what is left.
    Running,
    /// Nobody is expected to act now.
    Paused,
    /// Done in time.
    Met,
    /// Too late.
    Breached,
}

impl TimerFace {
    /// The tone that goes with the state.
    pub fn tone(&self) -> Tone {
        match self.state {
            TimerState::Running => Tone::of_time_left(self.left),
            TimerState::Paused => Tone::Neutral,
            TimerState::Met => Tone::Good,
            TimerState::Breached => Tone::Bad,
        }
    }

    /// The icon that goes with the state.
    pub fn glyph(&self) -> Glyph {
        match self.state {
            TimerState::Running => Glyph::Clock,
            TimerState::Paused => Glyph::Pause,
            TimerState::Met => Glyph::Check,
            TimerState::Breached => Glyph::Alert,
        }
    }

    fn said(&self) -> String {
        format!("{}: {}", self.name, self.words)
    }
}

/// In a row of a list: an icon and words.
#[component]
pub fn TimerBadge(
    face: TimerFace,
    /// Say the name as well.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    let words = if named { format!("{} {}", face.name, face.words) } else { face.words.clone() };
    view! { <Badge tone=face.tone() icon=face.glyph()>{words}</Badge> }.into_any()
}

/// In a side panel: name, words and a bar below.
#[component]
pub fn TimerBar(face: TimerFace) -> impl IntoView {
    let full = if face.state == TimerState::Running { face.left } else { 100 };
    view! {
        <div class="flex flex-col gap-1.5">
            <div class="flex items-center gap-2">
                <span class="min-w-0 flex-1">{face.name.clone()}</span>
                <TimerBadge face=face.clone() />
            </div>
            <Meter label=face.said() percent=full tone=face.tone() />
        </div>
    }
    .into_any()
}

/// For customers: a ring, a promise in words, a line below.
#[component]
pub fn TimerRing(
    face: TimerFace,
    /// "We aim to solve this by 10:40 tomorrow".
    #[prop(into)]
    promise: String,
    /// What else is known: "Amina replied in 7 minutes".
    #[prop(optional, into)]
    note: String,
) -> impl IntoView {
    let line = if note.is_empty() { face.words.clone() } else { format!("{} · {note}", face.words) };
    view! {
        <div class="flex items-center gap-3">
            <Ring label=face.said() percent=face.left tone=face.tone() />
            <div class="min-w-0 flex-1">
                <p class="font-semibold tabular-nums">{promise}</p>
                <p class="text-sm text-muted tabular-nums">{line}</p>
            </div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(state: TimerState, left: u8) -> TimerFace {
        TimerFace { name: "Resolution".into(), words: "1 h left".into(), left, state }
    }

    #[test]
    fn only_a_running_timer_follows_what_is_left() {
        assert_eq!(face(TimerState::Running, 80).tone(), Tone::Good);
        assert_eq!(face(TimerState::Running, 30).tone(), Tone::Warn);
        assert_eq!(face(TimerState::Running, 10).tone(), Tone::Bad);
        assert_eq!(face(TimerState::Paused, 10).tone(), Tone::Neutral);
        assert_eq!(face(TimerState::Met, 0).tone(), Tone::Good);
        assert_eq!(face(TimerState::Breached, 90).tone(), Tone::Bad);
    }

    #[test]
    fn every_state_has_an_icon_of_its_own_so_that_colour_is_never_alone() {
        let glyphs = [TimerState::Running, TimerState::Paused, TimerState::Met, TimerState::Breached].map(|state| face(state, 50).glyph());
        for (at, glyph) in glyphs.iter().enumerate() {
            assert!(!glyphs[..at].contains(glyph));
        }
    }
}
