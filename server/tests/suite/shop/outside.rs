//! Orders that other programs place: by invite code, with a key, with an error for each field.

use super::open_shop;
use crate::harness::World;
use crate::harness::program::{address, get, send};
use crate::on_both;
use http::Method;
use serde_json::{Value, json};
use stoa::catalog::actions as catalogue;
use stoa::catalog::model::ProductState;
use stoa::platform::limits;

on_both!(
    a_program_reads_the_shop_and_places_an_order_once,
    every_fault_is_said_at_its_field,
    what_is_not_there_is_not_sold_and_nothing_is_left_of_the_try,
    the_same_key_at_the_same_time_orders_once,
    a_retry_gets_its_order_also_when_the_product_is_put_away_since,
    the_last_pieces_are_sold_once_and_every_copy_of_the_order_hears_so,
    other_businesses_and_cookies_count_for_nothing,
    any_site_may_ask,
    products_are_searched_and_bounded_and_every_answer_is_json,
    whoever_reads_without_end_is_told_to_wait,
);

fn order(sku: &str, quantity: i64) -> Value {
    json!({
        "lines": [{ "sku": sku, "quantity": quantity }], "name": "Makena Kariuki", "email": "makena@example.com", "phone": "+254700000482",
        "address": "Ngong Road 12, Nairobi", "method": "on_delivery"
    })
}

async fn a_program_reads_the_shop_and_places_an_order_once(world: &World) {
    let shop = open_shop(world).await;
    let (bowl, _) = shop.product(world, "Bowl", "500", 5).await;
    let site = world.site().await;
    let (status, about) = get(&site, &address(&shop.business, "")).await;
    assert_eq!((status, &about["currency"]), (200, &json!("KES")));
    let (_, list) = get(&site, &address(&shop.business, "/products")).await;
    assert_eq!((list["products"][0]["price_from"].as_i64(), list["products"][0]["available"].as_i64()), (Some(50_000), Some(5)));
    let slug = list["products"][0]["slug"].as_str().unwrap();
    let (_, product) = get(&site, &address(&shop.business, &format!("/products/{slug}"))).await;
    assert_eq!(product["variants"][0]["sku"], "BOWL");

    let program = site.browser("");
    let to = address(&shop.business, "/orders");
    let (status, first) = send(&program, &to, "k-1", order("BOWL", 2).to_string()).await;
    assert_eq!((status, &first["number"], &first["total"], &first["status"]), (201, &json!("ORD-000001"), &json!(100_000), &json!("pending")));
    let (status, second) = send(&program, &to, "k-1", order("BOWL", 2).to_string()).await;
    assert_eq!((status, &second), (200, &first), "sent again it is the same order");
    let (status, other) = send(&program, &to, "k-1", order("BOWL", 1).to_string()).await;
    assert_eq!((status, &other["error"]["kind"]), (409, &json!("conflict")), "a key is for one order");
    assert_eq!(shop.variant(world, bowl).await.stock, 3);
    let (status, followed) = get(&site, &address(&shop.business, &format!("/orders/{}", first["token"].as_str().unwrap()))).await;
    assert_eq!((status, &followed), (200, &first));
    assert_eq!(program.get(&app::routes::order(first["token"].as_str().unwrap())).await.status, 200, "the link opens the order's page");
    world.drain().await;
}

async fn every_fault_is_said_at_its_field(world: &World) {
    let shop = open_shop(world).await;
    shop.product(world, "Bowl", "500", 5).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&shop.business, "/orders"));
    let body = json!({ "lines": [{ "sku": "BOWL", "quantity": 0 }, { "sku": "VASE", "quantity": 1 }, { "sku": "BOWL", "quantity": 1 }], "email": "nobody", "method": "gold" });
    let (status, refused) = send(&program, &to, "", body.to_string()).await;
    assert_eq!(status, 422);
    let fields = refused["error"]["fields"].as_object().unwrap();
    for field in ["idempotency-key", "lines[0].quantity", "lines[1].sku", "lines[2].sku", "name", "email", "phone", "address", "method"] {
        assert!(fields.contains_key(field), "{field}: {refused}");
    }
    for (body, field) in [
        ("", "body"),
        ("3", "body"),
        ("{\"lines\": 3}", "lines"),
        ("{\"lines\": [{\"sku\": 3, \"quantity\": 1}]}", "lines[0].sku"),
        ("{\"lines\": [{\"sku\": \"BOWL\", \"quantity\": 1.5}]}", "lines[0].quantity"),
        ("{\"nmae\": \"Makena\"}", "nmae"),
    ] {
        let (status, refused) = send(&program, &to, "k", body).await;
        assert_eq!(status, 422, "{body}");
        assert!(refused["error"]["fields"].as_object().unwrap().keys().any(|k| k == field), "{body}: {refused}");
    }
    let (status, _) = get(&site, &address(&shop.business, "/products?after=x")).await;
    assert_eq!(status, 422);
    let too_long = program.request(Method::POST, &to).header("idempotency-key", "k").body("x".repeat(70_000));
    assert_eq!(program.send(too_long).await.status, 413);
}

