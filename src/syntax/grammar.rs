//! The wall around pest: the only file that knows it. `Rule` stays private; what leaves is [`Cst`].
//!
//! No call limit is set: it would hold for the whole process and refuse long sound files, while the grammar is linear
//! in the length of the text (a block cannot fail once it is open, expressions are flat, nesting is capped before).

use super::cst::{Cst, Kind};
use crate::text::{FileId, Span};
use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};
use pest::iterators::Pair;
use pest_derive::Parser;
use std::sync::LazyLock;

#[derive(Parser)]
#[grammar = "grammar/lexical.pest"]
#[grammar = "grammar/survey.pest"]
#[grammar = "grammar/report.pest"]
struct Grammar;

/// The rule by which a bad piece is read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Top,
    Survey,
    Report,
    Expr,
}

/// How far a bad piece could be read, and what was expected there.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) offset: usize,
    pub(super) expected: Vec<Kind>,
}

/// The tree of a whole file.
///
/// # Errors
/// Offset and text of a failure of the grammar itself, which takes every text.
pub(super) fn parse(file: FileId, text: &str) -> Result<Cst, (usize, String)> {
    let fault = |e: pest::error::Error<Rule>| (offset(&e.location), e.variant.message().into_owned());
    let mut pairs = Grammar::parse(Rule::file, text).map_err(fault)?;
    let Some(pair) = pairs.next() else { return Ok(Cst::empty(file, text.len())) };
    let mut cst = node(file, pair);
    cst.span = Span::new(file, 0, text.len());
    Ok(cst)
}

/// Reads a piece again by its strict rule; `None` when it is sound by that rule.
pub(super) fn explain(entry: Entry, piece: &str) -> Option<Failure> {
    let rule = match entry {
        Entry::Top => Rule::entry_top,
        Entry::Survey => Rule::entry_survey,
        Entry::Report => Rule::entry_report,
        Entry::Expr => Rule::entry_expr,
    };
    let error = Grammar::parse(rule, piece).err()?;
    let expected = match error.variant {
        ErrorVariant::ParsingError { ref positives, .. } => positives.iter().filter_map(|&r| kind(r)).collect(),
        ErrorVariant::CustomError { .. } => Vec::new(),
    };
    Some(Failure { offset: offset(&error.location), expected })
}

/// Every keyword of the grammar, for the test that the list of keywords is complete.
#[cfg(test)]
pub(super) fn keywords() -> Vec<String> {
    let name = |r: &Rule| format!("{r:?}").strip_prefix("kw_").map(str::to_owned);
    Rule::all_rules().iter().filter_map(name).collect()
}

fn offset(location: &InputLocation) -> usize {
    match *location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    }
}

fn node(file: FileId, pair: Pair<'_, Rule>) -> Cst {
    let kind = kind(pair.as_rule()).unwrap_or(Kind::BadLine);
    let whole = Span::new(file, pair.as_span().start(), pair.as_span().end());
    let children: Vec<Cst> = pair.into_inner().filter(|p| p.as_rule() != Rule::EOI).map(|p| node(file, p)).collect();
    let span = if is_exact(kind) { whole } else { trimmed(&children).unwrap_or(whole) };
    Cst { kind, span, children }
}

/// Kinds whose own text lies outside their children.
fn is_exact(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Short | Kind::ShortOpen | Kind::Prose | Kind::ProseOpen | Kind::Pipe | Kind::PipeCall | Kind::PipeRange
    )
}

/// From the first to the last child that is no comment and not empty.
fn trimmed(children: &[Cst]) -> Option<Span> {
    let solid = |c: &&Cst| !c.kind.is_trivia() && c.span.start < c.span.end;
    let first = children.iter().find(solid)?;
    let last = children.iter().rev().find(solid)?;
    Some(first.span.to(last.span))
}

/// The word of a keyword's rule: such rules are named `kw_` and the word.
fn keyword(rule: Rule) -> Option<&'static str> {
    super::keyword::find(format!("{rule:?}").strip_prefix("kw_")?)
}

/// The kind of a rule; `None` for the rules that only guard.
fn kind(rule: Rule) -> Option<Kind> {
    // The table spares writing out a rule's name for every token. It has no line for `EOI`, which comes before all rules.
    static KINDS: LazyLock<Vec<(Rule, Option<Kind>)>> =
        LazyLock::new(|| Rule::all_rules().iter().map(|&rule| (rule, named(rule))).collect());
    match KINDS.get((rule as usize).wrapping_sub(1)) {
        Some((at, kind)) if *at == rule => *kind,
        _ => named(rule),
    }
}

macro_rules! kinds {
    ($($rule:ident => $kind:ident,)*) => {
        fn named(rule: Rule) -> Option<Kind> {
            match rule {
                Rule::EOI => Some(Kind::End),
                $(Rule::$rule => Some(Kind::$kind),)*
                other => keyword(other).map(Kind::Keyword),
            }
        }
    };
}

