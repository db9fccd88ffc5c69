//! Canned responses: the team's and one's own, ready to be written in a ticket or a chat.

use crate::harness::{World, draft};
use crate::on_both;
use stoa::Error;
use stoa::accounts::Asker;
use stoa::canned::actions as canned;
use stoa::canned::draft::CannedDraft;
use stoa::canned::model::Spot;
use stoa::chats::actions as chats;
use stoa::chats::model::Visit;
use stoa::tickets::actions as tickets;

on_both!(
    texts_are_ready_to_be_written_with_everything_filled_in,
    everybody_has_their_own_and_admins_write_for_the_team,
    a_text_is_loaded_into_the_composer_without_script,
    standard_texts_that_are_missing_are_added_once_and_take_nothing_away,
);

fn text(shortcut: &str, body: &str, is_shared: bool) -> CannedDraft {
    CannedDraft { shortcut: shortcut.into(), title: format!("About {shortcut}"), body: body.into(), category: String::new(), is_shared }
}

async fn texts_are_ready_to_be_written_with_everything_filled_in(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln").await;
    let (wanjiru, boss) = (world.customer(&shop, "Wanjiru Njoroge").await.customer(), world.admin(&shop, "Otieno Ouma").await);
    let agent = boss.agent();
    let category = tickets::list_categories(s, &agent).await.unwrap().remove(2).id.to_string();
    let ticket = tickets::open(s, &wanjiru, draft("Broken mugs", &category)).await.unwrap();
    let body = "{{customer.first_name}}, {{ticket.number}}, {{ticket.subject}}, {{agent.name}}, {{business.name}}";
    canned::create(s, &agent, &CannedDraft { category, ..text("zebra", body, true) }).await.unwrap();
    let ready = canned::list_ready(s, &agent, Spot::Ticket(ticket.id)).await.unwrap();
    assert_eq!(
        (ready[0].shortcut.as_str(), ready[0].text.as_str()),
        ("zebra", "Wanjiru, TKT-000001, Broken mugs, Otieno Ouma, Kiln"),
        "what suits comes first"
    );
    assert!(ready.len() > 6 && ready.iter().all(|r| !r.text.contains("{{")), "every business starts with a few");
    let chat = chats::start(s, &Asker::from(&wanjiru), &Visit::default()).await.unwrap();
    let ready = canned::list_ready(s, &agent, Spot::Chat(chat.id)).await.unwrap();
    assert_eq!(ready.iter().find(|r| r.shortcut == "zebra").unwrap().text, "Wanjiru, , , Otieno Ouma, Kiln");
    let spy = world.agent(&world.business("press").await, "Spy").await.agent();
    assert_eq!(canned::list_ready(s, &spy, Spot::Ticket(ticket.id)).await, Err(Error::NotFound));
    assert_eq!(canned::list_ready(s, &spy, Spot::Chat(chat.id)).await, Err(Error::NotFound));
    world.drain().await;
}

