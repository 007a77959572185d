//! Dutch abbreviations: those with one reading, and those whose reading depends on what the author meant.

use super::{char_at, char_before, is_letter, is_word_char};

/// An abbreviation with exactly one reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// As written inside a sentence.
    pub written: &'static str,
    /// What it stands for.
    pub read: &'static str,
    /// Whether a sentence may end with it, so that its last point is also a full stop.
    pub closing: bool,
}

const fn open(written: &'static str, read: &'static str) -> Abbreviation {
    Abbreviation { written, read, closing: false }
}

const fn closing(written: &'static str, read: &'static str) -> Abbreviation {
    Abbreviation { written, read, closing: true }
}

/// In alphabetical order.
pub const ABBREVIATIONS: &[Abbreviation] = &[
    open("a.d.h.v.", "aan de hand van"),
    open("a.h.w.", "als het ware"),
    closing("a.s.", "aanstaande"),
    closing("a.u.b.", "alstublieft"),
    open("afd.", "afdeling"),
    open("art.", "artikel"),
    open("bijv", "bijvoorbeeld"),
    open("bijv.", "bijvoorbeeld"),
    open("blz.", "bladzijde"),
    open("c.q.", "casu quo"),
    open("ca.", "circa"),
    open("d.d.", "de dato"),
    open("d.m.v.", "door middel van"),
    open("d.w.z.", "dat wil zeggen"),
    open("dhr.", "de heer"),
    open("dmv", "door middel van"),
    open("dr.", "doctor"),
    open("drs.", "doctorandus"),
    open("dwz", "dat wil zeggen"),
    closing("e.a.", "en anderen"),
    closing("e.d.", "en dergelijke"),
    closing("e.e.a.", "een en ander"),
    closing("enz", "enzovoort"),
    closing("enz.", "enzovoort"),
    closing("etc", "et cetera"),
    closing("etc.", "et cetera"),
    open("evt", "eventueel"),
    open("evt.", "eventueel"),
    closing("excl.", "exclusief"),
    open("fig.", "figuur"),
    open("hfst.", "hoofdstuk"),
    open("i.c.m.", "in combinatie met"),
    open("i.g.v.", "in geval van"),
    open("i.h.b.", "in het bijzonder"),
    open("i.h.k.v.", "in het kader van"),
    open("i.i.g.", "in ieder geval"),
    open("i.o.m.", "in overleg met"),
    open("i.p.v.", "in plaats van"),
    open("i.s.m.", "in samenwerking met"),
    open("i.t.t.", "in tegenstelling tot"),
    open("i.v.m.", "in verband met"),
    closing("incl.", "inclusief"),
    open("ing.", "ingenieur"),
    open("ir.", "ingenieur"),
    open("ivm", "in verband met"),
    closing("jl.", "jongstleden"),
    open("m.a.w.", "met andere woorden"),
    open("m.b.t.", "met betrekking tot"),
    open("m.b.v.", "met behulp van"),
    open("m.i.", "mijns inziens"),
    open("m.i.v.", "met ingang van"),
    open("m.n.", "met name"),
    open("m.u.v.", "met uitzondering van"),
    closing("max.", "maximaal"),
    open("mbt", "met betrekking tot"),
    open("mbv", "met behulp van"),
    open("mevr.", "mevrouw"),
    open("mld.", "miljard"),
    open("mln.", "miljoen"),
    open("mr.", "meester"),
    open("mw.", "mevrouw"),
    open("n.a.v.", "naar aanleiding van"),
    closing("n.v.t.", "niet van toepassing"),
    open("nl.", "namelijk"),
    open("nr.", "nummer"),
    open("nrs.", "nummers"),
    closing("nvt", "niet van toepassing"),
    open("o.a.", "onder andere"),
    open("o.b.v.", "op basis van"),
    closing("o.i.d.", "of iets dergelijks"),
    open("o.l.v.", "onder leiding van"),
    open("o.m.", "onder meer"),
    open("o.v.v.", "onder vermelding van"),
    open("ong.", "ongeveer"),
    closing("p.p.", "per persoon"),
    open("par.", "paragraaf"),
    open("prof.", "professor"),
    open("resp.", "respectievelijk"),
    closing("s.v.p.", "alstublieft"),
    open("t.b.v.", "ten behoeve van"),
    open("t.o.v.", "ten opzichte van"),
    closing("t.z.t.", "te zijner tijd"),
    open("tab.", "tabel"),
    open("tel.", "telefoon"),
    closing("tzt", "te zijner tijd"),
    open("v.a.", "vanaf"),
    open("v.w.b.", "voor wat betreft"),
    open("vgl.", "vergelijk"),
    open("vnl.", "voornamelijk"),
    closing("z.o.z.", "zie ommezijde"),
    closing("z.s.m.", "zo spoedig mogelijk"),
    closing("zsm", "zo spoedig mogelijk"),
];

