//! Pages of the shop, walked as a browser without script walks them.

use super::open_shop;
use crate::harness::World;
use crate::on_both;
use stoa::catalog::actions as catalogue;
use stoa::catalog::draft::VariantDraft;

on_both!(what_was_typed_is_kept_when_it_is_refused, what_counts_stock_and_money_follows_what_happens, admins_find_what_is_put_away_where_it_is);

async fn what_was_typed_is_kept_when_it_is_refused(world: &World) {
    let (s, kiln, site) = (&world.services, open_shop(world).await, world.site().await);
    let (mug, variant) = kiln.product(world, "Mug", "950", 10).await;
    let large = VariantDraft { sku: "MUG-L".into(), variant: "Large".into(), price: "1200".into(), ..VariantDraft::default() };
    let large = catalogue::add_variant(s, &kiln.boss.admin(), mug, &large, "3").await.unwrap().to_string();
    let (browser, page, api) = (site.browser(""), app::routes::product("mug"), "/api/app/orders/api");
    let own = [("variant", large.as_str()), ("back", &page)];
    let sent = browser.post(&page, &format!("{api}/add_to_cart"), &[own.as_slice(), &[("quantity", "7000")]].concat()).await;
    let again = browser.get(sent.location()).await.text();
    let radio = |id: &str| again.split_once(&format!("name=\"variant\" value=\"{id}\"")).and_then(|(_, rest)| rest.split('>').next()).unwrap_or_default();
    assert!(again.contains("value=\"7000\"") && radio(&large).contains(" checked") && !radio(&variant.to_string()).contains(" checked"), "{again}");
    browser.post(&page, &format!("{api}/add_to_cart"), &[own.as_slice(), &[("quantity", "2")]].concat()).await;
    let sent = browser.post("/cart", &format!("{api}/set_cart_quantity"), &[("variant", &large), ("quantity", "7001")]).await;
    assert!(browser.get(sent.location()).await.text().contains("value=\"7001\""));
    assert!(browser.get("/cart").await.text().contains("value=\"2\""), "the cart itself is as it was");
    let (boss, page, api) = (site.browser(&kiln.boss.token), app::routes::ADMIN_SHELVES, "/api/app/catalog/admin/api");
    let cups = catalogue::create_shelf(s, &kiln.boss.admin(), "Cups").await.unwrap().to_string();
    let sent = boss.post(page, &format!("{api}/add_shelf"), &[("name", "Cups")]).await;
    let again = boss.get(sent.location()).await.text();
    assert!(again.contains("There is a group of this name already.") && again.contains("id=\"new-name\" name=\"name\" value=\"Cups\""), "{again}");
    let sent = boss.post(page, &format!("{api}/rename_shelf"), &[("shelf", cups.as_str()), ("name", "C")]).await;
    let again = boss.get(sent.location()).await.text();
    assert!(again.contains(&format!("id=\"name-{cups}\" name=\"name\" value=\"C\"")) && again.contains(&format!("name-{cups}-error")), "{again}");
    drop(site);
}

async fn what_counts_stock_and_money_follows_what_happens(world: &World) {
    let (kiln, site) = (open_shop(world).await, world.site().await);
    kiln.product(world, "Mug", "950", 10).await;
    let boss = site.browser(&kiln.boss.token);
    for (page, part) in
        [(app::routes::ADMIN_RECKONING, "reckoning"), (app::routes::ADMIN_FIGURES, "shop-figures"), (app::routes::ADMIN_MOVEMENTS, "stock-changes")]
    {
        let shown = boss.get(page).await.text();
        let inside = shown.split(&format!("<div id=\"{part}\">")).nth(1).unwrap_or_default();
        let (inside, _) = inside.split_once("<leptos-island").unwrap_or_default();
        assert!(!inside.is_empty() && shown.contains(&format!("&quot;{part}&quot;")), "{page} is read again when something changes: {shown}");
    }
    drop(site);
}

async fn admins_find_what_is_put_away_where_it_is(world: &World) {
    let (s, kiln, site) = (&world.services, open_shop(world).await, world.site().await);
    let (mug, _) = kiln.product(world, "Speckled mug", "950", 5).await;
    catalogue::set_state(s, &kiln.boss.admin(), mug, stoa::catalog::model::ProductState::Archived).await.unwrap();
    let boss = site.browser(&kiln.boss.token);
    let (away, sold) = (boss.get("/admin/products?show=archived&q=speckled").await.text(), boss.get("/admin/products?show=active&q=speckled").await.text());
    let own = app::routes::admin_product(mug);
    assert!(away.contains(&own) && !sold.contains(&own), "{away}");
    assert!(sold.contains("show=archived&amp;q=speckled"), "and the way there keeps the words: {sold}");
    drop(site);
}
