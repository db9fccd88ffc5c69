//! Small pictures that become huge when they are opened: right to the last bit, so that it is their size that is refused and not a fault in them.

use super::uploads::crc32;

/// So many zeros as zlib writes them: one, and then again and again the last 258. A hundred and sixtieth of their number in bytes.
fn zeros(many: usize) -> Vec<u8> {
    let (mut bytes, mut held, mut bits) = (vec![0x78, 0x01], 0_u32, 0);
    let mut write = |code: u32, length: u32| {
        for bit in (0..length).rev() {
            held |= ((code >> bit) & 1) << bits;
            bits += 1;
            if bits == 8 {
                bytes.push(held as u8);
                (held, bits) = (0, 0);
            }
        }
    };
    let (repeats, rest) = ((many - 1) / 258, (many - 1) % 258);
    // The last block, with the codes of the standard.
    write(0b110, 3);
    (0..=rest).for_each(|_| write(0b0011_0000, 8));
    (0..repeats).for_each(|_| write(0b1100_0101 << 5, 13));
    // The end of the block, and up to the end of the byte.
    write(0, 7 + 7);
    let sum = ((many % 65_521) as u32) << 16 | 1;
    bytes.into_iter().chain(sum.to_be_bytes()).collect()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let body = [kind.as_slice(), data].concat();
    [&(data.len() as u32).to_be_bytes(), body.as_slice(), &crc32(&body).to_be_bytes()].concat()
}

/// A black picture of this side in shades of grey, with something more in it.
pub fn black(side: u32, more: &[u8]) -> Vec<u8> {
    let head = [side.to_be_bytes().as_slice(), &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat();
    let pixels = zeros(side as usize * (side as usize + 1));
    [b"\x89PNG\r\n\x1a\n".as_slice(), &chunk(b"IHDR", &head), more, &chunk(b"IDAT", &pixels), &chunk(b"IEND", &[])].concat()
}

/// A chunk with a name and so many zeros: a text, or a profile of colours.
pub fn swollen(kind: &[u8; 4], many: usize) -> Vec<u8> {
    chunk(kind, &[b"Comment\0\0".as_slice(), &zeros(many)].concat())
}
