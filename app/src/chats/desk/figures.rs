//! The figures of live chat, where no chat is open.

use crate::ui::*;
use leptos::prelude::*;
use stoa::chats::views::Figures;
use stoa::kernel::time::short_duration;

/// How many days the figures look back.
pub const DAYS: i64 = 30;

/// Cards with the numbers of the last days, and the way on.
#[component]
pub fn ChatFigures(figures: Figures) -> impl IntoView {
    let or_none = |value: Option<String>| value.unwrap_or_else(|| "–".into());
    let response = or_none(figures.median_first_response_ms.map(short_duration));
    let automated = or_none(figures.automated_percent().map(|p| format!("{p} %")));
    let rating = or_none(figures.average_rating.map(|r| format!("{r:.1}")));
    let waiting = if figures.waiting > 0 { Tone::Warn } else { Tone::Neutral };
    view! {
        <div class="min-h-0 flex-1 overflow-y-auto px-4 py-5 md:px-6">
            <h2 class="text-md font-semibold">"Right now"</h2>
            <div class="mt-3">
                <Stats label="Live chat right now">
                    <Stat label="Open chats" value=figures.active.to_string() />
                    <Stat label="Waiting" value=figures.waiting.to_string() tone=waiting />
                    <Stat label="People connected" value=figures.connected.to_string() />
                </Stats>
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
