// Looks at some pages of each kind in all the ways in which they are read: light and dark, on a phone, enlarged
// to 400 %, in forced colours, on paper, with every control used, and without JavaScript.
//
// every-page.test.js judges the elements of every page; the looks here are those of the longest page of a kind
// and language, one in the middle, and one in each state of translation.

import { after, before, test } from "node:test";

import { addAxe, findBarriers } from "./support/axe.js";
import { closeTabs, inSomeTabs, openTabs, startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { readShifts, watchShifts } from "./support/layout-shift.js";
import { readOverflow } from "./support/read-page.js";
import { copySite, readKinds } from "./support/site.js";

const TABS = 3;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** What is left of 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10 Reflow). */
const ENLARGED = { width: 320, height: 256 };
const MEDIA = { media: "screen", colorScheme: "light", forcedColors: "none", reducedMotion: "reduce" };
/** The first of them is judged by all rules; the others have the same elements, and only their looks are judged. */
const MODES = {
  light: { viewport: DESKTOP },
  dark: { viewport: DESKTOP, media: { colorScheme: "dark" } },
  "light, 320 px": { viewport: PHONE },
  "dark, 320 px": { viewport: PHONE, media: { colorScheme: "dark" } },
};
/** What differs little between two pages of a kind: the longest of each is enough. */
const MORE_MODES = {
  "400 %": { viewport: ENLARGED },
  "with motion": { viewport: DESKTOP, media: { reducedMotion: "no-preference" } },
  "forced colours": { viewport: DESKTOP, media: { forcedColors: "active" } },
  "forced colours, dark": { viewport: DESKTOP, media: { forcedColors: "active", colorScheme: "dark" } },
  "on paper": { viewport: DESKTOP, media: { media: "print" } },
};
/** Nobody presses more controls of one sort to learn whether the next does the same. */
const CONTROLS_MAX = 40;

let site;
let browser;
/** Arrays of pages, one for each kind and language: the longest page first, then the others to look at. */
let groups;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  groups = [...(await readKinds(site)).values()].flatMap((pages) =>
    ["ja", "en"].map((language) => choose(pages.filter((page) => page.language === language))),
  );
});

after(async () => {
  await browser?.close();
  await site?.remove();
});

function choose(pages) {
  const states = pages.filter((page, at) => pages.findIndex((other) => other.translation === page.translation) === at);
  return [...new Set([pages[0], pages[Math.floor(pages.length / 2)], ...states])];
}

function belongs(url) {
  return site.file(url) !== undefined;
}

/** Opens each file and does a job with it, several at a time. Returns what the jobs complain of. */
async function inPages(options, files, job) {
  const complaints = [];
  const prepare = options.javaScriptEnabled === false ? undefined : addAxe;
  const tabs = await openTabs(browser, TABS, { viewport: DESKTOP, reducedMotion: "reduce", ...options }, belongs, prepare);
  await inSomeTabs(tabs, [...files], async ({ page, trouble }, file) => {
    const complain = (text) => complaints.push({ page: file, text });
    await page.goto(site.url(file), { waitUntil: "load" });
    await job(page, file, complain);
    for (const text of await trouble.take()) complain(text);
  });
  await closeTabs(tabs);
  return complaints;
}

test("axe finds no barrier and nothing scrolls sideways: light, dark, phone, 400 %, forced colours, on paper", { timeout: 1_800_000 }, async (t) => {
  const longest = new Set(groups.map(([page]) => page.file));
  const files = groups.flat().map((page) => page.file);
  let looks = 0;
  const complaints = await inPages({}, files, async (page, file, complain) => {
    const modes = Object.entries(longest.has(file) ? { ...MODES, ...MORE_MODES } : MODES);
    // The same barrier is mostly there in all modes of a page: text → modes.
    const found = new Map();
    for (const [at, [name, { viewport, media }]] of modes.entries()) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ ...MEDIA, ...media });
      await page.evaluate(twoFrames);
      const overflow = media?.media === "print" ? undefined : await page.evaluate(readOverflow);
      const wide = overflow ? [`${overflow.beyond} px too wide because of ${overflow.elements.join(", ")}`] : [];
      for (const text of [...(await findBarriers(page, at === 0 ? "all" : "looks")), ...wide])
        found.set(text, [...(found.get(text) ?? []), name]);
      looks += 1;
    }
    await page.emulateMedia(MEDIA);
    await page.setViewportSize(DESKTOP);
    for (const [text, names] of found) complain(`(${names.join("; ")}) ${text}`);
  });
  t.diagnostic(`${files.length} pages of ${groups.length} kinds and languages, seen ${looks} times`);
  expectNone(
    "Pages that some people cannot read",
    complaints,
    "read the rule's page at the address given, and fix template or style; let wide tables scroll in a box of their own.",
  );
});

