//! Products from a file: checked first, taken over in the background, going on where it was.

use super::{checkout, open_shop, ordered};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::catalog::actions as catalogue;
use stoa::catalog::draft::VariantDraft;
use stoa::catalog::model::{ImportState, ProductState};
use stoa::orders::actions as shop;

on_both!(
    a_file_is_checked_first_and_taken_over_when_the_admin_says_so,
    what_is_exported_is_imported_without_a_change,
    a_large_file_goes_on_where_it_was,
    a_file_from_before_a_sale_leaves_the_stock_alone_unless_it_is_told_to_set_it,
    what_a_file_does_not_say_stays_as_it_is,
    a_withdrawn_variant_comes_over_as_one,
    a_file_in_any_order_and_people_who_buy_do_not_wait_in_a_circle,
    what_is_no_table_is_refused,
);

const FILE: &str = "sku,name,variant,price,category,stock,threshold,lead_days,state,description\r\n\
    MUG,Mug,,990,Cups,12,4,7,active,New words\r\nMUG-L,Mug,Large,1200,Cups,3,,,active,\r\nBOWL,Bowl,,1800,Bowls,5,2,21,archived,Deep\r\nBAD,,,x,,,,,,\r\n";

async fn a_file_is_checked_first_and_taken_over_when_the_admin_says_so(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    let (mug, _) = kiln.product(world, "Mug", "950", 10).await;
    let id = catalogue::check_import(s, &boss, "products.csv", FILE.as_bytes()).await.unwrap();
    let checked = catalogue::find_import(s, &boss, id).await.unwrap();
    assert_eq!((checked.state, checked.lines, checked.fresh, checked.changed, checked.stocks), (ImportState::Checked, 3, 2, 1, 1));
    assert_eq!(checked.faults().shown.iter().map(|f| f.line).collect::<Vec<_>>(), [5]);
    assert_eq!(kiln.variant(world, mug).await.price.0, 95_000, "nothing is changed by looking");
    catalogue::begin_import(s, &boss, id, true).await.unwrap();
    catalogue::begin_import(s, &boss, id, true).await.unwrap();
    world.drain().await;
    let done = catalogue::find_import(s, &boss, id).await.unwrap();
    assert_eq!((done.state, done.done), (ImportState::Done, 3));
    let whole = catalogue::find_product(s, &boss, mug).await.unwrap();
    let variants: Vec<_> = whole.variants.iter().map(|v| (v.sku.as_str(), v.name.as_str(), v.price.0, v.stock, v.threshold, v.lead_days)).collect();
    assert_eq!(variants, [("MUG", "", 99_000, 12, 4, 7), ("MUG-L", "Large", 120_000, 3, 3, 14)]);
    assert_eq!((whole.product.description.as_str(), whole.shelf.unwrap().name.as_str()), ("New words", "Cups"));
    let (away, _) = catalogue::list_products(s, &boss, ProductState::Archived, None).await.unwrap();
    assert_eq!(away.items.iter().map(|p| p.name.as_str()).collect::<Vec<_>>(), ["Bowl"]);
    kiln.balances(world).await;
}

async fn what_is_exported_is_imported_without_a_change(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    kiln.product(world, "Mug, \"blue\"", "950.50", 10).await;
    kiln.product(world, "Bowl", "1800", 0).await;
    let before = catalogue::export(s, &boss).await.unwrap();
    let id = catalogue::check_import(s, &boss, "same.csv", before.as_bytes()).await.unwrap();
    catalogue::begin_import(s, &boss, id, true).await.unwrap();
    world.drain().await;
    assert_eq!(catalogue::export(s, &boss).await.unwrap(), before);
    kiln.balances(world).await;
}

async fn a_large_file_goes_on_where_it_was(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    let rows: String = (0..170).map(|n| format!("SKU-{n},Product {n},{},{}\n", n + 1, n % 9)).collect();
    let id = catalogue::check_import(s, &boss, "many.csv", format!("sku,name,price,stock\n{rows}").as_bytes()).await.unwrap();
    catalogue::begin_import(s, &boss, id, true).await.unwrap();
    // Two runners at once, as after a lost lease: each row is taken over once.
    let (one, two) = tokio::join!(stoa::catalog::jobs::import(s, kiln.business.id, id), stoa::catalog::jobs::import(s, kiln.business.id, id));
    assert_eq!((one, two), (Ok(()), Ok(())));
    world.drain().await;
    let (_, count) = catalogue::list_products(s, &boss, ProductState::Active, None).await.unwrap();
    assert_eq!((count, catalogue::find_import(s, &boss, id).await.unwrap().done), (170, 170));
    kiln.balances(world).await;
}

async fn a_file_from_before_a_sale_leaves_the_stock_alone_unless_it_is_told_to_set_it(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    let (mug, variant) = kiln.product(world, "Mug", "950", 10).await;
    kiln.product(world, "Bowl", "1800", 4).await;
    let before = catalogue::export(s, &boss).await.unwrap().replace("950", "990") + "VASE,Vase,,1200,,6,,,,\r\n";
    ordered(world, &kiln.guest_with(world, variant, 2).await).await;
    for (sets_stock, then) in [(false, 8), (true, 10)] {
        let id = catalogue::check_import(s, &boss, "before.csv", before.as_bytes()).await.unwrap();
        assert_eq!(catalogue::find_import(s, &boss, id).await.unwrap().stocks, 1, "only the mug's differs");
        catalogue::begin_import(s, &boss, id, sets_stock).await.unwrap();
        world.drain().await;
        let stands = kiln.variant(world, mug).await;
        assert_eq!((stands.stock, stands.price.0), (then, 99_000), "sets the stock: {sets_stock}");
    }
    assert!(catalogue::export(s, &boss).await.unwrap().contains("VASE,Vase,,1200.00,,6,"), "what is new comes with its stock");
    kiln.balances(world).await;
}

