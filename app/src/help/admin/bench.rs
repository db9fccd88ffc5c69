//! The bench: try a question, decide how sure an answer must be, see what was asked and what is missing.

use super::api::SetThreshold;
use super::questions::{LastQuestions, Outcomes, Proposals};
use crate::error::Result;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::accounts::Admin;
use stoa::chats::actions::{self as chats, Beside};
use stoa::help::DEFAULT_THRESHOLD;
use stoa::help::actions::{self, Bench};
use stoa::help::model::ArticleLine;
use stoa::help::rules::decide::Decision;
use stoa::help::rules::find::{Candidate, Counted};
use stoa::kernel::ids::ArticleId;
use stoa::platform::Services;

/// Questions that are listed.
const LISTED: i64 = 20;
/// Counted are the last 30 days.
const COUNTED_MS: i64 = 30 * 86_400_000;

/// `/admin/help/bench`
#[component]
pub fn BenchPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_HELP_BENCH).await?;
        let question = session::query("q").unwrap_or_default().trim().chars().take(500).collect::<String>();
        let threshold = actions::threshold(&services, &who).await?;
        let tried = tried(&services, &who, &question).await?;
        let counts = actions::count_questions(&services, &who, services.now().plus_ms(-COUNTED_MS)).await?;
        let proposals = actions::proposals(&services, &who).await?;
        let asked = actions::list_questions(&services, &who, LISTED).await?;
        let lines = actions::list_articles(&services, &who).await?.into_iter().flat_map(|shelf| shelf.articles).collect();
        let refused = refused().of("/set_threshold");
        Ok(view! {
            <Title text="Questions" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Questions" subtitle="Try what your articles answer, and see what visitors really asked." />
                {done_note(&[("saved", "The threshold is saved.")])}
                {refusal(&refused, &["threshold"])}
                <Card title="Try a question" class="mb-5">
                    <form method="get" action=routes::ADMIN_HELP_BENCH role="search" class="flex flex-wrap items-center gap-2.5">
                        <label class="sr-only" for="q">"Question"</label>
                        <TextInput name="q" kind="search" value=question placeholder="How do I send something back?" class="min-w-56 flex-1" />
                        <Button look=Look::Primary icon=Glyph::Help>"Try it"</Button>
                    </form>
                    {tried}
                </Card>
                <Threshold threshold refused />
                <Outcomes counts />
                <Proposals proposals />
                <LastQuestions asked lines now=services.now() />
            </AdminLayout>
        }
        .into_any())
    })
}

async fn tried(services: &Services, who: &Admin, question: &str) -> Result<AnyView> {
    if question.is_empty() {
        return Ok(view! { <p class="mt-3 text-sm text-muted">"Trying is not remembered as a question."</p> }.into_any());
    }
    let Bench { decision, candidates } = actions::try_question(services, who, question).await?;
    let name =
        |id: ArticleId| candidates.iter().find(|(line, _)| line.id == id).map_or_else(|| "an article".to_owned(), |(line, _)| format!("“{}”", line.question));
    let by_help = match decision {
        Decision::Answer { article, confidence } => (Tone::Good, format!("It is answered with {}, {confidence} % sure.", name(article))),
        Decision::Propose { article } => (Tone::Warn, format!("The visitor is asked back: {}?", name(article))),
        Decision::AskBack { first, second } => (Tone::Warn, format!("The visitor is asked back: {} or {}?", name(first), name(second))),
        Decision::None if candidates.is_empty() => (Tone::Neutral, "No article has to do with it: it is left to people.".to_owned()),
        Decision::None => (Tone::Neutral, "No article is sure enough: it is left to people.".to_owned()),
    };
    let by_topic = |topic: String| (Tone::Good, format!("The bot says what its topic “{topic}” says."));
    let is_sure = matches!(decision, Decision::Answer { .. });
    let (tone, says) = match chats::try_message(services, who, question).await? {
        Some(Beside::Human) => (Tone::Accent, "The bot calls a human.".to_owned()),
        Some(Beside::Topic(topic)) => by_topic(topic),
        Some(Beside::Fallback(topic)) if !is_sure => by_topic(topic),
        _ => by_help,
    };
    let none = candidates.is_empty();
    let rows = candidates.into_iter().map(|(line, candidate)| view! { <CandidateRow line candidate /> }).collect_view();
    let columns = vec![Column::new("Article"), Column::new("How sure"), Column::new("Which words counted")];
    Ok(view! {
        <Banner tone class="my-4">{says}</Banner>
        {(!none).then(|| view! { <Table caption="Candidates" columns>{rows}</Table> })}
    }
    .into_any())
}

#[component]
fn CandidateRow(line: ArticleLine, candidate: Candidate) -> impl IntoView {
    let sure = format!("{} %", candidate.confidence);
    let word = |Counted { word, points }: Counted| {
        let tone = if points > 0 { Tone::Accent } else { Tone::Neutral };
        view! { <Badge tone>{word} " " <span class="font-normal">{points}</span></Badge> }
    };
    view! {
        <Row>
            <Cell class="md:w-2/5">
                <a href=routes::admin_help(line.id) class="rounded-xs font-semibold hover:text-accent hover:underline">{line.question}</a>
            </Cell>
            <Cell label="How sure">
                <span class="flex items-center gap-2.5">
                    <span class="block w-20"><Meter label=format!("{sure} sure") percent=candidate.confidence /></span>
                    {sure}
                </span>
            </Cell>
            <Cell label="Words">
                <span class="flex flex-wrap gap-1.5">{candidate.why.into_iter().map(word).collect_view()}</span>
            </Cell>
        </Row>
    }
    .into_any()
}

/// From which confidence on questions are answered, and what that means.
#[component]
fn Threshold(threshold: u8, refused: Refused) -> impl IntoView {
    let open = refused.error.is_some();
    let value = refused.value_or("threshold", &threshold.to_string());
    view! {
        <Card class="mb-5">
            <h2 class="text-md font-semibold">{format!("Questions are answered from {threshold} % on")}</h2>
            <p class="mt-1 max-w-prose text-muted">
                {format!("Measured on questions with known answers: of those given at {DEFAULT_THRESHOLD} % and above, at least 95 in 100 were right. ")}
                "Higher, and fewer questions are answered but more surely; lower, and more are answered but more of them wrongly. What is less sure is asked back or left to people."
            </p>
            <Disclosure summary="Change it" open class="mt-2">
                <form method="post" action=SetThreshold::PATH class="flex flex-wrap items-start gap-3">
                    <TextField name="threshold" label="How sure an answer must be" kind="number" hint="1 to 100." required=true value error=refused.error_of("threshold") class="w-56" />
                    <Button class="mt-6.5">"Save"</Button>
                </form>
            </Disclosure>
        </Card>
    }
    .into_any()
}
