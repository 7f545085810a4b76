// Reading a page: the contents list follows, headings can be linked to, the other language is at the same
// heading, the keyboard passes what it should in that order, and all of it is there to read without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listenForTrouble, startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { serve } from "./support/server.js";
import { copySite } from "./support/site.js";

const CHAPTER = "kawasaki/vision-2026/chapters/2-ideal-staff.html";
const MEASURE = "kawagoe/policy-2024/measures/work-life-balance.html";
const PLAN = "kawasaki/vision-2026/index.html";
const DESKTOP = { width: 1280, height: 800 };

let site;
let browser;
let host;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  host = await serve(site, "/a/b/");
});

after(async () => {
  await host?.close();
  await browser?.close();
  await site?.remove();
});

async function inPage(options, job) {
  const context = await browser.newContext({ viewport: DESKTOP, reducedMotion: "reduce", ...options });
  try {
    return await job(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** A chapter with many headings, so that there is something to follow. */
async function longChapter() {
  const found = [];
  for (const file of site.pages.filter((page) => /^[a-z]+\/[^/]+\/chapters\//.test(page) && !page.startsWith("en/"))) {
    const html = (await site.read(file)).toString();
    const ids = [...html.matchAll(/<li class="level-\d"><a href="#([^"]+)"/g)].map((match) => match[1]);
    found.push({ file, ids });
  }
  found.sort((one, other) => other.ids.length - one.ids.length || (one.file < other.file ? -1 : 1));
  assert.ok(found[0].ids.length >= 4, "no chapter has four headings to follow");
  return found[0];
}

const current = (page) => page.locator(".contents-list a[aria-current=location]").evaluateAll((links) => links.map((link) => link.hash));

test("the contents list follows the reading position", async () => {
  const { file, ids } = await longChapter();
  await inPage({}, async (page) => {
    await page.goto(site.url(file));
    assert.deepEqual(await current(page), [], "nothing is read before the first heading");
    for (const id of [ids[1], ids[3], ids[0]]) {
      await page.evaluate((id) => scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - 40), id);
      await page.waitForFunction(
        (id) => {
          const marked = [...document.querySelectorAll(".contents-list a[aria-current=location]")];
          return marked.length === 1 && marked[0].hash === `#${id}`;
        },
        id,
      );
    }
    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => !document.querySelector(".contents-list a[aria-current]"));
  });
});

test("a click in the contents list marks what was clicked, even at the end of the page", async () => {
  const { file } = await longChapter();
  await inPage({ viewport: { width: 1280, height: 2000 } }, async (page) => {
    await page.goto(site.url(file));
    const last = page.locator(".contents-list a").last();
    const hash = await last.evaluate((link) => link.hash);
    await last.click();
    await page.waitForFunction((hash) => document.querySelector(".contents-list a[aria-current=location]")?.hash === hash, hash);
  });
});

test("the language switch leads to the heading that is being read", async () => {
  const { file, ids } = await longChapter();
  await inPage({}, async (page) => {
    await page.goto(site.url(file));
    const english = page.locator(".languages a[hreflang=en]");
    assert.equal(await english.evaluate((link) => link.hash), "");
    await page.evaluate((id) => scrollTo(0, document.getElementById(id).getBoundingClientRect().top + scrollY - 40), ids[2]);
    await page.waitForFunction((id) => document.querySelector(".languages a[hreflang=en]").hash === `#${id}`, ids[2]);
    await english.evaluate((link) => link.click());
    await page.waitForURL(`${site.url(`en/${file}`)}#${ids[2]}`);
    const top = await page.locator(`#${ids[2]}`).evaluate((heading) => heading.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 400, `the heading is at ${top}`);
  });
});

test("the state that another page keeps in its address goes along with the language", async () => {
  await inPage({}, async (page) => {
    await page.goto(`${site.url("measures/index.html")}#topic=developing`);
    await page.waitForFunction(() => document.querySelector(".languages a[hreflang=en]").hash === "#topic=developing");
  });
});

test("the link beside a heading is copied, and says so", async () => {
  const { file, ids } = await longChapter();
  await inPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
    const trouble = await listenForTrouble(page, (url) => url.startsWith(host.top));
    await page.goto(host.url(file));
    const link = page.locator(`.heading-link[href="#${ids[1]}"]`);
    const heading = (await page.locator(`#${ids[1]}`).textContent()).trim();
    assert.equal(await link.getAttribute("aria-label"), `「${heading}」へのリンクをコピー`);
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "リンクをコピーしました。" }).waitFor();
    const address = `${host.url(file)}#${ids[1]}`;
    assert.equal(page.url(), address);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
    assert.deepEqual(await trouble.take(), []);
  });
});

