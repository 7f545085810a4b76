//! Numbers with the digits that were written: documents print `80`, `80.0` and `80.00`, and each says how exactly
//! it was measured.

/// A number as its document prints it.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    value: f64,
    /// A minus where there is one, the digits, and a point among them.
    digits: String,
}

/// The largest whole number that every program reads as it is written: beyond 2^53, a 64-bit float, which is what
/// JSON and spreadsheets have, drops digits.
const LARGEST: u64 = 1 << 53;

/// As many decimals as can matter beside a whole number.
const DECIMALS_MAX: usize = 15;

/// How far `1e3` can move the point and still be in reach of the two limits above.
const SHIFT_MAX: i32 = 32;

impl Number {
    /// A number in the decimal forms of TOML without their underscores: `80`, `-0.50`, `1.2e3`. Nothing for what
    /// cannot be kept as it is written.
    pub fn parse(written: &str) -> Option<Self> {
        let (mantissa, shift) = match written.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse().ok()?),
            None => (written, 0),
        };
        let (sign, plain) = match mantissa.strip_prefix('-') {
            Some(plain) => ("-", plain),
            None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
        };
        let digits = format!("{sign}{}", shifted(plain, shift)?);
        let value: f64 = digits.parse().ok()?;
        let number = Self { value, digits };
        let whole = number.digits.trim_start_matches('-').split('.').next()?.parse();
        let is_kept = whole.is_ok_and(|whole: u64| whole <= LARGEST) && number.decimals() <= DECIMALS_MAX;
        is_kept.then_some(number)
    }

    /// For comparing and drawing.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// For programs: `-65438.50`.
    pub fn digits(&self) -> &str {
        &self.digits
    }

    /// How many decimals it is written with.
    pub fn decimals(&self) -> usize {
        self.digits.split_once('.').map_or(0, |(_, fraction)| fraction.len())
    }

    /// For people, with thousands apart: `-65,438.50`.
    pub fn grouped(&self) -> String {
        grouped(&self.digits)
    }
}

impl From<u32> for Number {
    fn from(count: u32) -> Self {
        Self { value: count.into(), digits: count.to_string() }
    }
}

/// Digits with the point moved to the right, or to the left where `shift` is negative: `1.25` by 1 is `12.5`.
fn shifted(plain: &str, shift: i32) -> Option<String> {
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) || shift.abs() > SHIFT_MAX {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + shift;
    let before = usize::try_from(1 - point).unwrap_or(0);
    let after = usize::try_from(point).unwrap_or(0).saturating_sub(all.len());
    let all = format!("{}{all}{}", "0".repeat(before), "0".repeat(after));
    let (whole, fraction) = all.split_at(usize::try_from(point.max(1)).ok()?);
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    Some(if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") })
}

/// Digits with their thousands apart.
pub fn grouped(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    let (whole, fraction) =
        digits.split_once('.').map_or((digits, ""), |(whole, _)| digits.split_at(whole.len()));
    let mut grouped = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn a_number_is_shown_with_the_digits_that_were_written() {
        for (written, shown) in [
            ("80", "80"),
            ("80.0", "80.0"),
            ("80.00", "80.00"),
            ("0", "0"),
            ("-0.50", "-0.50"),
            // A decrease of less than half a unit: documents print ▲0.0.
            ("-0.0", "-0.0"),
            ("+5", "5"),
            ("65438", "65,438"),
            ("-1287275.5", "-1,287,275.5"),
            ("1e3", "1,000"),
            ("1.50e2", "150"),
            ("1.2345E2", "123.45"),
            ("5e-2", "0.05"),
            ("-120e-3", "-0.120"),
            ("9007199254740992", "9,007,199,254,740,992"),
        ] {
            assert_eq!(
                Number::parse(written).map(|number| number.grouped()).as_deref(),
                Some(shown),
                "{written}"
            );
        }
    }

    #[test]
    fn what_would_lose_digits_is_no_number() {
        let written =
            ["9007199254740993", "1e16", "1e400", "1e-16", "0.1234567890123456", "inf", "nan", "", "-", "."];
        for written in written {
            assert_eq!(Number::parse(written), None, "{written}");
        }
    }

    #[test]
    fn every_number_reads_back_what_it_says() {
        for written in ["0", "7", "70.0", "-3.25", "123456.7890"] {
            let number = Number::parse(written).unwrap();
            assert_eq!(Number::parse(number.digits()), Some(number));
        }
    }
}
