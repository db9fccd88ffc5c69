//! The help centre as admins keep it: articles, groups, responses, and trying questions, all with plain forms.

use crate::harness::{World, ask_help};
use crate::help_pages::{ADMIN, page};
use crate::on_both;
use stoa::help::actions as help;
use stoa::kernel::ids::ArticleId;

on_both!(
    an_article_is_written_tried_published_and_put_away_with_plain_forms,
    groups_are_made_moved_and_deleted,
    a_response_that_cannot_be_said_keeps_what_was_typed,
    the_bench_shows_candidates_the_threshold_and_what_is_missing,
);

async fn an_article_is_written_tried_published_and_put_away_with_plain_forms(world: &World) {
    let shop = world.business("Kiln & Co").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let (admin, visitor, who) = (site.browser(&boss.token), site.browser(""), boss.admin());
    ask_help(&world.services, shop.id, "can you tune a bicycle wheel").await;
    let category = help::list_categories(&world.services, &who).await.unwrap()[0].id.to_string();
    let create = format!("{ADMIN}create_article");
    let form = [("category", category.as_str()), ("question", ""), ("alternatives", "Wheel wobbles?"), ("body", "Bring it to {shop}."), ("then", "publish")];
    let refused = admin.post("/admin/help/new", &create, &form).await;
    let html = page(&admin, refused.location()).await;
    assert!(html.contains("Question is missing.") && html.contains("{shop} is not known here") && html.contains("Wheel wobbles?"), "{html}");

    let form = [("category", category.as_str()), ("question", "How do I true a wheel?"), ("body", "Bring it to **{business}**."), ("then", "save")];
    let saved = admin.post("/admin/help/new", &create, &form).await;
    let editor = saved.location().split('?').next().unwrap_or_default().to_owned();
    let id: ArticleId = editor.rsplit('/').next().unwrap().parse().unwrap();
    assert_eq!(saved.location(), format!("{editor}?done=saved"));
    assert!(page(&admin, saved.location()).await.contains("The article is saved."));
    assert_eq!(visitor.get("/help/how-do-i-true-a-wheel").await.status, 404, "it is a draft");

    let id_text = id.to_string();
    let typed = |show: &'static str| {
        [
            ("article", id_text.as_str()),
            ("category", category.as_str()),
            ("question", "How do I tune a wheel?"),
            ("alternatives", "Do you tune bicycle wheels?"),
        ]
        .into_iter()
        .chain([("keywords", "tune, bicycle"), ("body", "At **{business}**."), ("show", show), ("then", "publish")])
        .collect::<Vec<_>>()
    };
    let tried = admin.post(&editor, &format!("{ADMIN}try_article"), &typed("preview")).await;
    assert!(tried.location().starts_with(&editor) && tried.location().ends_with("#preview"), "{}", tried.location());
    let html = page(&admin, tried.location()).await;
    assert!(html.contains("<strong>Kiln &amp; Co</strong>") && html.contains("Do you tune bicycle wheels?"), "{html}");
    let tried = admin.post(&editor, &format!("{ADMIN}try_article"), &typed("changes")).await;
    let html = page(&admin, tried.location()).await;
    assert!(html.contains("What would change") && html.contains("can you tune a bicycle wheel") && html.contains("Gained"), "{html}");
    assert_eq!(help::find_article(&world.services, &who, id).await.unwrap().question, "How do I true a wheel?", "trying stores nothing");

    let published = admin.post(&editor, &format!("{ADMIN}update_article"), &typed("")).await;
    assert_eq!(published.location(), format!("{editor}?done=published&article={id}&before=draft"));
    assert!(page(&visitor, "/help/how-do-i-tune-a-wheel").await.contains("<strong>Kiln &amp; Co</strong>"));
    let away = admin.post("/admin/help", &format!("{ADMIN}set_article_state"), &[("article", &id_text), ("state", "archived")]).await;
    assert_eq!(away.location(), format!("/admin/help?done=archived&article={id}&before=published"));
    let list = page(&admin, away.location()).await;
    assert!(list.contains("It is put away") && list.contains("Undo") && !list.contains("How do I tune a wheel?"), "{list}");
    assert!(page(&admin, "/admin/help?show=archived").await.contains("How do I tune a wheel?"));
    admin.post("/admin/help", &format!("{ADMIN}set_article_state"), &[("article", &id_text), ("state", "published")]).await;
    assert!(page(&visitor, "/help").await.contains("How do I tune a wheel?"), "undone");

    let order = async || help::list_articles(&world.services, &who).await.unwrap()[0].articles.iter().map(|a| a.id).collect::<Vec<_>>();
    let before = order().await;
    assert_eq!(before.last(), Some(&id));
    admin.post("/admin/help", &format!("{ADMIN}move_article"), &[("article", &id_text), ("up", "true")]).await;
    assert_eq!(order().await[before.len() - 2], id);
    drop(site);
}

