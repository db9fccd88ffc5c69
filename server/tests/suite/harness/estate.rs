//! Two businesses side by side, with secrets in every corner of the first.

use super::{Someone, Worded, World, ask_help};
use bytes::Bytes;
use std::io::Cursor;
use stoa::accounts::Asker;
use stoa::accounts::actions as accounts;
use stoa::accounts::actions::Invitation;
use stoa::accounts::model::{Group, PersonRow};
use stoa::automations;
use stoa::bulk::actions::{self as bulk, Which};
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::bot::topic::TopicDraft;
use stoa::chats::model::{Chat, Visit};
use stoa::files::actions as files;
use stoa::files::model::FileView;
use stoa::help::actions as help;
use stoa::help::draft::{ArticleDraft, CategoryDraft};
use stoa::help::model::Article;
use stoa::journeys::actions as journeys;
use stoa::kernel::ids::{
    AppointmentId, AutomationId, BulkId, ConversationId, ImportId, JourneyId, MailId, OfferingId, PaymentId, ProductId, RefundId, ReplyId, ShelfId, SmsId,
    TopicId, VariantId, ViewId,
};
use stoa::macros::model::Step;
use stoa::orders::model::Order;
use stoa::payments::model::Refund;
use stoa::platform::letters;
use stoa::saved_views::actions as saved_views;
use stoa::talks::actions as talks;
use stoa::tickets::actions as tickets;
use stoa::tickets::actions::Draft;
use stoa::tickets::model::{Category, Filter, Priority, Status, Ticket};
use uuid::Uuid;

/// In everything of business A that its own people wrote: nobody of B ever reads it.
pub const KILN: &str = "zanzibarite";
/// In everything of the staff lane: no customer ever reads it.
pub const NOTE: &str = "quokkaquartz";
/// In everything of the other customer of A: Wanjiru never reads it.
pub const DANIEL: &str = "pangolinite";

/// In everything that is said with the partner of an order of A: no customer ever reads it.
pub const COURIER: &str = "wombatite";
/// In everything that is said with the customer of that order: no partner ever reads it.
pub const BUYER: &str = "axolotlite";

/// Business A with its people and things, and business B with people who want to see them.
pub struct Estate {
    /// Whose things are reached for.
    pub a: Business,
    /// From where.
    pub b: Business,
    /// A's customer, whose things most tests reach for.
    pub wanjiru: Someone,
    /// A's other customer.
    pub daniel: Someone,
    /// A's agent.
    pub amina: Someone,
    /// A's admin.
    pub otieno: Someone,
    /// The owner of the installation, at home in A.
    pub njeri: Someone,
    /// B's customer, agent and admin.
    pub spies: [Someone; 3],
    /// Wanjiru's ticket, resolved; its number does not exist in B.
    pub ticket: Ticket,
    /// Daniel's ticket.
    pub daniels: Ticket,
    /// In Wanjiru's ticket.
    pub picture: FileView,
    /// In a private note of it.
    pub secret_picture: FileView,
    /// Wanjiru uploaded it and has not sent it.
    pub loose_picture: FileView,
    /// One that only A has.
    pub category: Category,
    /// Invited to A and not yet in.
    pub invited: PersonRow,
    /// The token of their invitation.
    pub invite_token: String,
    /// A mail of A.
    pub mail: MailId,
    /// An SMS of A that was not sent.
    pub sms: SmsId,
    /// Something only A's bot can talk about.
    pub topic: TopicId,
    /// What happens to A's tickets by itself; switched off.
    pub automation: AutomationId,
    /// A help article of A that is not published, in a group of its own.
    pub article: Article,
    /// Wanjiru's live chat, which Amina has.
    pub chat: Chat,
    /// A group of Amina and Otieno.
    pub talk: ConversationId,
    /// A filter of the ticket list that Otieno shares with the team of A.
    pub view: ViewId,
    /// A change of many tickets that Otieno made.
    pub bulk: BulkId,
    /// A reply of Amina to Daniel that is sent later.
    pub reply: ReplyId,
    /// A version of A's journey that is a draft.
    pub journey: JourneyId,
    /// The token of Wanjiru's walk through the active version.
    pub walk: String,
    /// A product of A that is put away.
    pub product: ProductId,
    /// Its only variant.
    pub variant: VariantId,
    /// Its picture.
    pub product_picture: FileView,
    /// A group of A in which it is.
    pub shelf: ShelfId,
    /// A file of products of A that was checked.
    pub import: ImportId,
    /// Wanjiru's order of it; its number does not exist in B.
    pub order: Order,
    /// Money of A that went back.
    pub refund: RefundId,
    /// The payment it is of.
    pub payment: PaymentId,
    /// Something that could be booked at A and is not offered any more.
    pub offering: OfferingId,
    /// Wanjiru's appointment for it.
    pub appointment: AppointmentId,
    /// The last part of its link.
    pub appointment_link: String,
    /// What A's team prepared.
    pub worded: Worded,
    /// An order of Wanjiru that a partner of A fulfils, talked about on both sides.
    pub lane: crate::lanes::Entrusted,
}

