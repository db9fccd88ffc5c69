//! What Stoa is started with: environment variables, each with its default; a wrong value stops the start with a sentence that says what to write.

use crate::data::DATABASE;
use std::net::SocketAddr;
use std::path::PathBuf;
use stoa::calls::rules::ice_server;
use stoa::platform::{Clock, Options, StandIns};
use tracing_subscriber::EnvFilter;

/// Every variable: its name, its default, what it decides. Printed by `stoa --help`.
pub const VARIABLES: &[(&str, &str, &str)] = &[
    ("STOA_ADDR", "127.0.0.1:3000", "address and port to listen on"),
    ("STOA_DATA_DIR", "./data", "folder for the database, files and keys"),
    ("DATABASE_URL", "sqlite in the data folder", "postgres://user:password@host/name, or sqlite:PATH"),
    ("REDIS_URL", "none", "redis://host:6379, when several processes share one database"),
    ("STOA_URL", "http:// and STOA_ADDR", "public address, for links in mails and for cookies"),
    ("STOA_SECRET", "made and kept in the data folder", "key for secrets at rest, at least 32 characters, the same for every process of an installation"),
    ("SMTP_URL", "none: mails are kept, not sent", "smtp://user:password@host:587?tls=required&from=help@example.com"),
    ("STOA_DEMO", "0", "1 fills an empty installation with a demo business"),
    ("STOA_LOG", "info", "what is logged, like info,stoa=debug"),
    ("STOA_PROXIES", "0", "how many reverse proxies stand in front and add X-Forwarded-For"),
    ("STOA_PRIVATE_WEBHOOKS", "0", "1 lets webhooks call addresses of this machine and of private networks"),
    ("STOA_ICE", "none: calls reach whoever is in the same network", "servers for calls, between commas: stun:HOST:PORT, turn:USER:PASSWORD@HOST:PORT"),
    ("STOA_MPESA_URL", "Safaricom's own", "address of a stand-in for M-Pesa: for tests only"),
    ("STOA_PAYPAL_URL", "PayPal's own", "address of a stand-in for PayPal: for tests only"),
    ("STOA_TWILIO_URL", "Twilio's own", "address of a stand-in for Twilio: for tests only"),
    ("STOA_METRICS_TOKEN", "none: /metrics answers this machine only", "lets others read /metrics with Authorization: Bearer"),
    ("STOA_TEST_CLOCK", "0", "1 mounts POST /test/clock, which moves the clock: for tests only"),
    ("STOA_TEST_CROWD", "0", "1 lets one person have any number of sockets and write as fast as they can: for tests and measurements only"),
];

/// What Stoa is started with.
#[derive(Clone, Debug)]
pub struct Config {
    /// `STOA_ADDR`
    pub addr: SocketAddr,
    /// `STOA_DATA_DIR`
    pub data: PathBuf,
    /// `DATABASE_URL`
    pub database_url: String,
    /// `REDIS_URL`
    pub redis_url: Option<String>,
    /// `STOA_URL`, without a slash at the end
    pub url: String,
    /// `STOA_SECRET`, when given; else it is kept in the data folder
    pub secret: Option<String>,
    /// `SMTP_URL`
    pub smtp_url: Option<String>,
    /// `STOA_DEMO`
    pub demo: bool,
    /// `STOA_LOG`
    pub log: String,
    /// `STOA_PROXIES`
    pub proxies: usize,
    /// `STOA_PRIVATE_WEBHOOKS`
    pub private_webhooks: bool,
    /// `STOA_ICE`
    pub ice: Vec<String>,
    /// `STOA_MPESA_URL`, `STOA_PAYPAL_URL` and `STOA_TWILIO_URL`
    pub stand_ins: StandIns,
    /// `STOA_METRICS_TOKEN`
    pub metrics_token: Option<String>,
    /// `STOA_TEST_CLOCK`
    pub test_clock: bool,
    /// `STOA_TEST_CROWD`
    pub test_crowd: bool,
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// One sentence per wrong variable.
    pub fn from_env() -> Result<Self, String> {
        Self::read(|name| std::env::var(name).ok())
    }

