//! `/admin/sms`: how the business is connected to Twilio, what customers are told by SMS, and a test. The token is written, never shown.

use super::api::{ChangeSms, TestSms};
use super::list::sms_tone;
use crate::chats::visitor::phone_country;
use crate::forms::{Refused, refused};
use crate::frames::{self, AdminFrame};
use crate::fresh::KeepFresh;
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::kernel::phone::COUNTRIES;
use stoa::sms::actions;
use stoa::sms::model::{Connection, Occasion, Setting};
use stoa::sms::rules::{MOST_A_DAY, MOST_TO_ONE};

const FIELDS: &[&str] = &["account_sid", "auth_token", "sender", "most_a_day", "number"];
const DONE: &[(&str, &str)] = &[("saved", "SMS are saved. Send a test to your own phone.")];

/// The page.
#[component]
pub fn SmsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_SMS).await?;
        let connection = actions::connection(&services, &who).await?;
        let (said, own, currency) = (refused(), who.business(), session::business().await?.currency);
        let is_public = services.url().starts_with("https://");
        let warning = (!is_public).then(|| {
            view! { <Banner tone=Tone::Accent class="mb-5">"Twilio reports whether an SMS arrived only to a public address that begins with https://. Set STOA_URL. Until then you see what was sent, and not what arrived."</Banner> }
        });
        let (form, state) = (form(&connection, &said.clone().of("/change_sms")), state(&connection));
        let test = connection.setting.is_some().then(|| test_form(&said.clone().of("/test_sms"), &currency));
        Ok(view! {
            <Title text="SMS" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="SMS" subtitle="What customers are told on their phone, as well as by mail, when they left a number." />
                {done_note(DONE)}
                {refusal(&said, FIELDS)}
                {warning}
                <Card title="Twilio" class="mb-5">{form}</Card>
                <Card title="Test" class="mb-5 scroll-mt-6">
                    <div id="test">{state}</div>
                    {test}
                </Card>
                <p class="text-sm text-muted"><a href=routes::sms_list() class="rounded-xs text-accent hover:underline">"See the SMS that were sent"</a></p>
                <KeepFresh business=own part="test".to_owned() admin=true every=0 />
            </AdminLayout>
        }
        .into_any())
    })
}

/// How it stands, and what came of the last test.
fn state(connection: &Connection) -> AnyView {
    if !connection.fault.is_empty() {
        let fault = connection.fault.clone();
        return view! { <Banner tone=Tone::Bad>{fault}</Banner> }.into_any();
    }
    if connection.setting.is_none() {
        return view! { <p class="text-muted">"Save your account at Twilio first, then send a test to your own phone."</p> }.into_any();
    }
    let Some(sms) = connection.test.clone() else {
        return view! { <p class="text-muted">"Nothing has been tested yet."</p> }.into_any();
    };
    let tone = sms_tone(sms.state);
    view! {
        <p class="flex flex-wrap items-center gap-2.5">
            <Badge tone icon=tone.glyph()>{sms.state.label()}</Badge>
            <span class="min-w-0 text-sm text-muted">{format!("The last test, to {}. {}", sms.recipient, sms.error)}</span>
        </p>
    }
    .into_any()
}

fn test_form(refused: &Refused, currency: &str) -> AnyView {
    let (value, wrong) = (refused.value("number"), refused.error_of("number"));
    let countries = COUNTRIES.iter().map(|(iso, name, code)| Choice::new(*iso, format!("{name} (+{code})"))).collect();
    let country = refused.value_or("country", &phone_country(currency));
    view! {
        <form method="post" action=TestSms::PATH class="mt-4 flex max-w-lg flex-col gap-4">
            <Field id="number" label="Phone number" hint="It counts and costs like any other SMS." error=wrong.clone()>
                <div class="flex gap-2">
                    <Select name="country" label="Country of the phone number" choices=countries value=country class="w-40! flex-none" />
                    <TextInput name="number" kind="tel" autocomplete="tel" required=true value error=wrong placeholder="700 000 482" class="flex-1" />
                </div>
            </Field>
            <div><Button icon=Glyph::Send>"Send a test"</Button></div>
        </form>
    }
    .into_any()
}

/// The switches: what is told, and whether anything is.
fn switches(setting: Option<&Setting>, refused: &Refused) -> AnyView {
    let is_refused = refused.error.is_some();
    let was = |field: &str, stored: bool| if is_refused { !refused.value(field).is_empty() } else { stored };
    // Who connects Twilio wants all of it told, until they say otherwise.
    let told = setting.map_or_else(|| Occasion::CHOSEN.to_vec(), Setting::occasions);
    let boxes = Occasion::CHOSEN
        .into_iter()
        .map(|o| view! { <Checkbox name=o.word() checked=was(o.word(), told.contains(&o))>{o.label()}</Checkbox> }.into_any())
        .collect_view();
    let is_on = was("is_on", setting.is_some_and(|s| s.is_on));
    view! {
        <FieldGroup id="occasions" label="Tell customers" class="grid gap-x-5 sm:grid-cols-2">{boxes}</FieldGroup>
        <Switch name="is_on" checked=is_on hint="Off: nothing but tests is sent to phones; mails go on.">"Customers get SMS"</Switch>
    }
    .into_any()
}

fn form(c: &Connection, refused: &Refused) -> AnyView {
    let keys = &c.shown;
    let field = |name: &str, own: &str| (refused.value_or(name, own), refused.error_of(name));
    let (account, account_error) = field("account_sid", &keys.account);
    let (sender, sender_error) = field("sender", &keys.sender);
    let most = c.setting.as_ref().map_or(MOST_A_DAY, |s| s.most_a_day).to_string();
    let (most, most_error) = field("most_a_day", &most);
    let is_stored = !keys.token.is_empty();
    let (token_hint, placeholder) =
        if is_stored { ("Leave it empty to keep what is stored.", keys.token.clone()) } else { ("Beside the account SID.", String::new()) };
    let token_error = refused.error_of("auth_token");
    let most_hint = format!("So that nobody uses your forms to send SMS at your cost. One number gets {MOST_TO_ONE} a day at most.");
    let switches = switches(c.setting.as_ref(), refused);
    view! {
        <form method="post" action=ChangeSms::PATH class="flex flex-col gap-4">
            <div class="grid items-start gap-4 md:grid-cols-2">
                <TextField name="account_sid" label="Account SID" hint="From the front page of console.twilio.com." required=true autocomplete="off" value=account error=account_error />
                <TextField name="auth_token" label="Auth token" kind="password" autocomplete="off" hint=token_hint placeholder optional=is_stored error=token_error />
                <TextField name="sender" label="Sender" hint="One of your Twilio numbers, like +254 700 000 482, or the SID of a messaging service." required=true autocomplete="off" value=sender error=sender_error />
                <TextField name="most_a_day" label="Most SMS in a day" hint=most_hint required=true value=most error=most_error />
            </div>
            {switches}
            <div><Button look=Look::Primary>"Save"</Button></div>
        </form>
    }
    .into_any()
}
