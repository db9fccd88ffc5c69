//! `/admin/payments`: how the business is connected to M-Pesa and PayPal. Secrets are written, never shown.

use super::api::{ConnectMpesa, ConnectPaypal, TestProvider};
use super::terms;
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
use stoa::orders::model::Method;
use stoa::payments::actions;
use stoa::payments::model::{Checked, Connection, TillKind};

const FIELDS: &[&str] =
    &["kind", "shortcode", "till", "consumer_key", "consumer_secret", "passkey", "initiator", "credential", "client_id", "client_secret", "webhook_id"];
const DONE: &[(&str, &str)] =
    &[("mpesa", "M-Pesa is saved. Test it before your customers do."), ("paypal", "PayPal is saved. Test it before your customers do."), ("terms", "Saved.")];

/// The page.
#[component]
pub fn PaymentsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_PAYMENTS).await?;
        let [mpesa, paypal] = actions::connections(&services, &who).await?;
        let (decided, said) = (actions::terms(&services, &who).await?, refused());
        let currency = session::business().await?.currency;
        let own = who.business();
        let is_public = services.url().starts_with("https://");
        let warning = (!is_public).then(|| {
            view! { <Banner tone=Tone::Warn class="mb-5">"M-Pesa and PayPal call back only at a public address that begins with https://. Set STOA_URL. Until then payments are found by asking, a little later."</Banner> }
        });
        let hint = format!("M-Pesa collects whole shillings, PayPal 24 currencies. Your shop counts in {currency}; customers are offered what fits.");
        let (mpesa_form, paypal_form) = (mpesa_form(&mpesa, &said.clone().of("/connect_mpesa")), paypal_form(&paypal, &said.clone().of("/connect_paypal")));
        let fields: Vec<&str> = FIELDS.iter().chain(&terms::FIELDS).copied().collect();
        let terms_form = terms::terms_form(&decided, &said.clone().of("/set_terms"));
        let (mpesa_state, paypal_state) = (tested(&mpesa, Method::Mpesa), tested(&paypal, Method::Paypal));
        Ok(view! {
            <Title text="Ways to pay" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Ways to pay" subtitle=hint />
                {done_note(DONE)}
                {refusal(&said, &fields)}
                {warning}
                <Card title="Pay on delivery" class="mb-5">
                    <p class="max-w-prose text-muted">"Always offered and needs no account: your team notes the money when it comes."</p>
                </Card>
                <Card title="M-Pesa" class="mb-5 scroll-mt-6">
                    <div id="mpesa" class="mb-4">{mpesa_state}</div>
                    {mpesa_form}
                </Card>
                <Card title="PayPal" class="mb-5 scroll-mt-6">
                    <div id="paypal" class="mb-4">{paypal_state}</div>
                    {paypal_form}
                </Card>
                <Card title="Unpaid orders and invoices" class="mb-5">{terms_form}</Card>
                <KeepFresh business=own part="mpesa".to_owned() admin=true every=0 />
                <KeepFresh business=own part="paypal".to_owned() admin=true every=0 />
            </AdminLayout>
        }
        .into_any())
    })
}

/// What came of the test, and the button for it.
fn tested(connection: &Connection, provider: Method) -> AnyView {
    if !connection.fault.is_empty() {
        let fault = connection.fault.clone();
        return view! { <Banner tone=Tone::Bad>{fault}</Banner> }.into_any();
    }
    let Some(account) = connection.account.clone() else {
        return view! { <p class="text-muted">"Not connected."</p> }.into_any();
    };
    let tone = match account.checked {
        Checked::Never => Tone::Neutral,
        Checked::Waiting => Tone::Warn,
        Checked::Fine => Tone::Good,
        Checked::Failed => Tone::Bad,
    };
    let offered = if account.is_offered { ("Offered", Tone::Good) } else { ("Not offered", Tone::Neutral) };
    let live = if account.is_live { "Real money" } else { "Sandbox" };
    let words = if account.checked == Checked::Waiting { "Being tested. Reload the page in a moment.".to_owned() } else { account.said };
    view! {
        <form method="post" action=TestProvider::PATH class="flex flex-wrap items-center gap-2.5">
            <input type="hidden" name="provider" value=provider.word() />
            <Badge tone=offered.1>{offered.0}</Badge>
            <Badge>{live}</Badge>
            <Badge tone>{account.checked.label()}</Badge>
            <span class="min-w-0 flex-1 basis-48 text-sm text-muted">{words}</span>
            <Button icon=Glyph::Refresh>"Test" <span class="sr-only">{format!(" {}", provider.label())}</span></Button>
        </form>
    }
    .into_any()
}

/// A secret: what is stored is not shown, what is left empty stays.
fn secret(name: &'static str, label: &'static str, stored: &str, refused: &Refused) -> AnyView {
    let is_stored = !stored.is_empty();
    let (hint, placeholder) = if is_stored { ("Leave it empty to keep what is stored.", stored.to_owned()) } else { ("", String::new()) };
    view! { <TextField name label kind="password" autocomplete="off" hint placeholder optional=is_stored error=refused.error_of(name) /> }.into_any()
}

