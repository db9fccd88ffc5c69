//! What admins see: the settings without the token, a test to their own phone, the SMS beside the mails.

use super::{WANJIRU, open_desk};
use crate::appointments::open_salon;
use crate::harness::twilio::{ACCOUNTS, SENDER};
use crate::harness::{World, drain};
use crate::on_both;
use stoa::event::Event;
use stoa::platform::outbox;
use stoa::sms::actions;
use stoa::sms::model::Occasion;

on_both!(an_admin_connects_twilio_and_tests_it, sms_stand_beside_the_mails_and_go_out_again);

async fn an_admin_connects_twilio_and_tests_it(world: &World) {
    let twilio = crate::harness::Twilio::start().await;
    let (s, salon, site) = (world.process_with_twilio(&twilio.url).await, open_salon(world).await, world.site().await);
    let boss = site.browser(&salon.boss.token);
    let fresh = boss.get("/admin/sms").await.text();
    assert!(fresh.contains("Save your account at Twilio first") && !fresh.contains("Send a test</"), "{fresh}");
    let early = boss.post("/admin/sms", "/api/app/sms/api/test_sms", &[("number", WANJIRU), ("country", "")]).await;
    let said = boss.get(early.location().trim_start_matches(&site.url)).await.text();
    assert!(said.contains("Save the settings first"), "{said}");

    let (account, token) = ACCOUNTS[0];
    let wrong = [("account_sid", "AC12"), ("auth_token", token), ("sender", "Kiln"), ("most_a_day", "0"), ("reminder", "true")];
    let refused = boss.post("/admin/sms", "/api/app/sms/api/change_sms", &wrong).await;
    let shown = boss.get(refused.location().trim_start_matches(&site.url)).await.text();
    for says in ["begins with AC", "begins with MG", "from 1 to 100000", "value=\"AC12\"", "value=\"Kiln\""] {
        assert!(shown.contains(says), "{says} in {shown}");
    }
    assert!(!shown.contains(token), "a token that was typed is not shown");
    let right = [("account_sid", account), ("auth_token", token), ("sender", SENDER), ("most_a_day", "40"), ("is_on", "true"), ("reminder", "true")];
    let saved = boss.post("/admin/sms", "/api/app/sms/api/change_sms", &right).await;
    assert!(saved.location().contains("done=saved"), "{saved:?}");
    let shown = boss.get("/admin/sms").await.text();
    assert!(shown.contains(account) && shown.contains(SENDER) && shown.contains("••••••••") && !shown.contains(token), "{shown}");
    let setting = actions::connection(&s, &salon.boss.admin()).await.unwrap().setting.unwrap();
    assert_eq!((setting.is_on, setting.most_a_day, setting.occasions()), (true, 40, vec![Occasion::Reminder]));
    assert!(setting.sealed.starts_with("v1:") && !setting.sealed.contains(token));
    let log = outbox::claim(&mut s.begin().await.unwrap(), 100).await.unwrap();
    let changed = |r: &outbox::Recorded| r.actor_id == Some(salon.boss.member()) && r.event() == Some(Event::SettingsChanged { page: "sms".into() });
    assert!(log.iter().any(changed), "who changed it stands in the log");

    let tested = boss.post("/admin/sms", "/api/app/sms/api/test_sms", &[("number", "0700 000 482"), ("country", "KE")]).await;
    assert!(tested.location().ends_with("/admin/sms#test"), "{tested:?}");
    drain(&s).await;
    assert_eq!(twilio.texts(WANJIRU), ["Salon: this is a test. SMS work."]);
    let page = boss.get("/admin/sms").await.text();
    assert!(page.contains(&format!("The last test, to {WANJIRU}.")) && page.contains("Sent"), "{page}");
    let wrong = boss.post("/admin/sms", "/api/app/sms/api/test_sms", &[("number", "12"), ("country", "KE")]).await;
    let shown = boss.get(wrong.location().trim_start_matches(&site.url)).await.text();
    assert!(shown.contains("value=\"12\"") && shown.contains("digits missing"), "{shown}");
    s.db().close().await;
    drop(site);
}

async fn sms_stand_beside_the_mails_and_go_out_again(world: &World) {
    let (desk, site) = (open_desk(world).await, world.site().await);
    let boss = site.browser(&desk.salon.boss.token);
    desk.twilio.desk().refusals = vec![(400, 21408)];
    let (link, _) = desk.salon.book(&desk.s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    drain(&desk.s).await;
    assert!(boss.get("/admin/mails").await.text().contains("/admin/mails?show=sms"));
    let page = boss.get("/admin/mails?show=sms").await.text();
    for says in ["Appointment booked", WANJIRU, "Failed", "may not send to this country", "Send now"] {
        assert!(page.contains(says), "{says} in {page}");
    }
    assert!(!page.contains(&link), "the link in it is for its reader alone");
    let id = desk.list().await[0].id.to_string();
    let again = boss.post("/admin/mails?show=sms", "/api/app/sms/api/send_sms_again", &[("sms", &id)]).await;
    assert!(again.location().contains("show=sms&done=sms"), "{again:?}");
    drain(&desk.s).await;
    let page = boss.get("/admin/mails?show=sms").await.text();
    assert!(page.contains("Sent") && !page.contains("Send now"), "{page}");
    drop(site);
}
