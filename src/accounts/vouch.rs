//! What a host page says of its signed-in visitor: a JWT (HS256) under the secret of the business, and nothing else.
//!
//! By hand rather than by a library: one algorithm, four claims. The signature is compared before a word of the claims is read.

use crate::kernel::text::Check;
use crate::kernel::time::Timestamp;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;

/// The longest token that is looked at, in bytes.
const TOKEN_MAX: usize = 4096;

/// Who the visitor is, as the host page says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// What the host calls them: the same on every device.
    pub subject: String,
    /// How they are called.
    pub name: String,
    /// Their e-mail address in lower case.
    pub email: String,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    name: String,
    email: String,
    exp: f64,
    #[serde(default)]
    nbf: Option<f64>,
}

/// Reads a token. `None` when anything about it is wrong: another algorithm, another secret, expired, a claim that is missing or cannot be used.
pub fn read(token: &str, secret: &str, now: Timestamp) -> Option<Vouched> {
    if token.len() > TOKEN_MAX || secret.is_empty() {
        return None;
    }
    let (signed, signature) = token.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let read: Header = serde_json::from_slice(&base64url(header)?).ok()?;
    if read.alg != "HS256" || read.crit.is_some() {
        return None;
    }
    let mac = keyed(secret).chain_update(signed.as_bytes());
    mac.verify_slice(&base64url(signature)?).ok()?;
    let claims: Claims = serde_json::from_slice(&base64url(claims)?).ok()?;
    let seconds = now.0 as f64 / 1000.0;
    // Written so that a NaN is refused too.
    let holds = claims.exp > seconds && claims.nbf.is_none_or(|from| from <= seconds);
    let mut check = Check::new();
    let subject = check.line("sub", "Subject", &claims.sub, 1, 200);
    let name = check.line("name", "Name", &claims.name, 1, 80);
    let email = check.email("email", &claims.email);
    (holds && check.finish().is_ok()).then_some(Vouched { subject, name, email })
}

/// The guest token of somebody a host vouches for: the same on all their devices, and nobody can make it without the secret.
pub fn token_of(subject: &str, secret: &str) -> String {
    let mac = keyed(secret).chain_update(b"guest:").chain_update(subject.as_bytes());
    mac.finalize().into_bytes().iter().map(|b| format!("{b:02x}")).collect()
}

fn keyed(secret: &str) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret.as_bytes()).expect("any key is long enough")
}

