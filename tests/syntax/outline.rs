//! The syntax tree in a few lines: what was kept, conditions with all their brackets.

use peil::syntax::ast::*;

pub(crate) fn outline(file: &File) -> String {
    let mut out = Outline { lines: Vec::new() };
    for used in &file.uses {
        out.line(0, &format!("use {}", used.path.value));
    }
    for allow in &file.allows {
        out.line(0, &format!("allow {}", allow.slug.value));
    }
    file.declarations.iter().for_each(|d| out.declaration(d));
    out.lines.join("\n")
}

/// How many items, rows, options and declarations a tree holds.
pub(crate) fn names(file: &File) -> Vec<String> {
    let lines = outline(file);
    lines.lines().filter_map(|l| l.split_whitespace().nth(1).map(str::to_owned)).collect()
}

struct Outline {
    lines: Vec<String>,
}

impl Outline {
    fn line(&mut self, depth: usize, text: &str) {
        self.lines.push(format!("{}{text}", "  ".repeat(depth)));
    }

    fn declaration(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::Survey(s) => self.survey(s),
            Declaration::Scale(s) => {
                self.line(
                    0,
                    &format!(
                        "scale {}{}",
                        s.name.value,
                        flags(&[("ordered", s.ordered), ("nominal", s.nominal), ("scored", s.scored)])
                    ),
                );
                self.options(1, &s.options);
            }
            Declaration::CodeList(c) => {
                self.line(0, &format!("codelist {}", c.name.value));
                for e in &c.entries {
                    let year = |y: &Option<Spanned<u32>>| y.as_ref().map_or("".to_owned(), |y| y.value.to_string());
                    let (from, until) = (year(&e.from), year(&e.until));
                    self.line(
                        1,
                        &format!(
                            "{} {} {from}..{until}{}",
                            e.code.value,
                            e.name.value,
                            flags(&[("retired", e.retired)])
                        ),
                    );
                }
            }
            Declaration::Text(t) => self.line(0, &format!("text {}{}", t.name.value, wordings("say", &t.says))),
            Declaration::Term(t) => {
                let instead: Vec<String> = t.instead_of.iter().map(text).collect();
                self.line(
                    0,
                    &format!(
                        "term {} {:?} instead of {instead:?}{}",
                        t.name.value,
                        t.preferred.as_ref().map(text),
                        only(&t.only)
                    ),
                );
            }
            Declaration::Report(r) => self.report(r),
            Declaration::Thresholds(t) => {
                self.line(0, &format!("thresholds {} {:?}", t.name.value, t.path.as_ref().map(|p| &p.value)))
            }
        }
    }

    fn survey(&mut self, s: &Survey) {
        let wave = s.wave.as_ref().map_or(0, |w| w.value);
        self.line(0, &format!("survey {}@{wave}", s.name.value));
        for w in &s.wordings {
            let simpler = w.simpler_than.as_ref().map_or("".to_owned(), |n| format!(" simpler than {}", n.value));
            self.line(1, &format!("wording {}{simpler}{}", w.name.value, flags(&[("audible", w.audible)])));
        }
        if !s.modes.is_empty() {
            self.line(1, &format!("mode {}", joined(&s.modes)));
        }
        for f in &s.fields {
            let spoken = match &f.spoken {
                Some(Spoken::Each(_)) => " spoken each".to_owned(),
                Some(Spoken::Text(t)) => format!(" spoken {:?}", text(t)),
                None => String::new(),
            };
            let fallback = f.otherwise.as_ref().map_or(String::new(), |t| format!(" else {:?}", text(t)));
            self.line(
                1,
                &format!(
                    "field {}{}{}{spoken}{fallback}",
                    f.name.value,
                    kind(&f.kind),
                    flags(&[("required", f.required)])
                ),
            );
        }
        self.options(1, &s.missing);
        if let Some(usable) = &s.usable {
            self.line(1, &format!("usable when {}", expr(usable)));
        }
        if let Some(voice) = &s.voice {
            self.line(1, &format!("voice {} {:?}", voice.name.value, voice.rate.as_ref().map(|r| r.value)));
        }
        if let Some(lexicon) = &s.lexicon {
            self.line(1, &format!("lexicon {}", lexicon.value));
        }
        let texts = [wordings("intro", &s.intro), wordings("end", &s.end)].concat();
        if !texts.is_empty() {
            self.line(1, &format!("texts -{texts}"));
        }
        self.blocks(1, &s.blocks);
    }

    fn blocks(&mut self, depth: usize, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Section(c) => self.container(depth, "section", c),
                Block::Page(c) => self.container(depth, "page", c),
                Block::Group(c) => self.container(depth, "group", c),
                Block::Question(q) => self.question(depth, "question", q),
                Block::Grid(g) => self.grid(depth, g),
                Block::Loop(l) => {
                    let over = l.over.as_ref().map_or(String::new(), Path::dotted);
                    let chosen = if l.chosen { "chosen " } else { "" };
                    self.line(
                        depth,
                        &format!(
                            "loop {} over {chosen}{over}{}{}",
                            l.name.value,
                            wordings("title", &l.titles),
                            common(&l.common)
                        ),
                    );
                    self.blocks(depth + 1, &l.blocks);
                }
                Block::Computed(c) => self.computed(depth, c),
                Block::Note(n) => {
                    self.line(depth, &format!("note {}{}{}", n.name.value, wordings("say", &n.says), common(&n.common)))
                }
                Block::Stop(n) => {
                    self.line(depth, &format!("stop {}{}{}", n.name.value, wordings("say", &n.says), common(&n.common)))
                }
            }
        }
    }

    fn container(&mut self, depth: usize, word: &str, c: &Container) {
        self.line(
            depth,
            &format!(
                "{word} {}{}{}{}",
                c.name.value,
                flags(&[("shuffled", c.shuffled)]),
                wordings("title", &c.titles),
                common(&c.common)
            ),
        );
        self.blocks(depth + 1, &c.blocks);
    }

    fn question(&mut self, depth: usize, word: &str, q: &Question) {
        self.line(
            depth,
            &format!(
                "{word} {}{}{}{}{}",
                q.name.value,
                kind(&q.kind),
                texts(&q.texts),
                common(&q.common),
                flags(&[("order random", q.order_random)])
            ),
        );
        for offer in &q.offers {
            self.line(depth + 1, &format!("offer {}{}{}", joined(&offer.names), only(&offer.only), when(&offer.when)));
        }
        self.options(depth + 1, &q.options);
    }

    fn grid(&mut self, depth: usize, g: &Grid) {
        self.question(depth, "grid", &g.question);
        for l in &g.layouts {
            self.line(depth + 1, &format!("layout {} {}", joined(&l.qualifiers), look(l.look)));
        }
        for r in &g.rows {
            self.line(depth + 1, &format!("row {}{}{}", r.name.value, texts(&r.texts), common(&r.common)));
        }
        if let Some(list) = &g.rows_of {
            self.line(depth + 1, &format!("rows of {}", list.value));
        }
    }

    fn computed(&mut self, depth: usize, c: &Computed) {
        let value = c.value.as_ref().map_or(String::new(), |e| format!(" = {}", expr(e)));
        self.line(depth, &format!("computed {}{}{value}{}", c.name.value, kind(&c.kind), texts(&c.texts)));
        for t in &c.takes {
            self.line(
                depth + 1,
                &format!("take {}{}{}", t.option.value, when(&t.when), flags(&[("else", t.otherwise)])),
            );
        }
        self.options(depth + 1, &c.options);
    }

    fn options(&mut self, depth: usize, options: &[Opt]) {
        for o in options {
            let specify = o.specify.as_ref().map_or(String::new(), |s| {
                format!(
                    " specify{}{}{}",
                    if s.required { " required" } else { "" },
                    s.max.as_ref().map_or(String::new(), |m| format!(" max {}", m.value)),
                    s.label.as_ref().map_or(String::new(), |t| format!(" {:?}", text(t)))
                )
            });
            let was: String = o.was.iter().map(|w| format!(" was {}", w.value)).collect();
            self.line(
                depth,
                &format!(
                    "{} {}{}{}{specify}{was}{}{}{}",
                    o.code.value,
                    o.name.value,
                    wordings("", &o.labels),
                    flags(&[("missing", o.missing), ("alone", o.alone)]),
                    only(&o.only),
                    flags(&[("else", o.otherwise)]),
                    when(&o.when)
                ),
            );
        }
    }

    fn report(&mut self, r: &Report) {
        self.line(0, &format!("report {}", r.name.value));
        for u in &r.uses {
            let alias = u.alias.as_ref().map_or(String::new(), |a| format!(" as {}", a.value));
            self.line(
                1,
                &format!(
                    "uses {}@{}{}{alias}",
                    u.survey.value,
                    u.wave.as_ref().map_or(0, |w| w.value),
                    flags(&[("optional", u.optional)])
                ),
            );
        }
        if let Some((field, label)) = &r.per {
            self.line(1, &format!("per {} {:?}", field.value, label.as_ref().map(text)));
        }
        if let Some(units) = &r.units {
            self.line(1, &format!("units {}", units.value));
        }
        if let Some((from, until)) = &r.period {
            self.line(1, &format!("period {} .. {}", from.value, until.value));
        }
        for b in &r.benchmarks {
            self.line(
                1,
                &format!(
                    "benchmark {} over {}{} minimum {:?} largest {:?}",
                    b.name.value,
                    if b.over_units { "units" } else { "respondents" },
                    flags(&[("others", b.others)]),
                    b.minimum_units.as_ref().map(|n| n.value),
                    b.largest.as_ref().map(|n| n.value.to_string())
                ),
            );
        }
        if let Some(p) = &r.publish {
            self.line(1, &format!("publish by {} always {}", p.by.value, joined(&p.always)));
        }
        if let Some(s) = &r.suppress {
            let number = |n: &Option<Spanned<u32>>| n.as_ref().map(|n| n.value);
            self.line(
                1,
                &format!(
                    "suppress {:?} {:?} {:?} {:?}",
                    number(&s.base),
                    number(&s.cell),
                    number(&s.open),
                    s.profile.as_ref().map(|p| &p.value)
                ),
            );
        }
        for p in &r.promoters {
            self.line(1, &format!("promoter {} on {} {}", p.name.value, path(&p.on), formula(&p.formula)));
        }
        for s in &r.strengths {
            let over: Vec<String> = s.over.iter().map(Path::dotted).collect();
            self.line(
                1,
                &format!(
                    "strengths {} over {} by share of [{}] minimum {:?} distance {:?} at most {:?}",
                    s.name.value,
                    over.join(" "),
                    joined(&s.by_share_of),
                    s.minimum.as_ref().map(|n| n.value),
                    s.distance.as_ref().map(|n| n.value.to_string()),
                    s.at_most.as_ref().map(|n| n.value)
                ),
            );
        }
        if let Some(round) = &r.round_largest_remainder {
            self.line(1, &format!("round {}", if round.value { "largest remainder" } else { "each" }));
        }
        self.norms(&r.norms);
        self.matter(r);
        self.parts(1, &r.parts);
    }

    fn norms(&mut self, norms: &[Norm]) {
        for n in norms {
            self.line(1, &format!("norm {} on {}", n.name.value, path(&n.on)));
            let line = |l: &NormLine| format!(">= {}{}", l.at_least.value, flags(&[("rounded", l.rounded)]));
            if let Some(total) = &n.total {
                self.line(2, &format!("total {}", line(total)));
            }
            for (path, per) in &n.per {
                self.line(2, &format!("per {} {}", path.dotted(), line(per)));
            }
            if let Some(c) = &n.correct {
                self.line(
                    2,
                    &format!(
                        "correct below {} to {} n {:?} passes {:?}",
                        c.below.value,
                        c.to.value,
                        c.n_at_most.as_ref().map(|n| n.value),
                        c.passes_at_least.as_ref().map(|n| n.value.to_string())
                    ),
                );
            }
        }
    }

    fn matter(&mut self, r: &Report) {
        if let Some(t) = &r.theme {
            self.line(
                1,
                &format!(
                    "theme {:?} {:?} {:?}",
                    t.name.as_ref().map(text),
                    t.logo.as_ref().map(|l| &l.value),
                    t.accent.as_ref().map(|a| &a.value)
                ),
            );
        }
        if let Some(c) = &r.cover {
            self.line(
                1,
                &format!(
                    "cover grade {} split {} strengths [{}] provinces {}",
                    path(&c.grade),
                    path(&c.split),
                    joined(&c.strengths),
                    path(&c.provinces)
                ),
            );
        }
        if let Some(f) = &r.front {
            let disclaimers: Vec<String> =
                f.disclaimers.iter().map(|(n, t)| format!("{} {:?}", n.value, text(t))).collect();
            let shown = |t: &Option<Text>| t.as_ref().map(text);
            self.line(
                1,
                &format!(
                    "front {:?} {disclaimers:?} {:?} {:?} {:?}",
                    shown(&f.status),
                    shown(&f.header),
                    shown(&f.contact),
                    f.comment_days.as_ref().map(|d| d.value)
                ),
            );
        }
    }

    fn parts(&mut self, depth: usize, parts: &[Part]) {
        for part in parts {
            match part {
                Part::Chapter(d) => self.division(depth, "chapter", d),
                Part::Section(d) => self.division(depth, "section", d),
                Part::Text(t) => {
                    let name = t.name.as_ref().map_or("-", |n| &n.value);
                    self.line(depth, &format!("text {name} {:?}{}", t.text.as_ref().map(text), when(&t.when)));
                }
                Part::Figure(f) => {
                    let kind = f.kind.as_ref().map_or("?", |k| &k.value);
                    self.line(
                        depth,
                        &format!(
                            "figure {} {kind} of {}{} {:?}",
                            f.name.value,
                            path(&f.of),
                            options(&f.options),
                            f.caption.as_ref().map(text)
                        ),
                    );
                }
                Part::Table(t) => {
                    self.line(depth, &format!("table {} {}{}", t.name.value, table(&t.kind), options(&t.options)))
                }
            }
        }
    }

    fn division(&mut self, depth: usize, word: &str, d: &Division) {
        let name = d.name.as_ref().map_or("-", |n| &n.value);
        self.line(depth, &format!("{word} {name} {:?}{}", d.title.as_ref().map(text), when(&d.when)));
        self.parts(depth + 1, &d.parts);
    }
}

