//! What only these tests do with the stand-in for Safaricom: let it fail, and answer reversals.

use crate::harness::Safaricom;
use serde_json::json;

/// A reversal that was asked for.
#[derive(Clone, Debug)]
pub struct Reversal {
    /// What Safaricom calls it.
    pub conversation: String,
    /// Of which receipt.
    pub receipt: String,
    /// For how much, in shillings.
    pub amount: String,
    /// Where it calls back, without the host.
    pub callback: String,
}

impl Safaricom {
    /// The reversals that were asked for.
    pub fn reversals(&self) -> Vec<Reversal> {
        let all = self.desk().reversals.clone();
        all.into_iter().map(|[conversation, receipt, amount, callback]| Reversal { conversation, receipt, amount, callback }).collect()
    }

    /// Answers nothing sensible from now on, or again.
    pub fn set_down(&self, is_down: bool) {
        self.desk().is_down = is_down;
    }

    /// Takes requests and loses its answers from now on, or no longer.
    pub fn set_swallows(&self, swallows: bool) {
        self.desk().swallows = swallows;
    }

    /// The body of the result of a reversal, as documented.
    pub fn result(reversal: &Reversal, code: i64, words: &str) -> String {
        let items = json!([
            { "Key": "DebitAccountBalance", "Value": "Utility Account|KES|51661.00|51661.00|0.00|0.00" },
            { "Key": "Amount", "Value": reversal.amount.parse::<i64>().expect("whole shillings") },
            { "Key": "OriginalTransactionID", "Value": reversal.receipt },
            { "Key": "Charge", "Value": 0 },
        ]);
        let parameters = if code == 0 { json!({ "ResultParameter": items }) } else { json!(null) };
        json!({ "Result": {
            "ResultType": 0,
            "ResultCode": code,
            "ResultDesc": words,
            "OriginatorConversationID": "8521-4298025-1",
            "ConversationID": reversal.conversation,
            "TransactionID": format!("R{}", reversal.receipt),
            "ResultParameters": parameters,
            "ReferenceData": { "ReferenceItem": { "Key": "QueueTimeoutURL", "Value": "https://internalsandbox.safaricom.co.ke" } },
        } })
        .to_string()
    }
}
