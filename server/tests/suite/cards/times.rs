//! Times in conversations: whoever is shown one books it, unless it was taken meanwhile; and what staff books beside a conversation.

use super::{Scene, said, seen};
use crate::appointments::{Salon, at, contact, furnished};
use crate::chats::{asker, begun};
use crate::harness::World;
use crate::on_both;
use stoa::Error;
use stoa::appointments::actions as booking;
use stoa::appointments::model::{State, Step};
use stoa::cards::actions as cards;
use stoa::cards::model::{Face, Sharing, SlotFace, Standing};
use stoa::conversations::actions as conversations;
use stoa::kernel::ids::{CardId, ConversationId};
use uuid::Uuid;

on_both!(
    whoever_is_shown_a_time_books_it_once,
    a_time_that_was_taken_meanwhile_is_refused_with_a_sentence,
    a_guest_books_in_the_chat_and_is_known_by_their_session,
    staff_books_moves_and_cancels_beside_the_conversation,
);

const MORNING: &str = "2026-03-12T06:00:00Z";

async fn salon(world: &World, scene: &Scene) -> Salon {
    furnished(world, &scene.shop.business, &scene.shop.boss, &scene.amina).await
}

async fn slot(world: &World, who: &stoa::accounts::Person, talk: ConversationId) -> (CardId, SlotFace) {
    match seen(world, who, talk).await.into_iter().next().map(|c| (c.id, c.face)) {
        Some((id, Face::Slot(face))) => (id, face),
        other => panic!("not a time: {other:?}"),
    }
}

async fn whoever_is_shown_a_time_books_it_once(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let salon = salon(world, &scene).await;
    scene.show(world, Sharing::Slot(salon.consultation, None, at(MORNING))).await.unwrap();
    let person = scene.wanjiru.identity.person();
    let words = said(world, &person, scene.talk()).await.into_iter().find(|m| m.extra.card.is_some()).unwrap().body;
    assert!(words.starts_with("Consultation: Thursday 12 March 2026, 09:00"), "{words}");
    let (card, face) = slot(world, &person, scene.talk()).await;
    assert_eq!((face.title.as_str(), face.minutes, face.standing), ("Consultation", 60, Standing::Free));
    let lane = conversations::open(s, &person, scene.talk()).await.unwrap();
    let booked = cards::book_by_card(s, &lane, "10.0.0.1", card).await.unwrap();
    let again = cards::book_by_card(s, &lane, "10.0.0.1", card).await.unwrap();
    assert_eq!((booked.id, booked.state, booked.member_id), (again.id, State::Booked, Some(scene.wanjiru.member())));
    assert_eq!(booked.email, scene.wanjiru.email());
    let (_, face) = slot(world, &person, scene.talk()).await;
    assert!(matches!(&face.standing, Standing::Booked(State::Booked, Some(link)) if !link.is_empty()), "{face:?}");
    let line = said(world, &person, scene.talk()).await.pop().unwrap().body;
    assert!(line.starts_with("Wanjiru booked Consultation with Amina"), "{line}");
    let staff = conversations::open(s, &scene.agent(), scene.talk()).await.unwrap();
    assert!(matches!(cards::book_by_card(s, &staff, "10.0.0.2", card).await, Err(Error::Denied(_))), "staff has no time of their own here");
    assert_eq!(cards::book_by_card(s, &lane, "10.0.0.1", CardId(999_999)).await.unwrap_err(), Error::NotFound);
}

async fn a_time_that_was_taken_meanwhile_is_refused_with_a_sentence(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let salon = salon(world, &scene).await;
    scene.show(world, Sharing::Slot(salon.consultation, None, at(MORNING))).await.unwrap();
    salon.book(s, "10.0.0.9", MORNING).await.unwrap();
    let person = scene.wanjiru.identity.person();
    let (card, face) = slot(world, &person, scene.talk()).await;
    assert_eq!(face.standing, Standing::Taken);
    let lane = conversations::open(s, &person, scene.talk()).await.unwrap();
    let late = cards::book_by_card(s, &lane, "10.0.0.1", card).await.unwrap_err();
    assert!(matches!(&late, Error::Conflict(why) if why.contains("just taken")), "{late:?}");
    assert!(matches!(scene.show(world, Sharing::Slot(salon.consultation, None, at(MORNING))).await, Err(Error::Conflict(_))), "nor is it shown again");
    world.advance_minutes(3 * 1440);
    assert_eq!(slot(world, &person, scene.talk()).await.1.standing, Standing::Over);
}

