//! The first walk: every name of the survey with its kind, in file order, so that texts and conditions may read any of them.

use super::Builder;
use super::structure::{Parent, fits};
use crate::analysis::resolve::{GridSymbol, LoopSymbol, Source, Symbol, Target, is_reserved};
use crate::analysis::{is_broken, rules};
use crate::model::{GridId, Kind, ListId, LoopId, LoopOver, VarId};
use crate::syntax::ast::{self, Block, Name};

impl<'a> Builder<'a, '_> {
    pub(super) fn declare(&mut self) {
        let ast = self.ast;
        super::options::check_missing_lines(&ast.missing, self.sink);
        for field in &ast.fields {
            let kind = self.field_kind(field);
            self.declare_var(&field.name, field.name.value.clone(), kind, None, Source::Field(field));
        }
        self.declare_blocks(&ast.blocks, Parent::Survey, None);
        // An any-of may be named before it is declared; that it stands later is a fault of the route.
        for at in 0..self.symbols.loops.len() {
            let Some(each) = self.symbols.loops.get(at).map(|symbol| symbol.source) else { continue };
            if each.chosen {
                let over = self.loop_over(each);
                self.symbols.loops.get_mut(at).into_iter().for_each(|symbol| symbol.over = over);
            }
        }
        self.check_hidden();
    }

    fn declare_blocks(&mut self, blocks: &'a [Block], parent: Parent, in_loop: Option<LoopId>) {
        for block in blocks.iter().filter(|block| fits(parent, block)) {
            match block {
                Block::Section(section) => self.declare_container(section, Parent::Section, in_loop),
                Block::Page(page) => self.declare_container(page, Parent::Page, in_loop),
                Block::Group(group) => self.declare_container(group, Parent::Group, in_loop),
                Block::Question(question) => self.declare_question(question, in_loop),
                Block::Grid(grid) => self.declare_grid(grid),
                Block::Loop(each) => self.declare_loop(each),
                Block::Computed(computed) => self.declare_computed(computed, in_loop),
                Block::Note(note) | Block::Stop(note) => self.declare_place(&note.name),
            }
        }
    }

    fn declare_container(&mut self, container: &'a ast::Container, parent: Parent, in_loop: Option<LoopId>) {
        self.declare_place(&container.name);
        self.declare_blocks(&container.blocks, parent, in_loop);
    }

    fn declare_place(&mut self, name: &'a Name) {
        if name.value.is_empty() {
            return;
        }
        if let Some(first) = self.symbols.places.insert(&name.value, name.span) {
            self.sink.push(rules::q0205_duplicate_name::error(name, first));
        }
    }

    /// Gives a variable its id; `kind` is none where it was not understood.
    fn declare_var(
        &mut self,
        name: &Name,
        path: String,
        kind: Option<Kind>,
        in_loop: Option<LoopId>,
        source: Source<'a>,
    ) -> VarId {
        if is_reserved(&name.value) && !matches!(source, Source::Specify { .. }) {
            self.sink.push(rules::q0208_reserved_name::error(name));
        }
        let known = kind.is_some();
        let kind = kind.unwrap_or(Kind::Text { long: false, max: 200, missing: None });
        let (id, taken) = self.symbols.add(Symbol { path, span: name.span, kind, known, in_loop, source });
        if let Some(first) = taken {
            self.sink.push(rules::q0205_duplicate_name::error(name, first));
        }
        id
    }

    /// The path of an item.
    fn item_path(&self, name: &Name, in_loop: Option<LoopId>) -> String {
        match in_loop.and_then(|id| self.symbols.loops.get(id.index())) {
            Some(each) => format!("{}.{}", each.source.name.value, name.value),
            None => name.value.clone(),
        }
    }

    /// An item of a loop may not hide what its bare name means outside.
    fn check_hidden(&mut self) {
        for symbol in &self.symbols.vars {
            let name = match symbol.source {
                Source::Question(question) if symbol.in_loop.is_some() => &question.name,
                Source::Computed(computed) if symbol.in_loop.is_some() => &computed.name,
                _ => continue,
            };
            if let Some(hidden) = self.symbols.place_of(&name.value) {
                self.sink.push(rules::q0205_duplicate_name::error(name, hidden));
            }
        }
    }

    fn declare_question(&mut self, question: &'a ast::Question, in_loop: Option<LoopId>) {
        super::options::check_inline(question, self.sink);
        let kind = self.item_kind(&question.name, question.kind.as_ref(), &question.options);
        let path = self.item_path(&question.name, in_loop);
        let var = self.declare_var(&question.name, path, kind, in_loop, Source::Question(question));
        self.declare_specify(var, &question.name);
    }

    /// The text of every `specify` option of a variable, right after it.
    fn declare_specify(&mut self, of: VarId, owner: &Name) {
        let Some(symbol) = self.symbols.var(of) else { return };
        let (path, in_loop, list) = (symbol.path.clone(), symbol.in_loop, symbol.kind.list());
        let labels = list.map(|list| self.lists.labels_of(list).to_vec()).unwrap_or_default();
        for option in labels.into_iter().filter_map(super::lists::Label::option) {
            let Some(specify) = &option.specify else { continue };
            let max = specify.max.as_ref().map_or(200, |max| max.value);
            let kind = Some(Kind::Text { long: false, max, missing: None });
            let source = Source::Specify { of, option };
            let name = Name { value: option.name.value.clone(), span: owner.span };
            self.declare_var(&name, format!("{path}.{}", option.name.value), kind, in_loop, source);
        }
    }

    fn declare_grid(&mut self, grid: &'a ast::Grid) {
        let question = &grid.question;
        super::options::check_inline(question, self.sink);
        self.claim(&question.name, Target::Grid(GridId::new(self.symbols.grids.len())));
        let id = GridId::new(self.symbols.grids.len());
        self.symbols.grids.push(GridSymbol { grid, rows: Vec::new() });
        let kind = self.item_kind(&question.name, question.kind.as_ref(), &question.options);
        if grid.rows.is_empty() && grid.rows_of.is_none() && !is_broken(self.sink, question.span) {
            self.sink.push(rules::q0316_empty_list::grid(&question.name));
        }
        for row in &grid.rows {
            self.declare_row(id, &row.name, kind.clone(), Some(row));
        }
        let listed = grid.rows_of.as_ref().and_then(|list| self.named_list(list, false));
        for name in listed.map(|list| self.row_names(list, grid)).unwrap_or_default() {
            self.declare_row(id, &name, kind.clone(), None);
        }
    }

    fn declare_row(&mut self, grid: GridId, name: &Name, kind: Option<Kind>, row: Option<&'a ast::Row>) {
        let Some(symbol) = self.symbols.grids.get(grid.index()) else { return };
        let path = format!("{}.{}", symbol.grid.question.name.value, name.value);
        let var = self.declare_var(name, path, kind, None, Source::Row { grid, row });
        if let Some(symbol) = self.symbols.grids.get_mut(grid.index()) {
            symbol.rows.push(var);
        }
        self.declare_specify(var, name);
    }

    /// The names of the rows that come from a list; they stand where the list is named.
    fn row_names(&self, list: ListId, grid: &ast::Grid) -> Vec<Name> {
        let span = grid.rows_of.as_ref().map_or(grid.question.name.span, |name| name.span);
        let options = self.lists.get(list).map_or(&[][..], |list| &list.options);
        let valid = options.iter().filter(|option| !option.missing);
        valid.map(|option| Name { value: option.name.clone(), span }).collect()
    }

    fn declare_loop(&mut self, each: &'a ast::Loop) {
        let id = LoopId::new(self.symbols.loops.len());
        self.claim(&each.name, Target::Loop(id));
        let over = if each.chosen { None } else { self.loop_over(each) };
        self.symbols.loops.push(LoopSymbol { source: each, over });
        self.declare_blocks(&each.blocks, Parent::Loop, Some(id));
    }

    fn loop_over(&mut self, each: &'a ast::Loop) -> Option<LoopOver> {
        let path = each.over.as_ref()?;
        if !each.chosen {
            let name = path.parts.first()?;
            return self.named_list(name, false).map(LoopOver::List);
        }
        match self.symbols.find(path, None) {
            Some(Target::Var(var)) => match self.symbols.var(var)?.kind {
                Kind::AnyOf { list, .. } => Some(LoopOver::Chosen { var, list }),
                _ => {
                    self.sink.push(rules::q0303_wrong_argument::loop_needs_any_of(path));
                    None
                }
            },
            Some(Target::Grid(_) | Target::Loop(_)) => {
                self.sink.push(rules::q0303_wrong_argument::loop_needs_any_of(path));
                None
            }
            None => {
                self.unknown(path);
                None
            }
        }
    }

    fn declare_computed(&mut self, computed: &'a ast::Computed, in_loop: Option<LoopId>) {
        super::options::check_recode_options(computed, self.sink);
        let kind = self.computed_kind(computed);
        let path = self.item_path(&computed.name, in_loop);
        self.declare_var(&computed.name, path, kind, in_loop, Source::Computed(computed));
    }

    fn claim(&mut self, name: &Name, target: Target) {
        if is_reserved(&name.value) {
            self.sink.push(rules::q0208_reserved_name::error(name));
        }
        if let Some(first) = self.symbols.claim(&name.value, target, name.span) {
            self.sink.push(rules::q0205_duplicate_name::error(name, first));
        }
    }
}
