//! Cards as they are stored, and as whoever may see them is shown them.

use crate::appointments::model::State;
use crate::calls::model::CallView;
use crate::conversations::model::CardKind;
use crate::kernel::ids::{AppointmentId, BusinessId, CallId, CardId, ConversationId, MemberId, OfferingId, OrderId, ProductId, VariantId};
use crate::kernel::time::Timestamp;
use crate::orders::model::OrderStatus;
use serde::{Deserialize, Serialize};

/// The most cards that are drawn in one conversation: the newest.
pub const SHOWN: i64 = 100;

/// A card as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "server", derive(sqlx_macros::FromRow))]
pub struct Card {
    /// Its id.
    pub id: CardId,
    /// Whose it is.
    pub business_id: BusinessId,
    /// Where it is shown.
    pub conversation_id: ConversationId,
    /// What it is about.
    pub kind: CardKind,
    /// The product.
    pub product_id: Option<ProductId>,
    /// The order.
    pub order_id: Option<OrderId>,
    /// What can be booked.
    pub offering_id: Option<OfferingId>,
    /// With whom; nobody for anyone.
    pub staff_id: Option<MemberId>,
    /// When.
    pub starts_at: Option<Timestamp>,
    /// What was booked with it.
    pub appointment_id: Option<AppointmentId>,
    /// The call.
    pub call_id: Option<CallId>,
}

/// What staff shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    /// A product.
    Product(ProductId),
    /// An order.
    Order(OrderId),
    /// A time: what is done, by whom (nobody for anyone), and when.
    Slot(OfferingId, Option<MemberId>, Timestamp),
    /// A call that begins.
    Call(CallId),
}

impl Sharing {
    /// What it is about.
    pub const fn kind(&self) -> CardKind {
        match self {
            Self::Product(_) => CardKind::Product,
            Self::Order(_) => CardKind::Order,
            Self::Slot(..) => CardKind::Slot,
            Self::Call(_) => CardKind::Call,
        }
    }
}

/// A card as one reader is shown it now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardView {
    /// Which.
    pub id: CardId,
    /// What is seen.
    pub face: Face,
}

/// What is seen of a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Face {
    /// A product.
    Product(ProductFace),
    /// An order of whoever reads, or of whoever staff talks to.
    Order(OrderFace),
    /// A time.
    Slot(SlotFace),
    /// A call.
    Call(CallView),
    /// There is nothing to see any more, and why.
    Gone(String),
}

/// A product that is on sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductFace {
    /// Its name.
    pub name: String,
    /// Its word in addresses.
    pub slug: String,
    /// Its first picture.
    pub picture: Option<String>,
    /// What it costs.
    pub price: String,
    /// How much there is.
    pub supply: String,
    /// What of it can be bought now, each in words; one where there is no choice.
    pub choices: Vec<(VariantId, String)>,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderFace {
    /// Its number.
    pub number: i64,
    /// How far it has come.
    pub status: OrderStatus,
    /// What it costs.
    pub total: String,
    /// What was given back.
    pub refunded: Option<String>,
    /// What was bought.
    pub lines: Vec<FaceLine>,
    /// The last part of the link that shows it.
    pub link: String,
    /// Whether its buyer can call it off.
    pub may_cancel: bool,
    /// Whether its buyer can pay it now.
    pub may_pay: bool,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaceLine {
    /// What was bought.
    pub name: String,
    /// Pieces.
    pub pieces: i64,
    /// Of these, given back.
    pub returned: i64,
}

/// A time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotFace {
    /// What is done.
    pub title: String,
    /// With whom, where that was said.
    pub staff: Option<String>,
    /// When.
    pub starts_at: Timestamp,
    /// How long it takes.
    pub minutes: i64,
    /// What it costs; nothing where it is free of charge.
    pub price: Option<String>,
    /// How it stands.
    pub standing: Standing,
}

/// How a time stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// It can be booked.
    Free,
    /// Somebody else has it.
    Taken,
    /// It is over.
    Over,
    /// It was booked with this card: how that stands, and for its owner and staff the last part of its link.
    Booked(State, Option<String>),
}
