//! The help centre: reading, searching, voting, writing, answering in people's own words, and what admins learn from it.

use crate::harness::{World, ask_help};
use crate::on_both;
use stoa::Error;
use stoa::accounts::Visitor;
use stoa::help::actions as help;
use stoa::help::draft::{ArticleDraft, CategoryDraft};
use stoa::help::model::{Occasion, Outcome, State};
use stoa::help::rules::decide::Decision;
use stoa::help::seed;
use stoa::kernel::ids::{ArticleId, HelpCategoryId};

on_both!(
    a_new_business_starts_with_articles_and_responses,
    an_article_is_read_with_its_placeholders_filled_and_counted,
    search_finds_words_beginnings_and_meanings_and_only_what_is_published,
    a_visitor_has_one_vote_and_may_change_it,
    votes_at_the_same_time_are_all_counted,
    an_article_is_written_published_and_put_away,
    what_cannot_be_stored_is_said_by_field,
    categories_are_made_ordered_and_deleted_when_empty,
    responses_are_edited_and_switched_off,
    questions_are_answered_and_remembered,
    another_process_answers_by_the_new_words_at_once,
    a_replay_shows_what_an_edit_gains,
    questions_without_an_answer_become_proposals,
    businesses_see_only_their_own_articles,
);

/// An article about wheels.
pub fn draft(category: HelpCategoryId) -> ArticleDraft {
    ArticleDraft {
        category: category.to_string(),
        question: "How do I tighten a spoke?".into(),
        alternatives: "My wheel wobbles, what now?".into(),
        keywords: "spoke, wheel, truing".into(),
        related: "warranty".into(),
        body: "Bring the wheel to {business}.".into(),
        ..ArticleDraft::default()
    }
}

async fn a_new_business_starts_with_articles_and_responses(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (visitor, boss) = (Visitor::of(&shop), world.admin(&shop, "Boss").await.admin());
    let shelves = help::home(s, &visitor).await.unwrap();
    let (seeded, shown) = (seed::categories(), shelves.iter().map(|shelf| shelf.category.name.as_str()).collect::<Vec<_>>());
    assert_eq!(shown, seeded.iter().map(|c| c.name).collect::<Vec<_>>());
    for (shelf, seeded) in shelves.iter().zip(&seeded) {
        let slugs: Vec<&str> = shelf.articles.iter().map(|a| a.slug.as_str()).collect();
        assert_eq!(slugs, seeded.articles.iter().map(|a| a.key).collect::<Vec<_>>());
    }
    let replies = help::list_replies(s, &boss).await.unwrap();
    assert!(replies.len() == Occasion::ALL.len() && replies.iter().all(|r| r.is_on && !r.body.is_empty()));
    assert_eq!(help::add_standard(s, &boss).await, Ok(0), "what is there stays");
    assert_eq!(help::home(s, &visitor).await.unwrap(), shelves);
}

async fn an_article_is_read_with_its_placeholders_filled_and_counted(world: &World) {
    let s = &world.services;
    let shop = world.business("Kiln & Co").await;
    let visitor = Visitor::of(&shop);
    let read = help::show(s, &visitor, "opening-hours", Some("ann")).await.unwrap();
    assert!(read.article.body.contains("Monday to Friday 08:00-18:00; Saturday 09:00-13:00; Sunday closed"), "{}", read.article.body);
    assert_eq!(read.category.name, "About us");
    assert_eq!(read.related.iter().map(|l| l.slug.as_str()).collect::<Vec<_>>(), ["shop-address", "contact-human"]);
    assert!(help::show(s, &visitor, "contact-human", None).await.unwrap().article.body.contains("somebody from Kiln & Co takes over"));
    assert_eq!(help::show(s, &visitor, "opening-hours", None).await.unwrap().article.views, 1);
    assert_eq!(help::show(s, &visitor, "contact-human", None).await.unwrap().article.views, 0);
    assert_eq!(help::show(s, &visitor, "no-such-thing", Some("ann")).await, Err(Error::NotFound));
}

