//! The pages of promises as a browser without script uses them: business, categories, the trial.

use crate::harness::World;
use crate::on_both;
use stoa::sla::actions as sla;
use stoa::sla::model::SlaClock;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::Priority;

on_both!(promises_are_changed_by_form_and_refused_field_by_field, a_category_gets_promises_of_its_own_by_form);

const TIMES: [(&str, &str); 12] = [
    ("response_low", "4 h"),
    ("response_medium", "2 h"),
    ("response_high", "1 h"),
    ("response_urgent", "30 m"),
    ("next_response_low", "8 h"),
    ("next_response_medium", "4 h"),
    ("next_response_high", "2 h"),
    ("next_response_urgent", "1 h"),
    ("resolution_low", "4 d"),
    ("resolution_medium", "2 d"),
    ("resolution_high", "1 d"),
    ("resolution_urgent", "8 h"),
];

async fn promises_are_changed_by_form_and_refused_field_by_field(world: &World) {
    let shop = world.business("kiln").await;
    let (boss, grace) = (world.admin(&shop, "Otieno").await, world.agent(&shop, "Grace").await);
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    let lead = grace.member().to_string();
    let form = |warning: &'static str| TIMES.into_iter().chain([("warning", warning), ("in_opening_hours", "true")]).collect::<Vec<_>>();
    let mut good = form("30");
    good.push(("lead", &lead));
    let done = browser.post("/admin/sla", "/api/app/admin/api/change_promises", &good).await;
    assert_eq!(done.location(), "/admin/sla?done=saved", "{}", done.text());
    let policy = sla::policy(world.services.db(), shop.id).await.unwrap();
    assert_eq!((policy.warning_percent, policy.lead), (30, Some(grace.member())));
    assert_eq!(policy.target(Priority::Urgent).minutes(SlaClock::NextResponse), 60);

    let mut bad = form("99");
    bad.iter_mut().filter(|(name, _)| *name == "next_response_high").for_each(|field| field.1 = "soon");
    let refused = browser.post("/admin/sla", "/api/app/admin/api/change_promises", &bad).await;
    let text = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
    assert!(
        text.contains("High: write a time like 45 m") && text.contains("Warning: write a whole number from 0 to 90.") && text.contains("value=\"soon\""),
        "{text}"
    );

    let query: Vec<String> = good.iter().map(|(name, value)| format!("{name}={}", value.replace(' ', "+"))).collect();
    let tried = browser.get(&format!("/admin/sla?try=yes&{}", query.join("&"))).await.text();
    assert!(tried.contains("under these promises") && tried.contains("Next replies"), "{tried}");
    drop(site);
}

async fn a_category_gets_promises_of_its_own_by_form(world: &World) {
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Otieno").await;
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    let orders = tickets::list_categories(&world.services, &boss.admin()).await.unwrap().remove(0);
    let path = format!("/admin/sla/{}", orders.id);
    assert!(browser.get("/admin/sla").await.text().contains(&path));
    let id = orders.id.to_string();
    let save = async |times: &[(&str, &str)]| {
        let form: Vec<(&str, &str)> = [("category", id.as_str()), ("lead", "")].into_iter().chain(times.iter().copied()).collect();
        browser.post(&path, "/api/app/admin/api/change_category_promises", &form).await
    };
    let done = save(&[("response_urgent", "15 m"), ("resolution_urgent", "")]).await;
    assert_eq!(done.location(), format!("{path}?done=saved"), "{}", done.text());
    let policy = sla::policy(world.services.db(), shop.id).await.unwrap();
    let urgent = policy.target_of(Some(orders.id), Priority::Urgent);
    assert_eq!((urgent.response_minutes, urgent.resolution_minutes), (15, policy.target(Priority::Urgent).resolution_minutes));
    assert!(browser.get("/admin/sla").await.text().contains("Urgent: first reply 15 m"));
    let refused = save(&[("response_urgent", "20 d")]).await;
    let text = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
    assert!(text.contains("the solution cannot be due before the first reply"), "{text}");
    let tried = browser.get(&format!("{path}?try=yes&response_urgent=10+m")).await.text();
    assert!(tried.contains("under these promises"), "{tried}");
    assert_eq!(browser.get("/admin/sla/999999").await.status, 404);
    drop(site);
}
