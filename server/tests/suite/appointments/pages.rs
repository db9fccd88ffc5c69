//! The pages of booking, walked as a browser without script walks them.
