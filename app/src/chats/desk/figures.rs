//! The figures of live chat, where no chat is open: cards beside the list, on a phone a row above it.

use super::islands::{ChatsRightNow, SmallFigure};
use crate::ui::*;
use leptos::prelude::*;
use stoa::chats::views::Figures;
use stoa::kernel::ids::BusinessId;
use stoa::kernel::time::short_duration;

/// How many days the figures look back.
pub const DAYS: i64 = 30;

/// First response, what the bot answered, and the rating, in words.
fn words(figures: &Figures) -> [String; 3] {
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "–".into());
    [
        or_none(figures.median_first_response_ms.map(short_duration)),
        or_none(figures.automated_percent().map(|p| format!("{p} %"))),
        or_none(figures.average_rating.map(|r| format!("{r:.1}"))),
    ]
}

/// Cards with the numbers of this moment and of the last days, and the way on.
#[component]
pub fn ChatFigures(figures: Figures, business: BusinessId) -> impl IntoView {
    let [response, automated, rating] = words(&figures);
    view! {
        <div class="min-h-0 flex-1 overflow-y-auto px-4 py-5 md:px-6">
            <h2 class="text-md font-semibold">"Right now"</h2>
            <div class="mt-3">
                <ChatsRightNow start=figures.now business compact=false />
            </div>
            <h2 class="mt-2 text-md font-semibold">{format!("The last {DAYS} days")}</h2>
            <div class="mt-3">
                <Stats label="Live chat of late">
                    <Stat label="Chats" value=figures.sessions.to_string() />
                    <Stat label="Messages" value=figures.messages.to_string() />
                    <Stat label="First response" value=response note="median wait for a human" />
                    <Stat label="Answered by the bot" value=automated note=format!("of {} questions", figures.questions) />
                    <Stat label="Rating" value=rating note=format!("from {} visitors", figures.ratings) />
                </Stats>
            </div>
            <Empty glyph=Glyph::Chat text="Choose a chat on the left, or press J for the first one." />
        </div>
    }
    .into_any()
}

/// The same in a row, where there is no room for cards.
#[component]
pub fn FiguresRow(figures: Figures, business: BusinessId) -> impl IntoView {
    let [response, automated, rating] = words(&figures);
    view! {
        <div role="group" aria-label=format!("Now, and the last {DAYS} days") class="mt-2.5 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted md:hidden">
            <ChatsRightNow start=figures.now business compact=true />
            <SmallFigure label="First response" value=response />
            <SmallFigure label="By the bot" value=automated />
            <SmallFigure label="Rating" value=rating />
        </div>
    }
    .into_any()
}
