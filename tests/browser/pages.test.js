// Looks closely at a few pages of each kind: with axe-core, without JavaScript, by keyboard, and from a
// web host under a sub-path.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { listenForTrouble, startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { readOverflow } from "./support/read-page.js";
import { serve } from "./support/server.js";
import { copySite, languageOf } from "./support/site.js";

/** WCAG 2.2 A and AA, and what axe calls good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** WCAG 2.2, 1.4.10 Reflow: 320 CSS pixels, which is also 1280 at 400 %. */
const WIDTHS = [1280, 320];
const COLOUR_SCHEMES = ["light", "dark"];
/** Where the site lies on the test's web host. */
const SUB_PATH = "/a/b/";
/** Far more tab stops than anyone should need to pass, and enough to find a trap. */
const TAB_STOPS = 400;

let site;
let browser;
let host;
/** The pages to look at: of each kind and language the longest, one in the middle, and each state of translation. */
let chosen;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  host = await serve(site, SUB_PATH);
  chosen = await choosePages();
});

after(async () => {
  await host?.close();
  await browser?.close();
  await site?.remove();
});

async function choosePages() {
  const pages = await Promise.all(
    site.pages.map(async (file) => {
      const html = (await site.read(file)).toString();
      const kind = /<body[^>]*\sdata-kind="([^"]*)"/.exec(html)?.[1];
      const translation = /<main[^>]*\sdata-translation="([^"]*)"/.exec(html)?.[1];
      return { file, length: html.length, kind, translation, language: languageOf(file) };
    }),
  );
  pages.sort((one, other) => other.length - one.length || (one.file < other.file ? -1 : 1));
  const groups = new Map();
  for (const page of pages) groups.set(groupOf(page), [...(groups.get(groupOf(page)) ?? []), page]);
  return [...groups.values()].flatMap((group) => {
    const states = group.filter((page, at) => group.findIndex((other) => other.translation === page.translation) === at);
    return [...new Set([group[0], group[Math.floor(group.length / 2)], ...states])];
  });
}

function groupOf({ kind, language }) {
  return `${kind} ${language}`;
}

/** The longest page of each kind and language. */
function oneOfEachKind() {
  return chosen.filter((page, at) => chosen.findIndex((other) => groupOf(other) === groupOf(page)) === at);
}

