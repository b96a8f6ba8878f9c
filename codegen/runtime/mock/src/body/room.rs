//! Room for bodies: how many bytes of them are held at the same time.

use std::ops::Deref;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;

use crate::limits::BODIES;
use crate::refusal::Refusal;

/// What is held now, by all servers of the process: they share its memory.
static HELD: AtomicUsize = AtomicUsize::new(0);

/// A share of the room for bodies. It is given back when this is dropped.
#[derive(Debug, Default)]
pub(super) struct Room(usize);

impl Room {
    /// Makes the share as large as this, if there is so much left.
    pub(super) fn grow(&mut self, size: usize) -> Result<(), Refusal> {
        let more = size.saturating_sub(self.0);
        let taken = HELD.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |held| {
            held.checked_add(more).filter(|held| *held <= BODIES)
        });
        taken.map_err(|_| Refusal::Crowded)?;
        self.0 += more;
        Ok(())
    }

    /// Bytes that keep the share as long as they are held.
    pub(super) fn keep(self, bytes: Bytes) -> Held {
        Held { bytes, _room: self }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if self.0 > 0 {
            HELD.fetch_sub(self.0, Ordering::Relaxed);
        }
    }
}

/// Bytes, and the share of the room that they take.
#[derive(Debug, Default)]
pub(crate) struct Held {
    bytes: Bytes,
    _room: Room,
}

impl Deref for Held {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::Room;
    use crate::limits::BODIES;
    use crate::refusal::Refusal;

    #[test]
    fn what_is_given_back_can_be_had_again() {
        // Other tests of this process hold a little at the same time.
        let most = BODIES - BODIES / 4;
        for _ in 0..3 {
            let mut room = Room::default();
            room.grow(most).expect("there is room");
            room.grow(most / 2).expect("it is there already");
            assert_eq!(Room::default().grow(most), Err(Refusal::Crowded));
            let held = room.keep(Bytes::from_static(&[1, 2]));
            assert_eq!(Room::default().grow(most), Err(Refusal::Crowded));
            assert_eq!(*held, [1, 2]);
        }
    }
}
