//! Charts drawn on the server as SVG, with the same numbers in a table behind them.

use leptos::prelude::*;

use super::{disclosure::Disclosure, tone::Tone};

/// One number of a chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What it belongs to: a day, an agent, a channel.
    pub label: String,
    /// How much.
    pub value: f64,
    /// The value as people read it: "42", "1 h 05 m", "KES 5,400".
    pub shown: String,
}

impl Point {
    /// A number that is shown as it is.
    pub fn new(label: impl Into<String>, value: f64) -> Self {
        Self { label: label.into(), value, shown: value.to_string() }
    }

    /// With words of its own.
    pub fn shown(mut self, shown: impl Into<String>) -> Self {
        self.shown = shown.into();
        self
    }
}

/// How the points are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// Upright bars: amounts per day or kind.
    #[default]
    Bars,
    /// A line with a soft area: something that changes over time.
    Line,
}

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 160.0;

/// A chart. `title` says what it shows; the table below says it in numbers.
#[component]
pub fn Chart(
    #[prop(into)] title: String,
    points: Vec<Point>,
    #[prop(optional)] drawing: Drawing,
    #[prop(default = Tone::Accent)] tone: Tone,
    /// What the label column of the table is called.
    #[prop(default = "Day".into(), into)]
    axis: String,
) -> impl IntoView {
    let top = nice_top(points.iter().map(|point| point.value).fold(0.0, f64::max));
    let most = points.iter().max_by(|a, b| a.value.total_cmp(&b.value)).map(|point| format!("Most: {} ({}).", point.shown, point.label));
    let summary = format!("{title}. {}", most.unwrap_or_else(|| "No data.".into()));
    let (first, last) = (points.first().map(|p| p.label.clone()), points.last().map(|p| p.label.clone()));
    let marks = match drawing {
        Drawing::Bars => bars(&points, top).into_any(),
        Drawing::Line => line(&points, top).into_any(),
    };
    view! {
        <figure class="min-w-0">
            <svg role="img" aria-label=summary viewBox=format!("0 0 {WIDTH} {HEIGHT}") preserveAspectRatio="none" class=format!("h-40 w-full {}", tone.text())>
                {[0.25, 0.5, 0.75]
                    .map(|part| {
                        view! { <line x1="0" x2=WIDTH y1=part * HEIGHT y2=part * HEIGHT class="stroke-line" vector-effect="non-scaling-stroke" /> }
                    })}
                <line x1="0" x2=WIDTH y1=HEIGHT - 0.5 y2=HEIGHT - 0.5 class="stroke-line-strong" vector-effect="non-scaling-stroke" />
                {marks}
            </svg>
            <figcaption class="mt-1 flex justify-between text-xs text-faint tabular-nums">
                <span>{first}</span>
                <span>{last}</span>
            </figcaption>
            <Disclosure summary="Numbers" class="mt-1">
                <NumberTable title axis points />
            </Disclosure>
        </figure>
    }
    .into_any()
}

fn bars(points: &[Point], top: f64) -> impl IntoView + use<> {
    let step = WIDTH / points.len().max(1) as f64;
    let rects = points.iter().enumerate().map(|(at, point)| {
        let height = point.value / top * HEIGHT;
        let name = format!("{}: {}", point.label, point.shown);
        view! {
            <rect x=at as f64 * step + step * 0.15 y=HEIGHT - height width=step * 0.7 height=height fill="currentColor">
                <title>{name}</title>
            </rect>
        }
    });
    rects.collect_view()
}

fn line(points: &[Point], top: f64) -> impl IntoView + use<> {
    let path = line_path(points, top);
    view! {
        <path d=format!("{path} L{WIDTH} {HEIGHT} L0 {HEIGHT} Z") fill="currentColor" opacity="0.12" />
        <path d=path fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" vector-effect="non-scaling-stroke" />
    }
}

/// The path of a line over the whole width; one point alone is a flat line.
fn line_path(points: &[Point], top: f64) -> String {
    let height = |point: &Point| HEIGHT - point.value / top * HEIGHT;
    match points {
        [] => format!("M0 {HEIGHT} L{WIDTH} {HEIGHT}"),
        [only] => format!("M0 {0:.1} L{WIDTH} {0:.1}", height(only)),
        many => {
            let step = WIDTH / (many.len() - 1) as f64;
            let steps = many.iter().enumerate().map(|(at, point)| format!("{}{:.1} {:.1}", if at == 0 { 'M' } else { 'L' }, at as f64 * step, height(point)));
            steps.collect::<Vec<_>>().join(" ")
        }
    }
}

#[component]
fn NumberTable(title: String, axis: String, points: Vec<Point>) -> impl IntoView {
    view! {
        <table class="w-full text-sm tabular-nums">
            <caption class="sr-only">{title}</caption>
            <thead>
                <tr class="border-b border-line text-xs text-muted">
                    <th scope="col" class="py-1 text-start font-semibold">{axis}</th>
                    <th scope="col" class="py-1 text-end font-semibold">"Value"</th>
                </tr>
            </thead>
            <tbody>
                {points
                    .into_iter()
                    .map(|point| {
                        view! {
                            <tr class="border-b border-line last:border-b-0">
                                <th scope="row" class="py-1 text-start font-normal">{point.label}</th>
                                <td class="py-1 text-end">{point.shown}</td>
                            </tr>
                        }
                    })
                    .collect_view()}
            </tbody>
        </table>
    }
    .into_any()
}

/// The top of the scale: the next 1, 2 or 5 with zeros above the largest value.
pub fn nice_top(largest: f64) -> f64 {
    if largest <= 0.0 || !largest.is_finite() {
        return 1.0;
    }
    let magnitude = 10_f64.powf(largest.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * magnitude).find(|top| *top >= largest).unwrap_or(10.0 * magnitude)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_round_number_above_the_largest_value() {
        assert_eq!(nice_top(42.0), 50.0);
        assert_eq!(nice_top(100.0), 100.0);
        assert_eq!(nice_top(0.3), 0.5);
        assert_eq!(nice_top(0.0), 1.0);
        assert_eq!(nice_top(f64::NAN), 1.0);
    }

    #[test]
    fn a_line_runs_from_edge_to_edge_whatever_the_number_of_points() {
        let points: Vec<Point> = [0.0, 5.0, 10.0].into_iter().map(|value| Point::new("d", value)).collect();
        assert_eq!(line_path(&points, 10.0), "M0.0 160.0 L300.0 80.0 L600.0 0.0");
        assert_eq!(line_path(&points[1..2], 10.0), "M0 80.0 L600 80.0");
        assert_eq!(line_path(&[], 1.0), "M0 160 L600 160");
    }
}
