// The keyboard's path through the longest page of each kind and language: the skip link first, then every stop in
// the order of the text, each to be seen, and no trap.
//
// What keys do in the filters and the chooser of cities: measure-index.test.js and compare.test.js.

import { after, before, test } from "node:test";

import { startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { copySite, readKinds } from "./support/site.js";

/** Far more tab stops than anyone should need to pass, and enough to find a trap. */
const TAB_STOPS = 400;
const VIEWPORT = { width: 1280, height: 800 };

let site;
let browser;
/** The longest page of each kind and language. */
let files;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  const longest = (pages) => ["ja", "en"].map((language) => pages.find((page) => page.language === language).file);
  files = [...(await readKinds(site)).values()].flatMap(longest);
});

after(async () => {
  await browser?.close();
  await site?.remove();
});

test("by keyboard: the skip link comes first and leads to <main>; every stop can be seen, in order, without a trap", { timeout: 900_000 }, async () => {
  const complaints = [];
  const page = await browser.newPage({ viewport: VIEWPORT, reducedMotion: "reduce" });
  for (const file of files) {
    await page.goto(site.url(file), { waitUntil: "load" });
    for (const text of await skipToMain(page)) complaints.push({ page: file, text });
    await page.goto(site.url(file), { waitUntil: "load" });
    for (const text of await tabThrough(page)) complaints.push({ page: file, text });
  }
  await page.close();
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
