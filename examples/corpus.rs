//! Writes a bilingual site of any size, for measuring:
//!
//! ```text
//! cargo run --release --example corpus -- target/corpus --cities 100 --plans 4 --measures 25
//! time cargo run --release -- build --root target/corpus --timings
//! ```
//!
//! 100 × 4 × 25 are 10,000 measures and 21,000 pages. Each measure carries about 1.2 kB of text with a table
//! and lists, as the corpus does that other generators are measured with. The same numbers always make the
//! same files.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a tool of its own, not the program")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use shirube::values::{CityCode, Code};

const JAPANESE: [&str; 8] = [
    "職員の強みと成果を見て、任用や給与に生かします。",
    "階層別の研修を組み直し、自分で選べる学びを増やします。",
    "採用から3年目までの職員を、職場全体で育てます。",
    "管理職になる前から、組織を動かす知識を学べるようにします。",
    "説明会をオンラインでも開き、遠くの受験者に情報を届けます。",
    "育児や介護をしながら働ける、柔軟な制度を整えます。",
    "面談を重ね、目標と貢献を確かめ合います。",
    "専門職種の研修を合同で開き、良い例を広げます。",
];

const ENGLISH: [&str; 8] = [
    "The strengths and results of staff guide appointments and pay.",
    "Training by rank is rebuilt around courses that staff choose themselves.",
    "Staff in their first three years are supported by the whole workplace.",
    "Future managers learn to lead before they are promoted.",
    "Briefings are held online too, so that applicants far away can join.",
    "Flexible rules help staff who look after children or parents.",
    "Regular talks make goals and contributions clear.",
    "Joint courses for specialists spread what has worked.",
];

const CATEGORIES: [(&str, &str, &str); 6] = [
    ("recruitment", "採用", "Recruitment"),
    ("training", "研修", "Training"),
    ("ojt", "OJT支援", "OJT support"),
    ("evaluation", "評価", "Evaluation"),
    ("placement", "人事", "Personnel"),
    ("other", "その他", "Other"),
];

const TOPICS: [(&str, &str, &str); 4] = [
    ("securing", "人材確保", "Securing people"),
    ("developing", "人材育成", "Developing people"),
    ("placement", "適正配置・処遇", "Placement and treatment"),
    ("workplace", "職場環境", "Workplace environment"),
];

const DEPARTMENTS: [(&str, &str, &str); 4] = [
    ("personnel", "人事課", "Personnel Division"),
    ("hr-development", "人材育成課", "HR Development Division"),
    ("welfare", "職員厚生課", "Staff Welfare Division"),
    ("appointments", "任用課", "Appointments Division"),
];

const IDEALS: [(&str, &str); 3] = [
    ("市民と歩む職員", "Staff who walk with citizens"),
    ("挑戦する職員", "Staff who take on challenges"),
    ("学び続ける職員", "Staff who keep learning"),
];

const ROLES: &str = r#"[[family]]
id = "administrative"
name = { ja = "行政職", en = "Administrative staff" }
abilities = [ { id = "policy", name = { ja = "政策形成能力", en = "Policy-making" } }, { id = "management", name = { ja = "管理能力", en = "Management" } } ]

[[family.role]]
id = "director"
name = { ja = "部長級", en = "Director level" }
duties = [ { ja = "施策の実施を統括する", en = "Direct the carrying out of policies" } ]
weights = { policy = "essential", management = "essential" }

[[family.role]]
id = "manager"
name = { ja = "課長級", en = "Division manager level" }
duties = [ { ja = "課の業務を統括し、職員を育てる", en = "Run the division and develop its staff" } ]
weights = { policy = "needed", management = "essential" }

[[family.role]]
id = "staff"
name = { ja = "主事級", en = "Clerk level" }
duties = [ { ja = "担当の業務を正確に行う", en = "Carry out the tasks assigned with care" } ]
weights = { policy = "needed" }
"#;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(folder) = arguments.first().filter(|first| !first.starts_with("--")) else {
        eprintln!("usage: corpus DIR [--cities 100] [--plans 4] [--measures 25]");
        return ExitCode::from(2);
    };
    let number = |name: &str, default: usize| {
        let at = arguments.iter().position(|argument| argument == name);
        at.and_then(|at| arguments.get(at + 1)).and_then(|value| value.parse().ok()).unwrap_or(default)
    };
    let root = Path::new(folder);
    let (cities, plans, measures) = (number("--cities", 100), number("--plans", 4), number("--measures", 25));
    site(root);
    for city in 0..cities {
        write_city(root, city);
        for plan in 0..plans {
            write_plan(root, city, plan, measures);
        }
    }
    println!("{} measures in {folder}", cities * plans * measures);
    ExitCode::SUCCESS
}

