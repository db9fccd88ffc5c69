//! One article: the answer, whether it helped, what to read next.

use super::ask_us;
use super::home::Lines;
use crate::error::Result;
use crate::forms::refused;
use crate::frames;
use crate::help::api::VoteArticle;
use crate::layout::PortalLayout;
use crate::notes::{is_done, refusal};
use crate::page::{describe, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::conversations::markdown;
use stoa::help::actions;
use stoa::help::model::Reading;
use stoa::kernel::text::preview;

/// Letters of a description for search engines.
const DESCRIPTION: usize = 155;

/// `/help/{slug}`
#[component]
pub fn ArticlePage() -> impl IntoView {
    let slug = use_params_map().with_untracked(|p| p.get("slug")).unwrap_or_default();
    page(article(slug))
}

async fn article(slug: String) -> Result<AnyView> {
    let (visitor, reader) = (session::visitor().await?, session::reader().await?);
    let Reading { article, category, related } = actions::show(&session::services(), &visitor, &slug, reader.as_deref()).await?;
    let may_edit = session::somebody().await?.is_some_and(|identity| identity.admin().is_ok());
    let edit = may_edit.then(|| view! { <ButtonLink href=routes::admin_help(article.id) size=Size::Small icon=Glyph::Edit>"Edit"</ButtonLink> });
    let updated = article.updated_at.utc().format("%-d %b %Y").to_string();
    describe(preview(&markdown::to_words(&article.body), DESCRIPTION));
    let frame = frames::portal().await?.back(routes::HELP, "Help");
    let ask_us = ask_us("").await?;
    Ok(view! {
        <Title text=article.question.clone() />
        <PortalLayout frame narrow=true>
            <article>
                <p class="mb-2 text-sm text-muted">
                    <a href=routes::HELP class="rounded-xs text-accent hover:underline">"Help"</a>
                    <span aria-hidden="true">" › "</span>
                    {category.name}
                </p>
                <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
                    <h1 class="min-w-0 flex-1 basis-64 text-2xl leading-tight font-bold tracking-tight md:text-3xl">{article.question}</h1>
                    {edit}
                </div>
                <div class="rich mt-5 max-w-prose text-lg leading-7 wrap-anywhere" inner_html=markdown::article_to_html(&article.body)></div>
                <p class="mt-5 text-sm text-muted">"Updated " {updated}</p>
            </article>
            <Vote slug=article.slug />
            {(!related.is_empty())
                .then(|| view! {
                    <section aria-labelledby="related" class="mt-8">
                        <h2 id="related" class="mb-1 text-md font-semibold">"Read next"</h2>
                        <Lines lines=related />
                    </section>
                })}
            {ask_us}
        </PortalLayout>
    }
    .into_any())
}

/// The question whether it helped; plain buttons, and thanks afterwards.
#[component]
fn Vote(slug: String) -> impl IntoView {
    let refused = refused().of("/vote_article");
    let thanks = match (is_done("helpful"), is_done("unhelpful")) {
        (true, _) => Some("Thank you. We are glad that it helped."),
        (_, true) => Some("Thank you for saying so. Ask us below, and one of us answers."),
        _ => None,
    };
    let body = match thanks {
        Some(words) => view! {
            <p role="status" class="flex items-center gap-2 font-semibold">
                <span class="text-good"><Icon glyph=Glyph::Done /></span>
                {words}
            </p>
        }
        .into_any(),
        None => view! {
            {refusal(&refused, &[])}
            <form method="post" action=VoteArticle::PATH class="flex flex-wrap items-center gap-3">
                <input type="hidden" name="slug" value=slug />
                <b id="vote-question" class="me-1 font-semibold">"Was this helpful?"</b>
                <div role="group" aria-labelledby="vote-question" class="flex gap-2">
                    <Button icon=Glyph::Check name="helpful" value="true">"Yes"</Button>
                    <Button icon=Glyph::Close name="helpful" value="false">"No"</Button>
                </div>
            </form>
        }
        .into_any(),
    };
    view! { <section id="vote" aria-label="Was this helpful" class="mt-8 rounded-lg bg-sunk px-5 py-4">{body}</section> }.into_any()
}
