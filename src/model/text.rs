//! Texts as small integers. Every id, name and address of a log is stored once and then handled as a [`Sym`];
//! the typed ids below are a `Sym` that cannot be mistaken for another kind of id.

use super::HashIndex;

/// A text in an [`Interner`]. `Sym::ABSENT` means that the log had no value (missing, null, empty, `-`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Sym(pub u32);

impl Sym {
    /// No value in the log.
    pub const ABSENT: Self = Self(0);

    /// Whether the log had no value.
    #[must_use]
    pub fn is_absent(self) -> bool {
        self == Self::ABSENT
    }
}

macro_rules! typed_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub Sym);

        impl $name {
            /// No id in the log.
            pub const ABSENT: Self = Self(Sym::ABSENT);

            /// Whether the log had no id.
            #[must_use]
            pub fn is_absent(self) -> bool {
                self.0.is_absent()
            }
        }
    };
}

typed_id!(
    /// A directory (tenant) id, lower case.
    TenantId
);
typed_id!(
    /// An application id, lower case: of a client (`appId`) or of a resource (`resourceId`).
    AppId
);
typed_id!(
    /// The object id of a user, lower case.
    UserId
);

/// Marks the symbol of a name that stands in for an id.
const BY_NAME: u32 = 1 << 31;

impl AppId {
    /// This id; where there is none, the name stands in for it, so that applications without ids are told apart. It has no text: the id
    /// stays unknown.
    #[must_use]
    pub fn or_name(self, name: Sym) -> Self {
        if self.is_absent() && !name.is_absent() { Self(Sym(name.0 | BY_NAME)) } else { self }
    }

    /// Whether a name stands in for the id.
    #[must_use]
    pub fn is_name(self) -> bool {
        self.0.0 & BY_NAME != 0
    }
}

/// Stores each distinct text once, in the order of first appearance.
pub struct Interner {
    /// All texts, one after the other.
    arena: String,
    /// End of each text in `arena`; text n lies between `ends[n - 1]` and `ends[n]`. `ends[0]` is the absent text.
    ends: Vec<usize>,
    index: HashIndex,
}

impl Default for Interner {
    fn default() -> Self {
        Self { arena: String::new(), ends: vec![0], index: HashIndex::default() }
    }
}

impl Interner {
    /// An interner that knows only the absent text.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The symbol of `text`, new or known. The empty text is `Sym::ABSENT`.
    pub fn intern(&mut self, text: &str) -> Sym {
        if text.is_empty() {
            return Sym::ABSENT;
        }
        let Self { arena, ends, index } = self;
        Sym(index.number(text.as_bytes(), || push(arena, ends, text)))
    }

    /// The symbols of many texts, one for each in their order; see [`Interner::intern`].
    pub fn intern_all<'t>(&mut self, texts: impl Iterator<Item = &'t str>) -> Vec<Sym> {
        let Self { arena, ends, index } = self;
        let new = |text: &str| if text.is_empty() { 0 } else { push(arena, ends, text) };
        index.number_all(texts, |text| text.as_bytes(), new).into_iter().map(Sym).collect()
    }

    /// The symbols of many texts, and of the same in lower case.
    pub fn intern_all_with_lower<'t, T: Iterator<Item = &'t str>>(&mut self, texts: impl Fn() -> T) -> (Vec<Sym>, Vec<Sym>) {
        let written = self.intern_all(texts());
        let lower = |(text, &sym): (&str, &Sym)| if has_capitals(text) { self.intern(&text.to_lowercase()) } else { sym };
        let lower = texts().zip(&written).map(lower).collect();
        (written, lower)
    }

    /// The symbol of `text`, and of the same in lower case.
    pub fn intern_with_lower(&mut self, text: &str) -> (Sym, Sym) {
        let written = self.intern(text);
        (written, if has_capitals(text) { self.intern(&text.to_lowercase()) } else { written })
    }

    /// The symbol of a text in lower case.
    pub fn intern_lower(&mut self, sym: Sym) -> Sym {
        let text = self.text(sym);
        if !has_capitals(text) {
            return sym;
        }
        let lower = text.to_lowercase();
        self.intern(&lower)
    }

    /// The symbol of `text` if it was ever interned.
    #[must_use]
    pub fn lookup(&self, text: &str) -> Option<Sym> {
        self.index.get(self.index.hash(text.as_bytes())).map(Sym).filter(|sym| !sym.is_absent())
    }

    /// The text of a symbol of this interner; absent = "", and so is what stands in for an id.
    #[must_use]
    pub fn text(&self, sym: Sym) -> &str {
        if sym.is_absent() || sym.0 & BY_NAME != 0 { "" } else { slice(&self.arena, &self.ends, sym.0) }
    }

    /// The text of a symbol, `None` where absent.
    #[must_use]
    pub fn get(&self, sym: Sym) -> Option<&str> {
        Some(self.text(sym)).filter(|text| !text.is_empty())
    }

    /// How many symbols exist, the absent one included: symbols are `0..len`.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no text was interned yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.len() <= 1
    }

    /// Bytes that all texts take, with what finds them.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.arena.len() + self.ends.len() * size_of::<usize>() + self.index.bytes()
    }

    /// Forgets all texts and keeps the memory.
    pub fn clear(&mut self) {
        self.arena.clear();
        self.ends.truncate(1);
        self.index.clear();
    }
}

