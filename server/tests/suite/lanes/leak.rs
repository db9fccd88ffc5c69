//! Customer and partner of one order never read each other's words: a distinctive word stands in each lane, as text, in a note, and as the name of a
//! picture; then each of the two asks for every page, every server function, every topic, every search, every mail and every file, and the word of the
//! other never comes. Whoever else is near an order: see nearby.rs.

use crate::harness::{BUYER, COURIER, Estate, NOTE, Site, Someone, World, program};
use crate::isolation::functions;
use crate::isolation::pages::PAGES;
use crate::on_both;
use sqlx::AssertSqlSafe;
use stoa::conversations::actions as conversations;
use stoa::event::Topic;
use stoa::platform::Db;
use stoa::tickets::actions as tickets;
use uuid::Uuid;

on_both!(neither_side_ever_reads_a_word_of_the_other);

/// One of the two, and what they must never read.
struct Side<'a> {
    who: &'a Someone,
    name: &'static str,
    never: [&'static str; 2],
}

impl Side<'_> {
    fn reads(&self, what: &str, text: &str) {
        has_none_of(&self.never, self.name, what, text);
    }
}

/// Fails when somebody reads what they never must.
pub fn has_none_of(never: &[&str], name: &str, what: &str, text: &str) {
    for word in never {
        assert!(!text.contains(word), "{name} reads “{word}” in {what}");
    }
}

/// The addresses of pages and files about the order and its ticket, by any number and lane.
pub fn addresses(e: &Estate) -> Vec<String> {
    let (order, ticket) = (&e.lane.order, &e.lane.ticket);
    let own = [
        app::routes::ticket(ticket.number),
        format!("{}?before=1000", app::routes::ticket(ticket.number)),
        app::routes::desk_ticket(ticket.number),
        format!("{}?lane=partner", app::routes::desk_ticket(ticket.number)),
        app::routes::desk_order(order.number),
        app::routes::partner_order(order.number),
        format!("{}?before=1000", app::routes::partner_order(order.number)),
        format!("/tickets?q={}", &COURIER[..5]),
        format!("/tickets?q={}", &BUYER[..5]),
        format!("/desk?q={}", &COURIER[..5]),
        format!("/admin/people?q={}", &BUYER[..5]),
        "/partner?show=shipped".to_owned(),
        "/admin/mails".to_owned(),
        app::routes::PRODUCTS_FILE.to_owned(),
        app::routes::FIGURES_FILE.to_owned(),
        app::routes::invoice(&order.token),
        program::address(&e.a, &format!("/orders/{}", order.token)),
    ];
    PAGES.iter().map(|page| (page.address)(e)).chain(own).collect()
}

/// Every mail to an address in their order: subject, words, and the file that goes with it.
pub async fn mails_to(world: &World, address: &str) -> Vec<String> {
    let sql = AssertSqlSafe(format!("SELECT subject || text || html || attachment FROM mail WHERE recipient = '{address}' ORDER BY id"));
    match world.services.db() {
        Db::Sqlite { read, .. } => sqlx::query_scalar(sql).fetch_all(read).await,
        Db::Postgres(pool) => sqlx::query_scalar(sql).fetch_all(pool).await,
    }
    .expect("mails")
}

/// Somebody calls every server function, with the things of the estate and with those of this order. Much is different afterwards.
pub async fn call_all(world: &World, site: &Site, e: &Estate, who: Option<&Someone>, own: &[(&str, String)], reads: impl Fn(&str, &str)) {
    for function in functions::all() {
        let browser = site.browser(&world.fresh_token(who).await);
        for with_own in [false, true] {
            let mut fields = (function.fields)(e);
            for (name, value) in fields.iter_mut().filter(|_| with_own) {
                if let Some((_, own)) = own.iter().find(|(field, _)| field == name) {
                    value.clone_from(own);
                }
            }
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            reads(function.name, &function.call(&browser, &fields).await.everything());
        }
    }
}

