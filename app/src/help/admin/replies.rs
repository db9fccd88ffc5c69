//! What is said automatically, on which occasion, and with which words.

use super::api::ChangeReply;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{is_done, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::help::actions;
use stoa::help::model::{Occasion, Reply};

/// `/admin/replies`
#[component]
pub fn RepliesPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_REPLIES).await?;
        let replies = actions::list_replies(&services, &who).await?;
        let said = refused();
        let changing = said.clone().of("/change_reply");
        let cards = replies.into_iter().map(|reply| view! { <ReplyCard reply refused=changing.clone() /> }).collect_view();
        Ok(view! {
            <Title text="Automatic responses" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Automatic responses" subtitle="Each is said at most once in a chat on its occasion." />
                {refusal(&said, &["body"])}
                <div class="flex flex-col gap-5">{cards}</div>
            </AdminLayout>
        }
        .into_any())
    })
}

#[component]
fn ReplyCard(reply: Reply, refused: Refused) -> impl IntoView {
    let Reply { occasion, body, is_on } = reply;
    let refused = refused.about("occasion", occasion.word());
    let is_on = if refused.error.is_some() { !refused.value("is_on").is_empty() } else { is_on };
    let (field, error) = (format!("body-{occasion}"), refused.error_of("body"));
    let saved = is_done(occasion.word()).then(|| view! { <Banner tone=Tone::Good class="mb-4">"It is saved."</Banner> });
    view! {
        <Card class="scroll-mt-6">
            <h2 id=occasion.word() class="scroll-mt-6 text-md font-semibold">{occasion.label()}</h2>
            <p class="mb-3 text-sm text-muted">{when(occasion)}</p>
            {saved}
            <form method="post" action=ChangeReply::PATH class="flex flex-col gap-3">
                <input type="hidden" name="occasion" value=occasion.word() />
                <Field id=field.clone() label="Text" hint=placeholders(occasion) error=error.clone()>
                    <TextArea name="body" id=field rows=3 required=true value=refused.value_or("body", &body) error />
                </Field>
                <Switch name="is_on" checked=is_on>"Say it"</Switch>
                <div><Button>"Save" <span class="sr-only">{format!(" {}", occasion.label().to_lowercase())}</span></Button></div>
            </form>
        </Card>
    }
    .into_any()
}

/// When it is said, in a sentence.
const fn when(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Welcome => "Said when a chat begins.",
        Occasion::NobodyOnline => "Said when nobody of the team is there although you are open.",
        Occasion::OutsideHours => "Said when somebody writes while you are closed.",
        Occasion::LongWait => "Said when somebody has been waiting for long.",
        Occasion::Closing => "Said when a chat is closed.",
    }
}

/// The placeholders of an occasion and what stands for them.
fn placeholders(occasion: Occasion) -> String {
    let meaning = |name: &&str| {
        let means = match *name {
            "business" => "the name of your business",
            "name" => "the visitor's name",
            "opens_at" => "when you open next, in the visitor's time",
            "position" => "their place in the queue",
            _ => "filled in",
        };
        format!("{{{name}}} is {means}")
    };
    format!("{}.", occasion.placeholders().iter().map(meaning).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_placeholder_is_explained() {
        for occasion in Occasion::ALL {
            let words = placeholders(*occasion);
            assert!(!words.contains("is filled in") && occasion.placeholders().iter().all(|p| words.contains(&format!("{{{p}}}"))), "{words}");
        }
    }
}
