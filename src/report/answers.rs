//! The answers of one item as lines: what is told of them by its view, with labels and sides.

use super::Maker;
use super::data::Data;
use super::document::{Side, Tone};
use super::hist::Answer;
use super::views::View;
use crate::phrase::list_in_words;
use crate::plan::{Measure, Missing, PlanVar, VarKind};

/// Answers that are told together.
pub(super) type Block = Vec<Answer>;

impl Maker<'_> {
    /// The answers that a measure counts, in the order of the file; of a number those that anyone gave.
    pub(super) fn domain(measure: &Measure, var: &PlanVar, seen: &[&Data]) -> Vec<Answer> {
        let occurs = |answer: Answer| seen.iter().any(|data| data.hist.count(answer) > 0);
        let options = var.kind.options().iter();
        let coded =
            |missing: bool| options.clone().filter(move |option| option.missing == missing).map(|option| option.code);
        let mut domain: Vec<Answer> = match &var.kind {
            VarKind::Number { min, max, decimals, .. } => {
                let all = *decimals == 0 && max - min <= SHORT;
                let mut values: Vec<i64> = if all { (*min..=*max).collect() } else { Vec::new() };
                values.extend(seen.iter().flat_map(|data| data.hist.valid()).map(|(value, _)| value));
                values.sort_unstable();
                values.dedup();
                values.into_iter().map(Answer::Valid).collect()
            }
            _ => coded(false).map(Answer::Valid).collect(),
        };
        if measure.base.missing == Missing::Included {
            domain.extend(coded(true).map(Answer::Missing).filter(|answer| occurs(*answer)));
        }
        domain
    }

    /// Blocks of the domain that a view tells; none where it tells no counts.
    pub(super) fn told(view: &View, domain: &[Answer], included: bool) -> Option<Vec<Block>> {
        match view {
            View::Full => Some(domain.iter().map(|answer| vec![*answer]).collect()),
            View::Blocks(blocks) => {
                let counted = |answer: &Answer| included || matches!(answer, Answer::Valid(_));
                let mixed = |block: &&Block| block.iter().any(|a| !counted(a)) && block.iter().any(counted);
                if blocks.iter().any(|block| mixed(&block)) {
                    return None;
                }
                Some(blocks.iter().filter(|block| block.iter().all(counted)).cloned().collect())
            }
            View::Mean | View::Options(_) | View::Nothing(_) => None,
        }
    }

    /// "Ontevreden, zeer ontevreden of geen mening".
    pub(super) fn block_label(var: &PlanVar, block: &[Answer]) -> String {
        let label = |answer: &Answer| answer_label(var, *answer);
        let mut labels: Vec<String> = block.iter().filter(|a| matches!(a, Answer::Valid(_))).map(label).collect();
        let missing: Vec<String> = block.iter().filter(|a| matches!(a, Answer::Missing(_))).map(label).collect();
        match missing.as_slice() {
            [] => {}
            [only] => labels.push(only.clone()),
            [first, ..] => labels.push(format!("{first} en dergelijke")),
        }
        let lower = |(at, label): (usize, String)| if at == 0 { label } else { lower_first(&label) };
        list_in_words(&labels.into_iter().enumerate().map(lower).collect::<Vec<_>>(), "of")
    }
}

/// The answers of the file; of a number those that are shown though nobody gave them.
pub(super) fn answers_of(var: &PlanVar, included: bool) -> Vec<Answer> {
    let coded = |missing: bool| {
        let options = var.kind.options().iter().filter(move |option| option.missing == missing);
        options.map(move |option| if missing { Answer::Missing(option.code) } else { Answer::Valid(option.code) })
    };
    let mut answers: Vec<Answer> = match &var.kind {
        VarKind::Number { min, max, decimals: 0, .. } if max - min <= SHORT => {
            (*min..=*max).map(Answer::Valid).collect()
        }
        _ => coded(false).collect(),
    };
    answers.extend(coded(true).filter(|_| included));
    answers
}

/// A number with at most so many values is shown with all of them.
const SHORT: i64 = 20;

pub(super) fn answer_label(var: &PlanVar, answer: Answer) -> String {
    let (Answer::Valid(code) | Answer::Missing(code)) = answer;
    if let (VarKind::Number { decimals, .. }, Answer::Valid(value)) = (&var.kind, answer) {
        return crate::number::Decimal::new(value, *decimals).to_string().replace('.', ",");
    }
    let option = var.kind.options().iter().find(|option| option.code == code);
    option.map_or_else(|| code.to_string(), |option| option.label.clone())
}

fn lower_first(label: &str) -> String {
    let mut letters = label.chars();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// The colour of a block: of an ordered scale by its half, a higher code being better.
pub(super) fn tone(var: &PlanVar, block: &[Answer], at: usize) -> Tone {
    let label = Maker::block_label(var, block);
    let VarKind::OneOf { ordered: true, options, .. } = &var.kind else {
        let missing = block.iter().all(|answer| matches!(answer, Answer::Missing(_)));
        return Tone {
            label,
            side: if missing { Side::Apart } else { Side::Plain(u8::try_from(at).unwrap_or(u8::MAX)) },
        };
    };
    let mut codes: Vec<i64> = options.iter().filter(|option| !option.missing).map(|option| option.code).collect();
    codes.sort_unstable();
    let half = codes.len() / 2;
    let side = |answer: &Answer| {
        let Answer::Valid(code) = answer else { return Side::Apart };
        let place = codes.iter().position(|known| known == code).unwrap_or(half);
        let small = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        if place < half {
            Side::Bad(small(place))
        } else if place >= codes.len() - half {
            Side::Good(small(codes.len() - 1 - place))
        } else {
            Side::Middle
        }
    };
    let sides: Vec<Side> = block.iter().map(side).collect();
    let all = |test: fn(&Side) -> bool| sides.iter().all(test);
    let side = match sides.as_slice() {
        [only] => *only,
        _ if all(|side| matches!(side, Side::Good(_))) => Side::Good(0),
        _ if sides.iter().any(|side| matches!(side, Side::Bad(_)))
            && sides.iter().all(|s| !matches!(s, Side::Good(_))) =>
        {
            Side::Bad(0)
        }
        _ => Side::Apart,
    };
    Tone { label, side }
}

/// The finest blocks that every one of `all` can be summed to.
pub(super) fn joined(all: &[Vec<Block>]) -> Vec<Block> {
    let mut blocks: Vec<Block> = all.first().cloned().unwrap_or_default();
    for block in all.iter().flatten() {
        let (touched, rest): (Vec<Block>, Vec<Block>) =
            blocks.into_iter().partition(|known| known.iter().any(|answer| block.contains(answer)));
        if touched.is_empty() {
            blocks = rest;
            blocks.push(block.clone());
            continue;
        }
        let mut whole: Block = touched.concat();
        whole.extend(block.iter().filter(|answer| !touched.concat().contains(answer)));
        blocks = rest;
        blocks.push(whole);
    }
    blocks
}

/// Blocks and their members in the order of a domain; what is not in it comes last.
pub(super) fn in_order(mut blocks: Vec<Block>, domain: &[Answer]) -> Vec<Block> {
    let place = |answer: &Answer| domain.iter().position(|known| known == answer).unwrap_or(usize::MAX);
    blocks.iter_mut().for_each(|block| block.sort_by_key(|answer| (place(answer), *answer)));
    blocks.sort_by_key(|block| block.first().map_or(usize::MAX, place));
    blocks
}
