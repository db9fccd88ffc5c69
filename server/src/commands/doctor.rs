//! `stoa doctor`: looks at everything Stoa needs and prints a line each, with the mend.

use super::say;
use crate::config::Config;
use crate::{assets, data};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use stoa::files::actions as files;
use stoa::platform::mail::Mailer;
use stoa::platform::{Clock, Db, redis};

/// How many of the newest files are looked for.
const FILES: i64 = 50;
/// Less than this is too little, in MB.
const DISK_MB: u64 = 512;

/// What was found: fine and how, or wrong and how to mend it.
type Finding = Result<String, String>;

/// Checks and says how it went.
///
/// # Errors
/// When anything has to be mended.
pub async fn doctor(config: Result<Config, String>) -> Result<(), String> {
    let config = match config {
        Ok(config) => config,
        Err(words) => {
            words.lines().for_each(|line| say(&format!("✗ settings: {line}")));
            return Err("Mend the settings first.".into());
        }
    };
    let findings = examine(&config).await;
    for (what, finding) in &findings {
        match finding {
            Ok(words) => say(&format!("✓ {what}: {words}")),
            Err(words) => say(&format!("✗ {what}: {words}")),
        }
    }
    match findings.iter().filter(|(_, f)| f.is_err()).count() {
        0 => Ok(()),
        n => Err(format!("{n} of {} need mending.", findings.len())),
    }
}

/// Every check and what it found.
pub async fn examine(config: &Config) -> Vec<(&'static str, Finding)> {
    let mut findings = vec![("settings", Ok(format!("{} at {}", config.url, config.addr))), ("address", address(config)), ("data folder", folder(config))];
    findings.push(("key", key(config)));
    findings.push(("disk", disk(&config.data)));
    findings.push(("database", database(config).await));
    findings.push(("files", pictures(config).await));
    if let Some(url) = &config.redis_url {
        let answer = redis::ping(url).await;
        findings.push(("Redis", answer.map(|()| "answers".into()).map_err(|e| format!("REDIS_URL does not answer ({e}): start Redis, or leave it out."))));
    }
    findings.push(("mail", mail(config).await));
    findings.push(("clock", clock()));
    findings.push((
        "assets",
        if assets::are_built() {
            Ok("inside the binary".into())
        } else {
            Err("this binary was built without scripts and styles: script/build makes one with them.".into())
        },
    ));
    findings
}

fn address(config: &Config) -> Finding {
    if config.is_https() && config.proxies == 0 {
        return Err("STOA_URL is https, so a proxy stands in front: set STOA_PROXIES=1, or limits by address hit everybody at once.".into());
    }
    if !config.is_https() && !config.addr.ip().is_loopback() {
        return Err("pages go over the network without encryption: put a proxy with TLS in front and set STOA_URL=https://….".into());
    }
    Ok(if config.is_https() { "https, behind a proxy" } else { "this machine only" }.into())
}

fn folder(config: &Config) -> Finding {
    data::prepare(config)?;
    let probe = tempfile::NamedTempFile::new_in(&config.data);
    probe.map(|_| format!("{} can be written", config.data.display())).map_err(|e| format!("STOA_DATA_DIR: {} cannot be written: {e}", config.data.display()))
}

fn key(config: &Config) -> Finding {
    if config.secret.is_some() {
        return Ok("from STOA_SECRET".into());
    }
    let path = data::secret_file(config);
    let mode = std::fs::metadata(&path).map_err(|e| format!("{}: {e}", path.display()))?.permissions().mode() & 0o777;
    if mode & 0o077 == 0 {
        Ok(format!("{}, readable by its owner only", path.display()))
    } else {
        Err(format!("others can read it: chmod 600 {}", path.display()))
    }
}

fn disk(folder: &Path) -> Finding {
    let unknown = || "how much is free cannot be told: look with df.".to_owned();
    let out = Command::new("df").arg("-Pk").arg(folder).output().map_err(|_| unknown())?;
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    let free: u64 = text.lines().nth(1).and_then(|l| l.split_whitespace().nth(3)).and_then(|n| n.parse().ok()).ok_or_else(unknown)?;
    let mb = free / 1024;
    if mb >= DISK_MB { Ok(format!("{mb} MB free")) } else { Err(format!("only {mb} MB free: make room or move STOA_DATA_DIR.")) }
}

async fn database(config: &Config) -> Finding {
    let kind = if config.database_url.starts_with("sqlite") { "SQLite" } else { "PostgreSQL" };
    let db = Db::connect(&config.database_url).await.map_err(|e| format!("DATABASE_URL: {kind} cannot be opened: {e}"))?;
    let (schema, newest, writes) = (db.schema().await, Db::newest_schema(), db.may_write().await);
    db.close().await;
    writes.map_err(|e| format!("DATABASE_URL: {kind} takes no changes: {e}"))?;
    match schema {
        0 => Ok(format!("{kind}, empty: stoa serve makes the tables")),
        s if s < newest => Ok(format!("{kind}, tables at {s}: stoa serve brings them to {newest}")),
        s if s > newest => Err(format!("the tables are at {s}, this version knows {newest}: use the version that was here before.")),
        s => Ok(format!("{kind}, tables at {s}")),
    }
}

/// Whether what the database says was uploaded lies in this folder: it does not where processes on several machines have a folder each.
async fn pictures(config: &Config) -> Finding {
    let db = Db::connect(&config.database_url).await.map_err(|e| format!("which there are cannot be told: {e}"))?;
    let newest = if db.schema().await == Db::newest_schema() { files::list_newest(&db, FILES).await } else { Ok(Vec::new()) };
    db.close().await;
    let (newest, folder) = (newest.map_err(|e| format!("which there are cannot be told: {e}"))?, config.data.join("files"));
    match (newest.len(), newest.iter().filter(|path| !folder.join(path).is_file()).count()) {
        (0, _) => Ok("none yet".into()),
        (all, 0) => Ok(format!("the newest {all} are in {}", folder.display())),
        (all, missing) => Err(format!(
            "{missing} of the newest {all} are not in {}: every process of an installation needs the same folder. Share it between the machines, or put back what is missing from a backup.",
            folder.display()
        )),
    }
}

async fn mail(config: &Config) -> Finding {
    let Some(url) = &config.smtp_url else { return Ok("no SMTP_URL: mails are kept and shown to admins as not sent".into()) };
    let mailer = Mailer::new(url).map_err(|e| format!("SMTP_URL: {e}"))?;
    let answer = tokio::time::timeout(Duration::from_secs(20), mailer.greet()).await.unwrap_or_else(|_| Err("no answer within 20 seconds".into()));
    answer.map(|()| "the mail server takes our greeting".into()).map_err(|e| format!("SMTP_URL: the mail server refuses: {e}"))
}

/// Signed-in devices, deadlines and links all compare with the clock: one that is far off shows.
fn clock() -> Finding {
    let now = Clock::system().now().utc();
    // The year in which this was written: no machine that runs it lives before it.
    if now.format("%Y").to_string().as_str() >= "2026" {
        Ok(now.format("%Y-%m-%d %H:%M:%S UTC").to_string())
    } else {
        Err(format!("it says {now}: set it, with timedatectl set-ntp true."))
    }
}