async fn search_finds_words_beginnings_and_meanings_and_only_what_is_published(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (visitor, boss) = (Visitor::of(&shop), world.admin(&shop, "Boss").await.admin());
    let slugs = async |text: &str| help::search(s, &visitor, "here", text).await.unwrap().into_iter().map(|h| h.line.slug).collect::<Vec<_>>();
    assert!(slugs("dishw").await.contains(&"product-care".to_owned()));
    let hits = help::search(s, &visitor, "here", "dishwasher").await.unwrap();
    assert!(hits[0].snippet.iter().any(|(text, is_marked)| *is_marked && text.to_lowercase() == "dishwasher"), "{:?}", hits[0].snippet);
    assert_eq!(slugs("nimesahau pasword").await.first().map(String::as_str), Some("forgot-password"), "no such words stand in any article");
    for odd in ["", "\" OR *", "b1 scope:", "'", "%", "a & b | !c", "💥"] {
        help::search(s, &visitor, "here", odd).await.unwrap();
    }
    let care = help::show(s, &visitor, "product-care", None).await.unwrap().article.id;
    help::set_state(s, &boss, care, State::Draft).await.unwrap();
    assert!(!slugs("dishwasher").await.contains(&"product-care".to_owned()));
    assert_eq!(help::show(s, &visitor, "product-care", None).await, Err(Error::NotFound));
}

async fn a_visitor_has_one_vote_and_may_change_it(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let visitor = Visitor::of(&shop);
    for (token, is_helpful) in [("ann", true), ("ann", true), ("ben", true), ("ann", false)] {
        help::vote(s, &visitor, "here", token, "warranty", is_helpful).await.unwrap();
    }
    let article = help::show(s, &visitor, "warranty", None).await.unwrap().article;
    assert_eq!((article.helpful, article.unhelpful), (1, 1));
    assert!(help::vote(s, &visitor, "here", "", "warranty", true).await.unwrap_err().of_field("visitor").is_some());
    assert_eq!(help::vote(s, &visitor, "here", "ann", "no-such-thing", true).await, Err(Error::NotFound));
}

async fn votes_at_the_same_time_are_all_counted(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let visitor = Visitor::of(&shop);
    let votes = (0..12).map(|i| {
        let services = s.clone();
        tokio::spawn(async move { help::vote(&services, &visitor, "here", &format!("visitor {i}"), "warranty", i % 3 > 0).await })
    });
    for vote in votes.collect::<Vec<_>>() {
        vote.await.unwrap().unwrap();
    }
    let article = help::show(s, &visitor, "warranty", None).await.unwrap().article;
    assert_eq!((article.helpful, article.unhelpful), (8, 4));
}

async fn an_article_is_written_published_and_put_away(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (visitor, boss) = (Visitor::of(&shop), world.admin(&shop, "Boss").await.admin());
    let category = help::list_categories(s, &boss).await.unwrap()[0].id;
    let id = help::create(s, &boss, &draft(category)).await.unwrap();
    let written = help::find_article(s, &boss, id).await.unwrap();
    assert_eq!((written.state, written.slug.as_str(), written.keywords.0.len()), (State::Draft, "how-do-i-tighten-a-spoke", 3));
    let question = "my wheel woobles";
    assert_eq!(help::ask(s, shop.id, question).await.unwrap().decision, Decision::None, "a draft answers nothing");
    help::set_state(s, &boss, id, State::Published).await.unwrap();
    let told = help::ask(s, shop.id, question).await.unwrap();
    assert!(matches!(told.decision, Decision::Answer { article, .. } if article == id), "{told:?}");
    assert_eq!(told.articles[0].slug, "how-do-i-tighten-a-spoke");
    help::update(s, &boss, id, &ArticleDraft { question: "How do I true a wheel?".into(), slug: "truing".into(), ..draft(category) }).await.unwrap();
    assert_eq!(help::show(s, &visitor, "truing", None).await.unwrap().article.question, "How do I true a wheel?");
    let first: Vec<ArticleId> = help::list_articles(s, &boss).await.unwrap()[0].articles.iter().map(|a| a.id).rev().collect();
    help::reorder(s, &boss, &first).await.unwrap();
    let now: Vec<ArticleId> = help::list_articles(s, &boss).await.unwrap()[0].articles.iter().map(|a| a.id).collect();
    assert_eq!(now, first);
    help::set_state(s, &boss, id, State::Archived).await.unwrap();
    assert_eq!(help::ask(s, shop.id, question).await.unwrap().decision, Decision::None);
    assert_eq!(help::set_state(s, &boss, ArticleId(999_999), State::Draft).await, Err(Error::NotFound));
}

