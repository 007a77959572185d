//! Dutch.

use super::{Catalogue, ReceiptTexts};

pub(super) const CATALOGUE: Catalogue = Catalogue {
    versions: "Andere versies van deze vragenlijst",
    required: "(verplicht)",
    required_spoken: "Deze vraag is verplicht.",
    send: "Verstuur mijn antwoorden",
    specify: "Namelijk",
    marking: "Zet een kruisje in het vakje bij uw antwoord. Kruis één antwoord aan, behalve waar u er meer mag kiezen.",
    offered_if: "(alleen als {condition})",
    read_if: "Alleen lezen als {condition}.",
    fill_if: "Alleen invullen als {condition}.",
    decimal_mark: ",",
    whole_number: "Vul een heel getal in van {from} tot en met {to}.",
    one_decimal: "Vul een getal in van {from} tot en met {to}. Eén cijfer achter de komma mag.",
    more_decimals: "Vul een getal in van {from} tot en met {to}. Hoogstens {n} cijfers achter de komma.",
    at_most_one: "Kies hoogstens 1 antwoord.",
    at_most: "Kies hoogstens {n} antwoorden.",
    receipt: ReceiptTexts {
        received: "Uw antwoorden zijn ontvangen",
        thanks: "Dank u wel voor het invullen.",
        unfinished: "Een of meer vragen zijn nog niet goed ingevuld. Uw antwoorden zijn wel bewaard. U kunt teruggaan, de vragen \
                     aanvullen en de vragenlijst opnieuw versturen.",
        not_processed: "Uw antwoorden zijn niet verwerkt",
        not_known: "De vragenlijst die u verstuurde is hier niet bekend. Misschien is deze intussen veranderd. Open de vragenlijst \
                    opnieuw en verstuur uw antwoorden nog een keer.",
        number: "Uw ontvangstnummer is",
        back: "Terug naar de vragenlijst",
    },
};
