//! Sealing whose complaint it is (CP-7): what a form was told is encrypted to the keys of the openers before it becomes a
//! command, so that whoever wrote it cannot read it back, and neither can a file, a journal or a backup.
//!
//! An opener's private key is wrapped with a passphrase or a key file; the PIN, of which there are ten thousand, opens
//! nothing. Sealed boxes are those of `crypto_box` (X25519, XSalsa20-Poly1305), the wrapping is Argon2id and
//! XSalsa20-Poly1305.

use super::error::{DeskError, Result};
use crate::domain::Refusal;
use crate::store::StoreError;
use crate::words::feedback as w;
use argon2::{Algorithm, Argon2, Params, Version};
use crypto_box::aead::OsRng;
use crypto_box::{PublicKey, SecretKey};
use crypto_secretbox::aead::Aead as _;
use crypto_secretbox::{KeyInit as _, Nonce, XSalsa20Poly1305};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// How short a passphrase may be, in characters.
pub const PASSPHRASE_LEAST: usize = 12;
/// How short a key file may be, in bytes.
pub const KEY_FILE_LEAST: usize = 32;
/// How many openers there must be at least (CP-7).
pub const OPENERS_LEAST: usize = 2;
/// What is sealed is filled up to a multiple of this, so that its length tells nothing.
const BLOCK: usize = 1024;
/// Argon2id: memory in KiB, passes, lanes.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);
const SALT: usize = 16;
const NONCE: usize = 24;

/// Who a reporter is, in clear: in a form while it is typed, and on the screen of whoever opened it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The telephone.
    pub phone: String,
    /// The identity number.
    pub id_number: String,
    /// Where they live.
    pub address: String,
}

/// What opens a wrapped key.
pub enum Unlock<'a> {
    /// A passphrase of at least twelve characters.
    Passphrase(&'a str),
    /// The content of a key file.
    KeyFile(&'a [u8]),
}

/// An opener's new keys, as a command may carry them: the public one in clear, the private one wrapped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewKeys {
    /// The public key, as hexadecimal.
    pub public: String,
    /// The private key, wrapped, as hexadecimal: salt, nonce, ciphertext.
    pub wrapped: String,
}

fn broken(what: impl std::fmt::Display) -> DeskError {
    DeskError::Store(StoreError::Damaged(what.to_string()))
}

/// The key that a passphrase or a file gives with a salt.
fn wrapping_key(unlock: &Unlock<'_>, salt: &[u8]) -> Result<Zeroizing<[u8; 32]>> {
    let secret: Zeroizing<Vec<u8>> = match unlock {
        Unlock::Passphrase(text) => Zeroizing::new(text.as_bytes().to_vec()),
        Unlock::KeyFile(bytes) => Zeroizing::new(Sha256::digest(bytes).to_vec()),
    };
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(broken)?;
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(&secret, salt, &mut *key)
        .map_err(broken)?;
    Ok(key)
}

/// Holds that what is to open a key is not guessed.
///
/// # Errors
/// Too short.
pub fn require_strong(unlock: &Unlock<'_>) -> Result<()> {
    let (have, least, phrase) = match unlock {
        Unlock::Passphrase(text) => (text.chars().count(), PASSPHRASE_LEAST, &w::PASSPHRASE_SHORT),
        Unlock::KeyFile(bytes) => (bytes.len(), KEY_FILE_LEAST, &w::KEY_FILE_SHORT),
    };
    if have >= least {
        return Ok(());
    }
    let what = phrase.with("have", have).with("least", least);
    Err(Refusal::invalid("passphrase", what).advise(&w::PASSPHRASE_ADVICE).into())
}

/// Makes an opener's keys.
///
/// # Errors
/// The passphrase or file is too short, or the system gives no random bytes.
pub fn new_keys(unlock: &Unlock<'_>) -> Result<NewKeys> {
    require_strong(unlock)?;
    let secret = SecretKey::generate(&mut OsRng);
    let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
    getrandom::fill(&mut salt).map_err(broken)?;
    getrandom::fill(&mut nonce).map_err(broken)?;
    let key = wrapping_key(unlock, &salt)?;
    let cipher = XSalsa20Poly1305::new((&*key).into());
    let bytes = Zeroizing::new(secret.to_bytes());
    let wrapped = cipher.encrypt(Nonce::from_slice(&nonce), bytes.as_slice()).map_err(broken)?;
    let wrapped = [salt.as_slice(), &nonce, &wrapped].concat();
    Ok(NewKeys {
        public: crate::store::hex(secret.public_key().as_bytes()),
        wrapped: crate::store::hex(&wrapped),
    })
}

