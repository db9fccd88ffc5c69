//! A visitor chats before signing in on the host page: what they said is theirs afterwards, and only theirs.

use crate::chats::{begun, device, guest, heard, says, stands};
use crate::chats_guests::jwt;
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::accounts::actions::{self as accounts, Device, GuestIn};
use stoa::accounts::{Asker, Visitor};
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::model::State;
use stoa::db_val;
use uuid::Uuid;

on_both!(
    chats_begun_before_signing_in_on_the_page_join_whoever_signs_in,
    of_two_open_chats_the_quieter_one_ends,
    nobody_takes_over_the_chats_of_others,
    pages_that_sign_a_word_for_every_look_use_nothing_up,
);

/// Somebody signs in on the host page, on a device that had this guest token.
pub async fn vouched(world: &World, shop: &Business, subject: &str, email: &str, had: Option<&str>) -> GuestIn {
    let boss = world.admin(shop, &format!("Boss of {subject} {}", Uuid::now_v7())).await.admin();
    let secret = chats::setting(&world.services, &boss).await.unwrap().secret;
    let claims = format!(r#"{{"sub":"{subject}","name":"{subject}","email":"{email}","exp":{}}}"#, world.services.now().0 / 1000 + 60);
    let on = Device { replaces: had.map(str::to_owned), ..device() };
    let token = jwt(r#"{"alg":"HS256"}"#, &claims, &secret);
    chats::identify_by_host(&world.services, &Visitor::of(shop), &token, &on, "https://shop.example").await.unwrap()
}

async fn chats_begun_before_signing_in_on_the_page_join_whoever_signs_in(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, customer) = (world.agent(&shop, "Amina").await.agent(), world.customer(&shop, "Wanjiru Njoroge").await);
    let unknown = guest(world, &shop, "W.").await;
    let before: Asker = (&unknown.guest).into();
    let old = begun(world, &before).await;
    says(world, &before, old.id, "Is this glaze safe?").await;
    chats::close(s, &amina, old.id).await.unwrap();
    let open = begun(world, &before).await;
    says(world, &before, open.id, "One more question").await;

    let came = vouched(world, &shop, "u-7", &customer.email(), Some(&unknown.token)).await;
    world.drain().await;
    let wanjiru: Asker = (&came.guest).into();
    let own: Vec<_> = chats::list_own(s, &wanjiru).await.unwrap().into_iter().map(|c| (c.id, c.state)).collect();
    assert_eq!(own, [(open.id, State::Active), (old.id, State::Closed)]);
    assert_eq!(begun(world, &wanjiru).await.id, open.id, "the talk goes on where it was");
    let said = heard(world, &wanjiru, open.id).await;
    let own_words = said.iter().find(|m| m.body == "One more question").unwrap();
    assert_eq!((own_words.sender, own_words.name.as_str()), (Some(wanjiru.member()), "u-7"), "what they said is theirs");
    says(world, &wanjiru, open.id, "And another").await;
    for id in [old.id, open.id] {
        let chat = stands(world, &amina, id).await;
        assert_eq!((chat.asker_id, chat.customer_id), (wanjiru.member(), Some(customer.member())));
        let notes = chats::said(s, &amina, id, None).await.unwrap().1.messages;
        assert_eq!(notes.iter().filter(|m| m.body == format!("The visitor signed in on the page: {}.", customer.email())).count(), 1);
    }
    assert_eq!(chats::list_own(s, &(&customer.customer()).into()).await.unwrap().len(), 2, "and they stand in the profile");
    assert_eq!(accounts::identify_guest(s, shop.id, &unknown.token).await.unwrap_err(), Error::NotFound, "the old token is over");
    assert_eq!(chats::open_own(s, &before, open.id, None).await.unwrap_err(), Error::NotFound);
    let again = vouched(world, &shop, "u-7", &customer.email(), Some(&unknown.token)).await;
    assert_eq!((again.guest.member(), chats::list_own(s, &wanjiru).await.unwrap().len()), (wanjiru.member(), 2), "doing it again changes nothing");
}

async fn of_two_open_chats_the_quieter_one_ends(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let amina = world.agent(&shop, "Amina").await.agent();
    for is_old_quieter in [true, false] {
        let subject = format!("u-{is_old_quieter}");
        let unknown = guest(world, &shop, "W.").await;
        let phone = vouched(world, &shop, &subject, "w@example.com", None).await;
        let (before, known): (Asker, Asker) = ((&unknown.guest).into(), (&phone.guest).into());
        let (a, b) = (begun(world, &before).await, begun(world, &known).await);
        let (first, last) = if is_old_quieter { ((&before, a.id), (&known, b.id)) } else { ((&known, b.id), (&before, a.id)) };
        says(world, first.0, first.1, "Hello").await;
        world.advance_minutes(5);
        says(world, last.0, last.1, "Hello again").await;
        vouched(world, &shop, &subject, "w@example.com", Some(&unknown.token)).await;
        world.drain().await;
        assert_eq!(stands(world, &amina, first.1).await.state, State::Closed);
        assert_eq!(stands(world, &amina, last.1).await.state, State::Active);
        assert_eq!(begun(world, &known).await.id, last.1);
        assert!(heard(world, &known, first.1).await.iter().any(|m| m.body == "The chat was closed: it goes on in another one."));
        assert_eq!(chats::list_own(s, &known).await.unwrap().len(), 2);
        chats::close_own(s, &known, last.1).await.unwrap();
        world.drain().await;
    }
}

async fn nobody_takes_over_the_chats_of_others(world: &World) {
    const HASH: &str = "SELECT token_hash FROM guest WHERE member_id = $1";
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (amina, spy) = (world.agent(&shop, "Amina").await.agent(), world.agent(&rival, "Spy").await.agent());
    let victim = guest(world, &shop, "Victim").await;
    let elsewhere = guest(world, &rival, "Elsewhere").await;
    let known = vouched(world, &shop, "u-1", "known@example.com", None).await;
    let blocked = guest(world, &shop, "Blocked").await;
    let (a, b, c, d) = (
        begun(world, &(&victim.guest).into()).await,
        begun(world, &(&elsewhere.guest).into()).await,
        begun(world, &(&known.guest).into()).await,
        begun(world, &(&blocked.guest).into()).await,
    );
    chats::block(s, &amina, d.id).await.unwrap();
    let hash: String = db_val!(s.db(), HASH, victim.guest.member()).unwrap();
    let theirs: String = db_val!(s.db(), HASH, elsewhere.guest.member()).unwrap();
    for had in [&hash, &theirs, &elsewhere.token, &known.token, &blocked.token, &String::new(), &"x".repeat(5000)] {
        let attacker = vouched(world, &shop, "u-666", "attacker@example.com", Some(had)).await;
        assert!(chats::list_own(s, &(&attacker.guest).into()).await.unwrap().is_empty(), "{had}");
    }
    world.drain().await;
    assert_eq!(stands(world, &amina, a.id).await.asker_id, victim.guest.member());
    assert_eq!(stands(world, &spy, b.id).await.asker_id, elsewhere.guest.member());
    assert_eq!(stands(world, &amina, c.id).await.asker_id, known.guest.member());
    assert_eq!(stands(world, &amina, d.id).await.asker_id, blocked.guest.member());
    for (business, token) in [(shop.id, &victim.token), (rival.id, &elsewhere.token), (shop.id, &known.token)] {
        assert!(accounts::identify_guest(s, business, token).await.is_ok(), "and their tokens still open their chats");
    }
}

async fn pages_that_sign_a_word_for_every_look_use_nothing_up(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let boss = world.admin(&shop, "Boss").await.admin();
    let secret = chats::setting(s, &boss).await.unwrap().secret;
    let (office, at) = (device(), Visitor::of(&shop));
    let look = async |subject: &str, secret: &str, n: i64| {
        let claims = format!(r#"{{"sub":"{subject}","name":"W","email":"w@example.com","exp":{}}}"#, s.now().0 / 1000 + 60 + n);
        chats::identify_by_host(s, &at, &jwt(r#"{"alg":"HS256"}"#, &claims, secret), &office, "https://shop.example").await
    };
    for n in 0..200 {
        look("u-1", &secret, n).await.unwrap();
    }
    accounts::start_guest(s, &at, &crate::chats::draft("Beside"), &office, "").await.expect("the contact form of the same office");
    let mut refused = 0;
    for n in 0..100 {
        refused += usize::from(matches!(look("u-1", "guessed", n).await, Err(Error::TooMany(_))));
    }
    assert!(refused > 20, "{refused} guesses were refused");
    look("u-1", &secret, 0).await.expect("who is known comes in all the same");
    assert!(matches!(look("u-2", &secret, 0).await, Err(Error::TooMany(_))), "somebody new counts");
}
