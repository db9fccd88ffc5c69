//! What the bot can talk about: wordings, answer, suggestions, and whether it calls a human.

use super::api::{AddStandardTopics, ChangeTopic, CreateTopic, DeleteTopic};
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
use stoa::chats::actions;
use stoa::chats::bot::topic::{Effect, Topic};

const FIELDS: &[&str] = &["name", "wordings", "answer", "chips", "effect"];
const DONE: &[(&str, &str)] = &[
    ("added", "The topic is added. The bot knows it at once."),
    ("changed", "The topic is changed."),
    ("deleted", "The topic is deleted. A standard one can be added again below."),
    ("standard", "All standard topics are there."),
];

/// `/admin/chat/topics`
#[component]
pub fn TopicsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_CHAT_TOPICS).await?;
        let topics = actions::list_topics(&services, &who).await?;
        let said = refused();
        let (adding, changing) = (said.clone().of("/create_topic"), said.clone().of("/change_topic"));
        let is_adding = adding.error.is_some();
        let rows = topics.into_iter().map(|topic| view! { <TopicRow topic refused=changing.clone() /> }).collect_view();
        Ok(view! {
            <Title text="Bot topics" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Bot topics" subtitle="What the bot understands without the help centre. Everything else it looks up in your articles." />
                {done_note(DONE)}
                {refusal(&said, FIELDS)}
                <Card class="mb-5">
                    <Disclosure summary="Write a new topic" open=is_adding>
                        <form method="post" action=CreateTopic::PATH class="mt-4">
                            <TopicFields topic=None refused=adding />
                            <div class="mt-4"><Button look=Look::Primary icon=Glyph::Plus>"Add the topic"</Button></div>
                        </form>
                    </Disclosure>
                </Card>
                <Card title="All topics">
                    <ul class="-my-2 divide-y divide-line">{rows}</ul>
                </Card>
                <form method="post" action=AddStandardTopics::PATH class="mt-5 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm text-muted">
                    <span class="min-w-0 flex-1 basis-72">"Is one of the topics gone that every business starts with? Yours stay as they are."</span>
                    <Button icon=Glyph::Refresh>"Add the standard topics"</Button>
                </form>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn TopicRow(topic: Topic, refused: Refused) -> impl IntoView {
    let id = topic.id;
    let refused = refused.about("topic", id);
    let is_open = refused.error.is_some();
    let is_on = if is_open { !refused.value("is_on").is_empty() } else { topic.is_on };
    let (name, answer) = (topic.name.clone(), topic.answer.clone());
    let (saved, deleted) = (format!(" {name}"), name.clone());
    let badges = view! {
        {(topic.effect == Effect::HandOver).then(|| view! { <Badge tone=Tone::Accent icon=Glyph::Person>{topic.effect.label()}</Badge> })}
        {matches!(topic.effect, Effect::Ask | Effect::Courtesy).then(|| view! { <Badge>{topic.effect.label()}</Badge> })}
        {(!topic.is_on).then(|| view! { <Badge icon=Glyph::Pause>"Off"</Badge> })}
        <span class="text-xs text-muted tabular-nums">{format!("{} wordings", topic.wordings.0.len())}</span>
    };
    view! {
        <li id=format!("topic-{id}") class="scroll-mt-6 py-2">
            <details open=is_open class="group/topic">
                <summary class="flex min-h-11 items-center gap-3 rounded-sm px-1">
                    <Icon glyph=Glyph::Right class="size-4 flex-none text-muted transition-transform group-open/topic:rotate-90" />
                    <span class="min-w-0 flex-1">
                        <b class="block font-semibold">{name}</b>
                        <span class="block truncate text-sm text-muted group-open/topic:hidden">{answer}</span>
                    </span>
                    <span class="flex flex-none flex-wrap items-center justify-end gap-2">{badges}</span>
                </summary>
                <form method="post" action=ChangeTopic::PATH class="ps-8 pt-3 pb-2">
                    <input type="hidden" name="topic" value=id.to_string() />
                    <TopicFields topic=Some(topic) refused />
                    <div class="mt-4"><Switch name="is_on" checked=is_on>"The bot uses it"</Switch></div>
                    <div class="mt-4"><Button look=Look::Primary>"Save" <span class="sr-only">{saved}</span></Button></div>
                </form>
                <div class="ps-6 pb-2">
                    <AskDelete id=format!("delete-{id}") what=deleted words="The bot no longer answers with it." action=DeleteTopic::PATH name="topic" value=id.to_string() />
                </div>
            </details>
        </li>
    }
    .into_any()
}

#[component]
fn TopicFields(topic: Option<Topic>, refused: Refused) -> impl IntoView {
    let end = topic.as_ref().map_or_else(|| "new".to_owned(), |topic| topic.id.to_string());
    let own = |field: fn(&Topic) -> String| topic.as_ref().map(field).unwrap_or_default();
    let effect = topic.as_ref().map_or(Effect::Answer, |t| t.effect);
    let effects = Effect::ALL.iter().map(|effect| Choice::new(effect.word(), effect.label())).collect::<Vec<_>>();
    // Of each field: its id on the page, what stands in it, what is wrong with it.
    let field = |name: &str, own: String| (format!("{name}-{end}"), refused.value_or(name, &own), refused.error_of(name));
    let (name, name_value, name_error) = field("name", own(|t| t.name.clone()));
    let (follows, follows_value, follows_error) = field("effect", effect.word().to_owned());
    let (wordings, wordings_value, wordings_error) = field("wordings", own(|t| t.wordings.to_string()));
    let (answer, answer_value, answer_error) = field("answer", own(|t| t.answer.clone()));
    let (chips, chips_value, chips_error) = field("chips", own(|t| t.chips.to_string()));
    view! {
        <div class="grid items-start gap-4 md:grid-cols-2">
            <TextField name="name" id=name label="Name" required=true value=name_value error=name_error />
            <Field id=follows.clone() label="What follows" error=follows_error.clone()>
                <Select name="effect" id=follows choices=effects value=follows_value error=follows_error />
            </Field>
            <Field id=wordings.clone() label="What people say" hint="One wording on each line. Small typing errors do not matter." error=wordings_error.clone()>
                <TextArea name="wordings" id=wordings rows=7 required=true value=wordings_value error=wordings_error />
            </Field>
            <div class="flex flex-col gap-4">
                <Field id=answer.clone() label="What the bot says" hint="{business}, {hours}, {currency} and {name} are filled in." error=answer_error.clone()>
                    <TextArea name="answer" id=answer rows=3 required=true value=answer_value error=answer_error />
                </Field>
                <Field id=chips.clone() label="Suggestions" optional=true hint="What the visitor may ask next with one press, one on each line; five at most." error=chips_error.clone()>
                    <TextArea name="chips" id=chips rows=3 value=chips_value error=chips_error />
                </Field>
            </div>
        </div>
    }
    .into_any()
}