/// Seals an identity to one opener's public key.
///
/// # Errors
/// It is no key.
pub fn seal(identity: &Identity, public: &str) -> Result<String> {
    let bytes: [u8; 32] = crate::store::unhex(public)
        .and_then(|bytes| bytes.try_into().ok())
        .ok_or_else(|| broken("a public key"))?;
    let mut clear = Zeroizing::new(serde_json::to_vec(identity).map_err(broken)?);
    let length = clear.len();
    clear.resize(length.div_ceil(BLOCK).max(1) * BLOCK, b' ');
    let sealed = PublicKey::from(bytes).seal(&mut OsRng, &clear).map_err(broken)?;
    Ok(crate::store::hex(&sealed))
}

/// Whether it is a sealed box: nothing in clear goes by that name.
#[must_use]
pub fn is_sealed(text: &str) -> bool {
    // The ephemeral key and the tag of the box stand before whole blocks.
    crate::store::unhex(text).is_some_and(|bytes| bytes.len() > BLOCK && (bytes.len() - 48) % BLOCK == 0)
}

/// Whether it is a public key.
#[must_use]
pub fn is_public_key(text: &str) -> bool {
    crate::store::unhex(text).is_some_and(|bytes| bytes.len() == 32)
}

/// Whether it is a wrapped private key.
#[must_use]
pub fn is_wrapped_key(text: &str) -> bool {
    crate::store::unhex(text).is_some_and(|bytes| bytes.len() == SALT + NONCE + 32 + 16)
}

/// Opens what was sealed to an opener.
///
/// # Errors
/// The passphrase or file is another one, or what was sealed is damaged.
pub fn open(sealed: &str, wrapped: &str, unlock: &Unlock<'_>) -> Result<Identity> {
    let wrong =
        || DeskError::from(Refusal::invalid("passphrase", &w::PASSPHRASE_WRONG).advise(&w::PASSPHRASE_RETRY));
    let wrapped = crate::store::unhex(wrapped).ok_or_else(|| broken("a wrapped key"))?;
    let (salt, rest) = wrapped.split_at_checked(SALT).ok_or_else(|| broken("a wrapped key"))?;
    let (nonce, wrapped) = rest.split_at_checked(NONCE).ok_or_else(|| broken("a wrapped key"))?;
    let key = wrapping_key(unlock, salt)?;
    let cipher = XSalsa20Poly1305::new((&*key).into());
    let bytes = Zeroizing::new(cipher.decrypt(Nonce::from_slice(nonce), wrapped).map_err(|_| wrong())?);
    let bytes: Zeroizing<[u8; 32]> =
        Zeroizing::new(bytes.as_slice().try_into().map_err(|_| broken("a wrapped key"))?);
    let secret = SecretKey::from_bytes(*bytes);
    let sealed = crate::store::unhex(sealed).ok_or_else(|| broken("a sealed identity"))?;
    let clear = Zeroizing::new(secret.unseal(&sealed).map_err(|_| broken("a sealed identity"))?);
    serde_json::from_slice(&clear).map_err(broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity { name: "举报人甲".to_owned(), phone: "13800000000".to_owned(), ..Identity::default() }
    }

    #[test]
    fn cp_7_only_an_opener_reads_what_was_sealed() {
        let pass = Unlock::Passphrase("正确的马 电池 订书钉 十二");
        let keys = new_keys(&pass).unwrap();
        let sealed = seal(&identity(), &keys.public).unwrap();
        assert_eq!(open(&sealed, &keys.wrapped, &pass).unwrap(), identity());
        for wrong in ["正确的马 电池 订书钉 十三", "123456789012"] {
            assert!(open(&sealed, &keys.wrapped, &Unlock::Passphrase(wrong)).is_err());
        }
        let file = [7; 64];
        let other = new_keys(&Unlock::KeyFile(&file)).unwrap();
        assert!(open(&sealed, &other.wrapped, &Unlock::KeyFile(&file)).is_err(), "sealed to somebody else");
        // The same identity twice looks different, and a long name is as long as a short one.
        assert_ne!(sealed, seal(&identity(), &keys.public).unwrap());
        let long = Identity { address: "很长的地址".repeat(20), ..identity() };
        assert_eq!(sealed.len(), seal(&long, &keys.public).unwrap().len());
        let clear = crate::store::unhex(&sealed).unwrap();
        let name = identity().name;
        assert!(!clear.windows(name.len()).any(|window| window == name.as_bytes()));
    }

    #[test]
    fn cp_7_a_short_passphrase_or_file_wraps_nothing() {
        assert!(new_keys(&Unlock::Passphrase("1234")).is_err());
        assert!(new_keys(&Unlock::Passphrase("十一个字的密码不够长")).is_err());
        assert!(new_keys(&Unlock::KeyFile(&[1; 31])).is_err());
    }
}
