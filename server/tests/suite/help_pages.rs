//! The pages of the help centre that everybody sees: what visitors read and vote on without script, what stays hidden, what is suggested.

use crate::harness::{Browser, Someone, World};
use crate::on_both;
use app::routes;
use stoa::help::actions as help;
use stoa::help::draft::ArticleDraft;
use stoa::help::model::{Article, State};
use stoa::platform::limits;

on_both!(
    a_visitor_finds_reads_and_votes_once_without_script,
    what_is_written_is_shown_and_never_obeyed,
    drafts_and_articles_of_others_are_not_there,
    an_address_in_any_script_leads_to_its_article,
    who_searches_or_votes_too_often_is_told_to_wait,
    customers_get_suggestions_and_a_subject_from_their_search,
    tags_stand_on_the_article_and_lead_to_others_with_the_same,
);

const VOTE: &str = "/api/app/help/api/vote_article";
pub const ADMIN: &str = "/api/app/help/admin/api/";

fn draft(category: &str, question: &str, body: &str) -> ArticleDraft {
    ArticleDraft { category: category.into(), question: question.into(), body: body.into(), ..ArticleDraft::default() }
}

/// A new article of a business, published or not.
async fn written(world: &World, boss: &Someone, question: &str, body: &str, state: State) -> Article {
    let (s, who) = (&world.services, boss.admin());
    let category = help::list_categories(s, &who).await.unwrap()[0].id.to_string();
    let id = help::create(s, &who, &draft(&category, question, body)).await.unwrap();
    help::set_state(s, &who, id, state).await.unwrap();
    help::find_article(s, &who, id).await.unwrap()
}

pub async fn page(browser: &Browser<'_>, path: &str) -> String {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer.text()
}

/// Whether a page loads any script; Leptos leaves a few empty lists in an inline one.
/// The widget's loader is meant for pages that know nothing of Stoa: it asks for nothing by itself.
fn loads_a_script(html: &str) -> bool {
    html.replace("<script src=\"/widget.js\"", "").contains("<script src") || html.contains("type=\"module\"") || html.contains("modulepreload")
}

async fn a_visitor_finds_reads_and_votes_once_without_script(world: &World) {
    let shop = world.business("Kiln & Co").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let figures = async || {
        let shelves = help::list_articles(&world.services, &boss.admin()).await.unwrap();
        let line = shelves.into_iter().flat_map(|s| s.articles).find(|a| a.slug == "product-care").unwrap();
        (line.views, line.helpful, line.unhelpful)
    };
    let browser = site.browser("");
    assert!(page(&browser, "/").await.contains("action=\"/help\""), "the front page searches the help centre");
    let home = page(&browser, "/help").await;
    assert!(home.contains("href=\"/help/product-care\"") && home.contains("Finding and reaching Kiln &amp; Co."), "{home}");
    assert!(home.contains("<meta name=\"description\"") && !loads_a_script(&home), "{home}");
    let found = page(&browser, "/help?q=dishwasher").await;
    assert!(found.contains("href=\"/help/product-care\"") && found.contains("<mark"), "{found}");
    assert!(page(&browser, "/help?q=xylophonist").await.contains("No article answers"));
    let article = page(&browser, "/help/product-care").await;
    assert!(article.contains("Was this helpful?") && article.contains("Read next") && article.contains("/sign-in?next=/tickets/new"), "{article}");
    assert!(!loads_a_script(&article) && article.contains("<meta name=\"description\""), "{article}");
    page(&browser, "/help/product-care").await;
    page(&site.browser(&boss.token), "/help/product-care").await;
    assert_eq!(figures().await, (1, 0, 0), "a reader counts once, the team does not");
    assert_eq!(browser.cookie("stoa_voter"), None, "reading sets no cookie");
    for (helpful, then) in [("true", "/help/product-care?done=helpful#vote"), ("false", "/help/product-care?done=unhelpful#vote")] {
        let voted = browser.post("/help/product-care", VOTE, &[("slug", "product-care"), ("helpful", helpful)]).await;
        assert_eq!((voted.status, voted.location()), (302, then), "{}", voted.text());
        assert!(voted.header("set-cookie").contains("HttpOnly") && browser.cookie("stoa_voter").is_some_and(|word| word.len() > 40));
        assert!(page(&browser, then).await.contains("Thank you"));
    }
    assert_eq!(figures().await, (1, 0, 1), "one vote, changed");
    site.browser("").post("/help/product-care", VOTE, &[("slug", "product-care"), ("helpful", "true")]).await;
    assert_eq!(figures().await, (1, 1, 1));
    drop(site);
}

