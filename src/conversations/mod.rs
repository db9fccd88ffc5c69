//! One engine for every kind of talk: members, numbered messages, receipts, attachments.

pub mod model;
