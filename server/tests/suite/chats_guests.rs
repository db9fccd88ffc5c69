//! Guests: coming in, coming back, being vouched for, shut out and forgotten; and joining a customer's profile.

use crate::chats::{asker, begun, device, draft, guest, heard, says, stands};
use crate::harness::World;
use crate::on_both;
use sha2::{Digest, Sha256};
use stoa::accounts::actions::{self as accounts, Device, SignUp};
use stoa::accounts::guest::GuestDraft;
use stoa::accounts::model::{Availability, Group, Role};
use stoa::accounts::{Asker, Visitor, jobs};
use stoa::chats::actions as chats;
use stoa::conversations::actions as conversations;
use stoa::{Error, db_val};
use uuid::Uuid;

on_both!(
    a_guest_comes_back_with_their_token_and_is_in_no_list_of_people,
    a_token_of_another_business_opens_nothing,
    a_form_that_cannot_be_used_says_why_and_one_address_makes_only_so_many_guests,
    a_guest_reads_their_own_talks_and_nothing_else,
    a_blocked_visitor_stays_out_whatever_they_call_themselves,
    address_and_browser_are_forgotten_after_ninety_days,
    a_host_page_vouches_for_its_visitor_and_lies_are_refused,
    chats_join_the_profile_of_whoever_confirms_the_address,
    staff_are_away_two_minutes_after_their_last_socket_and_back_with_the_next,
);

async fn a_guest_comes_back_with_their_token_and_is_in_no_list_of_people(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    let came = guest(world, &shop, "Wanjiru").await;
    let back = accounts::identify_guest(s, shop.id, &came.token).await.unwrap();
    assert_eq!((back.member(), back.name(), back.role(), back.is_staff()), (came.guest.member(), "Wanjiru", Role::Guest, false));
    assert_eq!(accounts::list_people(s, &boss, Group::Customers, "", None).await.unwrap().items.len(), 0);
    assert_eq!(accounts::find_customers(s, &boss.as_agent(), "wanjiru").await.unwrap().len(), 0);
    assert_eq!(accounts::find_person(s, &boss.as_agent(), back.member()).await, Err(Error::NotFound));
    assert_eq!(accounts::change_role(s, &boss, back.member(), Role::Agent).await, Err(Error::NotFound), "nobody makes a guest staff");
    assert!(accounts::identify(s, &came.token).await.unwrap().is_none(), "a guest's token is no session");
    let known = accounts::find_guest(s.db(), shop.id, back.member()).await.unwrap().unwrap();
    assert!(known.phone.starts_with("+2547") && known.email.ends_with("@example.com") && known.host == "https://shop.example" && !known.is_vouched);
}

async fn a_token_of_another_business_opens_nothing(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (ours, theirs) = (guest(world, &shop, "Wanjiru").await, guest(world, &rival, "Spy").await);
    for (business, token) in [(shop.id, theirs.token.as_str()), (rival.id, &ours.token), (shop.id, "nonsense"), (shop.id, "")] {
        assert_eq!(accounts::identify_guest(s, business, token).await.unwrap_err(), Error::NotFound);
    }
    let (wanjiru, spy): (Asker, Asker) = ((&ours.guest).into(), (&theirs.guest).into());
    let chat = begun(world, &wanjiru).await;
    says(world, &wanjiru, chat.id, "A secret").await;
    let neighbour = asker(world, &shop, "Neighbour").await;
    for stranger in [&spy, &neighbour] {
        assert_eq!(chats::open_own(s, stranger, chat.id, None).await.unwrap_err(), Error::NotFound);
        assert_eq!(chats::say(s, stranger, chat.id, Uuid::now_v7(), "Hi", vec![]).await, Err(Error::NotFound));
        assert_eq!(chats::rate(s, stranger, chat.id, 1, "").await, Err(Error::NotFound));
        assert_eq!(chats::close_own(s, stranger, chat.id).await, Err(Error::NotFound));
        assert_eq!(chats::reopen(s, stranger, chat.id).await, Err(Error::NotFound));
        assert_eq!(chats::call_human(s, stranger, chat.id).await, Err(Error::NotFound));
        assert_eq!(conversations::open(s, stranger, chat.conversation_id).await.map(drop), Err(Error::NotFound));
        assert!(chats::list_own(s, stranger).await.unwrap().is_empty());
    }
    let agent = world.agent(&rival, "Agent Spy").await.agent();
    let all = chats::list(s, &agent, &Default::default(), None).await.unwrap().items;
    assert!(all.is_empty() && chats::rows(s, &agent, &[chat.id]).await.unwrap().is_empty());
}

