//! What a business decides about its widget, and the secret that is never stored in the open.

use crate::chats::device;
use crate::harness::World;
use crate::on_both;
use stoa::accounts::Visitor;
use stoa::chats::actions as chats;
use stoa::chats::draft::WidgetDraft;
use stoa::chats::model::{Position, Widget};
use stoa::chats::origins::frame_ancestors;
use stoa::platform::{Options, Services, StandIns};
use stoa::{Error, db_val};

on_both!(
    a_widget_is_as_the_business_decided_and_every_business_decides_for_itself,
    the_first_page_that_shows_the_widget_is_noted_once,
    a_secret_is_never_stored_in_the_open_and_another_key_is_told_in_a_sentence,
    two_admins_who_ask_at_the_same_time_see_the_same_secret,
);

fn decided() -> WidgetDraft {
    WidgetDraft {
        hue: "28".into(),
        greeting: "Karibu! Ask us anything.".into(),
        position: "left".into(),
        origins: "https://Shop.example/\nhttp://127.0.0.1:4400".into(),
        typing_preview: false,
    }
}

async fn a_widget_is_as_the_business_decided_and_every_business_decides_for_itself(world: &World) {
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let boss = world.admin(&shop, "Boss").await.admin();
    assert_eq!(chats::widget(s, &Visitor::of(&shop)).await.unwrap(), Widget::default(), "before anything was decided");
    chats::set_widget(s, &boss, &decided()).await.unwrap();
    let widget = chats::widget(s, &Visitor::of(&shop)).await.unwrap();
    assert_eq!((widget.hue, widget.greeting.as_str(), widget.position, widget.typing_preview), (Some(28), "Karibu! Ask us anything.", Position::Left, false));
    assert_eq!(frame_ancestors(&widget.origins), "'self' https://shop.example http://127.0.0.1:4400");
    assert_eq!(chats::widget(s, &Visitor::of(&rival)).await.unwrap(), Widget::default());
    let bad = chats::set_widget(s, &boss, &WidgetDraft { origins: "https://*".into(), ..decided() }).await.unwrap_err();
    assert!(bad.of_field("origins").is_some(), "{bad:?}");
    assert_eq!(chats::widget(s, &Visitor::of(&shop)).await.unwrap(), widget, "what cannot be used changes nothing");
    chats::set_idle_close(s, &boss, 48).await.unwrap();
    chats::set_long_wait(s, &boss, 60).await.unwrap();
    assert!(chats::set_idle_close(s, &boss, 0).await.unwrap_err().of_field("idle_close").is_some());
    let setting = chats::setting(s, &boss).await.unwrap();
    assert_eq!((setting.idle_close_hours, setting.long_wait_seconds, &setting.widget), (48, 60, &widget));
}

async fn the_first_page_that_shows_the_widget_is_noted_once(world: &World) {
    const TOLD: &str = "SELECT COUNT(*) FROM event WHERE business_id = $1 AND body LIKE '%settings_changed%'";
    let s = &world.services;
    let (shop, rival) = (world.business("kiln").await, world.business("rival").await);
    let (boss, at) = (world.admin(&shop, "Boss").await.admin(), Visitor::of(&shop));
    let told = async || db_val!(s.db(), TOLD, shop.id).map(|n: i64| n).unwrap();
    chats::note_widget_seen(s, &at, "https://shop.example").await.unwrap();
    chats::set_widget(s, &boss, &decided()).await.unwrap();
    let before = told().await;
    for origin in ["https://evil.example", "null", ""] {
        chats::note_widget_seen(s, &at, origin).await.unwrap();
    }
    assert_eq!(chats::setting(s, &boss).await.unwrap().first_seen_at, None, "pages that were not named do not count");
    let at_first = s.now();
    chats::note_widget_seen(s, &at, "https://shop.example").await.unwrap();
    world.advance_minutes(1);
    chats::note_widget_seen(s, &at, "http://127.0.0.1:4400").await.unwrap();
    let setting = chats::setting(s, &boss).await.unwrap();
    assert_eq!((setting.first_seen_at, setting.first_seen_origin.as_str()), (Some(at_first), "https://shop.example"));
    assert_eq!(told().await, before + 1, "admins hear of it once");
    let chief = world.admin(&rival, "Chief").await.admin();
    assert_eq!(chats::setting(s, &chief).await.unwrap().first_seen_at, None);
}

async fn a_secret_is_never_stored_in_the_open_and_another_key_is_told_in_a_sentence(world: &World) {
    const STORED: &str = "SELECT secret FROM chat_setting WHERE business_id = $1";
    let s = &world.services;
    let shop = world.business("kiln").await;
    let (boss, at) = (world.admin(&shop, "Boss").await.admin(), Visitor::of(&shop));
    let stored = async || db_val!(s.db(), STORED, shop.id).map(|text: String| text).unwrap();
    let first = chats::setting(s, &boss).await.unwrap();
    assert!(first.secret.len() == 52 && first.secret_fault.is_empty());
    assert!(stored().await.starts_with("v1:") && !stored().await.contains(&first.secret));
    let second = chats::renew_secret(s, &boss).await.unwrap();
    assert!(second != first.secret && !stored().await.contains(&second));
    assert_eq!(chats::setting(s, &boss).await.unwrap().secret, second);

    let moved = Options {
        database_url: world.database.url(),
        redis_url: None,
        files: world.database.folder().join("files"),
        url: "http://stoa.test".into(),
        smtp_url: None,
        secret: "a key that was made anew on another machine".into(),
        private_webhooks: false,
        stand_ins: StandIns::default(),
        ice: Vec::new(),
        clock: s.clock().clone(),
    };
    let moved = Services::start(moved).await.unwrap();
    let unread = chats::setting(&moved, &boss).await.unwrap();
    assert!(unread.secret.is_empty() && unread.secret_fault.contains("STOA_SECRET"), "{unread:?}");
    assert!(matches!(chats::identify_by_host(&moved, &at, "a.b.c", &device(), "").await, Err(Error::Denied(_))), "visitors are told nothing of keys");
    let third = chats::renew_secret(&moved, &boss).await.unwrap();
    assert_eq!(chats::setting(&moved, &boss).await.unwrap().secret, third, "and it can be mended there");
    moved.db().close().await;
}

async fn two_admins_who_ask_at_the_same_time_see_the_same_secret(world: &World) {
    let shop = world.business("kiln").await;
    let mut asked = Vec::new();
    for n in 0..8 {
        let (s, boss) = (world.services.clone(), world.admin(&shop, &format!("Boss {n}")).await.admin());
        asked.push(tokio::spawn(async move { chats::setting(&s, &boss).await.unwrap().secret }));
    }
    let mut secrets = Vec::new();
    for one in asked {
        secrets.push(one.await.unwrap());
    }
    assert!(secrets.iter().all(|secret| *secret == secrets[0] && secret.len() == 52), "{secrets:?}");
}
