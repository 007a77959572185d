//! Pipes (rule 8): texts with earlier answers in them, for one respondent, in the wording and mode at hand.

use super::{Evaluator, Place, Routed, State, Value};
use crate::model::{Content, LoopId, PipeSource, Segment, Text, Var, VarId};
use crate::number::{Decimal, date_in_dutch};
use crate::phrase::list_in_words;

/// A stretch of a text. What is piped is data: whoever shows it escapes it, in HTML and in prose alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub piped: bool,
}

/// Labels may pipe labels; a model in which they do so in a circle stops here.
const DEPTH: u8 = 4;

impl Evaluator<'_> {
    /// The text of a cell with its pipes filled; `None` where there is no text for this wording and mode.
    #[must_use]
    pub fn text(&self, routed: &Routed, text: &Text, place: Option<Place>) -> Option<String> {
        let cell = text.get(routed.situation.wording, routed.situation.mode)?;
        Some(self.pipe(routed, &cell.content, place))
    }

    /// The content as one string; `place` gives the iteration inside a loop.
    #[must_use]
    pub fn pipe(&self, routed: &Routed, content: &Content, place: Option<Place>) -> String {
        self.pieces(routed, content, place).into_iter().map(|piece| piece.text).collect()
    }

    /// The content in pieces, those that are piped marked.
    #[must_use]
    pub fn pieces(&self, routed: &Routed, content: &Content, place: Option<Place>) -> Vec<Piece> {
        let pipes = Pipes { evaluator: self, routed, place };
        content.segments.iter().map(|segment| pipes.piece(segment, DEPTH)).collect()
    }
}

struct Pipes<'a> {
    evaluator: &'a Evaluator<'a>,
    routed: &'a Routed,
    place: Option<Place>,
}

impl Pipes<'_> {
    fn piece(&self, segment: &Segment, depth: u8) -> Piece {
        match segment {
            Segment::Literal(text) => Piece { text: text.clone(), piped: false },
            Segment::Pipe { source, fallback } => {
                Piece { text: self.pipe(*source, fallback.as_ref(), depth), piped: true }
            }
            Segment::Plural { source, zero, one, many, fallback } => {
                let forms = Forms { zero: zero.as_deref().unwrap_or(many), one, many };
                let text =
                    self.plural(*source, &forms).unwrap_or_else(|| self.fallback(*source, fallback.as_ref(), depth));
                Piece { text, piped: true }
            }
        }
    }

    fn pipe(&self, source: PipeSource, fallback: Option<&String>, depth: u8) -> String {
        match source {
            PipeSource::Var(var) => self.words(var, depth).unwrap_or_else(|| self.fallback(var, fallback, depth)),
            PipeSource::Iteration(of) => self.iteration(of, depth).or_else(|| fallback.cloned()).unwrap_or_default(),
        }
    }

    /// At the place, else at the source; a field that is never empty but missing shows its option.
    fn fallback(&self, var: VarId, fallback: Option<&String>, depth: u8) -> String {
        if let Some(text) = fallback {
            return text.clone();
        }
        let Some(source) = self.evaluator.survey.var(var) else { return String::new() };
        match (self.content(&source.texts.otherwise, depth), self.state(var)) {
            (Some(text), _) => text,
            (None, State::Missing(code)) => self.label(source, *code, depth),
            (None, _) => String::new(),
        }
    }

    fn state(&self, var: VarId) -> &State {
        self.evaluator.env(self.routed, self.place).read(var)
    }

    /// A valid value in words.
    fn words(&self, var: VarId, depth: u8) -> Option<String> {
        let source = self.evaluator.survey.var(var)?;
        Some(match self.state(var).valid()? {
            Value::Option(code) => self.label(source, *code, depth),
            Value::Set(codes) => {
                let options = self.evaluator.survey.options_of(source).iter();
                let chosen = options.filter(|option| codes.contains(&option.code));
                let labels: Vec<String> = chosen.map(|option| self.label(source, option.code, depth)).collect();
                list_in_words(&labels, "en")
            }
            Value::Number(units) => with_comma(*units, source.kind.decimals()),
            Value::Text(text) => text.clone(),
            Value::Date(day) => date_in_dutch(*day),
        })
    }

    fn plural(&self, var: VarId, forms: &Forms<'_>) -> Option<String> {
        let Value::Number(units) = self.state(var).valid()? else { return None };
        let value = Decimal::new(*units, self.evaluator.survey.var(var)?.kind.decimals());
        let form = match value.at(0) {
            Some(0) => forms.zero,
            Some(1) => forms.one,
            _ => forms.many,
        };
        Some(form.replace('#', &with_comma(value.units, value.decimals)))
    }

    fn iteration(&self, of: LoopId, depth: u8) -> Option<String> {
        let survey = self.evaluator.survey;
        let turn = self.place.filter(|place| survey.var(place.var).is_some_and(|var| var.in_loop == Some(of)))?.turn?;
        let code = *self.evaluator.places.turns(of).get(turn)?;
        let list = survey.list(survey.loops.get(of.index())?.over.list())?;
        self.content(&list.by_code(code)?.label, depth)
    }

    /// The label of an option in the wording at hand; its name where it has none.
    fn label(&self, var: &Var, code: i64, depth: u8) -> String {
        let option = self.evaluator.survey.options_of(var).iter().find(|option| option.code == code);
        option.map_or_else(String::new, |option| {
            self.content(&option.label, depth).unwrap_or_else(|| option.name.clone())
        })
    }

    fn content(&self, text: &Text, depth: u8) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        let cell = text.get(self.routed.situation.wording, self.routed.situation.mode)?;
        Some(cell.content.segments.iter().map(|segment| self.piece(segment, depth).text).collect())
    }
}

struct Forms<'a> {
    zero: &'a str,
    one: &'a str,
    many: &'a str,
}

/// With all declared decimals: 75 with one decimal is `7,5`, 70 is `7,0`.
fn with_comma(units: i64, decimals: u8) -> String {
    Decimal::new(units, decimals).to_string().replace('.', ",")
}
