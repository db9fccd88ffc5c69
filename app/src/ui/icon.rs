//! Icons: thin strokes on a 24 px grid, one path each, coloured by the text around them.

use leptos::prelude::*;

/// An icon. With `label` it is read out; without one it is decoration and stays silent.
#[component]
pub fn Icon(
    glyph: Glyph,
    /// What a screen reader says; leave it out when words stand beside the icon.
    #[prop(optional, into)]
    label: Option<String>,
    /// Size and layout; 18 px when left out.
    #[prop(default = "size-4.5", into)]
    class: &'static str,
) -> impl IntoView {
    let hidden = label.is_none().then_some("true");
    let role = label.is_some().then_some("img");
    view! {
        <svg
            class=class
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="1.7"
            stroke-linecap="round"
            stroke-linejoin="round"
            focusable="false"
            role=role
            aria-label=label
            aria-hidden=hidden
        >
            <path d=glyph.path() />
        </svg>
    }
    .into_any()
}

macro_rules! glyphs {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {
        /// Which icon.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)] // the names say it
        pub enum Glyph { $($(#[$doc])* $name,)+ }

        impl Glyph {
            /// Every icon there is, in the order of this file.
            pub const ALL: &[Glyph] = &[$(Glyph::$name,)+];

            /// The outline on a 24 × 24 grid.
            pub fn path(self) -> &'static str {
                match self { $(Glyph::$name => $path,)+ }
            }
        }
    };
}

glyphs! {
    // where things are
    Inbox = "M4 13h4l2 3h4l2-3h4M4 13l3-8h10l3 8v6H4z";
    Ticket = "M4 9V6h16v3a3 3 0 0 0 0 6v3H4v-3a3 3 0 0 0 0-6z";
    Chat = "M4 5h16v11H9l-5 4z";
    Person = "M8 8a4 4 0 1 0 8 0a4 4 0 1 0-8 0M4 20c1-4 4-6 8-6s7 2 8 6";
    People = "M6 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0M3 19c.8-3.6 3.2-5.4 6.5-5.4S15.2 15.4 16 19M15.5 4.8a3.5 3.5 0 0 1 0 6.4M18 14.2c1.7.8 2.7 2.4 3.2 4.8";
    Bag = "M5 8h14l-1 12H6zM9 8a3 3 0 0 1 6 0";
    Cart = "M3 4h2.5l2 11h10l2-8H6.2M8.5 19.5h.01M16.5 19.5h.01";
    Calendar = "M6 5h12a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM4 10h16M9 3v4M15 3v4";
    Chart = "M5 20V10M12 20V4M19 20v-7";
    Help = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M9.5 9.5a2.5 2.5 0 1 1 3.4 2.4c-.6.3-.9.8-.9 1.6M12 17h.01";
    Book = "M12 6c-2-1.5-4.5-2-8-2v14c3.5 0 6 .5 8 2c2-1.5 4.5-2 8-2V4c-3.5 0-6 .5-8 2zM12 6v14";
    Home = "M4 11l8-7l8 7v9h-5v-6H9v6H4z";
    Settings = "M4 7h9M17 7h3M4 17h3M11 17h9M13 7a2 2 0 1 0 4 0a2 2 0 1 0-4 0M7 17a2 2 0 1 0 4 0a2 2 0 1 0-4 0";
    Building = "M5 20V4h10v16M15 9h4v11M3 20h18M8.5 8h3M8.5 12h3M8.5 16h3";
    Box = "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5l8-4.5M12 12v9";
    Card = "M4 6h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM3 10h18M7 15h3";
    Truck = "M3 6h11v10H3zM14 10h4l3 3v3h-7M5 18a2 2 0 1 0 4 0a2 2 0 1 0-4 0M15 18a2 2 0 1 0 4 0a2 2 0 1 0-4 0";
    Flow = "M4 4h6v5H4zM14 15h6v5h-6zM7 9v5a3 3 0 0 0 3 3h4";
    Globe = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M3 12h18M12 3c3 3 3 15 0 18c-3-3-3-15 0-18";
    // what happens
    Search = "M5 11a6 6 0 1 0 12 0a6 6 0 1 0-12 0M20 20l-4.5-4.5";
    Send = "M12 19V5M6 11l6-6l6 6";
    Attach = "M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.4 3.4 0 0 1 5 5l-8.6 8.5a1.7 1.7 0 0 1-2.4-2.4L15 7";
    Smile = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8.5 14a4 4 0 0 0 7 0M9 10h.01M15 10h.01";
    Bolt = "M13 3l-8 11h6l-1 7l8-11h-6z";
    Mail = "M4 6h16v12H4zM4 7l8 6l8-6";
    Phone = "M6 3h4l1.5 5l-2.5 1.5a11 11 0 0 0 5.5 5.5L16 12.5l5 1.5v4a2 2 0 0 1-2.2 2A17 17 0 0 1 4 5.2A2 2 0 0 1 6 3z";
    Video = "M3 7h12v10H3zM15 11l6-3.5v9L15 13";
    Bell = "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 20.5a2.2 2.2 0 0 0 4 0";
    Edit = "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3";
    Trash = "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5";
    Plus = "M12 5v14M5 12h14";
    Minus = "M6 12h12";
    Close = "M7 7l10 10M17 7L7 17";
    Check = "M5 12.5l4.5 4.5L19 7.5";
    CheckTwice = "M2 12.5L6.5 17L14 9M11 16l1 1l9.5-9.5";
    Refresh = "M20 11a8 8 0 0 0-14.5-3.5L4 9M4 4v5h5M4 13a8 8 0 0 0 14.5 3.5L20 15M20 20v-5h-5";
    Undo = "M9 14L4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3";
    Redo = "M15 14l5-5l-5-5M20 9H10a6 6 0 0 0 0 12h3";
    Reply = "M9 15l-5-5l5-5M4 10h9a7 7 0 0 1 7 7v2";
    Assign = "M5 12h14M13 6l6 6l-6 6";
    Filter = "M4 5h16l-6.5 8v6l-3-1.5V13z";
    Download = "M12 4v11M7 11l5 5l5-5M4 20h16";
    Upload = "M12 16V5M7 9l5-5l5 5M4 20h16";
    Link = "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17";
    External = "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6";
    Copy = "M9 9h11v11H9zM5 15H4V4h11v1";
    Camera = "M4 7h4l1.5-2.5h5L16 7h4v12H4zM8.5 13a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0";
    Picture = "M4 4h16v16H4zM4 16l4.5-4.5L13 16l3-3l4 4M14 8.5h.01";
    Pin = "M12 21c4-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.5 6.5 6.5 11zM9.5 10a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0";
    Tag = "M4 4h8l8 8l-8 8l-8-8zM8 8h.01";
    Flag = "M6 21V4h12l-3 4l3 4H6";
    SignOut = "M14 4H5v16h9M10 12h10M16 8l4 4l-4 4";
    // states
    Clock = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3.5 2";
    Info = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 11v5.5M12 7.5h.01";
    Warning = "M12 4l9.5 16h-19zM12 10v4.5M12 17.2h.01";
    Alert = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v6M12 16.5h.01";
    Done = "M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M8 12.3l2.8 2.7L16 9.5";
    Lock = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
    Shield = "M12 3l7.5 3v5.5c0 4.5-3 7.5-7.5 9.5c-4.5-2-7.5-5-7.5-9.5V6z";
    Offline = "M4 4l16 16M8.5 8.5A8 8 0 0 0 4 15.5h11.5M11 7a5.5 5.5 0 0 1 6 4.5a3.5 3.5 0 0 1 2.5 5";
    Eye = "M2.5 12C5 7.5 8.2 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.7 6.5-9.5 6.5S5 16.5 2.5 12zM9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0";
    Pause = "M8 5v14M16 5v14";
    Star = "M12 3.5l2.6 5.4l5.9.8l-4.3 4.1l1 5.9L12 16.9l-5.2 2.8l1-5.9L3.5 9.7l5.9-.8z";
    Spark = "M12 3l2 7l7 2l-7 2l-2 7l-2-7l-7-2l7-2z";
    Sun = "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4";
    Moon = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z";
    Screen = "M3 5h18v11H3zM9 20h6M12 16v4";
    // finding the way
    Left = "M14 6l-6 6l6 6";
    Right = "M10 6l6 6l-6 6";
    Up = "M6 15l6-6l6 6";
    Down = "M6 9l6 6l6-6";
    More = "M6 12h.01M12 12h.01M18 12h.01";
    List = "M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01";
    Panel = "M4 5h16v14H4zM15 5v14";
    Grip = "M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01";
}

#[cfg(test)]
mod tests {
    use super::Glyph;

    #[test]
    fn every_icon_has_its_own_drawing() {
        for (at, glyph) in Glyph::ALL.iter().enumerate() {
            assert!(glyph.path().starts_with('M'), "{glyph:?} starts with a move");
            assert!(Glyph::ALL[..at].iter().all(|other| other.path() != glyph.path()), "{glyph:?} is drawn twice");
        }
    }
}
