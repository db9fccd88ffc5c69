//! `/book/{offering}`: the second step, a day and a free time, with anyone or with one of the staff.

use super::clocks::YourTimes;
use super::slots::{DAYS, Slots, Weeks, first};
use super::steps;
use crate::appointments::api::HoldTime;
use crate::forms::refused;
use crate::frames;
use crate::layout::PortalLayout;
use crate::notes::refusal;
use crate::page::{describe, page};
use crate::ui::*;
use crate::{routes, session};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use stoa::Error;
use stoa::appointments::actions;
use stoa::appointments::model::Provider;
use stoa::businesses::actions as businesses;
use stoa::kernel::ids::{MemberId, OfferingId};
use stoa::kernel::time::minutes_words;

/// The page.
#[component]
pub fn TimesPage() -> impl IntoView {
    let id = use_params_map().with_untracked(|p| p.get("offering")).and_then(|id| id.parse::<OfferingId>().ok());
    page(async move {
        let (business, visitor, services) = (session::business().await?, session::visitor().await?, session::services());
        let id = id.ok_or(Error::NotFound)?;
        let (offering, providers) = actions::offering(&services, &visitor, id).await?;
        let (now, zone) = (services.now(), businesses::zone(&business, services.now()));
        let staff = session::query("staff").and_then(|id| id.parse::<MemberId>().ok()).filter(|id| providers.iter().any(|p| p.id == *id));
        let hold = session::query("hold").filter(|h| h.len() <= 100 && h.bytes().all(|b| b.is_ascii_alphanumeric())).unwrap_or_default();
        let first = first(session::query("from"), &zone, now);
        let days = actions::free_from(&services, &visitor, &session::address(), id, staff, (first, DAYS)).await?;
        let frame = frames::portal().await?.back(routes::BOOK, "All services");
        describe(format!("Free times for {} at {}.", offering.name, business.name));
        let subtitle = format!("{}. Times are those of {} ({}).", minutes_words(offering.duration_minutes), zone.place(), zone.name);
        let person = staff.map(|id| id.to_string()).unwrap_or_default();
        let base = format!("{}?staff={person}&hold={hold}&", routes::book(id));
        let hidden = vec![("offering", id.to_string()), ("staff", person.clone()), ("hold", hold.clone())];
        let about = (!offering.description.is_empty()).then(|| view! { <p class="mb-4 max-w-prose whitespace-pre-line text-muted">{offering.description}</p> });
        let today = zone.day(now);
        Ok(view! {
            <Title text=format!("Times for {}", offering.name) />
            <PortalLayout frame>
                <PageHead title=offering.name subtitle />
                {steps(1, [Some(routes::BOOK.into()), None, None])}
                {refusal(&refused(), &[])}
                {about}
                <Staff id providers chosen=person hold />
                <YourTimes place=zone.place() />
                <Slots days zone now action=HoldTime::PATH.to_owned() hidden />
                <Weeks base first today />
            </PortalLayout>
        }
        .into_any())
    })
}

/// With whom; a business of one needs no choice.
#[component]
fn Staff(id: OfferingId, providers: Vec<Provider>, chosen: String, hold: String) -> impl IntoView {
    (providers.len() > 1).then(|| {
        let anyone = std::iter::once(Choice::new("", "Anyone"));
        let choices = anyone.chain(providers.into_iter().map(|p| Choice::new(p.id.to_string(), p.name))).collect();
        view! {
            <form method="get" action=routes::book(id) class="mb-4 flex flex-wrap items-end gap-3">
                <input type="hidden" name="hold" value=hold />
                <Field id="staff" label="With" class="w-64 max-w-full"><Select name="staff" choices value=chosen /></Field>
                <Button>"Show times"</Button>
            </form>
        }
    })
}
