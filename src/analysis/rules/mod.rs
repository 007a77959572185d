//! The checks: one requirement, one file, one code.
//!
//! A rule on the finished model is a `check` function listed in `CHECKS`; a rule on what is being built is a constructor
//! that the builder calls where it finds the fault. Emptying either turns the rule's case red.

mod columns;
pub mod q0201_unknown_name;
pub mod q0202_unknown_list;
pub mod q0203_unknown_option;
pub mod q0204_unknown_wording_or_mode;
pub mod q0205_duplicate_name;
pub mod q0206_names_differ_in_case;
pub mod q0207_same_column_name;
pub mod q0208_reserved_name;
pub mod q0209_use_cycle;
pub mod q0210_text_cycle;
pub mod q0211_name_too_long_for_stata;
pub mod q0212_name_too_long_for_spss;
pub mod q0213_name_too_long_for_postgres;
pub mod q0214_unused_scale;
pub mod q0215_unused_code_list;
pub mod q0216_unused_computed;
pub mod q0217_unused_use;
pub mod q0218_unused_text;
pub mod q0219_unused_term;
pub mod q0220_duplicate_survey;
pub mod q0221_unknown_rule;
pub mod q0222_allow_without_reason;
pub mod q0223_unused_allowance;
pub mod q0301_wrong_operand;
pub mod q0302_unknown_function;
pub mod q0303_wrong_argument;
pub mod q0304_option_of_other_scale;
pub mod q0305_comparison_outside_range;
pub mod q0306_min_above_max;
pub mod q0307_decimals_do_not_fit;
pub mod q0308_exactness_overflow;
pub mod q0309_division_without_decimals;
pub mod q0310_duplicate_code;
pub mod q0311_duplicate_option;
pub mod q0312_bad_missing_code;
pub mod q0313_scale_not_ordered;
pub mod q0314_code_list_overlap;
pub mod q0315_code_list_gap;
pub mod q0316_empty_list;
pub mod q0317_bad_alone;
pub mod q0318_at_most_too_large;
pub mod q0319_computed_without_value;
pub mod q0320_else_not_last;
pub mod q0321_number_without_range;
pub mod q0322_bad_field;
pub mod q0323_fallback_of_required;
pub mod q0324_misplaced_clause;
pub mod q0325_not_scored;
pub mod q0326_pipe_without_fallback;
pub mod q0327_cannot_be_piped;
pub mod q0329_loop_item_outside;
pub mod q0330_incomplete_survey;
pub mod q0331_text_twice;
pub mod q0332_two_qualifiers;
pub mod q0333_computed_outside_range;
pub mod q0334_unknown_language;
pub mod q0335_same_option_label;
pub mod q0336_text_too_long_written_out;
pub mod q0401_reads_later_item;
pub mod q0402_reads_itself;
pub mod q0403_reads_own_content;
pub mod q0404_reads_shuffled_sibling;
pub mod q0405_reads_absent_item;
pub mod q0406_circular_computed;
pub mod q0407_check_never_evaluated;
pub mod q0408_missing_let_in;
pub mod q0410_item_never_asked;
pub mod q0411_pipe_without_answer;
pub mod q0412_stop_for_everyone;
pub mod q0413_loop_over_later;
pub mod q0414_nobody_usable;
pub mod q0415_option_never_offered;
pub mod q0416_loop_over_alone;
pub mod q0501_text_missing;
pub mod q0502_falls_back;
pub mod q0503_pipe_added_in_simple;
pub mod q0504_pipe_dropped_in_simple;
pub mod q0505_option_label_missing;
pub mod q0506_simple_same_text;
pub mod q0507_two_questions;
pub mod q0508_instruction_in_question;
pub mod q0509_missing_question_mark;
pub mod q0510_stray_spaces;
pub mod q0511_space_before_punctuation;
pub mod q0512_typography;
pub mod q0513_duplicate_question_text;
pub mod q0514_empty_text;
pub mod q0515_text_too_long;
pub mod q0516_html_in_text;
pub mod q0517_term_against_glossary;
pub mod q0518_unresolved_plural;
pub mod q0519_phone_unfit;
pub mod q0520_placeholder_in_text;
pub mod q0521_grid_by_phone;
pub mod q0522_long_list_by_phone;
pub mod q0601_unknown_in_report;
pub mod q0602_duplicate_in_report;
pub mod q0603_figure_does_not_fit;
pub mod q0604_missing_in_mean;
pub mod q0605_unpooled_figure;
pub mod q0606_leftover_placeholder;
pub mod q0607_broken_thresholds;
pub mod q0608_incomplete_norm;
pub mod q0609_unguarded_survey;
pub mod q0610_unguarded_ratio;
pub mod q0611_typed_number;
pub mod q0612_open_plural;
pub mod q0613_unnumbered_figure;
pub mod q0614_dangling_reference;
pub mod q0615_missing_picture;
pub mod q0616_private_in_report;
pub mod q0617_bad_unit_file;
pub mod q0618_bad_parameter;
pub mod q0619_incomplete_report;
pub mod q0620_bad_data_condition;
pub mod q0621_pointed_reference;
pub mod q0670_unit_file_absent;
pub mod q0801_unspeakable;
pub mod q0802_pipe_without_spoken;
pub mod q0803_lexicon_fault;
pub mod q0804_lexicon_unused;
pub mod q0805_recording_missing;
pub mod q0826_rate_out_of_range;

