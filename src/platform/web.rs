//! Calls to other systems on the web: only to public addresses, with an end in time and size, without following anybody anywhere.

use bytes::Bytes;
use reqwest::redirect::Policy;
use reqwest::{Client, Url};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

/// How long a call may take from the first byte to the last.
const TAKES: Duration = Duration::from_secs(10);
/// How long a connection may take.
const CONNECTS: Duration = Duration::from_secs(5);
/// What is read of an answer, in bytes.
const ANSWER_MAX: usize = 64 * 1024;

/// Calls other systems. Clones do the same.
#[derive(Clone, Debug)]
pub struct Web {
    allows_private: bool,
}

/// Addresses that stand in for others, like `http://127.0.0.1:4000`: whoever starts Stoa names them, nobody else.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StandIns {
    /// For M-Pesa.
    pub mpesa: Option<String>,
    /// For PayPal.
    pub paypal: Option<String>,
    /// For Twilio.
    pub twilio: Option<String>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// To read.
    Get,
    /// To take JSON.
    Json(String),
    /// To take a form.
    Form(String),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The beginning of what it says.
    pub body: Bytes,
}

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// This address may never be called.
    Refused(String),
    /// Nobody was found there: what was asked for has not happened.
    Unreached(String),
    /// The answer did not come: what was asked for may have happened.
    Failed(String),
}

impl Web {
    /// With or without addresses of the own machine and the own network.
    pub fn new(allows_private: bool) -> Self {
        // One process has one provider of cryptography; whoever comes first sets it.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { allows_private }
    }

    /// Posts JSON.
    ///
    /// # Errors
    /// `Refused` when the address may not be called, `Unreached` when nobody is there, `Failed` when no answer came.
    pub async fn post_json(&self, url: &str, headers: &[(&str, String)], body: String) -> Result<Answer, Fault> {
        self.call(url, headers, Ask::Json(body)).await
    }

    /// Calls an address.
    ///
    /// # Errors
    /// `Refused` when the address may not be called, `Unreached` when nobody is there, `Failed` when no answer came.
    pub async fn call(&self, url: &str, headers: &[(&str, String)], ask: Ask) -> Result<Answer, Fault> {
        let url = self.check(url).map_err(Fault::Refused)?;
        let host = url.host_str().unwrap_or_default().to_owned();
        let places = self.resolve(&url, &host).await?;
        // Connected to what was looked at: a name that points elsewhere a moment later leads nowhere else.
        let client = Client::builder().redirect(Policy::none()).no_proxy().connect_timeout(CONNECTS).timeout(TAKES).resolve_to_addrs(&host, &places);
        let client = client.user_agent(concat!("Stoa/", env!("CARGO_PKG_VERSION"))).build().map_err(|e| failed(&e))?;
        let mut request = match ask {
            Ask::Get => client.get(url),
            Ask::Json(body) => client.post(url).header("content-type", "application/json").body(body),
            Ask::Form(body) => client.post(url).header("content-type", "application/x-www-form-urlencoded").body(body),
        };
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        let mut answer = request.send().await.map_err(|e| failed(&e))?;
        let (status, mut read) = (answer.status().as_u16(), Vec::new());
        while read.len() < ANSWER_MAX {
            let Some(part) = answer.chunk().await.map_err(|e| failed(&e))? else { break };
            read.extend_from_slice(&part[..part.len().min(ANSWER_MAX - read.len())]);
        }
        Ok(Answer { status, body: read.into() })
    }

    /// Reads an address and says why it can never be called, as far as the address alone tells: a name may still lead to a private network.
    ///
    /// # Errors
    /// A sentence about the address.
    pub fn check(&self, url: &str) -> Result<Url, String> {
        let url: Url = url.parse().map_err(|_| "This is no address of the web.".to_owned())?;
        if !matches!(url.scheme(), "http" | "https") || !url.username().is_empty() || url.password().is_some() {
            return Err("The address has to begin with https:// or http:// and a host, without a name and a password.".into());
        }
        let host = url.host_str().ok_or("The address names no host.")?;
        let place = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        let is_here = host == "localhost" || host.ends_with(".localhost");
        if !self.allows_private && (is_here || place.is_ok_and(|place| !is_public(place))) {
            return Err(is_private(host));
        }
        Ok(url)
    }

