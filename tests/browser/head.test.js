// The head of pages where it is fullest: eight items in an English menu, and five languages. It holds on a small
// desktop and on a phone, for a keyboard and for a finger.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { readOverflow } from "./support/read-page.js";
import { buildGoldenSite } from "./support/site.js";

/** Added to the five items that the site of two cities has by itself. */
const MENU = ["Working for the region", "How to apply", "Frequently asked questions"];
const SETTINGS = MENU.map(
  (label, at) => `\n[[menu]]\nlabel = { ja = "案内${at}", en = "${label}" }\nlink = "https://www.example.lg.jp/${at}"\n`,
).join("");
const ITEMS = 8;
const WIDTHS = [1024, 390];
/** A name in more lines than that is squeezed by what stands beside it. */
const LINES_OF_NAME_MAX = 2;
/** WCAG 2.2, 2.5.8 Target Size (Minimum), in CSS pixels. */
const TARGET_MIN = 24;

let browser;
let full;
let languages;

before(async () => {
  full = await buildGoldenSite("two-cities", SETTINGS);
  languages = await buildGoldenSite("five-languages");
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  await full?.remove();
  await languages?.remove();
});

/** Calls `judge` with each page at each width; it yields complaints. */
async function complaintsAt(widths, site, files, judge) {
  const complaints = [];
  for (const width of widths) {
    const page = await browser.newPage({ viewport: { width, height: 844 }, reducedMotion: "reduce" });
    for (const file of files) {
      await page.goto(site.url(file), { waitUntil: "load" });
      for (const text of await judge(page)) complaints.push({ page: `${file} at ${width} px`, text });
    }
    await page.close();
  }
  return complaints;
}

/** Pages in one language: the home page and that of a measure. */
function pagesOf(site, folder) {
  const ofMeasure = new RegExp(`^${folder}[^/]+/[^/]+/measures/[^/]+$`);
  const measure = site.pages.find((file) => ofMeasure.test(file));
  return [`${folder}index.html`, measure];
}

test("a head with eight items in English holds: nothing overlaps and nothing is cut", async () => {
  const complaints = await complaintsAt(WIDTHS, full, pagesOf(full, "en/"), async (page) => {
    const { items, troubles } = await page.evaluate(readHead, TARGET_MIN);
    assert.equal(items, ITEMS, "the items of the menu: adapt MENU to the golden site");
    const overflow = await page.evaluate(readOverflow);
    return overflow ? [...troubles, `the page is ${overflow.beyond} px too wide: ${overflow.elements}`] : troubles;
  });
  expectNone("Heads that do not hold", complaints, "look at .site-bar in themes/default/static/style.css.");
});

test("every item is reached by keyboard, in the order in which it is seen, and can be seen then", async () => {
  const complaints = await complaintsAt(WIDTHS, full, pagesOf(full, "en/"), async (page) => {
    const troubles = [];
    const wanted = await page.evaluate(() => [...document.querySelectorAll(".site-navigation a")].map((link) => link.href));
    const reached = [];
    for (let stop = 0; stop < 40 && reached.length < wanted.length; stop++) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(readFocus);
      if (!focused.isItem) continue;
      reached.push(focused.href);
      if (!focused.isSeen) troubles.push(`${focused.href} has the focus and cannot be seen`);
    }
    if (reached.join() !== wanted.join()) troubles.push(`Tab comes to ${reached.join(", ")}, should to ${wanted.join(", ")}`);
    return troubles;
  });
  expectNone("Menus that a keyboard cannot use", complaints, "keep the order of the HTML, and hide no item.");
});

test("five languages leave the name of the site its room, from the left and from the right", async () => {
  const files = ["", "en/", "ar/"].flatMap((folder) => pagesOf(languages, folder));
  const complaints = await complaintsAt([...WIDTHS, 320], languages, files, async (page) => {
    const { lines, troubles } = await page.evaluate(readHead, TARGET_MIN);
    return lines > LINES_OF_NAME_MAX ? [...troubles, `the name of the site stands in ${lines} lines`] : troubles;
  });
  expectNone("Heads without room for the name", complaints, "look at .languages in themes/default/static/style.css.");
});

/** Runs in the page: how many items the menu has, in how many lines the name stands, and what does not hold. */
function readHead(targetMin) {
  const troubles = [];
  const links = [...document.querySelectorAll(".site-bar a")];
  const named = (link) => `"${link.textContent.trim()}"`;
  const boxes = links.map((link) => link.getBoundingClientRect());
  links.forEach((link, at) => {
    const box = boxes[at];
    if (box.left < -0.5 || box.right > document.documentElement.clientWidth + 0.5) troubles.push(`${named(link)} leaves the page`);
    if (link.scrollWidth > link.clientWidth + 1 || link.scrollHeight > link.clientHeight + 1) troubles.push(`${named(link)} is cut`);
    if (box.width < targetMin || box.height < targetMin) troubles.push(`${named(link)} is too small for a finger`);
    const touched = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    if (!link.contains(touched)) troubles.push(`a finger on ${named(link)} meets <${touched?.localName}>`);
    boxes.slice(0, at).forEach((other, before) => {
      const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      if (wide > 0.5 && high > 0.5) troubles.push(`${named(link)} overlaps ${named(links[before])}`);
    });
  });
  const name = document.querySelector(".site-name");
  const lineHeight = Number.parseFloat(getComputedStyle(name).lineHeight);
  return {
    items: document.querySelectorAll(".site-navigation a").length,
    lines: Math.round(name.getBoundingClientRect().height / lineHeight),
    troubles,
  };
}

/** Runs in the page: what has the focus. */
function readFocus() {
  const { activeElement: focused } = document;
  const box = focused.getBoundingClientRect();
  const isInside = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
  return { href: focused.href, isItem: focused.matches(".site-navigation a"), isSeen: isInside && focused.checkVisibility() };
}