fn switches(connection: &Connection, refused: &Refused, what: &'static str) -> AnyView {
    let was = |field: &str, stored: bool| if refused.error.is_some() { !refused.value(field).is_empty() } else { stored };
    let is_live = was("is_live", connection.account.as_ref().is_some_and(|a| a.is_live));
    let is_offered = was("is_offered", connection.account.as_ref().is_some_and(|a| a.is_offered));
    view! {
        <Switch name="is_live" checked=is_live hint="Off: the provider's sandbox, where no money moves.">"Real money"</Switch>
        <Switch name="is_offered" checked=is_offered hint="Off: nobody can choose it; payments that are under way go on.">{format!("Customers may pay with {what}")}</Switch>
    }
    .into_any()
}

fn mpesa_form(c: &Connection, refused: &Refused) -> AnyView {
    let keys = &c.shown;
    let kind = refused.value_or("kind", if keys.kind.is_empty() { TillKind::Paybill.word() } else { &keys.kind });
    let kinds =
        TillKind::ALL.iter().map(|k| view! { <Radio name="kind" value=k.word() checked=kind == k.word()>{k.label()}</Radio> }.into_any()).collect_view();
    let field = |name: &str, own: &str| (refused.value_or(name, own), refused.error_of(name));
    let (shortcode, shortcode_error) = field("shortcode", &keys.shortcode);
    let (till, till_error) = field("till", &keys.till);
    let (key, key_error) = field("consumer_key", &keys.id);
    let (initiator, initiator_error) = field("initiator", &keys.initiator);
    let (kind_error, gives_back) = (refused.error_of("kind"), !keys.initiator.is_empty() || refused.error.is_some());
    let (consumer_secret, passkey) =
        (secret("consumer_secret", "Consumer secret", &keys.secret, refused), secret("passkey", "Pass key", &keys.passkey, refused));
    let credential = secret("credential", "Security credential", &keys.credential, refused);
    let switches = switches(c, refused, "M-Pesa");
    view! {
        <form method="post" action=ConnectMpesa::PATH class="flex flex-col gap-4">
            <FieldGroup id="kind" label="Kind of number" class="flex flex-wrap gap-5" error=kind_error>{kinds}</FieldGroup>
            <div class="grid items-start gap-4 md:grid-cols-2">
                <TextField name="shortcode" label="Business number" hint="Your pay bill number, or the store number of your till." required=true value=shortcode error=shortcode_error />
                <TextField name="till" label="Till number" hint="Only for a till." optional=true value=till error=till_error />
                <TextField name="consumer_key" label="Consumer key" hint="From your app at developer.safaricom.co.ke." required=true autocomplete="off" value=key error=key_error />
                {consumer_secret}
                {passkey}
            </div>
            <Disclosure summary="Giving money back" open=gives_back>
                <p class="mt-2 mb-3 max-w-prose text-muted">"Without these your team gives M-Pesa payments back in the M-Pesa portal and notes it here."</p>
                <div class="grid items-start gap-4 md:grid-cols-2">
                    <TextField name="initiator" label="Initiator" optional=true autocomplete="off" value=initiator error=initiator_error />
                    {credential}
                </div>
            </Disclosure>
            {switches}
            <div><Button look=Look::Primary>"Save M-Pesa"</Button></div>
        </form>
    }
    .into_any()
}

fn paypal_form(c: &Connection, refused: &Refused) -> AnyView {
    let keys = &c.shown;
    let field = |name: &str, own: &str| (refused.value_or(name, own), refused.error_of(name));
    let (client, client_error) = field("client_id", &keys.id);
    let (webhook, webhook_error) = field("webhook_id", &keys.webhook);
    let address = c.address.clone();
    let (client_secret, switches) = (secret("client_secret", "Secret", &keys.secret, refused), switches(c, refused, "PayPal"));
    view! {
        <form method="post" action=ConnectPaypal::PATH class="flex flex-col gap-4">
            <div class="grid items-start gap-4 md:grid-cols-2">
                <TextField name="client_id" label="Client id" hint="From your app at developer.paypal.com." required=true autocomplete="off" value=client error=client_error />
                {client_secret}
                <TextField name="webhook_id" label="Webhook id" hint="PayPal shows it when you add the webhook." optional=true value=webhook error=webhook_error />
            </div>
            <Disclosure summary="Where PayPal sends its webhooks">
                <p class="mt-2 mb-2 max-w-prose text-muted">"Add a webhook with this address to your app, for Checkout order approved and for all Payment capture events. Keep it to yourself."</p>
                <p class="rounded-sm bg-sunk px-3 py-2 font-mono text-sm break-all select-all">{address}</p>
            </Disclosure>
            {switches}
            <div><Button look=Look::Primary>"Save PayPal"</Button></div>
        </form>
    }
    .into_any()
}
