//! The cards of a thread: as the page had them, and as they are drawn.

use crate::conversations::Side;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use stoa::cards::model::CardView;
use stoa::kernel::ids::{CardId, ConversationId};

/// The cards of a conversation when the page was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Dealt {
    /// As whoever reads may see them.
    pub cards: Vec<CardView>,
    /// The address of the page, where its forms lead back to.
    pub back: String,
    /// The word of the business in addresses.
    pub slug: String,
    /// Whether the page stands in a frame, perhaps of another site: links open beside it.
    pub is_framed: bool,
}

/// The cards as they are drawn; they change while one looks.
#[derive(Clone, Debug)]
pub struct Deck {
    /// Where they are shown.
    pub conversation: ConversationId,
    /// As they stand.
    pub cards: RwSignal<Vec<CardView>>,
    /// Where forms lead back to.
    pub back: String,
    /// The word of the business in addresses.
    pub slug: String,
    /// Whether links open beside the page.
    pub is_framed: bool,
    /// Who looks.
    pub side: Side,
}

impl Deck {
    /// The cards of a page.
    pub fn new(conversation: ConversationId, dealt: Dealt, side: Side) -> Self {
        let Dealt { cards, back, slug, is_framed } = dealt;
        Self { conversation, cards: RwSignal::new(cards), back, slug, is_framed, side }
    }

    /// One card, drawn again only when it has changed.
    pub fn card(&self, id: CardId) -> Memo<Option<CardView>> {
        let cards = self.cards;
        Memo::new(move |_| cards.with(|all| all.iter().find(|view| view.id == id).cloned()))
    }

    /// Where links open.
    pub fn target(&self) -> Option<&'static str> {
        self.is_framed.then_some("_blank")
    }
}
