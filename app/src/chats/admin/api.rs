//! What admins send about chats.

use crate::error::Result;
use leptos::prelude::*;
use stoa::kernel::ids::TopicId;

/// Changes how the widget looks and where it may stand; a box that is not ticked is not sent.
#[server]
pub async fn change_widget(
    position: String,
    #[server(default)] hue: String,
    #[server(default)] greeting: String,
    #[server(default)] origins: String,
    #[server(default)] typing_preview: bool,
) -> Result<()> {
    let draft = stoa::chats::draft::WidgetDraft { hue, greeting, position, origins, typing_preview };
    stoa::chats::actions::set_widget(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CHAT, "saved"));
    Ok(())
}

/// Sets after how many seconds of waiting a visitor is told that it takes long.
#[server]
pub async fn set_long_wait(long_wait: i64) -> Result<()> {
    stoa::chats::actions::set_long_wait(&crate::session::services(), &crate::session::admin().await?, long_wait).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CHAT, "times"));
    Ok(())
}

/// Sets after how many hours without a word a chat is closed.
#[server]
pub async fn set_idle_close(idle_close: i64) -> Result<()> {
    stoa::chats::actions::set_idle_close(&crate::session::services(), &crate::session::admin().await?, idle_close).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CHAT, "times"));
    Ok(())
}

/// Makes another secret for host pages.
#[server]
pub async fn renew_chat_secret() -> Result<()> {
    stoa::chats::actions::renew_secret(&crate::session::services(), &crate::session::admin().await?).await?;
    leptos_axum::redirect(&format!("{}#secret", crate::notes::done(crate::routes::ADMIN_CHAT, "renewed")));
    Ok(())
}

/// Writes a new topic of the bot.
#[server]
pub async fn create_topic(name: String, wordings: String, answer: String, #[server(default)] chips: String, effect: String) -> Result<()> {
    let draft = stoa::chats::bot::topic::TopicDraft { name, wordings, answer, chips, effect, is_off: false };
    let id = stoa::chats::actions::create_topic(&crate::session::services(), &crate::session::admin().await?, &draft).await?;
    leptos_axum::redirect(&format!("{}#topic-{id}", crate::notes::done(crate::routes::ADMIN_CHAT_TOPICS, "added")));
    Ok(())
}

/// Changes a topic; a switch that is off is not sent.
#[server]
pub async fn change_topic(
    topic: TopicId,
    name: String,
    wordings: String,
    answer: String,
    #[server(default)] chips: String,
    effect: String,
    #[server(default)] is_on: bool,
) -> Result<()> {
    let draft = stoa::chats::bot::topic::TopicDraft { name, wordings, answer, chips, effect, is_off: !is_on };
    stoa::chats::actions::update_topic(&crate::session::services(), &crate::session::admin().await?, topic, &draft).await?;
    leptos_axum::redirect(&format!("{}#topic-{topic}", crate::notes::done(crate::routes::ADMIN_CHAT_TOPICS, "changed")));
    Ok(())
}

/// Deletes a topic.
#[server]
pub async fn delete_topic(topic: TopicId) -> Result<()> {
    stoa::chats::actions::delete_topic(&crate::session::services(), &crate::session::admin().await?, topic).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CHAT_TOPICS, "deleted"));
    Ok(())
}

/// Adds the standard topics that the business does not have.
#[server]
pub async fn add_standard_topics() -> Result<()> {
    stoa::chats::actions::add_standard_topics(&crate::session::services(), &crate::session::admin().await?).await?;
    leptos_axum::redirect(&crate::notes::done(crate::routes::ADMIN_CHAT_TOPICS, "standard"));
    Ok(())
}
