//! Bytes to text. City offices send Shift_JIS and UTF-16 as well as UTF-8; only UTF-8 is read, and the
//! others are recognised so that the message can say how to save the file again.

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// UTF-16, by its byte order mark or its many zero bytes.
    Utf16,
    /// Not UTF-8, and reads as Shift_JIS (code page 932). `at` is the first byte, in the stand-in text,
    /// that is not UTF-8.
    ShiftJis { at: u32 },
    /// No text at all: a workbook or a document of an office program under the name of a text.
    Office,
    /// None of these. `at` as above.
    Unknown { at: u32 },
}

/// How files of office programs begin: `.xlsx` and `.docx`, which are zip files, and the older `.xls` and `.doc`.
const OFFICE_FILES: [&[u8]; 2] = [b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"];

/// The text of a file and what its bytes were. CRLF and a lone CR become `\n`, a byte order mark is
/// dropped: the same page must come out whichever editor saved it.
pub fn decode(bytes: &[u8]) -> (String, Encoding) {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if OFFICE_FILES.iter().any(|start| bytes.starts_with(start)) {
        return (String::new(), Encoding::Office);
    }
    if looks_like_utf16(bytes) {
        return (String::new(), Encoding::Utf16);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (unix_lines(text), Encoding::Utf8),
        Err(error) => {
            let stand_in = unix_lines(&String::from_utf8_lossy(bytes));
            let good = unix_lines(&String::from_utf8_lossy(&bytes[..error.valid_up_to()]));
            let at = good.len() as u32;
            let encoding =
                if reads_as_shift_jis(bytes) { Encoding::ShiftJis { at } } else { Encoding::Unknown { at } };
            (stand_in, encoding)
        }
    }
}

fn unix_lines(text: &str) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text.to_owned() }
}

fn looks_like_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || {
        let head = &bytes[..bytes.len().min(512)];
        head.len() >= 4 && head.iter().filter(|byte| **byte == 0).count() * 3 > head.len()
    }
}

/// Whether every byte belongs to a character of code page 932: one byte (ASCII, half-width kana) or a
/// lead byte 81–9F, E0–FC followed by 40–7E, 80–FC.
fn reads_as_shift_jis(bytes: &[u8]) -> bool {
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            0x00..=0x7F | 0xA1..=0xDF => {}
            0x81..=0x9F | 0xE0..=0xFC => match rest.next() {
                Some(0x40..=0x7E | 0x80..=0xFC) => {}
                _ => return false,
            },
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::{Encoding, decode};

    #[test]
    fn byte_order_mark_and_line_ends_make_no_difference() {
        let plain = decode("表題\n本文\n".as_bytes());
        assert_eq!(decode("\u{FEFF}表題\r\n本文\r\n".as_bytes()), plain);
        assert_eq!(decode("表題\r本文\r".as_bytes()), plain);
    }

    #[test]
    fn other_encodings_are_recognised() {
        let shift_jis = b"title = \"\x8d\xcc\x97p\"\n";
        assert_eq!(decode(shift_jis).1, Encoding::ShiftJis { at: 9 });
        assert_eq!(decode(b"\xFF\xFEt\0i\0").1, Encoding::Utf16);
        assert_eq!(decode(b"t\0i\0t\0l\0e\0").1, Encoding::Utf16);
        assert_eq!(decode(b"ab\xE3\x81\xFF").1, Encoding::Unknown { at: 2 });
        assert_eq!(decode(b"PK\x03\x04\x14\0\x06\0").1, Encoding::Office);
        assert_eq!(decode(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0").1, Encoding::Office);
    }
}
