//! The help centre: articles that answer questions, matching of questions to articles, automatic responses.

pub mod model;
pub mod rules;
pub mod seed;