async fn everybody_has_their_own_and_admins_write_for_the_team(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (boss, amina, brian) =
        (world.admin(&shop, "Otieno").await.agent(), world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    let shared = canned::create(s, &boss, &text("sorry", "I am sorry.", true)).await.unwrap();
    let own = canned::create(s, &amina, &text("sorry", "So sorry.", false)).await.unwrap();
    assert!(canned::create(s, &amina, &text("SORRY", "Again.", false)).await.unwrap_err().of_field("shortcut").is_some(), "one shortcut, one text");
    assert!(matches!(canned::create(s, &amina, &text("team", "x", true)).await, Err(Error::Denied(_))));
    assert!(matches!(canned::change(s, &amina, shared, &text("sorry", "x", false)).await, Err(Error::Denied(_))), "nor takes what the team has");
    assert!(matches!(canned::delete(s, &amina, shared).await, Err(Error::Denied(_))));
    assert_eq!(canned::find(s, &brian, own).await, Err(Error::NotFound));
    assert_eq!(canned::change(s, &boss, own, &text("mine", "x", true)).await, Err(Error::NotFound), "an admin does not read what is somebody's own");
    let bodies = async |who| canned::list(s, who).await.unwrap().into_iter().filter(|c| c.shortcut == "sorry").map(|c| c.body).collect::<Vec<_>>();
    assert_eq!((bodies(&amina).await.len(), bodies(&brian).await), (2, vec!["I am sorry.".to_owned()]));
    canned::change(s, &amina, own, &text("regret", "So sorry.", false)).await.unwrap();
    canned::delete(s, &amina, own).await.unwrap();
    canned::delete(s, &boss, shared).await.unwrap();
    assert!(bodies(&amina).await.is_empty());
    world.drain().await;
}

async fn a_text_is_loaded_into_the_composer_without_script(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru Njoroge").await.customer(), world.agent(&shop, "Amina").await);
    let ticket = tickets::open(s, &wanjiru, draft("Broken mugs", "")).await.unwrap();
    let site = world.site().await;
    let browser = site.browser(&amina.token);
    let made = browser
        .post(
            "/desk/canned",
            "/api/app/canned/api/create_canned",
            &[("shortcut", "post"), ("title", "Posted"), ("body", "Posted, {{customer.first_name}}."), ("category", "")],
        )
        .await;
    assert_eq!(made.location(), "/desk/canned?done=added", "{}", made.text());
    assert!(browser.get("/desk/canned").await.text().contains("/post"));
    let id = canned::list(s, &amina.agent()).await.unwrap().into_iter().find(|c| c.shortcut == "post").unwrap().id;
    let path = app::routes::desk_ticket(ticket.number);
    let page = browser.get(&path).await.text();
    assert!(page.contains("Canned responses") && page.contains(&format!("value=\"{id}\"")));
    let page = browser.get(&format!("{path}?canned={id}")).await.text();
    let area = page.split("<textarea").nth(1).unwrap().split("</textarea>").next().unwrap();
    assert!(area.ends_with("Posted, Wanjiru."), "{area}");
    let refused = browser
        .post("/desk/canned", "/api/app/canned/api/create_canned", &[("shortcut", "two words"), ("title", "T"), ("body", "Kept text"), ("category", "")])
        .await;
    let page = browser.get(refused.location()).await.text();
    assert!(page.contains("A shortcut is one word") && page.contains("Kept text"));
    world.drain().await;
    drop(site);
}

async fn standard_texts_that_are_missing_are_added_once_and_take_nothing_away(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (boss, amina) = (world.admin(&shop, "Otieno").await, world.agent(&shop, "Amina").await);
    let standard = canned::list(s, &boss.agent()).await.unwrap();
    assert_eq!(canned::count_missing(s, &boss.agent()).await.unwrap(), 0, "a new business has them");
    let site = world.site().await;
    let browser = site.browser(&boss.token);
    assert!(!browser.get("/desk/canned").await.text().contains("Add what is missing"));
    // An installation from before they were there: most are missing, one was written by hand, one is somebody's own.
    for gone in &standard[1..] {
        canned::delete(s, &boss.agent(), gone.id).await.unwrap();
    }
    let (kept, own) = (&standard[0], &standard[1]);
    canned::change(s, &boss.agent(), kept.id, &text(&kept.shortcut, "Written by hand.", true)).await.unwrap();
    canned::create(s, &amina.agent(), &text(&own.shortcut, "Amina's own.", false)).await.unwrap();
    assert_eq!(canned::count_missing(s, &boss.agent()).await.unwrap(), standard.len() - 1);
    assert!(!site.browser(&amina.token).get("/desk/canned").await.text().contains("Add what is missing"), "agents do not write for the team");

    assert!(browser.get("/desk/canned").await.text().contains("Add what is missing"));
    let done = browser.post("/desk/canned", "/api/app/canned/api/add_standard_canned", &[]).await;
    assert_eq!(done.location(), "/desk/canned?done=standard", "{}", done.text());
    let page = browser.get(done.location()).await.text();
    assert!(page.contains("The standard texts are added.") && !page.contains("Add what is missing"));
    assert_eq!(canned::add_missing(s, &boss.admin()).await.unwrap(), 0, "once");
    let all = canned::list(s, &amina.agent()).await.unwrap();
    assert_eq!((all.len(), canned::list(s, &boss.agent()).await.unwrap().len()), (standard.len() + 1, standard.len()));
    assert!(all.iter().any(|c| c.body == "Written by hand.") && all.iter().any(|c| c.body == "Amina's own."));
    world.drain().await;
    drop(site);
}
