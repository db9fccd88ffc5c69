//! Ids: one newtype for each kind of row, so that a ticket is never taken for a conversation.

/// Declares id newtypes over `i64` with the traits that rows, JSON and addresses need.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "server", derive(sqlx_macros::Type))]
        #[serde(transparent)]
        #[cfg_attr(feature = "server", sqlx(transparent))]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = std::num::ParseIntError;
            fn from_str(s: &str) -> Result<Self, Self::Err> {
                s.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// A person's sign-in, across businesses.
    AccountId;
    /// One signed-in device.
    SessionId;
    /// A tenant.
    BusinessId;
    /// A person in one business: the sender of messages, the owner of tickets.
    MemberId;
    /// A talk: a ticket lane, a chat, a staff chat.
    ConversationId;
    /// A request for help.
    TicketId;
    /// What a ticket is about.
    CategoryId;
    /// A word the staff puts on tickets.
    TagId;
    /// A field of a business's own.
    FieldId;
    /// Several changes of a ticket at once.
    MacroId;
    /// A text that is written often.
    CannedId;
    /// A ticket that is opened often.
    TemplateId;
    /// What happens to tickets by itself.
    AutomationId;
    /// A call of a webhook.
    HookId;
    /// A group of help articles.
    HelpCategoryId;
    /// A help article.
    ArticleId;
    /// A filter of the ticket list with a name.
    ViewId;
    /// A change of many tickets at once.
    BulkId;
    /// A reply that is sent later.
    ReplyId;
    /// An uploaded file.
    FileId;
    /// A mail that was or will be sent.
    MailId;
    /// An SMS that was or will be sent.
    SmsId;
    /// A live chat.
    ChatId;
    /// Something the bot can talk about.
    TopicId;
    /// A version of a business's journey.
    JourneyId;
    /// A step of a journey: unique in its graph only.
    NodeId;
    /// A way from one step to another: unique in its graph only.
    EdgeId;
    /// Somebody's walk through a journey.
    WalkId;
    /// A group of products.
    ShelfId;
    /// A product of the shop.
    ProductId;
    /// A product in one size or colour: what is sold.
    VariantId;
    /// A file of products that an admin sent.
    ImportId;
    /// What somebody means to buy.
    CartId;
    /// An order.
    OrderId;
    /// A line of an order.
    OrderLineId;
    /// Money that came in for an order.
    PaymentId;
    /// Money that goes back.
    RefundId;
    /// What somebody who says to be a provider of payments told us.
    NoticeId;
    /// What can be booked.
    OfferingId;
    /// A time that somebody has booked.
    AppointmentId;
    /// What staff showed in a conversation.
    CardId;
    /// A call of staff with a customer or visitor.
    CallId;
    /// A piece of background work.
    JobId;
    /// A row of the event log.
    EventId;
}
