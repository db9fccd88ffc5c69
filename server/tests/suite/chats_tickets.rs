//! Chats that become tickets.

use crate::chats::{begun, device, draft, guest, heard, present, says, stands};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::actions as accounts;
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::{Agent, Asker, Visitor};
use stoa::businesses::model::Business;
use stoa::chats::actions::{self as chats, Adoption};
use stoa::chats::model::State;
use stoa::conversations::model::SenderKind;
use stoa::kernel::ids::ChatId;
use stoa::tickets::actions as tickets;
use stoa::tickets::model::{Status, Ticket};
use uuid::Uuid;

on_both!(
    a_chat_becomes_a_ticket_and_the_conversation_moves_along,
    a_guest_with_an_address_of_the_staff_makes_no_ticket,
    whoever_typed_the_address_of_a_customer_does_not_read_what_that_customer_writes,
    an_address_that_is_shown_to_be_somebodys_later_leaves_the_ticket_to_them,
    whom_a_host_page_vouches_for_stays_in_the_ticket,
);

async fn a_chat_becomes_a_ticket_and_the_conversation_moves_along(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, guest) = (present(world, &shop, "Amina").await, guest(world, &shop, "Wanjiru").await);
    let wanjiru: Asker = (&guest.guest).into();
    let chat = begun(world, &wanjiru).await;
    says(world, &wanjiru, chat.id, "My glazed planter has a crack.").await;
    chats::reply(s, &amina, chat.id, Uuid::now_v7(), "I look into it.", vec![]).await.unwrap();
    chats::note(s, &amina, chat.id, Uuid::now_v7(), "Ask the supplier.", vec![]).await.unwrap();
    assert!(chats::turn_into_ticket(s, &amina, chat.id, &Adoption::default()).await.unwrap_err().of_field("subject").is_some());
    world.drain().await;
    assert!(tickets::search(s, &amina, "glazed").await.unwrap().is_empty(), "not among tickets yet");
    let adoption = Adoption { subject: "Cracked planter".into(), category: String::new(), priority: "high".into() };
    let ticket = chats::turn_into_ticket(s, &amina, chat.id, &adoption).await.unwrap();
    assert_eq!(chats::turn_into_ticket(s, &amina, chat.id, &adoption).await.unwrap().id, ticket.id, "once");
    world.drain().await;
    assert_eq!((ticket.customer_lane, ticket.staff_lane, ticket.assignee_id), (chat.conversation_id, chat.notes_id, Some(amina.member())));
    assert_eq!((ticket.status, ticket.responded_at.is_some()), (Status::InProgress, true));
    let (talk, notes) = tickets::thread(s, &amina, &ticket).await.unwrap();
    assert!(talk.messages.iter().any(|m| m.body == "My glazed planter has a crack."));
    assert!(notes.unwrap().messages.iter().any(|m| m.body == "Ask the supplier."));
    assert_eq!(tickets::search(s, &amina, "glazed").await.unwrap().len(), 1);
    // The guest goes on from their own device, and the ticket follows.
    tickets::set_status(s, &amina, ticket.id, Status::WaitingResponse).await.unwrap();
    says(world, &wanjiru, chat.id, "Here is a picture of it.").await;
    assert_eq!(tickets::find(s, &amina, ticket.number).await.unwrap().ticket.status, Status::InProgress);
    assert_ne!(heard(world, &wanjiru, chat.id).await.last().map(|m| m.kind), Some(SenderKind::Bot));
    assert!(matches!(chats::reopen(s, &wanjiru, chat.id).await, Err(Error::Conflict(_))));
    assert_eq!(chats::list_own(s, &wanjiru).await.unwrap()[0].ticket_number, Some(ticket.number));
    let customer = accounts::find_contact(s.db(), shop.id, ticket.customer_id).await.unwrap().unwrap();
    assert_eq!((customer.name.as_str(), customer.is_verified), ("Wanjiru", false), "an account without a password, whose address nobody has confirmed");
    assert!(world.last_mail(&customer.email).await.is_some());
    // A new chat can begin beside the ticket.
    assert_ne!(begun(world, &wanjiru).await.id, chat.id);
}

async fn a_guest_with_an_address_of_the_staff_makes_no_ticket(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let someone = world.agent(&shop, "Amina").await;
    let liar = GuestDraft { email: someone.email(), ..draft("Liar") };
    let liar = accounts::start_guest(s, &Visitor::of(&shop), &liar, &device(), "").await.unwrap();
    let chat = begun(world, &(&liar.guest).into()).await;
    let adoption = Adoption { subject: "Let me in".into(), category: String::new(), priority: "low".into() };
    assert!(matches!(chats::turn_into_ticket(s, &someone.agent(), chat.id, &adoption).await, Err(Error::Conflict(_))));
    let chat = stands(world, &someone.agent(), chat.id).await;
    assert_eq!((chat.state, chat.ticket_id), (State::Active, None), "nothing happened");
}

