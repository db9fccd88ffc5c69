//! Journeys as admins write them: the list of versions, the steps as a list and on a canvas, trials, figures, comparisons, files.

pub mod api;
mod drawing;
pub mod islands;

#[cfg(feature = "ssr")]
mod compare;
#[cfg(feature = "ssr")]
mod draw;
#[cfg(feature = "ssr")]
mod editor;
#[cfg(feature = "ssr")]
mod figures;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod list;
#[cfg(feature = "ssr")]
mod node;
#[cfg(feature = "ssr")]
mod ways;

#[cfg(feature = "ssr")]
pub use compare::ComparePage;
#[cfg(feature = "ssr")]
pub use draw::DrawPage;
pub use drawing::Drawing;
#[cfg(feature = "ssr")]
pub use editor::JourneyPage;
#[cfg(feature = "ssr")]
pub use figures::FiguresPage;
#[cfg(feature = "ssr")]
pub use list::JourneysPage;
