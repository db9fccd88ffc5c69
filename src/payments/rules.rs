//! What can be paid how, what the answers of providers mean, and when to ask again. Pure.

use super::model::{Payment, Refund, RefundState};
use crate::kernel::ids::PaymentId;
use crate::kernel::money::Money;
use crate::kernel::time::Timestamp;
use crate::orders::model::Method;

/// How long somebody is given to agree on their phone or at PayPal.
pub const PHONE_MS: i64 = 3 * MINUTE;
/// The same at PayPal.
pub const PAYPAL_MS: i64 = 3 * 60 * MINUTE;
/// How long a payment is asked about of which somebody said that it is paid.
pub const CLAIMED_MS: i64 = 24 * 60 * MINUTE;
/// How long money is waited for that PayPal says is on its way: electronic cheques and reviews take days.
pub const PENDING_MS: i64 = 30 * 24 * 60 * MINUTE;
/// After so long without an answer somebody has to look whether a refund was made.
pub const REFUND_MS: i64 = 24 * 60 * MINUTE;
/// So long a phone is not asked again: the question may be on its way.
pub const AGAIN_MS: i64 = 20_000;

const MINUTE: i64 = 60_000;
/// What M-Pesa moves at once, in shillings.
const MPESA_MOST: i64 = 250_000;
/// Currencies in which PayPal collects. <https://developer.paypal.com/reference/currency-codes/>
const PAYPAL_CURRENCIES: [&str; 24] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "ILS", "JPY", "MXN", "MYR", "NOK", "NZD", "PHP", "PLN", "SEK", "SGD", "THB",
    "TWD", "USD",
];
/// Of these PayPal takes no parts, whatever ISO says.
const PAYPAL_WHOLE: [&str; 3] = ["HUF", "JPY", "TWD"];

/// Whether a provider moves such an amount of such a currency.
pub fn fits(provider: Method, amount: Money, currency: &str) -> bool {
    match provider {
        Method::OnDelivery => true,
        Method::Mpesa => currency == "KES" && amount.0 % 100 == 0 && (1..=MPESA_MOST).contains(&(amount.0 / 100)),
        Method::Paypal => {
            let is_whole =
                !PAYPAL_WHOLE.contains(&currency) || amount.exact(currency).split_once('.').is_none_or(|(_, rest)| rest.trim_end_matches('0').is_empty());
            PAYPAL_CURRENCIES.contains(&currency) && is_whole && amount > Money::ZERO
        }
    }
}

/// Why a provider does not give such an amount back, when it does not: then people do.
pub fn by_hand(provider: Method, amount: Money, currency: &str) -> Option<String> {
    let (shown, who) = (amount.shown(currency), provider.label());
    let why = match provider {
        _ if fits(provider, amount, currency) => return None,
        Method::Mpesa => format!("{who} moves whole shillings only, up to {}", Money(MPESA_MOST * 100).shown("KES")),
        Method::Paypal | Method::OnDelivery if PAYPAL_CURRENCIES.contains(&currency) => format!("{who} moves whole {currency} only"),
        Method::Paypal | Method::OnDelivery => format!("{who} does not move {currency}"),
    };
    Some(format!("{why}: give {shown} back by hand and note that here."))
}

/// An amount as PayPal writes it; nothing when it does not move such an amount.
pub fn paypal_value(amount: Money, currency: &str) -> Option<String> {
    let exact = fits(Method::Paypal, amount, currency).then(|| amount.exact(currency))?;
    Some(if PAYPAL_WHOLE.contains(&currency) { exact.split('.').next().unwrap_or_default().to_owned() } else { exact })
}

/// An amount in whole shillings, as M-Pesa writes it; nothing when it does not move such an amount.
pub fn mpesa_value(amount: Money, currency: &str) -> Option<String> {
    fits(Method::Mpesa, amount, currency).then(|| (amount.0 / 100).to_string())
}

/// A phone number as M-Pesa writes it: `254700000482`.
///
/// # Errors
/// A sentence that says which numbers can pay.
pub fn mpesa_number(phone: &str) -> Result<String, &'static str> {
    let digits = phone.strip_prefix('+').unwrap_or(phone);
    let is_mobile = digits.len() == 12 && (digits.starts_with("2547") || digits.starts_with("2541")) && digits.bytes().all(|b| b.is_ascii_digit());
    if is_mobile { Ok(digits.to_owned()) } else { Err("M-Pesa asks a mobile number of Kenya. Write one, like +254 700 000 482.") }
}