/// The texts that an interner has beyond a certain symbol: what another interner has yet to learn from it.
#[derive(Clone, Debug, Default)]
pub struct NewTexts {
    /// The first symbol that is new.
    first: usize,
    arena: String,
    ends: Vec<usize>,
}

impl NewTexts {
    /// The texts of `texts` from symbol `first` on, in the memory of these.
    #[must_use]
    pub fn of(mut self, texts: &Interner, first: usize) -> Self {
        self.arena.clear();
        self.ends.clear();
        self.first = first;
        for n in first..texts.len() {
            self.arena.push_str(texts.text(Sym(u32::try_from(n).unwrap_or(u32::MAX))));
            self.ends.push(self.arena.len());
        }
        self
    }

    /// Brings a map from symbols of that interner to those of another up to date.
    pub fn learn(&self, map: &mut Vec<Sym>, into: &mut Interner) {
        map.truncate(self.first);
        if map.is_empty() {
            map.push(Sym::ABSENT);
        }
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        map.extend(into.intern_all(begins.zip(&self.ends).map(|(begin, &end)| self.arena.get(begin..end).unwrap_or_default())));
    }
}

/// Adds a text; gives the number of its symbol.
fn push(arena: &mut String, ends: &mut Vec<usize>, text: &str) -> u32 {
    let new = u32::try_from(ends.len()).unwrap_or(u32::MAX);
    arena.push_str(text);
    ends.push(arena.len());
    new
}

/// Whether a text may be another one in lower case.
fn has_capitals(text: &str) -> bool {
    // Without a branch for each letter: names are many, and hardly any has capitals.
    text.bytes().fold(false, |any, byte| any | !byte.is_ascii() | byte.is_ascii_uppercase())
}

#[expect(clippy::string_slice, reason = "the ends are the ends of whole texts, hence character boundaries")]
fn slice<'a>(arena: &'a str, ends: &[usize], n: u32) -> &'a str {
    let n = n as usize;
    &arena[ends[n - 1]..ends[n]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_a_symbol_and_clear_forgets() {
        let mut texts = Interner::new();
        let a = texts.intern("テナント");
        assert_eq!(texts.intern("b"), Sym(2));
        assert_eq!(texts.intern("テナント"), a);
        assert_eq!(texts.text(a), "テナント");
        assert_eq!(texts.intern(""), Sym::ABSENT);
        assert_eq!(texts.lookup("c"), None);
        assert_eq!(texts.intern_all(["b", "", "d", "d", "テナント"].into_iter()), [Sym(2), Sym::ABSENT, Sym(3), Sym(3), a]);
        assert_eq!((texts.lookup(""), texts.lookup("d")), (None, Some(Sym(3))));
        texts.clear();
        assert_eq!(texts.lookup("b"), None);
        assert_eq!(texts.intern("b"), Sym(1));
    }
}