async fn what_cannot_be_stored_is_said_by_field(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let other = world.business("loom").await;
    let (boss, stranger) = (world.admin(&shop, "Boss").await.admin(), world.admin(&other, "Stranger").await.admin());
    let (own, theirs) = (help::list_categories(s, &boss).await.unwrap()[0].id, help::list_categories(s, &stranger).await.unwrap()[0].id);
    let taken = help::create(s, &boss, &ArticleDraft { slug: "warranty".into(), ..draft(own) }).await.unwrap_err();
    assert!(taken.of_field("slug").is_some(), "{taken:?}");
    let foreign = help::create(s, &boss, &draft(theirs)).await.unwrap_err();
    assert!(foreign.of_field("category").is_some(), "{foreign:?}");
    let id = help::create(s, &boss, &draft(own)).await.unwrap();
    assert!(help::update(s, &boss, id, &ArticleDraft { slug: "warranty".into(), ..draft(own) }).await.unwrap_err().of_field("slug").is_some());
    let nowhere = help::create(s, &boss, &ArticleDraft { slug: "new".into(), related: "warranty, waranty".into(), ..draft(own) }).await.unwrap_err();
    assert!(nowhere.of_field("related").is_some_and(|why| why.contains("“waranty”")), "{nowhere:?}");
    assert!(help::set_threshold(s, &boss, "0").await.unwrap_err().of_field("threshold").is_some());
}

async fn categories_are_made_ordered_and_deleted_when_empty(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    let named = |name: &str| CategoryDraft { name: name.into(), about: "About it.".into() };
    let id = help::create_category(s, &boss, &named("Workshops")).await.unwrap();
    assert!(help::create_category(s, &boss, &named("Workshops")).await.unwrap_err().of_field("name").is_some());
    let mut ids: Vec<HelpCategoryId> = help::list_categories(s, &boss).await.unwrap().into_iter().map(|c| c.id).collect();
    assert_eq!(ids.last(), Some(&id));
    ids.reverse();
    help::reorder_categories(s, &boss, &ids).await.unwrap();
    help::update_category(s, &boss, id, &named("Classes")).await.unwrap();
    assert_eq!(help::list_categories(s, &boss).await.unwrap()[0].name, "Classes");
    help::delete_category(s, &boss, id).await.unwrap();
    assert_eq!(help::delete_category(s, &boss, id).await, Err(Error::NotFound));
    assert!(matches!(help::delete_category(s, &boss, ids[1]).await, Err(Error::Conflict(_))), "articles are in it");
}

async fn responses_are_edited_and_switched_off(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    let said = async |values: &[(&str, &str)]| help::text_for(s.db(), shop.id, Occasion::OutsideHours, values).await.unwrap();
    assert!(said(&[("opens_at", "tomorrow at 8:00")]).await.is_some_and(|text| text.contains("back tomorrow at 8:00")));
    help::set_reply(s, &boss, Occasion::OutsideHours, "Back {opens_at}.", true).await.unwrap();
    assert_eq!(said(&[("opens_at", "at 8")]).await.as_deref(), Some("Back at 8."));
    help::set_reply(s, &boss, Occasion::OutsideHours, "Back {opens_at}.", false).await.unwrap();
    assert_eq!(said(&[]).await, None);
    assert!(help::set_reply(s, &boss, Occasion::Welcome, "You are {position}.", true).await.unwrap_err().of_field("body").is_some());
}

async fn questions_are_answered_and_remembered(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    let told = ask_help(s, shop.id, "How do I send something back?").await;
    assert_eq!(told.articles.iter().map(|a| a.slug.as_str()).collect::<Vec<_>>(), ["return-item"]);
    assert_eq!(ask_help(s, shop.id, "who won the match").await.decision, Decision::None);
    assert_eq!(ask_help(s, shop.id, " ").await.decision, Decision::None);
    let asked = help::list_questions(s, &boss, 10).await.unwrap();
    assert_eq!(
        asked.iter().map(|a| (a.text.as_str(), a.outcome)).collect::<Vec<_>>(),
        [("who won the match", Outcome::Unanswered), ("How do I send something back?", Outcome::Answered)]
    );
    let counts = help::count_questions(s, &boss, s.now().plus_ms(-1)).await.unwrap();
    assert_eq!(counts, [(Outcome::Answered, 1), (Outcome::AskedBack, 0), (Outcome::Unanswered, 1)]);
    let bench = help::try_question(s, &boss, "How do I send something back?").await.unwrap();
    let (line, candidate) = &bench.candidates[0];
    assert!(line.slug == "return-item" && candidate.why.iter().any(|w| w.points > 0), "{bench:?}");
    help::set_threshold(s, &boss, "100").await.unwrap();
    assert_ne!(help::ask(s, shop.id, "How do I send something back?").await.unwrap().decision, told.decision);
    assert_eq!(help::threshold(s, &boss).await, Ok(100));
    world.advance_minutes(181 * 24 * 60);
    stoa::help::jobs::sweep(s).await.unwrap();
    assert_eq!(help::list_questions(s, &boss, 10).await, Ok(Vec::new()));
}

