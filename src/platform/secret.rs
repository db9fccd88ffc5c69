//! Random tokens and their hashes: what is stored never opens anything.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// `N` random bytes from the operating system.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A token of `chars` characters, five bits each, that fits in an address and is easy to read aloud.
pub fn token(chars: usize) -> String {
    let mut bytes = vec![0; chars];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    spell(&bytes)
}

/// One letter or digit for each byte, of which five bits count.
pub(super) fn spell(bytes: &[u8]) -> String {
    bytes.iter().map(|b| char::from(ALPHABET[usize::from(b & 31)])).collect()
}

/// A token with 256 bits of chance, for sessions and links in mails.
pub fn long_token() -> String {
    token(52)
}

/// The SHA-256 of a token in hex: the form it is stored and looked up under.
pub fn hash(token: &str) -> String {
    Sha256::digest(token.as_bytes()).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_and_hash_to_64_hex_digits() {
        let (a, b) = (long_token(), long_token());
        assert_ne!(a, b);
        assert_eq!(a.len(), 52);
        assert_eq!(hash(&a).len(), 64);
        assert_eq!(hash("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
