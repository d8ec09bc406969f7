//! Small changes to files that people write, too: what is not changed stays byte for byte.

use std::ops::Range;

use serde_json::Value;

/// The cells of a table as `new` has them, each row that `old` has already as it stands
/// there: quotes, line ends and mark of encoding. `added` are the columns that one of them
/// has at its end and the other may lack.
pub(super) fn rows(old: &[u8], new: &[u8], added: &[&str]) -> Vec<u8> {
    let (Some(old_rows), Some(new_rows)) = (records(old), records(new)) else {
        return new.to_vec();
    };
    if old_rows.is_empty() {
        return new.to_vec();
    }
    let width = |rows: &[(Range<usize>, Vec<String>)]| {
        rows.first().map_or(0, |(_, header)| {
            let more = header.iter().rev().take_while(|name| added.contains(&name.as_str()));
            header.len() - more.count()
        })
    };
    let (old_width, new_width) = (width(&old_rows), width(&new_rows));
    let end = if old.windows(2).any(|pair| pair == b"\r\n") { "\r\n" } else { "\n" };
    let mut free: Vec<bool> = vec![true; old_rows.len()];
    let mut out = Vec::with_capacity(new.len());
    for (n, (span, cells)) in new_rows.iter().enumerate() {
        let (head, tail) = cells.split_at(new_width.min(cells.len()));
        let like = |&at: &usize| {
            let (_, row) = &old_rows[at];
            let (before, after) = row.split_at(old_width.min(row.len()));
            let kept = tail.iter().zip(after).all(|(one, other)| one == other || n == 0);
            let more = tail.iter().skip(after.len()).chain(after.iter().skip(tail.len()));
            free[at] && before == head && kept && (n == 0 || more.clone().all(String::is_empty))
        };
        let found = if n == 0 { Some(0).filter(like) } else { (1..old_rows.len()).find(like) };
        let raw = found.and_then(|at| {
            let (span, row) = &old_rows[at];
            let raw = &old[span.clone()];
            let ending = raw.iter().rev().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let (text, ending) = raw.split_at(raw.len() - ending);
            let gone: String =
                row.iter().skip(cells.len()).map(|cell| format!(",{cell}")).collect();
            Some((at, row, text.strip_suffix(gone.as_bytes())?, ending))
        });
        let Some((at, row, text, ending)) = raw else {
            let line = String::from_utf8_lossy(&new[span.clone()]);
            out.extend_from_slice(line.trim_end_matches(['\r', '\n']).as_bytes());
            out.extend_from_slice(end.as_bytes());
            continue;
        };
        free[at] = false;
        out.extend_from_slice(text);
        for cell in cells.iter().skip(row.len()) {
            out.push(b',');
            out.extend_from_slice(cell.as_bytes());
        }
        out.extend_from_slice(if ending.is_empty() { end.as_bytes() } else { ending });
    }
    out
}

/// Each record of a table, with the bytes it takes.
fn records(table: &[u8]) -> Option<Vec<(Range<usize>, Vec<String>)>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(table);
    let mut found: Vec<(Range<usize>, Vec<String>)> = Vec::new();
    let mut record = csv::ByteRecord::new();
    while reader.read_byte_record(&mut record).ok()? {
        let mut start = usize::try_from(record.position()?.byte()).ok()?;
        // A record starts after the line end of the one before.
        start += table[start..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        if let Some((last, _)) = found.last_mut() {
            last.end = start;
        }
        let cell = |cell: &[u8]| {
            let text = String::from_utf8_lossy(cell);
            text.trim_start_matches('\u{feff}').trim().to_owned()
        };
        found.push((start..table.len(), record.iter().map(cell).collect()));
    }
    if let Some((first, _)) = found.first_mut() {
        first.start = 0;
    }
    Some(found)
}

/// JSON text with a list under a path of keys and numbers made to hold these values: what
/// it holds already stays as it is written, and what is new comes last. `None` when there
/// is no such list.
pub(super) fn list(text: &str, path: &[&str], wanted: &[Value]) -> Option<String> {
    let bytes = text.as_bytes();
    let at = path.iter().try_fold(blank(bytes, 0), |at, key| {
        let members = members(bytes, at);
        let number = key.parse::<usize>().ok();
        let found = members.iter().enumerate().rfind(|(n, (name, _))| match name {
            Some(name) => {
                serde_json::from_str::<String>(&text[name.clone()]).is_ok_and(|n| n == *key)
            }
            None => number == Some(*n),
        });
        found.map(|(_, (_, value))| value.start)
    })?;
    if bytes.get(at) != Some(&b'[') {
        return None;
    }
    let spans: Vec<Range<usize>> = members(bytes, at).into_iter().map(|(_, value)| value).collect();
    let values: Vec<Value> = spans
        .iter()
        .map(|span| serde_json::from_str(&text[span.clone()]))
        .collect::<Result<_, _>>()
        .ok()?;
    let mut out = text.to_owned();
    let last = spans.last().map_or(at + 1, |span| span.end);
    // From the end, so that places before stay what they are.
    let mut empty = !values.iter().any(|value| wanted.contains(value));
    let mut more = String::new();
    let line = text[..spans.first().map_or(at, |span| span.start)].rfind('\n');
    let indent = line.map_or("", |line| {
        let rest = &text[line..];
        &rest[..rest.len() - rest[1..].trim_start_matches(' ').len()]
    });
    for value in wanted.iter().filter(|value| !values.contains(value)) {
        more.push_str(if empty { "" } else { "," });
        empty = false;
        more.push_str(indent);
        more.push_str(&match indent {
            "" => value.to_string(),
            _ => format!("{value:#}").replace('\n', indent),
        });
    }
    out.insert_str(last, &more);
    for (n, span) in spans.iter().enumerate().rev() {
        if wanted.contains(&values[n]) {
            continue;
        }
        let (mut start, mut end) = (at + 1, span.end);
        let next = blank(out.as_bytes(), span.end);
        if n > 0 {
            start = spans[n - 1].end;
        } else if out.as_bytes().get(next) == Some(&b',') {
            (start, end) = (span.start, blank(out.as_bytes(), next + 1));
        }
        out.replace_range(start..end, "");
    }
    Some(out)
}

