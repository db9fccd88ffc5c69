//! The design system: every visible part, with no data and no domain in it. Pages and islands write `use crate::ui::*;`.
//!
//! | file | parts |
//! |---|---|
//! | `tone` | `Tone` (what a colour means), `Size` |
//! | `icon` | `Icon`, `Glyph` (which icon) |
//! | `button` | `Button`, `ButtonLink`, `IconButton`, `ButtonGroup`, `Look` (primary, plain, quiet, danger …) |
//! | `badge` | `Badge` (a state in words), `Count` (a pill, 9+) |
//! | `avatar` | `Avatar`, `Presence`; `initials`, `tint` |
//! | `card` | `Card`, `PanelSection`, `Facts` and `Fact`, `MailTo`, `CallTo`, `PageHead` (the one `h1`) |
//! | `stat` | `Stats`, `Stat`: a number that is a link and so a filter |
//! | `field` | `TextField` (the everyday case), `Field` around any control, `FieldGroup` around several |
//! | `input` | `TextInput`, `TextArea`, `SearchBox` |
//! | `select` | `Select`, `Combobox`, `Choice` |
//! | `checkbox` | `Checkbox`, `Switch`, `Radio` |
//! | `file` | `FilePicker` |
//! | `rating` | `RatingInput`, `Rating` |
//! | `nav`, `tabs` | `NavItem`; `Tabs` as line, pills or chips |
//! | `table` | `Table`, `Column`, `Row`, `Cell`, `RowLink` |
//! | `pages` | `Pages`: newer and older |
//! | `listrow` | `ListRow`: a line of an inbox |
//! | `dialog` | `Dialog`, `Drawer`, `OpenDialog`, `DialogActions` |
//! | `question` | `Question`, `OpenQuestion`, `AskDelete`: asks before something is called off or deleted |
//! | `menu` | `Menu`, `MenuLink`, `MenuButton`, `MenuLine`; `Explain` |
//! | `disclosure` | `Disclosure` |
//! | `tooltip`, `kbd` | `Tooltip`, `Tip`, `Keys` |
//! | `toast`, `banner` | `ToastRegion`, `Toast`; `Banner` |
//! | `empty` | `Empty`, `Skeleton`, `SkeletonRows` |
//! | `stepper` | `Stepper`, `Step` |
//! | `timer`, `meter` | `TimerFace` drawn by `TimerBadge`, `TimerBar`, `TimerRing`; `Meter`, `Ring` |
//! | `bubble` | `Thread`, `Bubble`, `Sender`, `DayLine`, `SystemLine`, `TypingLine`, `SendStatus`, `StatusMark` |
//! | `composer` | `ComposerFrame`, `ComposerMode`, `SendButton`, `SendRound` |
//! | `chart` | `Chart`, `Point`, `Drawing` |
//!
//! Conventions: `class` is for layout only (margins, widths, grid places); colours come from tones and looks.
//! Slots other than children take a closure: `aside=|| view! { … }`. A control's `name` is also its id unless one is given.
//! In an island add `on:click=…`, `prop:value=…`, `attr:form=…` to a part: they land on its outermost element.

mod avatar;
mod badge;
mod banner;
mod bubble;
mod button;
mod card;
mod chart;
mod checkbox;
mod composer;
mod dialog;
mod disclosure;
mod empty;
mod field;
mod file;
mod icon;
mod input;
mod kbd;
mod listrow;
mod menu;
mod meter;
mod nav;
mod pages;
mod question;
mod rating;
mod select;
mod stat;
mod stepper;
mod table;
mod tabs;
mod timer;
mod toast;
mod tone;
mod tooltip;

pub use {
    avatar::*, badge::*, banner::*, bubble::*, button::*, card::*, chart::*, checkbox::*, composer::*, dialog::*, disclosure::*, empty::*, field::*, file::*,
    icon::*, input::*, kbd::*, listrow::*, menu::*, meter::*, nav::*, pages::*, question::*, rating::*, select::*, stat::*, stepper::*, table::*, tabs::*,
    timer::*, toast::*, tone::*, tooltip::*,
};