async fn another_process_answers_by_the_new_words_at_once(world: &World) {
    let (here, there) = (&world.services, world.another_process().await);
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    let answer = async |services| help::ask(services, shop.id, "how do i tighten a spoke").await.unwrap().decision;
    assert_eq!((answer(here).await, answer(&there).await), (Decision::None, Decision::None));
    let category = help::list_categories(here, &boss).await.unwrap()[0].id;
    let id = help::create(here, &boss, &draft(category)).await.unwrap();
    help::set_state(here, &boss, id, State::Published).await.unwrap();
    for services in [here, &there] {
        assert!(matches!(answer(services).await, Decision::Answer { article, .. } if article == id));
    }
    help::set_state(&there, &boss, id, State::Archived).await.unwrap();
    assert_eq!((answer(here).await, answer(&there).await), (Decision::None, Decision::None));
    there.db().close().await;
}

async fn a_replay_shows_what_an_edit_gains(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    for question in ["can you tune a bicycle wheel", "opening hours", "how long does delivery take"] {
        ask_help(s, shop.id, question).await;
    }
    let category = help::list_categories(s, &boss).await.unwrap()[0].id;
    let id = help::create(s, &boss, &draft(category)).await.unwrap();
    let edited = ArticleDraft { alternatives: "Do you tune bicycle wheels?".into(), keywords: "tune, bicycle".into(), ..draft(category) };
    let replay = help::replay(s, &boss, id, &edited).await.unwrap();
    assert_eq!((replay.asked, replay.same, replay.gained.len()), (3, 2, 1), "{replay:?}");
    assert_eq!(replay.gained[0].after.map(|(article, _)| article), Some(id));
    assert_eq!(help::find_article(s, &boss, id).await.unwrap().keywords.0.len(), 3, "nothing was changed by trying");
    help::set_state(s, &boss, id, State::Archived).await.unwrap();
    assert_eq!(help::replay(s, &boss, id, &edited).await, Err(Error::NotFound));
}

async fn questions_without_an_answer_become_proposals(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    for question in ["are you hiring?", "hiring?", "is anybody hiring potters", "what is the moon made of"] {
        ask_help(s, shop.id, question).await;
    }
    let proposals = help::proposals(s, &boss).await.unwrap();
    assert!(proposals.len() == 1 && proposals[0].count >= 2 && proposals[0].words == ["job"], "{proposals:?}");
}

async fn businesses_see_only_their_own_articles(world: &World) {
    let s = &world.services;
    let (shop, other) = (world.business("kiln").await, world.business("loom").await);
    let (boss, stranger) = (world.admin(&shop, "Boss").await.admin(), world.admin(&other, "Stranger").await.admin());
    let category = help::list_categories(s, &boss).await.unwrap()[0].id;
    let id = help::create(s, &boss, &draft(category)).await.unwrap();
    help::set_state(s, &boss, id, State::Published).await.unwrap();
    assert!(help::search(s, &Visitor::of(&other), "here", "spoke").await.unwrap().is_empty());
    assert_eq!(help::search(s, &Visitor::of(&shop), "here", "spoke").await.unwrap().len(), 1);
    assert_eq!(help::ask(s, other.id, "how do i tighten a spoke").await.unwrap().decision, Decision::None);
    assert_eq!(help::find_article(s, &stranger, id).await, Err(Error::NotFound));
    assert_eq!(help::update(s, &stranger, id, &draft(help::list_categories(s, &stranger).await.unwrap()[0].id)).await, Err(Error::NotFound));
    assert_eq!(help::set_state(s, &stranger, id, State::Archived).await, Err(Error::NotFound));
    assert_eq!(help::delete_category(s, &stranger, category).await, Err(Error::NotFound));
    help::reorder(s, &stranger, &[id]).await.unwrap();
    assert_eq!(help::vote(s, &Visitor::of(&other), "here", "ann", "how-do-i-tighten-a-spoke", true).await, Err(Error::NotFound));
}