/// What a result code of M-Pesa means to whoever pays. `None` while nothing is decided.
pub fn mpesa_words(code: i64) -> Option<&'static str> {
    Some(match code {
        // Still on its way.
        4999 => return None,
        1 => "There is not enough money in this M-Pesa account.",
        1001 => "Another M-Pesa payment is under way on this phone. Wait a minute and try again.",
        1019 => "The request came too late to this phone. Try again.",
        1032 => "The request was cancelled on the phone.",
        1037 => "The phone could not be reached, or nobody answered in time.",
        2001 => "The M-Pesa PIN was wrong.",
        1025 | 9999 => "M-Pesa could not ask this phone. Try again in a few minutes.",
        _ => "M-Pesa did not make this payment.",
    })
}

/// Whether what a callback said it was is the amount of the payment: `1900`, `1900.00` or `1900.0` for KES 1,900.
pub fn is_amount(said: &str, amount: Money, currency: &str) -> bool {
    let trimmed = if said.contains('.') { said.trim_end_matches('0').trim_end_matches('.') } else { said };
    Money::parse(trimmed, currency).or_else(|_| Money::parse(said, currency)) == Ok(amount)
}

/// What to do about a payment of which nothing is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Patience {
    /// Ask again after so many milliseconds.
    Ask(i64),
    /// Nobody will pay any more.
    GiveUp,
    /// Money may have moved and the provider does not say so: a person has to look. Says what at.
    Doubt(String),
}

/// How long to wait for an open payment. Only what the provider has said ends it quietly: silence never does.
pub fn patience(p: &Payment, now: Timestamp) -> Patience {
    let (age, who) = (now.since(p.created_at), p.provider.label());
    if let Some(since) = p.pending_since {
        let days = PENDING_MS / (24 * 60 * MINUTE);
        return match now.since(since) {
            waited if waited < PENDING_MS => Patience::Ask((waited / 4).clamp(30 * MINUTE, 6 * 60 * MINUTE)),
            _ => Patience::Doubt(format!("{who} has said for {days} days that this money is on its way. Ask there what became of it.")),
        };
    }
    // Somebody may have been asked, and what the provider calls that is not known: it cannot be asked.
    let is_nameless = p.provider == Method::Mpesa && p.request.is_none() && p.asked_at.is_some();
    let is_unheard = p.unheard_since.is_some();
    let most = match p.provider {
        _ if p.is_claimed() || is_unheard => CLAIMED_MS,
        Method::Paypal => PAYPAL_MS,
        Method::Mpesa | Method::OnDelivery => PHONE_MS,
    };
    match age >= most {
        false => Patience::Ask(if age < PHONE_MS { 10_000 } else { (age / 4).clamp(MINUTE, 30 * MINUTE) }),
        true if p.is_claimed() => Patience::Doubt(format!("A callback says that this is paid, and {who} does not confirm it.")),
        true if is_unheard => Patience::Doubt(format!("{who} did not say how this payment stands. Look there whether {} came in.", p.shown())),
        true if is_nameless => Patience::Doubt(format!("{who} did not answer whether it asked {}. Look there whether {} came in.", p.payer, p.shown())),
        true => Patience::GiveUp,
    }
}