async fn groups_are_made_moved_and_deleted(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let (admin, path) = (site.browser(&boss.token), "/admin/help/categories");
    let added = admin.post(path, &format!("{ADMIN}add_help_category"), &[("name", "Workshops"), ("about", "For groups.")]).await;
    assert_eq!(added.location(), format!("{path}?done=added"));
    let again = admin.post(path, &format!("{ADMIN}add_help_category"), &[("name", "Workshops"), ("about", "Twice.")]).await;
    let html = page(&admin, again.location()).await;
    assert!(html.contains("aria-invalid=\"true\"") && html.contains("Twice."), "{html}");
    let groups = async || help::list_categories(&world.services, &boss.admin()).await.unwrap();
    let all = groups().await;
    let (first, last) = (all[0].id, all.last().unwrap().id);
    admin.post(path, &format!("{ADMIN}move_help_category"), &[("category", &last.to_string()), ("up", "true")]).await;
    assert_eq!(groups().await[all.len() - 2].id, last);
    let full = admin.post(path, &format!("{ADMIN}delete_help_category"), &[("category", &first.to_string())]).await;
    assert!(page(&admin, full.location()).await.contains("There are articles in this category."));
    admin.post(path, &format!("{ADMIN}delete_help_category"), &[("category", &last.to_string())]).await;
    assert_eq!(groups().await.len(), all.len() - 1);
    drop(site);
}

async fn a_response_that_cannot_be_said_keeps_what_was_typed(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let admin = site.browser(&boss.token);
    let change = format!("{ADMIN}change_reply");
    let refused = admin.post("/admin/replies", &change, &[("occasion", "welcome"), ("body", "Back {opens_at} <b>")]).await;
    let html = page(&admin, refused.location()).await;
    assert_eq!(html.matches("{opens_at} is not known here").count(), 1, "beside its own field: {html}");
    assert!(html.contains("Back {opens_at} &lt;b&gt;"), "{html}");
    let saved = admin.post("/admin/replies", &change, &[("occasion", "welcome"), ("body", "Hello {name}."), ("is_on", "true")]).await;
    assert_eq!(saved.location(), "/admin/replies?done=welcome#welcome");
    let off = admin.post("/admin/replies", &change, &[("occasion", "closing"), ("body", "Bye.")]).await;
    assert!(page(&admin, off.location()).await.contains("It is saved."));
    let replies = help::list_replies(&world.services, &boss.admin()).await.unwrap();
    assert!(replies[0].body == "Hello {name}." && replies[0].is_on && replies[4].body == "Bye." && !replies[4].is_on, "{replies:?}");
    drop(site);
}

async fn the_bench_shows_candidates_the_threshold_and_what_is_missing(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let admin = site.browser(&boss.token);
    for question in ["are you hiring?", "hiring?", "How do I send something back?"] {
        ask_help(&world.services, shop.id, question).await;
    }
    let html = page(&admin, "/admin/help/bench?q=how+do+i+send+something+back").await;
    assert!(html.contains("It is answered with “How do I return something?”") && html.contains("role=\"meter\""), "{html}");
    assert!(html.contains("/admin/help/new?question=") && html.contains("asked 2 times"), "{html}");
    let proposal = html.split("href=\"").find(|rest| rest.starts_with("/admin/help/new?question=")).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(page(&admin, &proposal.replace("&amp;", "&")).await.contains("hiring?"), "{proposal}");
    assert!(page(&admin, "/admin/help/bench?q=xylophone").await.contains("left to people"));
    assert_eq!(help::list_questions(&world.services, &boss.admin(), 10).await.unwrap().len(), 3, "trying is not remembered");
    let set = format!("{ADMIN}set_threshold");
    let refused = admin.post("/admin/help/bench", &set, &[("threshold", "101")]).await;
    assert!(page(&admin, refused.location()).await.contains("from 1 to 100"));
    admin.post("/admin/help/bench", &set, &[("threshold", "85")]).await;
    assert!(page(&admin, "/admin/help/bench").await.contains("from 85 % on"));
    drop(site);
}
