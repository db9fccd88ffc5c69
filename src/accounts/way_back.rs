//! A guest's way back from a mail: who they are and until when it holds, signed and stored nowhere. It is a token like the one their own
//! browser keeps, so that both open the same chats.

use crate::kernel::ids::{BusinessId, MemberId};
use crate::kernel::time::Timestamp;
use crate::platform::Vault;

/// For how long a mailed link opens a chat: two weeks.
pub const HOLDS_MS: i64 = 14 * 86_400_000;
/// What the signature is good for.
const PLACE: &str = "guest-way-back";
/// What sets such a token apart from those that browsers keep: they have no dots.
const MARK: &str = "back.";

/// The token for a guest, from now on.
pub fn token(vault: &Vault, business: BusinessId, guest: MemberId, now: Timestamp) -> String {
    let until = now.plus_ms(HOLDS_MS).0;
    format!("{MARK}{guest}.{until}.{}", vault.sign(PLACE, &text(business, guest, until)))
}

/// Whose token it is at a business; nobody's when it is another kind of token, of another business, changed or too old.
pub fn read(vault: &Vault, business: BusinessId, token: &str, now: Timestamp) -> Option<MemberId> {
    let mut parts = token.strip_prefix(MARK)?.splitn(3, '.');
    let (guest, until) = (parts.next()?.parse::<MemberId>().ok()?, parts.next()?.parse::<i64>().ok()?);
    let holds = vault.is_signed(PLACE, &text(business, guest, until), parts.next()?) && now.0 < until;
    holds.then_some(guest)
}

fn text(business: BusinessId, guest: MemberId, until: i64) -> String {
    format!("{business}.{guest}.{until}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_back_leads_one_guest_of_one_business_back_for_two_weeks() {
        let (vault, shop, wanjiru, now) = (Vault::new("a secret of this installation"), BusinessId(7), MemberId(31), Timestamp(1_000));
        let way = token(&vault, shop, wanjiru, now);
        assert!(way.len() <= 200);
        assert_eq!(read(&vault, shop, &way, now), Some(wanjiru));
        assert_eq!(read(&vault, shop, &way, now.plus_ms(HOLDS_MS - 1)), Some(wanjiru));
        assert_eq!(read(&vault, shop, &way, now.plus_ms(HOLDS_MS)), None, "it is too old");
        assert_eq!(read(&vault, BusinessId(8), &way, now), None, "it is of another business");
        assert_eq!(read(&vault, shop, &way.replace("back.31.", "back.32."), now), None, "it is somebody else's");
        assert_eq!(read(&vault, shop, &way.replacen('.', ".9", 2), now), None);
        assert_eq!(read(&Vault::new("another secret"), shop, &way, now), None);
        for nonsense in ["", "back.", "back.31", "back.31.5", "back.x.y.z", "abcdef"] {
            assert_eq!(read(&vault, shop, nonsense, now), None, "{nonsense}");
        }
    }
}
