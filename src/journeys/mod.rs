//! Journeys: questions that lead whoever needs help to a ticket, an article or a chat; drawn as a graph, kept in versions, walked step by step.

pub mod answer;
pub mod condition;
pub mod graph;
pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
#[cfg(feature = "server")]
pub mod jobs;
#[cfg(feature = "server")]
pub mod queries;