async fn what_is_not_there_is_not_sold_and_nothing_is_left_of_the_try(world: &World) {
    let shop = open_shop(world).await;
    let (bowl, _) = shop.product(world, "Bowl", "500", 1).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&shop.business, "/orders"));
    let before = world.snapshot(None).await;
    let (status, refused) = send(&program, &to, "k-1", order("BOWL", 2).to_string()).await;
    assert_eq!(status, 409, "{refused}");
    assert!(refused["error"]["fields"].get("lines[0].quantity").is_some(), "it says of which line there is not enough: {refused}");
    let mut dear = order("BOWL", 1);
    dear["total"] = json!(40_000);
    let (status, refused) = send(&program, &to, "k-2", dear.to_string()).await;
    assert!(status == 409 && refused["error"]["fields"].get("total").is_some(), "{refused}");
    assert!(refused["error"]["message"].as_str().unwrap().contains("500"), "{refused}");
    assert!(world.snapshot(None).await == before);
    assert_eq!(shop.variant(world, bowl).await.stock, 1);
}

async fn a_retry_gets_its_order_also_when_the_product_is_put_away_since(world: &World) {
    let (shop, s) = (open_shop(world).await, &world.services);
    let (bowl, _) = shop.product(world, "Bowl", "500", 5).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&shop.business, "/orders"));
    let told = |total: i64| {
        let mut body = order("BOWL", 2);
        body["total"] = json!(total);
        body
    };
    let (_, placed) = send(&program, &to, "k", told(100_000).to_string()).await;
    catalogue::set_state(s, &shop.boss.admin(), bowl, ProductState::Archived).await.expect("put away");
    let (status, again) = send(&program, &to, "k", told(100_000).to_string()).await;
    assert_eq!((status, &again["number"]), (200, &placed["number"]), "the order is there: {again}");
    for other in [order("BOWL", 1), order("VASE", 2), told(90_000)] {
        let (status, refused) = send(&program, &to, "k", other.to_string()).await;
        assert_eq!((status, &refused["error"]["kind"]), (409, &json!("conflict")), "a key is for one order: {refused}");
    }
    let (status, refused) = send(&program, &to, "k-2", order("BOWL", 2).to_string()).await;
    assert!(status == 422 && refused["error"]["fields"].get("lines[0].sku").is_some(), "a new one is not sold any more: {refused}");
    world.drain().await;
}

async fn the_same_key_at_the_same_time_orders_once(world: &World) {
    let shop = open_shop(world).await;
    let (bowl, _) = shop.product(world, "Bowl", "500", 50).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&shop.business, "/orders"));
    let tries = (0..8).map(|_| send(&program, &to, "one", order("BOWL", 2).to_string()));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == 201).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|(status, body)| (*status == 200 || *status == 201) && body["number"] == "ORD-000001"), "{answers:?}");
    assert_eq!(shop.variant(world, bowl).await.stock, 48);
    world.drain().await;
}

async fn the_last_pieces_are_sold_once_and_every_copy_of_the_order_hears_so(world: &World) {
    let shop = open_shop(world).await;
    let (bowl, _) = shop.product(world, "Bowl", "500", 2).await;
    let site = world.site().await;
    let (program, to) = (site.browser(""), address(&shop.business, "/orders"));
    let tries = (0..8).map(|_| send(&program, &to, "one", order("BOWL", 2).to_string()));
    let answers = futures_util::future::join_all(tries).await;
    assert!(answers.iter().all(|(status, body)| (*status == 200 || *status == 201) && body["number"] == "ORD-000001"), "{answers:?}");
    assert_eq!(shop.variant(world, bowl).await.stock, 0);
    world.drain().await;
}

