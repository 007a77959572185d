//! Pipes in the document: each stands as its fallback inside an element with a number, and the script fills it.

use super::cell::Iteration;
use crate::emit::routes;
use crate::model::{PipeSource, Segment, VarId};
use serde_json::{Value as Json, json};
use std::collections::{BTreeSet, HashMap};

/// The distinct pipes of one document.
#[derive(Debug, Default)]
pub(super) struct Pipes {
    numbers: HashMap<(Segment, Option<(u32, usize)>), usize>,
    list: Vec<Json>,
    reads: BTreeSet<VarId>,
}

impl Pipes {
    /// What the script reads: the part of a text and, inside a loop, which loop and turn.
    pub(super) fn json(&self) -> &[Json] {
        &self.list
    }

    /// The variables that are piped somewhere in the document.
    pub(super) fn reads(&self) -> &BTreeSet<VarId> {
        &self.reads
    }

    /// The number of a pipe that can change; none for literal text and the name of an iteration.
    pub(super) fn number(&mut self, segment: &Segment, iteration: Option<&Iteration>) -> Option<usize> {
        let source = match segment {
            Segment::Literal(_) | Segment::Pipe { source: PipeSource::Iteration(_), .. } => return None,
            Segment::Pipe { source: PipeSource::Var(source), .. } | Segment::Plural { source, .. } => *source,
        };
        self.reads.insert(source);
        let turn = iteration.map(|now| (now.of.0, now.turn));
        let key = (segment.clone(), turn);
        let next = self.list.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            let part = routes::part(segment);
            self.list.push(turn.map_or_else(|| json!([part]), |(of, turn)| json!([part, of, turn])));
        }
        Some(number)
    }
}

#[cfg(test)]
mod tests {
    use super::Pipes;
    use crate::model::{LoopId, PipeSource, Segment, VarId};

    #[test]
    fn the_same_pipe_has_one_number() {
        let pipe = |source| Segment::Pipe { source, fallback: None };
        let mut pipes = Pipes::default();
        let vars = [1, 2, 1].map(|id| pipes.number(&pipe(PipeSource::Var(VarId(id))), None));
        assert_eq!(vars, [Some(0), Some(1), Some(0)]);
        assert_eq!(pipes.number(&pipe(PipeSource::Iteration(LoopId(0))), None), None);
        assert_eq!(pipes.json().len(), 2);
    }
}