    /// Where a host is. One private address among several is one too many.
    async fn resolve(&self, url: &Url, host: &str) -> Result<Vec<SocketAddr>, Fault> {
        let port = url.port_or_known_default().unwrap_or(443);
        let name = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let found = tokio::time::timeout(CONNECTS, tokio::net::lookup_host((name, port))).await;
        let found = found.map_err(|_| Fault::Unreached(format!("{host} could not be found in time.")))?;
        let places: Vec<SocketAddr> = found.map_err(|_| Fault::Unreached(format!("{host} could not be found.")))?.collect();
        if places.is_empty() {
            return Err(Fault::Unreached(format!("{host} could not be found.")));
        }
        if !self.allows_private && places.iter().any(|place| !is_public(place.ip())) {
            return Err(Fault::Refused(is_private(host)));
        }
        Ok(places)
    }
}

fn is_private(host: &str) -> String {
    format!("{host} is an address of a private network, and those are not called.")
}

/// In a sentence, without the address: it may carry a secret.
fn failed(error: &reqwest::Error) -> Fault {
    if error.is_connect() {
        return Fault::Unreached("It could not be connected to.".into());
    }
    Fault::Failed(if error.is_timeout() { format!("It did not answer within {} seconds.", TAKES.as_secs()) } else { "The answer could not be read.".into() })
}

/// Whether an address belongs to the public internet.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => is_public_v4(v4),
        IpAddr::V6(v6) => is_public_v6(v6),
    }
}

fn is_public_v4(v4: Ipv4Addr) -> bool {
    let [a, b, c, _] = v4.octets();
    let is_special = v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_broadcast() || v4.is_documentation() || v4.is_multicast();
    let is_reserved = a == 0 || a >= 240 || (a == 100 && (64..128).contains(&b)) || (a == 192 && b == 0 && c == 0) || (a == 198 && (b == 18 || b == 19));
    !is_special && !is_reserved
}

fn is_public_v6(v6: Ipv6Addr) -> bool {
    let parts = v6.segments();
    let inner = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    if let Some(v4) = v6.to_ipv4_mapped() {
        return is_public_v4(v4);
    }
    match parts {
        // Ways to an IPv4 address: translated (64:ff9b::/96) and 6to4.
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => is_public_v4(inner(high, low)),
        // Teredo and documentation.
        [0x2001, 0 | 0xdb8, ..] => false,
        // What is given out to the world begins with 001; loopback, local, unique local and multicast do not.
        _ => parts[0] & 0xe000 == 0x2000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_world_are_public() {
        for text in ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450:4001::200e", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
        let private = [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "192.0.2.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
            "::127.0.0.1",
        ];
        for text in private {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
    }

    #[tokio::test]
    async fn private_addresses_and_strange_schemes_are_never_called() {
        let web = Web::new(false);
        for url in ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://169.254.169.254/latest", "http://2130706433/", "http://0x7f.1/"] {
            let refused = web.post_json(url, &[], String::new()).await.unwrap_err();
            assert!(matches!(&refused, Fault::Refused(why) if why.contains("private")), "{url}: {refused:?}");
            assert!(web.check(url).is_err_and(|why| why.contains("private")), "known without asking anybody: {url}");
            assert!(Web::new(true).check(url).is_ok(), "{url}");
        }
        for url in ["ftp://example.com/", "file:///etc/passwd", "https://user:secret@example.com/", "nonsense"] {
            assert!(matches!(web.post_json(url, &[], String::new()).await, Err(Fault::Refused(_))), "{url}");
        }
    }
}
