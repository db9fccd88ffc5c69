//! Nobody's booking form floods a phone, or sends SMS without end at the cost of the business.

use super::{WANJIRU, draft, open_desk};
use crate::harness::{World, drain};
use crate::on_both;
use stoa::job::Job;
use stoa::reactions;
use stoa::sms::actions;
use stoa::sms::draft::SmsDraft;
use stoa::sms::model::SmsState;

on_both!(a_number_gets_ten_sms_a_day, ten_are_ten_also_when_twenty_go_out_at_once, a_business_sends_as_many_a_day_as_it_says);

async fn a_number_gets_ten_sms_a_day(world: &World) {
    let desk = open_desk(world).await;
    for _ in 0..12 {
        desk.test(WANJIRU).await;
    }
    drain(&desk.s).await;
    assert_eq!(desk.twilio.texts(WANJIRU).len(), 10);
    let (state, why) = desk.newest().await;
    assert!(state == SmsState::Kept && why.contains("ten SMS within a day"), "{why}");
    desk.test("0711 000 482").await;
    drain(&desk.s).await;
    assert_eq!(desk.twilio.texts("+254711000482").len(), 1, "others still get theirs");
    desk.later(24 * 60 + 1).await;
    desk.test(WANJIRU).await;
    drain(&desk.s).await;
    assert_eq!(desk.twilio.texts(WANJIRU).len(), 11, "a day later there is room again, and what was kept stays kept");
}

async fn ten_are_ten_also_when_twenty_go_out_at_once(world: &World) {
    let desk = open_desk(world).await;
    for _ in 0..20 {
        desk.test(WANJIRU).await;
    }
    reactions::dispatch_events(&desk.s).await.unwrap();
    let other = world.process_with_twilio(&desk.twilio.url).await;
    let sent: Vec<_> = desk
        .list()
        .await
        .into_iter()
        .enumerate()
        .map(|(n, sms)| {
            let s = if n % 2 == 0 { desk.s.clone() } else { other.clone() };
            let job = Job::SendSms { business: desk.salon.business.id, sms: sms.id };
            tokio::spawn(async move { job.run(&s).await })
        })
        .collect();
    for task in sent {
        task.await.unwrap().unwrap();
    }
    assert_eq!(desk.twilio.texts(WANJIRU).len(), 10);
    other.db().close().await;
}

async fn a_business_sends_as_many_a_day_as_it_says(world: &World) {
    let desk = open_desk(world).await;
    actions::change(&desk.s, &desk.salon.boss.admin(), &SmsDraft { most_a_day: "3".into(), ..draft(0) }).await.unwrap();
    for n in 1..=5 {
        desk.test(&format!("+25470000048{n}")).await;
    }
    drain(&desk.s).await;
    assert_eq!(desk.twilio.messages().len(), 3);
    let kept: Vec<_> = desk.list().await.into_iter().filter(|sms| sms.state == SmsState::Kept).collect();
    assert!(kept.len() == 2 && kept.iter().all(|sms| sms.error.contains("settings")), "{kept:?}");
}
