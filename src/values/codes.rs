//! Closed lists of words that content files may use.

/// One of a closed list of words, such as the kind of a plan.
pub trait Code: Copy + 'static {
    /// Every word of the list, in its order.
    const ALL: &'static [Self];

    /// The word as it is written in a file.
    fn code(self) -> &'static str;

    /// What Japanese documents call it; the first is shown beside the word.
    fn names(self) -> &'static [&'static str];

    /// The value with this word.
    fn find(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident = $code:literal $([$($called:literal),+])?),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$meaning])* $variant),+ }

        impl Code for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($($called),+)?]),+ }
            }
        }
    };
}

codes!(
    /// Whose plans a site publishes.
    SiteKind {
        /// 一つの自治体が自らの計画を公開するサイト
        City = "city" ["一つの自治体", "自治体", "市"],
        /// 複数の自治体の計画を集めたサイト
        Collection = "collection" ["自治体の集まり", "集めたサイト", "複数の自治体", "集約"],
    }
);

codes!(
    /// The class of a local government (地方自治法; 特別区 under its article 281, 一部事務組合 and 広域連合 under
    /// 284), or of a ward of a designated city (252の20).
    CityClass {
        /// 指定都市
        Designated = "designated" ["指定都市", "政令指定都市", "政令市"],
        /// 中核市
        Core = "core" ["中核市"],
        /// 特別区
        SpecialWard = "special-ward" ["特別区", "東京都の区"],
        /// 市
        City = "city" ["市", "一般市"],
        /// 町
        Town = "town" ["町"],
        /// 村
        Village = "village" ["村"],
        /// 都道府県
        Prefecture = "prefecture" ["都道府県", "県", "府", "都", "道"],
        /// 区（指定都市）
        Ward = "ward" ["区（指定都市）", "指定都市の区", "行政区", "総合区"],
        /// 一部事務組合・広域連合
        Union = "union" ["一部事務組合・広域連合", "一部事務組合", "広域連合", "組合"],
    }
);

codes!(
    /// What kind of document a plan is.
    PlanKind {
        /// ビジョン
        Vision = "vision" ["ビジョン", "人材ビジョン", "人財ビジョン"],
        /// 基本方針
        Policy = "policy" ["基本方針", "方針", "人材育成基本方針"],
        /// アクションプラン
        ActionPlan = "action-plan" ["アクションプラン", "行動計画", "実施計画", "推進計画", "計画"],
        /// 取組・プログラム
        Programme = "programme" ["取組・プログラム", "プログラム", "取組"],
    }
);

codes!(
    /// Whose words a plan's pages hold.
    Wording {
        /// The text as it was adopted.
        Official = "official" ["決定した文のまま", "公式", "正式", "原文", "全文", "原文のまま"],
        /// A summary in other words; the source prevails.
        Summary = "summary" ["要約", "概要", "抜粋", "概要版"],
    }
);

codes!(
    /// What is known of a plan and a topic.
    CoverageState {
        /// 記載あり: the plan says something about it.
        Stated = "stated" ["記載あり", "あり", "有", "○", "〇", "◯"],
        /// 計画に記載なし: the plan was read and says nothing.
        NotStated = "not-stated" ["記載なし", "計画に記載なし", "なし", "無", "×"],
        /// 該当なし: the topic cannot apply to this plan.
        NotApplicable = "not-applicable" ["該当なし", "当てはまらない", "対象外", "非該当"],
        /// 未収録: nobody has entered it yet.
        NotCollected = "not-collected" ["未調査", "未収録", "未確認", "未入力", "まだ調べていない", "調査中"],
    }
);

codes!(
    /// A department's part in a measure.
    Part {
        /// 主管
        Lead = "lead" ["主管", "主担当", "主", "担当", "所管"],
        /// 協力
        Support = "support" ["協力", "関係", "関連", "連携", "副", "支援"],
    }
);

codes!(
    /// What a schedule foresees for a year.
    Step {
        /// 検討
        Consider = "consider" ["検討", "調査", "研究"],
        /// 準備
        Prepare = "prepare" ["準備"],
        /// 試行
        Pilot = "pilot" ["試行", "試験", "モデル実施"],
        /// 実施
        Implement = "implement" ["実施", "運用", "開始", "導入"],
        /// 拡充
        Expand = "expand" ["拡充", "拡大", "充実"],
        /// 継続
        Continue = "continue" ["継続", "継続実施"],
        /// 見直し
        Review = "review" ["見直し", "検証", "評価", "改定"],
    }
);

