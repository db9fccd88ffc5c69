//! The catalogue: written by admins, looked at and searched by everybody.

use super::open_shop;
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::Visitor;
use stoa::catalog::actions as catalogue;
use stoa::catalog::draft::{ProductDraft, VariantDraft};
use stoa::catalog::model::ProductState;

on_both!(
    a_product_is_found_by_group_word_and_address,
    articles_and_addresses_are_used_once,
    groups_are_ordered_and_deleted_while_their_products_stay,
    what_is_put_away_is_found_by_admins_only,
    pictures_are_added_ordered_and_shown_to_everybody,
    nobody_changes_the_catalogue_of_another_business,
);

async fn a_product_is_found_by_group_word_and_address(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let boss = kiln.boss.admin();
    let shelf = catalogue::create_shelf(s, &boss, "Cups & mugs").await.unwrap();
    let (mug, _) = kiln.product(world, "Speckled mug", "950", 5).await;
    kiln.product(world, "Deep bowl", "1800", 2).await;
    let draft = ProductDraft { name: "Speckled mug".into(), category: shelf.to_string(), description: "For tea and coffee.".into(), ..ProductDraft::default() };
    catalogue::update(s, &boss, mug, &draft).await.unwrap();
    let (here, there) = (Visitor::of(&kiln.business), Visitor::of(&rival.business));
    let all = catalogue::browse(s, &here, None, None).await.unwrap();
    assert_eq!(all.page.items.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Deep bowl", "Speckled mug"]);
    let cups = catalogue::browse(s, &here, Some("cups-mugs"), None).await.unwrap();
    assert_eq!((cups.page.items.len(), cups.page.items[0].price_words("KES").as_str()), (1, "KES\u{a0}950"));
    assert_eq!(catalogue::browse(s, &here, Some("nothing"), None).await, Err(Error::NotFound));
    for words in ["mug", "speck", "coffee", "MUGS tea", "cups", "speckled-mug"] {
        let found = catalogue::search(s, &here, "x", words).await.unwrap();
        assert_eq!(found.iter().map(|p| p.id).collect::<Vec<_>>(), [mug], "{words}");
        assert!(catalogue::search(s, &there, "x", words).await.unwrap().is_empty());
    }
    for words in ["", "saucepan", "\"", "' OR 1", "mug bowl"] {
        assert!(catalogue::search(s, &here, "x", words).await.unwrap().is_empty(), "{words}");
    }
    assert_eq!(catalogue::show(s, &here, "speckled-mug").await.unwrap().shelf.unwrap().name, "Cups & mugs");
    assert_eq!(catalogue::show(s, &there, "speckled-mug").await, Err(Error::NotFound));
    catalogue::set_state(s, &boss, mug, ProductState::Archived).await.unwrap();
    assert_eq!(catalogue::show(s, &here, "speckled-mug").await, Err(Error::NotFound));
    assert!(catalogue::search(s, &here, "x", "mug").await.unwrap().is_empty());
}

async fn articles_and_addresses_are_used_once(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (mug, _) = kiln.product(world, "Mug", "950", 5).await;
    let boss = kiln.boss.admin();
    let (product, variant) =
        (ProductDraft { name: "Mug".into(), ..Default::default() }, VariantDraft { sku: "other".into(), price: "1".into(), ..Default::default() });
    assert!(catalogue::create(s, &boss, &product, &variant, "").await.unwrap_err().of_field("slug").is_some());
    let taken = VariantDraft { sku: "mug".into(), ..variant.clone() };
    assert!(catalogue::add_variant(s, &boss, mug, &taken, "").await.unwrap_err().of_field("sku").is_some());
    let large = VariantDraft { variant: "Large".into(), price: "1200".into(), ..variant };
    catalogue::add_variant(s, &boss, mug, &large, "4").await.unwrap();
    let line = catalogue::browse(s, &Visitor::of(&kiln.business), None, None).await.unwrap().page.items.remove(0);
    assert_eq!((line.variants, line.available, line.price_words("KES").as_str()), (2, 9, "from KES\u{a0}950"));
    kiln.balances(world).await;
}

async fn groups_are_ordered_and_deleted_while_their_products_stay(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    let (cups, bowls) = (catalogue::create_shelf(s, &boss, "Cups").await.unwrap(), catalogue::create_shelf(s, &boss, "Bowls").await.unwrap());
    catalogue::shift_shelf(s, &boss, bowls, true).await.unwrap();
    let names = |shelves: Vec<stoa::catalog::model::Shelf>| shelves.into_iter().map(|s| s.name).collect::<Vec<_>>();
    assert_eq!(names(catalogue::list_shelves(s.db(), kiln.business.id).await.unwrap()), ["Bowls", "Cups"]);
    assert!(catalogue::create_shelf(s, &boss, "Cups").await.unwrap_err().of_field("name").is_some());
    let (mug, _) = kiln.product(world, "Mug", "950", 5).await;
    catalogue::update(s, &boss, mug, &ProductDraft { name: "Mug".into(), category: cups.to_string(), ..Default::default() }).await.unwrap();
    let visitor = Visitor::of(&kiln.business);
    let found = async |words: &str| catalogue::search(s, &visitor, "x", words).await.unwrap().len();
    assert_eq!(found("cups").await, 1, "products are found by the name of their group");
    catalogue::rename_shelf(s, &boss, cups, "Beakers").await.unwrap();
    assert_eq!((found("cups").await, found("beakers").await), (0, 1));
    catalogue::delete_shelf(s, &boss, cups).await.unwrap();
    let whole = catalogue::find_product(s, &boss, mug).await.unwrap();
    assert_eq!((whole.product.category_id, whole.product.state), (None, ProductState::Active), "it stays, in no group");
    assert_eq!((found("beakers").await, found("mug").await), (0, 1));
    catalogue::delete_shelf(s, &boss, bowls).await.unwrap();
    assert_eq!(catalogue::delete_shelf(s, &boss, bowls).await, Err(Error::NotFound));
}

async fn what_is_put_away_is_found_by_admins_only(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let boss = kiln.boss.admin();
    let (mug, _) = kiln.product(world, "Speckled mug", "950", 5).await;
    let found = async |who: &stoa::accounts::Admin, state: ProductState| {
        let found = catalogue::search_products(s, who, state, "speckled").await.unwrap();
        found.iter().map(|p| p.id).collect::<Vec<_>>()
    };
    assert_eq!((found(&boss, ProductState::Active).await, found(&boss, ProductState::Archived).await), (vec![mug], vec![]));
    catalogue::set_state(s, &boss, mug, ProductState::Archived).await.unwrap();
    assert_eq!((found(&boss, ProductState::Active).await, found(&boss, ProductState::Archived).await), (vec![], vec![mug]));
    assert_eq!(found(&rival.boss.admin(), ProductState::Archived).await, []);
    assert_eq!(catalogue::search(s, &Visitor::of(&kiln.business), "x", "speckled").await.unwrap(), []);
    catalogue::set_state(s, &boss, mug, ProductState::Active).await.unwrap();
    assert_eq!((found(&boss, ProductState::Active).await, found(&boss, ProductState::Archived).await), (vec![mug], vec![]));
}

async fn pictures_are_added_ordered_and_shown_to_everybody(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let (mug, _) = kiln.product(world, "Mug", "950", 5).await;
    let boss = kiln.boss.admin();
    let (one, two) = (world.picture(&kiln.boss, "one.png", 20).await, world.picture(&kiln.boss, "two.png", 22).await);
    assert_eq!(catalogue::picture(s, &one.token).await.map(|p| p.name), Err(Error::NotFound), "an upload is not public before it belongs to a product");
    catalogue::add_pictures(s, &boss, mug, &[one.id, two.id], "").await.unwrap();
    catalogue::set_pictures(s, &boss, mug, two.id, "The mug from above", true).await.unwrap();
    let pictures = catalogue::find_product(s, &boss, mug).await.unwrap().pictures;
    assert_eq!(pictures.iter().map(|p| p.alt.as_str()).collect::<Vec<_>>(), ["The mug from above", "Mug"]);
    world.advance_minutes(2 * 1440);
    stoa::files::actions::sweep(s).await.unwrap();
    assert_eq!(catalogue::picture(s, &one.token).await.unwrap().content_type, "image/png", "what belongs to a product is not swept away");
    catalogue::remove_picture(s, &boss, mug, one.id).await.unwrap();
    assert_eq!(catalogue::picture(s, &one.token).await.map(|p| p.name), Err(Error::NotFound));
    world.advance_minutes(1);
    stoa::files::actions::sweep(s).await.unwrap();
    assert!(stoa::files::actions::find(s, kiln.business.id, &one.token).await.is_err());
}

async fn nobody_changes_the_catalogue_of_another_business(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let (mug, variant) = kiln.product(world, "Mug", "950", 5).await;
    let shelf = catalogue::create_shelf(s, &kiln.boss.admin(), "Cups").await.unwrap();
    let spy = rival.boss.admin();
    let (product, draft) =
        (ProductDraft { name: "Mine".into(), ..Default::default() }, VariantDraft { sku: "X".into(), price: "1".into(), ..Default::default() });
    assert_eq!(catalogue::find_product(s, &spy, mug).await, Err(Error::NotFound));
    assert_eq!(catalogue::update(s, &spy, mug, &product).await, Err(Error::NotFound));
    assert_eq!(catalogue::set_state(s, &spy, mug, ProductState::Archived).await, Err(Error::NotFound));
    assert_eq!(catalogue::add_variant(s, &spy, mug, &draft, "").await, Err(Error::NotFound));
    assert_eq!(catalogue::change_variant(s, &spy, variant, &draft).await, Err(Error::NotFound));
    assert_eq!(catalogue::delete_shelf(s, &spy, shelf).await, Err(Error::NotFound));
    let lured = ProductDraft { category: shelf.to_string(), ..product };
    assert!(catalogue::create(s, &spy, &lured, &draft, "").await.unwrap_err().of_field("category").is_some());
}