fn formula(f: &Option<PromoterFormula>) -> String {
    match f {
        Some(PromoterFormula::Nps) => "nps".to_owned(),
        Some(PromoterFormula::Share { plus, minus }) => format!("share [{}] minus [{}]", joined(plus), joined(minus)),
        None => "?".to_owned(),
    }
}

fn table(kind: &TableKind) -> String {
    match kind {
        TableKind::Response => "response".to_owned(),
        TableKind::Services(list) => format!("services {}", list.as_ref().map_or("-", |l| &l.value)),
        TableKind::Of(item) => format!("of {}", path(item)),
        TableKind::Broken => "?".to_owned(),
    }
}

fn options(o: &FigureOptions) -> String {
    let mut out = String::new();
    let mut add = |part: Option<String>| out.extend(part.map(|p| format!(" {p}")));
    add(o.per.as_ref().map(|p| format!("per {}", p.dotted())));
    add(o.norm.as_ref().map(|n| format!("norm {}", n.value)));
    add(o.filter.as_ref().map(|e| format!("where {}", expr(e))));
    add(o.including_missing.map(|_| "including missing".to_owned()));
    add(o.pooling.as_ref().map(|p| format!("pooling {}", p.value)));
    add(o.sorted_by.as_ref().map(|p| format!("sorted by {}", p.value)));
    add(o.quoting_asks.map(|_| "quoting asks".to_owned()));
    add(o.minimum_n.as_ref().map(|n| format!("minimum n {}", n.value)));
    add(o.file.as_ref().map(|f| format!("file {}", f.value)));
    out + &when(&o.when)
}

