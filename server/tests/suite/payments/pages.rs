//! What people see: the checkout's ways to pay, how a payment stands, settings with a test, the reckoning, the invoice, the mail with it.

use super::{calls, open_till};
use crate::harness::{MailServer, Safaricom, World, drain};
use crate::on_both;
use stoa::orders::actions as orders;
use stoa::orders::model::Deed;

on_both!(a_buyer_sees_how_the_payment_stands_and_gets_an_invoice, admins_connect_providers_and_see_what_does_not_add_up, the_invoice_goes_along_with_the_mail);

async fn a_buyer_sees_how_the_payment_stands_and_gets_an_invoice(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let visitor = site.browser("");
    let added = visitor.post("/shop", "/api/app/orders/api/add_to_cart", &[("variant", &till.mug.to_string()), ("quantity", "2")]).await;
    assert_eq!(added.status, 302, "{}", added.text());
    let checkout = visitor.get("/checkout").await.text();
    assert!(checkout.contains("value=\"mpesa\"") && !checkout.contains("value=\"paypal\""), "{checkout}");
    let order = till.ordered("mpesa").await;
    let page = app::routes::order(&order.token);
    let waiting = visitor.get(&page).await.text();
    assert!(waiting.contains("Look at your phone") && waiting.contains("http-equiv=\"refresh\""), "{waiting}");
    assert_eq!(visitor.get(&app::routes::invoice(&order.token)).await.status, 404, "nothing is paid yet");
    till.safaricom.decide(0, 1032);
    till.later(1).await;
    let failed = visitor.get(&page).await.text();
    assert!(
        failed.contains("The request was cancelled on the phone.") && failed.contains("name=\"phone\"") && !failed.contains("http-equiv=\"refresh\""),
        "{failed}"
    );
    let wrong = visitor.post(&page, "/api/app/payments/api/pay_order", &[("link", &order.token), ("phone", "12"), ("country", "KE")]).await;
    let shown = visitor.get(wrong.location().trim_start_matches(&site.url)).await.text();
    assert!(shown.contains("value=\"12\"") && shown.contains("phone-error"), "{shown}");
    let again = visitor.post(&page, "/api/app/payments/api/pay_order", &[("link", &order.token), ("phone", "0711 000 482"), ("country", "KE")]).await;
    assert!(again.location().contains(&page), "{again:?}");
    drain(&till.s).await;
    till.safaricom.decide(1, 0);
    till.later(1).await;
    let paid = visitor.get(&page).await.text();
    assert!(paid.contains("Paid: KES") && paid.contains("Invoice (PDF)"), "{paid}");
    let invoice = visitor.get(&app::routes::invoice(&order.token)).await;
    assert!(invoice.header("content-type") == "application/pdf" && invoice.bytes.starts_with(b"%PDF-"), "{invoice:?}");
    let desk = site.browser(&till.kiln.boss.token).get(&app::routes::desk_order(order.number)).await.text();
    assert!(desk.contains("Received") && desk.contains("M-Pesa"), "{desk}");
    drop(site);
}

async fn admins_connect_providers_and_see_what_does_not_add_up(world: &World) {
    let (till, site) = (open_till(world, "KES").await, world.site().await);
    let boss = site.browser(&till.kiln.boss.token);
    let page = boss.get("/admin/payments").await.text();
    assert!(page.contains("key-of-a-shop") && !page.contains("secret-of-a-shop") && !page.contains("pass-key-of"), "{page}");
    let refused = boss
        .post(
            "/admin/payments",
            "/api/app/payments/api/connect_mpesa",
            &[("kind", "paybill"), ("shortcode", "12"), ("consumer_key", "my-own-key-1"), ("passkey", "typed-and-secret")],
        )
        .await;
    let shown = boss.get(refused.location().trim_start_matches(&site.url)).await.text();
    assert!(shown.contains("five to ten digits") && shown.contains("my-own-key-1") && !shown.contains("typed-and-secret"), "{shown}");
    let tested = boss.post("/admin/payments", "/api/app/payments/api/test_provider", &[("provider", "mpesa")]).await;
    assert!(tested.location().ends_with("/admin/payments#mpesa"), "{tested:?}");
    drain(&till.s).await;
    assert!(boss.get("/admin/payments").await.text().contains("M-Pesa knows the consumer key"));
    assert!(boss.get("/admin/payments/check").await.text().contains("Everything adds up"));

    let order = till.ordered("mpesa").await;
    let push = till.safaricom.pushes().remove(0);
    till.safaricom.decide(0, 0);
    calls(&site, &push.callback, &[], &Safaricom::callback(&push, 0, "1900", "NLJ7RT61SV")).await;
    drain(&till.s).await;
    let now = till.now(&order).await;
    orders::refund(&till.s, &till.kiln.boss.agent(), order.id, now.order.refunded, &[(now.lines[0].id, 1)], true, "").await.unwrap();
    drain(&till.s).await;
    let reversal = till.safaricom.reversals().remove(0);
    calls(&site, &reversal.callback, &[], &Safaricom::result(&reversal, 1, "Not allowed")).await;
    let open = boss.get("/admin/payments/check").await.text();
    assert!(open.contains("Not allowed") && open.contains("Ask again") && open.contains("Orders that do not add up"), "{open}");
    let id = till.refunds(&order).await[0].id.to_string();
    let settled = boss.post("/admin/payments/check", "/api/app/payments/api/settle_refund", &[("refund", &id)]).await;
    assert!(settled.location().contains("done=settled"), "{settled:?}");
    assert!(boss.get("/admin/payments/check").await.text().contains("Everything adds up"));
    drop(site);
}

async fn the_invoice_goes_along_with_the_mail(world: &World) {
    let (till, server) = (open_till(world, "KES").await, MailServer::start().await);
    let order = till.ordered("on_delivery").await;
    let s = world.with_mail(&server.url()).await;
    orders::act(&s, &till.kiln.boss.agent(), order.id, Deed::Pay, "In cash").await.unwrap();
    drain(&s).await;
    let mails = server.taken();
    let paid: Vec<&String> = mails.iter().filter(|m| m.contains("Paid")).collect();
    assert_eq!(paid.len(), 1, "{mails:?}");
    for part in ["multipart/mixed", "application/pdf", "Invoice-ORD-000001.pdf", "Content-Transfer-Encoding: base64"] {
        assert!(paid[0].contains(part), "{part} in {}", paid[0]);
    }
    s.db().close().await;
}
