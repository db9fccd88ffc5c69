//! One article: the answer, whether it helped, what to read next.

use super::home::Lines;
use super::{Vote, ask_us};
use crate::error::Result;
use crate::frames;
use crate::help::api::VoteArticle;
use crate::layout::PortalLayout;
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
    let judged = judged(article.views, article.helpful, article.unhelpful);
    describe(preview(&markdown::to_words(&article.body), DESCRIPTION));
    let frame = frames::portal().await?.back(routes::HELP, "Help");
    let ask_us = ask_us("").await?;
    let tags = article.tags.0.clone();
    let tags = (!tags.is_empty()).then(|| {
        let links = tags
            .into_iter()
            .map(|tag| (routes::help_tagged(&tag), tag))
            .map(|(href, tag)| view! { <li><a href=href class="rounded-xs text-accent underline underline-offset-2">{tag}</a></li> });
        view! { <ul aria-label="Tags" class="mt-2 flex flex-wrap gap-x-3 gap-y-1 text-sm">{links.collect_view()}</ul> }
    });
    Ok(view! {
        <Title text=article.question.clone() />
        <PortalLayout frame narrow=true>
            <article>
                <p class="mb-2 text-sm text-muted">
                    <a href=routes::HELP class="rounded-xs text-accent underline underline-offset-2">"Help"</a>
                    <span aria-hidden="true">" › "</span>
                    {category.name}
                </p>
                <div class="flex flex-wrap items-start gap-x-4 gap-y-2">
                    <h1 class="min-w-0 flex-1 basis-64 text-2xl leading-tight font-bold tracking-tight md:text-3xl">{article.question}</h1>
                    {edit}
                </div>
                <div class="rich mt-5 max-w-prose text-lg leading-7 wrap-anywhere" inner_html=markdown::article_to_html(&article.body)></div>
                <p class="mt-5 text-sm text-muted tabular-nums">"Updated " {updated} {judged}</p>
            </article>
            {tags}
            <Vote action=VoteArticle::PATH back="Ask us below, and one of us answers.">
                <input type="hidden" name="slug" value=article.slug />
            </Vote>
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

/// How often an article was read, and what people say of it.
fn judged(views: i64, helpful: i64, unhelpful: i64) -> String {
    let read = match views {
        0 => String::new(),
        1 => " · read once".to_owned(),
        n => format!(" · read {n} times"),
    };
    let votes = helpful + unhelpful;
    let voted = if votes > 0 { format!(" · {helpful} of {votes} found it helpful") } else { String::new() };
    format!("{read}{voted}")
}