async fn what_is_written_is_shown_and_never_obeyed(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let hostile = "</textarea><script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) [b](data:text/html,x) <javascript:alert(1)>\n\n\
        ![c](https://evil.example/p.png)\n\n# <svg/onload=alert(1)>\n\n| <iframe src=//evil.example> |\n|---|\n| <style>*{}</style> |\n\n[ok](https://example.com)";
    let question = "Is \"><script>alert(1)</script> safe?";
    let article = written(world, &boss, question, hostile, State::Published).await;
    let path = routes::help_article(&article.slug);
    let (visitor, admin) = (site.browser(""), site.browser(&boss.token));
    let editor = routes::admin_help(article.id);
    let mut pages = vec![page(&visitor, &path).await, page(&visitor, "/help").await, page(&visitor, "/help?q=safe").await];
    assert!(pages[0].contains("rel=\"noopener\">ok</a>"), "{}", pages[0]);
    pages.extend([page(&admin, &editor).await, page(&admin, "/admin/help").await]);
    let category = article.category_id.to_string();
    let form = [("category", category.as_str()), ("question", question), ("body", hostile), ("show", "preview")];
    let tried = admin.post("/admin/help/new", &format!("{ADMIN}try_article"), &form).await;
    pages.push(page(&admin, tried.location()).await);
    let drawn = admin.call(&format!("{ADMIN}preview_article"), &[("body", hostile)]).await;
    pages.push(serde_json::from_slice::<String>(&drawn.bytes).unwrap());
    for html in &pages {
        assert!(html.matches("</title>").count() <= 1, "{html}");
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            assert!(!tag.starts_with("script>alert") && !tag.starts_with("img") && !tag.starts_with("iframe") && !tag.starts_with("style"), "<{tag}>");
            assert!(!tag.contains("href=\"javascript:") && !tag.contains("href=\"data:"), "<{tag}>");
            // What stands in quotes is a value, never the name of an attribute.
            let names: String = tag.split('"').step_by(2).collect();
            assert!(!names.contains(" on") && !names.contains("/on"), "<{tag}>");
        }
    }
    drop(site);
}

async fn drafts_and_articles_of_others_are_not_there(world: &World) {
    let (shop, other) = (world.business("Kiln").await, world.business("Loom").await);
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let hidden = written(world, &boss, "How is quokkaquartz made?", "In secret.", State::Draft).await;
    let gone = written(world, &boss, "How was quokkaquartz made?", "In secret.", State::Archived).await;
    let open = written(world, &boss, "How is pangolinite made?", "In the open.", State::Published).await;
    let (here, there) = (site.browser(""), site.browser(""));
    assert!(page(&here, "/help").await.contains("pangolinite") && page(&here, "/help?q=pangolinite").await.contains("In the open"));
    let home = page(&there, &format!("/help?business={}", other.slug)).await;
    assert!(home.contains("Loom") && !home.contains("pangolinite"), "{home}");
    assert!(page(&there, "/help?q=pangolinite").await.contains("No article answers"), "the browser remembers whose help it reads");
    assert_eq!(there.get(&routes::help_article(&open.slug)).await.status, 404);
    for article in [&hidden, &gone] {
        assert_eq!(here.get(&routes::help_article(&article.slug)).await.status, 404);
        assert_eq!(here.call(VOTE, &[("slug", &article.slug), ("helpful", "true")]).await.status, 404);
    }
    assert!(!page(&here, "/help").await.contains("quokkaquartz") && page(&here, "/help?q=quokkaquartz").await.contains("No article answers"));
    assert_eq!(there.call(VOTE, &[("slug", &open.slug), ("helpful", "true")]).await.status, 404);
    for odd in ["/help/%00", "/help/%ff", "/help/a%2Fb", "/help/..%2fadmin"] {
        assert_eq!(here.get(odd).await.status, 404, "{odd}");
    }
    drop(site);
}

