//! Walking a journey: one page a step, plain forms, resumable by its address.

pub mod api;

#[cfg(feature = "ssr")]
mod end;
#[cfg(feature = "ssr")]
mod fields;
#[cfg(feature = "ssr")]
mod forms;
#[cfg(feature = "ssr")]
mod offer;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
mod place;
#[cfg(feature = "ssr")]
mod trial;

#[cfg(feature = "ssr")]
pub use end::AnswerList;
#[cfg(feature = "ssr")]
pub use offer::offered;
#[cfg(feature = "ssr")]
pub use page::{WalkPage, shown};
#[cfg(feature = "ssr")]
pub use place::Place;
