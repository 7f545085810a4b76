// The booklets, the parallel texts, and everything on paper: Chromium prints, and the sheets are counted.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { readOverflow } from "./support/read-page.js";
import { copySite } from "./support/site.js";

/** WCAG 2.2 A and AA, and what axe calls good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** 1280 CSS pixels, and WCAG 2.2, 1.4.10 Reflow. */
const WIDTHS = [1280, 320];
/** A sheet of A4 without its margins, at 96 pixels an inch: what print styles lay out on. */
const SHEET_WIDTH = 672;
/** A cover, the contents, and what the booklet is about. */
const SHEETS_OF_A_BOOKLET_MIN = 4;
/** A measure that holds no more than this has to fit one sheet: characters of full width, with Latin letters as
 * halves, and each row of a table, item of a list and part of an indicator as a line of its own (`readLength`). */
const SHEET_CHARACTERS = 1000;

let site;
let browser;
let booklets;
let parallels;
let measures;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  booklets = site.pages.filter((file) => file.endsWith("/print.html"));
  parallels = site.pages.filter((file) => file.endsWith("/parallel.html"));
  measures = site.pages.filter((file) => /(?:^|\/)[a-z0-9-]+\/[a-z0-9-]+\/measures\/[a-z0-9-]+\.html$/.test(file));
});

after(async () => {
  await browser?.close();
  await site?.remove();
});

async function inContext(options, job) {
  const context = await browser.newContext(options);
  try {
    return await job(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** Goes through pages and collects what `look` says of each. */
async function complaintsOf(files, look, options = {}) {
  const complaints = [];
  await inContext({ reducedMotion: "reduce", ...options }, async (page, context) => {
    for (const file of files) {
      await page.goto(site.url(file), { waitUntil: "load" });
      for (const text of await look(page, file, context)) complaints.push({ page: file, text });
    }
  });
  return complaints;
}

test("every plan has a booklet and a parallel text in each language, and its page leads to both", async () => {
  assert.ok(booklets.length > 0, "there is no booklet. What to do: publish `<city>/<plan>/print.html`.");
  assert.deepEqual(
    parallels.map((file) => file.replace("parallel.html", "print.html")),
    booklets,
  );
  const plans = booklets.map((file) => file.replace("print.html", "index.html"));
  const complaints = await complaintsOf(plans, async (page) => {
    const links = await page.locator("main a[href]").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    return ["print.html", "parallel.html"].filter((name) => !links.includes(name)).map((name) => `has no link to ${name}`);
  });
  expectNone("Plans whose pages do not lead to paper and parallel text", complaints, "link to `plan.booklet` and `plan.parallel`.");
});

test("ids are unique, links within the page lead somewhere, and the contents list is complete", async () => {
  const complaints = await complaintsOf([...booklets, ...parallels], (page) => page.evaluate(readWhole));
  expectNone(
    "Booklets and parallel texts that do not hold together",
    complaints,
    "begin every id of a part with the part's own, and list every part in the contents.",
  );
});

/** Runs in the page. */
function readWhole() {
  const complaints = [];
  const seen = new Set();
  for (const { id } of document.querySelectorAll("[id]")) {
    if (seen.has(id)) complaints.push(`the id \`${id}\` is there twice`);
    seen.add(id);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    const id = decodeURIComponent(link.hash.slice(1));
    if (!seen.has(id)) complaints.push(`the link \`#${id}\` leads nowhere`);
  }
  const listed = [...document.querySelectorAll("nav[aria-labelledby=contents] a")].map((link) => link.hash.slice(1));
  const parts = [...document.querySelectorAll("main :is(section, article)[aria-labelledby]")].map((part) => part.getAttribute("aria-labelledby"));
  if (parts.length === 0) complaints.push("has no part at all");
  if (listed.join() !== parts.join()) {
    const missing = parts.filter((part) => !listed.includes(part));
    const extra = listed.filter((part) => !parts.includes(part));
    complaints.push(`the contents list leaves out [${missing}], has [${extra}] too much, or is in another order`);
  }
  const plan = location.href.replace(/[^/]*$/, "");
  for (const link of document.querySelectorAll("main .prose a[href]")) {
    if (/\/(?:chapters|measures)\/[a-z0-9-]+\.html/.test(link.href) && link.href.startsWith(plan))
      complaints.push(`the link \`${link.getAttribute("href")}\` leaves the page for a part that is on it`);
  }
  return complaints;
}

test("a parallel text has each heading of the original beside that of the translation, each in its language", async () => {
  const complaints = await complaintsOf(parallels, (page) => page.evaluate(readPairs));
  expectNone("Parallel texts that do not pair", complaints, "pair the sections by the ids of their headings; see src/pages/parallel.rs.");
});

/** Runs in the page. */
function readPairs() {
  const complaints = [];
  const rows = [...document.querySelectorAll(".parallel-row")];
  if (rows.length === 0) return ["has no row"];
  for (const row of rows) {
    const [one, other] = row.children;
    const first = one.matches(".parallel-missing") ? null : one.closest("[lang]");
    if (first && first === document.documentElement) complaints.push(`a cell has no lang: ${one.textContent.slice(0, 30)}`);
    if (!other || other.matches(".parallel-missing") || !other.lang) continue;
    if (one.lang === other.lang) complaints.push(`both cells are in \`${one.lang}\``);
    const heading = one.querySelector(":is(h2, h3, h4, h5, h6)[id]");
    const translated = other.querySelector(":is(h2, h3, h4, h5, h6)[id]");
    if (Boolean(heading) !== Boolean(translated) || (heading && translated.id !== `${other.lang}_${heading.id}`))
      complaints.push(`\`${heading?.id}\` stands beside \`${translated?.id}\``);
  }
  return complaints;
}

test("axe finds no barrier in booklets and parallel texts, and none scrolls sideways", { timeout: 900_000 }, async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const complaints = [];
  await inContext({ reducedMotion: "reduce" }, async (page, context) => {
    await context.addInitScript({ content: axe });
    for (const file of [...booklets, ...parallels]) {
      await page.goto(site.url(file), { waitUntil: "load" });
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        // A page has heard of its new size when two frames were drawn.
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        const overflow = await page.evaluate(readOverflow);
        if (overflow) complaints.push({ page: file, text: `${overflow.beyond} px too wide at ${width} px: ${overflow.elements.join(", ")}` });
        for (const colorScheme of ["light", "dark"]) {
          await page.emulateMedia({ colorScheme });
          for (const text of await page.evaluate(runAxe, TAGS)) complaints.push({ page: `${file} (${colorScheme}, ${width} px)`, text });
        }
      }
    }
  });
  expectNone("Barriers in booklets and parallel texts", complaints, "read the rule's page at the address given, and fix template or style.");
});

/** Runs in the page. */
async function runAxe(tags) {
  const { violations } = await globalThis.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, helpUrl, nodes }) =>
    nodes.slice(0, 3).map(({ target, html }) => `${id}: ${target.flat().join(" ")} ${html.slice(0, 120)} — ${help} (${helpUrl})`),
  );
}

