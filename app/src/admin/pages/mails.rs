//! The mails of a business: sent, waiting, refused, or never sent because there is no mail server; and beside them its SMS.

use crate::admin::api::SendMailAgain;
use crate::error::Result;
use crate::forms::refused;
use crate::frames::{self, AdminFrame};
use crate::layout::AdminLayout;
use crate::notes::{done_note, refusal};
use crate::page::page;
use crate::sms::sms_list;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use stoa::businesses::actions::zone;
use stoa::kernel::ids::BusinessId;
use stoa::kernel::page::Cursor;
use stoa::kernel::time::{Timestamp, ago};
use stoa::kernel::zone::Zone;
use stoa::platform::Services;
use stoa::platform::letters::{self, Mail, MailState};

/// `/admin/mails`
#[component]
pub fn MailsPage() -> impl IntoView {
    page(async {
        let (services, who) = (session::services(), session::admin().await?);
        let AdminFrame { business, nav, account } = frames::admin(routes::ADMIN_MAILS).await?;
        let after = session::query("after").and_then(|cursor| cursor.parse().ok());
        let now = services.now();
        let zone = zone(&session::business().await?, now);
        let is_sms = session::query("show").is_some_and(|what| what == "sms");
        let list = if is_sms {
            sms_list(&services, who.business(), after, &zone, now).await?
        } else {
            mail_list(&services, who.business(), after, &zone, now).await?
        };
        let tabs = vec![
            NavItem::new(routes::ADMIN_MAILS, "Mails").icon(Glyph::Mail).current(!is_sms),
            NavItem::new(routes::sms_list(), "SMS").icon(Glyph::Phone).current(is_sms),
        ];
        Ok(view! {
            <Title text="Mails and SMS" />
            <AdminLayout business desk_href=routes::DESK nav account>
                <PageHead title="Mails and SMS" subtitle="What was written to customers and staff, newest first." />
                {done_note(&[("queued", "The mail is on its way."), ("sms", "The SMS is on its way.")])}
                {refusal(&refused(), &[])}
                <Tabs label="What was written" items=tabs class="mb-5" />
                {list}
            </AdminLayout>
        }
        .into_any())
    })
}

async fn mail_list(services: &Services, business: BusinessId, after: Option<Cursor>, zone: &Zone, now: Timestamp) -> Result<AnyView> {
    let list = letters::list(services.db(), business, after).await?;
    let has_server = services.mailer().is_some();
    let older = list.next.map(|next| format!("{}?after={next}", routes::ADMIN_MAILS));
    let newest = after.map(|_| routes::ADMIN_MAILS.to_owned());
    let is_empty = list.items.is_empty();
    let lines = list.items.into_iter().map(|mail| view! { <MailLine mail zone=zone.clone() now has_server /> }).collect_view();
    let columns = vec![Column::new("Mail"), Column::new("Written"), Column::new("State"), Column::new("")];
    Ok(view! {
        {(!has_server).then(|| view! { <NoServer /> })}
        {match is_empty {
            true => view! { <Empty glyph=Glyph::Mail text="No mail has been written yet. The first one goes out when somebody signs up or opens a ticket." /> }.into_any(),
            false => view! { <Table caption="Mails" columns>{lines}</Table> }.into_any(),
        }}
        <Pages newer=newest newer_label="Newest" older />
    }
    .into_any())
}

#[component]
fn NoServer() -> impl IntoView {
    view! {
        <Banner tone=Tone::Warn class="mb-5" title="No mail server is configured">
            "Mails are kept here and marked as not sent. Whoever runs this installation can set SMTP_URL, like smtp://user:password@host:587?from=help@example.com, and start it again."
        </Banner>
    }
    .into_any()
}

#[component]
fn MailLine(mail: Mail, zone: Zone, now: Timestamp, has_server: bool) -> impl IntoView {
    let tone = match mail.state {
        MailState::Sent => Tone::Good,
        MailState::Queued => Tone::Neutral,
        MailState::NotSent => Tone::Warn,
        MailState::Failed => Tone::Bad,
    };
    let why = match mail.state {
        MailState::NotSent => "no mail server configured".to_owned(),
        _ => mail.error,
    };
    let again = (has_server && matches!(mail.state, MailState::NotSent | MailState::Failed)).then(|| {
        view! {
            <form method="post" action=SendMailAgain::PATH>
                <Button size=Size::Small icon=Glyph::Send name="mail" value=mail.id.to_string()>"Send now"</Button>
            </form>
        }
    });
    view! {
        <Row>
            <Cell>
                <b class="block font-semibold">{mail.subject}</b>
                <span class="block text-sm break-all text-muted">{mail.recipient}</span>
            </Cell>
            <Cell label="Written"><time datetime=mail.created_at.utc().to_rfc3339() title=zone.full(mail.created_at)>{ago(mail.created_at, now)}</time></Cell>
            <Cell label="State">
                <Badge tone icon=tone.glyph()>{mail.state.label()}</Badge>
                {(!why.is_empty()).then(|| view! { <span class="mt-0.5 block max-w-xs text-sm break-words text-muted">{why}</span> })}
            </Cell>
            <Cell class="md:text-end">{again}</Cell>
        </Row>
    }
    .into_any()
}