/// Base64 with the letters of addresses and without padding, in its one canonical form.
fn base64url(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut buffer, mut bits) = (Vec::with_capacity(text.len() * 3 / 4), 0_u32, 0_u32);
    for byte in text.bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => return None,
        };
        buffer = (buffer << 6 | u32::from(value)) & 0xffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push((buffer >> bits) as u8);
        }
    }
    // One letter alone says nothing, and bits that belong to no byte must be zero.
    (bits < 6 && buffer & ((1 << bits) - 1) == 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECRET: &str = "a secret of fifty-two letters, more or less, is long";
    const NOW: Timestamp = Timestamp(1_773_219_600_000);

    fn encode(bytes: &[u8]) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        let mut out = String::new();
        for chunk in bytes.chunks(3) {
            let n = chunk.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
            (0..=chunk.len()).for_each(|i| out.push(char::from(LETTERS[(n >> (18 - 6 * i) & 63) as usize])));
        }
        out
    }

    fn signed(header: &str, claims: &str, secret: &str) -> String {
        let body = format!("{}.{}", encode(header.as_bytes()), encode(claims.as_bytes()));
        let mac = keyed(secret).chain_update(body.as_bytes()).finalize().into_bytes();
        format!("{body}.{}", encode(&mac))
    }

    fn claims(exp: i64) -> String {
        format!(r#"{{"sub":"u-7","name":"Wanjiru","email":"Wanjiru@Example.com","exp":{exp},"more":[1]}}"#)
    }

    const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;
    const LATER: i64 = NOW.0 / 1000 + 60;

    #[test]
    fn what_the_secret_signed_is_believed() {
        let wanted = Vouched { subject: "u-7".into(), name: "Wanjiru".into(), email: "wanjiru@example.com".into() };
        assert_eq!(read(&signed(HEADER, &claims(LATER), SECRET), SECRET, NOW), Some(wanted));
    }

    #[test]
    fn a_token_made_elsewhere_is_read() {
        // From the JWT specification's best known example; its claims lack what we need, its signature is right.
        let token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
        let (body, signature) = token.rsplit_once('.').unwrap();
        assert!(keyed("your-256-bit-secret").chain_update(body.as_bytes()).verify_slice(&base64url(signature).unwrap()).is_ok());
    }

    #[test]
    fn lies_are_not_believed() {
        let good = signed(HEADER, &claims(LATER), SECRET);
        let body = good.rsplit_once('.').unwrap().0.to_owned();
        let swapped = format!("{}.{}", signed(HEADER, &claims(LATER + 9), SECRET).rsplit_once('.').unwrap().0, good.rsplit_once('.').unwrap().1);
        let lies = [
            ("no signature", format!("{body}.")),
            ("alg none", format!("{}.{}.", encode(br#"{"alg":"none"}"#), encode(claims(LATER).as_bytes()))),
            ("alg none, signed", signed(r#"{"alg":"none"}"#, &claims(LATER), SECRET)),
            ("another algorithm", signed(r#"{"alg":"HS512"}"#, &claims(LATER), SECRET)),
            ("asymmetric", signed(r#"{"alg":"RS256"}"#, &claims(LATER), SECRET)),
            ("in other letters", signed(r#"{"alg":"hs256"}"#, &claims(LATER), SECRET)),
            ("critical extension", signed(r#"{"alg":"HS256","crit":["exp"]}"#, &claims(LATER), SECRET)),
            ("another secret", signed(HEADER, &claims(LATER), "another")),
            ("empty secret", signed(HEADER, &claims(LATER), "")),
            ("expired", signed(HEADER, &claims(NOW.0 / 1000), SECRET)),
            ("not yet", signed(HEADER, &claims(LATER).replace("\"more\":[1]", &format!("\"nbf\":{LATER}")), SECRET)),
            ("no end", signed(HEADER, &claims(LATER).replace("exp", "exq"), SECRET)),
            ("end is a word", signed(HEADER, &claims(LATER).replace(&LATER.to_string(), "\"never\""), SECRET)),
            ("no address", signed(HEADER, &claims(LATER).replace("Wanjiru@Example.com", "nobody"), SECRET)),
            ("nobody", signed(HEADER, &claims(LATER).replace("u-7", ""), SECRET)),
            ("claims of another", swapped),
            ("padded", format!("{good}=")),
            ("four parts", format!("{good}.x")),
            ("empty", String::new()),
            ("dots", "..".into()),
            ("too long", signed(HEADER, &claims(LATER).replace("[1]", &format!("\"{}\"", "x".repeat(TOKEN_MAX))), SECRET)),
        ];
        for (what, lie) in lies {
            assert_eq!(read(&lie, SECRET, NOW), None, "{what}");
        }
        assert_eq!(read(&signed(HEADER, &claims(LATER), ""), "", NOW), None, "a business without a secret believes nobody");
    }

    #[test]
    fn the_token_of_a_vouched_guest_depends_on_subject_and_secret() {
        assert_eq!(token_of("u-7", SECRET), token_of("u-7", SECRET));
        assert_ne!(token_of("u-7", SECRET), token_of("u-8", SECRET));
        assert_ne!(token_of("u-7", SECRET), token_of("u-7", "another"));
        assert_eq!(token_of("u-7", SECRET).len(), 64);
    }

    proptest! {
        #[test]
        fn base64_is_read_as_it_was_written_and_in_one_form_only(bytes in prop::collection::vec(any::<u8>(), 0..80), text in "[A-Za-z0-9_-]{0,40}") {
            prop_assert_eq!(base64url(&encode(&bytes)), Some(bytes));
            if let Some(read) = base64url(&text) {
                prop_assert_eq!(encode(&read), text);
            }
        }

        #[test]
        fn a_changed_letter_spoils_a_token(at in 0_usize..200, letter in "[A-Za-z0-9_.-]") {
            let good = signed(HEADER, &claims(LATER), SECRET);
            let at = at % good.len();
            let bad = format!("{}{letter}{}", &good[..at], &good[at + 1..]);
            prop_assume!(bad != good);
            prop_assert_eq!(read(&bad, SECRET, NOW), None);
        }
    }
}