fn path(path: &Option<Path>) -> String {
    path.as_ref().map_or("-".to_owned(), Path::dotted)
}

fn joined(names: &[Name]) -> String {
    names.iter().map(|n| n.value.as_str()).collect::<Vec<_>>().join(" ")
}

fn flags(flags: &[(&str, Option<peil::text::Span>)]) -> String {
    flags.iter().filter(|(_, at)| at.is_some()).map(|(word, _)| format!(" {word}")).collect()
}

fn when(condition: &Option<Expr>) -> String {
    condition.as_ref().map_or(String::new(), |e| format!(" when {}", expr(e)))
}

fn only(only: &Option<Only>) -> String {
    only.as_ref().map_or(String::new(), |o| format!(" only {}", joined(&o.names)))
}

fn kind(kind: &Option<Kind>) -> String {
    let number =
        |n: &Option<Spanned<u32>>, word: &str| n.as_ref().map_or(String::new(), |n| format!(" {word} {}", n.value));
    match kind {
        None => " ?".to_owned(),
        Some(Kind::OneOf { list, .. }) => format!(": one of {}", list.as_ref().map_or("…", |l| &l.value)),
        Some(Kind::AnyOf { list, at_most, .. }) => {
            format!(": any of {}{}", list.as_ref().map_or("…", |l| &l.value), number(at_most, "at most"))
        }
        Some(Kind::Number { range, decimals, unit, .. }) => {
            let range = range.as_ref().map_or(String::new(), |(a, b)| format!(" {}..{}", a.value, b.value));
            let unit = unit.as_ref().map_or(String::new(), |u| format!(" unit {:?}", text(u)));
            format!(": number{range}{}{unit}", number(decimals, "decimals"))
        }
        Some(Kind::Text { long, max, .. }) => {
            format!(": text{}{}", if *long { " long" } else { "" }, number(max, "max"))
        }
        Some(Kind::Date { range, .. }) => {
            let range = range.as_ref().map_or(String::new(), |(a, b)| format!(" {}..{}", a.value, b.value));
            format!(": date{range}")
        }
    }
}

