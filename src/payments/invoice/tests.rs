//! What stands on invoices can be read back.

use super::*;
use crate::kernel::ids::*;
use crate::kernel::time::Timestamp;
use crate::orders::model::{Method, Order, OrderLine, OrderStatus};

fn opened(lines: usize) -> Opened {
    let order = Order {
        id: OrderId(1),
        business_id: BusinessId(1),
        number: 7,
        token: "abc".into(),
        cart_id: CartId(1),
        member_id: None,
        name: "Wanjirũ Ñjoroge (Żółć) Ελένη Иван".into(),
        email: "w@example.com".into(),
        phone: "+254700000000".into(),
        address: "Ngong Road 12\nNairobi".into(),
        note: String::new(),
        method: Method::Mpesa,
        status: OrderStatus::Paid,
        currency: "KES".into(),
        total: Money(240_050),
        paid: Money(240_050),
        refunded: Money(95_000),
        partner_id: None,
        tracking: String::new(),
        placed_at: Timestamp(1_773_219_600_000),
        updated_at: Timestamp(1_773_219_600_000),
    };
    let line = |n: usize| OrderLine {
        id: OrderLineId(n as i64),
        variant_id: VariantId(1),
        sku: "MUG".into(),
        product: format!("Mug number {n} with a name that is longer than the column in which it has to find its place"),
        variant: "Blue".into(),
        price: Money(95_000),
        quantity: 2,
        returned: 0,
        picture: None,
        slug: None,
    };
    Opened { order, lines: (1..=lines).map(line).collect(), steps: vec![] }
}

fn payment() -> Payment {
    Payment {
        id: PaymentId(1),
        business_id: BusinessId(1),
        order_id: OrderId(1),
        provider: Method::Mpesa,
        state: PaymentState::Completed,
        amount: Money(240_050),
        currency: "KES".into(),
        payer: String::new(),
        request: None,
        reference: Some("NLJ7RT61SV".into()),
        link: String::new(),
        claim: String::new(),
        failure: String::new(),
        doubt: String::new(),
        cleared_at: None,
        cleared_by: None,
        finding: String::new(),
        asked_at: None,
        pending_since: None,
        unheard_since: None,
        decided_at: Some(Timestamp(1_773_219_700_000)),
        asks: 0,
        created_at: Timestamp(1_773_219_600_000),
        completed_at: Some(Timestamp(1_773_219_700_000)),
    }
}

fn refund(state: RefundState) -> Refund {
    Refund {
        id: RefundId(1),
        business_id: BusinessId(1),
        payment_id: PaymentId(1),
        order_id: OrderId(1),
        state,
        amount: Money(95_000),
        reason: String::new(),
        request: None,
        reference: None,
        failure: String::new(),
        round: 0,
        asked_at: None,
        asks: 0,
        created_at: Timestamp(1_773_219_600_000),
    }
}

fn write(opened: &Opened, issuer: (&str, &str), refunds: &[Refund]) -> (usize, String) {
    let (payments, zone) = ([payment()], Zone { name: "Africa/Nairobi".into(), shifts: vec![(Timestamp(0), 10_800)] });
    let (issuer, address) = (issuer.0.to_owned(), issuer.1.to_owned());
    let issued = Issued { number: 12, issuer, address, tax_number: "P051234567X".into(), issued_at: Timestamp(1_773_219_700_000) };
    let bytes = Invoice { issued: &issued, opened, payments: &payments, refunds, zone: &zone }.write();
    let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    (pages.len(), document.extract_text(&pages).expect("its text"))
}

fn read(lines: usize) -> (usize, String) {
    write(&opened(lines), ("Kiln & Söhne", "Ngong Road 1\nNairobi"), &[refund(RefundState::Asked)])
}

#[test]
fn the_text_of_an_invoice_can_be_read_back() {
    let (pages, text) = read(1);
    assert_eq!(pages, 1);
    for words in [
        "Invoice",
        "Kiln & Söhne",
        "ORD-000007",
        "Wanjirũ Ñjoroge (Żółć) Ελένη Иван",
        "Ngong Road 12",
        "KES\u{a0}2,400.50",
        "KES\u{a0}1,900",
        "M-Pesa",
        "NLJ7RT61SV",
        "INV-000012",
        "Ngong Road 1",
        "Tax number P051234567X",
        "On its way back",
        "Still to pay",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("Given back"), "it is only on its way: {text}");
    let done = write(&opened(1), ("Kiln", ""), &[refund(RefundState::Completed)]).1;
    assert!(done.contains("Given back") && !done.contains("On its way back"), "{done}");
}

#[test]
fn a_long_name_and_a_long_address_stay_on_the_page() {
    let mut order = opened(1);
    order.order.address = "Kiln workshop in the yard behind the old market hall, ".repeat(7);
    let (name, address) = ("Kiln and Daughters Pottery ".repeat(3), "Behind the hall ".repeat(12));
    let (_, text) = write(&order, (name.as_str(), address.as_str()), &[]);
    for line in text.lines() {
        assert!(line.chars().count() <= 110, "{line}");
    }
}

#[test]
fn a_long_invoice_goes_on_on_further_pages() {
    let (pages, text) = read(50);
    assert!(pages >= 3, "{pages}");
    assert!(text.contains("Mug number 50") && text.contains(&format!("{pages} of {pages}")), "{text}");
}
