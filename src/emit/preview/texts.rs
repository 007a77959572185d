//! The texts of the receipt, in the language of respondents.

use serde::Serialize;

#[derive(Debug, Serialize)]
pub(super) struct ReceiptTexts {
    title: &'static str,
    text: &'static str,
    receipt: &'static str,
    back: &'static str,
}

const RECEIPT: &str = "Uw ontvangstnummer is";
const BACK: &str = "Terug naar de vragenlijst";

/// By the status of [`crate::eval::Received`].
pub(super) fn receipt(status: &str) -> ReceiptTexts {
    let (title, text) = match status {
        "complete" | "stopped" => ("Uw antwoorden zijn ontvangen", "Dank u wel voor het invullen."),
        "partial" => (
            "Uw antwoorden zijn ontvangen",
            "Een of meer vragen zijn nog niet goed ingevuld. Uw antwoorden zijn wel bewaard. U kunt teruggaan, de vragen aanvullen en de vragenlijst opnieuw versturen.",
        ),
        _ => (
            "Uw antwoorden zijn niet verwerkt",
            "De vragenlijst die u verstuurde is hier niet bekend. Misschien is deze intussen veranderd. Open de vragenlijst opnieuw en verstuur uw antwoorden nog een keer.",
        ),
    };
    ReceiptTexts { title, text, receipt: RECEIPT, back: BACK }
}
