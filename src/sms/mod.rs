//! SMS as rows: queued with the change they tell of, sent through Twilio by a job, kept for the admin to see. Nothing is sent where a business has not
//! connected Twilio.

pub mod draft;
pub mod model;
pub mod rules;
pub mod words;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
mod queries;
#[cfg(feature = "server")]
pub mod twilio;
