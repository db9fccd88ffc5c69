//! The bot and automatic responses: what is answered, when a human is called, and that nothing is said after one has spoken.

use crate::chats::{asker, begun, heard, present, says, stands};
use crate::harness::World;
use crate::on_both;
use std::ops::Range;
use stoa::Error;
use stoa::accounts::Agent;
use stoa::businesses::model::Business;
use stoa::chats::actions as chats;
use stoa::chats::answer::{Ending, answer, answer_after};
use stoa::chats::bot::topic::TopicDraft;
use stoa::chats::model::Outcome;
use stoa::conversations::model::SenderKind;
use stoa::kernel::ids::ChatId;
use tokio::sync::oneshot;
use uuid::Uuid;

on_both!(
    bot_and_human_cross_and_the_bot_never_has_the_last_word,
    a_question_is_answered_once_however_often_the_job_runs,
    a_newer_question_is_answered_instead_of_the_older_one,
    two_misses_in_a_row_call_a_human,
    whoever_waits_for_a_human_is_told_what_is_surely_an_answer_and_nothing_else,
    anger_calls_a_human_at_once,
    what_is_chosen_from_the_suggestions_is_answered,
    who_is_not_understood_is_asked_what_they_mean_once_and_then_a_human_comes,
    a_human_comes_at_the_press_of_the_suggestion_whatever_topics_there_are,
    a_business_writes_its_own_topics,
);

async fn bot_and_human_cross_and_the_bot_never_has_the_last_word(world: &World) {
    let shop = world.business("kiln").await;
    let amina = present(world, &shop, "Amina").await;
    // Four chats at a time; a thousand in all.
    let each = 250;
    let rounds = |part: usize| cross(world, &shop, &amina, part * each..(part + 1) * each);
    let (a, b, c, d) = tokio::join!(rounds(0), rounds(1), rounds(2), rounds(3));
    let (first, late) = [a, b, c, d].into_iter().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    eprintln!("of {} times the bot was first {first} times and too late {late} times", 4 * each);
    assert!(first > 0 && late > 0 && first + late == 4 * each, "the bot was first {first} times and too late {late} times: they never crossed");
    world.drain().await;
}

/// A visitor asks, the bot has its answer, and in the moment in which it would say it a human answers or takes the chat. Says how often the bot was first,
/// and how often too late.
async fn cross(world: &World, shop: &Business, amina: &Agent, rounds: Range<usize>) -> (usize, usize) {
    let (s, mut first, mut late) = (&world.services, 0, 0);
    for n in rounds {
        let wanjiru = asker(world, shop, "Wanjiru").await;
        let chat = begun(world, &wanjiru).await.id;
        if n % 5 == 0 {
            // Whoever waits for a human is helped by the bot, too.
            chats::call_human(s, &wanjiru, chat).await.unwrap();
        }
        let asked = chats::say(s, &wanjiru, chat, Uuid::now_v7(), "Where is my order?", vec![]).await.unwrap().seq;
        // It is as slow as it must be: the human begins once the answer is made.
        let (made, is_made) = oneshot::channel();
        let bot = {
            let s = s.clone();
            let thinking = async move { made.send(()).unwrap() };
            tokio::spawn(async move { answer_after(&s, chat, asked, thinking).await.unwrap() })
        };
        let human = {
            let (s, amina) = (s.clone(), amina.clone());
            tokio::spawn(async move {
                is_made.await.unwrap();
                // Now at once, now a little later: the desk reads its numbers first.
                for _ in 0..n % 3 {
                    chats::counts(&s, &amina).await.unwrap();
                }
                if n % 3 == 0 {
                    chats::take(&s, &amina, chat).await.unwrap();
                }
                chats::reply(&s, &amina, chat, Uuid::now_v7(), "I am here.", vec![]).await.unwrap().seq
            })
        };
        let ending = bot.await.unwrap();
        let spoke = human.await.unwrap();
        // The bot's job may come again, and the visitor may write again: it stays silent.
        let again = chats::say(s, &wanjiru, chat, Uuid::now_v7(), "Thanks", vec![]).await.unwrap().seq;
        answer(s, chat, asked).await.unwrap();
        answer(s, chat, again).await.unwrap();
        let bot: Vec<i64> = heard(world, &wanjiru, chat).await.into_iter().filter(|m| m.kind == SenderKind::Bot && m.seq > asked).map(|m| m.seq).collect();
        assert!(bot.len() <= 1 && bot.iter().all(|seq| *seq < spoke), "round {n}: the bot spoke at {bot:?}, the human at {spoke}");
        assert_eq!(ending, if bot.is_empty() { Ending::TooLate } else { Ending::Said }, "round {n}");
        first += bot.len();
        late += usize::from(bot.is_empty());
    }
    (first, late)
}