async function inContext(options, job) {
  const context = await browser.newContext(options);
  try {
    return await job(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

test("axe finds no barrier and no page scrolls sideways: light, dark, 1280 px, 320 px", { timeout: 900_000 }, async (t) => {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // The same barrier is mostly there in all looks of a page: page and text → looks.
  const barriers = new Map();
  const overflows = [];
  const undecided = new Map();
  await inContext({ reducedMotion: "reduce" }, async (page, context) => {
    await context.addInitScript({ content: axe });
    for (const { file } of chosen) {
      await page.goto(host.url(file), { waitUntil: "load" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await page.evaluate(twoFrames);
        const overflow = await page.evaluate(readOverflow);
        if (overflow)
          overflows.push({
            page: `${file} (${width} px)`,
            text: `${overflow.beyond} px too wide because of ${overflow.elements.join(", ")}`,
          });
        for (const colorScheme of COLOUR_SCHEMES) {
          await page.emulateMedia({ colorScheme });
          const { violations, incomplete } = await page.evaluate(runAxe, TAGS);
          for (const text of violations) {
            const barrier = JSON.stringify({ page: file, text });
            barriers.set(barrier, [...(barriers.get(barrier) ?? []), `${colorScheme} ${width} px`]);
          }
          for (const { id, element } of incomplete) undecided.set(id, [...(undecided.get(id) ?? []), `${element} on ${file}`]);
        }
      }
    }
  });
  t.diagnostic(`${chosen.length} pages, each ${WIDTHS.length * COLOUR_SCHEMES.length} times`);
  for (const [rule, places] of undecided)
    t.diagnostic(`axe could not decide ${rule} ${places.length} times, a person must look: first at ${places[0]}`);
  const found = [...barriers].map(([barrier, looks]) => {
    const { page, text } = JSON.parse(barrier);
    return { page: `${page} (${looks.join(", ")})`, text };
  });
  expectNone("Barriers that axe-core found", found, "read the rule's page at the address given, and mend template or style.");
  expectNone("Pages that scroll sideways", overflows, "let long words break, and let wide tables scroll in a box of their own.");
});

/** Runs in the page: until its scripts have heard of the window's new size. */
function twoFrames() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** Runs in the page. */
async function runAxe(tags) {
  const { violations, incomplete } = await globalThis.axe.run(document, {
    runOnly: { type: "tag", values: tags },
    resultTypes: ["violations", "incomplete"],
  });
  return {
    violations: violations.flatMap(({ id, help, helpUrl, nodes }) =>
      nodes.slice(0, 3).map(({ target, html, any, all, none }) => {
        const why = [...any, ...all, ...none].map((check) => check.message)[0] ?? help;
        return `${id}: ${target.flat().join(" ")} ${html.replace(/\s+/g, " ").slice(0, 120)} — ${why} (${helpUrl})`;
      }),
    ),
    incomplete: incomplete.map(({ id, nodes }) => ({ id, element: nodes[0].html.slice(0, 120) })),
  };
}

test("without JavaScript all text is there and links work", { timeout: 300_000 }, async () => {
  const complaints = [];
  await inContext({ javaScriptEnabled: false }, async (page) => {
    for (const { file } of oneOfEachKind()) {
      await page.goto(site.url(file), { waitUntil: "load" });
      for (const text of await page.evaluate(hiddenTexts)) complaints.push({ page: file, text });
      const link = page.locator("main a[href*='.html'], nav a[href*='.html']").filter({ visible: true }).first();
      if ((await link.count()) === 0) {
        complaints.push({ page: file, text: "has no visible link to another page" });
        continue;
      }
      const href = await link.getAttribute("href");
      await link.click();
      await page.waitForLoadState("load");
      if (site.file(page.url()) !== site.file(new URL(href, site.url(file)).href) || (await page.locator("h1").count()) !== 1)
        complaints.push({ page: file, text: `a click on \`${href}\` came to ${page.url()}` });
    }
  });
  expectNone(
    "Pages that need JavaScript to be read",
    complaints,
    "publish the whole text as HTML, and let scripts only add to it or fold it.",
  );
});

/** Runs in the page: texts of <main> that are not shown, though no closed <details> holds them and they are no control. */
function hiddenTexts() {
  const texts = [...document.querySelectorAll("main :is(h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption)")];
  const hidden = texts.filter(
    (element) =>
      element.textContent.trim() !== "" &&
      !element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      !element.closest("details:not([open]), form, [role=status], dialog"),
  );
  if (texts.length === 0) return ["<main> holds no text at all"];
  return hidden.slice(0, 5).map((element) => `hides <${element.localName}> 「${element.textContent.trim().slice(0, 40)}」`);
}

test("by keyboard: the skip link comes first and leads to <main>; every stop can be seen, in order, without a trap", { timeout: 300_000 }, async () => {
  const complaints = [];
  await inContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" }, async (page) => {
    for (const { file } of oneOfEachKind()) {
      await page.goto(site.url(file), { waitUntil: "load" });
      for (const text of await skipToMain(page)) complaints.push({ page: file, text });
      await page.goto(site.url(file), { waitUntil: "load" });
      for (const text of await tabThrough(page)) complaints.push({ page: file, text });
    }
  });
  expectNone(
    "Pages that a keyboard cannot use well",
    complaints,
    'put `<a href="#main">` first, give <main> that id and tabindex="-1", keep the order of the HTML, and never remove outlines.',
  );
});

async function skipToMain(page) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const { activeElement: focused } = document;
    const box = focused.getBoundingClientRect();
    return {
      leadsToMain: focused.matches("a[href^='#']") && document.getElementById(focused.hash.slice(1))?.localName === "main",
      seen: box.width > 1 && box.height > 1 && box.left >= 0 && box.top >= 0 && focused.checkVisibility(),
      html: focused.outerHTML.slice(0, 80),
    };
  });
  if (!first.leadsToMain) return [`Tab first comes to ${first.html}, not to a link to <main>`];
  const complaints = first.seen ? [] : [`the skip link cannot be seen when it has the focus: ${first.html}`];
  await page.keyboard.press("Enter");
  const focused = await page.evaluate(() => document.activeElement.localName);
  if (focused !== "main") complaints.push(`Enter on the skip link leaves the focus on <${focused}>, should move it to <main>`);
  return complaints;
}

/** Presses Tab until the focus leaves the page. */
async function tabThrough(page) {
  const complaints = [];
  await page.evaluate(() => {
    globalThis.shirubeStops = [];
  });
  for (let stop = 0; stop < TAB_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const { done, text } = await page.evaluate(judgeStop);
    if (text) complaints.push(text);
    if (done) return complaints;
  }
  const stops = await page.evaluate(
    () => document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']").length,
  );
  if (stops < TAB_STOPS) complaints.push(`the focus does not leave the page after ${TAB_STOPS} Tabs`);
  return complaints;
}