async fn neither_side_ever_reads_a_word_of_the_other(world: &World) {
    let (e, site, s) = (world.estate().await, world.site().await, &world.services);
    let (ticket, lane) = (&e.lane.ticket, e.lane.partner_lane());
    let sides = [Side { who: &e.wanjiru, name: "the customer", never: [COURIER, NOTE] }, Side { who: &e.lane.pius, name: "the partner", never: [BUYER, NOTE] }];
    // Each reads their own words: the test would see nothing if nobody did.
    let own = site.browser(&e.wanjiru.token).get(&app::routes::ticket(ticket.number)).await.everything();
    assert!(own.contains(BUYER), "the customer reads their own lane");
    let own = site.browser(&e.lane.pius.token).get(&app::routes::partner_order(e.lane.order.number)).await.everything();
    assert!(own.contains(COURIER), "the partner reads their own lane");

    for side in &sides {
        let browser = site.browser(&side.who.token);
        for address in addresses(&e) {
            side.reads(&address, &browser.get(&address).await.everything());
        }
        // What is not theirs is not there, by whichever way it is asked for.
        let others = if side.never[0] == COURIER { (lane, &e.lane.secret) } else { (ticket.customer_lane, &e.lane.own) };
        for conversation in [others.0, ticket.staff_lane] {
            assert!(conversations::open(s, &side.who.identity.person(), conversation).await.is_err(), "{} opens {conversation}", side.name);
            for before in ["", "1000"] {
                let answer = browser.call("/api/app/conversations/api/list_messages", &[("conversation", &conversation.to_string()), ("before", before)]).await;
                assert!(matches!(answer.status, 403 | 404), "{} lists {conversation}: {}", side.name, answer.status);
                side.reads("a list of messages", &answer.everything());
            }
        }
        let file = browser.get(&app::routes::file(&others.1.token)).await;
        assert_eq!(file.status, 404, "{} opens a picture of the other", side.name);
        side.reads("a file", &file.everything());

        let mut wire = site.wire(&side.who.token, &site.url).await.expect("a socket");
        let topics = [
            Topic::Conversation(others.0),
            Topic::Conversation(ticket.staff_lane),
            Topic::Ticket(ticket.id),
            Topic::Desk(e.a.id),
            Topic::Admin(e.a.id),
            Topic::Colleagues(ticket.customer_lane),
            Topic::Colleagues(lane),
        ];
        for topic in topics {
            assert!(!wire.watch(topic).await, "{} watches {topic}", side.name);
        }
        for topic in [Topic::Case(ticket.id), Topic::Person(side.who.member()), Topic::Conversation(ticket.customer_lane), Topic::Conversation(lane)] {
            wire.watch(topic).await;
        }
        // Something more is said on both sides while they listen.
        let agent = e.amina.agent();
        tickets::reply(s, &agent, ticket.id, Uuid::now_v7(), &format!("More of {BUYER}."), vec![]).await.expect("an answer");
        tickets::reply_to_partner(s, &agent, ticket.id, Uuid::now_v7(), &format!("More of {COURIER}."), vec![]).await.expect("an answer");
        tickets::note(s, &agent, ticket.id, Uuid::now_v7(), &format!("More of {NOTE}."), vec![]).await.expect("a note");
        world.drain().await;
        side.reads("what their socket tells", &wire.everything().await);

        for words in [COURIER, BUYER, NOTE, "more", "bicycle"] {
            let hits = tickets::search(s, &side.who.identity.person(), &words[..words.len().min(6)]).await.expect("a search");
            side.reads("a search", &format!("{hits:?}"));
        }
        let mails = mails_to(world, &side.who.email()).await;
        assert!(!mails.is_empty(), "{} gets mails", side.name);
        mails.iter().for_each(|mail| side.reads("a mail", mail));
        world.advance_minutes(2);
    }

    // Last, for it changes much.
    for side in &sides {
        let talk = if side.never[0] == COURIER { lane } else { ticket.customer_lane };
        let own = [("ticket", ticket.id.to_string()), ("conversation", talk.to_string()), ("order", e.lane.order.id.to_string())];
        call_all(world, &site, &e, Some(side.who), &own, |what, text| side.reads(what, text)).await;
    }
    world.drain().await;
    for side in &sides {
        mails_to(world, &side.who.email()).await.iter().for_each(|mail| side.reads("a mail at the end", mail));
    }
    drop(site);
}
