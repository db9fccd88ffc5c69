//! Tones: what a colour means. A tone never stands alone, a word or an icon goes with it.

use super::icon::Glyph;

/// The meaning of a colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Says nothing about good or bad.
    #[default]
    Neutral,
    /// Done, met, in stock, online.
    Good,
    /// At risk, needs a look soon.
    Warn,
    /// Breached, failed, refused.
    Bad,
    /// Selected, ours, information.
    Accent,
    /// The partner's lane.
    Partner,
    /// Private among the staff.
    Note,
}

impl Tone {
    /// Every tone there is.
    pub const ALL: [Tone; 7] = [Tone::Neutral, Tone::Good, Tone::Warn, Tone::Bad, Tone::Accent, Tone::Partner, Tone::Note];

    /// A soft ground with readable words on it.
    pub fn soft(self) -> &'static str {
        match self {
            Tone::Neutral => "bg-sunk text-muted",
            Tone::Good => "bg-good-soft text-good",
            Tone::Warn => "bg-warn-soft text-warn",
            Tone::Bad => "bg-bad-soft text-bad",
            Tone::Accent => "bg-accent-soft text-accent",
            Tone::Partner => "bg-partner-soft text-partner",
            Tone::Note => "bg-note text-note-ink",
        }
    }

    /// The soft ground alone, for things whose words keep their own colour.
    pub fn ground(self) -> &'static str {
        match self {
            Tone::Neutral => "bg-sunk",
            Tone::Good => "bg-good-soft",
            Tone::Warn => "bg-warn-soft",
            Tone::Bad => "bg-bad-soft",
            Tone::Accent => "bg-accent-soft",
            Tone::Partner => "bg-partner-soft",
            Tone::Note => "bg-note",
        }
    }

    /// The colour of words and of strokes in `currentColor`.
    pub fn text(self) -> &'static str {
        match self {
            Tone::Neutral => "text-muted",
            Tone::Good => "text-good",
            Tone::Warn => "text-warn",
            Tone::Bad => "text-bad",
            Tone::Accent => "text-accent",
            Tone::Partner => "text-partner",
            Tone::Note => "text-note-ink",
        }
    }

    /// The hairline of something in this tone.
    pub fn border(self) -> &'static str {
        match self {
            Tone::Neutral => "border-line",
            Tone::Good => "border-good/40",
            Tone::Warn => "border-warn/40",
            Tone::Bad => "border-bad/40",
            Tone::Accent => "border-accent-line",
            Tone::Partner => "border-partner-line",
            Tone::Note => "border-note-line",
        }
    }

    /// The icon that says the same as the colour.
    pub fn glyph(self) -> Glyph {
        match self {
            Tone::Neutral | Tone::Accent | Tone::Partner => Glyph::Info,
            Tone::Good => Glyph::Done,
            Tone::Warn => Glyph::Warning,
            Tone::Bad => Glyph::Alert,
            Tone::Note => Glyph::Lock,
        }
    }

    /// The tone of a timer with so many percent of its time left.
    pub fn of_time_left(percent: u8) -> Tone {
        match percent {
            0..20 => Tone::Bad,
            20..=50 => Tone::Warn,
            _ => Tone::Good,
        }
    }
}

/// How big a control is. The middle size grows to 44 px where a finger is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// Inside rows and toolbars.
    Small,
    /// Everywhere else.
    #[default]
    Medium,
    /// The one action of a roomy page.
    Large,
}

#[cfg(test)]
mod tests {
    use super::Tone;

    #[test]
    fn a_timer_is_green_above_half_amber_down_to_a_fifth_and_red_below() {
        assert_eq!(Tone::of_time_left(100), Tone::Good);
        assert_eq!(Tone::of_time_left(51), Tone::Good);
        assert_eq!(Tone::of_time_left(50), Tone::Warn);
        assert_eq!(Tone::of_time_left(20), Tone::Warn);
        assert_eq!(Tone::of_time_left(19), Tone::Bad);
        assert_eq!(Tone::of_time_left(0), Tone::Bad);
    }
}
