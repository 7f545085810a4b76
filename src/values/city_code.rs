//! 全国地方公共団体コード.

/// The code of a local government: five digits and a check digit.
///
/// The rule of the Ministry of Internal Affairs and Communications: multiply the first five digits by
/// 6, 5, 4, 3, 2 and add up; the check digit is the last digit of 11 less the remainder of the sum by 11
/// (for sums under 11: of 11 less the sum).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CityCode([u8; 6]);

impl CityCode {
    /// The code in these six digits. `Err` has the check digit that would be right, or `None` if there are
    /// not six digits.
    pub fn parse(digits: &str) -> Result<Self, Option<u8>> {
        let code: [u8; 6] = digits.as_bytes().try_into().map_err(|_| None)?;
        if !code.iter().all(u8::is_ascii_digit) {
            return Err(None);
        }
        let right = check_digit(&code);
        if code[5] - b'0' == right { Ok(Self(code)) } else { Err(Some(right)) }
    }
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a code is made of ASCII digits")
    }
}

fn check_digit(code: &[u8; 6]) -> u8 {
    let sum: u32 =
        code[..5].iter().zip([6, 5, 4, 3, 2]).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    ((11 - sum % 11) % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::CityCode;

    #[test]
    fn check_digits_of_real_cities() {
        for code in ["141305", "112011", "132021", "131016", "011002", "271004", "472018"] {
            assert!(CityCode::parse(code).is_ok(), "{code}");
        }
        assert_eq!(CityCode::parse("141304"), Err(Some(5)));
        assert_eq!(CityCode::parse("14130"), Err(None));
        assert_eq!(CityCode::parse("１４１３０５"), Err(None));
    }
}