fn blank(text: &[u8], at: usize) -> usize {
    at + text[at.min(text.len())..].iter().take_while(|b| b.is_ascii_whitespace()).count()
}

/// The members of the object or list that starts here: keys of an object, and values.
fn members(text: &[u8], at: usize) -> Vec<(Option<Range<usize>>, Range<usize>)> {
    let mut found = Vec::new();
    let is_object = match text.get(at) {
        Some(b'{') => true,
        Some(b'[') => false,
        _ => return found,
    };
    let mut at = blank(text, at + 1);
    while let Some(byte) = text.get(at)
        && !matches!(byte, b'}' | b']')
    {
        let mut name = None;
        if is_object {
            let end = value_end(text, at);
            name = Some(at..end);
            // Past the colon.
            at = blank(text, blank(text, end) + 1);
        }
        let end = value_end(text, at);
        found.push((name, at..end));
        at = blank(text, end);
        if text.get(at) == Some(&b',') {
            at = blank(text, at + 1);
        } else if end == at && text.get(at).is_none_or(|b| !matches!(b, b'}' | b']')) {
            break;
        }
    }
    found
}

/// Where the value that starts here ends.
fn value_end(text: &[u8], at: usize) -> usize {
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (n, byte) in text.iter().enumerate().skip(at) {
        if quoted {
            quoted = escaped || *byte != b'"';
            escaped = !escaped && *byte == b'\\';
            if !quoted && depth == 0 {
                return n + 1;
            }
            continue;
        }
        match byte {
            b'"' => quoted = true,
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return n,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return n + 1;
                }
            }
            b',' | b':' if depth == 0 => return n,
            b if b.is_ascii_whitespace() && depth == 0 => return n,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const ADDED: [&str; 2] = ["x", "y"];

    #[test]
    fn rows_stay_as_they_are_written() {
        let old = "\u{feff}a,b\r\n\"1\",\"två, tre\"\r\n2,\"\"\r\n";
        let with = "a,b,x,y\n1,\"två, tre\",,\n2,,,\n3,ny,u,v\n";
        let more = rows(old.as_bytes(), with.as_bytes(), &ADDED);
        let expected = "\u{feff}a,b,x,y\r\n\"1\",\"två, tre\",,\r\n2,\"\",,\r\n3,ny,u,v\r\n";
        assert_eq!(String::from_utf8(more.clone()).unwrap(), expected);
        let without = "a,b\n1,\"två, tre\"\n2,\n";
        assert_eq!(rows(&more, without.as_bytes(), &ADDED), old.as_bytes());
        assert_eq!(rows(b"", with.as_bytes(), &ADDED), with.as_bytes());
    }

    #[test]
    fn a_list_keeps_its_writing() {
        for old in [
            r#"{"name":"a \" ] \\","resources":[{"name":"x", "n":1.50}],"more":[[]]}"#,
            "{\n  \"resources\": [\n    {\n      \"name\": \"x\"\n    },\n    { \"n\": [1,2] }\n  ]\n}\n",
            "{\"resources\": []}",
            "{\t\"resources\" : [ 1 , \"två\" ] }",
        ] {
            let value: Value = serde_json::from_str(old).unwrap();
            let before = value["resources"].as_array().unwrap().clone();
            let mut after = before.clone();
            after.push(json!({ "name": "verdicts", "list": [1, "]"] }));
            let more = list(old, &["resources"], &after).unwrap();
            let read: Value = serde_json::from_str(&more).unwrap_or_else(|e| panic!("{e}: {more}"));
            assert_eq!(read["resources"].as_array().unwrap(), &after);
            assert_eq!(list(&more, &["resources"], &before).unwrap(), old);
        }
        assert_eq!(list("{}", &["resources"], &[]), None);
        assert_eq!(list("", &["resources"], &[]), None);
        let deep = r#"{"r":[0,{"s":{"f":[1]}}]}"#;
        let more = list(deep, &["r", "1", "s", "f"], &[json!(1), json!(2)]).unwrap();
        assert_eq!(more, r#"{"r":[0,{"s":{"f":[1,2]}}]}"#);
    }

    #[test]
    fn what_goes_from_the_middle_leaves_a_list() {
        let old = "[1, 2,\n 3]";
        for (keep, expected) in [
            (json!([2, 3]), "[2,\n 3]"),
            (json!([1, 3]), "[1,\n 3]"),
            (json!([1, 2]), "[1, 2]"),
            (json!([]), "[]"),
            (json!([4]), "[4]"),
        ] {
            let made = list(old, &[], keep.as_array().unwrap()).unwrap();
            let read: Value = serde_json::from_str(&made).unwrap_or_else(|e| panic!("{e}: {made}"));
            assert_eq!(read, keep, "{expected}");
        }
    }
}
