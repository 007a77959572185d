//! A survey's own lines.

use super::Lower;
use super::members::nth_name;
use crate::syntax::ast::{Field, Name, Opt, Spoken, Survey, Voice, WordingDecl};
use crate::syntax::cst::{Cst, Kind};

impl Lower<'_> {
    pub(super) fn survey(&mut self, cst: &Cst) -> Survey {
        let members = self.members(cst);
        let mut survey = self.empty_survey(cst);
        survey.blocks = self.blocks(cst.kind, &members);
        survey.allows = self.allows(&members, cst.span);
        survey.intro = self.worded(&members, "intro");
        survey.end = self.worded(&members, "end");
        for member in members {
            self.survey_member(member, &mut survey);
        }
        survey
    }

    fn empty_survey(&mut self, cst: &Cst) -> Survey {
        Survey {
            name: self.name_or_empty(cst),
            wave: self.integer(cst),
            title: self.child_text(cst),
            language: None,
            wordings: Vec::new(),
            modes: Vec::new(),
            fields: Vec::new(),
            missing: Vec::new(),
            usable: None,
            voice: None,
            lexicon: None,
            intro: Vec::new(),
            end: Vec::new(),
            from: None,
            blocks: Vec::new(),
            allows: Vec::new(),
            span: cst.span,
        }
    }

    fn survey_member(&mut self, cst: &Cst, survey: &mut Survey) {
        match cst.kind {
            Kind::Language => survey.language = self.first_name(cst).map(language),
            Kind::Wording => survey.wordings.push(self.wording_declaration(cst)),
            Kind::Mode => survey.modes = self.names(cst),
            Kind::Field => {
                let field = self.field(cst);
                survey.fields.push(field);
            }
            Kind::Missing => survey.missing.extend(self.missing_option(cst)),
            Kind::Usable => survey.usable = self.condition_in(cst, Kind::WhenPart),
            Kind::Voice => {
                let rate = self.integer_in(cst, Kind::Rate);
                survey.voice = self.string(cst).map(|name| Voice { name, rate, span: cst.span });
            }
            Kind::Lexicon => survey.lexicon = self.string(cst),
            Kind::From if survey.from.is_none() => survey.from = self.child_text(cst),
            _ => {}
        }
    }

    fn wording_declaration(&self, cst: &Cst) -> WordingDecl {
        WordingDecl {
            name: self.name_or_empty(cst),
            label: self.child_text(cst),
            simpler_than: cst.child(Kind::Simpler).and_then(|s| nth_name(s, 0)).map(|n| self.name(n)),
            audible: cst.word("audible"),
            span: cst.span,
        }
    }

    fn field(&mut self, cst: &Cst) -> Field {
        let each = cst.child(Kind::SpokenEach).map(|s| Spoken::Each(s.span));
        Field {
            name: self.name_or_empty(cst),
            kind: self.answer(cst),
            label: self.child_text(cst),
            required: cst.word("required"),
            spoken: each.or_else(|| self.text_in(cst, Kind::Spoken).map(Spoken::Text)),
            otherwise: self.text_in(cst, Kind::FieldElse),
            span: cst.span,
        }
    }

    fn missing_option(&mut self, cst: &Cst) -> Option<Opt> {
        let option = self.option(cst.child(Kind::Option)?)?;
        Some(Opt { missing: cst.word("missing"), span: cst.span, ..option })
    }
}

/// `nl_nl`, which has been reported, as `nl`.
fn language(name: Name) -> Name {
    let value = name.value.split('_').next().unwrap_or("").to_owned();
    Name { value, ..name }
}