kinds! {
    blank => Blank,
    comment => Comment,
    tail_comment => TailComment,
    line_mark => LineMark,
    masked => Masked,
    bad_line => BadLine,
    open => Open,
    open_below => OpenBelow,
    close => Close,
    close_rest => CloseRest,
    missing_close => MissingClose,
    missing_open => MissingOpen,
    header_rest => HeaderRest,
    name => Name,
    bad_name => BadName,
    ident => Name,
    bad_ident => BadName,
    path => Path,
    slug => Slug,
    code => Integer,
    integer => Integer,
    number => Number,
    bad_number => BadNumber,
    date => Date,
    bad_date => BadDate,
    dots => Dots,
    percent => Percent,
    short => Short,
    short_open => ShortOpen,
    literal => Literal,
    prose => Prose,
    prose_open => ProseOpen,
    prose_literal => Literal,
    escape => Escape,
    bad_escape => BadEscape,
    lone_brace => LoneBrace,
    pipe => Pipe,
    pipe_call => PipeCall,
    pipe_range => PipeRange,
    alternative => Alternative,
    bad_pipe => BadPipe,
    single_text => SingleText,
    curly_text => CurlyText,
    expr => Expr,
    prefix => Prefix,
    group_expr => GroupExpr,
    percentage => Percentage,
    call => Call,
    function => Function,
    uses_test => UsesTest,
    where_part => WherePart,
    at_least => AtLeast,
    infix => Infix,
    in_set => InSet,
    in_range => InRange,
    has => Has,
    bound => Bound,
    equal => Operator,
    not_equal => Operator,
    less => Operator,
    less_equal => Operator,
    greater => Operator,
    greater_equal => Operator,
    plus => Operator,
    minus => Operator,
    times => Operator,
    divide => Operator,
    lparen => Lparen,
    rparen => Rparen,
    lbrace => Lbrace,
    rbrace => Rbrace,
    comma => Comma,
    colon => Colon,
    assign => Assign,
    foreign_equal => ForeignOperator,
    foreign_not_equal => ForeignOperator,
    foreign_bound => ForeignOperator,
    foreign_and => ForeignOperator,
    foreign_or => ForeignOperator,
    foreign_not => ForeignOperator,
    when_part => WhenPart,
    expr_broken => ExprBroken,
    header_when => HeaderWhen,
    file => File,
    edition => Edition,
    use_file => Use,
    allow => Allow,
    stray_close => StrayClose,
    survey => Survey,
    scale => Scale,
    codelist => Codelist,
    text_block => TextBlock,
    term => Term,
    thresholds => Thresholds,
    section => Section,
    page => Page,
    group => Group,
    loop_over => Loop,
    question => Question,
    grid => Grid,
    computed => Computed,
    note => Note,
    stop => Stop,
    row => Row,
    from_file => FromFile,
    over => Over,
    chosen => Chosen,
    value => Value,
    row_label => RowLabel,
    answer_type => AnswerType,
    one_of => OneOf,
    any_of => AnyOf,
    number_answer => NumberAnswer,
    text_answer => TextAnswer,
    date_answer => DateAnswer,
    at_most => AtMost,
    range => Range,
    date_range => DateRange,
    decimals => Decimals,
    unit => Unit,
    max => Max,
    worded => Worded,
    spoken => Spoken,
    recorded => Recorded,
    when_member => WhenMember,
    only => Only,
    check => Check,
    flag => Flag,
    order => Order,
    offer => Offer,
    from => From,
    was => Was,
    changed => Changed,
    layout => Layout,
    rows_of => RowsOf,
    take => Take,
    instead => Instead,
    option => Option,
    option_label => OptionLabel,
    specify => Specify,
    from_year => FromYear,
    until_year => UntilYear,
    codeless => Codeless,
    goto => Goto,
    language => Language,
    wording => Wording,
    simpler => Simpler,
    mode => Mode,
    field => Field,
    spoken_each => SpokenEach,
    field_else => FieldElse,
    missing => Missing,
    usable => Usable,
    voice => Voice,
    rate => Rate,
    lexicon => Lexicon,
    report => Report,
    chapter => Chapter,
    part_section => PartSection,
    norm => Norm,
    on_item => OnItem,
    theme => Theme,
    cover => Cover,
    front => Front,
    figure => Figure,
    table => Table,
    figure_kind => FigureKind,
    of_item => OfItem,
    services => Services,
    per_item => PerItem,
    norm_name => NormName,
    including => Including,
    sorted => Sorted,
    quoting => Quoting,
    minimum_n => MinimumN,
    file_name => FileName,
    promoter => Promoter,
    promoter_formula => PromoterFormula,
    share_of => ShareOf,
    minus_share => MinusShare,
    strengths => Strengths,
    over_items => OverItems,
    by_measure => ByMeasure,
    minimum => Minimum,
    distance => Distance,
    uses => Uses,
    alias => Alias,
    per => Per,
    per_norm => PerNorm,
    norm_line => NormLine,
    total => Total,
    correct => Correct,
    correct_when => CorrectWhen,
    passes => Passes,
    units => Units,
    period => Period,
    benchmark => Benchmark,
    minimum_units => MinimumUnits,
    largest => Largest,
    publish => Publish,
    always => Always,
    suppress => Suppress,
    suppress_base => SuppressBase,
    suppress_cell => SuppressCell,
    suppress_open => SuppressOpen,
    suppress_profile => SuppressProfile,
    round => Round,
    plain => Plain,
    pathed => Pathed,
    strengths_names => StrengthsNames,
    disclaimer => Disclaimer,
    comment_until => CommentUntil,
    part_text => PartText,
}
