//! Meters: how much of something there is, as a bar or a ring, drawn in SVG so that no style attribute is needed.

use leptos::prelude::*;

use super::tone::Tone;

/// A thin bar.
#[component]
pub fn Meter(
    /// What is measured, with its value: "Resolution: 1 h 12 m left".
    #[prop(into)]
    label: String,
    /// 0 to 100.
    percent: u8,
    #[prop(default = Tone::Accent)] tone: Tone,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let percent = percent.min(100);
    view! {
        <svg
            role="meter"
            aria-label=label.clone()
            aria-valuenow=percent.to_string()
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuetext=label
            viewBox="0 0 100 5"
            preserveAspectRatio="none"
            class=format!("block h-1.5 w-full rounded-full bg-line {} {class}", tone.text())
        >
            <rect width=percent.to_string() height="5" fill="currentColor" />
        </svg>
    }
    .into_any()
}

/// A ring with a few words inside.
#[component]
pub fn Ring(
    /// What is measured, with its value.
    #[prop(into)]
    label: String,
    /// 0 to 100.
    percent: u8,
    #[prop(default = Tone::Accent)] tone: Tone,
    /// Size and layout.
    #[prop(default = "size-11".into(), into)]
    class: String,
) -> impl IntoView {
    let percent = percent.min(100);
    view! {
        <svg role="img" aria-label=label viewBox="0 0 44 44" class=format!("flex-none {} {class}", tone.text())>
            <circle cx="22" cy="22" r="19" fill="none" stroke-width="5" class="stroke-line" />
            <circle
                cx="22"
                cy="22"
                r="19"
                fill="none"
                stroke="currentColor"
                stroke-width="5"
                pathLength="100"
                stroke-dasharray=format!("{percent} 100")
                transform="rotate(-90 22 22)"
            />
            <text x="22" y="25.8" text-anchor="middle" class="fill-ink text-2xs font-semibold tabular-nums">
                {format!("{percent}%")}
            </text>
        </svg>
    }
    .into_any()
}
