//! Matching questions to articles: pure, for server and browser alike.
//!
//! [`index`] takes the articles in, [`mod@find`] compares them with a question, [`trust`] says how sure an answer is, [`mod@decide`] what to do with it.

pub mod cluster;
mod compare;
pub mod decide;
pub mod fill;
pub mod find;
pub mod index;
mod lexicon;
pub mod replay;
pub mod report;
mod stem;
pub mod trust;
mod typos;
pub mod words;

#[cfg(test)]
mod fit;
#[cfg(test)]
mod labelled;
