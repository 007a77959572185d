//! Questions, grids with their rows, loops, fields and specify texts.

use super::head::provenance;
use super::{Builder, Place};
use crate::analysis::resolve::{Source, Symbol};
use crate::analysis::rules;
use crate::model::{
    CheckOwner, Content, GateOwner, Grid, GridId, ItemTexts, LayoutCell, Loop, LoopId, LoopOver, Offer, Only, Role,
    SpecifyDef, Text, Var, VarId,
};
use crate::syntax::ast::{self, Common, Look};

impl<'a> Builder<'a, '_> {
    /// The texts of every option of every list.
    pub(super) fn fill_lists(&mut self) {
        for at in 0..self.lists.lists.len() {
            let labels = self.lists.labels.get(at).cloned().unwrap_or_default();
            for (option, source) in labels.into_iter().enumerate() {
                let label = self.text(source.labels(), None);
                let specify = source.specify().map(|specify| SpecifyDef {
                    required: specify.required,
                    max: specify.max.as_ref().map_or(200, |max| max.value),
                    label: specify.label.as_ref().map(|text| self.plain_text(text, None)).unwrap_or_default(),
                });
                if let Some(option) = self.lists.lists.get_mut(at).and_then(|list| list.options.get_mut(option)) {
                    option.label = label;
                    option.specify = specify;
                }
            }
        }
    }

    pub(super) fn build_field(&mut self, field: &'a ast::Field, place: &Place) {
        let Some(id) = self.symbols.at(&field.name) else { return };
        let spoken: Option<Content> = match &field.spoken {
            Some(ast::Spoken::Text(text)) => self.plain_text(text, None).cells.pop().map(|cell| cell.content),
            Some(ast::Spoken::Each(_)) | None => None,
        };
        let spoken_each = matches!(field.spoken, Some(ast::Spoken::Each(_)));
        let label = field.label.as_ref().map(|text| self.plain_text(text, None)).unwrap_or_default();
        let otherwise = field.otherwise.as_ref().map(|text| self.plain_text(text, None)).unwrap_or_default();
        if let (Some(required), Some(unused)) = (field.required, &field.otherwise) {
            self.sink.push(rules::q0323_fallback_of_required::warning(&field.name, unused.span, required));
        }
        let texts = ItemTexts { label, otherwise, ..ItemTexts::default() };
        let var = self.var(id, Role::Field { spoken, spoken_each }, texts, &Common::default(), place);
        let required = field.required.is_some();
        self.survey.vars.extend(var.map(|var| Var { required, ..var }));
    }

    /// A variable in its place. Its position in `vars` is its id: both walks go through the file in the same order.
    pub(super) fn var(
        &mut self,
        id: VarId,
        role: Role,
        texts: ItemTexts,
        common: &Common,
        place: &Place,
    ) -> Option<Var> {
        let Symbol { path, span, kind, in_loop, .. } = self.symbols.var(id)?;
        let (path, span, kind, in_loop) = (path.clone(), *span, kind.clone(), *in_loop);
        Some(Var {
            path,
            role,
            kind,
            in_loop,
            gates: place.gates.clone(),
            page: place.page,
            required: common.required.is_some(),
            core: place.core,
            private: place.private,
            random_order: false,
            texts,
            offers: Vec::new(),
            provenance: common.from.iter().map(provenance).collect(),
            was: common.was.iter().map(|name| name.value.clone()).collect(),
            changed: common.changed.as_ref().map(super::literal),
            origin: self.origins.add(span),
        })
    }

    pub(super) fn question(&mut self, question: &'a ast::Question, place: &Place) -> Option<VarId> {
        let id = self.symbols.at(&question.name)?;
        let inner = self.inside(place, &question.common, &question.name, GateOwner::Var(id));
        let texts = self.item_texts(&question.texts, place.in_loop);
        let var = self.var(id, Role::Question, texts, &question.common, &inner)?;
        let offers = self.offers(question, id, place.in_loop);
        let random_order = question.order_random.is_some();
        self.survey.vars.push(Var { offers, random_order, ..var });
        self.item_checks(&question.common, CheckOwner::Var(id), place.in_loop);
        self.specify_vars(id, &inner);
        Some(id)
    }

    pub(super) fn item_texts(&mut self, texts: &'a ast::Texts, in_loop: Option<LoopId>) -> ItemTexts {
        ItemTexts {
            label: self.text(&texts.label, in_loop),
            ask: self.text(&texts.ask, in_loop),
            help: self.text(&texts.help, in_loop),
            interviewer: self.text(&texts.interviewer, in_loop),
            error: self.text(&texts.error, in_loop),
            otherwise: self.text(&texts.otherwise, in_loop),
        }
    }

    /// The specify texts of a variable, which follow it.
    fn specify_vars(&mut self, of: VarId, place: &Place) {
        let mut next = of.index() + 1;
        while let Some(Symbol { source: Source::Specify { of: owner, option }, .. }) = self.symbols.vars.get(next) {
            if *owner != of {
                return;
            }
            let (option, id) = (*option, VarId::new(next));
            let label = option.specify.as_ref().and_then(|specify| specify.label.as_ref());
            let label = label.map(|text| self.plain_text(text, place.in_loop)).unwrap_or_default();
            let texts = ItemTexts { label, ..ItemTexts::default() };
            let role = Role::Specify { of, code: option.code.value };
            let required = option.specify.as_ref().is_some_and(|specify| specify.required);
            let inner = Place { core: false, ..place.clone() };
            let var = self.var(id, role, texts, &Common::default(), &inner);
            self.survey.vars.extend(var.map(|var| Var { required, ..var }));
            next += 1;
        }
    }

    /// Conditions on options: of inline options their own `when`, of shared lists the `offer` lines.
    fn offers(&mut self, question: &'a ast::Question, var: VarId, in_loop: Option<LoopId>) -> Vec<Offer> {
        let mut offers = Vec::new();
        for option in &question.options {
            let when = option.when.as_ref().and_then(|when| self.condition(when, in_loop));
            let code = option.code.value;
            offers.extend(when.map(|when| Offer { code, only: Only::default(), when: Some(when) }));
        }
        let Some(symbol) = self.symbols.var(var).filter(|symbol| symbol.known) else { return offers };
        let list = symbol.kind.list();
        for offer in &question.offers {
            if offer.only.is_none() && offer.when.is_none() {
                self.sink.push(rules::q0324_misplaced_clause::offer_without_limit(offer));
            }
            let only = self.only(offer.only.as_ref());
            let when = offer.when.as_ref().and_then(|when| self.condition(when, in_loop));
            for name in &offer.names {
                let options = list.and_then(|list| self.lists.get(list)).map_or(&[][..], |list| &list.options);
                match options.iter().find(|option| option.name == name.value) {
                    Some(option) => offers.push(Offer { code: option.code, only: only.clone(), when: when.clone() }),
                    None => {
                        let known = options.iter().map(|option| option.name.as_str());
                        self.sink.push(rules::q0203_unknown_option::error(name, &question.name.value, known));
                    }
                }
            }
        }
        offers
    }

    pub(super) fn grid(&mut self, grid: &'a ast::Grid, place: &Place) -> Option<GridId> {
        let question = &grid.question;
        let id = GridId::new(self.survey.grids.len());
        let rows = self.symbols.grids.get(id.index())?.rows.clone();
        let inner = self.inside(place, &question.common, &question.name, GateOwner::Grid(id));
        let texts = self.item_texts(&question.texts, None);
        let layouts = self.layouts(&grid.layouts, Look::Grid);
        let first = rows.first().copied();
        self.survey.grids.push(Grid {
            name: question.name.value.clone(),
            texts,
            layouts,
            rows: rows.clone(),
            gates: inner.gates.clone(),
            page: place.page?,
            provenance: question.common.from.iter().map(provenance).collect(),
            origin: self.origins.add(question.name.span),
        });
        let offers = first.map(|row| self.offers(question, row, None)).unwrap_or_default();
        for row in rows {
            self.row(row, id, question, &offers, &inner);
        }
        self.item_checks(&question.common, CheckOwner::Grid(id), None);
        Some(id)
    }

    /// The layouts of a grid or page; `together` is the word that its kind has for "all at once".
    pub(super) fn layouts(&mut self, layouts: &[ast::Layout], together: Look) -> Vec<LayoutCell> {
        layouts.iter().filter_map(|layout| self.layout(layout, together)).collect()
    }

    fn layout(&mut self, layout: &ast::Layout, together: Look) -> Option<LayoutCell> {
        let (wording, mode) = self.cell_key(&layout.qualifiers)?;
        if layout.look != Look::Separate && layout.look != together {
            self.sink.push(rules::q0324_misplaced_clause::layout(layout, together));
            return None;
        }
        Some(LayoutCell { wording, mode, separate: layout.look == Look::Separate })
    }

    /// A row takes from its grid what it does not say itself: `required`, the error text and the fallback.
    fn row(&mut self, id: VarId, grid: GridId, question: &'a ast::Question, offers: &[Offer], place: &Place) {
        let Some(Symbol { source: Source::Row { row, .. }, path, .. }) = self.symbols.var(id) else { return };
        let (row, path) = (*row, path.clone());
        let (inner, mut texts) = match row {
            Some(row) => {
                let inner = self.inside(place, &row.common, &row.name, GateOwner::Var(id));
                (inner, self.item_texts(&row.texts, None))
            }
            None => (place.clone(), ItemTexts { label: self.listed_label(grid, &path), ..ItemTexts::default() }),
        };
        if texts.error.is_empty() {
            texts.error = self.text(&question.texts.error, None);
        }
        if texts.otherwise.is_empty() {
            texts.otherwise = self.text(&question.texts.otherwise, None);
        }
        let none = Common::default();
        let common = row.map_or(&none, |row| &row.common);
        let Some(var) = self.var(id, Role::Row { grid }, texts, common, &inner) else { return };
        let required = var.required || question.common.required.is_some();
        let random_order = question.order_random.is_some();
        self.survey.vars.push(Var { offers: offers.to_vec(), required, random_order, ..var });
        if let Some(row) = row {
            self.item_checks(&row.common, CheckOwner::Var(id), None);
        }
        self.specify_vars(id, &inner);
    }

    /// The label of a row that comes from a list: that of its entry.
    fn listed_label(&mut self, grid: GridId, path: &str) -> Text {
        let Some(name) = path.rsplit('.').next() else { return Text::default() };
        let source = self.symbols.grids.get(grid.index()).and_then(|symbol| symbol.grid.rows_of.as_ref());
        let list = source.and_then(|list| self.named_list(list, false)).and_then(|list| self.lists.get(list));
        list.and_then(|list| list.by_name(name)).map(|option| option.label.clone()).unwrap_or_default()
    }

    pub(super) fn build_loop(&mut self, each: &'a ast::Loop, place: &Place) -> Option<LoopId> {
        let id = LoopId::new(self.survey.loops.len());
        let over = self.symbols.loops.get(id.index())?.over;
        let mut inner = self.inside(place, &each.common, &each.name, GateOwner::Loop(id));
        inner.in_loop = Some(id);
        let title = self.text(if each.titles.is_empty() { &each.texts.label } else { &each.titles }, Some(id));
        let first = self.survey.vars.len();
        self.survey.loops.push(Loop {
            name: each.name.value.clone(),
            over: over.unwrap_or(LoopOver::List(crate::model::ListId(u32::MAX))),
            title,
            vars: Vec::new(),
            nodes: Vec::new(),
            gates: inner.gates.clone(),
            page: place.page?,
            origin: self.origins.add(each.name.span),
        });
        let nodes = self.nodes(&each.blocks, super::structure::Parent::Loop, &inner);
        let vars = (first..self.survey.vars.len()).map(VarId::new).collect();
        if let Some(built) = self.survey.loops.get_mut(id.index()) {
            built.nodes = nodes;
            built.vars = vars;
        }
        Some(id)
    }
}
