//! Links as data: what navigation, tabs and side menus are given by their callers.

use super::{icon::Glyph, tone::Tone};

/// One link of a navigation.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NavItem {
    /// Where it goes.
    pub href: String,
    /// What it is called.
    pub label: String,
    /// Its picture, where there is room for one.
    pub icon: Option<Glyph>,
    /// How many wait there.
    pub count: Option<u32>,
    /// This is where the reader is.
    pub current: bool,
    /// Its colour, for lanes.
    pub tone: Tone,
}

impl NavItem {
    /// A link with a name.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), ..Self::default() }
    }

    /// With a picture.
    pub fn icon(mut self, glyph: Glyph) -> Self {
        self.icon = Some(glyph);
        self
    }

    /// With a number.
    pub fn count(mut self, count: u32) -> Self {
        self.count = Some(count);
        self
    }

    /// Marked as the place where the reader is.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// In a colour of its own.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// What `aria-current` says of it.
    pub fn aria_current(&self) -> Option<&'static str> {
        self.current.then_some("page")
    }
}
