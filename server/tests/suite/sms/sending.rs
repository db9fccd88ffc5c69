//! Each SMS is sent once in effect, whatever comes between: busy hours, refusals, answers that are lost, processes that die.

use super::{WANJIRU, open_desk};
use crate::harness::{World, drain, drain_with_failures};
use crate::on_both;
use stoa::job::Job;
use stoa::platform::jobs;
use stoa::reactions;
use stoa::sms::actions;
use stoa::sms::model::SmsState;

on_both!(
    a_busy_hour_is_waited_for_and_the_sms_goes_out_once,
    what_twilio_refuses_is_not_asked_again_until_an_admin_does,
    an_answer_that_is_lost_is_not_asked_for_again,
    a_process_that_dies_over_an_sms_leaves_it_uncertain_and_unsent_again,
    nobody_at_the_other_end_is_waited_for,
    what_waits_too_long_is_not_sent_any_more,
);

async fn a_busy_hour_is_waited_for_and_the_sms_goes_out_once(world: &World) {
    let desk = open_desk(world).await;
    desk.twilio.desk().refusals = vec![(429, 20429), (503, 20503)];
    desk.test(WANJIRU).await;
    let failures = drain_with_failures(&desk.s).await;
    assert!(failures.len() == 1 && failures[0].contains("429") && !failures[0].contains(WANJIRU), "no number in what is logged: {failures:?}");
    let (state, why) = desk.newest().await;
    assert!(state == SmsState::Queued && why.contains("429"), "{why}");
    desk.s.clock().advance(10_000);
    assert_eq!(drain_with_failures(&desk.s).await.len(), 1);
    desk.later(1).await;
    assert_eq!(desk.newest().await, (SmsState::Sent, String::new()));
    desk.later(120).await;
    assert_eq!(desk.twilio.messages().len(), 1);
}

async fn what_twilio_refuses_is_not_asked_again_until_an_admin_does(world: &World) {
    let desk = open_desk(world).await;
    for (status, code, says) in
        [(400, 21211, "No SMS can be sent to this number"), (400, 21610, "STOP"), (401, 20003, "auth token"), (400, 12345, "is not right")]
    {
        desk.twilio.desk().refusals = vec![(status, code)];
        desk.test(WANJIRU).await;
        drain(&desk.s).await;
        let (state, why) = desk.newest().await;
        assert!(state == SmsState::Failed && why.contains(says), "{code}: {why}");
        desk.later(120).await;
        assert!(desk.twilio.messages().is_empty(), "{code} is not tried again");
    }
    let last = desk.list().await.remove(0);
    actions::send_again(&desk.s, &desk.salon.boss.admin(), last.id).await.unwrap();
    drain(&desk.s).await;
    assert_eq!(desk.newest().await, (SmsState::Sent, String::new()));
    assert!(actions::send_again(&desk.s, &desk.salon.boss.admin(), last.id).await.is_err(), "what is sent is sent");
    assert_eq!(desk.twilio.messages().len(), 1);
}

async fn an_answer_that_is_lost_is_not_asked_for_again(world: &World) {
    let desk = open_desk(world).await;
    desk.twilio.desk().swallows = true;
    desk.test(WANJIRU).await;
    drain(&desk.s).await;
    let (state, why) = desk.newest().await;
    assert!(state == SmsState::Unknown && why.contains("may have arrived"), "{why}");
    desk.later(600).await;
    assert_eq!(desk.twilio.messages().len(), 1, "Twilio knows no way to ask twice for the same");
}

async fn a_process_that_dies_over_an_sms_leaves_it_uncertain_and_unsent_again(world: &World) {
    let desk = open_desk(world).await;
    desk.twilio.desk().hangs = true;
    desk.test(WANJIRU).await;
    reactions::dispatch_events(&desk.s).await.unwrap();
    let job = Job::SendSms { business: desk.salon.business.id, sms: desk.list().await[0].id };
    let dying = tokio::spawn({
        let s = desk.s.clone();
        async move { job.run(&s).await }
    });
    desk.twilio.taken.notified().await;
    dying.abort();
    assert!(dying.await.unwrap_err().is_cancelled());
    desk.twilio.desk().hangs = false;
    drain(&desk.s).await;
    let (state, why) = desk.newest().await;
    assert!(state == SmsState::Unknown && why.contains("may have arrived"), "{why}");
    assert_eq!(desk.twilio.messages().len(), 1);
}

async fn nobody_at_the_other_end_is_waited_for(world: &World) {
    let desk = open_desk(world).await;
    let cut_off = world.process_with_twilio("http://127.0.0.1:1").await;
    desk.test(WANJIRU).await;
    let failures = drain_with_failures(&cut_off).await;
    assert!(failures.len() == 1 && failures[0].contains("connected"), "{failures:?}");
    assert_eq!(desk.newest().await.0, SmsState::Queued);
    desk.later(1).await;
    assert_eq!((desk.newest().await.0, desk.twilio.messages().len()), (SmsState::Sent, 1));
    cut_off.db().close().await;
}

async fn what_waits_too_long_is_not_sent_any_more(world: &World) {
    let desk = open_desk(world).await;
    desk.salon.book(&desk.s, "10.0.0.1", "2026-03-13T09:00:00Z").await.unwrap();
    drain(&desk.s).await;
    desk.s.clock().advance(24 * 3_600_000);
    desk.twilio.desk().refusals = vec![(429, 20429); 1];
    // The reminder of the day before is asked for at nine, and finds Twilio busy until the appointment is over.
    drain_with_failures(&desk.s).await;
    desk.later(25 * 60).await;
    let late: Vec<_> = desk.list().await.into_iter().filter(|s| s.state == SmsState::Failed).map(|s| s.error).collect();
    assert_eq!(late, ["It could not be sent in time."]);
    assert_eq!(desk.twilio.messages().len(), 1, "only the booking was told");
    assert_eq!(jobs::count_dead(desk.s.db()).await.unwrap(), 0);
}