async fn other_businesses_and_cookies_count_for_nothing(world: &World) {
    let shop = open_shop(world).await;
    shop.product(world, "Bowl", "500", 5).await;
    let other = world.business("Loom").await;
    let site = world.site().await;
    let program = site.browser("");
    let (_, placed) = send(&program, &address(&shop.business, "/orders"), "k-1", order("BOWL", 1).to_string()).await;
    let token = placed["token"].as_str().unwrap();
    assert_eq!(get(&site, &address(&other, &format!("/orders/{token}"))).await.0, 404, "an order is followed at its own business only");
    let (status, refused) = send(&program, &address(&other, "/orders"), "k-1", order("BOWL", 1).to_string()).await;
    assert_eq!(status, 422, "another business sells other things: {refused}");
    assert_eq!(get(&site, "/api/public/guessed").await.0, 404);
    let boss = site.browser(&shop.boss.token);
    let (status, placed) = send(&boss, &address(&shop.business, "/orders"), "k-2", order("BOWL", 1).to_string()).await;
    assert_eq!(status, 201, "{placed}");
    world.drain().await;
}

async fn products_are_searched_and_bounded_and_every_answer_is_json(world: &World) {
    let shop = open_shop(world).await;
    for name in ["Bowl", "Vase", "Cup"] {
        shop.product(world, name, "500", 5).await;
    }
    let site = world.site().await;
    let products = |query: &str| address(&shop.business, &format!("/products{query}"));
    let (_, found) = get(&site, &products("?q=vase")).await;
    assert_eq!((found["products"].as_array().unwrap().len(), &found["products"][0]["name"], &found["next"]), (1, &json!("Vase"), &Value::Null));
    let (_, first) = get(&site, &products("?limit=2")).await;
    let next = first["next"].as_str().expect("there is more");
    let (_, rest) = get(&site, &products(&format!("?limit=2&after={next}"))).await;
    assert_eq!([first, rest].map(|page| page["products"].as_array().unwrap().len()), [2, 1]);
    for (query, field) in [("?limit=0", "limit"), ("?limit=25", "limit"), ("?limit=many", "query"), ("?serch=vase", "query"), ("?q=vase&category=cups", "q")] {
        let (status, refused) = get(&site, &products(query)).await;
        assert!(status == 422 && refused["error"]["fields"].get(field).is_some(), "{query}: {refused}");
    }
    let (status, refused) = get(&site, &address(&shop.business, "/produkts")).await;
    assert_eq!((status, &refused["error"]["kind"]), (404, &json!("not_found")));
    let (status, refused) = get(&site, &address(&shop.business, "/orders")).await;
    assert_eq!((status, &refused["error"]["kind"]), (405, &json!("method_not_allowed")));
}

async fn any_site_may_ask(world: &World) {
    let shop = open_shop(world).await;
    shop.product(world, "Bowl", "500", 5).await;
    let site = world.site().await;
    let program = site.browser("");
    let to = address(&shop.business, "/orders");
    let asks = program.request(Method::OPTIONS, &to).header("origin", "https://partner.example");
    let asks = asks.header("access-control-request-method", "POST").header("access-control-request-headers", "content-type,idempotency-key");
    let answer = program.send(asks).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (200, "*"));
    assert!(answer.header("access-control-allow-headers").contains("idempotency-key"));
    assert_eq!(answer.header("access-control-allow-credentials"), "", "no cookie goes along");
    let sent = program.request(Method::POST, &to).header("origin", "https://partner.example").header("sec-fetch-site", "cross-site");
    let answer = program.send(sent.header("idempotency-key", "k").body(order("BOWL", 1).to_string())).await;
    assert_eq!((answer.status, answer.header("access-control-allow-origin")), (201, "*"));
    world.drain().await;
}

async fn whoever_reads_without_end_is_told_to_wait(world: &World) {
    let shop = open_shop(world).await;
    shop.product(world, "Bowl", "500", 5).await;
    let site = world.site().await;
    let paths = ["", "/products", "/products/bowl", "/orders/guessed", "/services", "/appointments/guessed"].map(|rest| address(&shop.business, rest));
    for n in 0..limits::PROGRAM_FROM.burst {
        assert_ne!(get(&site, &paths[n as usize % paths.len()]).await.0, 429, "look {n}");
    }
    for path in &paths {
        // Slow machines earn a few more looks meanwhile.
        let mut status = 0;
        for _ in 0..limits::PROGRAM_FROM.burst {
            status = get(&site, path).await.0;
            if status == 429 {
                break;
            }
        }
        assert_eq!(status, 429, "{path}");
    }
}