/// Which payments an amount is given back from: those that came first, as far as there is something left of them. What is more than there is is left out.
pub fn share_out(payments: &[(PaymentId, Money)], refunds: &[Refund], amount: Money) -> Vec<(PaymentId, Money)> {
    let mut left = amount;
    let mut parts = Vec::new();
    for (id, paid) in payments {
        let gone = refunds.iter().filter(|r| r.payment_id == *id && r.state != RefundState::Failed).map(|r| r.amount.0).sum::<i64>();
        let part = Money((paid.0 - gone).clamp(0, left.0));
        if part > Money::ZERO {
            parts.push((*id, part));
            left = Money(left.0 - part.0);
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_provider_moves_what_it_can() {
        assert!(fits(Method::Mpesa, Money(190_000), "KES") && fits(Method::OnDelivery, Money(5), "XAF"));
        for (amount, currency) in [(190_050, "KES"), (190_000, "EUR"), (0, "KES"), (25_000_100, "KES")] {
            assert!(!fits(Method::Mpesa, Money(amount), currency), "{amount} {currency}");
        }
        assert!(fits(Method::Paypal, Money(1_250), "EUR") && fits(Method::Paypal, Money(1_200), "HUF") && fits(Method::Paypal, Money(7), "JPY"));
        assert!(!fits(Method::Paypal, Money(190_000), "KES") && !fits(Method::Paypal, Money(1_250), "HUF") && !fits(Method::Paypal, Money(0), "EUR"));
        let value = |amount: i64, currency: &str| paypal_value(Money(amount), currency).unwrap_or_default();
        assert_eq!([value(1_250, "EUR"), value(1_200, "HUF"), value(7, "JPY"), value(1_250, "HUF"), value(1_250, "TWD")], ["12.50", "12", "7", "", ""]);
        assert_eq!((mpesa_value(Money(95_000), "KES").as_deref(), mpesa_value(Money(95_050), "KES")), (Some("950"), None));
    }

    #[test]
    fn what_a_provider_does_not_move_is_given_back_by_hand_and_no_cent_is_cut() {
        assert_eq!((by_hand(Method::Mpesa, Money(95_000), "KES"), by_hand(Method::OnDelivery, Money(95_050), "KES")), (None, None));
        let why = by_hand(Method::Mpesa, Money(95_050), "KES").unwrap();
        assert!(why.contains("whole shillings") && why.contains("950.50") && why.contains("by hand"), "{why}");
        assert!(by_hand(Method::Paypal, Money(1_250), "HUF").unwrap().contains("whole HUF"));
        assert!(by_hand(Method::Paypal, Money(1_250), "KES").unwrap().contains("does not move KES"));
    }

    fn payment(provider: Method) -> Payment {
        Payment {
            id: PaymentId(1),
            business_id: crate::kernel::ids::BusinessId(1),
            order_id: crate::kernel::ids::OrderId(1),
            provider,
            state: crate::payments::model::PaymentState::Initiated,
            amount: Money(190_000),
            currency: "KES".into(),
            payer: "254700000482".into(),
            request: Some("ws_CO_1".into()),
            reference: None,
            link: String::new(),
            claim: String::new(),
            failure: String::new(),
            doubt: String::new(),
            cleared_at: None,
            cleared_by: None,
            finding: String::new(),
            asked_at: Some(Timestamp(0)),
            pending_since: None,
            unheard_since: None,
            decided_at: None,
            asks: 0,
            created_at: Timestamp(0),
            completed_at: None,
        }
    }

    #[test]
    fn only_what_a_provider_says_ends_a_payment_quietly() {
        let after = |p: &Payment, minutes: i64| patience(p, Timestamp(minutes * MINUTE));
        let silent = payment(Method::Mpesa);
        assert_eq!((after(&silent, 2), after(&silent, 3)), (Patience::Ask(10_000), Patience::GiveUp));
        let unheard = Payment { unheard_since: Some(Timestamp(MINUTE)), ..payment(Method::Mpesa) };
        assert!(matches!(after(&unheard, 3), Patience::Ask(_)) && matches!(after(&unheard, 23 * 60), Patience::Ask(_)));
        assert!(matches!(after(&unheard, 24 * 60), Patience::Doubt(why) if why.contains("did not say")));
        let nameless = Payment { request: None, ..payment(Method::Mpesa) };
        assert!(matches!(after(&nameless, 3), Patience::Doubt(why) if why.contains("254700000482")));
        let never_asked = Payment { request: None, asked_at: None, ..payment(Method::Mpesa) };
        assert_eq!(after(&never_asked, 3), Patience::GiveUp);
        assert_eq!((after(&payment(Method::Paypal), 179), after(&payment(Method::Paypal), 180)), (Patience::Ask(30 * MINUTE), Patience::GiveUp));
        let pending = Payment { pending_since: Some(Timestamp(0)), ..payment(Method::Paypal) };
        assert_eq!(after(&pending, 3 * 24 * 60), Patience::Ask(6 * 60 * MINUTE));
        assert!(matches!(after(&pending, 30 * 24 * 60), Patience::Doubt(why) if why.contains("30 days")));
    }

    #[test]
    fn m_pesa_asks_mobile_numbers_of_kenya() {
        assert_eq!(mpesa_number("+254700000482").as_deref(), Ok("254700000482"));
        assert_eq!(mpesa_number("+254110000482").as_deref(), Ok("254110000482"));
        for wrong in ["", "+254200000482", "+25570000048", "+2547000004822", "+254 70000048"] {
            assert!(mpesa_number(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn amounts_are_compared_as_amounts() {
        for said in ["1900", "1900.0", "1900.00", "1900.000"] {
            assert!(is_amount(said, Money(190_000), "KES"), "{said}");
        }
        for said in ["1", "190", "1900.01", "", "-1900", "1e3", "19000"] {
            assert!(!is_amount(said, Money(190_000), "KES"), "{said}");
        }
        assert!(is_amount("12.50", Money(1_250), "EUR") && is_amount("7", Money(7), "JPY"));
    }

    proptest! {
        #[test]
        fn never_more_goes_back_than_came(paid in prop::collection::vec(1..1_000_i64, 0..4), amount in 0..5_000_i64) {
            let payments: Vec<_> = paid.iter().enumerate().map(|(n, p)| (PaymentId(n as i64), Money(*p))).collect();
            let parts = share_out(&payments, &[], Money(amount));
            let total: i64 = parts.iter().map(|(_, m)| m.0).sum();
            prop_assert_eq!(total, amount.min(paid.iter().sum()));
            prop_assert!(parts.iter().all(|(id, m)| m.0 > 0 && *m <= payments[id.0 as usize].1));
        }
    }
}
