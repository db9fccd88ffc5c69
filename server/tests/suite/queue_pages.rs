//! The pages of the queue as a browser without script uses them: deciding, planning, looking, taking.

use crate::harness::{Site, World, draft};
use crate::on_both;
use crate::queue::{available, decided, holder, opens, shop_with_queue};
use stoa::queue::actions as queue;
use stoa::queue::draft::{PlanDraft, SettingsDraft};
use stoa::tickets::actions as tickets;

on_both!(
    an_admin_switches_the_queue_on_and_plans_a_week_by_form,
    a_plan_that_is_refused_shows_what_was_typed_and_what_is_wrong,
    the_desk_shows_what_waits_and_why_and_an_agent_takes_the_next_one,
    a_ticket_says_why_its_agent_has_it,
);

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

fn settings<'a>(change: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let usual = [("is_on", "true"), ("ticket_weight", "1"), ("chat_weight", "2"), ("capacity", "8"), ("ticket_silent", "60"), ("chat_silent", "5")];
    let all = usual.into_iter().chain([("chat_priority", "high"), ("ageing", "24")]);
    all.filter(|(name, _)| change.iter().all(|(other, _)| other != name)).chain(change.iter().copied()).collect()
}

async fn page(site: &Site, token: &str, path: &str) -> String {
    let answer = site.browser(token).get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text()
}

async fn an_admin_switches_the_queue_on_and_plans_a_week_by_form(world: &World) {
    let shop = world.business("kiln").await;
    let (boss, amina) = (world.admin(&shop, "Otieno").await, available(world, &shop, "Amina").await);
    let site = world.site().await;
    let text = page(&site, &boss.token, "/admin/queue").await;
    assert!(text.contains("Work is not handed out by itself yet") && text.contains("Whenever available"));

    let browser = site.browser(&boss.token);
    let done = browser.post("/admin/queue", "/api/app/queue/api/change_queue", &settings(&[])).await;
    assert_eq!(done.location(), "/admin/queue?done=saved");
    assert!(queue::settings(world.services.db(), shop.id).await.unwrap().is_on);

    let categories = tickets::list_categories(&world.services, &amina).await.unwrap();
    let (path, member, skill) = (format!("/admin/people/{}", amina.member()), amina.member().to_string(), categories[2].id.to_string());
    assert!(page(&site, &boss.token, &path).await.contains("No shifts"));
    let days = DAYS.iter().map(|day| (*day, if *day == "sunday" { "" } else { "8-12, 13-17" }));
    let rest = [("member", member.as_str()), ("takes_part", "true"), ("capacity", "5"), ("exceptions", "2026-12-24 off"), ("skills[2]", &skill)];
    let form: Vec<(&str, &str)> = days.chain(rest).collect();
    let done = browser.post(&path, "/api/app/queue/api/change_plan", &form).await;
    assert_eq!(done.location(), format!("{path}?done=saved"), "{}", done.text());
    let plan = queue::find_plan(&world.services, &boss.admin(), amina.member()).await.unwrap().plan;
    assert_eq!((plan.capacity, plan.skills.len(), plan.shifts.days.len(), plan.shifts.week[5].len()), (Some(5), 1, 1, 2));
    let text = page(&site, &boss.token, &path).await;
    assert!(text.contains("08:00-12:00, 13:00-17:00") && text.contains("2026-12-24 off") && text.contains("Shifts: Monday"));
    assert!(page(&site, &boss.token, "/admin/queue").await.contains("Mon–Sat 08:00-12:00, 13:00-17:00"));
    assert!(page(&site, &boss.token, "/admin/people").await.contains(&path), "the list of people leads there");
    drop(site);
}

