//! Closed lists of words that content files may use.

/// One of a closed list of words, such as the kind of a plan.
pub trait Code: Copy + 'static {
    /// Every word of the list, in its order.
    const ALL: &'static [Self];

    /// The word as it is written in a file.
    fn code(self) -> &'static str;

    /// The value with this word.
    fn find(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|value| value.code() == code)
    }
}

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum $name { $($(#[$meaning])* $variant),+ }

        impl Code for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }
        }
    };
}

codes!(
    /// Whose plans a site publishes.
    SiteKind {
        /// 一つの自治体が自らの計画を公開するサイト
        City = "city",
        /// 複数の自治体の計画を集めたサイト
        Collection = "collection",
    }
);

codes!(
    /// The class of a municipality (地方自治法; 特別区 under its article 281).
    CityClass {
        /// 指定都市
        Designated = "designated",
        /// 中核市
        Core = "core",
        /// 特別区
        SpecialWard = "special-ward",
        /// 市
        City = "city",
        /// 町
        Town = "town",
        /// 村
        Village = "village",
    }
);

codes!(
    /// What kind of document a plan is.
    PlanKind {
        /// ビジョン
        Vision = "vision",
        /// 基本方針
        Policy = "policy",
        /// アクションプラン
        ActionPlan = "action-plan",
        /// 取組・プログラム
        Programme = "programme",
    }
);

codes!(
    /// Whose words a plan's pages hold.
    Wording {
        /// The text as it was adopted.
        Official = "official",
        /// A summary in other words; the source prevails.
        Summary = "summary",
    }
);

codes!(
    /// What is known of a plan and a topic.
    CoverageState {
        /// 記載あり: the plan says something about it.
        Stated = "stated",
        /// 計画に記載なし: the plan was read and says nothing.
        NotStated = "not-stated",
        /// 該当なし: the topic cannot apply to this plan.
        NotApplicable = "not-applicable",
        /// 未収録: nobody has entered it yet.
        NotCollected = "not-collected",
    }
);

codes!(
    /// A department's part in a measure.
    Part {
        /// 主管
        Lead = "lead",
        /// 協力
        Support = "support",
    }
);

codes!(
    /// What a schedule foresees for a year.
    Step {
        /// 検討
        Consider = "consider",
        /// 準備
        Prepare = "prepare",
        /// 試行
        Pilot = "pilot",
        /// 実施
        Implement = "implement",
        /// 拡充
        Expand = "expand",
        /// 継続
        Continue = "continue",
        /// 見直し
        Review = "review",
    }
);

codes!(
    /// Who a page or a build is for.
    Audience {
        /// Everybody.
        Public = "public",
        /// The staff of the city.
        Internal = "internal",
    }
);

codes!(
    /// The unit of a number.
    Unit {
        /// ％
        Percent = "percent",
        /// 人
        Person = "person",
        /// 円
        Yen = "yen",
        /// 千円
        ThousandYen = "thousand-yen",
        /// 百万円
        MillionYen = "million-yen",
        /// 件
        Case = "case",
        /// 時間
        Hour = "hour",
        /// 日
        Day = "day",
        /// 点
        Point = "point",
        /// 回
        Times = "times",
        /// 倍
        Ratio = "ratio",
    }
);

codes!(
    /// How far a translation can be trusted, as its maker says.
    TranslationState {
        /// Adopted by the city as its own text.
        Official = "official",
        /// Checked by a person who knows both languages.
        Reviewed = "reviewed",
        /// Not checked yet.
        Provisional = "provisional",
        /// Made by a machine.
        Machine = "machine",
    }
);

codes!(
    /// Where a number should go.
    Direction {
        /// Up.
        Increase = "increase",
        /// Down.
        Decrease = "decrease",
        /// Stay.
        Maintain = "maintain",
        /// The document does not say.
        None = "none",
    }
);

codes!(
    /// Whether an indicator may stand beside the same indicator of another city.
    Comparability {
        /// Measured in the same way.
        Same = "same",
        /// Measured in another way.
        Differs = "differs",
        /// Something else that stands for it.
        Proxy = "proxy",
    }
);

codes!(
    /// What kind of target a document sets.
    TargetKind {
        /// 以上
        AtLeast = "at-least",
        /// 以下
        AtMost = "at-most",
        /// Between two values.
        Range = "range",
        /// This value.
        Exact = "exact",
        /// 維持
        Maintain = "maintain",
        /// In words.
        Qualitative = "qualitative",
        /// To be decided.
        Undecided = "undecided",
    }
);

codes!(
    /// How much a role asks of an ability.
    Weight {
        /// ◎
        Essential = "essential",
        /// 〇
        Needed = "needed",
        /// The document has a mark, but which one cannot be read in our copy.
        Unclear = "unclear",
    }
);