async fn an_address_in_any_script_leads_to_its_article(world: &World) {
    let shop = world.business("Kiln").await;
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let article = written(world, &boss, "Где мой заказ?", "В пути.", State::Published).await;
    assert_eq!(article.slug, "где-мой-заказ");
    let (browser, path) = (site.browser(""), routes::help_article(&article.slug));
    assert!(path.is_ascii() && page(&browser, &path).await.contains("В пути."));
    let voted = browser.post(&path, VOTE, &[("slug", &article.slug), ("helpful", "true")]).await;
    assert_eq!(voted.location(), format!("{path}?done=helpful#vote"));
    drop(site);
}

async fn who_searches_or_votes_too_often_is_told_to_wait(world: &World) {
    let (_, site) = (world.business("Kiln").await, world.site().await);
    let browser = site.browser("");
    for limit in [limits::HELP_SEARCH_FROM, limits::HELP_VOTE_FROM] {
        while world.services.limits().check(limit, "127.0.0.1").is_ok() {}
    }
    let found = browser.get("/help?q=refund").await;
    assert!(found.status == 429 && found.text().contains("Too many tries"), "{}", found.text());
    assert_eq!(browser.get("/help").await.status, 200, "reading goes on");
    let voted = browser.post("/help/warranty", VOTE, &[("slug", "warranty"), ("helpful", "true")]).await;
    assert!(voted.location().starts_with("/help/warranty?refused="), "{}", voted.location());
    assert!(page(&browser, voted.location()).await.contains("Too many tries"));
    drop(site);
}

async fn customers_get_suggestions_and_a_subject_from_their_search(world: &World) {
    let shop = world.business("Kiln").await;
    let (wanjiru, site) = (world.customer(&shop, "Wanjiru").await, world.site().await);
    let browser = site.browser(&wanjiru.token);
    let suggest = "/api/app/help/api/suggest_articles";
    let found = browser.call(suggest, &[("subject", "I want to send something back")]).await;
    let found: Vec<app::help::Suggestion> = serde_json::from_slice(&found.bytes).unwrap();
    assert!((1..=3).contains(&found.len()) && found[0].href == "/help/return-item", "{found:?}");
    let none = browser.call(suggest, &[("subject", "xylophone")]).await;
    assert_eq!(none.text(), "[]");
    let form = page(&browser, "/tickets/new").await;
    assert!(!form.contains("Perhaps this answers it already"), "without script there are none: {form}");
    let search = page(&browser, "/help?q=broken+vase").await;
    assert!(search.contains("href=\"/tickets/new?subject=broken%20vase\""), "{search}");
    assert!(page(&browser, "/tickets/new?subject=broken%20vase").await.contains("value=\"broken vase\""));
    drop(site);
}

async fn tags_stand_on_the_article_and_lead_to_others_with_the_same(world: &World) {
    let (s, shop) = (&world.services, world.business("Kiln").await);
    let (boss, site) = (world.admin(&shop, "Boss").await, world.site().await);
    let category = help::list_categories(s, &boss.admin()).await.unwrap()[0].id.to_string();
    for (question, tags, state) in [
        ("May it go into the oven?", "Care & heat, ovenware", State::Published),
        ("May it go into the dishwasher?", "care & heat", State::Published),
        ("Is it a draft?", "care & heat", State::Draft),
        ("Is it careful?", "care", State::Published),
    ] {
        let id = help::create(s, &boss.admin(), &ArticleDraft { tags: tags.into(), ..draft(&category, question, "Yes.") }).await.unwrap();
        help::set_state(s, &boss.admin(), id, state).await.unwrap();
    }
    let browser = site.browser(&boss.token);
    let article = page(&browser, "/help/may-it-go-into-the-oven").await;
    let href = routes::help_tagged("Care & heat");
    assert!(article.contains(&format!("href=\"{href}\"")) && article.contains("ovenware"), "{article}");
    let tagged = page(&browser, &href).await;
    assert!(tagged.contains("into the oven?") && tagged.contains("into the dishwasher?"), "{tagged}");
    assert!(!tagged.contains("Is it a draft?") && !tagged.contains("Is it careful?"), "{tagged}");
    assert!(page(&browser, "/help?tag=%25").await.contains("No article has the tag"));
    drop(site);
}