fn site(root: &Path) {
    write(
        root.join("content/site.toml"),
        "title = { ja = \"計測用\", en = \"Benchmark\" }\nbase_url = \"https://example.org/\"\nlanguages = [\"ja\", \"en\"]\npublisher = { ja = \"計測用\", en = \"Benchmark\" }\n",
    );
    let mut topics = String::new();
    for (id, ja, en) in TOPICS {
        let _ = writeln!(topics, "[[topic]]\nid = \"{id}\"\nlabel = {{ ja = \"{ja}\", en = \"{en}\" }}\n");
    }
    topics.push_str(
        "[[statement-kind]]\nid = \"ideal-staff\"\nlabel = { ja = \"目指す職員像\", en = \"Ideal staff\" }\n",
    );
    write(root.join("content/topics.toml"), &topics);
    let mut categories = String::new();
    for (id, ja, en) in CATEGORIES {
        let _ =
            writeln!(categories, "[[category]]\nid = \"{id}\"\nlabel = {{ ja = \"{ja}\", en = \"{en}\" }}\n");
    }
    write(root.join("content/categories.toml"), &categories);
    write(root.join("content/_index.md"), "+++\ntitle = \"計測用\"\n+++\n計測のためのサイトです。\n");
    write(
        root.join("content/_index.en.md"),
        "+++\ntitle = \"Benchmark\"\nstate = \"reviewed\"\n+++\nA site for measuring.\n",
    );
}

fn write_city(root: &Path, city: usize) {
    let folder = root.join(format!("content/city-{city}"));
    let code = code(city);
    let (prefecture, in_english) = code.prefecture().expect("the codes are in prefectures");
    let class = code.class().expect("the digits tell the class").code();
    let mut record = format!(
        "name = {{ ja = \"市{city}\", kana = \"し{city}\", en = \"City {city}\" }}\ncode = \"{}\"\nprefecture = {{ ja = \"{prefecture}\", en = \"{in_english}\" }}\nclass = \"{class}\"\n",
        code.as_str()
    );
    for (id, ja, en) in DEPARTMENTS {
        let _ =
            write!(record, "\n[[department]]\nid = \"{id}\"\nname = {{ ja = \"{ja}\", en = \"{en}\" }}\n");
    }
    write(folder.join("city.toml"), &record);
    write(folder.join("_index.md"), "+++\n+++\n市の計画です。\n");
    write(folder.join("_index.en.md"), "+++\nstate = \"reviewed\"\n+++\nThe plans of the city.\n");
}

/// A code with the right check digit: of the cities of one prefecture after the other, and of its towns where there
/// are more than it can have cities.
fn code(city: usize) -> CityCode {
    let digits = format!("{:02}{:03}", city % 47 + 1, city / 47 + 201);
    let with_check_digit = |digit| CityCode::parse(&format!("{digits}{digit}")).ok();
    (0..10).find_map(with_check_digit).expect("one digit is right")
}

fn write_plan(root: &Path, city: usize, plan: usize, measures: usize) {
    let folder = root.join(format!("content/city-{city}/plan-{plan}"));
    let mut record = format!(
        "title = {{ ja = \"市{city}の計画{plan}\", en = \"Plan {plan} of city {city}\" }}\nkind = \"action-plan\"\nperiod = {{ start = 2026, end = 2030 }}\ndepartment = \"personnel\"\nupdated = 2026-04-01\nsource = {{ title = {{ ja = \"計画\", en = \"Plan\" }} }}\nwording = \"official\"\n"
    );
    for (id, ja, en) in TOPICS {
        let _ = write!(
            record,
            "\n[[pillar]]\nid = \"{id}\"\nlabel = {{ ja = \"{ja}\", en = \"{en}\" }}\ntopic = \"{id}\"\n"
        );
    }
    for (ja, en) in IDEALS {
        let _ = write!(
            record,
            "\n[[statement]]\nkind = \"ideal-staff\"\nname = {{ ja = \"{ja}\", en = \"{en}\" }}\ntext = {{ ja = \"{}\", en = \"{}\" }}\n",
            JAPANESE[city % JAPANESE.len()],
            ENGLISH[city % ENGLISH.len()]
        );
    }
    write(folder.join("plan.toml"), &record);
    if plan == 0 {
        write_indicator(&folder, city);
        write(folder.join("roles.toml"), ROLES);
    }
    let seed = city * 31 + plan;
    write(folder.join("_index.md"), &format!("+++\n+++\n{}", body(seed, true)));
    write(folder.join("_index.en.md"), &format!("+++\nstate = \"reviewed\"\n+++\n{}", body(seed, false)));
    for measure in 0..measures {
        write_measure(&folder, city, plan, measure);
    }
}

