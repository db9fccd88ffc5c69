//! Pure decisions about journeys: which way is taken, what is wrong with a graph, how it is edited, drawn, compared, said and carried.

pub mod check;
mod dead_ways;
pub mod diff;
pub mod edit;
pub mod evaluate;
pub mod layout;
pub mod reach;
pub mod read;
pub mod said;
mod shapes;
pub mod tests_of;
pub mod transfer;
pub mod walk;
pub mod words;

#[cfg(test)]
mod faults;
#[cfg(test)]
mod random;
