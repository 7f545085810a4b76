//! 全国地方公共団体コード.

use super::CityClass;
use super::designated_city::{DesignatedCity, designated_city};
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

    /// The class that its digits tell: 000 for prefectures, 1 as the third digit for designated cities and their
    /// wards (in Tokyo for special wards), 2 for other cities, from 3 to 7 for towns and villages, 8 and 9 for unions.
    /// Which cities are core cities (中核市), and which of the rest are villages, no digit tells.
    pub fn class(&self) -> Option<CityClass> {
        match (self.prefecture()?.1, self.0[2]) {
            _ if self.number().is_multiple_of(1000) => Some(CityClass::Prefecture),
            ("Tokyo", b'1') => Some(CityClass::SpecialWard),
            (_, b'1') if self.designated_city().is_some_and(|city| city.number < self.number()) => {
                Some(CityClass::Ward)
            }
            (_, b'1') => Some(CityClass::Designated),
            (_, b'2') => Some(CityClass::City),
            (_, b'3'..=b'7') => Some(CityClass::Town),
            (_, b'8' | b'9') => Some(CityClass::Union),
            _ => None,
        }
    }

    /// Whether a local government with this code can be of a class. A city that was designated since the list of them
    /// was written has a code that looks like that of a ward.
    pub fn can_be(&self, class: CityClass) -> bool {
        let alike = match self.class() {
            None => return true,
            Some(CityClass::City) => [CityClass::City, CityClass::Core],
            Some(CityClass::Town) => [CityClass::Town, CityClass::Village],
            Some(CityClass::Ward) if self.0[4] == b'0' => [CityClass::Ward, CityClass::Designated],
            Some(other) => [other, other],
        };
        alike.contains(&class)
    }

    /// The designated city that it is the code of, or of one of whose wards.
    pub fn designated_city(&self) -> Option<DesignatedCity> {
        let has_wards = self.0[2] == b'1' && self.prefecture()?.1 != "Tokyo";
        if has_wards { designated_city(self.number()) } else { None }
    }

    /// The first five digits.
    fn number(&self) -> u32 {
        self.0[..5].iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
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
            ("340006", Some(("広島県", "Hiroshima")), Some(CityClass::Prefecture)),
            ("138126", Some(("東京都", "Tokyo")), Some(CityClass::Union)),
            ("011011", Some(("北海道", "Hokkaido")), Some(CityClass::Ward)),
            ("011100", Some(("北海道", "Hokkaido")), Some(CityClass::Ward)),
            ("990001", None, None),
        ] {
            let code = CityCode::parse(code).unwrap();
            assert_eq!((code.prefecture(), code.class()), (prefecture, class), "{}", code.as_str());
        }
    }

    #[test]
    fn a_ward_has_the_code_of_its_city_before_its_own() {
        for (code, city) in
            [("011100", "札幌市"), ("221406", "浜松市"), ("401331", "福岡市"), ("401005", "北九州市")]
        {
            assert_eq!(CityCode::parse(code).unwrap().designated_city().unwrap().ja, city, "{code}");
        }
        for code in ["131016", "112011", "990001"] {
            assert_eq!(CityCode::parse(code).unwrap().designated_city(), None, "{code}");
        }
    }

    #[test]
    fn a_code_fits_some_classes() {
        for (code, class, fits) in [
            ("112011", CityClass::Core, true),
            ("112011", CityClass::Town, false),
            ("340006", CityClass::City, false),
            ("221406", CityClass::Designated, true),
            ("011011", CityClass::Designated, false),
            ("990001", CityClass::Union, true),
        ] {
            assert_eq!(CityCode::parse(code).unwrap().can_be(class), fits, "{code}");
        }
    }
}