test("a booklet prints: a cover, sheets of A4, and nothing that only a screen can use", { timeout: 300_000 }, async (t) => {
  const complaints = await complaintsOf([...booklets, ...parallels], async (page, file) => {
    const { sheets, sizes } = readPdf(await print(page));
    t.diagnostic(`${file}: ${sheets} sheets`);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.setViewportSize({ width: SHEET_WIDTH, height: 1000 });
    const found = await page.evaluate(readPrinted);
    await page.emulateMedia({ media: null, colorScheme: null });
    if (file.endsWith("/print.html") && sheets < SHEETS_OF_A_BOOKLET_MIN) found.push(`has only ${sheets} sheets`);
    if (sizes.some((size) => size !== "595x842")) found.push(`has sheets of ${[...new Set(sizes)]} points, should have A4`);
    return found;
  });
  expectNone("Booklets that do not print well", complaints, "see booklet.css, parallel.css and print.css.");
});

/** Runs in the page, while it looks as it does on paper. */
function readPrinted() {
  const complaints = [];
  const shown = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
  for (const element of shown(".skip-link, .site-navigation, .languages, .breadcrumb, button, .booklet-bar"))
    complaints.push(`prints <${element.localName} class="${element.className}">`);
  const light = getComputedStyle(document.body).backgroundColor;
  if (light !== "rgb(255, 255, 255)") complaints.push(`prints on ${light}`);
  const beyond = document.documentElement.scrollWidth - innerWidth;
  if (beyond > 0) complaints.push(`is ${beyond} px wider than a sheet, so that Chromium makes everything smaller`);
  for (const head of shown("thead"))
    if (getComputedStyle(head).display !== "table-header-group") complaints.push("a table does not repeat its head");
  const links = shown(".prose a.external").length;
  const notes = document.querySelectorAll(".link-notes li").length;
  if (document.body.dataset.kind === "print" && links !== notes) complaints.push(`has ${links} links to elsewhere and ${notes} addresses`);
  return complaints;
}

