//! Saved views: one's own and shared ones, what they let through, and who may remove them.

use crate::harness::World;
use crate::on_both;
use crate::tickets::opened;
use stoa::Error;
use stoa::saved_views::actions as saved_views;
use stoa::saved_views::model::MOST;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Filter, Holder, Priority};

on_both!(a_view_is_ones_own_until_it_is_shared, a_view_lets_through_what_its_filter_lets_through, a_view_of_the_same_name_is_replaced_and_there_is_a_bound,);

fn urgent() -> Filter {
    Filter { priority: Some(Priority::Urgent), active_only: true, holder: Some(Holder::All), ..Filter::default() }
}

async fn a_view_is_ones_own_until_it_is_shared(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    let otieno = world.admin(&shop, "Otieno").await.admin().as_agent();
    let names = async |agent| saved_views::list(s, agent).await.unwrap().into_iter().map(|v| (v.name, v.may_change)).collect::<Vec<_>>();
    let id = saved_views::save(s, &amina, "Urgent", false, urgent()).await.unwrap();
    assert_eq!((names(&amina).await, names(&brian).await), (vec![("Urgent".into(), true)], vec![]));
    assert!(matches!(saved_views::find(s, &brian, id).await, Err(Error::NotFound)));
    saved_views::save(s, &amina, "Urgent", true, urgent()).await.unwrap();
    assert_eq!((names(&brian).await, names(&otieno).await), (vec![("Urgent".into(), false)], vec![("Urgent".into(), true)]));
    assert!(matches!(saved_views::remove(s, &brian, id).await, Err(Error::Denied(_))));
    saved_views::remove(s, &otieno, id).await.unwrap();
    assert!(matches!(saved_views::remove(s, &amina, id).await, Err(Error::NotFound)));
    assert!(names(&amina).await.is_empty());
}

async fn a_view_lets_through_what_its_filter_lets_through(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (wanjiru, amina) = (world.customer(&shop, "Wanjiru").await.customer(), world.agent(&shop, "Amina").await.agent());
    let (calm, hot) = (opened(world, &wanjiru, "Invoice").await, opened(world, &wanjiru, "Broken mugs").await);
    tickets::set_priority(s, &amina, hot.id, Priority::Urgent).await.unwrap();
    let id = saved_views::save(s, &amina, "Urgent", false, Filter { search: "mugs".into(), ..urgent() }).await.unwrap();
    let filter = saved_views::find(s, &amina, id).await.unwrap().filter;
    assert_eq!(filter, urgent(), "words are not kept");
    let shown = tickets::inbox(s, &amina, &filter, None).await.unwrap().items;
    assert_eq!(shown.iter().map(|r| r.row.id).collect::<Vec<_>>(), [hot.id]);
    let fitting = async || tickets::inbox_fitting(s, &amina, &filter, &[calm.id, hot.id]).await.unwrap().into_iter().map(|r| r.row.id).collect::<Vec<_>>();
    assert_eq!(fitting().await, [hot.id]);
    tickets::set_priority(s, &amina, calm.id, Priority::Urgent).await.unwrap();
    assert_eq!(fitting().await.len(), 2);
    world.drain().await;
}

async fn a_view_of_the_same_name_is_replaced_and_there_is_a_bound(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = world.agent(&shop, "Amina").await.agent();
    for n in 0..MOST {
        saved_views::save(s, &amina, &format!("View {n}"), false, urgent()).await.unwrap();
    }
    let more = saved_views::save(s, &amina, "One more", false, urgent()).await.unwrap_err();
    assert!(more.of_field("name").is_some_and(|why| why.contains("Remove one first")));
    saved_views::save(s, &amina, "View 0", false, Filter::default()).await.expect("one of them again");
    assert!(saved_views::save(s, &amina, " ", false, urgent()).await.unwrap_err().of_field("name").is_some());
    assert_eq!(saved_views::list(s, &amina).await.unwrap().len(), MOST);
}