async fn a_plan_that_is_refused_shows_what_was_typed_and_what_is_wrong(world: &World) {
    let shop = world.business("kiln").await;
    let (boss, amina) = (world.admin(&shop, "Otieno").await, world.agent(&shop, "Amina").await);
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    let (path, member) = (format!("/admin/people/{}", amina.member()), amina.member().to_string());
    let days = DAYS.iter().map(|day| (*day, if *day == "tuesday" { "17:00-08:00" } else { "9-17" }));
    let rest = [("member", member.as_str()), ("takes_part", "true"), ("capacity", "1"), ("exceptions", "24.12.2026 off"), ("skills[1]", "999999")];
    let form: Vec<(&str, &str)> = days.chain(rest).collect();
    let refused = browser.post(&path, "/api/app/queue/api/change_plan", &form).await;
    assert!(refused.location().starts_with(&format!("{path}?refused=")), "{}", refused.location());
    let text = browser.get(refused.location()).await.text();
    for part in ["17:00-08:00", "ends before it starts", "24.12.2026 off", "write lines like", "it would never fit", "choose from the list", "9-17"] {
        assert!(text.contains(part), "{part}");
    }
    let heavy = browser.post("/admin/queue", "/api/app/queue/api/change_queue", &settings(&[("chat_weight", "9")])).await;
    let text = browser.get(heavy.location()).await.text();
    assert!(text.contains("nobody could ever hold 9 points") && text.contains("value=\"9\""));
    assert!(!queue::settings(world.services.db(), shop.id).await.unwrap().is_on, "nothing of it holds");
    drop(site);
}

async fn the_desk_shows_what_waits_and_why_and_an_agent_takes_the_next_one(world: &World) {
    let (shop, boss) = shop_with_queue(world, &SettingsDraft { capacity: "2".into(), ..decided() }).await;
    let (amina, customer) = (world.agent(&shop, "Amina").await, world.customer(&shop, "Wanjiru").await.customer());
    queue::change_plan(&world.services, &boss, amina.member(), &PlanDraft { takes_part: true, ..PlanDraft::default() }).await.unwrap();
    let urgent = opens(world, &customer, "urgent", None).await;
    world.advance_minutes(12);
    let site = world.site().await;
    let text = page(&site, &amina.token, "/desk/queue").await;
    for part in ["Broken mugs", "TKT-000001", "12 m", "Nobody who could take it is available.", "0 of 2 points", "no plan", "Give it to"] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("Settings and shifts"), "agents decide nothing here");
    let browser = site.browser(&amina.token);
    let taken = browser.post("/desk/queue", "/api/app/queue/api/take_next", &[]).await;
    assert_eq!(taken.location(), "/desk/1");
    assert_eq!(holder(world, &amina.agent(), &urgent).await.as_deref(), Some("Amina"));
    assert!(page(&site, &amina.token, "/desk/queue").await.contains("1 of 2 points"));
    let nothing = browser.post("/desk/queue", "/api/app/queue/api/take_next", &[]).await;
    assert!(browser.get(nothing.location()).await.text().contains("Nothing waits that you handle."));

    let admin = world.admin(&shop, "Grace").await;
    let paused = site.browser(&admin.token).post("/desk/queue", "/api/app/queue/api/pause_queue", &[("pause", "true")]).await;
    assert_eq!(paused.location(), "/desk/queue");
    assert!(page(&site, &admin.token, "/desk/queue").await.contains("Paused: nothing is handed out"));
    drop(site);
}

async fn a_ticket_says_why_its_agent_has_it(world: &World) {
    let (shop, _) = shop_with_queue(world, &decided()).await;
    let amina = world.agent(&shop, "Amina").await;
    stoa::accounts::actions::set_availability(&world.services, &amina.agent(), stoa::accounts::model::Availability::Available).await.unwrap();
    let customer = world.customer(&shop, "Wanjiru").await;
    tickets::open(&world.services, &customer.customer(), draft("A cracked planter", "")).await.unwrap();
    world.drain().await;
    let site = world.site().await;
    let reason = "Amina: available, 0 of 8 points, the only one who can take it now.";
    assert!(page(&site, &amina.token, "/desk/1").await.contains(reason));
    let theirs = page(&site, &customer.token, "/tickets/1").await;
    assert!(!theirs.contains("points") && theirs.contains("Amina"), "its customer does not read how loaded anybody is");
    drop(site);
}
