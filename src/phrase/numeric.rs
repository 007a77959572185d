//! Comparisons of numbers and dates in Dutch.

use super::clause::Words;
use crate::model::{CmpOp, Cond, Kind, Members, Num, VarId};
use crate::number::{Decimal, date_in_dutch};

impl Words<'_> {
    /// Both bounds of one number or date: "een getal van 5 tot en met 8".
    pub(super) fn range(&self, parts: &[Cond], positive: bool) -> Option<String> {
        let bound = |part: &Cond| match part {
            Cond::Compare { left: Num::Var(var), op, right: Num::Const(number) } if positive => {
                Some((*var, self.inclusive(*var, *op, *number)))
            }
            _ => None,
        };
        let [first, second] = parts else { return None };
        let ((var, from), (other, until)) = match (bound(first)?, bound(second)?) {
            ((var, (CmpOp::GreaterEqual, from)), (other, (CmpOp::LessEqual, until)))
            | ((other, (CmpOp::LessEqual, until)), (var, (CmpOp::GreaterEqual, from))) => ((var, from), (other, until)),
            _ => return None,
        };
        let what = if self.is_date(var) { "een datum" } else { "een getal" };
        let (from, until) = (self.constant(var, from), self.constant(var, until));
        (var == other && from != until)
            .then(|| self.chosen(var, &format!("{what} van {from} tot en met {until}"), "ingevuld"))
    }

    /// A bound that belongs to what it bounds, where there is a next whole number or day: "hoger dan 17" is "van 18".
    fn inclusive(&self, var: VarId, op: CmpOp, number: Decimal) -> (CmpOp, Decimal) {
        let whole = self.def(var).is_some_and(|item| {
            matches!(item.kind, Kind::Number { decimals: 0, .. } | Kind::Date { .. }) && number.decimals == 0
        });
        let next = |step: i64| Decimal::new(number.units.saturating_add(step), 0);
        match op {
            CmpOp::Greater if whole => (CmpOp::GreaterEqual, next(1)),
            CmpOp::Less if whole => (CmpOp::LessEqual, next(-1)),
            CmpOp::Equal | CmpOp::NotEqual | CmpOp::Less | CmpOp::LessEqual | CmpOp::Greater | CmpOp::GreaterEqual => {
                (op, number)
            }
        }
    }

    pub(super) fn compared(&self, left: &Num, op: CmpOp, right: &Num, inner: bool) -> String {
        match (left, right) {
            (Num::Const(_), Num::Const(_)) => self.arithmetic(left, op, right),
            (Num::Const(_), _) => self.compared(right, op.mirrored(), left, inner),
            (Num::Var(var), Num::Const(number)) if self.formula(*var).is_none() => {
                self.chosen(*var, &self.amount(*var, op, *number), "ingevuld")
            }
            (Num::CountChosen(var), Num::Const(number)) => self.ticked(*var, op, *number),
            (Num::Count { over, cond }, Num::Const(number)) => {
                let said = count(op, *number);
                let counted = self.counted(over, cond, true, &format!("{said} van"), &format!("{said} keer"));
                let none_counts = op.holds(Decimal::new(0, 0).cmp(number));
                match self.some_asked(over).filter(|_| none_counts) {
                    Some(asked) if inner => self.bracketed(&format!("{asked} en {counted}")),
                    Some(asked) => format!("{asked} en {counted}"),
                    None => counted,
                }
            }
            (Num::Var(left), Num::Var(right)) if !self.is_field(*left) && !self.is_field(*right) => {
                self.two_items(*left, op, *right)
            }
            _ => self.arithmetic(left, op, right),
        }
    }

    fn amount(&self, var: VarId, op: CmpOp, number: Decimal) -> String {
        let shown = self.constant(var, number);
        if self.is_date(var) {
            return match op {
                CmpOp::Equal => shown,
                CmpOp::NotEqual => format!("een andere datum dan {shown}"),
                CmpOp::Less => format!("een datum vóór {shown}"),
                CmpOp::LessEqual => format!("een datum op of vóór {shown}"),
                CmpOp::Greater => format!("een datum na {shown}"),
                CmpOp::GreaterEqual => format!("een datum op of na {shown}"),
            };
        }
        match op {
            CmpOp::Equal => format!("het getal {shown}"),
            CmpOp::NotEqual => format!("een ander getal dan {shown}"),
            CmpOp::Less => format!("een getal lager dan {shown}"),
            CmpOp::LessEqual => format!("een getal van {shown} of lager"),
            CmpOp::Greater => format!("een getal hoger dan {shown}"),
            CmpOp::GreaterEqual => format!("een getal van {shown} of hoger"),
        }
    }

    fn is_date(&self, var: VarId) -> bool {
        self.survey.var(self.var(var)).is_some_and(|item| matches!(item.kind, Kind::Date { .. }))
    }

    fn constant(&self, var: VarId, number: Decimal) -> String {
        if self.is_date(var) { date_in_dutch(number.units) } else { in_dutch(number) }
    }

    fn two_items(&self, left: VarId, op: CmpOp, right: VarId) -> String {
        let date = self.is_date(left);
        let (earlier, later) = if date { ("eerdere datum", "latere datum") } else { ("lager getal", "hoger getal") };
        let what = match op {
            CmpOp::Equal => "hetzelfde".to_owned(),
            CmpOp::NotEqual => "iets anders".to_owned(),
            CmpOp::Less => format!("een {earlier}"),
            CmpOp::LessEqual => format!("geen {later}"),
            CmpOp::Greater => format!("een {later}"),
            CmpOp::GreaterEqual => format!("geen {earlier}"),
        };
        let than = if op == CmpOp::Equal { "als" } else { "dan" };
        let (subject, have) = (self.subject(), self.have());
        format!("{subject}bij {} {what} {have} ingevuld {than} bij {}", self.item(left), self.item(right))
    }

    /// "u met het gemiddelde van vraag 3 en vraag 4 lager uitkomt dan 6"
    fn arithmetic(&self, left: &Num, op: CmpOp, right: &Num) -> String {
        let subject = self.subject();
        let (left, right) = (self.number_in_words(left), self.number_in_words(right));
        let come = if self.is_form() { "uitkomt" } else { "uitkomen" };
        let how = match op {
            CmpOp::Equal => return format!("{subject}met {left} precies op {right} {come}"),
            CmpOp::NotEqual => return format!("{subject}met {left} niet op {right} {come}"),
            CmpOp::Less => "lager",
            CmpOp::LessEqual => "niet hoger",
            CmpOp::Greater => "hoger",
            CmpOp::GreaterEqual => "niet lager",
        };
        format!("{subject}met {left} {how} {come} dan {right}")
    }

    pub(super) fn number_in_words(&self, num: &Num) -> String {
        let two =
            |a: &Num, word: &str, b: &Num| format!("{} {word} {}", self.number_in_words(a), self.number_in_words(b));
        match num {
            Num::Const(number) => in_dutch(*number),
            Num::Var(var) => self.formula(*var).unwrap_or_else(|| self.item(*var)),
            Num::Negate(inner) => format!("min {}", self.number_in_words(inner)),
            Num::Add(a, b) => two(a, "plus", b),
            Num::Subtract(a, b) => two(a, "min", b),
            Num::Multiply(a, b) => two(a, "maal", b),
            Num::Divide(a, b) => two(a, "gedeeld door", b),
            Num::CountChosen(var) => self.number_of_ticks(*var),
            Num::Count { over, cond } => {
                let each = self.within("dat").clause(cond, true, true);
                let they = if self.is_form() { "" } else { "zij " };
                format!("het aantal keer bij {} dat {they}{each}", self.members(over))
            }
            Num::Sum { over, .. } => format!("de som van {}", self.members(over)),
            Num::Mean { over, .. } => format!("het gemiddelde van {}", self.members(over)),
        }
    }

    fn members(&self, over: &Members) -> String {
        match over {
            Members::Vars(vars) => self.set(vars),
            Members::Loop { item: Some(item), .. } => self.item(*item),
            Members::Loop { of, item: None } => {
                self.set(self.survey.loops.get(of.index()).map_or(&[][..], |each| &each.vars))
            }
        }
    }
}

fn in_dutch(number: Decimal) -> String {
    number.to_string().replace('.', ",")
}

/// "ten minste 3"
fn count(op: CmpOp, number: Decimal) -> String {
    let shown = in_dutch(number);
    let how = match op {
        CmpOp::Equal => "precies",
        CmpOp::NotEqual => "een ander aantal dan",
        CmpOp::Less => "minder dan",
        CmpOp::LessEqual => "hoogstens",
        CmpOp::Greater => "meer dan",
        CmpOp::GreaterEqual => "ten minste",
    };
    format!("{how} {shown}")
}
