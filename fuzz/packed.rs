//! Parts of a workbook as one text, and as the archive they make. Shared by the fuzz
//! target and by `tests/it/fuzz.rs`.

/// A zip archive of the parts in a text: a line `=name` starts a part, and what follows
/// up to the next such line is its content. Nothing is compressed.
pub fn packed(text: &[u8]) -> Vec<u8> {
    let mut parts: Vec<(&[u8], Vec<u8>)> = Vec::new();
    for line in text.split_inclusive(|b| *b == b'\n') {
        match (line.strip_prefix(b"="), parts.last_mut()) {
            (Some(name), _) => parts.push((name.trim_ascii_end(), Vec::new())),
            (None, Some((_, content))) => content.extend_from_slice(line),
            (None, None) => {}
        }
    }
    let (mut archive, mut directory) = (Vec::new(), Vec::new());
    for (name, content) in &parts {
        let offset = archive.len();
        let fields = fields(name, content);
        archive.extend_from_slice(b"PK\x03\x04");
        archive.extend_from_slice(&fields);
        archive.extend_from_slice(name);
        archive.extend_from_slice(content);
        directory.extend_from_slice(b"PK\x01\x02\x14\x00");
        directory.extend_from_slice(&fields);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&long(offset));
        directory.extend_from_slice(name);
    }
    let (start, n) = (archive.len(), short(parts.len()));
    let size = directory.len();
    archive.extend_from_slice(&directory);
    archive.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    archive.extend_from_slice(&[n, n].concat());
    archive.extend_from_slice(&[long(size), long(start)].concat());
    archive.extend_from_slice(&[0, 0]);
    archive
}

/// What the header of a part and its entry in the directory have in common.
fn fields(name: &[u8], content: &[u8]) -> Vec<u8> {
    let size = long(content.len());
    let (version, flags, stored, time) = ([20, 0], [0, 0], [0, 0], [0; 4]);
    [
        &version[..],
        &flags,
        &stored,
        &time,
        &crc32(content).to_le_bytes(),
        &size,
        &size,
        &short(name.len()),
        &[0, 0],
    ]
    .concat()
}

fn short(n: usize) -> [u8; 2] {
    u16::try_from(n).unwrap_or(u16::MAX).to_le_bytes()
}

fn long(n: usize) -> [u8; 4] {
    u32::try_from(n).unwrap_or(u32::MAX).to_le_bytes()
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}
