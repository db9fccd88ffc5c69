//! Who fulfils an order, and the way to its ticket.

use crate::forms::{Refused, refused};
use crate::orders::api::EntrustOrder;
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use stoa::accounts::Agent;
use stoa::accounts::actions as accounts;
use stoa::accounts::model::Member;
use stoa::orders::fulfil::{Supplied, parted};
use stoa::orders::model::{Deed, Order, OrderStatus};
use stoa::orders::rules::{Actor, possible};
use stoa::tickets::actions as tickets;
use stoa::tickets::model::number_text;

/// What the card shows.
#[derive(Clone, Debug)]
pub struct Entrusted {
    partners: Vec<Member>,
    name: Option<String>,
    email: Option<String>,
    ticket: Option<i64>,
}

/// Who may fulfil an order, who does, and its ticket.
///
/// # Errors
/// When the database fails.
pub async fn entrusted(agent: &Agent, order: &Order) -> stoa::Result<Entrusted> {
    let services = session::services();
    let partners = accounts::list_partners(&services, agent).await?;
    let (name, email) = match order.partner_id {
        Some(id) => accounts::find_person(&services, agent, id).await.map(|m| (Some(m.name), Some(m.email)))?,
        None => (None, None),
    };
    Ok(Entrusted { partners, name, email, ticket: tickets::of_order(&services, agent, order.id).await?.map(|ticket| ticket.number) })
}

/// The card; nothing where the business works with no partners.
#[component]
pub fn PartnerCard(order: Order, entrusted: Entrusted, supplied: Vec<Supplied>) -> impl IntoView {
    let Entrusted { partners, name, email, ticket } = entrusted;
    if partners.is_empty() && name.is_none() {
        return ().into_any();
    }
    let chosen = order.partner_id.zip(name.as_deref());
    // Nobody waits for what is over.
    let parted = parted(&supplied, chosen).filter(|_| !matches!(order.status, OrderStatus::Delivered | OrderStatus::Cancelled | OrderStatus::Refunded));
    let parted = parted.map(|why| view! { <Banner tone=Tone::Warn class="mb-4">{why}</Banner> });
    let refused = refused().of(EntrustOrder::PATH);
    let may_change = possible(&order.standing(), Actor::Staff).contains(&Deed::Entrust);
    let now = name.unwrap_or_else(|| "Nobody".to_owned());
    let form = may_change.then(|| view! { <Choose order=order.clone() partners name=now.clone() refused /> });
    let ticket = ticket.map(|number| {
        view! { <Fact label="Ticket"><a href=routes::desk_ticket(number) class="rounded-xs text-accent hover:underline">{number_text(number)}</a></Fact> }
    });
    view! {
        <Card title="Partner">
            {parted}
            <Facts>
                <Fact label="Fulfils it">{now}</Fact>
                {email.map(|address| view! { <Fact label="E-mail"><MailTo address /></Fact> })}
                {ticket}
            </Facts>
            {form}
        </Card>
    }
    .into_any()
}

#[component]
fn Choose(order: Order, partners: Vec<Member>, name: String, refused: Refused) -> impl IntoView {
    let chosen = order.partner_id.map(|id| id.to_string()).unwrap_or_default();
    // Whoever has it keeps it in the list, also when their access has ended.
    let gone = order.partner_id.filter(|id| partners.iter().all(|m| m.id != *id)).map(|id| Choice::new(id.to_string(), format!("{name} (no access)")));
    let choices = std::iter::once(Choice::new("", "Nobody")).chain(gone).chain(partners.into_iter().map(|m| Choice::new(m.id.to_string(), m.name))).collect();
    let wrong = refused.error_of("partner");
    view! {
        <form method="post" action=EntrustOrder::PATH class="mt-4 flex flex-wrap items-end gap-2.5">
            <input type="hidden" name="order" value=order.id.to_string() />
            <Field id="partner" label="Give it to" error=wrong.clone() class="min-w-0 flex-1">
                <Select name="partner" choices value=refused.value_or("partner", &chosen) error=wrong />
            </Field>
            <Button icon=Glyph::Truck>"Save"</Button>
        </form>
    }
    .into_any()
}
