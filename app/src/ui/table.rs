//! Tables. On a phone each row becomes a small card whose cells say their own names.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Which way a column is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// The head of one column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its name.
    pub label: String,
    /// Numbers: aligned to the right.
    pub number: bool,
    /// Where a click on the head leads: the same list, sorted.
    pub href: Option<String>,
    /// How it is sorted now.
    pub sorted: Option<Sorted>,
}

impl Column {
    /// A column of words.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), ..Self::default() }
    }

    /// A column of numbers.
    pub fn number(label: impl Into<String>) -> Self {
        Self { number: true, ..Self::new(label) }
    }

    /// It can be sorted by following this link.
    pub fn sorts(mut self, href: impl Into<String>, sorted: Option<Sorted>) -> Self {
        self.href = Some(href.into());
        self.sorted = sorted;
        self
    }
}

/// A table; its rows are `Row`s of `Cell`s.
#[component]
pub fn Table(
    /// What the table shows; read out, not drawn.
    #[prop(into)]
    caption: String,
    columns: Vec<Column>,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    let heads = columns.into_iter().map(|column| view! { <Head column /> }).collect_view();
    view! {
        <div class=format!("overflow-x-auto rounded-md border border-line bg-panel shadow-card max-md:border-0 max-md:bg-transparent max-md:shadow-none {class}")>
            <table role="table" class="w-full border-collapse text-start max-md:block">
                <caption class="sr-only">{caption}</caption>
                <thead role="rowgroup" class="max-md:sr-only">
                    <tr role="row">{heads}</tr>
                </thead>
                <tbody role="rowgroup" class="max-md:flex max-md:flex-col max-md:gap-2.5">
                    {children()}
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

#[component]
fn Head(column: Column) -> impl IntoView {
    let sort = column.sorted.map(|sorted| match sorted {
        Sorted::Up => ("ascending", Glyph::Up),
        Sorted::Down => ("descending", Glyph::Down),
    });
    let arrow = sort.map(|(_, glyph)| view! { <Icon glyph class="size-3.5" /> });
    let words = match column.href {
        Some(href) => view! {
            <a href=href class="inline-flex items-center gap-1 rounded-xs hover:text-ink">
                {column.label}
                {arrow}
            </a>
        }
        .into_any(),
        None => column.label.into_any(),
    };
    view! {
        <th
            role="columnheader"
            scope="col"
            aria-sort=sort.map(|(word, _)| word)
            class="border-b border-line px-4 py-2 text-xs font-semibold whitespace-nowrap text-muted"
            class=("text-end", column.number)
            class=("text-start", !column.number)
        >
            {words}
        </th>
    }
    .into_any()
}

/// What can be pressed or filled in lies above the link that stretches over the row.
const ABOVE: &str = "[&_:is(form,button,input,select,textarea,summary)]:relative [&_:is(form,button,input,select,textarea,summary)]:z-1";

/// One row. `selected` marks the one that is open.
#[component]
pub fn Row(#[prop(optional)] selected: bool, children: Children) -> impl IntoView {
    let ground = if selected { "bg-accent-soft" } else { "hover:bg-sunk/60" };
    view! {
        <tr
            role="row"
            aria-current=selected.then_some("true")
            class=format!("relative border-b border-line last:border-b-0 max-md:block max-md:rounded-md max-md:border max-md:border-line max-md:bg-panel max-md:px-4 max-md:py-2 max-md:last:border-b {ABOVE} {ground}")
        >
            {children()}
        </tr>
    }
    .into_any()
}

/// One cell. `label` repeats the column's name on a phone; leave it out for the cell that names the row.
#[component]
pub fn Cell(
    #[prop(optional, into)] label: String,
    /// Aligned to the right on wide screens.
    #[prop(optional)]
    number: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
    children: Children,
) -> impl IntoView {
    let side = if number { "whitespace-nowrap md:text-end" } else { "" };
    view! {
        <td role="cell" class=format!("px-4 py-2.5 align-middle tabular-nums max-md:flex max-md:items-baseline max-md:gap-3 max-md:px-0 max-md:py-1 {side} {class}")>
            {(!label.is_empty()).then(|| view! { <span aria-hidden="true" class="w-28 flex-none text-xs text-muted md:hidden">{label}</span> })}
            <span class="min-w-0">{children()}</span>
        </td>
    }
    .into_any()
}

/// The link that opens a row: the whole row answers to the click but where something else does; only the words are read out.
#[component]
pub fn RowLink(#[prop(into)] href: String, children: Children) -> impl IntoView {
    view! {
        <a href=href class="font-semibold after:absolute after:inset-0 hover:text-accent focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent">
            {children()}
        </a>
    }
    .into_any()
}