use super::Context;
use super::inspect::Inspection;
use crate::diag::{Code, RuleInfo, Sink, Status, answers, files, output, units};
use crate::format;
use crate::parallel::on_all_processors;
use crate::sound;
use crate::syntax::codes;
use std::sync::LazyLock;

/// The rules on one finished survey.
const CHECKS: &[fn(&Context<'_>, &mut Sink)] = &[
    q0207_same_column_name::check,
    q0211_name_too_long_for_stata::check,
    q0212_name_too_long_for_spss::check,
    q0213_name_too_long_for_postgres::check,
];

type Check = fn(&Inspection<'_>, &mut Sink);

/// When a rule on an inspection runs.
enum Inspect {
    /// Beside all others.
    Alone(Check),
    /// After those before it: what follows from a fault that is told is not told as well.
    After(Check),
}

use Inspect::{After, Alone};

/// The rules on routes, texts and speech of one finished survey.
const INSPECTIONS: &[Inspect] = &[
    Alone(q0401_reads_later_item::check),
    Alone(q0402_reads_itself::check),
    Alone(q0403_reads_own_content::check),
    Alone(q0404_reads_shuffled_sibling::check),
    Alone(q0405_reads_absent_item::check),
    Alone(q0406_circular_computed::check),
    After(q0407_check_never_evaluated::check),
    Alone(q0408_missing_let_in::check),
    After(q0410_item_never_asked::check),
    Alone(q0411_pipe_without_answer::check),
    Alone(q0412_stop_for_everyone::check),
    Alone(q0413_loop_over_later::check),
    After(q0414_nobody_usable::check),
    After(q0415_option_never_offered::check),
    After(q0416_loop_over_alone::check),
    After(q0501_text_missing::check),
    Alone(q0502_falls_back::check),
    Alone(q0503_pipe_added_in_simple::check),
    Alone(q0504_pipe_dropped_in_simple::check),
    Alone(q0505_option_label_missing::check),
    Alone(q0506_simple_same_text::check),
    Alone(q0507_two_questions::check),
    Alone(q0508_instruction_in_question::check),
    Alone(q0509_missing_question_mark::check),
    Alone(q0510_stray_spaces::check),
    Alone(q0511_space_before_punctuation::check),
    Alone(q0512_typography::check),
    Alone(q0513_duplicate_question_text::check),
    Alone(q0514_empty_text::check),
    Alone(q0515_text_too_long::check),
    Alone(q0516_html_in_text::check),
    Alone(q0517_term_against_glossary::check),
    Alone(q0518_unresolved_plural::check),
    Alone(q0519_phone_unfit::check),
    Alone(q0520_placeholder_in_text::check),
    Alone(q0521_grid_by_phone::check),
    Alone(q0522_long_list_by_phone::check),
    Alone(q0801_unspeakable::check),
    Alone(q0802_pipe_without_spoken::check),
    Alone(q0803_lexicon_fault::check),
    Alone(q0804_lexicon_unused::check),
    Alone(q0805_recording_missing::check),
];

/// The rules of this folder, by code.
const RULES: &[RuleInfo] = &[
    q0201_unknown_name::RULE,
    q0202_unknown_list::RULE,
    q0203_unknown_option::RULE,
    q0204_unknown_wording_or_mode::RULE,
    q0205_duplicate_name::RULE,
    q0206_names_differ_in_case::RULE,
    q0207_same_column_name::RULE,
    q0208_reserved_name::RULE,
    q0209_use_cycle::RULE,
    q0210_text_cycle::RULE,
    q0211_name_too_long_for_stata::RULE,
    q0212_name_too_long_for_spss::RULE,
    q0213_name_too_long_for_postgres::RULE,
    q0214_unused_scale::RULE,
    q0215_unused_code_list::RULE,
    q0218_unused_text::RULE,
    q0216_unused_computed::RULE,
    q0217_unused_use::RULE,
    q0219_unused_term::RULE,
    q0220_duplicate_survey::RULE,
    q0221_unknown_rule::RULE,
    q0222_allow_without_reason::RULE,
    q0223_unused_allowance::RULE,
    q0301_wrong_operand::RULE,
    q0302_unknown_function::RULE,
    q0303_wrong_argument::RULE,
    q0304_option_of_other_scale::RULE,
    q0305_comparison_outside_range::RULE,
    q0306_min_above_max::RULE,
    q0307_decimals_do_not_fit::RULE,
    q0308_exactness_overflow::RULE,
    q0309_division_without_decimals::RULE,
    q0310_duplicate_code::RULE,
    q0311_duplicate_option::RULE,
    q0312_bad_missing_code::RULE,
    q0313_scale_not_ordered::RULE,
    q0314_code_list_overlap::RULE,
    q0315_code_list_gap::RULE,
    q0316_empty_list::RULE,
    q0317_bad_alone::RULE,
    q0318_at_most_too_large::RULE,
    q0319_computed_without_value::RULE,
    q0320_else_not_last::RULE,
    q0321_number_without_range::RULE,
    q0322_bad_field::RULE,
    q0323_fallback_of_required::RULE,
    q0324_misplaced_clause::RULE,
    q0325_not_scored::RULE,
    q0326_pipe_without_fallback::RULE,
    q0327_cannot_be_piped::RULE,
    q0329_loop_item_outside::RULE,
    q0330_incomplete_survey::RULE,
    q0331_text_twice::RULE,
    q0332_two_qualifiers::RULE,
    q0333_computed_outside_range::RULE,
    q0334_unknown_language::RULE,
    q0335_same_option_label::RULE,
    q0336_text_too_long_written_out::RULE,
    q0601_unknown_in_report::RULE,
    q0602_duplicate_in_report::RULE,
    q0603_figure_does_not_fit::RULE,
    q0604_missing_in_mean::RULE,
    q0605_unpooled_figure::RULE,
    q0606_leftover_placeholder::RULE,
    q0607_broken_thresholds::RULE,
    q0608_incomplete_norm::RULE,
    q0609_unguarded_survey::RULE,
    q0610_unguarded_ratio::RULE,
    q0611_typed_number::RULE,
    q0612_open_plural::RULE,
    q0613_unnumbered_figure::RULE,
    q0614_dangling_reference::RULE,
    q0615_missing_picture::RULE,
    q0616_private_in_report::RULE,
    q0617_bad_unit_file::RULE,
    q0618_bad_parameter::RULE,
    q0619_incomplete_report::RULE,
    q0620_bad_data_condition::RULE,
    q0621_pointed_reference::RULE,
    q0670_unit_file_absent::RULE,
    q0401_reads_later_item::RULE,
    q0402_reads_itself::RULE,
    q0403_reads_own_content::RULE,
    q0404_reads_shuffled_sibling::RULE,
    q0405_reads_absent_item::RULE,
    q0406_circular_computed::RULE,
    q0407_check_never_evaluated::RULE,
    q0408_missing_let_in::RULE,
    q0410_item_never_asked::RULE,
    q0411_pipe_without_answer::RULE,
    q0412_stop_for_everyone::RULE,
    q0413_loop_over_later::RULE,
    q0414_nobody_usable::RULE,
    q0415_option_never_offered::RULE,
    q0416_loop_over_alone::RULE,
    q0501_text_missing::RULE,
    q0502_falls_back::RULE,
    q0503_pipe_added_in_simple::RULE,
    q0504_pipe_dropped_in_simple::RULE,
    q0505_option_label_missing::RULE,
    q0506_simple_same_text::RULE,
    q0507_two_questions::RULE,
    q0508_instruction_in_question::RULE,
    q0509_missing_question_mark::RULE,
    q0510_stray_spaces::RULE,
    q0511_space_before_punctuation::RULE,
    q0512_typography::RULE,
    q0513_duplicate_question_text::RULE,
    q0514_empty_text::RULE,
    q0515_text_too_long::RULE,
    q0516_html_in_text::RULE,
    q0517_term_against_glossary::RULE,
    q0518_unresolved_plural::RULE,
    q0519_phone_unfit::RULE,
    q0520_placeholder_in_text::RULE,
    q0521_grid_by_phone::RULE,
    q0522_long_list_by_phone::RULE,
    q0801_unspeakable::RULE,
    q0802_pipe_without_spoken::RULE,
    q0803_lexicon_fault::RULE,
    q0804_lexicon_unused::RULE,
    q0805_recording_missing::RULE,
    q0826_rate_out_of_range::RULE,
];

/// Every rule of Peil, by code: files, output, syntax, analysis, layout.
#[must_use]
pub fn all() -> &'static [RuleInfo] {
    static ALL: LazyLock<Vec<RuleInfo>> = LazyLock::new(|| {
        let mut rules: Vec<RuleInfo> = [
            files::RULES,
            output::RULES,
            units::RULES,
            answers::RULES,
            codes::ALL,
            RULES,
            sound::codes::RULES,
            format::RULES,
        ]
        .concat();
        rules.sort_by_key(|rule| rule.code.number);
        rules
    });
    &ALL
}

/// Runs every rule on a finished survey.
pub(crate) fn run(context: &Context<'_>, sink: &mut Sink) {
    for check in CHECKS {
        check(context, sink);
    }
    let inspection = Inspection::new(context);
    let alone = on_all_processors(INSPECTIONS, |inspect| match inspect {
        Alone(check) => {
            let mut found = Sink::default();
            check(&inspection, &mut found);
            Some(found)
        }
        After(_) => None,
    });
    for (inspect, found) in INSPECTIONS.iter().zip(alone) {
        match inspect {
            Alone(_) => sink.extend(found.into_iter().flat_map(Sink::finish)),
            After(check) => check(&inspection, sink),
        }
    }
}

const fn rule(number: u16, slug: &'static str, summary: &'static str, page: &'static str) -> RuleInfo {
    RuleInfo { code: Code::new(number, slug), summary, status: Status::Stable { since: "0.1.0" }, page }
}
