//! Former addresses: where pages were, so that whoever goes there is led to where they are.
//!
//! The alias of a text is one address; that of a city or a plan is a folder, and every page below has a former
//! address in it, those pages too that Shirube makes. A measure that got another name before its plan did is found
//! at every address that it ever had. Where two claim one address, the alias of a page goes before that of a plan,
//! and that of a plan before that of a city: it says more exactly what was there.

use std::collections::BTreeMap;

use crate::model::{Site, Subject, WrittenAlias};
use crate::source::{Place, SourcePath, device_name};
use crate::values::{Language, is_id};

use super::addresses::{KEPT_FILES, KEPT_FOLDERS, ids, name, source};
use super::{Page, PageId};

/// The former addresses of a site, without `.html` and language, each with the page that was there.
#[derive(Default)]
pub struct Aliases {
    pages: BTreeMap<String, PageId>,
    /// What was written that cannot be.
    pub mistakes: Vec<AliasMistake>,
}

/// An alias that cannot be.
pub struct AliasMistake {
    pub place: Place,
    pub written: String,
    pub wrong: Wrong,
}

/// What keeps an alias from being one. `instead` is what was probably meant.
#[derive(PartialEq, Debug)]
pub enum Wrong {
    Empty,
    /// It is a whole web address.
    Whole {
        instead: Option<String>,
    },
    /// It has a place on a page (`#…`), a question (`?…`) or the form of a source file.
    Form {
        instead: String,
    },
    /// It has `.` or `..` for a folder.
    Up,
    /// A name in it has characters that no address of a site has.
    Name(String),
    /// A name in it is one that Windows keeps for a device.
    Device(String),
    /// It begins with the folder of a language.
    Language {
        code: String,
        instead: String,
    },
    /// It begins with a folder at the top of the site, but not with `/`.
    FromTop {
        instead: String,
    },
    /// It is the present address.
    Itself,
    /// It is kept for what Shirube makes.
    Kept,
    /// Something else is there now: the file that it is made of, where there is one.
    Taken(Option<SourcePath>),
    /// Another alias is the same.
    Twice(Place),
}

impl Aliases {
    /// Those of a site.
    pub fn of(site: &Site) -> Self {
        let written = site.written_aliases();
        if written.is_empty() {
            return Self::default();
        }
        let mut claims = Claims::of(site);
        let of_city = |alias: &&WrittenAlias<'_>| matches!(alias.subject, Subject::City(_));
        let of_plan = |alias: &&WrittenAlias<'_>| matches!(alias.subject, Subject::Plan(_));
        let own = written.iter().filter(|alias| !is_folder(alias.subject));
        own.for_each(|alias| claims.add(alias, Claims::claim_page));
        written.iter().filter(of_plan).for_each(|alias| claims.add(alias, Claims::claim_folder));
        written.iter().filter(of_city).for_each(|alias| claims.add(alias, Claims::claim_folder));
        Self { pages: claims.pages, mistakes: claims.mistakes }
    }

    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Every former address in every language: the file that was there, and the page that it was.
    pub fn all<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = (String, Page)> + 'a {
        self.pages.iter().flat_map(move |(address, id)| {
            let in_language =
                move |language| (site.file_of_page(address, language), Page { id: *id, language });
            site.languages.iter().map(in_language)
        })
    }

    /// The page that was at an address.
    pub fn at(&self, site: &Site, address: &str) -> Option<Page> {
        let (address, language) = site.page_of_file(address)?;
        Some(Page { id: *self.pages.get(address)?, language })
    }
}

fn is_folder(subject: Subject) -> bool {
    matches!(subject, Subject::City(_) | Subject::Plan(_))
}

/// What is at which address, while the aliases are read.
struct Claims<'a> {
    site: &'a Site,
    /// The pages that there are.
    standing: BTreeMap<String, PageId>,
    pages: BTreeMap<String, PageId>,
    /// Where the aliases are written that were read.
    written: BTreeMap<String, Place>,
    mistakes: Vec<AliasMistake>,
}

impl<'a> Claims<'a> {
    fn of(site: &'a Site) -> Self {
        let standing = ids(site).into_iter().map(|id| (name(site, id), id)).collect();
        Self { site, standing, pages: BTreeMap::new(), written: BTreeMap::new(), mistakes: Vec::new() }
    }

    fn add(
        &mut self,
        alias: &WrittenAlias<'_>,
        claim: fn(&mut Self, &str, &str, PageId) -> Result<(), Wrong>,
    ) {
        let page = PageId::from(alias.subject);
        let own = name(self.site, page);
        let own = if is_folder(alias.subject) { own.trim_end_matches("/index").to_owned() } else { own };
        let claimed = self.address(alias, &own).and_then(|address| {
            if address == own {
                return Err(Wrong::Itself);
            }
            claim(self, &address, &own, page)?;
            // A page and a folder of one name are two addresses.
            let key = if is_folder(alias.subject) { format!("{address}/") } else { address };
            match self.written.get(&key) {
                Some(other) => return Err(Wrong::Twice(other.clone())),
                None => self.written.insert(key, alias.place()),
            };
            Ok(())
        });
        if let Err(wrong) = claimed {
            let (place, written) = (alias.place(), alias.alias.value.clone());
            self.mistakes.push(AliasMistake { place, written, wrong });
        }
    }

