//! The token stays sealed: in the database, in a backup, and on the other database, where it opens under the same `STOA_SECRET` only.

use super::{draft, open_desk};
use crate::harness::twilio::ACCOUNTS;
use crate::harness::{Database, Kind, World};
use server::commands::{backup::backup, restore::restore};
use server::config::Config;
use std::path::Path;
use stoa::accounts::actions as accounts;
use stoa::platform::archive::Snapshot;
use stoa::platform::{Db, Services};
use stoa::sms::actions;
use stoa::sms::model::SmsState;

const SECRET: &str = "the key of every installation in tests";

fn config(database: &Database, secret: &str) -> Config {
    let (url, data) = (database.url(), database.folder().display().to_string());
    let get = |name: &str| match name {
        "DATABASE_URL" => Some(url.clone()),
        "STOA_DATA_DIR" => Some(data.clone()),
        "STOA_SECRET" => Some(secret.to_owned()),
        _ => None,
    };
    Config::read(get).expect("the variables are right")
}

async fn goes_over(from: Kind, to: Kind) {
    let world = World::new(from).await;
    let (desk, there) = (open_desk(&world).await, Database::fresh(to).await);
    desk.test(super::WANJIRU).await;
    crate::harness::drain(&desk.s).await;
    let file: std::path::PathBuf = Path::new(world.database.folder()).join("backup.tar.zst");
    backup(&config(&world.database, SECRET), &file).await.unwrap();
    restore(&config(&there, SECRET), &file).await.unwrap();

    let db = Db::connect(&there.url()).await.unwrap();
    let mut snapshot = Snapshot::take(&db).await.unwrap();
    let columns = snapshot.columns("sms_setting").await.unwrap();
    let mut rows = Vec::new();
    snapshot
        .rows("sms_setting", &columns, |row| {
            rows.push(row.to_owned());
            Ok(())
        })
        .await
        .unwrap();
    assert!(rows.len() == 1 && rows[0].contains("v1:") && !rows[0].contains(ACCOUNTS[0].1) && !rows[0].contains(ACCOUNTS[0].0), "{rows:?}");
    drop(snapshot);
    db.close().await;

    for (secret, opens) in [(SECRET, true), ("another key of another installation", false)] {
        let s = Services::start(config(&there, secret).options(secret.to_owned())).await.unwrap();
        s.clock().advance(crate::harness::START.since(s.now()));
        let boss = accounts::identify(&s, &desk.salon.boss.token).await.unwrap().unwrap().admin().unwrap();
        let connection = actions::connection(&s, &boss).await.unwrap();
        assert_eq!((connection.fault.is_empty(), connection.shown.account == ACCOUNTS[0].0), (opens, opens), "{}", connection.fault);
        assert_eq!(connection.test.unwrap().state, SmsState::Sent);
        if !opens {
            actions::change(&s, &boss, &draft(0)).await.unwrap();
            assert!(actions::connection(&s, &boss).await.unwrap().fault.is_empty(), "typed anew it is mended");
        }
        s.db().close().await;
    }
    desk.s.db().close().await;
    there.drop().await;
    world.finish().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_goes_sealed_from_sqlite_into_postgres() {
    goes_over(Kind::Sqlite, Kind::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_goes_sealed_from_postgres_into_sqlite() {
    goes_over(Kind::Postgres, Kind::Sqlite).await;
}
