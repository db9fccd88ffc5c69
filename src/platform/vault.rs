//! Secrets at rest: sealed under a key derived from `STOA_SECRET`, so that a copy of the database alone gives none of them away.

use super::secret::{random_bytes, spell};
use crate::error::{Error, Result};
use base64ct::{Base64, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What every sealed text starts with; a later form gets another number.
const FORM: &str = "v1:";
/// What the key is derived for: other uses of `STOA_SECRET` get keys of their own.
const LABEL: &[u8] = b"stoa: secrets at rest, first form";
/// The same for signatures.
const SIGNING_LABEL: &[u8] = b"stoa: signed links, first form";
const NONCE_BYTES: usize = 24;
/// The letters of a signature: 160 bits.
const SIGNATURE_CHARS: usize = 32;

/// Seals secrets and opens them again. Clones hold the same key.
#[derive(Clone)]
pub struct Vault {
    cipher: XChaCha20Poly1305,
    signing_key: [u8; 32],
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// The vault of an installation with this `STOA_SECRET`.
    pub fn new(secret: &str) -> Self {
        Self { cipher: XChaCha20Poly1305::new(&Key::from(mac(secret.as_bytes(), LABEL))), signing_key: mac(secret.as_bytes(), SIGNING_LABEL) }
    }

    /// The signature of a text under this installation's secret, as 32 letters and digits that fit in an address. `place` says what it is good for.
    pub fn sign(&self, place: &str, text: &str) -> String {
        spell(&mac(&self.signing_key, format!("{place}\n{text}").as_bytes())).chars().take(SIGNATURE_CHARS).collect()
    }

    /// Whether a signature is that of a text. How long it takes says nothing about where they differ.
    pub fn is_signed(&self, place: &str, text: &str, signature: &str) -> bool {
        let right = self.sign(place, text);
        right.len() == signature.len() && right.bytes().zip(signature.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
    }

    /// Seals a secret. `place` says where it is kept, like `chat_setting/7`: moved elsewhere it does not open.
    ///
    /// # Errors
    /// `Internal` when it is too long for the cipher.
    pub fn seal(&self, place: &str, plain: &str) -> Result<String> {
        let nonce = random_bytes::<NONCE_BYTES>();
        let payload = Payload { msg: plain.as_bytes(), aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| Error::Internal)?;
        Ok(format!("{FORM}{}", Base64::encode_string(&[&nonce[..], &sealed].concat())))
    }

    /// Opens what was sealed for the same place.
    ///
    /// # Errors
    /// `Conflict` says that the key is another one, or that what is stored was changed.
    pub fn open(&self, place: &str, sealed: &str) -> Result<String> {
        self.read(place, sealed).ok_or_else(|| {
            tracing::error!(place, "a stored secret does not open: STOA_SECRET is not the one it was sealed with, or the row was changed");
            Error::Conflict(
                "A stored secret cannot be read, because STOA_SECRET is not the one it was stored with. Start Stoa with the old one, or make a new secret."
                    .into(),
            )
        })
    }

    fn read(&self, place: &str, sealed: &str) -> Option<String> {
        let bytes = Base64::decode_vec(sealed.strip_prefix(FORM)?).ok()?;
        let (nonce, msg) = bytes.split_first_chunk::<NONCE_BYTES>()?;
        let plain = self.cipher.decrypt(&XNonce::from(*nonce), Payload { msg, aad: place.as_bytes() }).ok()?;
        String::from_utf8(plain).ok()
    }
}

fn mac(key: &[u8], text: &[u8]) -> [u8; 32] {
    <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key).expect("any key is long enough").chain_update(text).finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_secret_opens_with_its_key_at_its_place_and_nowhere_else() {
        let (ours, theirs) = (Vault::new("the key of this installation, long"), Vault::new("the key of another installation"));
        let sealed = ours.seal("chat_setting/7", "psst").unwrap();
        assert!(sealed.starts_with("v1:") && !sealed.contains("psst"));
        assert_ne!(sealed, ours.seal("chat_setting/7", "psst").unwrap(), "two seals never look alike");
        assert_eq!(ours.open("chat_setting/7", &sealed).as_deref(), Ok("psst"));
        let refused = theirs.open("chat_setting/7", &sealed).unwrap_err();
        assert!(refused.to_string().contains("STOA_SECRET"), "{refused}");
        assert_eq!(ours.open("chat_setting/8", &sealed), Err(refused.clone()));
        for broken in ["", "psst", "v1:", "v1:AAAA", "v1:nonsense!", &sealed[3..], &sealed.replace("v1:", "v2:"), &sealed[..sealed.len() - 4]] {
            assert_eq!(ours.open("chat_setting/7", broken), Err(refused.clone()), "{broken}");
        }
    }

    #[test]
    fn a_signature_holds_for_its_text_its_place_and_its_secret_only() {
        let (ours, theirs) = (Vault::new("the key of this installation, long"), Vault::new("the key of another installation"));
        let signature = ours.sign("appointment", "abc");
        assert!(signature.len() == 32 && signature.bytes().all(|b| b.is_ascii_alphanumeric()), "{signature}");
        assert!(ours.is_signed("appointment", "abc", &signature));
        assert!(!ours.is_signed("appointment", "abd", &signature) && !ours.is_signed("order", "abc", &signature));
        assert!(!theirs.is_signed("appointment", "abc", &signature) && !ours.is_signed("appointment", "abc", &signature[1..]));
    }

    proptest! {
        #[test]
        fn whatever_is_sealed_opens_again_and_a_changed_letter_spoils_it(plain in ".{0,60}", at in 3_usize..400, letter in "[A-Za-z0-9+/]") {
            let vault = Vault::new("the key of this installation, long");
            let sealed = vault.seal("here", &plain).unwrap();
            prop_assert_eq!(vault.open("here", &sealed), Ok(plain));
            let at = 3 + at % (sealed.len() - 3);
            let changed = format!("{}{letter}{}", &sealed[..at], &sealed[at + 1..]);
            prop_assume!(changed != sealed);
            prop_assert!(vault.open("here", &changed).is_err());
        }
    }
}
