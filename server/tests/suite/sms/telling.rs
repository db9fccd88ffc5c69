//! What customers are told by SMS: of appointments and orders, as well as by mail, when they left a number and the business wants it.

use super::{WANJIRU, draft, list, open_desk};
use crate::appointments::{at, contact, open_salon};
use crate::harness::twilio::{ACCOUNTS, SENDER, SERVICE};
use crate::harness::{World, drain};
use crate::on_both;
use crate::shop::{Shop, checkout};
use stoa::appointments::actions as booking;
use stoa::appointments::draft::ContactDraft;
use stoa::orders::actions as orders;
use stoa::orders::model::Deed;
use stoa::platform::letters;
use stoa::sms::actions;
use stoa::sms::draft::SmsDraft;
use stoa::sms::model::{Occasion, SmsState};
use stoa::sms::words::segments;

on_both!(
    an_appointment_is_told_by_sms_when_it_is_booked_moved_near_and_cancelled,
    an_order_and_its_payment_are_told_by_sms,
    who_left_no_number_is_told_by_mail_alone,
    a_business_chooses_what_it_tells,
    without_settings_sms_are_kept_and_nothing_fails,
);

async fn an_appointment_is_told_by_sms_when_it_is_booked_moved_near_and_cancelled(world: &World) {
    let desk = open_desk(world).await;
    let (link, _) = desk.salon.book(&desk.s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    drain(&desk.s).await;
    let sms = desk.twilio.messages().remove(0);
    assert_eq!((sms.account.as_str(), sms.field("To"), sms.field("From")), (ACCOUNTS[0].0, WANJIRU, SENDER));
    let booked = sms.field("Body").to_owned();
    assert!(booked.starts_with("Salon: Consultation is booked for Fri 13 Mar, 12:00. Change it: http://stoa.test/a/"), "{booked}");
    assert!(booked.ends_with(&link), "{booked}");
    assert!(sms.field("StatusCallback").starts_with("http://stoa.test/api/sms/"), "{sms:?}");
    let mails = letters::list(desk.s.db(), desk.salon.business.id, None).await.unwrap().items;
    assert!(mails.iter().any(|m| m.recipient == "wanjiru@example.com" && m.subject.starts_with("Booked")), "and by mail: {mails:?}");

    booking::move_by_link(&desk.s, &link, 0, at("2026-03-13T10:00:00Z"), None).await.unwrap();
    drain(&desk.s).await;
    desk.later(25 * 60).await;
    desk.later(23 * 60).await;
    let (link, _) = desk.salon.book(&desk.s, "10.0.0.1", "2026-03-16T09:00:00Z").await.unwrap();
    drain(&desk.s).await;
    booking::cancel_by_link(&desk.s, &link, 0, None).await.unwrap();
    drain(&desk.s).await;
    let texts = desk.twilio.texts(WANJIRU);
    let begins =
        ["Salon: Consultation is booked", "Salon: Consultation has moved to Fri 13 Mar, 13:00.", "Salon: a reminder: Consultation is on Fri 13 Mar, 13:00."];
    let ends =
        ["Salon: a reminder: Consultation is on Fri 13 Mar, 13:00.", "Salon: Consultation is booked", "Salon: Consultation on Mon 16 Mar, 12:00 is cancelled."];
    for (text, begin) in texts.iter().zip(begins.iter().chain(&ends)) {
        assert!(text.starts_with(begin), "{texts:?}");
    }
    assert_eq!(texts.len(), 6, "{texts:?}");
    assert!(texts.iter().all(|t| segments(t) == 1), "{texts:?}");
}

async fn an_order_and_its_payment_are_told_by_sms(world: &World) {
    let desk = open_desk(world).await;
    let kiln = Shop { business: desk.salon.business.clone(), boss: desk.salon.boss.clone() };
    actions::change(&desk.s, &kiln.boss.admin(), &SmsDraft { sender: SERVICE.into(), ..draft(0) }).await.unwrap();
    let (_, mug) = kiln.product(world, "Mug", "950", 10).await;
    let guest = kiln.guest_on(&desk.s, mug, 2).await;
    let order = orders::place(&desk.s, &guest, &checkout(190_000)).await.unwrap();
    drain(&desk.s).await;
    let sms = desk.twilio.messages().remove(0);
    assert_eq!((sms.field("From"), sms.field("MessagingServiceSid")), ("", SERVICE));
    assert!(sms.field("Body").starts_with("Salon: we have your order ORD-000001, KES 1,900. Follow it: http://stoa.test/o/"), "{sms:?}");
    orders::act(&desk.s, &kiln.boss.agent(), order.id, Deed::Confirm, "").await.unwrap();
    orders::act(&desk.s, &kiln.boss.agent(), order.id, Deed::Pay, "In cash").await.unwrap();
    drain(&desk.s).await;
    let texts = desk.twilio.texts(WANJIRU);
    assert_eq!(texts.len(), 2, "{texts:?}");
    assert!(texts[1].starts_with("Salon: we have received KES 1,900 for order ORD-000001. Thank you."), "{texts:?}");
}

async fn who_left_no_number_is_told_by_mail_alone(world: &World) {
    let desk = open_desk(world).await;
    let who = ContactDraft { phone: String::new(), ..contact() };
    booking::book(&desk.s, &desk.salon.visitor(), None, "10.0.0.1", &desk.salon.wish("2026-03-13T09:00:00Z"), &who).await.unwrap();
    drain(&desk.s).await;
    assert!(desk.twilio.messages().is_empty() && desk.list().await.is_empty());
}

async fn a_business_chooses_what_it_tells(world: &World) {
    let desk = open_desk(world).await;
    let boss = desk.salon.boss.admin();
    actions::change(&desk.s, &boss, &SmsDraft { booked: false, auth_token: String::new(), ..draft(0) }).await.unwrap();
    let (link, _) = desk.salon.book(&desk.s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    drain(&desk.s).await;
    assert!(desk.list().await.is_empty(), "of a booking it tells nobody");
    booking::move_by_link(&desk.s, &link, 0, at("2026-03-13T10:00:00Z"), None).await.unwrap();
    drain(&desk.s).await;
    assert_eq!(desk.list().await.iter().map(|s| (s.occasion, s.state)).collect::<Vec<_>>(), [(Occasion::Moved, SmsState::Sent)]);
    actions::change(&desk.s, &boss, &SmsDraft { is_on: false, ..draft(0) }).await.unwrap();
    booking::cancel_by_link(&desk.s, &link, 1, None).await.unwrap();
    drain(&desk.s).await;
    assert_eq!(desk.list().await.len(), 1, "and of nothing at all when it is switched off");
}

async fn without_settings_sms_are_kept_and_nothing_fails(world: &World) {
    let salon = open_salon(world).await;
    salon.book(&world.services, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    world.drain().await;
    let kept = list(&world.services, salon.business.id).await;
    assert_eq!((kept.len(), kept[0].state, kept[0].recipient.as_str()), (1, SmsState::Kept, WANJIRU));
    assert!(kept[0].error.contains("not set up") && kept[0].may_go_again());
    let refused = actions::send_again(&world.services, &salon.boss.admin(), kept[0].id).await.unwrap_err();
    assert!(refused.to_string().contains("Set them up"), "{refused}");
    assert_eq!(list(&world.services, salon.business.id).await[0].state, SmsState::Kept, "a refused wish changes nothing");
}