/// The outcomes the desk sees, the newest first.
async fn outcomes(world: &World, agent: &Agent, chat: ChatId) -> Vec<Outcome> {
    chats::find(&world.services, agent, chat).await.unwrap().bot.into_iter().map(|b| b.outcome).collect()
}

async fn a_question_is_answered_once_however_often_the_job_runs(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await.id;
    let asked = chats::say(s, &wanjiru, chat, Uuid::now_v7(), "opening hours", vec![]).await.unwrap().seq;
    let runs: Vec<_> = (0..8)
        .map(|_| {
            let s = s.clone();
            tokio::spawn(async move { answer(&s, chat, asked).await })
        })
        .collect();
    for run in runs {
        run.await.unwrap().unwrap();
    }
    world.drain().await;
    let bot = heard(world, &wanjiru, chat).await.into_iter().filter(|m| m.kind == SenderKind::Bot && m.seq > asked).count();
    assert_eq!((bot, outcomes(world, &amina, chat).await), (1, vec![Outcome::Topic]));
}

async fn a_newer_question_is_answered_instead_of_the_older_one(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await.id;
    let older = chats::say(s, &wanjiru, chat, Uuid::now_v7(), "Where is my order?", vec![]).await.unwrap().seq;
    chats::say(s, &wanjiru, chat, Uuid::now_v7(), "I forgot my password", vec![]).await.unwrap();
    answer(s, chat, older).await.unwrap();
    world.drain().await;
    let said = heard(world, &wanjiru, chat).await;
    let bot: Vec<_> = said.iter().filter(|m| m.kind == SenderKind::Bot && m.seq > older).collect();
    assert!(bot.len() == 1 && bot[0].body.contains("article=forgot-password"), "{bot:?}");
}

async fn two_misses_in_a_row_call_a_human(world: &World) {
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "zxcv qwer asdf").await;
    assert_eq!(stands(world, &amina, chat).await.misses, 1);
    says(world, &wanjiru, chat, "Delivery").await;
    assert_eq!(stands(world, &amina, chat).await.misses, 1, "a menu is no answer");
    says(world, &wanjiru, chat, "Opening hours").await;
    assert_eq!(stands(world, &amina, chat).await.misses, 0, "an answer forgives");
    says(world, &wanjiru, chat, "zxcv qwer asdf").await;
    assert!(stands(world, &amina, chat).await.bot_holds);
    says(world, &wanjiru, chat, "tyui bnmg").await;
    let lost = stands(world, &amina, chat).await;
    assert!(!lost.bot_holds && lost.waiting_since.is_some() && lost.unread > 0, "{lost:?}");
    assert_eq!(outcomes(world, &amina, chat).await, [Outcome::Missed, Outcome::Missed, Outcome::Topic, Outcome::AskedBack, Outcome::Missed]);
}

async fn whoever_waits_for_a_human_is_told_what_is_surely_an_answer_and_nothing_else(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await.id;
    chats::call_human(s, &wanjiru, chat).await.unwrap();
    for text in ["how do I send something back?", "opening hours", "zxcv qwer asdf", "Delivery", "hello", "human"] {
        says(world, &wanjiru, chat, text).await;
    }
    assert_eq!(outcomes(world, &amina, chat).await, [Outcome::Topic, Outcome::Article]);
    let waits = stands(world, &amina, chat).await;
    assert!(waits.waiting_since.is_some() && !waits.bot_holds && waits.unread == 6, "a human is owed all of it: {waits:?}");
    chats::reply(s, &amina, chat, Uuid::now_v7(), "Here I am.", vec![]).await.unwrap();
    chats::assign(s, &amina, chat, None, "").await.unwrap();
    says(world, &wanjiru, chat, "how do I send something back?").await;
    assert_eq!(outcomes(world, &amina, chat).await.len(), 2, "the word is the human's from then on");
}

async fn anger_calls_a_human_at_once(world: &World) {
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "Nyinyi ni matapeli! Where is my order?").await;
    let angry = stands(world, &amina, chat).await;
    assert!(!angry.bot_holds && angry.waiting_since.is_some());
    assert_eq!(outcomes(world, &amina, chat).await, [Outcome::HandedOver]);
    let said = heard(world, &wanjiru, chat).await;
    assert!(said.last().is_some_and(|m| m.kind == SenderKind::Bot && m.body.contains("I am sorry")), "{said:?}");
}