/// Abbreviations that are read in more than one way, with the readings.
pub const AMBIGUOUS: &[(&str, [&str; 2])] = &[
    ("b.v.", ["bijvoorbeeld", "besloten vennootschap"]),
    ("bv.", ["bijvoorbeeld", "besloten vennootschap"]),
    ("e.v.", ["en volgende", "eigen vermogen"]),
    ("gem.", ["gemiddeld", "gemeente"]),
    ("min.", ["minimaal", "minuten"]),
    ("p.m.", ["per maand", "pro memorie"]),
    ("st.", ["sint", "stuks"]),
    ("t.a.v.", ["ter attentie van", "ten aanzien van"]),
    ("t.g.v.", ["ten gevolge van", "ter gelegenheid van"]),
    ("zgn.", ["zogenaamd", "zogenaamde"]),
];

/// The abbreviation that starts at byte `at`, and its length in bytes; its first letter may be a capital.
#[must_use]
pub fn abbreviation_at(text: &str, at: usize) -> Option<(&'static Abbreviation, usize)> {
    let longest = ABBREVIATIONS.iter().filter(|a| written_at(text, at, a.written)).max_by_key(|a| a.written.len())?;
    Some((longest, longest.written.len()))
}

/// Whether `written` stands at byte `at` as a whole token, its first letter small or capital.
#[must_use]
pub fn written_at(text: &str, at: usize, written: &str) -> bool {
    let Some(found) = text.get(at..at + written.len()) else { return false };
    let (mut a, mut b) = (found.chars(), written.chars());
    let first = a.next().zip(b.next()).is_some_and(|(x, y)| x.eq_ignore_ascii_case(&y));
    let after = char_at(text, at + written.len());
    let pointed = written.ends_with('.');
    let whole = !char_before(text, at).is_some_and(|c| is_word_char(c) || matches!(c, '.' | '@' | '-' | '\'' | '’'))
        && !after.is_some_and(|c| is_letter(c) || (!pointed && (is_word_char(c) || c == '-')));
    first && a.as_str() == b.as_str() && whole
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, AMBIGUOUS, abbreviation_at};

    #[test]
    fn the_table_is_sorted_and_disjoint_from_the_ambiguous_ones() {
        assert!(ABBREVIATIONS.is_sorted_by(|a, b| a.written < b.written));
        assert!(AMBIGUOUS.iter().all(|(written, _)| ABBREVIATIONS.iter().all(|a| a.written != *written)));
    }

    #[test]
    fn an_abbreviation_is_a_whole_token() {
        assert_eq!(abbreviation_at("Bijv. dit", 0).map(|(a, n)| (a.read, n)), Some(("bijvoorbeeld", 5)));
        assert_eq!(abbreviation_at("panteia.nl.", 8), None);
        assert_eq!(abbreviation_at("o.a.v.", 0), None);
        assert_eq!(abbreviation_at("etcetera", 0), None);
    }
}
