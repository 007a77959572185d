//! What stands between braces in a text: text blocks, answers, fields, plurals.

use super::inclusions::Inclusions;
use super::texts::pick;
use super::{Builder, literal};
use crate::analysis::resolve::{Source, Target};
use crate::analysis::rules;
use crate::diag::Diagnostic;
use crate::model::{Content, Kind, LoopId, PipeSource, Segment, VarId};
use crate::syntax::ast::{self, Pipe, Wording};

/// One writing-out of a text for one cell.
pub(super) struct Expansion {
    key: super::scope::CellKey,
    in_loop: Option<LoopId>,
    /// What is read aloud of included blocks, rather than what is printed.
    aloud: bool,
    /// An included block has a spoken text of its own.
    pub(super) has_spoken: bool,
    /// The text blocks around.
    inside: Inclusions,
}

impl Expansion {
    pub(super) fn new(key: super::scope::CellKey, in_loop: Option<LoopId>) -> Self {
        Self { key, in_loop, aloud: false, has_spoken: false, inside: Inclusions::default() }
    }

    pub(super) fn spoken(key: super::scope::CellKey, in_loop: Option<LoopId>) -> Self {
        Self { aloud: true, ..Self::new(key, in_loop) }
    }
}

impl<'a> Builder<'a, '_> {
    /// The text block that a pipe includes, as the file of the pipe sees it.
    pub(super) fn block(&self, pipe: &Pipe) -> Option<&'a ast::TextBlock> {
        let name = block_name(pipe)?;
        self.scopes.of_file(pipe.span.file)?.texts.get(name.value.as_str()).copied()
    }

    /// Adds the text to `content`, piece by piece.
    pub(super) fn expand(&mut self, text: &'a ast::Text, content: &mut Content, expansion: &mut Expansion) {
        content.prose |= text.prose;
        for segment in &text.segments {
            match segment {
                ast::Segment::Literal(literal) => {
                    expansion.inside.add(&literal.value);
                    push_literal(content, &literal.value);
                }
                ast::Segment::Pipe(pipe) => match block_name(pipe) {
                    Some(name) => self.include(name, pipe, content, expansion),
                    None => content.segments.extend(self.pipe(pipe, expansion)),
                },
            }
        }
    }

    fn include(&mut self, name: &ast::Name, pipe: &'a Pipe, content: &mut Content, expansion: &mut Expansion) {
        let Some(block) = self.block(pipe) else {
            let scope = self.scopes.of_file(pipe.span.file);
            if let Some(scope) = scope.filter(|scope| !scope.incomplete) {
                self.sink.push(rules::q0201_unknown_name::text_block(name, scope.texts.keys().copied()));
            }
            return;
        };
        if expansion.inside.holds(block.name.span) {
            self.sink.push(rules::q0210_text_cycle::error(name, block.name.span));
            return;
        }
        self.uses.shared(pipe.span.file, &block.name);
        let keyed = self.keyed(&block.says, true);
        let Some(said) = pick(&keyed, expansion.key) else { return };
        expansion.has_spoken |= said.wording.spoken.is_some();
        let text = said.wording.spoken.as_ref().filter(|_| expansion.aloud).unwrap_or(&said.wording.text);
        if expansion.inside.enter(block.name.span) {
            self.expand(text, content, expansion);
        }
        if expansion.inside.leave() {
            self.sink.push(rules::q0336_text_too_long_written_out::error(name, block.name.span));
        }
    }

    fn pipe(&mut self, pipe: &'a Pipe, expansion: &Expansion) -> Option<Segment> {
        let path = match &pipe.source {
            ast::PipeSource::Path(path) => path,
            ast::PipeSource::Call { function, .. } => {
                self.sink.push(rules::q0327_cannot_be_piped::only_in_reports(&function.value, pipe.span));
                return None;
            }
            ast::PipeSource::Range { first, .. } => {
                self.sink.push(rules::q0327_cannot_be_piped::only_in_reports(&first.dotted(), pipe.span));
                return None;
            }
            ast::PipeSource::Broken => return None,
        };
        match self.find(path, expansion.in_loop) {
            Some(Target::Var(var)) => self.var_pipe(var, path, pipe, expansion),
            Some(Target::Loop(id)) if expansion.in_loop == Some(id) => {
                let source = PipeSource::Iteration(id);
                Some(Segment::Pipe { source, fallback: pipe.alternatives.first().map(|text| text.value.clone()) })
            }
            Some(Target::Loop(_)) => {
                self.sink.push(rules::q0329_loop_item_outside::iteration(path));
                None
            }
            Some(Target::Grid(_)) => {
                self.sink.push(rules::q0327_cannot_be_piped::grid(path));
                None
            }
            None => {
                self.unknown(path);
                None
            }
        }
    }

    fn var_pipe(&mut self, var: VarId, path: &ast::Path, pipe: &'a Pipe, expansion: &Expansion) -> Option<Segment> {
        let symbol = self.symbols.var(var)?;
        if symbol.in_loop.is_some() && symbol.in_loop != expansion.in_loop {
            self.sink.push(rules::q0329_loop_item_outside::error(path));
            return None;
        }
        let number = matches!(symbol.kind, Kind::Number { .. }) || !symbol.known;
        let mut words = pipe.alternatives.iter().map(|text| text.value.clone());
        let source = PipeSource::Var(var);
        match pipe.alternatives.len() {
            1 => Some(Segment::Pipe { source, fallback: words.next() }),
            0 => Some(Segment::Pipe { source, fallback: self.fallback(var, path, pipe, expansion) }),
            2 | 3 if number => {
                let zero = (pipe.alternatives.len() == 3).then(|| words.next()).flatten();
                let (one, many) = (words.next()?, words.next()?);
                Some(Segment::Plural {
                    source: var,
                    zero,
                    one,
                    many,
                    fallback: self.fallback(var, path, pipe, expansion),
                })
            }
            2 | 3 => {
                self.sink.push(rules::q0327_cannot_be_piped::plural_of_no_number(path));
                None
            }
            _ => {
                self.sink.push(rules::q0327_cannot_be_piped::too_many_alternatives(pipe.span));
                None
            }
        }
    }

    /// The fallback at the source; a source that can be empty and has none is reported.
    fn fallback(&mut self, var: VarId, path: &ast::Path, pipe: &Pipe, expansion: &Expansion) -> Option<String> {
        let source = self.symbols.var(var)?.source;
        if let Source::Field(field) = source {
            let fallback = field.otherwise.as_ref().map(|text| self.fallback_words(text));
            if fallback.is_none() && field.required.is_none() {
                self.sink.push(no_fallback(path, pipe));
            }
            return fallback;
        }
        let lines = self.otherwise_lines(source);
        let keyed = self.keyed(lines, false);
        let Some(line) = pick(&keyed, expansion.key) else {
            self.sink.push(no_fallback(path, pipe));
            return None;
        };
        Some(self.fallback_words(&line.wording.text))
    }

    /// A fallback is plain: a pipe in it could itself be empty.
    fn fallback_words(&mut self, text: &ast::Text) -> String {
        if let Some(ast::Segment::Pipe(pipe)) = text.segments.iter().find(|s| matches!(s, ast::Segment::Pipe(_))) {
            self.sink.push(rules::q0327_cannot_be_piped::in_fallback(pipe.span));
        }
        literal(text)
    }

    /// The `else` lines at the source of a pipe.
    pub(super) fn fallback_lines(&self, pipe: &Pipe, in_loop: Option<LoopId>) -> &'a [Wording] {
        let ast::PipeSource::Path(path) = &pipe.source else { return &[] };
        let Some(Target::Var(var)) = self.find(path, in_loop) else { return &[] };
        self.symbols.var(var).map_or(&[], |symbol| self.otherwise_lines(symbol.source))
    }

    fn otherwise_lines(&self, source: Source<'a>) -> &'a [Wording] {
        match source {
            Source::Field(_) => &[],
            Source::Question(question) => &question.texts.otherwise,
            Source::Computed(computed) => &computed.texts.otherwise,
            Source::Row { row: Some(row), .. } if !row.texts.otherwise.is_empty() => &row.texts.otherwise,
            Source::Row { grid, .. } => {
                self.symbols.grids.get(grid.index()).map_or(&[], |symbol| &symbol.grid.question.texts.otherwise)
            }
            Source::Specify { of, .. } => self.symbols.var(of).map_or(&[], |owner| self.otherwise_lines(owner.source)),
        }
    }
}

/// `NAME` of `{text.NAME}`.
fn block_name(pipe: &Pipe) -> Option<&ast::Name> {
    match &pipe.source {
        ast::PipeSource::Path(path) => match path.parts.as_slice() {
            [first, name] if first.value == "text" => Some(name),
            _ => None,
        },
        ast::PipeSource::Call { .. } | ast::PipeSource::Range { .. } | ast::PipeSource::Broken => None,
    }
}

fn no_fallback(path: &ast::Path, pipe: &Pipe) -> Diagnostic {
    let said = if pipe.alternatives.is_empty() {
        rules::q0326_pipe_without_fallback::error
    } else {
        rules::q0326_pipe_without_fallback::plural
    };
    said(path, pipe.span)
}

/// Adds literal text, joined with literal text before it.
fn push_literal(content: &mut Content, text: &str) {
    match content.segments.last_mut() {
        Some(Segment::Literal(before)) => before.push_str(text),
        _ => content.segments.push(Segment::Literal(text.to_owned())),
    }
}
