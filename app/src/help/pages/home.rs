//! The front page of the help centre: search, groups of articles, what is read most; with `?q=` what was found.

use super::ask_us;
use super::search::{HelpSearch, Hits};
use crate::error::Result;
use crate::frames;
use crate::layout::PortalLayout;
use crate::page::{describe, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos_meta::Title;
use stoa::accounts::Visitor;
use stoa::help::actions;
use stoa::help::model::{ArticleLine, Shelf};

/// Articles that stand open in each group; the others fold out.
const OPEN: usize = 6;
/// Articles among those read most.
const MOST_READ: usize = 5;

/// `/help`
#[component]
pub fn HelpPage() -> impl IntoView {
    page(async {
        let visitor = session::visitor().await?;
        let words = session::query("q").unwrap_or_default().trim().chars().take(200).collect::<String>();
        let frame = frames::portal().await?;
        let business = frame.business.clone();
        let tag = session::query("tag").unwrap_or_default().trim().chars().take(40).collect::<String>();
        let (title, body) = match (words.is_empty(), tag.is_empty()) {
            (true, true) => ("Help".to_owned(), shelves(&visitor).await?),
            (true, false) => (format!("Help about {tag}"), tagged(&visitor, &tag).await?),
            (false, _) => (format!("“{words}” in the help"), found(&visitor, &words).await?),
        };
        let ask_us = ask_us(&words).await?;
        describe(format!("Answers of {business} to what people ask most, and the way to ask your own question."));
        Ok(view! {
            <Title text=title />
            <PortalLayout frame>
                <div class="mb-8 max-w-2xl">
                    <h1 class="mb-4 text-2xl leading-tight font-bold tracking-tight md:text-3xl">"What do you want to know?"</h1>
                    <HelpSearch value=words />
                </div>
                {body}
                {ask_us}
            </PortalLayout>
        }
        .into_any())
    })
}

async fn found(visitor: &Visitor, words: &str) -> Result<AnyView> {
    let hits = actions::search(&session::services(), visitor, &session::address(), words).await?;
    let says = match hits.len() {
        0 => {
            return Ok(view! {
                <Empty glyph=Glyph::Search text=format!("No article answers “{words}”. Try other words, or look at all of them.")>
                    <ButtonLink href=routes::HELP>"Show all articles"</ButtonLink>
                </Empty>
            }
            .into_any());
        }
        1 => "One article".to_owned(),
        n => format!("{n} articles"),
    };
    Ok(view! {
        <p role="status" class="text-muted">{says} " for “" {words.to_owned()} "”. " <a href=routes::HELP class="rounded-xs text-accent underline underline-offset-2">"Show all"</a></p>
        <Hits hits />
    }
    .into_any())
}

async fn tagged(visitor: &Visitor, tag: &str) -> Result<AnyView> {
    let lines = actions::tagged(&session::services(), visitor, tag).await?;
    if lines.is_empty() {
        return Ok(view! {
            <Empty glyph=Glyph::Search text=format!("No article has the tag “{tag}”.")>
                <ButtonLink href=routes::HELP>"Show all articles"</ButtonLink>
            </Empty>
        }
        .into_any());
    }
    Ok(view! {
        <section aria-labelledby="tagged">
            <h2 id="tagged" class="text-md font-semibold">{format!("Tagged “{tag}”")}</h2>
            <p class="mb-2 text-sm"><a href=routes::HELP class="rounded-xs text-accent underline underline-offset-2">"Show all articles"</a></p>
            <Lines lines />
        </section>
    }
    .into_any())
}

async fn shelves(visitor: &Visitor) -> Result<AnyView> {
    let shelves = actions::home(&session::services(), visitor).await?;
    if shelves.is_empty() {
        return Ok(view! { <Empty glyph=Glyph::Book text="There are no articles yet. Ask us, and one of us answers." /> }.into_any());
    }
    let most_read = most_read(&shelves);
    let cards = shelves.into_iter().map(|shelf| view! { <ShelfCard shelf /> }).collect_view();
    Ok(view! {
        {(!most_read.is_empty())
            .then(|| view! {
                <section aria-labelledby="most-read" class="mb-8">
                    <h2 id="most-read" class="mb-2 text-md font-semibold">"Read most"</h2>
                    <Lines lines=most_read />
                </section>
            })}
        <div class="grid items-start gap-5 md:grid-cols-2 xl:grid-cols-3">{cards}</div>
    }
    .into_any())
}

/// The articles that were read most, the most read first.
fn most_read(shelves: &[Shelf]) -> Vec<ArticleLine> {
    let mut lines: Vec<&ArticleLine> = shelves.iter().flat_map(|shelf| &shelf.articles).filter(|line| line.views > 0).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.views));
    lines.into_iter().take(MOST_READ).cloned().collect()
}

#[component]
fn ShelfCard(shelf: Shelf) -> impl IntoView {
    let Shelf { category, mut articles } = shelf;
    let folded = articles.split_off(articles.len().min(OPEN));
    let more = (!folded.is_empty()).then(|| {
        let summary = format!("{} more", folded.len());
        view! {
            <Disclosure summary class="mt-1">
                <Lines lines=folded />
            </Disclosure>
        }
    });
    view! {
        <Card title=category.name>
            {(!category.about.is_empty()).then(|| view! { <p class="-mt-2 mb-2 text-sm text-muted">{category.about}</p> })}
            <Lines lines=articles />
            {more}
        </Card>
    }
    .into_any()
}

/// Links to articles.
#[component]
pub fn Lines(lines: Vec<ArticleLine>) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <a href=routes::help_article(&line.slug) class="block rounded-xs py-1 text-accent hover:underline pointer-coarse:py-2.5">
                        {line.question}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul>{lines}</ul> }.into_any()
}
