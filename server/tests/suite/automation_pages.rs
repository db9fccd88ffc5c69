//! The pages of automations as a browser without script uses them: making, filling, trying, switching, the log.

use crate::automations::shop;
use crate::harness::World;
use crate::on_both;
use crate::queue::opens;
use stoa::automations::actions;
use stoa::automations::model::{Condition, Occasion};
use stoa::platform::Db;

on_both!(
    an_admin_makes_an_automation_row_by_row_and_switches_it_on,
    a_row_that_is_refused_says_why_beside_it,
    nested_conditions_survive_the_form_until_they_are_removed,
);

const API: &str = "/api/app/automations/api";

async fn an_admin_makes_an_automation_row_by_row_and_switches_it_on(world: &World) {
    let shop = shop(world).await;
    let ticket = opens(world, &shop.wanjiru.customer(), "high", None).await;
    let site = world.site().await;
    let browser = site.browser(&shop.boss.token);
    assert!(browser.get("/admin/automations").await.text().contains("None yet."));
    let new = [("name", "Hurry up"), ("occasion", "updated"), ("idle", "")];
    let made = browser.post("/admin/automations", &format!("{API}/create_automation"), &new).await;
    let path = made.location().split('?').next().unwrap_or_default().to_owned();
    assert!(path.starts_with("/admin/automations/"), "{}", made.text());
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let save = async |rows: &[(&str, &str)]| {
        let usual = [("automation", id.as_str()), ("name", "Hurry up"), ("occasion", "updated"), ("idle", "")];
        let form: Vec<(&str, &str)> = usual.into_iter().chain(rows.iter().copied()).collect();
        let done = browser.post(&path, &format!("{API}/change_automation"), &form).await;
        assert_eq!(done.location(), format!("{path}?done=saved"), "{}", done.text());
    };
    save(&[("all_add", "priority"), ("acts_add", "add_tag"), ("acts_add_value", "Hot")]).await;
    let first = [("all_what[0]", "priority"), ("all_how[0]", "at_least"), ("all_value[0]", "high")];
    let acts = [("acts_what[0]", "add_tag"), ("acts_how[0]", ""), ("acts_value[0]", "hot")];
    let more = [("any_add", "subject"), ("any_add_value", "mugs"), ("acts_add", "escalate")];
    save(&first.into_iter().chain(acts).chain(more).collect::<Vec<_>>()).await;
    let text = browser.get(&path).await.text();
    for words in ["Customer&#x27;s e-mail", "is at least", "Escalate: raise the priority", "value=\"mugs\""] {
        assert!(text.contains(words) || text.contains(&words.replace("&#x27;", "'")), "{words}: {text}");
    }
    let tried = browser.get(&format!("{path}?try=yes")).await.text();
    assert!(tried.contains("It would act on 1 of one ticket") && tried.contains("It gets the tag"), "{tried}");

    let on = browser.post("/admin/automations", &format!("{API}/switch_automation"), &[("automation", &id), ("on", "true")]).await;
    assert_eq!(on.location(), "/admin/automations?done=on", "{}", on.text());
    let list = browser.get("/admin/automations").await.text();
    assert!(list.contains("Priority is at least High, and Subject contains “mugs”") && list.contains("Switch off"), "{list}");
    stoa::tickets::actions::take(&world.services, &shop.amina.agent(), ticket.id).await.unwrap();
    world.drain().await;
    let log = browser.get("/admin/automations/runs").await.text();
    assert!(log.contains("Add the tag “hot”; Escalate it.") && log.contains("TKT-000001") && log.contains("x-stoa-signature"), "{log}");
    let all = [first[0], first[1], first[2], ("all_remove[0]", "0"), acts[0], acts[1], acts[2]];
    save(&all).await;
    let found = actions::find(&world.services, &shop.boss.admin(), id.parse().unwrap()).await.unwrap();
    assert_eq!((found.occasion, found.acts.0.len(), found.condition), (Occasion::Updated, 1, Condition::default()));
    let gone = browser.post(&path, &format!("{API}/delete_automation"), &[("automation", &id)]).await;
    assert_eq!(gone.location(), "/admin/automations?done=deleted");
    assert_eq!(browser.get(&path).await.status, 404);
    drop(site);
}