/// A guest who typed this address, their chat, and the ticket that it became.
async fn ticket_of_guest(world: &World, shop: &Business, amina: &Agent, email: &str) -> (Asker, ChatId, Ticket) {
    let s = &world.services;
    let typed = GuestDraft { email: email.into(), ..draft("W.") };
    let came = accounts::start_guest(s, &Visitor::of(shop), &typed, &device(), "").await.unwrap();
    let asker: Asker = (&came.guest).into();
    let chat = begun(world, &asker).await;
    says(world, &asker, chat.id, "My planter has a crack.").await;
    let adoption = Adoption { subject: "Cracked planter".into(), category: String::new(), priority: "high".into() };
    let ticket = chats::turn_into_ticket(s, amina, chat.id, &adoption).await.unwrap();
    world.drain().await;
    (asker, chat.id, ticket)
}

async fn whoever_typed_the_address_of_a_customer_does_not_read_what_that_customer_writes(world: &World) {
    let s = &world.services;
    let (shop, site) = (world.business("kiln").await, world.site().await);
    let (amina, customer) = (present(world, &shop, "Amina").await, world.customer(&shop, "Wanjiru").await);
    let typed = GuestDraft { email: customer.email(), ..draft("W.") };
    let came = accounts::start_guest(s, &Visitor::of(&shop), &typed, &device(), "").await.unwrap();
    let claims: Asker = (&came.guest).into();
    let chat = begun(world, &claims).await;
    says(world, &claims, chat.id, "My planter has a crack.").await;
    assert!(chats::find(s, &amina, chat.id).await.unwrap().is_claimed, "the agent is warned before");
    let adoption = Adoption { subject: "Cracked planter".into(), category: String::new(), priority: "high".into() };
    let ticket = chats::turn_into_ticket(s, &amina, chat.id, &adoption).await.unwrap();
    world.drain().await;
    assert_eq!(ticket.customer_id, customer.member());
    assert!(tickets::reply(s, &customer.customer(), ticket.id, Uuid::now_v7(), "SECRET: my gate code is 4711", vec![]).await.is_ok());
    assert_eq!(chats::open_own(s, &claims, chat.id, None).await.unwrap_err(), Error::NotFound);
    assert!(chats::say(s, &claims, chat.id, Uuid::now_v7(), "Tell me more", vec![]).await.is_err());
    let browser = site.browser("");
    let went = crate::chat_pages::send(&browser, &shop, "pop_out", &[("token", &came.token), ("chat", &chat.id.to_string())]).await;
    let page = browser.get(went.location()).await.text();
    assert!(page.contains("This goes on as ticket") && page.contains("/sign-in?next=") && !page.contains("SECRET"), "{page}");
    let notes = tickets::thread(s, &amina, &ticket).await.unwrap().1.unwrap().messages;
    assert!(notes.iter().any(|m| m.body.contains("had not shown that it is theirs")));
    drop(site);
}

async fn an_address_that_is_shown_to_be_somebodys_later_leaves_the_ticket_to_them(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    let (asker, chat, ticket) = ticket_of_guest(world, &shop, &amina, "later@example.com").await;
    says(world, &asker, chat, "Here is a picture of it.").await;
    // Whoever owns the address opens the link in a mail to it.
    accounts::forgot(s, "later@example.com", "192.0.2.9").await.unwrap();
    world.drain().await;
    let token = world.mailed_token("later@example.com").await;
    accounts::reset(s, &token, "a long enough password").await.unwrap();
    world.drain().await;
    assert_eq!(chats::open_own(s, &asker, chat, None).await.unwrap_err(), Error::NotFound);
    assert_eq!(stands(world, &amina, chat).await.customer_id, Some(ticket.customer_id));
}

async fn whom_a_host_page_vouches_for_stays_in_the_ticket(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, customer) = (present(world, &shop, "Amina").await, world.customer(&shop, "Wanjiru").await);
    let known = crate::chats_vouched::vouched(world, &shop, "u-7", &customer.email(), None).await;
    let asker: Asker = (&known.guest).into();
    let chat = begun(world, &asker).await;
    says(world, &asker, chat.id, "My planter has a crack.").await;
    assert!(!chats::find(s, &amina, chat.id).await.unwrap().is_claimed);
    let adoption = Adoption { subject: "Cracked planter".into(), category: String::new(), priority: "high".into() };
    chats::turn_into_ticket(s, &amina, chat.id, &adoption).await.unwrap();
    world.drain().await;
    says(world, &asker, chat.id, "Here is a picture of it.").await;
}
