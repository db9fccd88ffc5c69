//! A help article, read without leaving the chat.

use super::Door;
use super::frame::{Around, SpotFields, Tab};
use super::home::Begin;
use crate::chats::visitor::api::VoteInChat;
use crate::error::Result;
use crate::help::Vote;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Visitor;
use stoa::conversations::markdown;
use stoa::help::actions as help;
use stoa::help::model::Reading;

/// The page.
pub async fn article(door: Door, slug: String) -> Result<AnyView> {
    let reader = session::reader().await?;
    let Reading { article, related, .. } = help::show(&session::services(), &Visitor::of(&door.business), &slug, reader.as_deref()).await?;
    let next = related
        .into_iter()
        .map(|line| {
            let href = door.to(&format!("&article={}", routes::escape(&line.slug)));
            view! { <li><a href=href class="block rounded-xs py-1.5 text-accent hover:underline pointer-coarse:py-2.5">{line.question}</a></li> }
        })
        .collect::<Vec<_>>();
    let next = (!next.is_empty()).then(|| view! { <section aria-labelledby="related" class="mt-6"><h2 id="related" class="mb-1 text-md font-semibold">"Read next"</h2><ul>{next}</ul></section> });
    let spot = door.spot.clone();
    let html = if spot.is_framed() { markdown::article_to_html_in_frame(&article.body) } else { markdown::article_to_html(&article.body) };
    let content = view! {
        <p class="mb-2">
            <a href=door.to("&view=help#help") class="inline-flex min-h-9 items-center gap-1 rounded-xs text-sm text-accent underline underline-offset-2">
                <Icon glyph=Glyph::Left class="size-4" />
                "All answers"
            </a>
        </p>
        <article class="rounded-md border border-line bg-panel p-5 shadow-card">
            <h1 class="text-xl leading-tight font-bold tracking-tight">{article.question.clone()}</h1>
            <div class="rich mt-3 max-w-prose wrap-anywhere" inner_html=html></div>
        </article>
        <Vote action=VoteInChat::PATH back="Write to us, and one of us answers.">
            <SpotFields spot />
            <input type="hidden" name="slug" value=article.slug />
        </Vote>
        {next}
        <div class="mt-6 flex flex-wrap items-center gap-3">
            <span class="text-muted">"Not what you were looking for?"</span>
            <Begin door=door.clone() />
        </div>
    };
    Around::page(article.question, Tab::Help).put(&door, content).await
}