    /// Reads variables from anywhere; an empty one counts as absent.
    ///
    /// # Errors
    /// One sentence per wrong variable.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let mut wrong = Vec::new();
        let get = |name: &str| get(name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let mut check = |name: &str, fine: bool, write: &str| {
            if !fine {
                wrong.push(format!("{name} is “{}”: write {write}.", get(name).unwrap_or_default()));
            }
        };
        let addr = get("STOA_ADDR").map_or_else(|| Ok(SocketAddr::from(([127, 0, 0, 1], 3000))), |v| v.parse());
        check("STOA_ADDR", addr.is_ok(), "an address and a port, like 127.0.0.1:3000 or 0.0.0.0:80");
        let addr = addr.unwrap_or_else(|_| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let data = PathBuf::from(get("STOA_DATA_DIR").unwrap_or_else(|| "./data".into()));
        let database_url = get("DATABASE_URL").unwrap_or_else(|| format!("sqlite:{}", data.join(DATABASE).display()));
        check("DATABASE_URL", starts(&database_url, &["sqlite:", "postgres://", "postgresql://"]), "postgres://user:password@host/name or sqlite:PATH");
        let redis_url = get("REDIS_URL");
        check("REDIS_URL", redis_url.as_deref().is_none_or(|v| starts(v, &["redis://", "rediss://", "redis+unix://"])), "redis://host:6379");
        let url = get("STOA_URL").unwrap_or_else(|| format!("http://{addr}")).trim_end_matches('/').to_owned();
        check("STOA_URL", is_origin(&url), "the address people type, like https://help.example.com, without a path");
        let secret = get("STOA_SECRET");
        check("STOA_SECRET", secret.as_deref().is_none_or(|v| v.len() >= 32), "at least 32 characters, or leave it out");
        let smtp_url = get("SMTP_URL");
        check("SMTP_URL", smtp_url.as_deref().is_none_or(|v| starts(v, &["smtp://", "smtps://"])), "smtp://user:password@host:587?from=help@example.com");
        let flag = |name: &str| match get(name).as_deref() {
            None | Some("0" | "false" | "no") => Ok(false),
            Some("1" | "true" | "yes") => Ok(true),
            Some(_) => Err(()),
        };
        let (demo, test_clock) = (flag("STOA_DEMO"), flag("STOA_TEST_CLOCK"));
        check("STOA_DEMO", demo.is_ok(), "1 or 0");
        check("STOA_TEST_CLOCK", test_clock.is_ok(), "1 or 0");
        let test_crowd = flag("STOA_TEST_CROWD");
        check("STOA_TEST_CROWD", test_crowd.is_ok(), "1 or 0");
        let private_webhooks = flag("STOA_PRIVATE_WEBHOOKS");
        check("STOA_PRIVATE_WEBHOOKS", private_webhooks.is_ok(), "1 or 0");
        let ice: Vec<String> = get("STOA_ICE").map(|v| v.split(',').map(|one| one.trim().to_owned()).collect()).unwrap_or_default();
        check("STOA_ICE", ice.iter().all(|one| ice_server(one).is_some()), "stun:HOST:PORT or turn:USER:PASSWORD@HOST:PORT, several between commas");
        let stand_ins = StandIns { mpesa: get("STOA_MPESA_URL"), paypal: get("STOA_PAYPAL_URL"), twilio: get("STOA_TWILIO_URL") };
        for (name, url) in [("STOA_MPESA_URL", &stand_ins.mpesa), ("STOA_PAYPAL_URL", &stand_ins.paypal), ("STOA_TWILIO_URL", &stand_ins.twilio)] {
            check(name, url.as_deref().is_none_or(is_origin), "an address like http://127.0.0.1:4000, without a path, or leave it out");
        }
        let log = get("STOA_LOG").unwrap_or_else(|| "info".into());
        check("STOA_LOG", EnvFilter::try_new(&log).is_ok(), "a level or levels by module, like info or info,stoa=debug");
        let proxies = get("STOA_PROXIES").map_or(Some(0), |v| v.parse().ok().filter(|n| *n <= 10));
        check("STOA_PROXIES", proxies.is_some(), "how many proxies stand in front, 0 to 10");
        if !wrong.is_empty() {
            return Err(wrong.join("\n"));
        }
        Ok(Self {
            addr,
            data,
            database_url,
            redis_url,
            url,
            secret,
            smtp_url,
            demo: demo == Ok(true),
            log,
            proxies: proxies.unwrap_or(0),
            private_webhooks: private_webhooks == Ok(true),
            ice,
            stand_ins,
            metrics_token: get("STOA_METRICS_TOKEN"),
            test_clock: test_clock == Ok(true),
            test_crowd: test_crowd == Ok(true),
        })
    }

    /// What the services are opened with; `secret` is what [`crate::data::prepare`] has found or made.
    pub fn options(&self, secret: String) -> Options {
        Options {
            database_url: self.database_url.clone(),
            redis_url: self.redis_url.clone(),
            files: self.data.join("files"),
            url: self.url.clone(),
            smtp_url: self.smtp_url.clone(),
            secret,
            private_webhooks: self.private_webhooks,
            stand_ins: self.stand_ins.clone(),
            ice: self.ice.clone(),
            clock: Clock::system(),
        }
    }

    /// Whether people reach Stoa by https.
    pub fn is_https(&self) -> bool {
        self.url.starts_with("https:")
    }

    /// The host and port of the public address.
    pub fn public_host(&self) -> &str {
        self.url.split_once("://").map_or("", |(_, host)| host)
    }
}

fn starts(value: &str, with: &[&str]) -> bool {
    with.iter().any(|start| value.starts_with(start))
}

fn is_origin(url: &str) -> bool {
    url.parse::<http::Uri>().is_ok_and(|uri| {
        matches!(uri.scheme_str(), Some("http" | "https"))
            && uri.host().is_some_and(|h| !h.is_empty())
            && uri.path().trim_matches('/').is_empty()
            && uri.query().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Config, String> {
        Config::read(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn an_empty_environment_is_enough() {
        let config = read(&[]).unwrap();
        assert_eq!(config.url, "http://127.0.0.1:3000");
        assert_eq!(config.database_url, "sqlite:./data/stoa.db");
        assert!(!config.demo && !config.test_clock && !config.test_crowd && config.proxies == 0 && !config.is_https());
    }

    #[test]
    fn every_wrong_variable_is_named_with_what_to_write() {
        let wrong = [
            ("STOA_ADDR", "3000"),
            ("DATABASE_URL", "mysql://x"),
            ("REDIS_URL", "localhost"),
            ("STOA_URL", "help.example.com"),
            ("STOA_SECRET", "short"),
            ("SMTP_URL", "mail.example.com"),
            ("STOA_DEMO", "maybe"),
            ("STOA_PRIVATE_WEBHOOKS", "perhaps"),
            ("STOA_MPESA_URL", "sandbox"),
            ("STOA_PAYPAL_URL", "https://x.example/path"),
            ("STOA_TWILIO_URL", "twilio"),
            ("STOA_TEST_CLOCK", "2"),
            ("STOA_TEST_CROWD", "many"),
            ("STOA_LOG", "a=b=c"),
            ("STOA_PROXIES", "-1"),
        ];
        let said = read(&wrong).unwrap_err();
        for (name, value) in wrong {
            assert!(said.lines().any(|line| line.starts_with(&format!("{name} is “{value}”: write "))), "{name} in {said}");
        }
    }

    #[test]
    fn the_public_address_loses_its_slash_and_may_have_no_path() {
        assert_eq!(read(&[("STOA_URL", "https://help.example.com/")]).unwrap().public_host(), "help.example.com");
        assert!(read(&[("STOA_URL", "https://example.com/help")]).is_err());
    }

    #[test]
    fn every_variable_is_documented_once() {
        let source = include_str!("config.rs");
        for (name, default, meaning) in VARIABLES {
            assert!(source.matches(&format!("(\"{name}\"")).count() >= 2 && !default.is_empty() && !meaning.is_empty(), "{name}");
        }
    }
}
