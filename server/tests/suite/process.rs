//! The binary itself, copied alone into an empty folder: starts, serves, stops, and says what is wrong with its settings.

use crate::harness::Alone;
use std::fs::Permissions;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Whether the binary must have its scripts and styles: one that was named is a release; any other reads what was built before.
fn has_assets() -> bool {
    std::env::var_os("STOA_BINARY").is_some() || Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site/pkg/stoa.css")).exists()
}

/// With the demo business, and what it does in its log.
const DEMO: &[(&str, &str)] = &[("STOA_DEMO", "1"), ("STOA_LOG", "info")];

#[test]
fn the_binary_alone_in_an_empty_folder_serves_its_pages_and_assets() {
    let alone = Alone::new();
    let mut served = alone.serve_under(DEMO);
    let page = served.get("/");
    assert!(page.contains("<!DOCTYPE html>"), "{page}");
    if has_assets() {
        let style = page.split("rel=\"stylesheet\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a stylesheet");
        assert!(served.get(style).starts_with("HTTP/1.1 200"), "{style}");
        assert!(!page.contains("modulepreload"), "a visitor's page loads no script: {page}");
        assert!(served.get(&style.replace(".css", ".js")).starts_with("HTTP/1.1 200"));
        assert!(served.get(&style.replace(".css", ".wasm")).contains("application/wasm"));
    }
    assert!(served.get("/favicon.svg").starts_with(if has_assets() { "HTTP/1.1 200" } else { "HTTP/1.1 404" }));
    for file in ["data/stoa.db", "data/stoa.db-wal", "data/stoa.db-shm"] {
        assert_eq!(std::fs::metadata(alone.folder.path().join(file)).expect("a file of the database").permissions().mode() & 0o777, 0o600, "{file}");
    }
    served.terminate();
    assert!(served.said().contains("Stoa is ready"), "it says when it listens");
    assert_eq!(served.exit_code(), Some(0));
    let here: Vec<_> = std::fs::read_dir(alone.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(here.len() == 2 && here.contains(&"data".into()), "{here:?}");
}

#[test]
fn a_request_that_has_begun_is_answered_before_the_process_ends() {
    let served = Alone::new().serve_under(DEMO);
    let mut stream = served.connect();
    let head = format!("POST /theme HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n", served.port);
    write!(stream, "{head}Content-Length: 10\r\nExpect: 100-continue\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 100"), "the server waits for the body: {line}");
    reader.read_line(&mut String::new()).unwrap();

    served.terminate();
    while TcpStream::connect(("127.0.0.1", served.port)).is_ok() {
        std::thread::yield_now();
    }
    write!(stream, "theme=dark").unwrap();
    line.clear();
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 303"), "{line}");
    assert_eq!(served.exit_code(), Some(0));
}

#[test]
fn a_wrong_setting_stops_the_start_with_what_to_write() {
    let alone = Alone::new();
    for (name, value) in [("STOA_URL", "help.example.com"), ("DATABASE_URL", "mysql://x"), ("STOA_PROXIES", "many")] {
        let output = alone.run(&["serve"], &[(name, value)]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.starts_with(&format!("{name} is “{value}”: write ")), "{said}");
    }
    let output = alone.run(&["serve"], &[("STOA_DATA_DIR", "/proc/nowhere")]);
    assert!(!output.status.success() && String::from_utf8_lossy(&output.stderr).starts_with("STOA_DATA_DIR: "), "{output:?}");
}

#[test]
fn the_commands_make_an_owner_examine_the_installation_and_back_it_up() {
    let alone = Alone::new();
    let run = |arguments: &[&str]| {
        let output = alone.run(arguments, &[]);
        (output.status.success(), String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr))
    };
    let (done, said) = run(&["migrate"]);
    assert!(done, "{said}");
    let rights = |path: &str| std::fs::metadata(alone.folder.path().join(path)).map(|m| m.permissions().mode() & 0o777).unwrap();
    assert_eq!((rights("data"), rights("data/secret"), rights("data/stoa.db")), (0o700, 0o600, 0o600), "nobody else reads along");
    let (done, said) = run(&["admin", "create", "--email", "me@example.com", "--name", "Me", "--business", "Kiln"]);
    assert!(done && said.contains("Password: "), "{said}");
    let (again, said) = run(&["admin", "create", "--email", "me@example.com"]);
    assert!(again && said.contains("new password"), "{said}");
    let (wrong, said) = run(&["admin", "create", "--email", "nobody"]);
    assert!(!wrong && said.contains("name@example.com"), "{said}");
    let (seeded, said) = run(&["seed"]);
    assert!(!seeded && said.contains("in use"), "{said}");
    let (saved, said) = run(&["backup", "all.tar.zst"]);
    assert!(saved && alone.folder.path().join("all.tar.zst").exists(), "{said}");
    // Nothing of it goes through the folder for temporary files, and nothing of the making stays.
    let output = alone.run(&["backup", "again.tar.zst"], &[("TMPDIR", "/proc/nowhere")]);
    assert!(output.status.success(), "{output:?}");
    let mut here: Vec<_> = std::fs::read_dir(alone.folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    here.sort();
    assert_eq!(here, ["again.tar.zst", "all.tar.zst", "data", "stoa"]);
    let (_, said) = run(&["doctor"]);
    assert!(said.contains("✓ files: none yet"), "{said}");
    assert!(said.contains("✓ database: SQLite") && said.contains("✓ key: ") && said.contains("✓ data folder: "), "{said}");
    std::fs::set_permissions(alone.folder.path().join("data/secret"), Permissions::from_mode(0o644)).unwrap();
    let (fine, said) = run(&["doctor"]);
    assert!(!fine && said.contains("✗ key: others can read it: chmod 600"), "{said}");
}
