//! Delivery reports: believed when Twilio signed them, in any order, any number of times; nobody else's.

use super::{WANJIRU, draft, open_desk};
use crate::appointments::open_salon;
use crate::harness::twilio::{ACCOUNTS, Message};
use crate::harness::{Site, World, drain};
use crate::on_both;
use stoa::sms::actions;
use stoa::sms::model::SmsState;

on_both!(
    a_report_that_twilio_signed_says_whether_it_arrived,
    a_report_that_twilio_did_not_sign_changes_nothing,
    a_report_tells_what_came_of_an_answer_that_was_lost,
    a_business_believes_only_its_own_account,
);

/// Twilio posts a report. Says the status.
async fn post(site: &Site, path: &str, signature: &str, fields: &[(String, String)]) -> u16 {
    let browser = site.browser("");
    browser.send(browser.request(reqwest::Method::POST, path).header("x-twilio-signature", signature).form(fields)).await.status
}

async fn reported(site: &Site, message: &Message, status: &str, error: &str) -> u16 {
    let (fields, signature) = message.report(status, error, ACCOUNTS[0].1);
    post(site, &message.path(), &signature, &fields).await
}

async fn a_report_that_twilio_signed_says_whether_it_arrived(world: &World) {
    let (desk, site) = (open_desk(world).await, world.site().await);
    desk.test(WANJIRU).await;
    drain(&desk.s).await;
    let first = desk.twilio.messages().remove(0);
    for status in ["sent", "delivered", "sent", "queued", "undelivered", "delivered"] {
        assert_eq!(reported(&site, &first, status, "").await, 204, "{status}");
    }
    assert_eq!(desk.newest().await, (SmsState::Delivered, String::new()), "what is decided stays");
    desk.test(WANJIRU).await;
    drain(&desk.s).await;
    let second = desk.twilio.messages().remove(1);
    assert_eq!(reported(&site, &second, "undelivered", "30003").await, 204);
    assert_eq!(desk.newest().await, (SmsState::Failed, "The phone was off or out of reach.".to_owned()));
    drop(site);
}

async fn a_report_that_twilio_did_not_sign_changes_nothing(world: &World) {
    let (desk, site) = (open_desk(world).await, world.site().await);
    desk.test(WANJIRU).await;
    drain(&desk.s).await;
    let message = desk.twilio.messages().remove(0);
    let (fields, signature) = message.report("delivered", "", ACCOUNTS[0].1);
    let (_, of_another) = message.report("delivered", "", "0123456789abcdef0123456789abcdef");
    let mut changed = fields.clone();
    changed[2].1 = "undelivered".into();
    for (fields, signature) in [(&fields, ""), (&fields, "bm90aGluZw=="), (&fields, of_another.as_str()), (&changed, signature.as_str())] {
        assert_eq!(post(&site, &message.path(), signature, fields).await, 403, "{signature}");
    }
    let path = message.path();
    let (start, mark) = path.rsplit_once('/').unwrap();
    for guessed in [format!("{start}/{}", "a".repeat(mark.len())), format!("/api/sms/{}/999/{mark}", desk.salon.business.id)] {
        assert_eq!(post(&site, &guessed, &signature, &fields).await, 404, "{guessed}");
    }
    assert_eq!(desk.newest().await.0, SmsState::Sent);
    assert_eq!(post(&site, &path, &signature, &fields).await, 204);
    drop(site);
}

async fn a_report_tells_what_came_of_an_answer_that_was_lost(world: &World) {
    let (desk, site) = (open_desk(world).await, world.site().await);
    desk.twilio.desk().swallows = true;
    desk.test(WANJIRU).await;
    drain(&desk.s).await;
    assert_eq!(desk.newest().await.0, SmsState::Unknown);
    let message = desk.twilio.messages().remove(0);
    assert_eq!(reported(&site, &message, "delivered", "").await, 204);
    assert_eq!(desk.newest().await, (SmsState::Delivered, String::new()));
    drop(site);
}

async fn a_business_believes_only_its_own_account(world: &World) {
    let (desk, site) = (open_desk(world).await, world.site().await);
    let rival = open_salon(world).await;
    actions::change(&desk.s, &rival.boss.admin(), &draft(1)).await.unwrap();
    desk.test(WANJIRU).await;
    actions::test(&desk.s, &rival.boss.admin(), WANJIRU, "").await.unwrap();
    drain(&desk.s).await;
    let messages = desk.twilio.messages();
    let mut accounts: Vec<&str> = messages.iter().map(|m| m.account.as_str()).collect();
    accounts.sort_unstable();
    assert_eq!(accounts, [ACCOUNTS[0].0, ACCOUNTS[1].0], "each through its own");
    let ours = messages.iter().find(|m| m.account == ACCOUNTS[0].0).unwrap();
    let (fields, by_rival) = ours.report("undelivered", "30007", ACCOUNTS[1].1);
    assert_eq!(post(&site, &ours.path(), &by_rival, &fields).await, 403);
    let id = desk.list().await[0].id;
    assert!(actions::send_again(&desk.s, &rival.boss.admin(), id).await.is_err());
    assert_eq!(desk.newest().await.0, SmsState::Sent);
    assert_eq!(super::list(&desk.s, rival.business.id).await.len(), 1, "and each sees its own");
    drop(site);
}