/** Runs in the page. */
function judgeStop() {
  const { activeElement: focused } = document;
  const stops = globalThis.shirubeStops;
  if (focused === document.body || focused === document.documentElement || focused === stops[0]) {
    return { done: true };
  }
  const name = `<${focused.localName}> 「${focused.textContent.replace(/\s+/g, " ").trim().slice(0, 30)}」`;
  if (stops.includes(focused)) return { done: true, text: `the focus goes back to ${name} and around again` };
  const before = stops.at(-1);
  stops.push(focused);
  if (before && !(before.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING))
    return { text: `Tab goes back in the text, to ${name}` };
  const style = getComputedStyle(focused);
  const ringed = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const box = focused.getBoundingClientRect();
  if (!ringed) return { text: `the focus cannot be seen on ${name}: it has no outline` };
  if (box.width <= 1 || box.height <= 1 || box.right <= 0 || box.bottom <= 0 || box.top >= innerHeight)
    return { text: `${name} has the focus where nobody sees it` };
  return {};
}

test("the site works from a web host under a sub-path", { timeout: 300_000 }, async () => {
  const complaints = [];
  await inContext({}, async (page) => {
    const trouble = await listenForTrouble(page, (url) => url.startsWith(host.top));
    for (const { file, kind } of oneOfEachKind()) {
      if (kind === "not-found") continue;
      await page.goto(host.url(file), { waitUntil: "load" });
      const { styles, links } = await page.evaluate(readStylesAndLinks);
      if (!styles.some(({ rules }) => rules)) complaints.push({ page: file, text: "has no style" });
      for (const text of await deadLinks(page, links)) complaints.push({ page: file, text });
      for (const text of await trouble.take()) complaints.push({ page: file, text });
    }
  });
  expectNone("What breaks below /a/b/ on a web host", complaints, "write every address relative to the page: `get_url`, `root`, `url`.");
});

test("a reader walks from the home page to a measure and back by clicks, on the web host", { timeout: 120_000 }, async (t) => {
  const measure = site.pages.find((file) => /^[a-z0-9-]+\/[a-z0-9-]+\/measures\/[a-z0-9-]+\.html$/.test(file) && !file.startsWith("en/"));
  if (!measure) return t.skip("the site has no measure");
  const [city, plan] = measure.split("/");
  const stops = [`${city}/index.html`, `${city}/${plan}/index.html`, measure, `${city}/${plan}/index.html`, "index.html"];
  await inContext({ viewport: { width: 1280, height: 800 } }, async (page) => {
    await page.goto(host.url("index.html"));
    for (const stop of stops) {
      const from = page.url();
      const link = page.locator("a").filter({ visible: true });
      const at = await link.evaluateAll((all, url) => all.findIndex((a) => a.href === url), host.url(stop));
      assert.notEqual(at, -1, `${from} has no visible link to ${stop}. What to do: link to it in the page's template.`);
      await link.nth(at).click();
      await page.waitForURL(host.url(stop));
    }
  });
});

test("the page for addresses that do not exist answers 404, styled, and its links work", { timeout: 120_000 }, async () => {
  assert.ok(site.has("404.html"), "404.html is missing. What to do: publish the page of kind not-found.");
  const complaints = [];
  await inContext({}, async (page) => {
    const trouble = await listenForTrouble(page, (url) => url.startsWith(host.top));
    const address = host.url("nowhere.html");
    const response = await page.goto(address, { waitUntil: "load" });
    assert.equal(response.status(), 404);
    const { styles, links } = await page.evaluate(readStylesAndLinks);
    if (!styles.some(({ rules }) => rules)) complaints.push({ page: "404.html", text: "has no style" });
    if (!links.includes(host.url("index.html"))) complaints.push({ page: "404.html", text: "has no link to the home page" });
    const away = links.filter((link) => link.split("#")[0] !== address);
    for (const text of await deadLinks(page, away)) complaints.push({ page: "404.html", text });
    const itself = (text) => text.includes(" 404: ") && text.endsWith(address);
    const expected = (text) => itself(text) || /error in the console: .* 404 /.test(text);
    for (const text of (await trouble.take()).filter((text) => !expected(text))) complaints.push({ page: "404.html", text });
  });
  expectNone("What breaks on the page for missing addresses", complaints, "mend the template not-found.html.");
});

/** Runs in the page. */
function readStylesAndLinks() {
  return {
    styles: [...document.styleSheets].map((sheet) => ({ href: sheet.href, rules: sheet.cssRules.length })),
    links: [...document.querySelectorAll("a[href]")].map((link) => link.href),
  };
}

/** The links to the web host that do not answer 200. */
async function deadLinks(page, links) {
  const complaints = [];
  for (const url of new Set(links.map((link) => link.split("#")[0]).filter((link) => link.startsWith("http://127.0.0.1")))) {
    const status = url.startsWith(host.top) ? (await page.request.get(url)).status() : 404;
    if (status !== 200) complaints.push(`${url} answers ${status}`);
  }
  return complaints;
}
