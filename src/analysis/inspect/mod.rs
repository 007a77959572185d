//! What the rules on a finished survey share: its variants, its places, who reads what, and its texts as written.

mod contradiction;
mod findings;
mod flat;
mod pipes;
mod places;
mod readers;
mod reads;
mod routes;
mod sites;
mod sound;
mod variants;
mod wordings;

pub(crate) use contradiction::possible;
pub(crate) use findings::{PRINTED, WRITTEN, report};
pub(crate) use pipes::{Piped, piped};
pub(crate) use places::Holder;
pub(crate) use reads::{Read, Readable, reads_of};
pub(crate) use routes::{Order, Reader, ReaderKind, Routes};
pub(crate) use sites::{Role, Site, Texts};
pub(crate) use sound::Sound;
pub(crate) use variants::{Variants, in_words};
pub(crate) use wordings::{Pair, Shown, asks_itself};

use super::Context;
use crate::diag::{Severity, Sink};
use crate::model::{OriginId, Survey, VarId};
use crate::parallel::both;
use crate::syntax::ast::{Pipe, PipeSource};
use crate::text::Span;

/// One survey with everything that its rules look at.
#[derive(Debug)]
pub(crate) struct Inspection<'a> {
    pub(crate) ctx: Context<'a>,
    pub(crate) routes: Routes<'a>,
    pub(crate) texts: Texts<'a>,
    pub(crate) sound: Sound,
}

impl<'a> Inspection<'a> {
    pub(crate) fn new(ctx: &Context<'a>) -> Self {
        let routes = || {
            let mut routes = Routes::new(ctx);
            routes.readers = readers::readers(&routes);
            routes
        };
        let (routes, (texts, sound)) = both(routes, || (Texts::new(ctx), Sound::new(ctx)));
        Self { ctx: *ctx, routes, texts, sound }
    }

    pub(crate) fn survey(&self) -> &'a Survey {
        self.ctx.survey
    }

    /// Where a text pipes a variable; the text itself where a text block does.
    pub(crate) fn pipe_in(&self, text: OriginId, var: VarId) -> Span {
        let span = self.ctx.span(text);
        let pipes = self.texts.at(span).into_iter().flat_map(Site::pipes);
        let path = self.routes.path(var);
        let in_loop = self.ctx.survey.var(var).and_then(|item| item.in_loop);
        let reads = |pipe: &&Pipe| match &pipe.source {
            PipeSource::Path(written) => written.dotted() == path || self.routes.resolve(written, in_loop) == Some(var),
            PipeSource::Call { .. } | PipeSource::Range { .. } | PipeSource::Broken => false,
        };
        pipes.into_iter().find(reads).map_or(span, |pipe| pipe.span)
    }

    /// ` in wording `x``, with a space before; empty where all of `whole` is meant.
    pub(crate) fn only_in(&self, variants: &Variants, whole: &Variants) -> String {
        let words = if variants == whole { String::new() } else { in_words(self.ctx.survey, variants) };
        if words.is_empty() { words } else { format!(" {words}") }
    }
}

/// Whether an error has been found there: what follows from it is not told as well.
pub(crate) fn faulted(sink: &Sink, span: Span) -> bool {
    let mut errors = sink.as_slice().iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors.any(|diagnostic| diagnostic.span.is_some_and(|fault| span.contains(fault)))
}
