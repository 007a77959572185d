//! Texts without their layout.

/// Without indentation, and with one space for each run of spaces.
pub(crate) fn everywhere(text: &str) -> String {
    let line = |line: &str| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ") + "\n";
    text.lines().map(line).collect()
}

/// The same, but for what stands between quotes and in comments: spaces are part of those.
pub(crate) fn outside_texts(text: &str) -> String {
    let mut out = String::new();
    let mut prose = false;
    for line in text.lines() {
        squeeze_line(line.trim_start_matches([' ', '\t']), &mut prose, &mut out);
        out.push('\n');
    }
    out
}

fn squeeze_line(line: &str, prose: &mut bool, out: &mut String) {
    let mut rest = line;
    let mut quoted = false;
    while let Some(c) = rest.chars().next() {
        let taken = match c {
            '"' if !quoted && rest.starts_with("\"\"\"") => {
                *prose = !*prose;
                3
            }
            '\\' => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
            '"' if !*prose => {
                quoted = !quoted;
                1
            }
            '/' if !quoted && !*prose && rest.starts_with("//") => rest.len(),
            ' ' if !quoted && !*prose => {
                out.push(' ');
                rest = rest.trim_start_matches(' ');
                continue;
            }
            other => other.len_utf8(),
        };
        let (head, tail) = rest.split_at(taken);
        out.push_str(head);
        rest = tail;
    }
}