impl World {
    /// The two businesses.
    pub async fn estate(&self) -> Estate {
        let s = &self.services;
        let (a, b) = (self.business("Kiln").await, self.business("Rival").await);
        let wanjiru = self.customer(&a, &format!("Wanjiru {KILN}")).await;
        let daniel = self.customer(&a, &format!("Daniel {DANIEL}")).await;
        let (amina, otieno, njeri) =
            (self.agent(&a, "Amina").await, self.admin(&a, &format!("Otieno {KILN}")).await, self.owner(&a, &format!("Njeri {KILN}")).await);
        let spies = [self.customer(&b, "Customer Spy").await, self.agent(&b, "Agent Spy").await, self.admin(&b, "Admin Spy").await];
        tickets::open(s, &spies[0].customer(), draft("Of the rival", "")).await.expect("B has a ticket");
        tickets::add_category(s, &otieno.admin(), &format!("Glaze {KILN}")).await.expect("a category");
        let categories = tickets::list_categories(s, &otieno.admin()).await.expect("categories");
        let category = categories.into_iter().find(|c| c.name.contains(KILN)).expect("the new category");
        for n in 1..=2 {
            tickets::open(s, &daniel.customer(), draft(&format!("Filler {n} {DANIEL}"), "")).await.expect("a ticket");
        }
        let daniels = tickets::open(s, &daniel.customer(), draft(&format!("Invoice {DANIEL}"), "")).await.expect("Daniel's ticket");
        let picture = self.picture(&wanjiru, &format!("mug {KILN}.png"), 31).await;
        let words = Draft { files: vec![picture.id], ..draft(&format!("Broken mugs {KILN}"), &category.id.to_string()) };
        let ticket = tickets::open(s, &wanjiru.customer(), words).await.expect("Wanjiru's ticket");
        self.advance_minutes(121);
        self.drain().await;
        let agent = amina.agent();
        tickets::take(s, &agent, ticket.id).await.expect("taken");
        tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), &format!("A new one leaves today, {KILN}."), vec![]).await.expect("a reply");
        let secret_picture = self.picture(&amina, &format!("kiln {NOTE}.png"), 33).await;
        // Words that look like those the search narrows by are words like any other.
        let note = format!("Supplier {NOTE} admits the {KILN} fault, c{} b{} b{}.", ticket.customer_lane, a.id, b.id);
        tickets::note(s, &agent, ticket.id, Uuid::now_v7(), &note, vec![secret_picture.id]).await.expect("a note");
        tickets::set_status(s, &agent, ticket.id, Status::Resolved).await.expect("resolved");
        let loose_picture = self.picture(&wanjiru, &format!("loose {KILN}.png"), 35).await;
        let draft = Invitation { name: format!("Invited {KILN}"), email: format!("invited.{KILN}@example.com"), role: "agent".into() };
        let link = accounts::invite(s, &otieno.admin(), &draft).await.expect("an invitation").expect("a link, as there is no mail server");
        let invite_token = link.rsplit('/').next().unwrap_or_default().to_owned();
        let staff = accounts::list_people(s, &otieno.admin(), Group::Team, "invited", None).await.expect("people");
        let invited = staff.items.into_iter().next().expect("the invited person");
        self.drain().await;
        let mail = letters::list(s.db(), a.id, None).await.expect("mails").items.first().expect("a mail").id;
        let article = self.unpublished(&otieno).await;
        let (chat, talk) = self.chatted(&wanjiru, &amina, &otieno).await;
        let (active, walk) = crate::journeys::walked(self, &a, &otieno, &wanjiru).await;
        let journey = journeys::duplicate(s, &otieno.admin(), active).await.expect("a draft");
        let about = TopicDraft {
            name: format!("Clay {KILN}"),
            wordings: format!("clay {KILN}"),
            answer: format!("Ask {NOTE}."),
            effect: "answer".into(),
            ..Default::default()
        };
        let (shelf, product, variant, product_picture, import, order) = crate::shop::stocked(self, &a, &otieno, &wanjiru).await;
        let Refund { id: refund, payment_id: payment, .. } = crate::payments::refunded(self, &a, &otieno).await;
        let (offering, booked, appointment_link) = crate::appointments::booked_out(self, &a, &otieno, &amina, &wanjiru).await;
        let lane = crate::lanes::entrusted(self, &a, &otieno, &amina, &wanjiru).await;
        crate::shop::plain_mug(self, &b, &spies[2]).await;
        let topic = chats::create_topic(s, &otieno.admin(), &about).await.expect("a topic");
        let view = saved_views::save(s, &otieno.agent(), &format!("Urgent {KILN}"), true, Filter::default()).await.expect("a view");
        let low = vec![Step::SetPriority { to: Priority::Low }];
        let bulk = bulk::start(s, &otieno.agent(), Uuid::now_v7(), low, Which::These(vec![daniels.id])).await.expect("a change");
        self.drain().await;
        let sms = stoa::sms::actions::list(s.db(), a.id, None).await.expect("SMS").items.first().expect("an SMS").id;
        let reply = crate::later::scheduled(self, &amina.agent(), daniels.id).await;
        let draft = automations::draft::Draft { name: format!("Sort {KILN}"), occasion: "created".into(), ..Default::default() };
        let automation = automations::actions::create(s, &otieno.admin(), &draft).await.expect("an automation");
        let worded = self.worded(&otieno, &amina, &ticket).await;
        let ticket = tickets::find(s, &amina.agent(), ticket.number).await.expect("the ticket").ticket;
        Estate {
            a,
            b,
            wanjiru,
            daniel,
            amina,
            otieno,
            njeri,
            spies,
            ticket,
            daniels,
            picture,
            secret_picture,
            loose_picture,
            category,
            invited,
            invite_token,
            mail,
            sms,
            topic,
            automation,
            chat,
            article,
            talk,
            view,
            bulk,
            reply,
            journey,
            walk,
            product,
            variant,
            product_picture,
            shelf,
            import,
            order,
            refund,
            payment,
            offering,
            appointment: booked.id,
            appointment_link,
            worded,
            lane,
        }
    }

    /// Wanjiru's chat with a note in it, and a talk of the staff about it.
    async fn chatted(&self, wanjiru: &Someone, amina: &Someone, otieno: &Someone) -> (Chat, ConversationId) {
        let (s, agent) = (&self.services, amina.agent());
        let asker = Asker::from(&wanjiru.customer());
        let chat = chats::start(s, &asker, &Visit { title: format!("Mugs {KILN}"), ..Visit::default() }).await.expect("a chat");
        chats::say(s, &asker, chat.id, Uuid::now_v7(), &format!("Is the {KILN} mug back?"), vec![]).await.expect("a question");
        chats::take(s, &agent, chat.id).await.expect("taken");
        chats::reply(s, &agent, chat.id, Uuid::now_v7(), "On Friday.", vec![]).await.expect("an answer");
        chats::note(s, &agent, chat.id, Uuid::now_v7(), &format!("She means the {NOTE} one, {KILN}."), vec![]).await.expect("a note");
        let talk = talks::open_group(s, &agent, &format!("Glaze {KILN}"), &[otieno.member()]).await.expect("a group");
        talks::say(s, &agent, talk, Uuid::now_v7(), &format!("The {NOTE} batch of {KILN} is late."), vec![]).await.expect("a word");
        self.drain().await;
        (chats::find(s, &agent, chat.id).await.expect("the chat").chat, talk)
    }

    /// A help article that only admins may read, and questions that nobody could answer.
    async fn unpublished(&self, boss: &Someone) -> Article {
        let (s, who) = (&self.services, boss.admin());
        let group = CategoryDraft { name: format!("Glazes {KILN}"), about: format!("Secrets of {NOTE}") };
        let category = help::create_category(s, &who, &group).await.expect("a group").to_string();
        let (question, body) = (format!("How hot is {KILN} fired?"), format!("As hot as {NOTE}."));
        let draft = ArticleDraft { category, question, body, ..ArticleDraft::default() };
        let id = help::create(s, &who, &draft).await.expect("an article");
        for question in ["a glaze of", "one glaze of", "some glaze of"] {
            ask_help(s, boss.identity.me().business, &format!("{question} {KILN} {NOTE}")).await;
        }
        help::find_article(s, &who, id).await.expect("the article")
    }

    /// Somebody uploads a picture.
    pub async fn picture(&self, by: &Someone, name: &str, width: u32) -> FileView {
        files::upload(&self.services, &by.identity.person(), name, Bytes::from(png(width, 20))).await.expect("a picture")
    }
}

/// A ticket as typed.
pub fn draft(subject: &str, category: &str) -> Draft {
    Draft {
        client_id: Uuid::now_v7().to_string(),
        subject: subject.into(),
        description: format!("{subject}: two of the six arrived broken."),
        category: category.into(),
        priority: "medium".into(),
        files: vec![],
    }
}

/// A picture.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height).write_to(&mut out, image::ImageFormat::Png).expect("a picture");
    out.into_inner()
}
