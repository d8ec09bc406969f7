//! Ids and the numbers they get.

/// Ids numbered from 0 in the order in which they came.
///
/// Open addressing. A slot holds an id's key, which is the id itself up to eight bytes, and
/// its number, so that most look-ups read one stretch of memory. Keys of longer ids are
/// hashes that are not made to withstand ids chosen to collide.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// All ids, one after the other.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    /// A power of two, at most two thirds full.
    slots: Vec<Slot>,
}

/// A key and a number + 1; all zero when empty.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: u64,
    next: u32,
}

impl Ids {
    /// How many ids there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id of a number.
    pub fn id(&self, number: usize) -> &[u8] {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.bytes[start..self.ends[number]]
    }

    /// The number of an id.
    #[inline]
    pub fn number(&self, id: &[u8]) -> Option<u32> {
        match self.find(id, key(id)) {
            Found::Here(number) => Some(number),
            Found::Empty(_) => None,
        }
    }

    /// Takes an id in; `false` when it was there. The number of ids stays below 2³² - 1.
    pub fn take_in(&mut self, id: &[u8]) -> bool {
        if self.slots.len() * 2 < 3 * (self.len() + 1) {
            self.grow();
        }
        let key = key(id);
        let Found::Empty(at) = self.find(id, key) else { return false };
        self.bytes.extend_from_slice(id);
        self.ends.push(self.bytes.len());
        self.slots[at] = Slot { key, next: self.ends.len() as u32 };
        true
    }

    #[inline]
    fn find(&self, id: &[u8], key: u64) -> Found {
        if self.slots.is_empty() {
            return Found::Empty(0);
        }
        let mask = self.slots.len() - 1;
        let mut at = place(key) & mask;
        loop {
            let slot = self.slots[at];
            if slot.next == 0 {
                return Found::Empty(at);
            }
            let number = slot.next - 1;
            if slot.key == key && (is_whole(id) || self.id(number as usize) == id) {
                return Found::Here(number);
            }
            at = (at + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let room = (self.slots.len() * 2).max(1024);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); room]);
        for slot in old.into_iter().filter(|slot| slot.next != 0) {
            let mut at = place(slot.key) & (room - 1);
            while self.slots[at].next != 0 {
                at = (at + 1) & (room - 1);
            }
            self.slots[at] = slot;
        }
    }
}

/// Where an id is, or could be.
enum Found {
    Here(u32),
    Empty(usize),
}

/// Whether an id is its own key: short, and neither ends in the byte 0 that fills keys nor in
/// the 255 that marks hashes.
#[inline]
fn is_whole(id: &[u8]) -> bool {
    id.len() <= 8 && !matches!(id.last(), Some(0 | 0xff))
}

/// The id itself when it is whole, else a hash of words of eight bytes whose highest byte is
/// 255.
#[inline]
fn key(id: &[u8]) -> u64 {
    if is_whole(id) {
        return word(id);
    }
    let state = id.chunks(8).fold(id.len() as u64, |state, part| fold(state ^ word(part)));
    state | 0xff << 56
}

/// Up to eight bytes as a number.
#[inline]
fn word(bytes: &[u8]) -> u64 {
    let half = |at: usize| {
        let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
        u64::from(u32::from_le_bytes(four.unwrap_or_default()))
    };
    match bytes.len() {
        8 => half(0) | half(4) << 32,
        // The last four overlap the first.
        4..=7 => half(0) | half(bytes.len() - 4) << (8 * (bytes.len() - 4)),
        _ => bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte)),
    }
}

/// The two halves of a product, mixed.
#[inline]
fn fold(word: u64) -> u64 {
    let product = u128::from(word) * 0x9e37_79b9_7f4a_7c15_u128;
    (product >> 64) as u64 ^ product as u64
}

/// Where a key's slot may be, before it is masked.
#[inline]
fn place(key: u64) -> usize {
    fold(key) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_order_and_nothing_is_twice() {
        let mut ids = Ids::default();
        let names: Vec<String> = (0..5000).map(|i| format!("a{i:0w$}", w = i % 23)).collect();
        let mut distinct: Vec<&String> = Vec::new();
        for name in &names {
            let new = !names[..].iter().take_while(|n| !std::ptr::eq(*n, name)).any(|n| n == name);
            assert_eq!(ids.take_in(name.as_bytes()), new);
            if new {
                distinct.push(name);
            }
        }
        assert_eq!(ids.len(), distinct.len());
        for (number, name) in distinct.into_iter().enumerate() {
            assert_eq!(ids.number(name.as_bytes()), Some(number as u32));
            assert_eq!(ids.id(number), name.as_bytes());
        }
        for id in [&b"x"[..], b"x\0", b"x\0\0", b"\0", b"", b"12345678", b"123456789"] {
            assert!(ids.take_in(id) && !ids.take_in(id), "{id:?}");
        }
        assert_eq!(ids.number(b"nobody"), None);
        assert_eq!(Ids::default().number(b""), None);
    }
}
