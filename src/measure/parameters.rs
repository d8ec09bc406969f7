//! The constants behind coverage, by name; printed with every result.

/// Constants that analyses depend on. Each is a judgement unless it says
/// otherwise; `--sensitivity` tells what changes when one of them moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// What is left of a route's quality after each handover, 0 to 1.
    pub handover: f64,
    /// What is left after each gate (decision, referral, diagnosis, consent).
    pub gate: f64,
    /// Share of needs that a reached service meets, 0 to 1.
    pub service_strength: f64,
    /// Chance that a way in works.
    pub p_way_in: f64,
    /// Chance that a tie which both ends confirm works (from a two-sided survey).
    pub p_confirmed: f64,
    /// The same for a tie or referral that one end claims (from a two-sided survey).
    pub p_one_sided: f64,
    /// The same where two actors only share a forum.
    pub p_forum: f64,
    /// The same from a unit down to a unit of its own.
    pub p_internal: f64,
    /// High end below this: gap.
    pub gap_below: f64,
    /// Low end below this, high end not: falls between.
    pub named_below: f64,
    /// Handovers at the most.
    pub max_handovers: f64,
    /// Hours that a forum's meeting lasts where nobody says; findings state the
    /// interval from two thirds of it to four thirds. No coverage depends on it.
    pub meeting_hours: f64,
    /// Share of target groups in common from which two actors ought to meet.
    pub overlap_at_least: f64,
    /// Structurally likely pairs at the most.
    pub likely_pairs: f64,
    /// Expected precision below which no likely pairs are shown.
    pub likely_precision: f64,
    /// What chance gives at least as often is no silo.
    pub chance_at_most: f64,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            handover: 0.85,
            gate: 0.7,
            service_strength: 0.6,
            p_way_in: 0.95,
            p_confirmed: 0.95,
            p_one_sided: 0.60,
            p_forum: 0.35,
            p_internal: 0.60,
            gap_below: 0.2,
            named_below: 0.2,
            max_handovers: 3.0,
            meeting_hours: 1.5,
            overlap_at_least: 0.3,
            likely_pairs: 10.0,
            likely_precision: 0.1,
            chance_at_most: 0.05,
        }
    }
}

/// A parameter that is not there, or a value it cannot have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParameterError {
    /// No parameter of that name.
    #[error("no parameter `{0}`; there are: {1}")]
    Unknown(String, String),
    /// A value outside what the parameter means.
    #[error("{0} must be {1}")]
    OutOfRange(String, &'static str),
}

impl Parameters {
    /// Every parameter with its value, in the order of their declaration.
    pub fn entries(&self) -> [(&'static str, f64); 16] {
        let mut copy = *self;
        copy.fields().map(|(name, value)| (name, *value))
    }

    fn fields(&mut self) -> [(&'static str, &mut f64); 16] {
        [
            ("handover", &mut self.handover),
            ("gate", &mut self.gate),
            ("service_strength", &mut self.service_strength),
            ("p_way_in", &mut self.p_way_in),
            ("p_confirmed", &mut self.p_confirmed),
            ("p_one_sided", &mut self.p_one_sided),
            ("p_forum", &mut self.p_forum),
            ("p_internal", &mut self.p_internal),
            ("gap_below", &mut self.gap_below),
            ("named_below", &mut self.named_below),
            ("max_handovers", &mut self.max_handovers),
            ("meeting_hours", &mut self.meeting_hours),
            ("overlap_at_least", &mut self.overlap_at_least),
            ("likely_pairs", &mut self.likely_pairs),
            ("likely_precision", &mut self.likely_precision),
            ("chance_at_most", &mut self.chance_at_most),
        ]
    }

    /// The same parameters with one of them set.
    ///
    /// # Errors
    /// When the name is unknown, or the value is not a share between 0 and 1
    /// (`max_handovers`: a whole number from 0 to 10, `likely_pairs`: to 100; `meeting_hours`:
    /// from 0 to 24).
    pub fn with(mut self, name: &str, value: f64) -> Result<Self, ParameterError> {
        let names = self.entries().map(|(name, _)| name).join(", ");
        let mut fields = self.fields();
        let Some((_, field)) = fields.iter_mut().find(|(n, _)| *n == name) else {
            return Err(ParameterError::Unknown(name.to_owned(), names));
        };
        if name == "max_handovers" {
            if !(0.0..=10.0).contains(&value) || value.fract() != 0.0 {
                return Err(ParameterError::OutOfRange(
                    name.to_owned(),
                    "a whole number from 0 to 10",
                ));
            }
        } else if name == "likely_pairs" {
            if !(0.0..=100.0).contains(&value) || value.fract() != 0.0 {
                return Err(ParameterError::OutOfRange(
                    name.to_owned(),
                    "a whole number from 0 to 100",
                ));
            }
        } else if name == "meeting_hours" {
            if !(0.0..=24.0).contains(&value) {
                return Err(ParameterError::OutOfRange(name.to_owned(), "between 0 and 24"));
            }
        } else if !(0.0..=1.0).contains(&value) {
            return Err(ParameterError::OutOfRange(name.to_owned(), "between 0 and 1"));
        }
        **field = value;
        Ok(self)
    }

    /// The same parameters with one of them moved by a share of itself, kept
    /// within what it may be: whole numbers move by one at least.
    pub fn moved(self, name: &str, share: f64) -> Self {
        let value = self.entries().iter().find(|(n, _)| *n == name).map_or(0.0, |(_, v)| *v);
        let whole = [("max_handovers", 10.0), ("likely_pairs", 100.0)];
        let moved = if let Some((_, most)) = whole.iter().find(|(whole, _)| *whole == name) {
            (value + (value * share).round().abs().max(1.0) * share.signum()).clamp(0.0, *most)
        } else {
            let most = if name == "meeting_hours" { 24.0 } else { 1.0 };
            (value * (1.0 + share)).clamp(0.0, most)
        };
        self.with(name, moved).unwrap_or(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_set_by_name_and_kept_in_range() {
        let base = Parameters::default();
        assert_eq!(base.with("gate", 0.5).unwrap().gate, 0.5);
        assert!(base.with("gate", 1.5).is_err());
        assert!(base.with("max_handovers", 1.5).is_err());
        assert!(base.with("grind", 0.5).unwrap_err().to_string().contains("max_handovers"));
        assert_eq!(base.with("meeting_hours", 2.0).unwrap().meeting_hours, 2.0);
        assert!(base.with("meeting_hours", 25.0).is_err());
        assert_eq!(base.moved("p_confirmed", 0.3).p_confirmed, 1.0);
        assert_eq!(base.moved("max_handovers", -0.3).max_handovers, 2.0);
    }
}
