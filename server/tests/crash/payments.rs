//! `kill -9` between the callback about a payment and its confirmation, again and again: no order is paid twice, none is paid and unconfirmed, no
//! mail goes twice (see mails.rs for what that means of a mail).

use crate::databases::Kind;
use crate::installation::{Installation, LEASE_MS, PATIENCE};
use crate::mails;
use crate::safaricom::{KEY, PASSKEY, Push, SECRET, SHORTCODE, Safaricom};
use crate::served::Served;
use crate::{random, soak};
use std::net::SocketAddr;
use std::time::Duration;
use stoa::accounts::model::Role;
use stoa::accounts::{Admin, Visitor};
use stoa::catalog::actions as catalog;
use stoa::catalog::draft::{ProductDraft, VariantDraft};
use stoa::db_vals;
use stoa::kernel::ids::VariantId;
use stoa::orders::actions as orders;
use stoa::orders::buyer::Buyer;
use stoa::orders::draft::CheckoutDraft;
use stoa::orders::model::{Deed, Order, OrderStatus};
use stoa::payments::actions as payments;
use stoa::payments::draft::MpesaDraft;
use stoa::payments::model::Reckoning;
use stoa::platform::jobs;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

const KILLS: usize = 50;

/// A shop that takes M-Pesa, and something to buy.
async fn open(home: &Installation, boss: &Admin) -> VariantId {
    let (product, s) = (ProductDraft { name: "Mug".into(), ..ProductDraft::default() }, &home.services);
    let variant = VariantDraft { sku: "MUG".into(), price: "950".into(), threshold: "0".into(), lead_days: "7".into(), ..VariantDraft::default() };
    let id = catalog::create(s, boss, &product, &variant, "100000").await.expect("a product");
    let keys = MpesaDraft {
        kind: "paybill".into(),
        shortcode: SHORTCODE.into(),
        consumer_key: KEY.into(),
        consumer_secret: SECRET.into(),
        passkey: PASSKEY.into(),
        is_offered: true,
        ..MpesaDraft::default()
    };
    payments::set_mpesa(s, boss, &keys).await.expect("M-Pesa is set up");
    catalog::find_product(s, boss, id).await.expect("the product").variants[0].id
}

/// Somebody orders a mug.
async fn order(home: &Installation, mug: VariantId, n: usize) -> Order {
    let (s, at) = (&home.services, Visitor::of(&home.business));
    let from = format!("10.0.{}.{}", n / 200, n % 200);
    let token = orders::add_to_cart(s, &Buyer::new(at, None, "", &from), mug, "1").await.expect("a cart").expect("a token");
    let form = CheckoutDraft {
        client_id: Uuid::now_v7().to_string(),
        name: "Wanjiru".into(),
        email: format!("wanjiru{n}@example.com"),
        phone: "0700 000 482".into(),
        country: "KE".into(),
        address: "Ngong Road 12".into(),
        note: String::new(),
        method: "mpesa".into(),
        total: "95000".into(),
    };
    payments::place(s, &Buyer::new(at, None, &token, &from), &form).await.expect("an order")
}

/// Safaricom calls back. False when nobody answered.
async fn call(address: SocketAddr, push: &Push, receipt: &str) -> bool {
    let body = Safaricom::callback(push, 0, "950", receipt);
    let request = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        push.callback,
        body.len()
    );
    let Ok(mut stream) = TcpStream::connect(address).await else { return false };
    let mut answer = String::new();
    let sent = stream.write_all(request.as_bytes()).await.is_ok() && stream.read_to_string(&mut answer).await.is_ok();
    sent && answer.starts_with("HTTP/1.1 200")
}

