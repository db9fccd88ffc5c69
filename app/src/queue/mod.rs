//! Who gets which work next: the queue as staff sees it, how admins decide on it, and what each of the staff takes, and when.

pub mod api;
pub mod islands;

#[cfg(feature = "ssr")]
mod desk;
#[cfg(feature = "ssr")]
mod figures;
#[cfg(feature = "ssr")]
mod hands;
#[cfg(feature = "ssr")]
mod plan;
#[cfg(feature = "ssr")]
mod settings;
#[cfg(feature = "ssr")]
mod tables;
#[cfg(feature = "ssr")]
mod week;
#[cfg(feature = "ssr")]
mod why;

#[cfg(feature = "ssr")]
pub use {desk::DeskQueuePage, figures::Periods, figures::seen, plan::PlanPage, settings::QueueSettingsPage, week::WeekPicture, why::why};
