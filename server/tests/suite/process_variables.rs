//! Each variable of the README's table, from the environment of a real process to what it changes.
//!
//! Seen elsewhere: those of providers and webhooks in process_providers.rs; `STOA_ADDR` and `STOA_DEMO` in process.rs; `STOA_PROXIES` in crash/town.rs, where two hundred addresses stand behind one proxy; that
//! processes hear each other over `REDIS_URL` in crash/two.rs.

use crate::harness::{Alone, Kind, MailServer, PASSWORD, START, World, png, service};
use http::Method;
use std::fs;
use std::path::Path;
use std::time::Duration;
use stoa::db_val;
use stoa::platform::Clock;
use tokio::time::{sleep, timeout};

const URL: &str = "https://help.example.com";
/// With which the services of every test seal what they keep.
pub const SECRET: &str = "the key of every installation in tests";

/// Asks until there is something.
pub async fn at_last<T>(what: &str, look: impl AsyncFn() -> Option<T>) -> T {
    let asking = async {
        loop {
            if let Some(found) = look().await {
                return found;
            }
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(30), asking).await.unwrap_or_else(|_| panic!("{what} never comes"))
}

/// A world in which it is today, as in that of a real process.
pub async fn world_of_today() -> World {
    let world = World::new(Kind::Postgres).await;
    world.services.clock().advance(Clock::system().now().since(START));
    world
}

fn names_in(folder: &Path) -> Vec<String> {
    fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn mails_links_files_and_rows_are_where_the_variables_say_and_the_log_is_as_quiet() {
    const ACCOUNTS: &str = "SELECT COUNT(*) FROM account WHERE email = 'ann@stoa.test'";
    let (world, mails, alone) = (world_of_today().await, MailServer::start().await, Alone::new());
    let business = world.business("Kiln").await;
    let data = alone.folder.path().join("kept/here");
    let (data_dir, database, redis, smtp) =
        (data.to_str().expect("a plain name").to_owned(), world.database.url(), service("STOA_TEST_REDIS_URL"), mails.url());
    let variables = [
        ("STOA_URL", URL),
        ("STOA_LOG", "warn"),
        ("STOA_SECRET", SECRET),
        ("STOA_DATA_DIR", &data_dir),
        ("DATABASE_URL", &database),
        ("REDIS_URL", &redis),
        ("SMTP_URL", &smtp),
        ("STOA_PROXIES", "1"),
        ("STOA_METRICS_TOKEN", "let me see"),
    ];
    let mut served = alone.serve_under(&variables);
    let site = served.site();
    let browser = site.browser("");
    let answer = browser.post("/sign-up", "/api/app/accounts/api/sign_up", &[("name", "Ann"), ("email", "ann@stoa.test"), ("password", PASSWORD)]).await;
    assert!(answer.header("set-cookie").contains("; Secure"), "STOA_URL is https: {answer:?}");
    let mail = at_last("her mail", async || mails.taken().into_iter().find(|m| m.contains("To: ann@stoa.test"))).await.replace("=\n", "");
    assert!(mail.contains("<desk@stoa.test>") && mail.contains("@help.example.com>"), "the sender of SMTP_URL, and STOA_URL in the Message-ID: {mail}");
    assert!(mail.contains(&format!("{URL}/verify/")), "{mail}");
    assert!(!mail.contains("127.0.0.1"), "no link leads to where the process listens: {mail}");
    let rows: i64 = db_val!(world.services.db(), ACCOUNTS).expect("rows can be counted");
    assert_eq!(rows, 1, "DATABASE_URL has her account");

    let upload = browser.upload("mug.png", png(9, 9)).await;
    assert_eq!(upload.status, 200, "{upload:?}");
    assert_eq!(names_in(&data), ["files"], "neither a database nor a key of its own");
    assert_eq!(names_in(&data.join("files").join(business.id.to_string())).len(), 1, "her picture");
    let metrics = async |token: &str| {
        let asks = browser.request(Method::GET, "/metrics").header("x-forwarded-for", "203.0.113.9").header("authorization", format!("Bearer {token}"));
        browser.send(asks).await.status
    };
    assert_eq!((metrics("guessed").await, metrics("let me see").await), (403, 200));
    let doctor = alone.run(&["doctor"], &variables);
    let found = String::from_utf8_lossy(&doctor.stdout).into_owned() + &String::from_utf8_lossy(&doctor.stderr);
    for line in ["database: PostgreSQL, tables at", "Redis: answers", "key: from STOA_SECRET", "mail: the mail server takes", "address: https, behind a proxy"]
    {
        assert!(found.contains(&format!("✓ {line}")), "{line}: {found}");
    }
    served.terminate();
    assert_eq!((served.said().as_str(), served.exit_code()), ("", Some(0)), "nothing it does is worth a warning");
    let mut here = names_in(alone.folder.path());
    here.sort();
    assert_eq!(here, ["kept", "stoa"], "nothing lies beside STOA_DATA_DIR");
    world.finish().await;
}
