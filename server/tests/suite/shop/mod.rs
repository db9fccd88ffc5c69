//! The shop: catalogue, carts, orders, stock.

mod carts;
mod catalog;
mod crowd;
mod imports;
mod interrupted;
mod orders;
mod outside;
mod pages;
mod stock;

use crate::harness::{KILN, Someone, World};
use stoa::accounts::Visitor;
use stoa::businesses::model::Business;
use stoa::catalog::actions as catalogue;
use stoa::catalog::draft::{ProductDraft, VariantDraft};
use stoa::catalog::model::ProductState;
use stoa::catalog::model::Variant;
use stoa::files::model::FileView;
use stoa::inventory::actions as inventory;
use stoa::kernel::ids::{ImportId, ProductId, ShelfId, VariantId};
use stoa::orders::actions as shop;
use stoa::orders::buyer::Buyer;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::Order;
use stoa::platform::Services;
use uuid::Uuid;

/// A business with its admin.
pub struct Shop {
    /// The business.
    pub business: Business,
    /// Who runs it.
    pub boss: Someone,
}

/// A shop with nothing in it.
pub async fn open_shop(world: &World) -> Shop {
    let business = world.business("Kiln").await;
    let boss = world.admin(&business, "Otieno").await;
    Shop { business, boss }
}

impl Shop {
    /// One more product with one variant.
    pub async fn product(&self, world: &World, name: &str, price: &str, stock: i64) -> (ProductId, VariantId) {
        let s = &world.services;
        let sku = name.to_uppercase().chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect();
        let product = ProductDraft { name: name.into(), description: format!("A **{name}** thrown by hand."), ..ProductDraft::default() };
        let variant = VariantDraft { sku, price: price.into(), threshold: "3".into(), lead_days: "10".into(), ..VariantDraft::default() };
        let id = catalogue::create(s, &self.boss.admin(), &product, &variant, &stock.to_string()).await.expect("a product");
        let whole = catalogue::find_product(s, &self.boss.admin(), id).await.expect("the product");
        (id, whole.variants[0].id)
    }

    /// A variant as it stands.
    pub async fn variant(&self, world: &World, product: ProductId) -> Variant {
        catalogue::find_product(&world.services, &self.boss.admin(), product).await.expect("the product").variants.remove(0)
    }

    /// Somebody who looks at the shop; their token is what their cookie has.
    pub fn guest(&self, token: &str) -> Buyer {
        Buyer::new(Visitor::of(&self.business), None, token, &format!("10.0.{token}"))
    }

    /// A customer of the shop; their token is what their cookie has.
    pub fn buyer(&self, who: &Someone, token: &str) -> Buyer {
        Buyer::new(Visitor::of(&self.business), Some(&who.customer()), token, &format!("10.0.{}", who.member()))
    }

    /// A guest who has put something into a cart.
    pub async fn guest_with(&self, world: &World, what: VariantId, many: i64) -> Buyer {
        self.guest_on(&world.services, what, many).await
    }

    /// The same through one of several processes.
    pub async fn guest_on(&self, services: &Services, what: VariantId, many: i64) -> Buyer {
        let first = self.guest("");
        let token = shop::add_to_cart(services, &first, what, &many.to_string()).await.expect("a cart").expect("a new token");
        self.guest(&token)
    }

    /// Fails when a stock is not the sum of its ledger.
    pub async fn balances(&self, world: &World) {
        assert_eq!(inventory::list_off(&world.services, self.business.id).await.expect("the ledger"), []);
    }
}

/// A product that everybody may see, of the same name everywhere.
pub async fn plain_mug(world: &World, business: &Business, boss: &Someone) {
    let shop = Shop { business: business.clone(), boss: boss.clone() };
    shop.product(world, "Plain mug", "950", 5).await;
}

/// A shop with a product that is put away after somebody ordered it, and everything about it.
pub async fn stocked(world: &World, business: &Business, boss: &Someone, buyer: &Someone) -> (ShelfId, ProductId, VariantId, FileView, ImportId, Order) {
    let (s, who) = (&world.services, boss.admin());
    plain_mug(world, business, boss).await;
    let shop = Shop { business: business.clone(), boss: boss.clone() };
    let shelf = catalogue::create_shelf(s, &who, "Glazes").await.expect("a group");
    let (product, variant) = shop.product(world, &format!("Mug {KILN}"), "950", 10).await;
    let draft = ProductDraft { name: format!("Mug {KILN}"), category: shelf.to_string(), description: format!("Fired {KILN}."), ..ProductDraft::default() };
    catalogue::update(s, &who, product, &draft).await.expect("changed");
    let picture = world.picture(boss, "mug.png", 37).await;
    catalogue::add_pictures(s, &who, product, &[picture.id], "").await.expect("a picture");
    let wanjiru = shop.buyer(buyer, "");
    shop::add_to_cart(s, &wanjiru, variant, "1").await.expect("in the cart");
    let total = shop::cart(s, &wanjiru).await.expect("a cart").total();
    let form = CheckoutDraft { name: format!("Wanjiru {KILN}"), email: buyer.email(), note: format!("For {KILN}"), ..checkout(total.0) };
    let order = shop::place(s, &wanjiru, &form).await.expect("an order");
    catalogue::set_state(s, &who, product, ProductState::Archived).await.expect("put away");
    let file = format!("sku,name,price\nNEW-{KILN},New {KILN},12\nBAD {KILN},,x\n");
    let import = catalogue::check_import(s, &who, &format!("{KILN}.csv"), file.as_bytes()).await.expect("a file");
    (shelf, product, variant, picture, import, order)
}

/// A shop in which everything has happened: also a greeting, and a guest at the checkout.
pub async fn lived_in(world: &World, business: &Business, boss: &Someone, buyer: &Someone) {
    let s = &world.services;
    stocked(world, business, boss, buyer).await;
    catalogue::set_front(s, &boss.admin(), "Pots and cups", "Thrown by hand.").await.expect("a greeting");
    let shop = Shop { business: business.clone(), boss: boss.clone() };
    let (_, bowl) = shop.product(world, "Bowl", "1800", 5).await;
    let guest = shop.guest_with(world, bowl, 1).await;
    shop::begin_checkout(s, &guest).await.expect("a checkout");
}

/// What is typed at the checkout.
pub fn checkout(total: i64) -> CheckoutDraft {
    CheckoutDraft {
        client_id: Uuid::now_v7().to_string(),
        name: "Wanjiru Njoroge".into(),
        email: "wanjiru@example.com".into(),
        phone: "0700 000 482".into(),
        country: "KE".into(),
        address: "Ngong Road 12\nNairobi".into(),
        note: "Please ring twice.".into(),
        method: "on_delivery".into(),
        total: total.to_string(),
    }
}

/// Orders what is in a cart.
pub async fn ordered(world: &World, who: &Buyer) -> Order {
    let total = shop::cart(&world.services, who).await.expect("a cart").total();
    shop::place(&world.services, who, &checkout(total.0)).await.expect("an order")
}