async fn a_form_that_cannot_be_used_says_why_and_one_address_makes_only_so_many_guests(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let at = Visitor::of(&shop);
    let bad = GuestDraft { name: " ".into(), email: "x".into(), phone: "0700 000 482".into(), country: String::new() };
    let error = accounts::start_guest(s, &at, &bad, &device(), "").await.unwrap_err();
    assert!(["name", "email", "phone"].iter().all(|f| error.of_field(f).is_some()), "{error:?}");
    let one = device();
    let mut refused = 0;
    for n in 0..30 {
        refused += usize::from(matches!(accounts::start_guest(s, &at, &draft(&format!("Guest {n}")), &one, "").await, Err(Error::TooMany(_))));
    }
    assert!(refused >= 9, "{refused} were refused");
}

async fn a_guest_reads_their_own_talks_and_nothing_else(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await;
    assert!(conversations::open(s, &wanjiru, chat.conversation_id).await.is_ok());
    assert_eq!(conversations::open(s, &wanjiru, chat.notes_id).await.map(drop), Err(Error::NotFound), "private notes stay private");
}

async fn a_blocked_visitor_stays_out_whatever_they_call_themselves(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, at) = (world.agent(&shop, "Amina").await.agent(), Visitor::of(&shop));
    let (form, from) = (draft("Troll"), device());
    let came = accounts::start_guest(s, &at, &form, &from, "").await.unwrap();
    let troll: Asker = (&came.guest).into();
    let chat = begun(world, &troll).await;
    chats::block(s, &amina, chat.id).await.unwrap();
    chats::block(s, &amina, chat.id).await.unwrap();
    assert!(matches!(accounts::identify_guest(s, shop.id, &came.token).await, Err(Error::Denied(_))));
    assert!(matches!(chats::say(s, &troll, chat.id, Uuid::now_v7(), "Ha", vec![]).await, Err(Error::Conflict(_))), "also on a socket that is still open");
    let again = [
        (GuestDraft { name: "Angel".into(), ..form.clone() }, device()),
        (GuestDraft { email: "angel@example.com".into(), ..form.clone() }, device()),
        (GuestDraft { email: "angel@example.com".into(), phone: "+254 711 111 111".into(), ..form.clone() }, from.clone()),
    ];
    for (form, from) in again {
        assert!(matches!(accounts::start_guest(s, &at, &form, &from, "").await, Err(Error::Denied(_))), "{form:?}");
    }
    let neighbour = Device { user_agent: "Another browser".into(), ..from };
    assert!(accounts::start_guest(s, &at, &draft("Neighbour behind the same address"), &neighbour, "").await.is_ok());
    assert_eq!(accounts::list_blocked(s, &amina).await.unwrap().len(), 1);
    let stranger = world.agent(&world.business("rival").await, "Spy").await.agent();
    assert_eq!(accounts::unblock_guest(s, &stranger, came.guest.member()).await, Err(Error::NotFound));
    accounts::unblock_guest(s, &amina, came.guest.member()).await.unwrap();
    assert!(accounts::identify_guest(s, shop.id, &came.token).await.is_ok());
    let daniel = world.customer(&shop, "Daniel").await.customer();
    let own = begun(world, &(&daniel).into()).await;
    assert!(matches!(chats::block(s, &amina, own.id).await, Err(Error::Conflict(_))), "a customer is not blocked from a chat");
}

async fn address_and_browser_are_forgotten_after_ninety_days(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let came = guest(world, &shop, "Wanjiru").await;
    let known = async || accounts::find_guest(s.db(), shop.id, came.guest.member()).await.unwrap().unwrap();
    world.advance_minutes(90 * 24 * 60 - 1);
    jobs::forget_guest_addresses(s).await.unwrap();
    assert!(!known().await.address.is_empty() && !known().await.user_agent.is_empty());
    world.advance_minutes(1);
    jobs::forget_guest_addresses(s).await.unwrap();
    let after = known().await;
    assert_eq!((after.address.as_str(), after.user_agent.as_str(), after.name.as_str()), ("", "", "Wanjiru"));
    assert!(accounts::identify_guest(s, shop.id, &came.token).await.is_ok(), "they still come back");
}

