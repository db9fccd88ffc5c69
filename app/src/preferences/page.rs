//! `/desk/settings`: how one likes to work.

use super::api::ChangePreferences;
use crate::forms::refused;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::tickets::desk::frame::{DeskFrame, rail};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::preferences::actions;
use stoa::preferences::model::{AfterResolving, FirstTab, Preferences};

const FIELDS: &[&str] = &["signature", "first_tab", "after_resolving"];

/// The page.
#[component]
pub fn DeskSettingsPage() -> impl IntoView {
    page(async {
        let identity = session::identity().await?;
        let (agent, me) = (identity.agent()?, identity.me());
        let own = actions::own(&session::services(), &agent).await?;
        let rail = rail(&agent).await?;
        Ok(view! {
            <Title text="Your settings" />
            <DeskFrame me rail current=routes::DESK_SETTINGS>
                <div class="min-h-0 flex-1 overflow-y-auto px-4 py-6 md:px-8">
                    <div class="mx-auto max-w-2xl">
                        <PageHead
                            title="Your settings"
                            subtitle="How the desk works for you. Your colleagues have their own."
                            actions=|| view! { <ButtonLink href=routes::ACCOUNT>"Name and password"</ButtonLink> }
                        />
                        {done_note(&[("saved", "Your settings are saved.")])}
                        <Decisions own />
                    </div>
                </div>
            </DeskFrame>
        })
    })
}

#[component]
fn Decisions(own: Preferences) -> impl IntoView {
    let refused = refused().of("/change_preferences");
    let is_typed = refused.error.is_some();
    let ticked = |name: &str, now: bool| if is_typed { !refused.value(name).is_empty() } else { now };
    let tabs = FirstTab::ALL.iter().map(|t| Choice::new(t.word(), t.label())).collect();
    let afters = AfterResolving::ALL.iter().map(|a| Choice::new(a.word(), a.label())).collect();
    let (signature, signature_error) = (refused.value_or("signature", &own.signature), refused.error_of("signature"));
    let (tab, tab_error) = (refused.value_or("first_tab", own.first_tab.word()), refused.error_of("first_tab"));
    let (after, after_error) = (refused.value_or("after_resolving", own.after_resolving.word()), refused.error_of("after_resolving"));
    let enter_sends = ticked("enter_sends", own.enter_sends);
    let assigned = ticked("mail_assigned", own.mail_assigned);
    let mentioned = ticked("mail_mentioned", own.mail_mentioned);
    let answered = ticked("mail_answered", own.mail_answered);
    let followed = ticked("mail_followed", own.mail_followed);
    view! {
        {refusal(&refused, FIELDS)}
        <form method="post" action=ChangePreferences::PATH class="flex flex-col gap-5">
            <Card title="Replies">
                <div class="flex flex-col gap-4">
                    <Field id="signature" label="Signature" optional=true hint="Stands under your replies in mails to customers." error=signature_error.clone()>
                        <TextArea name="signature" rows=3 value=signature error=signature_error />
                    </Field>
                    <Switch name="enter_sends" checked=enter_sends hint="Shift+Enter begins a line. Live chats always work like this.">
                        "Enter sends"
                    </Switch>
                </div>
            </Card>
            <Card title="Mails while you are away">
                <div class="flex flex-col gap-3">
                    <Switch name="mail_assigned" checked=assigned>"When a ticket is given to you"</Switch>
                    <Switch name="mail_answered" checked=answered>"When somebody answers in a ticket of yours"</Switch>
                    <Switch name="mail_mentioned" checked=mentioned>"When a colleague names you in a note"</Switch>
                    <Switch name="mail_followed" checked=followed>"When something happens in a ticket you follow"</Switch>
                </div>
            </Card>
            <Card title="Inbox">
                <div class="grid gap-4 sm:grid-cols-2">
                    <Field id="first_tab" label="Opens with" error=tab_error.clone()>
                        <Select name="first_tab" choices=tabs value=tab error=tab_error />
                    </Field>
                    <Field id="after_resolving" label="After resolving a ticket" error=after_error.clone()>
                        <Select name="after_resolving" choices=afters value=after error=after_error />
                    </Field>
                </div>
            </Card>
            <div>
                <Button look=Look::Primary>"Save"</Button>
            </div>
        </form>
    }
    .into_any()
}
