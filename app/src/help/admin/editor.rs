//! Writing an article: the question in all its wordings, the answer with a preview, its place, and what an edit would change.

use super::api::{CreateArticle, TryArticle, UpdateArticle};
use super::changes::Changes;
use super::islands::LivePreview;
use super::sheet::{self, CHANGES, FIELDS, PREVIEW, Sheet};
use super::states::{ChangedNote, EDITOR, StateBadge, StateMenu};
use crate::error::Result;
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::accounts::Admin;
use stoa::conversations::markdown;
use stoa::help::actions;
use stoa::help::model::{Article, Category, State};
use stoa::kernel::ids::ArticleId;

/// `/admin/help/new`
#[component]
pub fn NewArticlePage() -> impl IntoView {
    page(async { editor(session::admin().await?, None).await })
}

/// `/admin/help/{article}`
#[component]
pub fn EditorPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("article")).and_then(|id| id.parse::<ArticleId>().ok());
    page(async move { editor(session::admin().await?, Some(id.ok_or(Error::NotFound)?)).await })
}

async fn editor(who: Admin, id: Option<ArticleId>) -> Result<AnyView> {
    let services = session::services();
    let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_HELP).await?;
    let article = match id {
        Some(id) => Some(actions::find_article(&services, &who, id).await?),
        None => None,
    };
    let sheet = Sheet::read(article.as_ref().map_or_else(sheet::proposed, sheet::draft));
    let categories = actions::list_categories(&services, &who).await?;
    let shown = match sheet.show.as_str() {
        PREVIEW => markdown::article_to_html(&actions::preview(&services, &who, &sheet.draft.body).await?),
        _ => String::new(),
    };
    let changes = match &article {
        Some(article) if sheet.show == CHANGES => {
            let replay = actions::replay(&services, &who, article.id, &sheet.draft).await?;
            let lines = actions::list_articles(&services, &who).await?.into_iter().flat_map(|shelf| shelf.articles).collect();
            view! { <Changes replay lines /> }.into_any()
        }
        _ => ().into_any(),
    };
    let title = article.as_ref().map_or_else(|| "New article".to_owned(), |article| article.question.clone());
    let head = match &article {
        Some(article) => view! { <Head article=article.clone() /> }.into_any(),
        None => view! { <PageHead title="New article" subtitle="It is a draft until you publish it." /> }.into_any(),
    };
    Ok(view! {
        <Title text=title />
        <AdminLayout business desk_href=routes::DESK nav account>
            <p class="mb-2 text-sm"><a href=routes::ADMIN_HELP class="rounded-xs text-accent hover:underline">"All articles"</a></p>
            {head}
            <ChangedNote back=EDITOR />
            {done_note(&[("saved", "The article is saved.")])}
            {refusal(&refused(), &FIELDS)}
            {changes}
            <EditorForm article sheet categories shown />
        </AdminLayout>
    }
    .into_any())
}

#[component]
fn Head(article: Article) -> impl IntoView {
    let Article { id, slug, question, state, views, helpful, unhelpful, .. } = article;
    let votes = match helpful + unhelpful {
        0 => "nobody has voted yet".to_owned(),
        all => format!("it helped {helpful} of {all} who voted"),
    };
    let subtitle = format!("Read {views} {}; {votes}.", if views == 1 { "time" } else { "times" });
    let actions = move || {
        let see = (state == State::Published).then(|| view! { <ButtonLink href=routes::help_article(&slug) icon=Glyph::External>"See it"</ButtonLink> });
        view! {
            <StateBadge state />
            {see}
            <StateMenu article=id state back=EDITOR />
        }
    };
    view! { <PageHead title=question subtitle actions /> }.into_any()
}