codes!(
    /// Who a page or a build is for.
    Audience {
        /// Everybody.
        Public = "public" ["公開", "一般", "市民", "住民", "一般公開", "全員"],
        /// The staff of the city.
        Internal = "internal" ["庁内", "内部", "職員", "職員向け", "非公開"],
    }
);

codes!(
    /// The unit of a number.
    Unit {
        /// ％
        Percent = "percent" ["%", "パーセント", "割合", "率"],
        /// 人
        Person = "person" ["人", "名", "人数"],
        /// 円
        Yen = "yen" ["円"],
        /// 千円
        ThousandYen = "thousand-yen" ["千円"],
        /// 百万円
        MillionYen = "million-yen" ["百万円"],
        /// 件
        Case = "case" ["件", "件数"],
        /// 時間
        Hour = "hour" ["時間", "h"],
        /// 日
        Day = "day" ["日", "日間", "日数"],
        /// 点
        Point = "point" ["点", "ポイント", "pt"],
        /// 回
        Times = "times" ["回", "回数"],
        /// 倍
        Ratio = "ratio" ["倍", "倍率"],
    }
);

codes!(
    /// How far a translation can be trusted, as its maker says.
    TranslationState {
        /// Adopted by the city as its own text.
        Official = "official" ["公式訳", "公式", "正式", "公定訳"],
        /// Checked by a person who knows both languages.
        Reviewed = "reviewed" ["確認済み", "確認済", "校閲済み", "チェック済み"],
        /// Not checked yet.
        Provisional = "provisional" ["仮訳", "仮", "暫定", "未確認"],
        /// Made by a machine.
        Machine = "machine" ["機械翻訳", "自動翻訳", "機械"],
    }
);

codes!(
    /// Where a number should go.
    Direction {
        /// Up.
        Increase = "increase" ["高める", "増加", "上昇", "向上", "増やす", "上げる", "増", "up", "↑", "拡大"],
        /// Down.
        Decrease = "decrease" ["下げる", "減少", "低減", "縮減", "減らす", "減", "down", "↓", "抑制"],
        /// Stay.
        Maintain = "maintain" ["保つ", "維持", "現状維持", "横ばい", "→"],
        /// The document does not say.
        None = "none" ["定めがない", "定めなし", "なし", "未定"],
    }
);

codes!(
    /// Whether an indicator may stand beside the same indicator of another city.
    Comparability {
        /// Measured in the same way.
        Same = "same" ["同じ測り方", "同じ", "同一", "比較可能"],
        /// Measured in another way.
        Differs = "differs" ["違う測り方", "違う", "異なる"],
        /// Something else that stands for it.
        Proxy = "proxy" ["代わりの指標", "代わり", "代理", "代替", "参考"],
    }
);

codes!(
    /// What kind of target a document sets.
    TargetKind {
        /// 以上
        AtLeast = "at-least" ["以上", "≥", ">="],
        /// 以下
        AtMost = "at-most" ["以下", "≤", "<=", "以内", "未満"],
        /// Between two values.
        Range = "range" ["範囲"],
        /// This value.
        Exact = "exact" ["その値", "値", "ちょうど"],
        /// 維持
        Maintain = "maintain" ["現状を維持", "維持", "現状維持"],
        /// In words.
        Qualitative = "qualitative" ["数値によらない", "定性", "定性的"],
        /// To be decided.
        Undecided = "undecided" ["未定", "検討中"],
    }
);

codes!(
    /// Why there is no value.
    Missing {
        /// 未実施: nobody measured.
        NotSurveyed = "not-surveyed" ["未実施", "実施せず", "実施なし", "調査なし", "未調査", "中止"],
        /// 秘匿: it would tell of single people.
        Withheld = "withheld" ["秘匿", "非公表", "非公開", "X", "x", "Ｘ", "χ"],
        /// 集計中: it is not known yet.
        Pending = "pending" ["集計中", "未集計", "調査中", "確認中", "公表前", "未公表"],
        /// 該当なし: there is nothing that could be measured.
        None = "none" ["該当なし", "対象なし", "該当者なし", "なし", "-", "－", "―", "—"],
    }
);

codes!(
    /// How much a role asks of an ability.
    Weight {
        /// ◎
        Essential = "essential" ["◎", "特に必要", "必須", "最重要"],
        /// 〇
        Needed = "needed" ["〇", "○", "◯", "必要"],
        /// The document has a mark, but which one cannot be read in our copy.
        Unclear = "unclear" ["印が読み取れない", "不明", "?", "判読不能"],
    }
);