/** Runs in the page: until its scripts have heard of the window's new size. */
function twoFrames() {
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

test("nothing moves while a page loads, however late its scripts come", { timeout: 900_000 }, async () => {
  const complaints = [];
  for (const viewport of [DESKTOP, PHONE]) {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
    await watchShifts(context);
    const page = await context.newPage();
    // Scripts come when the page has been drawn without them. One that holds up the first picture never comes, and
    // the page is never there.
    const drawn = () => page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    await page.route("**/*.js", (route) => drawn().then(() => route.continue()));
    for (const [{ file }] of groups) {
      await page.goto(site.url(file), { waitUntil: "load" });
      await page.evaluate(twoFrames);
      for (const text of await readShifts(page)) complaints.push({ page: `${file} (${viewport.width} px)`, text });
    }
    await context.close();
  }
  expectNone("Pages that move under the reader's eyes", complaints, "load scripts with `defer`, and keep the place of what they show with `@media (scripting: enabled)`.");
});

test("nothing moves sideways when a page that came in part gets its scroll bar", { timeout: 600_000 }, async () => {
  const complaints = [];
  const withScrollbars = await startChromium({ scrollbars: true });
  try {
    const page = await withScrollbars.newPage({ viewport: DESKTOP });
    for (const [{ file }] of groups) {
      await page.goto(site.url(file), { waitUntil: "load" });
      const [whole, part] = await page.evaluate(readPlacesOfTheHead);
      if (whole !== part) complaints.push({ page: file, text: `the head begins at ${part} px, and at ${whole} px when the page is there` });
    }
  } finally {
    await withScrollbars.close();
  }
  expectNone("Pages that move when they get a scroll bar", complaints, "keep `overflow-y: scroll` on `html`.");
});

/** Runs in the page: where the head's contents begin in the whole page, and while only the head has come. */
function readPlacesOfTheHead() {
  const left = () => document.querySelector(".site-header > *").getBoundingClientRect().left;
  const whole = left();
  document.querySelectorAll("body > :not(.site-header)").forEach((part) => part.remove());
  return [whole, left()];
}

test("axe finds no barrier after use of every control: in Japanese on a desktop, in English on a phone", { timeout: 1_800_000 }, async (t) => {
  const used = new Map();
  const complaints = [];
  for (const [language, viewport] of [["ja", DESKTOP], ["en", PHONE]]) {
    const files = groups.map(([page]) => page).filter((page) => page.language === language).map((page) => page.file);
    const found = await inPages({ viewport }, files, async (page, file, complain) => {
      const done = new Set();
      while (done.size < CONTROLS_MAX) {
        const sort = await page.evaluate(useNextControl, [...done]);
        if (!sort) break;
        done.add(sort);
        await page.evaluate(twoFrames);
        const overflow = await page.evaluate(readOverflow);
        if (overflow) complain(`(${viewport.width} px, after ${sort}) ${overflow.beyond} px too wide because of ${overflow.elements.join(", ")}`);
        for (const text of await findBarriers(page)) complain(`(${viewport.width} px, after ${sort}) ${text}`);
      }
      if (done.size > 0) used.set(file, [...done]);
    });
    complaints.push(...found);
  }
  const sorts = new Set([...used.values()].flat());
  t.diagnostic(`${sorts.size} sorts of controls on ${used.size} pages: ${[...sorts].join(", ")}`);
  expectNone("Barriers after use of controls", complaints, "mend what the control shows or changes: its script, its style, its words.");
  const idle = ["comparison", "measure-index"].filter((kind) => !groups.some(([page]) => page.kind === kind && used.has(page.file)));
  expectNone("Pages without any control to use", idle.map((kind) => ({ page: kind, text: "nothing to open, press or choose" })), "look why.");
});

/**
 * Runs in the page: uses a control of a sort that is not in `done`, and returns its sort; nothing when there is
 * none left. Controls that are alike, such as the buttons that move one city or another, are of one sort.
 */
function useNextControl(done) {
  const sortOf = (control) => {
    const names = ["name", "value", "data-step", "data-column", "data-drop", "class"];
    const said = names.filter((name) => control.getAttribute(name) && !(name === "value" && control.type === "checkbox"));
    const holder = control.localName === "summary" ? `.${control.parentElement.className}` : "";
    return [control.localName + holder, ...said.map((name) => `[${name}=${control.getAttribute(name)}]`)].join("");
  };
  const controls = [...document.querySelectorAll("summary, button, select, input")];
  const next = controls.find((control) => !done.includes(sortOf(control)) && !control.disabled && control.checkVisibility());
  if (!next) return undefined;
  const sort = sortOf(next);
  const change = (type) => next.dispatchEvent(new Event(type, { bubbles: true }));
  if (next.localName === "select") {
    next.selectedIndex = (next.selectedIndex + 1) % next.options.length;
    change("change");
  } else if (next.localName === "input" && !["checkbox", "radio", "button"].includes(next.type)) {
    next.value = document.documentElement.lang === "ja" ? "研修" : "train";
    change("input");
    change("change");
  } else {
    next.click();
  }
  return sort;
}

test("without JavaScript all text is there and links work", { timeout: 900_000 }, async () => {
  const complaints = await inPages({ javaScriptEnabled: false }, groups.flat().map((page) => page.file), async (page, file, complain) => {
    for (const text of await page.evaluate(hiddenTexts)) complain(text);
    const link = page.locator("main a[href*='.html'], nav a[href*='.html']").filter({ visible: true }).first();
    if ((await link.count()) === 0) return complain("has no visible link to another page");
    const href = await link.getAttribute("href");
    await link.click();
    await page.waitForLoadState("load");
    if (site.file(page.url()) !== site.file(new URL(href, site.url(file)).href) || (await page.locator("h1").count()) !== 1)
      complain(`a click on \`${href}\` came to ${page.url()}`);
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