/// An indicator that all cities share.
fn write_indicator(folder: &Path, city: usize) {
    write(
        folder.join("indicators.toml"),
        &format!(
            "[[indicator]]\nid = \"pride\"\nname = {{ ja = \"仕事に誇りを持つ職員\", en = \"Staff who are proud of their work\" }}\nunit = \"percent\"\ndirection = \"increase\"\ncommon = \"staff-pride\"\ncomparability = \"same\"\nvalues = [ {{ at = 2025, value = {}.{} }} ]\nsource = {{ title = {{ ja = \"職員アンケート\", en = \"Staff survey\" }}, page = 3 }}\n",
            50 + city % 50,
            city % 9 + 1
        ),
    );
}

fn write_measure(folder: &Path, city: usize, plan: usize, measure: usize) {
    let (category, ja, en) = CATEGORIES[measure % CATEGORIES.len()];
    let (pillar, _, _) = TOPICS[measure % TOPICS.len()];
    let (department, _, _) = DEPARTMENTS[measure % DEPARTMENTS.len()];
    let seed = (city * 31 + plan) * 1009 + measure;
    let number = measure + 1;
    write(
        folder.join(format!("measures/m-{measure:03}.md")),
        &format!(
            "+++\ntitle = \"取組{number} 市{city}計画{plan}の{ja}\"\nkana = \"とりくみ{number}\"\nnumber = \"{number}\"\npillar = \"{pillar}\"\ncategory = \"{category}\"\ndepartments = [{{ id = \"{department}\", part = \"lead\" }}]\nschedule = [{{ year = 2026, step = \"prepare\" }}, {{ year = 2027, step = \"implement\" }}]\n+++\n{}",
            body(seed, true)
        ),
    );
    write(
        folder.join(format!("measures/m-{measure:03}.en.md")),
        &format!(
            "+++\ntitle = \"Measure {number} of city {city} plan {plan}: {en}\"\nstate = \"reviewed\"\n+++\n{}",
            body(seed, false)
        ),
    );
}

fn body(seed: usize, japanese: bool) -> String {
    let mut random = Random(seed as u64 + 1);
    let mut sentences = |count: usize| -> String {
        let space = if japanese { "" } else { " " };
        let pool = if japanese { &JAPANESE } else { &ENGLISH };
        (0..count).map(|_| pool[random.below(pool.len())]).collect::<Vec<_>>().join(space)
    };
    let [direction, contents, schedule] = if japanese {
        ["方向性", "取組内容", "実施計画"]
    } else {
        ["Direction", "What is done", "Schedule"]
    };
    let mut text = format!("{}\n\n## {direction} {{#direction}}\n\n{}\n\n", sentences(1), sentences(4));
    let _ = writeln!(text, "## {contents} {{#contents}}\n");
    for _ in 0..4 {
        let _ = writeln!(text, "- {}", sentences(2));
    }
    let _ = writeln!(
        text,
        "\n## {schedule} {{#schedule}}\n\n| FY | 2026 | 2027 | 2028 |\n|---|---|---|---|\n| a | 1 | 2 | 3 |\n| b | 1 | 2 | 3 |\n"
    );
    let _ = writeln!(text, "{} **{}** [link](https://example.com/)", sentences(3), sentences(1));
    text
}

/// Numbers that only look random: the same seed, the same site (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound as u64) as usize
    }
}

fn write(path: PathBuf, text: &str) {
    let folder = path.parent().expect("every file of the corpus lies in a folder");
    fs::create_dir_all(folder).and_then(|()| fs::write(&path, text)).expect("the corpus can be written");
}
