//! Text like people's: few words are everywhere, most are rare. The same on every run.

const KNOWN: &[&str] = &[
    "the", "and", "my", "is", "order", "to", "for", "please", "not", "it", "you", "have", "with", "thank", "delivery", "when", "can", "this", "was", "mug",
    "parcel", "broken", "refund", "blue", "still", "arrived", "payment", "address", "change", "glaze",
];
const SYLLABLES: &[&str] = &["ka", "mo", "ri", "ten", "lu", "sha", "pe", "nor", "vi", "ba", "dun", "el", "gor", "hi", "jas", "wo"];
/// How many words there are.
pub const VOCABULARY: usize = 30_000;

/// Numbers that look random and are the same on every run.
pub struct Dice(u64);

impl Dice {
    /// Begins anew.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `most`.
    pub const fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % most as u64) as usize
    }

    /// The rank of a word as it comes up in text: the tenth a tenth as often as the first.
    fn rank(&mut self) -> usize {
        let u = self.below(1 << 24) as f64 / f64::from(1 << 24);
        ((VOCABULARY as f64).powf(u) as usize - 1).min(VOCABULARY - 1)
    }

    /// A message of 6 to 24 words.
    pub fn message(&mut self) -> String {
        let words: Vec<String> = (0..6 + self.below(19)).map(|_| word(self.rank())).collect();
        words.join(" ") + "."
    }
}

/// The word with this rank, 0 being the most frequent.
pub fn word(rank: usize) -> String {
    if let Some(known) = KNOWN.get(rank) {
        return (*known).to_owned();
    }
    let (mut rest, mut word) = (rank, String::new());
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}
