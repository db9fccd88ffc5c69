//! Whether visitors see an article: its badge, the menu that changes it, and the way back afterwards.

use super::api::SetArticleState;
use crate::error::Result;
use crate::notes::{done, is_done};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Admin;
use stoa::help::actions;
use stoa::help::model::State;
use stoa::kernel::ids::ArticleId;
use stoa::platform::Services;

/// The word that leads back to the editor instead of the list.
pub const EDITOR: &str = "editor";

/// After saving: back to the editor, and published when that was asked for.
///
/// # Errors
/// When the database fails.
pub async fn saved(services: &Services, who: &Admin, id: ArticleId, then: &str) -> Result<()> {
    let page = match then {
        "publish" => changed(id, State::Published, actions::set_state(services, who, id, State::Published).await?, EDITOR),
        _ => done(&routes::admin_help(id), "saved"),
    };
    leptos_axum::redirect(&page);
    Ok(())
}

/// The page that says what has become of an article.
pub fn changed(article: ArticleId, state: State, before: State, back: &str) -> String {
    let page = if back == EDITOR { routes::admin_help(article) } else { routes::ADMIN_HELP.to_owned() };
    format!("{}&article={article}&before={before}", done(&page, state.word()))
}

/// Says what has become of an article, with the way back.
#[component]
pub fn ChangedNote(back: &'static str) -> impl IntoView {
    let state = State::ALL.iter().find(|state| is_done(state.word())).copied();
    let article = session::query("article").and_then(|id| id.parse::<ArticleId>().ok());
    let before = session::query("before").and_then(|word| word.parse::<State>().ok()).filter(|before| Some(*before) != state);
    state.map(|state| {
        let words = match state {
            State::Draft => "It is a draft: visitors do not see it.",
            State::Published => "It is published: visitors read it, and it answers their questions.",
            State::Archived => "It is put away: visitors do not see it. Its votes and figures stay.",
        };
        let undo = move || {
            article.zip(before).map(|(article, before)| {
                view! {
                    <form method="post" action=SetArticleState::PATH>
                        <input type="hidden" name="article" value=article.to_string() />
                        <input type="hidden" name="back" value=back />
                        <Button size=Size::Small icon=Glyph::Undo name="state" value=before.word()>"Undo"</Button>
                    </form>
                }
            })
        };
        view! { <Banner tone=Tone::Good class="mb-5" action=undo>{words}</Banner> }
    })
}

/// Whether visitors see it.
#[component]
pub fn StateBadge(state: State) -> impl IntoView {
    let (tone, icon) = match state {
        State::Draft => (Tone::Warn, Glyph::Edit),
        State::Published => (Tone::Good, Glyph::Eye),
        State::Archived => (Tone::Neutral, Glyph::Box),
    };
    view! { <Badge tone icon>{label(state)}</Badge> }.into_any()
}

/// A state as admins read it.
pub const fn label(state: State) -> &'static str {
    match state {
        State::Archived => "Put away",
        other => other.label(),
    }
}

/// The menu of an article.
#[component]
pub fn StateMenu(article: ArticleId, state: State, back: &'static str) -> impl IntoView {
    let to = move |to: State, icon: Glyph, label: &'static str| {
        (state != to).then(|| view! { <MenuButton name="state" value=to.word() icon danger=to == State::Archived>{label}</MenuButton> })
    };
    view! {
        <Menu id=format!("state-{article}") label="Change state" icon=Glyph::More compact=true side=Side::BelowEnd>
            <form method="post" action=SetArticleState::PATH>
                <input type="hidden" name="article" value=article.to_string() />
                <input type="hidden" name="back" value=back />
                {to(State::Published, Glyph::Eye, "Publish")}
                {to(State::Draft, Glyph::Edit, if state == State::Published { "Take back: a draft again" } else { "Bring back as a draft" })}
                {to(State::Archived, Glyph::Box, "Put away")}
            </form>
        </Menu>
    }
    .into_any()
}