    fn claim_page(&mut self, address: &str, _own: &str, page: PageId) -> Result<(), Wrong> {
        if let Some(there) = self.standing.get(address) {
            return Err(Wrong::Taken(source(self.site, *there)));
        }
        let file = format!("{address}.html");
        if let Some(asset) = self
            .site
            .assets
            .keys()
            .find(|asset| asset.as_str().trim_start_matches("content/").to_lowercase() == file)
        {
            return Err(Wrong::Taken(Some(asset.clone())));
        }
        self.pages.entry(address.to_owned()).or_insert(page);
        Ok(())
    }

    /// Every page that is below `own`, or was, has a former address below `folder`.
    fn claim_folder(&mut self, folder: &str, own: &str, _page: PageId) -> Result<(), Wrong> {
        if let Some((_, there)) = below(&self.standing, folder).next() {
            return Err(Wrong::Taken(source(self.site, there)));
        }
        let here: Vec<(String, PageId)> = below(&self.standing, own)
            .chain(below(&self.pages, own))
            .map(|(rest, page)| (format!("{folder}/{rest}"), page))
            .collect();
        for (address, page) in here {
            self.pages.entry(address).or_insert(page);
        }
        Ok(())
    }

    /// The address that an alias means, without `.html`; of a folder, without its last `/`. `own` is the present
    /// one.
    fn address(&self, alias: &WrittenAlias<'_>, own: &str) -> Result<String, Wrong> {
        let written = alias.alias.value.as_str();
        self.check_form(written)?;
        let is_folder = is_folder(alias.subject);
        let names = match without_ending(written) {
            "/" if !is_folder => "/index".to_owned(),
            bare if is_folder => bare.trim_end_matches('/').trim_end_matches("/index").to_owned(),
            bare if bare.ends_with('/') => format!("{bare}index"),
            bare => bare.to_owned(),
        };
        let from_top = names.strip_prefix('/');
        check_names(from_top.unwrap_or(&names))?;
        match (from_top, own.rsplit_once('/')) {
            (Some(path), _) => self.not_kept(path).map(str::to_owned),
            (None, None) => self.not_kept(&names).map(str::to_owned),
            (None, Some(_)) if self.is_from_top(&names) => {
                Err(Wrong::FromTop { instead: format!("/{names}") })
            }
            (None, Some((folder, _))) => Ok(format!("{folder}/{names}")),
        }
    }

    /// Whether a path with a folder begins at the top of the site.
    fn is_from_top(&self, path: &str) -> bool {
        path.split_once('/').is_some_and(|(first, _)| {
            self.site.languages.find(first).is_some() || below(&self.standing, first).next().is_some()
        })
    }

    fn check_form(&self, written: &str) -> Result<(), Wrong> {
        if written.trim().is_empty() {
            return Err(Wrong::Empty);
        }
        if written.contains("://") || written.starts_with("//") {
            return Err(Wrong::Whole { instead: self.on_this_site(written) });
        }
        if let Some((before, _)) = written.split_once(['#', '?'])
            && !before.is_empty()
        {
            return Err(Wrong::Form { instead: before.to_owned() });
        }
        let mut meant = written.replace('\\', "/");
        if let Some(path) = meant.strip_prefix("@/").or_else(|| meant.strip_prefix("content/")) {
            meant = format!("/{path}");
        }
        let meant = meant.strip_suffix(".md").unwrap_or(&meant);
        if meant != written { Err(Wrong::Form { instead: meant.to_owned() }) } else { Ok(()) }
    }

    /// The alias that a whole web address means, where it is one of this site.
    fn on_this_site(&self, written: &str) -> Option<String> {
        let bare = |address: &str| address.split_once("//").map(|(_, rest)| rest.to_owned());
        let (written, base) = (bare(written)?, bare(&self.site.base_url)?);
        let path = written.strip_prefix(&base)?.split(['#', '?']).next()?;
        let path = without_ending(path);
        check_names(path.trim_end_matches('/')).ok()?;
        match self.not_kept(path) {
            Err(Wrong::Language { instead, .. }) => Some(instead),
            _ => Some(format!("/{path}")),
        }
    }

    /// A path from the top of the site that is neither in the folder of a language, because an alias counts in
    /// every one, nor in one that is kept.
    fn not_kept<'p>(&self, path: &'p str) -> Result<&'p str, Wrong> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let file = format!("{path}.html");
        let is_translation = self.is_translation(first);
        if KEPT_FOLDERS.contains(&first)
            || KEPT_FILES.contains(&file.as_str())
            || (is_translation && rest.is_empty())
        {
            Err(Wrong::Kept)
        } else if is_translation {
            Err(Wrong::Language { code: first.to_owned(), instead: format!("/{rest}") })
        } else {
            Ok(path)
        }
    }

    fn is_translation(&self, code: &str) -> bool {
        self.site.languages.find(code).is_some_and(|language: Language| !language.is_authoritative())
    }
}

/// What is below a folder, with the rest of its address.
fn below<'a>(
    pages: &'a BTreeMap<String, PageId>,
    folder: &str,
) -> impl Iterator<Item = (&'a str, PageId)> + use<'a> {
    let folder = format!("{folder}/");
    pages
        .range(folder.clone()..)
        .map_while(move |(address, page)| Some((address.strip_prefix(&folder)?, *page)))
}

fn without_ending(address: &str) -> &str {
    address.strip_suffix(".html").unwrap_or(address)
}

fn check_names(path: &str) -> Result<(), Wrong> {
    path.split('/').try_for_each(|name| match name {
        "." | ".." => Err(Wrong::Up),
        "" => Err(Wrong::Empty),
        name if !is_id(name) => Err(Wrong::Name(name.to_owned())),
        name if device_name(name).is_some() => Err(Wrong::Device(name.to_owned())),
        _ => Ok(()),
    })
}
