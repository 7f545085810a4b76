//! The designated cities (指定都市), by their codes without the check digit (地方自治法施行令, 政令指定都市). Each has
//! wards, whose codes follow its own; that no digit tells, so the cities are listed.

const DESIGNATED: [(u32, &str, &str); 20] = [
    (1_100, "札幌市", "Sapporo"),
    (4_100, "仙台市", "Sendai"),
    (11_100, "さいたま市", "Saitama City"),
    (12_100, "千葉市", "Chiba City"),
    (14_100, "横浜市", "Yokohama"),
    (14_130, "川崎市", "Kawasaki"),
    (14_150, "相模原市", "Sagamihara"),
    (15_100, "新潟市", "Niigata City"),
    (22_100, "静岡市", "Shizuoka City"),
    (22_130, "浜松市", "Hamamatsu"),
    (23_100, "名古屋市", "Nagoya"),
    (26_100, "京都市", "Kyoto City"),
    (27_100, "大阪市", "Osaka City"),
    (27_140, "堺市", "Sakai"),
    (28_100, "神戸市", "Kobe"),
    (33_100, "岡山市", "Okayama City"),
    (34_100, "広島市", "Hiroshima City"),
    (40_100, "北九州市", "Kitakyushu"),
    (40_130, "福岡市", "Fukuoka City"),
    (43_100, "熊本市", "Kumamoto City"),
];

/// A designated city.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DesignatedCity {
    /// Its code without the check digit.
    pub(super) number: u32,
    pub ja: &'static str,
    pub en: &'static str,
}

/// The designated city with a number from 100 to 199 in its prefecture, or the one whose wards have such numbers: the
/// last before it.
pub(super) fn designated_city(number: u32) -> Option<DesignatedCity> {
    let of_prefecture = DESIGNATED.iter().rev().filter(|(city, ..)| city / 1000 == number / 1000);
    let (number, ja, en) = of_prefecture.copied().find(|(city, ..)| *city <= number)?;
    Some(DesignatedCity { number, ja, en })
}
