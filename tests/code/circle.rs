//! Files that use each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use super::resolver::Resolver;

/// Files of which each uses the next, and the last the first.
pub(crate) struct Circle {
    /// The shortest way around.
    pub(crate) steps: Vec<Step>,
    /// Every file that is tied to these by further circles, in the order of paths.
    pub(crate) files: Vec<String>,
    /// Every use of one of these files by another.
    pub(crate) uses: Vec<Step>,
}

/// One file uses another.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) from: String,
    /// The line of the first use.
    pub(crate) line: usize,
    pub(crate) names: BTreeSet<String>,
    pub(crate) to: String,
}

impl fmt::Display for Circle {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "{} files use each other: {}", self.files.len(), self.files.join(", "))?;
        writeln!(formatter, "the shortest circle:")?;
        self.steps.iter().try_for_each(|step| writeln!(formatter, "  {step}"))?;
        writeln!(formatter, "all uses between these files:")?;
        self.uses.iter().try_for_each(|step| writeln!(formatter, "  {step}"))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.names.iter().map(String::as_str).collect();
        write!(formatter, "src/{}:{} uses {} of src/{}", self.from, self.line, names.join(", "), self.to)
    }
}

/// The uses of each file: which other files, the first line, and what of them.
type Uses = BTreeMap<usize, BTreeMap<usize, (usize, BTreeSet<String>)>>;

/// Every group of files that use each other, with its shortest circle.
pub(crate) fn circles(resolver: &Resolver) -> Vec<Circle> {
    let uses = uses(resolver);
    let reached: BTreeMap<usize, BTreeSet<usize>> =
        uses.keys().map(|file| (*file, reach(&uses, *file))).collect();
    let mut done = BTreeSet::new();
    let mut circles = Vec::new();
    for (file, far) in reached.iter().filter(|(file, far)| far.contains(file)) {
        if done.contains(file) {
            continue;
        }
        let group: BTreeSet<usize> = far
            .iter()
            .copied()
            .filter(|other| reached.get(other).is_some_and(|back| back.contains(file)))
            .collect();
        circles.push(circle(resolver, &uses, &group));
        done.extend(group);
    }
    circles
}

fn uses(resolver: &Resolver) -> Uses {
    let files = &resolver.sources.files;
    let counts = |file: usize| !files[file].only_declares();
    let mut uses = Uses::new();
    for (file, references) in resolver.references.iter().enumerate().filter(|(file, _)| counts(*file)) {
        for reference in references.iter().filter(|reference| !reference.in_tests) {
            let path = resolver.whole_path(reference);
            for used in resolver.files_of(&path).into_iter().filter(|used| *used != file && counts(*used)) {
                let first = || (reference.line, BTreeSet::new());
                let (_, names) = uses.entry(file).or_default().entry(used).or_insert_with(first);
                names.insert(path[1..].join("::"));
            }
        }
    }
    uses
}

/// The files that a file uses, directly or through others; itself only if a circle leads back.
fn reach(uses: &Uses, start: usize) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut left = vec![start];
    while let Some(file) = left.pop() {
        let next = uses.get(&file).into_iter().flat_map(BTreeMap::keys);
        left.extend(next.copied().filter(|next| reached.insert(*next)));
    }
    reached
}

fn circle(resolver: &Resolver, uses: &Uses, group: &BTreeSet<usize>) -> Circle {
    let path = |file: usize| resolver.sources.files[file].path.clone();
    let shortest = group.iter().map(|file| way_around(uses, *file)).min_by_key(Vec::len).unwrap_or_default();
    let step = |from: usize, to: usize| {
        let (line, names) = uses[&from][&to].clone();
        Step { from: path(from), line, names, to: path(to) }
    };
    let within = |from: &usize| {
        let from = *from;
        uses[&from].keys().filter(|to| group.contains(to)).map(move |to| (from, *to)).collect::<Vec<_>>()
    };
    Circle {
        steps: shortest.windows(2).map(|pair| step(pair[0], pair[1])).collect(),
        files: group.iter().map(|file| path(*file)).collect(),
        uses: group.iter().flat_map(within).map(|(from, to)| step(from, to)).collect(),
    }
}

/// The shortest way from a file back to itself, both ends included.
fn way_around(uses: &Uses, start: usize) -> Vec<usize> {
    let mut ways = VecDeque::from([vec![start]]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let last = way[way.len() - 1];
        for next in uses.get(&last).into_iter().flat_map(BTreeMap::keys) {
            let longer = [way.as_slice(), &[*next]].concat();
            if *next == start {
                return longer;
            }
            if seen.insert(*next) {
                ways.push_back(longer);
            }
        }
    }
    Vec::new()
}
