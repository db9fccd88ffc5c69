//! Articles, their categories, and what is said automatically.

use crate::choice;

choice! {
    /// When an automatic response is said.
    pub enum Occasion {
        /// A chat begins.
        Welcome = "welcome" "Welcome",
        /// No agent is there, inside the opening hours.
        NobodyOnline = "nobody_online" "Nobody online",
        /// Outside the opening hours.
        OutsideHours = "outside_hours" "Outside opening hours",
        /// The queue moves slowly.
        LongWait = "long_wait" "Long wait",
        /// A chat is closed.
        Closing = "closing" "Closing",
    }
}