/// Waits until the phone of the n-th order is asked.
async fn asked(safaricom: &Safaricom, n: usize) -> Push {
    let waiting = async {
        loop {
            if let Some(push) = safaricom.pushes().get(n) {
                assert_eq!(push.amount, "950");
                return push.clone();
            }
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, waiting).await.expect("the phone is asked")
}

async fn is_paid(home: &Installation, boss: &Admin, order: &Order) -> bool {
    orders::find(&home.services, &boss.as_agent(), order.number).await.expect("the order").order.status == OrderStatus::Paid
}

/// Waits for the moment at which an order is paid.
async fn paid(home: &Installation, boss: &Admin, order: &Order) {
    let waiting = async {
        while !is_paid(home, boss, order).await {
            sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(PATIENCE, waiting).await.expect("the order is paid");
}

/// The whole story on one database.
pub async fn kills(kind: Kind) {
    let safaricom = Safaricom::start().await;
    let mut home = Installation::new(kind).await;
    home.variables.push(("STOA_MPESA_URL", safaricom.url.clone()));
    let (_, boss) = home.person(Role::Admin, "Otieno").await;
    let boss = boss.admin().expect("an admin");
    let mug = open(&home, &boss).await;
    let mut served = Served::start(&home).await;
    let address = served.address;
    let mut placed = Vec::new();
    let (mut unpaid, mut untold) = (0, 0);
    for n in 0..KILLS * soak() as usize {
        placed.push(order(&home, mug, n).await);
        served.wake().await;
        let push = asked(&safaricom, n).await;
        safaricom.decide(n, 0);
        let receipt = format!("NLJ{n:07}");
        // Taken by the process, and at some moment after that it dies.
        while !call(address, &push, &receipt).await {
            sleep(Duration::from_millis(10)).await;
        }
        match n % 4 {
            0 => {}
            1 => paid(&home, &boss, &placed[n]).await,
            _ => sleep(Duration::from_micros(random(60_000))).await,
        }
        served.kill().await;
        let is_told = home.mails.taken().iter().any(|mail| mail.contains(&format!("To: wanjiru{n}@")) && mail.contains("Paid"));
        match is_paid(&home, &boss, &placed[n]).await {
            false => unpaid += 1,
            true => untold += i32::from(!is_told),
        }
        served = Served::start_at(&home, address).await;
        if n % 2 == 0 {
            // Said twice, to another life.
            call(address, &push, &receipt).await;
        }
    }
    let settled = async {
        for _ in 0..6 {
            // What a killed process had taken is free again when its lease is over.
            served.advance(LEASE_MS).await;
            home.services.clock().advance(LEASE_MS);
            home.until_idle().await;
        }
    };
    timeout(2 * PATIENCE, settled).await.expect("everything is settled");
    check(&home, &boss, &placed).await;
    assert!(unpaid > 0 && untold > 0, "it died {unpaid} times before an order was paid and {untold} times before that was mailed: this would prove nothing");
    assert_eq!(safaricom.pushes().len(), placed.len(), "no phone is asked twice");
    served.kill().await;
    home.end().await;
}

async fn check(home: &Installation, boss: &Admin, placed: &[Order]) {
    const MAILS: &str = "SELECT message_id FROM mail WHERE recipient = $1 AND subject LIKE $2";
    let (s, delivered) = (&home.services, mails::delivered(home));
    for (n, order) in placed.iter().enumerate() {
        let now = orders::find(s, &boss.as_agent(), order.number).await.expect("the order");
        let paid = now.steps.iter().filter(|step| step.deed == Deed::Pay).count();
        assert_eq!((now.order.status, now.order.paid, paid), (OrderStatus::Paid, order.total, 1), "order {n}");
        for words in ["%Paid%", "%We have your order%"] {
            let found: Vec<String> = db_vals!(s.db(), MAILS, format!("wanjiru{n}@example.com"), words).expect("mails");
            assert!(found.len() == 1 && delivered.contains_key(&found[0]), "mails of order {n} like {words}: {found:?}");
        }
    }
    mails::check(home).await;
    assert_eq!(payments::reckon(s, boss, true).await.expect("a reckoning"), Reckoning::default());
    assert_eq!(jobs::list_dead(s.db()).await.expect("jobs can be listed").len(), 0);
}
