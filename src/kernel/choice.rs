//! Closed sets of words (status, role, …): one macro gives them JSON, a database column and a form value.

/// Declares an enum whose values are stored, sent and shown under fixed words:
/// `choice! { /// doc pub enum Role { Agent = "agent" "Agent", … } }` (word, label).
#[macro_export]
macro_rules! choice {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal $label:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $word)] $variant),* }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The word it is stored and sent under.
            pub const fn word(self) -> &'static str { match self { $(Self::$variant => $word),* } }
            /// How people read it.
            pub const fn label(self) -> &'static str { match self { $(Self::$variant => $label),* } }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.word()) }
        }

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s { $($word => Ok(Self::$variant),)* _ => Err(format!("“{}” is not one of: {}.", s.chars().take(40).collect::<String>(), [$($word),*].join(", "))) }
            }
        }

        $crate::stored_as_word!($name);
    };
}
