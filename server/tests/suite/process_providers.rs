//! The variables that say where a real process finds providers, and whom its webhooks may call.

use crate::automation_hooks::{Elsewhere, was_allowed};
use crate::automations::shop;
use crate::harness::{Alone, PaypalDesk, Safaricom, Twilio, draft};
use crate::payments::{mpesa_draft, paypal_draft};
use crate::process_variables::{SECRET, at_last, world_of_today};
use crate::sms::{WANJIRU, draft as twilio_draft};
use stoa::orders::model::Method;
use stoa::payments::actions as payments;
use stoa::payments::model::Checked;
use stoa::sms::actions as sms;
use stoa::tickets::actions as tickets;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn providers_and_webhooks_are_called_at_the_addresses_of_their_variables_with_keys_that_the_secret_opens() {
    let (world, alone) = (world_of_today().await, Alone::new());
    let (safaricom, paypal, twilio, elsewhere) = (Safaricom::start().await, PaypalDesk::start().await, Twilio::start().await, Elsewhere::start().await);
    let (shop, s) = (shop(&world).await, &world.services);
    let boss = shop.boss.admin();
    payments::set_mpesa(s, &boss, &mpesa_draft()).await.expect("M-Pesa is set up");
    payments::set_paypal(s, &boss, &paypal_draft()).await.expect("PayPal is set up");
    sms::change(s, &boss, &twilio_draft(0)).await.expect("Twilio is connected");
    was_allowed(&world, &shop, &elsewhere).await;
    for provider in [Method::Mpesa, Method::Paypal] {
        payments::test(s, &boss, provider).await.expect("a test");
    }
    sms::test(s, &boss, WANJIRU, "").await.expect("a test");
    tickets::open(s, &shop.wanjiru.customer(), draft("Broken mugs", "")).await.expect("a ticket");

    let database = world.database.url();
    let variables = [
        ("DATABASE_URL", database.as_str()),
        ("STOA_SECRET", SECRET),
        ("STOA_MPESA_URL", &safaricom.url),
        ("STOA_PAYPAL_URL", &paypal.url),
        ("STOA_TWILIO_URL", &twilio.url),
        ("STOA_PRIVATE_WEBHOOKS", "1"),
        ("STOA_LOG", "error"),
    ];
    let served = alone.serve_under(&variables);
    let checked = async || payments::connections(s, &boss).await.expect("connections").map(|c| c.account.map_or(Checked::Never, |a| a.checked));
    let done = async || Some(checked().await).filter(|all| !all.contains(&Checked::Waiting));
    assert_eq!(at_last("what came of the tests", done).await, [Checked::Fine, Checked::Fine]);
    at_last("the SMS", async || twilio.texts(WANJIRU).pop()).await;
    at_last("the webhook", async || elsewhere.heard().pop()).await;
    served.terminate();
    assert_eq!(served.exit_code(), Some(0));
    world.finish().await;
}