async fn what_a_file_does_not_say_stays_as_it_is(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    let (mug, _) = kiln.product(world, "Mug", "950", 10).await;
    let large = VariantDraft { sku: "MUG-L".into(), variant: "Large".into(), price: "1200".into(), ..VariantDraft::default() };
    catalogue::add_variant(s, &boss, mug, &large, "3").await.unwrap();
    catalogue::set_state(s, &boss, mug, ProductState::Archived).await.unwrap();
    let before = catalogue::export(s, &boss).await.unwrap();
    let cells = "sku,name,price,variant,state\nMUG,Mug,990,,\nMUG-L,Mug,1300,,\n";
    for file in ["sku,name,price\nMUG,Mug,990\nMUG-L,Mug,1300\n", cells] {
        let id = catalogue::check_import(s, &boss, "prices.csv", file.as_bytes()).await.unwrap();
        catalogue::begin_import(s, &boss, id, true).await.unwrap();
        world.drain().await;
        let after = catalogue::export(s, &boss).await.unwrap();
        assert_eq!(after, before.replace("950.00", "990.00").replace("1200.00", "1300.00"), "only the prices");
        let whole = catalogue::find_product(s, &boss, mug).await.unwrap();
        assert_eq!((whole.product.state, whole.variants[1].name.as_str()), (ProductState::Archived, "Large"));
    }
    kiln.balances(world).await;
}

async fn a_withdrawn_variant_comes_over_as_one(world: &World) {
    let (s, kiln, other) = (&world.services, open_shop(world).await, open_shop(world).await);
    let (mug, variant) = kiln.product(world, "Mug", "950", 10).await;
    let large = VariantDraft { sku: "MUG-L".into(), variant: "Large".into(), price: "1200".into(), ..VariantDraft::default() };
    catalogue::add_variant(s, &kiln.boss.admin(), mug, &large, "3").await.unwrap();
    catalogue::set_variant_archived(s, &kiln.boss.admin(), variant, true).await.unwrap();
    let (file, boss) = (catalogue::export(s, &kiln.boss.admin()).await.unwrap(), other.boss.admin());
    let take = async |file: String| {
        let id = catalogue::check_import(s, &boss, "all.csv", file.as_bytes()).await.unwrap();
        catalogue::begin_import(s, &boss, id, true).await.unwrap();
        world.drain().await;
    };
    take(file.clone()).await;
    assert_eq!(catalogue::export(s, &boss).await.unwrap(), file);
    take(file.replace(",yes,", ",no,")).await;
    assert_eq!(catalogue::export(s, &boss).await.unwrap(), file.replace(",yes,", ",no,"), "and back on sale when the file says so");
}

async fn a_file_in_any_order_and_people_who_buy_do_not_wait_in_a_circle(world: &World) {
    let (s, kiln) = (&world.services, open_shop(world).await);
    let boss = kiln.boss.admin();
    let (mut file, mut all) = (String::new(), Vec::new());
    for n in 0..12 {
        all.push(kiln.product(world, &format!("Mug {n}"), "950", 50).await.1);
        file.insert_str(0, &format!("MUG-{n},Mug {n},950\n"));
    }
    for round in 0..4 {
        let (one, two) = (kiln.guest_with(world, all[0], 1).await, kiln.guest_with(world, all[0], 1).await);
        for variant in &all[1..] {
            shop::add_to_cart(s, &one, *variant, "1").await.unwrap();
            shop::add_to_cart(s, &two, *variant, "1").await.unwrap();
        }
        let id = catalogue::check_import(s, &boss, "many.csv", format!("sku,name,price\n{file}").as_bytes()).await.unwrap();
        catalogue::begin_import(s, &boss, id, false).await.unwrap();
        let (first, second) = (checkout(12 * 95_000), checkout(12 * 95_000));
        let import = stoa::catalog::jobs::import(s, kiln.business.id, id);
        let (one, two, import) = tokio::join!(shop::place(s, &one, &first), shop::place(s, &two, &second), import);
        assert_eq!((one.map(drop), two.map(drop), import), (Ok(()), Ok(()), Ok(())), "round {round}");
    }
    world.drain().await;
    kiln.balances(world).await;
}

async fn what_is_no_table_is_refused(world: &World) {
    let (s, kiln, rival) = (&world.services, open_shop(world).await, open_shop(world).await);
    let boss = kiln.boss.admin();
    for bytes in [&b""[..], b"\xff\xfe", b"a\0b"] {
        assert!(catalogue::check_import(s, &boss, "x.csv", bytes).await.unwrap_err().of_field("file").is_some());
    }
    let id = catalogue::check_import(s, &boss, "x.csv", b"who,what\n1,2\n").await.unwrap();
    assert!(matches!(catalogue::begin_import(s, &boss, id, true).await, Err(Error::Conflict(_))));
    assert!(catalogue::find_import(s, &boss, id).await.unwrap().faults().shown[0].why.contains("sku"));
    assert_eq!(catalogue::find_import(s, &rival.boss.admin(), id).await, Err(Error::NotFound));
    assert_eq!(catalogue::begin_import(s, &rival.boss.admin(), id, true).await, Err(Error::NotFound));
}