test("a measure fits one sheet, unless it has more text than a sheet takes", { timeout: 600_000 }, async (t) => {
  const counts = new Map();
  const complaints = await complaintsOf(measures, async (page) => {
    const { sheets } = readPdf(await print(page));
    counts.set(sheets, (counts.get(sheets) ?? 0) + 1);
    const length = await page.evaluate(readLength);
    return sheets > 1 && length <= SHEET_CHARACTERS ? [`${sheets} sheets for ${length} characters`] : [];
  });
  t.diagnostic(`measures by sheets: ${JSON.stringify([...counts])}`);
  expectNone("Measures that take more paper than they need", complaints, "tighten print.css, or hide what nobody needs on paper.");
});

/** Runs in the page: how much a measure says, in characters of full width. A row of a table takes a line. */
function readLength() {
  const LINE_CHARACTERS = 45;
  let length = 0;
  for (const block of document.querySelectorAll("main .prose, main .facts")) {
    for (const character of block.textContent.replace(/\s+/g, " ")) length += character.charCodeAt(0) < 0x2000 ? 0.5 : 1;
  }
  return Math.round(length + document.querySelectorAll("main tr, main .prose li, main .indicator > *").length * LINE_CHARACTERS);
}

test("every kind of page prints without becoming smaller", { timeout: 300_000 }, async () => {
  const kinds = new Map();
  for (const file of site.pages) {
    const kind = /<body[^>]*\sdata-kind="([^"]*)"/.exec((await site.read(file)).toString())?.[1];
    const key = `${kind} ${file.startsWith("en/")}`;
    kinds.set(key, [...(kinds.get(key) ?? []), file].slice(0, 6));
  }
  const complaints = await complaintsOf(
    [...kinds.values()].flat(),
    async (page) => {
      await page.emulateMedia({ media: "print" });
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      return beyond > 0 ? [`is ${beyond} px wider than a sheet`] : [];
    },
    { viewport: { width: SHEET_WIDTH, height: 1000 } },
  );
  expectNone("Pages that are too wide for paper", complaints, "let print.css break what is wide; Chromium shrinks the whole page otherwise.");
});

test("paper has the colours of the theme's own identity, also for who reads in the dark", async () => {
  await inContext({ colorScheme: "dark" }, async (page) => {
    const identity = ":root { --identity: #123456; --slice-1: #654321; }";
    await page.route("**/assets/identity.css", (route) => route.fulfill({ contentType: "text/css", body: identity }));
    await page.goto(site.url(booklets[0]), { waitUntil: "load" });
    const tokens = (names) => page.evaluate((all) => all.map((name) => getComputedStyle(document.documentElement).getPropertyValue(name)), names);
    const dark = await tokens(["--ink"]);
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    assert.deepEqual(await tokens(["--identity", "--slice-1", "--surface"]), ["#123456", "#654321", "#fff"]);
    assert.notDeepEqual(await tokens(["--ink"]), dark);
  });
});

test("the button prints, and without JavaScript there is none", async () => {
  const [file] = booklets;
  await inContext({}, async (page) => {
    await page.addInitScript(() => {
      globalThis.shirubePrinted = 0;
      globalThis.print = () => (globalThis.shirubePrinted += 1);
    });
    await page.goto(site.url(file), { waitUntil: "load" });
    await page.locator(".print-button").click();
    assert.equal(await page.evaluate(() => globalThis.shirubePrinted), 1);
  });
  await inContext({ javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url(file), { waitUntil: "load" });
    assert.equal(await page.locator(".print-button").isVisible(), false);
  });
});

async function print(page) {
  return page.pdf({ preferCSSPageSize: true });
}

/** The sheets of a PDF as Chromium writes it: its page objects are not compressed. */
function readPdf(bytes) {
  const text = bytes.toString("latin1");
  const sheets = (text.match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  const boxes = [...text.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
  return { sheets, sizes: boxes.map(([, width, height]) => `${Math.round(width)}x${Math.round(height)}`) };
}
