//! Reading the model file: little-endian numbers and strings, never past the end.

/// A cursor over bytes; every read is `None` when too little is left.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Starts at the front.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// The next `count` bytes.
    pub fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(head)
    }

    /// One byte.
    pub fn u8(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    /// Two bytes.
    pub fn i16(&mut self) -> Option<i16> {
        Some(i16::from_le_bytes(*self.bytes(2)?.first_chunk()?))
    }

    /// Four bytes.
    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes(*self.bytes(4)?.first_chunk()?))
    }

    /// Sixteen bytes.
    pub fn u128(&mut self) -> Option<u128> {
        Some(u128::from_le_bytes(*self.bytes(16)?.first_chunk()?))
    }

    /// A string of at most 255 bytes after its length.
    pub fn string(&mut self) -> Option<&'a str> {
        let len = self.u8()?;
        std::str::from_utf8(self.bytes(usize::from(len))?).ok()
    }
}
