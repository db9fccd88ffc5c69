//! What articles are called in addresses, and what they were called before.

use crate::harness::World;
use crate::help::draft;
use crate::on_both;
use stoa::Error;
use stoa::accounts::{Admin, Visitor};
use stoa::help::actions as help;
use stoa::help::draft::ArticleDraft;
use stoa::help::model::State;

on_both!(an_article_is_found_by_what_it_was_called_before,);

/// An article is called otherwise in addresses from now on.
pub async fn renamed(world: &World, boss: &Admin) {
    let s = &world.services;
    let own = help::list_categories(s, boss).await.unwrap()[0].id;
    let named = |slug: &str| ArticleDraft { slug: slug.into(), ..draft(own) };
    let id = help::create(s, boss, &named("spokes")).await.unwrap();
    help::update(s, boss, id, &named("tight-spokes")).await.unwrap();
}

async fn an_article_is_found_by_what_it_was_called_before(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (visitor, boss) = (Visitor::of(&shop), world.admin(&shop, "Boss").await.admin());
    let own = help::list_categories(s, &boss).await.unwrap()[0].id;
    let named = |slug: &str| ArticleDraft { slug: slug.into(), ..draft(own) };
    let id = help::create(s, &boss, &named("spokes")).await.unwrap();
    let beside = help::create(s, &boss, &ArticleDraft { related: "warranty\nspokes\nreturn-item".into(), ..named("wheels") }).await.unwrap();
    for article in [id, beside] {
        help::set_state(s, &boss, article, State::Published).await.unwrap();
    }
    help::update(s, &boss, id, &named("tight-spokes")).await.unwrap();
    help::update(s, &boss, id, &named("true-wheels")).await.unwrap();
    for slug in ["spokes", "tight-spokes", "true-wheels"] {
        let found = help::show(s, &visitor, slug, None).await.unwrap().article;
        assert_eq!((found.id, found.slug.as_str()), (id, "true-wheels"), "{slug}");
    }
    assert_eq!(help::find_article(s, &boss, beside).await.unwrap().related.0, ["warranty", "true-wheels", "return-item"]);
    let next = help::show(s, &visitor, "wheels", None).await.unwrap().related;
    assert!(next.iter().any(|line| line.id == id), "it is still to be read next");
    // Whoever is called so now is meant.
    let new = help::create(s, &boss, &named("spokes")).await.unwrap();
    help::set_state(s, &boss, new, State::Published).await.unwrap();
    assert_eq!(help::show(s, &visitor, "spokes", None).await.unwrap().article.id, new);
    let elsewhere = Visitor::of(&world.business("loom").await);
    assert_eq!(help::show(s, &elsewhere, "tight-spokes", None).await.map(drop), Err(Error::NotFound));
}
