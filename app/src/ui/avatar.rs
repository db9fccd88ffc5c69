//! Avatars: a picture or initials in a colour made from the name, and whether the person is there.

use leptos::prelude::*;

use super::tone::Size;

/// Whether somebody is there right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There.
    Online,
    /// There, but busy or idle.
    Away,
    /// Not there.
    Offline,
}

impl Presence {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Presence::Online => "online",
            Presence::Away => "away",
            Presence::Offline => "offline",
        }
    }

    /// A filled dot, a half one, a hollow one: the shape says it too.
    fn dot(self) -> &'static str {
        match self {
            Presence::Online => "bg-good border-panel",
            Presence::Away => "bg-warn border-panel rounded-ee-none",
            Presence::Offline => "bg-panel border-faint",
        }
    }
}

/// A person or a business. The name is beside it almost always, so it is silent unless `alone`.
#[component]
pub fn Avatar(
    #[prop(into)] name: String,
    #[prop(optional)] size: Size,
    #[prop(optional_no_strip, into)] presence: Option<Presence>,
    /// Address of a square picture.
    #[prop(optional_no_strip, into)]
    picture: Option<String>,
    /// Grey, for visitors and bots that have no name of their own.
    #[prop(optional)]
    plain: bool,
    /// No name beside it: it is read out.
    #[prop(optional)]
    alone: bool,
    /// Layout only.
    #[prop(optional, into)]
    class: String,
) -> impl IntoView {
    let box_size = match size {
        Size::Small => "size-6 text-2xs",
        Size::Medium => "size-9 text-sm",
        Size::Large => "size-14 text-lg",
    };
    let colour = if plain { "bg-sunk text-muted" } else { TINTS[tint(&name)] };
    let dot = presence.map(|presence| {
        view! {
            <span class=format!("absolute right-0 bottom-0 size-2.5 rounded-full border-2 {}", presence.dot())></span>
            <span class="sr-only">{format!(" ({})", presence.word())}</span>
        }
    });
    let face = match picture {
        Some(address) => view! { <img src=address alt="" class="size-full rounded-full object-cover" /> }.into_any(),
        None => view! { <span aria-hidden="true">{initials(&name)}</span> }.into_any(),
    };
    view! {
        <span class=format!("relative inline-grid flex-none place-items-center rounded-full font-semibold {box_size} {colour} {class}")>
            {face}
            {alone.then(|| view! { <span class="sr-only">{name}</span> })}
            {dot}
        </span>
    }
    .into_any()
}

const TINTS: [&str; 8] = ["tint-25", "tint-60", "tint-95", "tint-150", "tint-195", "tint-250", "tint-290", "tint-340"];

/// At most two letters that stand for a name; a middle dot when it has none.
pub fn initials(name: &str) -> String {
    let words: Vec<char> = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric())).collect();
    match words.as_slice() {
        [] => "·".into(),
        [only] => only.to_uppercase().collect(),
        [first, .., last] => first.to_uppercase().chain(last.to_uppercase()).collect(),
    }
}

/// Which of the eight tints a name gets: the same name always the same one (FNV-1a).
pub fn tint(name: &str) -> usize {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (hash % TINTS.len() as u64) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_letters_of_the_first_and_last_word() {
        assert_eq!(initials("Wanjiru Njoroge"), "WN");
        assert_eq!(initials("ana maría de la cruz"), "AC");
        assert_eq!(initials("Kiln & Press"), "KP");
        assert_eq!(initials("óscar"), "Ó");
        assert_eq!(initials("  "), "·");
        assert_eq!(initials("+254 700"), "27");
    }

    #[test]
    fn a_name_keeps_its_tint_and_names_spread_over_all_of_them() {
        assert_eq!(tint("Wanjiru Njoroge"), tint("Wanjiru Njoroge"));
        let mut used = [false; 8];
        for n in 0..100 {
            used[tint(&format!("Customer {n}"))] = true;
        }
        assert_eq!(used, [true; 8]);
    }
}
