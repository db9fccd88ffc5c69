//! Placeholders in texts that the staff prepares: `{{customer.first_name}}` in a canned response or a macro becomes the customer's first name.

pub mod model;
pub mod rules;

#[cfg(feature = "server")]
pub mod actions;