async fn a_guest_books_in_the_chat_and_is_known_by_their_session(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let salon = salon(world, &scene).await;
    let guest = asker(world, &scene.shop.business, "Achieng").await;
    let chat = begun(world, &guest).await;
    let talk = chat.conversation_id;
    cards::share(s, &scene.agent(), talk, Uuid::now_v7(), &Sharing::Slot(salon.consultation, Some(scene.amina.member()), at(MORNING))).await.unwrap();
    let (card, _) = slot(world, &guest, talk).await;
    let lane = conversations::open(s, &guest, talk).await.unwrap();
    let booked = cards::book_by_card(s, &lane, "10.0.0.1", card).await.unwrap();
    assert_eq!((booked.member_id, booked.name.as_str()), (None, "Achieng"));
    assert!(booked.phone.starts_with("+2547"), "the phone number they gave goes along");
    let known = booking::list_of_member(s, &scene.agent(), guest.member()).await.unwrap();
    assert_eq!(known.iter().map(|a| a.id).collect::<Vec<_>>(), [booked.id]);
    // Another guest of the same name and another card are none of theirs.
    let stranger = asker(world, &scene.shop.business, "Achieng").await;
    assert!(booking::list_of_member(s, &scene.agent(), stranger.member()).await.unwrap().is_empty());
    let other = begun(world, &stranger).await;
    let elsewhere = conversations::open(s, &stranger, other.conversation_id).await.unwrap();
    assert_eq!(cards::book_by_card(s, &elsewhere, "10.0.0.1", card).await.unwrap_err(), Error::NotFound);
}

async fn staff_books_moves_and_cancels_beside_the_conversation(world: &World) {
    let (scene, s) = (Scene::new(world).await, &world.services);
    let salon = salon(world, &scene).await;
    let (agent, talk, wanjiru) = (scene.agent(), scene.talk(), scene.wanjiru.member());
    let wish = (salon.consultation, None, at(MORNING));
    let booked = cards::book(s, &agent, talk, wanjiru, wish).await.unwrap();
    assert_eq!((booked.member_id, booked.name.as_str()), (Some(wanjiru), "Wanjiru"));
    assert!(matches!(cards::book(s, &agent, talk, wanjiru, wish).await, Err(Error::Conflict(_))), "the time is taken");
    let daniel = world.customer(&scene.shop.business, "Daniel").await;
    let later = (salon.consultation, None, at("2026-03-12T08:00:00Z"));
    assert_eq!(cards::book(s, &agent, talk, daniel.member(), later).await.unwrap_err(), Error::NotFound, "nobody else is booked for here");
    let to = (at("2026-03-13T06:00:00Z"), scene.amina.member());
    cards::move_appointment(s, &agent, talk, booked.id, booked.sequence, to).await.unwrap();
    cards::act_on_appointment(s, &agent, talk, booked.id, booked.sequence + 1, Step::Cancel, "She is ill").await.unwrap();
    let lines: Vec<String> = said(world, &agent, talk).await.into_iter().map(|m| m.body).collect();
    for begins in ["Amina booked Consultation with Amina", "Amina moved Consultation to Friday 13 March", "Amina cancelled Consultation"] {
        assert!(lines.iter().any(|line| line.starts_with(begins)), "{begins}: {lines:?}");
    }
    let (_, his) = booking::book(s, &salon.visitor(), Some(&daniel.customer()), "10.0.0.9", &salon.wish(MORNING), &contact()).await.unwrap();
    let refused = cards::act_on_appointment(s, &agent, talk, his.id, his.sequence, Step::Cancel, "").await;
    assert_eq!(refused, Err(Error::NotFound), "an appointment of somebody else is out of reach");
}