#[component]
fn EditorForm(article: Option<Article>, sheet: Sheet, categories: Vec<Category>, shown: String) -> impl IntoView {
    let (id, state) = (article.as_ref().map(|a| a.id), article.as_ref().map(|a| a.state));
    let action = if id.is_some() { UpdateArticle::PATH } else { CreateArticle::PATH };
    let may_replay = state.is_some_and(|state| state != State::Archived);
    let (draft, refused) = (sheet.draft, sheet.refused);
    let wrong_body = refused.error_of("body");
    view! {
        <form method="post" action=action class="flex flex-col gap-5">
            {id.map(|id| view! { <input type="hidden" name="article" value=id.to_string() /> })}
            <Wordings question=draft.question.clone() alternatives=draft.alternatives.clone() keywords=draft.keywords.clone() refused=refused.clone() />
            <Card title="The answer">
                <LivePreview shown action=TryArticle::PATH.to_owned()>
                    <Field
                        id="body"
                        label="Answer"
                        hint="Markdown: **bold**, - lists, ## headings, [words](address). {business}, {hours} and {currency} are filled in."
                        error=wrong_body.clone()
                    >
                        <TextArea name="body" rows=12 required=true value=draft.body.clone() error=wrong_body />
                    </Field>
                </LivePreview>
            </Card>
            <PlaceFields category=draft.category slug=draft.slug tags=draft.tags related=draft.related categories refused />
            <div class="flex flex-wrap gap-2.5 border-t border-line pt-5">
                <Button look=Look::Primary name="then" value="save">"Save"</Button>
                {(state != Some(State::Published)).then(|| view! { <Button icon=Glyph::Eye name="then" value="publish">"Save and publish"</Button> })}
                {may_replay.then(|| view! { <Button icon=Glyph::Refresh name="show" value=CHANGES attr:formaction=TryArticle::PATH>"What would change?"</Button> })}
                <ButtonLink href=routes::ADMIN_HELP look=Look::Quiet>"Cancel"</ButtonLink>
            </div>
        </form>
    }
    .into_any()
}

/// The question and everything else by which it is found.
#[component]
fn Wordings(question: String, alternatives: String, keywords: String, refused: crate::forms::Refused) -> impl IntoView {
    let (wrong_wordings, wrong_keywords) = (refused.error_of("alternatives"), refused.error_of("keywords"));
    view! {
        <Card title="The question">
            <div class="flex flex-col gap-4">
                <TextField name="question" label="Question" hint="As a customer would ask it. It is the title, too." required=true value=question error=refused.error_of("question") />
                <Field id="alternatives" label="The same in other words" optional=true hint="One question on each line. The more ways to ask, the surer it is found." error=wrong_wordings.clone()>
                    <TextArea name="alternatives" rows=4 value=alternatives error=wrong_wordings />
                </Field>
                <Field id="keywords" label="Keywords" optional=true hint="Words and phrases that point to it, with commas between." error=wrong_keywords.clone()>
                    <TextArea name="keywords" rows=2 value=keywords error=wrong_keywords />
                </Field>
            </div>
        </Card>
    }
    .into_any()
}

/// Where it stands, and what stands beside it.
#[component]
fn PlaceFields(category: String, slug: String, tags: String, related: String, categories: Vec<Category>, refused: crate::forms::Refused) -> impl IntoView {
    let wrong_category = refused.error_of("category");
    let choices = std::iter::once(Choice::new("", "Choose one")).chain(categories.into_iter().map(|c| Choice::new(c.id.to_string(), c.name))).collect();
    view! {
        <Card title="Its place">
            <div class="grid items-start gap-4 md:grid-cols-2">
                <Field id="category" label="Group" error=wrong_category.clone()>
                    <Select name="category" choices required=true value=category error=wrong_category />
                </Field>
                <TextField name="slug" label="Address" optional=true hint="Its word in addresses, like return-policy. Made from the question when left empty." value=slug error=refused.error_of("slug") />
                <TextField name="tags" label="Tags" optional=true hint="With commas between." value=tags error=refused.error_of("tags") />
                <TextField name="related" label="Read next" optional=true hint="The addresses of other articles, with commas between." value=related error=refused.error_of("related") />
            </div>
        </Card>
    }
    .into_any()
}
