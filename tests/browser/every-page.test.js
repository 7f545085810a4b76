// Opens every page of the built site once over file://, as from a file share in a folder with a Japanese name, in
// a window of 320 pixels, and judges what it finds there: the marks and parts that every page has, links,
// requests, the security policy, barriers.
//
// modes.test.js looks at some pages of each kind in all the ways in which they are read.

import { after, before, test } from "node:test";

import { addAxe, findBarriers } from "./support/axe.js";
import { closeTabs, inSomeTabs, openTabs, startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { readOverflow, readPage } from "./support/read-page.js";
import { copySite, isNotFoundPage, languageOf } from "./support/site.js";

/** Chromium gives each of them a process: on two cores more would only wait. */
const TABS = 3;
/** WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels, which is also 1280 at 400 %. */
const NARROW = { width: 320, height: 640 };
/** The kinds of pages that a site of several cities and plans has; others may join them. */
const KINDS = [
  ...["home", "page", "city", "department", "plan", "chapter", "measure", "changes"],
  ...["measure-index", "measure-list", "comparison", "topic-comparison", "statement-comparison"],
  ...["indicator-comparison", "role-comparison", "time-line", "print", "parallel", "glossary", "translations", "not-found"],
];
const TRANSLATIONS = ["official", "reviewed", "provisional", "machine", "outdated", "missing"];

let site;
let browser;
/** What each page said: file → what `readPage` read, with `troubles`, `overflow` and `barriers`. */
const facts = new Map();
/** The pages that a reader who starts at the home page can come to. */
let reached;

before(
  async () => {
    site = await copySite();
    browser = await startChromium();
    reached = await crawl("index.html");
    await crawl(...site.pages.filter((page) => !facts.has(page)));
  },
  { timeout: 1_800_000 },
);

after(async () => {
  await browser?.close();
  await site?.remove();
});

/** Reads pages and all that they lead to, and tells which. */
async function crawl(...from) {
  const queue = [...from];
  const seen = new Set(queue);
  const options = { viewport: NARROW, reducedMotion: "reduce" };
  const tabs = await openTabs(browser, TABS, options, (url) => site.file(url) !== undefined, addAxe);
  await inSomeTabs(tabs, queue, async ({ page, trouble }, file) => {
    await page.goto(site.url(file), { waitUntil: "load" });
    const said = JSON.parse(await page.evaluate(readPage, (await site.read(file)).toString()));
    const overflow = await page.evaluate(readOverflow);
    const barriers = await findBarriers(page, "elements");
    facts.set(file, { ...said, overflow, barriers, troubles: await trouble.take() });
    for (const { url } of said.live) {
      const target = site.file(url);
      if (target?.endsWith(".html") && site.has(target) && !seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  });
  await closeTabs(tabs);
  return seen;
}

/** Where a link leads: a file of the site with or without a place in it, or outside. */
function targetOf(from, href) {
  if (!URL.canParse(href, site.url(from))) return { broken: true };
  const url = new URL(href, site.url(from));
  return { url, file: site.file(url.href), place: decodeURIComponent(url.hash.slice(1)) };
}

function isInternal(href) {
  return !/^[a-z][a-z0-9+.-]*:/i.test(href) && !href.startsWith("//");
}

/** One complaint for each page and text that `judge` yields. */
function complaintsOf(judge) {
  return [...facts].flatMap(([page, said]) => [...judge(said, page)].map((text) => ({ page, text })));
}

test("every page of the folder can be reached from the home page", (t) => {
  t.diagnostic(`${facts.size} pages read`);
  const lost = site.pages.filter((page) => !reached.has(page) && !isNotFoundPage(page));
  expectNone(
    "Pages that no chain of links from index.html leads to",
    lost.map((page) => ({ page, text: "is in the folder, but nobody can come to it" })),
    "link to the page in the template of the page above it, or do not publish it.",
  );
});

test("every internal link names an existing file and an existing place in it", () => {
  expectNone(
    "Links that lead nowhere",
    complaintsOf(function* (said, page) {
      for (const { href, text } of said.links.filter((link) => isInternal(link.href))) {
        const { broken, file, place } = targetOf(page, href);
        const link = `\`${href}\` (「${text}」)`;
        if (broken) yield `${link} is not an address`;
        else if (file === undefined) yield `${link} leaves the site's folder`;
        else if (!site.has(file)) yield `${link} names no file of the site`;
        else if (place && place !== "top" && facts.has(file) && !facts.get(file).places.includes(place))
          yield `${link}: ${file} has no id \`${place}\``;
      }
    }),
    "for a link in a text, fix the Markdown file; for one in a template, give it the `url` of the view as it is.",
  );
});

test("every link that a script made or changed still leads somewhere", () => {
  expectNone(
    "Links that scripts sent astray",
    complaintsOf(function* (said) {
      for (const { url, text } of said.live.filter((link) => link.url.startsWith("file:"))) {
        const file = site.file(url);
        if (file === undefined || !site.has(file)) yield `${url} (「${text}」) names no file of the site`;
      }
    }),
    "fix the script that writes the link.",
  );
});

test("every internal link is relative and names its file", () => {
  expectNone(
    "Links that do not work from a file share or under a sub-path",
    complaintsOf(function* (said) {
      for (const { href, text } of said.links.filter((link) => isInternal(link.href))) {
        const way = href.split(/[?#]/)[0];
        const link = `\`${href}\` (「${text}」)`;
        if (href === "") yield `an empty link (「${text}」)`;
        else if (way.startsWith("/")) yield `${link} starts at the host, not at the page`;
        else if (way !== "" && !/[^/]\.[a-z0-9]+$/.test(way)) yield `${link} does not end in the name of a file`;
      }
    }),
    "write `../index.html`, not `../` or `/`: views carry such links, so use them as they are.",
  );
});

test("links to other places are web, mail or telephone addresses", () => {
  expectNone(
    "Links that are no web, mail or telephone address",
    complaintsOf(function* (said) {
      for (const { href, text } of said.links.filter((link) => !isInternal(link.href)))
        if (!/^(https?:\/\/|mailto:|tel:)/i.test(href)) yield `\`${href}\` (「${text}」)`;
    }),
    "write https://…, mailto:… or tel:…; anything else must not come through the Markdown or the template.",
  );
});

test("styles, scripts and pictures are files of the site", () => {
  expectNone(
    "Parts of pages that are not in the folder",
    complaintsOf(function* (said, page) {
      for (const href of said.resources.filter((resource) => !resource.startsWith("data:"))) {
        const { file } = targetOf(page, href);
        if (!isInternal(href) || href.startsWith("/")) yield `\`${href}\` is not relative to the page`;
        else if (file === undefined || !site.has(file)) yield `\`${href}\` names no file of the site`;
      }
    }),
    "put the file into the theme's static folder, and name it with `get_url` or `root` before it.",
  );
});

test("no page has an error in the console, a failed request, a request outside the folder or a CSP violation", () => {
  expectNone(
    "Pages that the browser complains about",
    complaintsOf((said) => said.troubles),
    "open the page in a browser with its console, and fix the template or the script; loosen no policy.",
  );
});

test("every page carries a strict content security policy and nothing inline", () => {
  expectNone(
    "Pages with a weak policy, or with what a strict one forbids",
    complaintsOf(function* (said) {
      if (said.policy === undefined) yield "has no <meta http-equiv=Content-Security-Policy>";
      else if (!/default-src 'none'/.test(said.policy)) yield `its policy does not start from nothing: ${said.policy}`;
      else if (/'unsafe-/.test(said.policy)) yield `its policy allows the unsafe: ${said.policy}`;
      yield* new Set(said.inline);
    }),
    "extend the theme's base template; move scripts and styles into files of the theme's static folder.",
  );
});

test("axe finds no barrier in the elements of any page", () => {
  expectNone(
    "Barriers that axe-core found",
    complaintsOf((said) => said.barriers),
    "read the rule's page at the address given, and fix the template.",
  );
});

test("every kind of page is there, in every language", () => {
  const has = (language, kind) => [...facts].some(([page, said]) => languageOf(page) === language && said.kind === kind);
  expectNone(
    "Kinds of pages that are missing",
    ["ja", "en"].flatMap((language) => KINDS.filter((kind) => !has(language, kind)).map((kind) => ({ page: language, text: kind }))),
    "publish a page of that kind from content/, or take the kind out of KINDS together with the kind itself.",
  );
});

test("every page has its landmarks once, and tells when it was updated", () => {
  expectNone(
    "Pages without their parts",
    complaintsOf(function* (said, page) {
      for (const [name, count] of Object.entries(said.landmarks)) if (count !== 1) yield `has ${count} ${name}, should have one`;
      const above = said.breadcrumbs;
      if (said.kind === "home" || said.kind === "not-found") return;
      if (above.length < 2) yield "has no breadcrumb with the way from the home page";
      else if (targetOf(page, above[0]).file !== (languageOf(page) === "en" ? "en/index.html" : "index.html"))
        yield `its breadcrumb begins at \`${above[0]}\`, should begin at the home page`;
      if (!said.updated) yield "does not tell in its footer when it was updated";
    }),
    "extend the theme's base template, which has them all.",
  );
});

test("every page of a language has a title of its own", () => {
  const pagesOf = new Map();
  for (const [page, said] of facts) {
    const name = `${languageOf(page)}: ${said.title}`;
    pagesOf.set(name, [...(pagesOf.get(name) ?? []), page]);
  }
  expectNone(
    "Titles that several pages have",
    [...pagesOf].filter(([, pages]) => pages.length > 1).map(([name, pages]) => ({ page: pages.slice(0, 3).join(", "), text: name })),
    "a title in the browser's tab and in a search engine says which page it is: name the page above it in it.",
  );
});

test("every page has the marks that scripts and tests rely on", () => {
  expectNone(
    "Pages without their marks",
    complaintsOf(function* (said, page) {
      const language = languageOf(page);
      if (said.lang !== language) yield `<html lang> is \`${said.lang}\`, should be \`${language}\``;
      if (!said.kind) yield "<body> has no data-kind";
      if (said.mains !== 1) yield `has ${said.mains} <main>, should have one`;
      if (!TRANSLATIONS.includes(said.translation))
        yield `data-translation of <main> is \`${said.translation}\`, should be one of ${TRANSLATIONS.join(", ")}`;
      if (said.headings.length !== 1) yield `has ${said.headings.length} h1, should have one: ${said.headings.join(" / ")}`;
      if (said.headings.includes("")) yield "its h1 is empty";
      if (!said.title) yield "its <title> is empty";
      if (!said.description) yield "its <meta name=description> is missing or empty";
    }),
    "extend the theme's base template, and set the mark there; see design.md section 3.",
  );
});

test("every id is there once in its page", () => {
  expectNone(
    "Ids that are there more than once",
    complaintsOf(function* (said) {
      const twice = said.ids.filter((id, at) => said.ids.indexOf(id) !== at);
      for (const id of new Set(twice)) yield `\`${id}\``;
      if (said.ids.includes("")) yield "an empty id";
    }),
    "give ids of the theme names that headings cannot get, and draw each part with an id once.",
  );
});

test("the skip link is the first thing that a keyboard reaches", () => {
  expectNone(
    "Pages that do not begin with a link to their <main>",
    complaintsOf(function* (said) {
      if (!said.skip.reaches) yield `the first link or control is \`${said.skip.href}\``;
    }),
    'put `<a href="#main">` first in <body>, and the id on <main>.',
  );
});

test("every page switches to the other language and back", () => {
  const here = (from, href) => targetOf(from, href).file;
  expectNone(
    "Pages whose language switch is missing or leads astray",
    complaintsOf(function* (said, page) {
      const others = said.switches.filter(({ lang }) => lang !== languageOf(page));
      if (others.length === 0) yield "has no link with `hreflang` to another language";
      for (const { href, lang } of others) {
        const target = here(page, href);
        const there = facts.get(target);
        if (!there) yield `its switch \`${href}\` leads to no page`;
        else if (there.lang !== lang) yield `its switch says \`${lang}\`, but ${target} is \`${there.lang}\``;
        else if (!there.switches.some((back) => back.lang === said.lang && here(target, back.href) === page))
          yield `its switch leads to ${target}, which does not lead back`;
      }
    }),
    "draw the switch from `page.translations`, each as `<a hreflang lang>` with its `url`.",
  );
});

test("canonical addresses, hreflang and the sitemap agree with the pages", async () => {
  const base = facts.get("index.html").canonical?.replace(/index\.html$/, "");
  const fileAt = (address) => {
    if (!base || !address?.startsWith(base)) return undefined;
    const way = decodeURIComponent(address.slice(base.length));
    return way === "" || way.endsWith("/") ? `${way}index.html` : way;
  };
  const complaints = complaintsOf(function* (said, page) {
    if (isNotFoundPage(page)) return;
    const original = said.translation === "missing" ? page.replace(/^[a-z-]+\//, "") : page;
    if (fileAt(said.canonical) !== original) yield `its canonical address \`${said.canonical}\` is not that of ${original}`;
    if (said.translation === "missing" && said.alternates.length > 0)
      yield "claims hreflang, though it only repeats the original";
    for (const { lang, href } of said.alternates.filter((alternate) => alternate.lang !== "x-default")) {
      const there = facts.get(fileAt(href));
      if (!there) yield `hreflang \`${lang}\` leads to no page: ${href}`;
      else if (there.lang !== lang) yield `hreflang \`${lang}\` leads to a page in \`${there.lang}\`: ${href}`;
      else if (!there.alternates.some((back) => fileAt(back.href) === page))
        yield `hreflang \`${lang}\` leads to ${fileAt(href)}, which does not name this page`;
    }
  });
  const listed = await addressesInSitemap();
  const files = listed.map(fileAt);
  for (const [at, file] of files.entries()) {
    const said = facts.get(file);
    if (!said) complaints.push({ page: "sitemap.xml", text: `\`${listed[at]}\` is no page of the site` });
    else if (said.translation === "missing" || /noindex/.test(said.robots))
      complaints.push({ page: "sitemap.xml", text: `lists ${file}, which search engines should not list` });
  }
  for (const [page, said] of facts)
    if (!isNotFoundPage(page) && said.translation !== "missing" && !/noindex/.test(said.robots) && !files.includes(page))
      complaints.push({ page: "sitemap.xml", text: `does not list ${page}` });
  expectNone(
    "Addresses for search engines that do not fit the pages",
    complaints,
    "take them from `page.permalink` and `page.alternates`; the sitemap is made in src/data/sitemap.rs.",
  );
});

async function addressesInSitemap() {
  if (!site.has("sitemap.xml")) return [];
  const text = (await site.read("sitemap.xml")).toString();
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address.trim().replaceAll("&amp;", "&"));
}

test("no page scrolls sideways in a window of 320 pixels", () => {
  expectNone(
    "Pages wider than a window of 320 pixels",
    complaintsOf(function* (said) {
      if (said.overflow) yield `${said.overflow.beyond} px too wide because of ${said.overflow.elements.join(", ")}`;
    }),
    "let long words break, and let wide tables scroll in a box of their own (focusable, with a name).",
  );
});