test("where nothing may be copied, the address is in the bar and the page says so", async () => {
  const { file, ids } = await longChapter();
  await inPage({}, async (page) => {
    await page.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined });
      Document.prototype.execCommand = () => false;
    });
    await page.goto(site.url(`en/${file}`));
    await page.locator(`.heading-link[href="#${ids[1]}"]`).evaluate((link) => link.click());
    await page.getByRole("status").filter({ hasText: "in the address bar" }).waitFor();
    assert.equal(page.url(), `${site.url(`en/${file}`)}#${ids[1]}`);
  });
});

test("a heading is called what it says, and its link by it", async () => {
  const { file } = await longChapter();
  await inPage({}, async (page) => {
    await page.goto(site.url(file));
    const headings = page.locator(".prose > :is(h2, h3, h4)[id]");
    for (const heading of await headings.all()) {
      const words = (await heading.textContent()).trim();
      assert.equal(await page.getByRole("heading", { name: words, exact: true }).count() > 0, true, words);
      const id = await heading.getAttribute("id");
      assert.equal(await page.locator(`#${id} + .heading-link[href="#${id}"]`).count(), 1, id);
    }
  });
});

test("the print button prints, and is not there without scripts nor on paper", async () => {
  await inPage({}, async (page) => {
    await page.addInitScript(() => {
      globalThis.printed = 0;
      globalThis.print = () => (globalThis.printed += 1);
    });
    await page.goto(site.url(MEASURE));
    const button = page.getByRole("button", { name: "このページを印刷" });
    await button.click();
    assert.equal(await page.evaluate(() => globalThis.printed), 1);
    await page.emulateMedia({ media: "print" });
    assert.equal(await button.isVisible(), false);
    assert.equal(await page.locator(".heading-link").first().isVisible(), false);
  });
  await inPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url(MEASURE));
    assert.equal(await page.locator(".print-button").isVisible(), false);
  });
});

test("without scripts the lists and links are plain ones", async () => {
  const { file, ids } = await longChapter();
  await inPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url(file));
    await page.locator(`.contents-list a[href="#${ids[1]}"]`).click();
    assert.equal(page.url(), `${site.url(file)}#${ids[1]}`);
    const link = page.locator(`.heading-link[href="#${ids[2]}"]`);
    assert.match(await link.getAttribute("aria-label"), /^「.+」へのリンク$/);
    await link.focus();
    await page.keyboard.press("Enter");
    assert.equal(page.url(), `${site.url(file)}#${ids[2]}`);
    assert.equal(await page.locator(".said").textContent(), "");
  });
});

