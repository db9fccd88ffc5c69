//! The SMS of a business, beside its mails: kept, sent, delivered, failed and why.

use super::api::SendSmsAgain;
use crate::error::Result;
use crate::routes;
use crate::ui::*;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::kernel::ids::BusinessId;
use stoa::kernel::page::Cursor;
use stoa::kernel::time::{Timestamp, ago};
use stoa::kernel::zone::Zone;
use stoa::platform::Services;
use stoa::sms::actions;
use stoa::sms::model::{Sms, SmsState};

/// What the colour of a state says.
pub const fn sms_tone(state: SmsState) -> Tone {
    match state {
        SmsState::Queued => Tone::Neutral,
        SmsState::Kept | SmsState::Unknown => Tone::Warn,
        SmsState::Sent => Tone::Accent,
        SmsState::Delivered => Tone::Good,
        SmsState::Failed => Tone::Bad,
    }
}

/// A page of the list.
///
/// # Errors
/// When the database fails.
pub async fn sms_list(services: &Services, business: BusinessId, after: Option<Cursor>, zone: &Zone, now: Timestamp) -> Result<AnyView> {
    let is_on = actions::is_on(services.db(), business).await?;
    let list = actions::list(services.db(), business, after).await?;
    let older = list.next.map(|next| format!("{}&after={next}", routes::sms_list()));
    let newest = after.map(|_| routes::sms_list());
    let is_empty = list.items.is_empty();
    let lines = list.items.into_iter().map(|sms| view! { <SmsLine sms zone=zone.clone() now is_on /> }).collect_view();
    let columns = vec![Column::new("SMS"), Column::new("Written"), Column::new("State"), Column::new("")];
    Ok(view! {
        {(!is_on).then(|| view! { <NotOn /> })}
        {match is_empty {
            true => view! { <Empty glyph=Glyph::Phone text="No SMS has been written yet. The first one goes out when somebody who left a number books or orders." /> }.into_any(),
            false => view! { <Table caption="SMS" columns>{lines}</Table> }.into_any(),
        }}
        <Pages newer=newest newer_label="Newest" older />
    }
    .into_any())
}

#[component]
fn NotOn() -> impl IntoView {
    view! {
        <Banner tone=Tone::Accent class="mb-5" title="SMS are not switched on">
            "Nothing is sent to phones. " <a href=routes::ADMIN_SMS class="rounded-xs text-accent hover:underline">"Connect Twilio"</a> " to tell customers by SMS as well as by mail."
        </Banner>
    }
    .into_any()
}

#[component]
fn SmsLine(sms: Sms, zone: Zone, now: Timestamp, is_on: bool) -> impl IntoView {
    let tone = sms_tone(sms.state);
    let may_go = is_on && sms.may_go_again();
    let label = format!(" to {}", sms.recipient);
    let again = may_go.then(|| {
        view! {
            <form method="post" action=SendSmsAgain::PATH>
                <Button size=Size::Small icon=Glyph::Send name="sms" value=sms.id.to_string()>"Send now" <span class="sr-only">{label}</span></Button>
            </form>
        }
    });
    let why = sms.error;
    view! {
        <Row>
            <Cell>
                <b class="block font-semibold">{sms.occasion.label()}</b>
                <span class="block text-sm break-all text-muted">{sms.recipient}</span>
            </Cell>
            <Cell label="Written"><time datetime=sms.created_at.utc().to_rfc3339() title=zone.full(sms.created_at)>{ago(sms.created_at, now)}</time></Cell>
            <Cell label="State">
                <Badge tone icon=tone.glyph()>{sms.state.label()}</Badge>
                {(!why.is_empty()).then(|| view! { <span class="mt-0.5 block max-w-xs text-sm break-words text-muted">{why}</span> })}
            </Cell>
            <Cell class="md:text-end">{again}</Cell>
        </Row>
    }
    .into_any()
}
