//! The server functions and files of the shop. A has a product that is put away, and an order of Wanjiru.

use super::functions::{Function, f, pictures, text};
use super::{Door, Rank, Whose, actors};
use crate::harness::{Estate, World};
use crate::on_both;
use uuid::Uuid;

on_both!(products_and_figures_are_files_for_their_admins_and_pictures_for_everybody);

type Fields = Vec<(&'static str, String)>;

fn typed(rest: &[(&'static str, &str)], own: Fields) -> Fields {
    rest.iter().map(|(field, value)| (*field, (*value).to_owned())).chain(own).collect()
}

/// What the form of a product sends. Only the groups of one's own business may be chosen.
fn product(e: &Estate, name: &str) -> Fields {
    typed(&[("name", name), ("slug", ""), ("description", "**New.**"), ("partner", "")], vec![("category", text(e.shelf))])
}

/// What the form of a variant sends.
fn variant(own: Fields) -> Fields {
    let sku = Uuid::now_v7().simple().to_string();
    typed(&[("variant", "Large"), ("price", "950"), ("threshold", "3"), ("lead_days", "7"), ("sku", &sku)], own)
}

/// All of them.
pub const SHOP: &[Function] = &[
    // What is put away is not sold to anybody.
    f("orders/api/add_to_cart", Door::Anybody, Whose::Own, |e| vec![("variant", text(e.variant)), ("quantity", "1".into())]),
    f("orders/api/set_cart_quantity", Door::Anybody, Whose::Own, |e| vec![("variant", text(e.variant)), ("quantity", "2".into())]),
    f("orders/api/begin_checkout", Door::Anybody, Whose::Own, |_| Vec::new()),
    f("orders/api/place_order", Door::Anybody, Whose::Own, |_| {
        let who = [("name", "Somebody"), ("email", "somebody@example.com"), ("phone", "0700 000 482"), ("country", "KE"), ("address", "Ngong Road 1")];
        typed(&[who.as_slice(), &[("note", ""), ("method", "on_delivery"), ("total", "95000")]].concat(), vec![("client_id", text(Uuid::now_v7()))])
    }),
    f("orders/api/track_order", Door::Anybody, Whose::Own, |e| vec![("number", text(e.order.number)), ("email", "somebody@example.com".into())]),
    // Whoever has the link of an order may cancel it; a guessed one is none.
    f("orders/api/cancel_order", Door::Anybody, Whose::Own, |_| vec![("link", "guessed".into())]),
    // Likewise for asking about it: tried with the right one in lanes/asking.rs.
    f("orders/api/ask_about_order", Door::Anybody, Whose::Own, |_| {
        typed(&[("link", "guessed"), ("body", "Let me in")], vec![("client_id", text(Uuid::now_v7()))])
    }),
    f("orders/api/count_waiting_orders", Door::Staff, Whose::Own, |_| Vec::new()),
    f("orders/api/describe_order", Door::Staff, Whose::Business, |e| vec![("order", text(e.order.id))]),
    f("inventory/api/describe_low_stock", Door::Staff, Whose::Business, |e| vec![("variant", text(e.variant))]),
    f("orders/api/act_on_order", Door::Staff, Whose::Business, |e| vec![("order", text(e.order.id)), ("deed", "confirm".into()), ("note", "Mine".into())]),
    f("orders/api/refund_order", Door::Staff, Whose::Business, |e| {
        typed(&[("seen", "0"), ("pieces[1]", "1"), ("restock", "true"), ("note", "Mine")], vec![("order", text(e.order.id))])
    }),
    f("orders/api/entrust_order", Door::Staff, Whose::Business, |e| vec![("order", text(e.lane.order.id)), ("partner", text(e.lane.pius.member()))]),
    f("partner/api/fulfil_order", Door::Partner, Whose::Partners, |e| {
        typed(&[("deed", "ship"), ("tracking", "https://post.example/1")], vec![("order", text(e.lane.order.id))])
    }),
    pictures(f("partner/api/reply_to_shop", Door::Partner, Whose::Partners, |e| {
        typed(&[("body", "Let me in")], vec![("order", text(e.lane.order.id)), ("client_id", text(Uuid::now_v7()))])
    })),
    pictures(f("tickets/api/reply_to_partner", Door::Staff, Whose::Business, |e| {
        typed(&[("body", "Let me in")], vec![("ticket", text(e.lane.ticket.id)), ("client_id", text(Uuid::now_v7()))])
    })),
    // Whoever has the link of an order may pay it; a guessed one is none.
    f("payments/api/pay_order", Door::Anybody, Whose::Own, |_| typed(&[("link", "guessed"), ("phone", "0700 000 482"), ("country", "KE")], Vec::new())),
    f("payments/api/connect_mpesa", Door::Admin, Whose::Own, |_| {
        let keys = [("consumer_key", "key-of-a-thief"), ("consumer_secret", "secret-of-a-thief"), ("passkey", "pass-key-of-a-thief")];
        typed(&[[("kind", "paybill"), ("shortcode", "174379"), ("till", "")].as_slice(), &keys].concat(), Vec::new())
    }),
    f("payments/api/connect_paypal", Door::Admin, Whose::Own, |_| {
        typed(&[("client_id", "client-of-a-thief"), ("client_secret", "secret-of-a-thief")], Vec::new())
    }),
    f("payments/api/test_provider", Door::Admin, Whose::Own, |_| typed(&[("provider", "mpesa")], Vec::new())),
    f("payments/api/repeat_refund", Door::Admin, Whose::Business, |e| vec![("refund", text(e.refund))]),
    f("payments/api/settle_refund", Door::Admin, Whose::Business, |e| vec![("refund", text(e.refund))]),
    f("sms/api/change_sms", Door::Admin, Whose::Own, |_| {
        let keys = [("account_sid", "AC0123456789abcdef0123456789abcdef"), ("auth_token", "0123456789abcdef0123456789abcdef"), ("sender", "+254700000999")];
        typed(&keys, Vec::new())
    }),
    // No number: nothing leaves this machine.
    f("sms/api/test_sms", Door::Admin, Whose::Own, |_| typed(&[("number", "12"), ("country", "KE")], Vec::new())),
    f("sms/api/send_sms_again", Door::Admin, Whose::Business, |e| vec![("sms", text(e.sms))]),
    f("payments/api/look_into_doubt", Door::Admin, Whose::Business, |e| typed(&[("finding", "Mine")], vec![("payment", text(e.payment))])),
    f("payments/api/note_return", Door::Admin, Whose::Business, |e| vec![("payment", text(e.payment))]),
    f("payments/api/set_terms", Door::Admin, Whose::Own, |_| typed(&[("unpaid_hours", "24"), ("address", "A thief"), ("tax_number", "X")], Vec::new())),
    f("inventory/api/restock", Door::Admin, Whose::Own, |_| typed(&[("more[1]", "5"), ("note", "Mine")], Vec::new())),
    f("inventory/api/correct_stock", Door::Admin, Whose::Business, |e| {
        typed(&[("counted", "1"), ("note", "Counted")], vec![("product", text(e.product)), ("variant", text(e.variant))])
    }),
    f("catalog/admin/api/create_product", Door::Admin, Whose::Own, |e| {
        let name = format!("New {}", Uuid::now_v7().simple());
        variant(product(e, &name).into_iter().chain([("stock", "1".into())]).collect())
    }),
    f("catalog/admin/api/update_product", Door::Admin, Whose::Business, |e| {
        typed(&[("name", "Taken over"), ("slug", ""), ("category", ""), ("description", "")], vec![("product", text(e.product))])
    }),
    f("catalog/admin/api/set_product_state", Door::Admin, Whose::Business, |e| vec![("product", text(e.product)), ("state", "archived".into())]),
    f("catalog/admin/api/add_variant", Door::Admin, Whose::Business, |e| variant(vec![("product", text(e.product)), ("stock", "1".into())])),
    f("catalog/admin/api/change_variant", Door::Admin, Whose::Business, |e| variant(vec![("which", text(e.variant))])),
    f("catalog/admin/api/archive_variant", Door::Admin, Whose::Business, |e| vec![("variant", text(e.variant)), ("archived", "true".into())]),
    pictures(f("catalog/admin/api/add_product_pictures", Door::Admin, Whose::Own, |e| vec![("product", text(e.product)), ("alt", String::new())])),
    f("catalog/admin/api/change_product_picture", Door::Admin, Whose::Business, |e| {
        vec![("product", text(e.product)), ("file", text(e.product_picture.id)), ("alt", "Mine".into()), ("then", "first".into())]
    }),
    f("catalog/admin/api/remove_product_picture", Door::Admin, Whose::Business, |e| vec![("product", text(e.product)), ("file", text(e.loose_picture.id))]),
    f("catalog/admin/api/set_shop_front", Door::Admin, Whose::Own, |_| vec![("headline", "Pots".into()), ("about", String::new())]),
    f("catalog/admin/api/add_shelf", Door::Admin, Whose::Own, |_| vec![("name", format!("New {}", Uuid::now_v7().simple()))]),
    f("catalog/admin/api/rename_shelf", Door::Admin, Whose::Business, |e| vec![("shelf", text(e.shelf)), ("name", "Taken over".into())]),
    f("catalog/admin/api/move_shelf", Door::Admin, Whose::Business, |e| vec![("shelf", text(e.shelf)), ("up", "true".into())]),
    f("catalog/admin/api/delete_shelf", Door::Admin, Whose::Business, |e| vec![("shelf", text(e.shelf))]),
    pictures(f("catalog/admin/api/check_import", Door::Admin, Whose::Own, |_| Vec::new())),
    f("catalog/admin/api/begin_import", Door::Admin, Whose::Business, |e| vec![("import", text(e.import))]),
];

async fn products_and_figures_are_files_for_their_admins_and_pictures_for_everybody(world: &World) {
    let (e, site) = (world.estate().await, world.site().await);
    for actor in actors(&e) {
        let browser = site.browser(actor.token());
        for path in [app::routes::PRODUCTS_FILE, app::routes::FIGURES_FILE] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status == 200, actor.rank >= Rank::Admin, "{} opens {path}: {}", actor.who, answer.status);
            actor.may_read(path, &answer.everything());
        }
        let picture = browser.get(&app::routes::picture(&e.product_picture.token)).await;
        assert_eq!(picture.status, 200, "{} sees a picture of the shop", actor.who);
        let hidden = browser.get(&app::routes::picture(&e.picture.token)).await;
        assert_eq!(hidden.status, 404, "{} sees a picture of a ticket as one of the shop", actor.who);
    }
    drop(site);
}