test("chapters and measures lead on, back and up", async () => {
  const complaints = [];
  for (const file of site.pages.filter((page) => /\/(chapters|measures)\/[^/]+\.html$/.test(page) && /^(en\/)?[a-z]+\/[^/]+\//.test(page))) {
    const html = (await site.read(file)).toString();
    if (!/data-kind="(chapter|measure)"/.test(html)) continue;
    const ways = /<nav class="neighbours"[\s\S]*?<\/nav>/.exec(html)?.[0] ?? "";
    if (!ways.includes('href="../index.html"')) complaints.push({ page: file, text: "has no way back to its plan" });
    if (!/rel="prev"/.test(ways)) complaints.push({ page: file, text: "has no way back" });
  }
  expectNone("Pages without a way on", complaints, "look at `neighbours` in base.html.");
});

/** What has the focus: its role in the page, in words. */
function nameOfStop() {
  const { activeElement: focused } = document;
  const inside = (selector) => focused.closest(selector) !== null;
  const place = [
    ["skip-link", ".skip-link"],
    ["title", ".site-title"],
    ["languages", ".languages"],
    ["menu", ".site-navigation"],
    ["breadcrumb", ".breadcrumb"],
    ["print", ".print-button"],
    ["over", ".over"],
    ["notices", ".notices"],
    ["on-page", ".on-page"],
    ["contents", ".contents-list"],
    ["heading-link", ".heading-link"],
    ["text", ".article-text"],
    ["facts", ".side-facts"],
    ["statements", ".plan-statements"],
    ["measures", ".plan-map"],
    ["chapters", ".chapter-list"],
    ["neighbours", ".neighbours"],
    ["plan", ".plan-navigation"],
    ["main", "main"],
    ["foot", ".site-footer"],
  ].find(([, selector]) => inside(selector));
  const box = focused.getBoundingClientRect();
  const points = [
    [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2],
    [box.right - Math.min(box.width / 2, 20), box.top + box.height / 2],
  ];
  const seen = points.some(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (focused.contains(top) || top.contains(focused));
  });
  const style = getComputedStyle(focused);
  const ringed = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { end: focused === document.body, place: place?.[0] ?? focused.outerHTML.slice(0, 60), seen, ringed, html: focused.outerHTML.slice(0, 80) };
}

/** The places that Tab comes to, each once for the stops that follow each other in it. */
async function keyboardPath(page) {
  const path = [];
  const complaints = [];
  for (let stop = 0; stop < 400; stop++) {
    await page.keyboard.press("Tab");
    const { end, place, seen, ringed, html } = await page.evaluate(nameOfStop);
    if (end) return { path, complaints };
    if (!seen) complaints.push({ page: place, text: `something covers ${html}` });
    if (!ringed) complaints.push({ page: place, text: `no ring around ${html}` });
    if (path.at(-1) !== place) path.push(place);
  }
  throw new Error("the focus does not leave the page");
}

/** The same without what stands at the head of <main>, and with the links of headings as a part of the text. */
function brief(path) {
  const places = path.filter((place) => !["over", "notices", "main"].includes(place)).map((place) => (place === "heading-link" ? "text" : place));
  return places.filter((place, at) => place !== places[at - 1]);
}

const LOOKS = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["forced colours", { forcedColors: "active" }],
  ["phone", { viewport: { width: 360, height: 640 } }],
];

for (const [look, options] of LOOKS) {
  test(`the keyboard passes a measure and a plan in the order of reading, seen at every stop: ${look}`, async () => {
    await inPage(options, async (page) => {
      const head = ["skip-link", "title", "languages", "menu", "breadcrumb", ...(look === "phone" ? [] : ["print"])];
      await page.goto(site.url(MEASURE));
      const measure = await keyboardPath(page);
      assert.deepEqual(brief(measure.path), [...head, "contents", "text", "facts", "neighbours", "plan", "foot"]);
      await page.goto(site.url(PLAN));
      const plan = await keyboardPath(page);
      assert.deepEqual(brief(plan.path), [...head, "on-page", "text", "facts", "measures", "chapters", "neighbours", "foot"]);
      expectNone("Stops that cannot be seen", [...measure.complaints, ...plan.complaints], "keep outlines, and let nothing that sticks cover them.");
    });
  });
}

test("the data for machines troubles neither a web host's page nor one on a file share", async () => {
  const complaints = [];
  await inPage({}, async (page) => {
    const trouble = await listenForTrouble(page, (url) => url.startsWith(host.top) || site.file(url) !== undefined);
    for (const file of ["index.html", CHAPTER, MEASURE, `en/${PLAN}`].filter((page) => site.has(page))) {
      for (const url of [host.url(file), site.url(file)]) {
        await page.goto(url, { waitUntil: "load" });
        const data = await page.evaluate(() => JSON.parse(document.querySelector("script[type='application/ld+json']").textContent)["@context"]);
        if (data !== "https://schema.org") complaints.push({ page: url, text: "has no linked data" });
        for (const text of await trouble.take()) complaints.push({ page: url, text });
      }
    }
  });
  expectNone("What the linked data brings about", complaints, "keep it in <script type=\"application/ld+json\">, which nothing runs.");
});
