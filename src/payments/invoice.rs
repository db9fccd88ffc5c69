//! The invoice of an order as a PDF: what was bought, what was paid, what went back. Letters of an embedded font, so that names stay what they are.

use super::model::{Payment, PaymentState, Refund, RefundState};
use super::pdf::{MARGIN, Paper, RIGHT};
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use crate::orders::model::{Opened, number_text};

/// Where the columns of the table end.
const PIECES_END: f32 = 360.0;
const EACH_END: f32 = 450.0;
/// Where what was bought ends at the latest.
const NAME_END: f32 = 310.0;

/// What an invoice says.
#[derive(Clone, Debug)]
pub struct Invoice<'a> {
    /// Who sells.
    pub business: &'a str,
    /// What was bought, by whom.
    pub opened: &'a Opened,
    /// What came in.
    pub payments: &'a [Payment],
    /// What went back.
    pub refunds: &'a [Refund],
    /// The local time of the business.
    pub zone: &'a Zone,
}

/// What the file is called.
pub fn file_name(number: i64) -> String {
    format!("Invoice-{}.pdf", number_text(number))
}

impl Invoice<'_> {
    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let order = &self.opened.order;
        let mut paper = Paper::new(&format!("Invoice {}", number_text(order.number)));
        paper.line(MARGIN, 22.0, "Invoice");
        paper.right(RIGHT, 12.0, self.business);
        paper.down(34.0);
        let day = |at| self.zone.date_words(at);
        let number = number_text(order.number);
        let last = self.received().filter_map(|p| p.completed_at).max();
        let facts = [("Number", number.clone()), ("Order", number), ("Ordered", day(order.placed_at)), ("Paid", last.map(day).unwrap_or_default())];
        for (label, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
            paper.line(MARGIN, 10.0, label);
            paper.line(MARGIN + 80.0, 10.0, &value);
            paper.down(15.0);
        }
        paper.down(12.0);
        for part in std::iter::once(order.name.as_str()).chain(order.address.lines()).chain([order.email.as_str(), order.phone.as_str()]) {
            paper.line(MARGIN, 10.0, part);
            paper.down(14.0);
        }
        paper.down(18.0);
        self.table(&mut paper);
        self.sums(&mut paper);
        paper.finish()
    }

    fn received(&self) -> impl Iterator<Item = &Payment> {
        self.payments.iter().filter(|p| p.state == PaymentState::Completed)
    }

    fn table(&self, paper: &mut Paper) {
        let order = &self.opened.order;
        paper.line(MARGIN, 9.0, "What was bought");
        for (end, label) in [(PIECES_END, "Pieces"), (EACH_END, "Each"), (RIGHT, "Amount")] {
            paper.right(end, 9.0, label);
        }
        paper.rule();
        for line in &self.opened.lines {
            let names = paper.wrapped(&line.name(), 10.0, NAME_END - MARGIN);
            for (at, part) in names.iter().enumerate() {
                paper.line(MARGIN, 10.0, part);
                if at == 0 {
                    paper.right(PIECES_END, 10.0, &line.quantity.to_string());
                    paper.right(EACH_END, 10.0, &order.shown(line.price));
                    paper.right(RIGHT, 10.0, &order.shown(line.amount()));
                }
                paper.down(15.0);
            }
        }
        paper.rule();
    }

    fn sums(&self, paper: &mut Paper) {
        let order = &self.opened.order;
        let mut sum = |label: &str, amount: Money, size: f32| {
            paper.line(NAME_END, size, label);
            paper.right(RIGHT, size, &order.shown(amount));
            paper.down(size + 6.0);
        };
        sum("Total", order.total, 12.0);
        for payment in self.received() {
            sum(&format!("Paid: {}", payment.provider.label()), payment.amount, 10.0);
        }
        for refund in self.refunds.iter().filter(|r| r.state != RefundState::Failed) {
            sum("Given back", Money(-refund.amount.0), 10.0);
        }
        let references: Vec<&str> =
            self.received().filter(|p| p.provider != crate::orders::model::Method::OnDelivery).filter_map(|p| p.reference.as_deref()).collect();
        for reference in references {
            paper.line(NAME_END, 9.0, &format!("Receipt {reference}"));
            paper.down(14.0);
        }
    }
}

#[cfg(test)]
mod tests {
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
            asked_at: None,
            asks: 0,
            created_at: Timestamp(1_773_219_600_000),
            completed_at: Some(Timestamp(1_773_219_700_000)),
        }
    }

    fn read(lines: usize) -> (usize, String) {
        let (opened, payments, zone) = (opened(lines), [payment()], Zone { name: "Africa/Nairobi".into(), shifts: vec![(Timestamp(0), 10_800)] });
        let bytes = Invoice { business: "Kiln & Söhne", opened: &opened, payments: &payments, refunds: &[], zone: &zone }.write();
        let document = lopdf::Document::load_mem(&bytes).expect("a PDF");
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        (pages.len(), document.extract_text(&pages).expect("its text"))
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
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn a_long_invoice_goes_on_on_further_pages() {
        let (pages, text) = read(50);
        assert!(pages >= 3, "{pages}");
        assert!(text.contains("Mug number 50") && text.contains(&format!("{pages} of {pages}")), "{text}");
    }
}
