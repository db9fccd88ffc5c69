//! All articles by group: who reads them, whom they help, in which order they stand.

use super::api::{AddStandardArticles, MoveArticle};
use super::states::{ChangedNote, StateBadge, StateMenu};
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
use stoa::help::actions;
use stoa::help::model::{ArticleLine, Shelf, State};
use stoa::kernel::ids::ArticleId;

/// `/admin/help`: what is in use, or with `?show=` the articles of one state.
#[component]
pub fn AnswersPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_HELP).await?;
        let shelves = actions::list_articles(&services, &who).await?;
        let show = session::query("show").and_then(|word| word.parse::<State>().ok());
        let tabs = tabs(&shelves, show);
        let body = listed(shelves, show);
        let actions = || {
            view! {
                <ButtonLink href=routes::ADMIN_HELP_BENCH icon=Glyph::Help>"Try a question"</ButtonLink>
                <ButtonLink href=routes::ADMIN_HELP_NEW look=Look::Primary icon=Glyph::Plus>"New article"</ButtonLink>
            }
        };
        Ok(view! {
            <Title text="Help articles" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Help articles" subtitle="Visitors find them in the help centre, and they answer questions." actions />
                <ChangedNote back="" />
                {done_note(&[("standard", "The standard articles are here. Change what does not fit.")])}
                {refusal(&refused(), &[])}
                <Tabs label="Articles by state" class="mb-5" items=tabs />
                {body}
            </AdminLayout>
        }
        .into_any())
    })
}

/// Whether a list shows this state: nothing chosen is what is not put away.
fn is_shown(state: State, show: Option<State>) -> bool {
    show.map_or(state != State::Archived, |show| show == state)
}

fn tabs(shelves: &[Shelf], show: Option<State>) -> Vec<NavItem> {
    let count = |show| shelves.iter().flat_map(|s| &s.articles).filter(|a| is_shown(a.state, show)).count() as u32;
    let tab = |label: &str, of: Option<State>| {
        let href = of.map_or_else(|| routes::ADMIN_HELP.to_owned(), |state| format!("{}?show={state}", routes::ADMIN_HELP));
        NavItem::new(href, label).count(count(of)).current(show == of)
    };
    vec![tab("In use", None), tab("Published", Some(State::Published)), tab("Drafts", Some(State::Draft)), tab("Put away", Some(State::Archived))]
}

fn listed(shelves: Vec<Shelf>, show: Option<State>) -> AnyView {
    if shelves.iter().all(|shelf| shelf.articles.is_empty()) {
        return view! {
            <Empty glyph=Glyph::Book text="There are no articles yet. Write one, or begin with those most shops need and change what does not fit.">
                <form method="post" action=AddStandardArticles::PATH>
                    <Button icon=Glyph::Plus>"Add the standard articles"</Button>
                </form>
            </Empty>
        }
        .into_any();
    }
    let narrow = |mut shelf: Shelf| {
        shelf.articles.retain(|article| is_shown(article.state, show));
        (!shelf.articles.is_empty()).then_some(shelf)
    };
    let shelves: Vec<Shelf> = shelves.into_iter().filter_map(narrow).collect();
    if shelves.is_empty() {
        return view! { <Empty glyph=Glyph::Book text="No article is in this state." /> }.into_any();
    }
    shelves.into_iter().map(|shelf| view! { <ShelfTable shelf may_move=show.is_none() /> }).collect_view().into_any()
}

#[component]
fn ShelfTable(shelf: Shelf, may_move: bool) -> impl IntoView {
    let Shelf { category, articles } = shelf;
    let last = articles.len().saturating_sub(1);
    let lines = articles.into_iter().enumerate().map(|(i, article)| view! { <ArticleRow article may_move is_first=i == 0 is_last=i == last /> }).collect_view();
    let columns = vec![Column::new("Question"), Column::new("State"), Column::number("Read"), Column::number("Helped"), Column::new("Order"), Column::new("")];
    view! {
        <section class="mb-7">
            <h2 class="mb-2 text-md font-semibold">{category.name.clone()}</h2>
            <Table caption=category.name columns>{lines}</Table>
        </section>
    }
    .into_any()
}

#[component]
fn ArticleRow(article: ArticleLine, may_move: bool, is_first: bool, is_last: bool) -> impl IntoView {
    let ArticleLine { id, slug, question, state, views, helpful, unhelpful, .. } = article;
    let helped = if helpful + unhelpful == 0 { "–".to_owned() } else { format!("{helpful} of {}", helpful + unhelpful) };
    let order = may_move.then(|| view! { <Order id is_first is_last /> });
    view! {
        <Row>
            <Cell class="md:w-1/2">
                <a id=format!("article-{id}") href=routes::admin_help(id) class="block scroll-mt-24 rounded-xs font-semibold hover:text-accent hover:underline">
                    {question}
                </a>
                <span class="block text-xs break-all text-muted">{slug}</span>
            </Cell>
            <Cell label="State"><StateBadge state /></Cell>
            <Cell label="Read" number=true>{views}</Cell>
            <Cell label="Helped" number=true>{helped}</Cell>
            <Cell label="Order">{order}</Cell>
            <Cell class="md:text-end"><StateMenu article=id state back="" /></Cell>
        </Row>
    }
    .into_any()
}

#[component]
fn Order(id: ArticleId, is_first: bool, is_last: bool) -> impl IntoView {
    view! {
        <form method="post" action=MoveArticle::PATH class="flex">
            <input type="hidden" name="article" value=id.to_string() />
            <IconButton glyph=Glyph::Up label="Move up" size=Size::Small name="up" value="true" disabled=is_first />
            <IconButton glyph=Glyph::Down label="Move down" size=Size::Small name="up" value="false" disabled=is_last />
        </form>
    }
    .into_any()
}
