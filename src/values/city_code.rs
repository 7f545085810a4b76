//! 全国地方公共団体コード.

use super::CityClass;
use super::prefecture::prefecture;

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

    /// The prefecture that it is in, in Japanese and in English; `None` for numbers that no prefecture has.
    pub fn prefecture(&self) -> Option<(&'static str, &'static str)> {
        prefecture(self.as_str()[..2].parse().ok()?)
    }

    /// The class that its third digit tells: 1 for designated cities (in Tokyo for special wards), 2 for other
    /// cities, from 3 on for towns and villages. Which cities are core cities (中核市), and which of the rest are
    /// villages, no digit tells.
    pub fn class(&self) -> Option<CityClass> {
        match (self.prefecture()?.1, self.0[2]) {
            ("Tokyo", b'1') => Some(CityClass::SpecialWard),
            (_, b'1') => Some(CityClass::Designated),
            (_, b'2') => Some(CityClass::City),
            (_, b'3'..=b'7') => Some(CityClass::Town),
            _ => None,
        }
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
    use super::{CityClass, CityCode};

    #[test]
    fn check_digits_of_real_cities() {
        for code in ["141305", "112011", "132021", "131016", "011002", "271004", "472018"] {
            assert!(CityCode::parse(code).is_ok(), "{code}");
        }
        assert_eq!(CityCode::parse("141304"), Err(Some(5)));
        assert_eq!(CityCode::parse("14130"), Err(None));
        assert_eq!(CityCode::parse("１４１３０５"), Err(None));
    }

    #[test]
    fn a_code_tells_the_prefecture_and_the_class() {
        for (code, prefecture, class) in [
            ("141305", Some(("神奈川県", "Kanagawa")), Some(CityClass::Designated)),
            ("132021", Some(("東京都", "Tokyo")), Some(CityClass::City)),
            ("131016", Some(("東京都", "Tokyo")), Some(CityClass::SpecialWard)),
            ("143821", Some(("神奈川県", "Kanagawa")), Some(CityClass::Town)),
            ("472018", Some(("沖縄県", "Okinawa")), Some(CityClass::City)),
            ("990001", None, None),
        ] {
            let code = CityCode::parse(code).unwrap();
            assert_eq!((code.prefecture(), code.class()), (prefecture, class), "{}", code.as_str());
        }
    }
}