/// A JWT as a host page would make it.
pub fn jwt(header: &str, claims: &str, secret: &str) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let encode = |bytes: &[u8]| {
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let n = chunk.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
            (0..=chunk.len()).for_each(|i| out.push(char::from(letters[(n >> (18 - 6 * i) & 63) as usize])));
        }
        out
    };
    let body = format!("{}.{}", encode(header.as_bytes()), encode(claims.as_bytes()));
    let mut key = secret.as_bytes().to_vec();
    key.resize(64, 0);
    let pad = |with: u8| key.iter().map(|b| b ^ with).collect::<Vec<u8>>();
    let inner = Sha256::digest([pad(0x36), body.clone().into_bytes()].concat());
    let outer = Sha256::digest([pad(0x5c), inner.to_vec()].concat());
    format!("{body}.{}", encode(&outer))
}

async fn a_host_page_vouches_for_its_visitor_and_lies_are_refused(world: &World) {
    const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (boss, at) = (world.admin(&shop, "Boss").await.admin(), Visitor::of(&shop));
    let soon = s.now().0 / 1000 + 60;
    let claims = |email: &str, exp: i64| format!(r#"{{"sub":"u-7","name":"Wanjiru","email":"{email}","exp":{exp}}}"#);
    let early = jwt(HS256, &claims("w@example.com", soon), "");
    assert!(matches!(chats::identify_by_host(s, &at, &early, &device(), "").await, Err(Error::Denied(_))), "a business that never asked for a secret has none");
    let secret = chats::setting(s, &boss).await.unwrap().secret;
    assert_eq!(chats::setting(s, &boss).await.unwrap().secret, secret, "it stays");
    let theirs = chats::setting(s, &world.admin(&rival, "Chief").await.admin()).await.unwrap().secret;
    for lie in [
        jwt(r#"{"alg":"none"}"#, &claims("w@example.com", soon), &secret),
        jwt(r#"{"alg":"HS512"}"#, &claims("w@example.com", soon), &secret),
        jwt(HS256, &claims("w@example.com", soon - 60), &secret),
        jwt(HS256, &claims("w@example.com", soon), &theirs),
        jwt(HS256, &claims("nobody", soon), &secret),
        String::new(),
    ] {
        assert!(matches!(chats::identify_by_host(s, &at, &lie, &device(), "").await, Err(Error::Denied(_))), "{lie}");
    }
    let customer = world.customer(&shop, "Wanjiru Njoroge").await;
    let token = jwt(HS256, &claims(&customer.email(), soon), &secret);
    let phone = chats::identify_by_host(s, &at, &token, &device(), "https://shop.example").await.unwrap();
    let chat = begun(world, &(&phone.guest).into()).await;
    assert_eq!(chat.customer_id, Some(customer.member()), "the business itself says who this is");
    let laptop = chats::identify_by_host(s, &at, &token, &device(), "https://shop.example").await.unwrap();
    assert_eq!((laptop.token.as_str(), laptop.guest.member()), (phone.token.as_str(), phone.guest.member()), "one person on all devices");
    assert_eq!(begun(world, &(&laptop.guest).into()).await.id, chat.id);
    assert!(accounts::identify_guest(s, shop.id, &phone.token).await.is_ok());
    assert_eq!(accounts::identify_guest(s, rival.id, &phone.token).await.unwrap_err(), Error::NotFound);
    let fresh = chats::renew_secret(s, &boss).await.unwrap();
    assert!(fresh != secret && matches!(chats::identify_by_host(s, &at, &token, &device(), "").await, Err(Error::Denied(_))));
    let again = chats::identify_by_host(s, &at, &jwt(HS256, &claims(&customer.email(), soon), &fresh), &device(), "").await.unwrap();
    assert_eq!(again.guest.member(), phone.guest.member(), "the same person under the new secret");
    assert_eq!(accounts::identify_guest(s, shop.id, &phone.token).await.unwrap_err(), Error::NotFound, "and the old token is over");
}

async fn chats_join_the_profile_of_whoever_confirms_the_address(world: &World) {
    const VERIFY: &str = "SELECT text FROM mail WHERE recipient = $1 AND text LIKE '%/verify/%' ORDER BY id DESC LIMIT 1";
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let amina = world.agent(&shop, "Amina").await.agent();
    let form = draft("Wanjiru");
    let came = accounts::start_guest(s, &Visitor::of(&shop), &form, &device(), "").await.unwrap();
    let elsewhere = accounts::start_guest(s, &Visitor::of(&rival), &form, &device(), "").await.unwrap();
    let (here, there) = (begun(world, &(&came.guest).into()).await, begun(world, &(&elsewhere.guest).into()).await);
    says(world, &(&came.guest).into(), here.id, "Where is my order?").await;
    let sign_up = SignUp { name: "Wanjiru".into(), email: form.email.clone(), password: crate::harness::PASSWORD.into() };
    let signed_in = accounts::sign_up(s, &Visitor::of(&shop), &sign_up, &device()).await.unwrap().unwrap();
    world.drain().await;
    assert_eq!(stands(world, &amina, here.id).await.customer_id, None, "nobody has shown yet whose address it is");
    let mail: String = db_val!(s.db(), VERIFY, &form.email).unwrap();
    let token = mail.lines().find_map(|line| line.split_once("/verify/")).map(|(_, token)| token.trim().to_owned()).unwrap();
    accounts::verify(s, &token, None, crate::harness::PASSWORD).await.unwrap();
    world.drain().await;
    let wanjiru = accounts::identify(s, &signed_in.token).await.unwrap().unwrap().customer().unwrap();
    assert_eq!(stands(world, &amina, here.id).await.customer_id, Some(wanjiru.member()));
    assert!(heard(world, &(&wanjiru).into(), here.id).await.iter().any(|m| m.body == "Where is my order?"));
    assert_eq!(chats::list_own(s, &(&wanjiru).into()).await.unwrap().len(), 1);
    let spy = world.agent(&rival, "Spy").await.agent();
    assert_eq!(stands(world, &spy, there.id).await.customer_id, None, "in the other business they are no customer");
}

async fn staff_are_away_two_minutes_after_their_last_socket_and_back_with_the_next(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, brian) = (world.agent(&shop, "Amina").await.agent(), world.agent(&shop, "Brian").await.agent());
    let says = async |who: &stoa::accounts::Agent| accounts::find_person(s, who, who.member()).await.unwrap().availability;
    for (agent, to) in [(&amina, Availability::Busy), (&brian, Availability::Available)] {
        accounts::set_availability(s, agent, to).await.unwrap();
    }
    world.advance_minutes(30);
    jobs::sweep_presence(s).await.unwrap();
    assert_eq!((says(&amina).await, says(&brian).await), (Availability::Busy, Availability::Available), "who never had a socket is left alone");
    let us = [(shop.id, amina.member())];
    accounts::note_presence(s, &us, s.now().plus_ms(90_000)).await.unwrap();
    accounts::note_activity(s, &us).await.unwrap();
    world.advance_minutes(1);
    accounts::note_presence(s, &us, s.now()).await.unwrap();
    world.advance_minutes(1);
    jobs::sweep_presence(s).await.unwrap();
    assert_eq!(says(&amina).await, Availability::Busy);
    world.advance_minutes(1);
    jobs::sweep_presence(s).await.unwrap();
    assert_eq!((says(&amina).await, accounts::count_ready(s.db(), shop.id, s.now()).await), (Availability::Away, Ok(0)));
    accounts::note_presence(s, &us, s.now().plus_ms(90_000)).await.unwrap();
    assert_eq!(says(&amina).await, Availability::Busy, "back to what she had said");
    accounts::note_presence(s, &us, s.now()).await.unwrap();
    world.advance_minutes(1);
    accounts::set_availability(s, &amina, Availability::Available).await.unwrap();
    world.advance_minutes(9);
    jobs::sweep_presence(s).await.unwrap();
    assert_eq!(says(&amina).await, Availability::Available, "who says so without a socket means it");
}