async fn a_row_that_is_refused_says_why_beside_it(world: &World) {
    let shop = shop(world).await;
    let site = world.site().await;
    let browser = site.browser(&shop.boss.token);
    let new = [("name", "Silence"), ("occasion", "idle"), ("idle", "soon")];
    let refused = browser.post("/admin/automations", &format!("{API}/create_automation"), &new).await;
    let text = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
    assert!(text.contains("For how long: write a time like 45 m, 2 h or 3 d") && text.contains("value=\"Silence\""), "{text}");
    let made = browser.post("/admin/automations", &format!("{API}/create_automation"), &[("name", "Silence"), ("occasion", "idle"), ("idle", "2 d")]).await;
    let path = made.location().split('?').next().unwrap_or_default().to_owned();
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    let form = [("automation", id.as_str()), ("name", "Silence"), ("occasion", "idle"), ("idle", "2 d"), ("all_add", "subject"), ("acts_add", "call_webhook")];
    let refused = browser.post(&path, &format!("{API}/change_automation"), &form).await;
    let text = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
    assert!(text.contains("Subject: write what to compare with") && text.contains("Write an address that begins with https://"), "{text}");
    // Text beside what takes none is said to be out of place, not passed over.
    let form = [("automation", id.as_str()), ("name", "Silence"), ("occasion", "idle"), ("idle", "2 d"), ("all_add", "tag is_empty"), ("all_add_value", "vip")];
    let form: Vec<_> = form.into_iter().chain([("acts_add", "escalate"), ("acts_add_value", "to the boss")]).collect();
    let refused = browser.post(&path, &format!("{API}/change_automation"), &form).await;
    let text = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
    assert!(text.contains("Tag is empty: it is compared with nothing.") && text.contains("Escalate: it is done with nothing."), "{text}");
    assert!(text.contains("value=\"vip\"") && text.contains("value=\"to the boss\""), "what was typed is kept: {text}");
    let odd = [("all_what[0]", "status"), ("all_how[0]", "is"), ("all_value[0]", "resolved"), ("all_add", "status is"), ("all_add_value", "Open")];
    for (occasion, idle, rows, words) in [
        ("updated", "", &odd[..], "This cannot hold together with “Status is Resolved”."),
        ("created", "", &[("all_add", "rating is"), ("all_add_value", "2")], "“Stars is 2” never holds for “A ticket is opened”."),
        ("rated", "", &[("any_add", "rating at_most"), ("any_add_value", "9")], "Stars: write a number of stars from 1 to 5."),
        ("rated", "", &[("any_add", ""), ("any_add_value", "9")], "Condition: choose what to look at from the list."),
        ("updated", "2 d", &[], "For how long: this is only for “Nobody does anything for a time”."),
    ] {
        let usual = [("automation", id.as_str()), ("name", "Silence"), ("occasion", occasion), ("idle", idle)];
        let form: Vec<(&str, &str)> = usual.into_iter().chain(rows.iter().copied()).collect();
        let refused = browser.post(&path, &format!("{API}/change_automation"), &form).await;
        let text = browser.get(refused.location().trim_start_matches(&site.url)).await.text();
        assert!(text.contains(words), "{words}: {text}");
    }
    let off = browser.post("/admin/automations", &format!("{API}/switch_automation"), &[("automation", &id), ("on", "true")]).await;
    let text = browser.get(off.location().trim_start_matches(&site.url)).await.text();
    assert!(text.contains("It does nothing yet. Add an action first."), "{text}");
    drop(site);
}

async fn nested_conditions_survive_the_form_until_they_are_removed(world: &World) {
    let (s, shop) = (&world.services, shop(world).await);
    let site = world.site().await;
    let browser = site.browser(&shop.boss.token);
    let made = browser.post("/admin/automations", &format!("{API}/create_automation"), &[("name", "Nested"), ("occasion", "updated"), ("idle", "")]).await;
    let path = made.location().split('?').next().unwrap_or_default().to_owned();
    let id = path.rsplit('/').next().unwrap_or_default().to_owned();
    // Made elsewhere: not the customer unless it is urgent, a second choice, and a category that is gone.
    let not = r#"{"not":{"any":[{"fact":"tag","check":"is","value":"vip"},{"all":[{"fact":"status","check":"is","value":"open"},{"fact":"priority","check":"is","value":"urgent"}]}]}}"#;
    let choice = r#"{"any":[{"fact":"subject","check":"contains","value":"mug"}]}"#;
    let other = r#"{"any":[{"fact":"tag","check":"is","value":"a"},{"fact":"tag","check":"is","value":"b"}]}"#;
    let gone = r#"{"fact":"category","check":"is","value":"999999"}"#;
    let first = r#"{"fact":"priority","check":"at_least","value":"low"}"#;
    let json = format!(r#"{{"all":[{first},{not},{choice},{other},{gone}]}}"#);
    let sql = "UPDATE automation SET condition = $1 WHERE id = $2";
    let number: i64 = id.parse().unwrap();
    match s.db() {
        Db::Sqlite { write, .. } => drop(sqlx::query(sql).bind(&json).bind(number).execute(write).await.unwrap()),
        Db::Postgres(pool) => drop(sqlx::query(sql).bind(&json).bind(number).execute(pool).await.unwrap()),
    }
    let text = browser.get(&path).await.text();
    for words in [
        "They hold on as they are until you remove them.",
        "not (Tag is “vip”, or (Status is Open, and Priority is Urgent))",
        "Category is something that is gone",
        "value=\"mug\"",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let rows = [("all_what[0]", "priority"), ("all_how[0]", "at_least"), ("all_value[0]", "high")];
    let any = [("any_what[0]", "subject"), ("any_how[0]", "contains"), ("any_value[0]", "mug")];
    let usual = [("automation", id.as_str()), ("name", "Nested"), ("occasion", "updated"), ("idle", "")];
    let save = async |more: &[(&str, &str)]| {
        let form: Vec<(&str, &str)> = usual.into_iter().chain(rows).chain(any).chain(more.iter().copied()).collect();
        let done = browser.post(&path, &format!("{API}/change_automation"), &form).await;
        assert_eq!(done.location(), format!("{path}?done=saved"), "{}", done.text());
        actions::find(s, &shop.boss.admin(), id.parse().unwrap()).await.unwrap().condition
    };
    let high = first.replace("low", "high");
    let stored = |json: String| serde_json::from_str::<Condition>(&json).unwrap();
    assert_eq!(save(&[]).await, stored(format!(r#"{{"all":[{high},{choice},{not},{other},{gone}]}}"#)), "a row changed, everything else stays");
    let left = save(&[("kept_remove[0]", not), ("kept_remove[2]", gone)]).await;
    assert_eq!(left, stored(format!(r#"{{"all":[{high},{choice},{other}]}}"#)));
    drop(site);
}
