//! Requests for help: number, status, priority, assignment, rating; a customer lane and a staff lane each.

pub mod model;