async fn what_is_chosen_from_the_suggestions_is_answered(world: &World) {
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "What do you offer?").await;
    let chips = heard(world, &wanjiru, chat).await.last().unwrap().extra.chips.clone();
    assert!(chips.contains(&"Can you make something to order?".to_owned()), "{chips:?}");
    says(world, &wanjiru, chat, "Can you make something to order?").await;
    assert!(heard(world, &wanjiru, chat).await.last().unwrap().body.contains("article=custom-order"));
    assert_eq!(outcomes(world, &amina, chat).await, [Outcome::Article, Outcome::AskedBack]);
}

async fn who_is_not_understood_is_asked_what_they_mean_once_and_then_a_human_comes(world: &World) {
    let shop = world.business("kiln").await;
    let (amina, wanjiru) = (present(world, &shop, "Amina").await, asker(world, &shop, "Wanjiru").await);
    let chat = begun(world, &wanjiru).await.id;
    // Between two articles that are close.
    says(world, &wanjiru, chat, "my new vase has a crack").await;
    let asked = heard(world, &wanjiru, chat).await.pop().unwrap();
    assert!(asked.body.contains("Which of these do you mean?") && asked.extra.chips.len() == 3, "{asked:?}");
    says(world, &wanjiru, chat, &asked.extra.chips[0]).await;
    assert!(heard(world, &wanjiru, chat).await.last().unwrap().body.contains("article="), "what is chosen is answered");
    assert_eq!(outcomes(world, &amina, chat).await, [Outcome::Article, Outcome::AskedBack]);
    // Again, and they do not choose.
    for _ in 0..2 {
        says(world, &wanjiru, chat, "my new vase has a crack").await;
    }
    assert_eq!(stands(world, &amina, chat).await.misses, 1, "to be asked twice is not to be understood");
    says(world, &wanjiru, chat, "zxcv qwer asdf").await;
    assert!(!stands(world, &amina, chat).await.bot_holds, "a human comes");
}

async fn a_human_comes_at_the_press_of_the_suggestion_whatever_topics_there_are(world: &World) {
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (boss, amina) = (world.admin(&shop, "Boss").await.admin(), present(world, &shop, "Amina").await);
    for topic in chats::list_topics(s, &boss).await.unwrap() {
        chats::delete_topic(s, &boss, topic.id).await.unwrap();
    }
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "Talk to a human").await;
    assert!(!stands(world, &amina, chat).await.bot_holds);
    assert_eq!(outcomes(world, &amina, chat).await, [Outcome::HandedOver]);
}

async fn a_business_writes_its_own_topics(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (boss, stranger) = (world.admin(&shop, "Boss").await.admin(), world.admin(&rival, "Stranger").await.admin());
    assert!(chats::list_topics(s, &boss).await.unwrap().len() >= 10);
    assert_eq!(chats::add_standard_topics(s, &boss).await, Ok(0), "what is there stays");
    let draft = TopicDraft {
        name: "Workshops".into(),
        wordings: "workshop\npottery class".into(),
        answer: "We teach on Saturdays, {name}. Come to {business}!".into(),
        chips: "How do I book an appointment?".into(),
        effect: "answer".into(),
        is_off: false,
    };
    let id = chats::create_topic(s, &boss, &draft).await.unwrap();
    assert!(chats::create_topic(s, &boss, &draft).await.unwrap_err().of_field("name").is_some());
    assert_eq!(chats::update_topic(s, &stranger, id, &draft).await, Err(Error::NotFound));
    assert_eq!(chats::delete_topic(s, &stranger, id).await, Err(Error::NotFound));
    let wanjiru = asker(world, &shop, "Wanjiru").await;
    let chat = begun(world, &wanjiru).await.id;
    says(world, &wanjiru, chat, "Pottery class, please").await;
    assert_eq!(heard(world, &wanjiru, chat).await.last().unwrap().body, "We teach on Saturdays, Wanjiru. Come to kiln!");
    chats::update_topic(s, &boss, id, &TopicDraft { is_off: true, ..draft }).await.unwrap();
    says(world, &wanjiru, chat, "Pottery class, please").await;
    assert!(!heard(world, &wanjiru, chat).await.last().unwrap().body.contains("Saturdays"));
    chats::delete_topic(s, &boss, id).await.unwrap();
}
