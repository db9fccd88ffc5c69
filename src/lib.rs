//! What Stoa does.