fn wordings(word: &str, all: &[Wording]) -> String {
    let one = |w: &Wording| {
        let qualifiers: String = w.qualifiers.iter().map(|q| format!(" {}", q.value)).collect();
        let spoken = w.spoken.as_ref().map_or(String::new(), |t| format!(" spoken {:?}", text(t)));
        let recorded = w.recorded.as_ref().map_or(String::new(), |t| format!(" recorded {:?}", t.value));
        let word = if word.is_empty() { String::new() } else { format!(" {word}") };
        format!("{word}{qualifiers} {:?}{spoken}{recorded}", text(&w.text))
    };
    all.iter().map(one).collect()
}

fn texts(t: &Texts) -> String {
    [
        wordings("label", &t.label),
        wordings("ask", &t.ask),
        wordings("help", &t.help),
        wordings("interviewer", &t.interviewer),
        wordings("error", &t.error),
        wordings("else", &t.otherwise),
    ]
    .concat()
}

fn common(c: &Common) -> String {
    let checks = |word: &str, all: &[Check]| -> String {
        all.iter().map(|k| format!("{}{}", wordings(word, std::slice::from_ref(&k.text)), when(&k.when))).collect()
    };
    let from: String = c.from.iter().map(|t| format!(" from {:?}", text(t))).collect();
    let was: String = c.was.iter().map(|n| format!(" was {}", n.value)).collect();
    let changed = c.changed.as_ref().map_or(String::new(), |t| format!(" changed {:?}", text(t)));
    let allows: String = c.allows.iter().map(|a| format!(" allow {}", a.slug.value)).collect();
    [
        when(&c.when),
        only(&c.only),
        wordings("skip", &c.skip),
        checks("refuse", &c.refuse),
        checks("warn", &c.warn),
        flags(&[("required", c.required), ("core", c.core), ("private", c.private)]),
        from,
        was,
        changed,
        allows,
    ]
    .concat()
}

