//! How a sign-in ended.

/// The sign-in error code (AADSTS number). 0 = no error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ErrorCode(pub i64);

impl ErrorCode {
    /// The record has no code.
    pub const ABSENT: Self = Self(i64::MIN);

    /// The code, `None` where the record has none.
    #[must_use]
    pub fn get(self) -> Option<i64> {
        (self != Self::ABSENT).then_some(self.0)
    }
}

impl Default for ErrorCode {
    fn default() -> Self {
        Self::ABSENT
    }
}

/// The status in words, as the portal writes it beside the code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusText {
    /// The record has no status text, or one that is not known.
    #[default]
    Absent,
    /// Success.
    Success,
    /// Failure.
    Failure,
    /// Interrupted.
    Interrupted,
}

impl StatusText {
    /// Reads the portal's text in any spelling seen.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "success"
            | "succeeded"
            | "successful"
            | "成功"
            | "성공"
            | "réussite"
            | "réussi"
            | "succès"
            | "erfolg"
            | "erfolgreich"
            | "correcto"
            | "éxito"
            | "operación correcta"
            | "riuscito"
            | "operazione riuscita"
            | "esito positivo"
            | "êxito"
            | "sucesso"
            | "geslaagd" => Self::Success,
            "failure"
            | "failed"
            | "失敗"
            | "エラー"
            | "失败"
            | "실패"
            | "오류"
            | "échec"
            | "echec"
            | "fehler"
            | "fehlgeschlagen"
            | "fehlschlag"
            | "error"
            | "errore"
            | "erro"
            | "con errores"
            | "fallo"
            | "fallido"
            | "non riuscito"
            | "operazione non riuscita"
            | "esito negativo"
            | "falha"
            | "mislukt"
            | "fout" => Self::Failure,
            "interrupted" | "interrupt" | "中断" | "已中断" | "割り込み" | "중단됨" | "중단" | "interrompu" | "unterbrochen" | "interrumpido"
            | "interrotto" | "interrompido" | "onderbroken" => Self::Interrupted,
            _ => Self::Absent,
        }
    }
}

/// The result of a sign-in as counted in every table. The order is the order of the count columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Outcome {
    /// A token was issued.
    Success,
    /// Microsoft asked for something more (MFA, consent, stay signed in): neither success nor failure.
    Interrupted,
    /// Refused.
    Failure,
    /// Tried in a foreign tenant without an object there; nothing was granted.
    Passthrough,
    /// The record does not tell.
    Unknown,
}

impl Outcome {
    /// Every outcome, in the order of the count columns.
    pub const ALL: [Self; 5] = [Self::Success, Self::Interrupted, Self::Failure, Self::Passthrough, Self::Unknown];

    /// The name used in tables and filters.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Interrupted => "interrupted",
            Self::Failure => "failure",
            Self::Passthrough => "passthrough",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_language_are_known_for_every_outcome() {
        for (success, failure, interrupted) in [
            ("Success", "Failure", "Interrupted"),
            ("成功", "エラー", "中断"),
            ("成功", "失败", "已中断"),
            ("성공", "실패", "중단됨"),
            ("Réussite", "Échec", "Interrompu"),
            ("Erfolg", "Fehler", "Unterbrochen"),
            ("Correcto", "Error", "Interrumpido"),
            ("Operazione riuscita", "Errore", "Interrotto"),
        ] {
            let found = [success, failure, interrupted].map(StatusText::parse);
            assert_eq!(found, [StatusText::Success, StatusText::Failure, StatusText::Interrupted], "{success}");
        }
        assert_eq!(StatusText::parse("Something else"), StatusText::Absent);
    }
}
