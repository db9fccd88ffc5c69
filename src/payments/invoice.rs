//! The invoice of an order as a PDF: what was bought, what was paid, what went back. Letters of an embedded font, so that names stay what they are.

use super::model::{Issued, Payment, PaymentState, Refund, RefundState};
use super::pdf::{MARGIN, Paper, RIGHT};
use crate::kernel::money::Money;
use crate::kernel::zone::Zone;
use crate::orders::model::{Opened, number_text};

/// Where the columns of the table end.
const PIECES_END: f32 = 360.0;
const EACH_END: f32 = 450.0;
/// Where what was bought ends at the latest.
const NAME_END: f32 = 310.0;

/// How wide the block with the issuer is.
const ISSUER: f32 = 250.0;

/// What an invoice says.
#[derive(Clone, Debug)]
pub struct Invoice<'a> {
    /// Its number, and who issued it.
    pub issued: &'a Issued,
    /// What was bought, by whom.
    pub opened: &'a Opened,
    /// What came in.
    pub payments: &'a [Payment],
    /// What went back.
    pub refunds: &'a [Refund],
    /// The local time of the business.
    pub zone: &'a Zone,
}

/// The number of an invoice as it is written: `INV-000001`.
pub fn invoice_number(number: i64) -> String {
    format!("INV-{number:06}")
}

/// What the file is called.
pub fn file_name(number: i64) -> String {
    format!("Invoice-{}.pdf", number_text(number))
}

impl Invoice<'_> {
    /// The file.
    pub fn write(&self) -> Vec<u8> {
        let order = &self.opened.order;
        let number = invoice_number(self.issued.number);
        let mut paper = Paper::new(&format!("Invoice {number}"));
        paper.line(MARGIN, 22.0, "Invoice");
        self.issuer(&mut paper);
        let day = |at| self.zone.date_words(at);
        let last = self.received().filter_map(|p| p.completed_at).max();
        let facts = [
            ("Number", number),
            ("Issued", day(self.issued.issued_at)),
            ("Order", number_text(order.number)),
            ("Ordered", day(order.placed_at)),
            ("Paid", last.map(day).unwrap_or_default()),
        ];
        for (label, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
            paper.line(MARGIN, 10.0, label);
            paper.line(MARGIN + 80.0, 10.0, &value);
            paper.down(15.0);
        }
        paper.down(12.0);
        for part in std::iter::once(order.name.as_str()).chain(order.address.lines()).chain([order.email.as_str(), order.phone.as_str()]) {
            for line in paper.wrapped(part, 10.0, RIGHT - MARGIN) {
                paper.line(MARGIN, 10.0, &line);
                paper.down(14.0);
            }
        }
        paper.down(18.0);
        self.table(&mut paper);
        self.sums(&mut paper);
        paper.finish()
    }

    /// Who sells, at the right.
    fn issuer(&self, paper: &mut Paper) {
        let tax = if self.issued.tax_number.is_empty() { String::new() } else { format!("Tax number {}", self.issued.tax_number) };
        let parts = self.issued.address.lines().chain([tax.as_str()]).filter(|line| !line.is_empty()).map(|line| (line, 10.0));
        for (part, size) in std::iter::once((self.issued.issuer.as_str(), 12.0)).chain(parts) {
            for line in paper.wrapped(part, size, ISSUER) {
                paper.right(RIGHT, size, &line);
                paper.down(size + 4.0);
            }
        }
        paper.down(18.0);
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
        if order.refunded > Money::ZERO {
            sum("Refunded", Money(-order.refunded.0), 10.0);
        }
        for payment in self.received() {
            sum(&format!("Paid: {}", payment.provider.label()), payment.amount, 10.0);
        }
        let back = || self.refunds.iter().filter(|r| r.state != RefundState::Failed);
        for refund in back() {
            sum(refund.state.label(), Money(-refund.amount.0), 10.0);
        }
        let moved = self.received().map(|p| p.amount.0).sum::<i64>() - back().map(|r| r.amount.0).sum::<i64>();
        sum("Still to pay", Money(order.total.0 - order.refunded.0 - moved), 10.0);
        let references: Vec<&str> =
            self.received().filter(|p| p.provider != crate::orders::model::Method::OnDelivery).filter_map(|p| p.reference.as_deref()).collect();
        for reference in references {
            paper.line(NAME_END, 9.0, &format!("Receipt {reference}"));
            paper.down(14.0);
        }
    }
}

#[cfg(test)]
mod tests;