fn text(text: &Text) -> String {
    text.segments.iter().map(segment).collect()
}

fn segment(segment: &Segment) -> String {
    let pipe = match segment {
        Segment::Literal(literal) => return literal.value.clone(),
        Segment::Pipe(pipe) => pipe,
    };
    let source = match &pipe.source {
        PipeSource::Path(path) => path.dotted(),
        PipeSource::Call { function, argument } => format!("{}({})", function.value, argument.dotted()),
        PipeSource::Range { first, last } => format!("{}..{}", first.dotted(), last.value),
        PipeSource::Broken => "?".to_owned(),
    };
    let alternatives: String = pipe.alternatives.iter().map(|a| format!("|{}", a.value)).collect();
    format!("⟨{source}{alternatives}⟩")
}

/// An expression with brackets around everything.
fn expr(e: &Expr) -> String {
    let list = |all: &[Expr]| all.iter().map(expr).collect::<Vec<_>>().join(", ");
    match &e.kind {
        ExprKind::Path(path) => path.dotted(),
        ExprKind::Number(n) => n.to_string(),
        ExprKind::Date(d) => d.clone(),
        ExprKind::Text(t) => format!("{t:?}"),
        ExprKind::Percentage(p) => format!("{p} %"),
        ExprKind::Not(inner) => format!("(not {})", expr(inner)),
        ExprKind::Negate(inner) => format!("(- {})", expr(inner)),
        ExprKind::Binary { op, left, right } => format!("({} {} {})", expr(left), op.value.symbol(), expr(right)),
        ExprKind::InSet { left, options } => format!("({} in [{}])", expr(left), list(options)),
        ExprKind::InRange { left, min, max } => format!("({} in {}..{})", expr(left), expr(min), expr(max)),
        ExprKind::Has { left, options } => format!("({} has [{}])", expr(left), list(options)),
        ExprKind::Call(call) => {
            let condition = call.condition.as_ref().map_or(String::new(), |c| format!(" where {}", expr(c)));
            let least = call.at_least.as_ref().map_or(String::new(), |n| format!(" at least {}", n.value));
            format!("{}({}{condition}){least}", call.function.value, list(&call.arguments))
        }
        ExprKind::Broken => "?".to_owned(),
    }
}

fn look(look: Look) -> &'static str {
    match look {
        Look::Grid => "grid",
        Look::Separate => "separate",
        Look::Whole => "whole",
    }
}
