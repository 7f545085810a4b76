// What the preview shows of mistakes, as people use it: by keyboard, by ear, on a phone, in the dark, in high
// contrast, and without being in the way.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, beforeEach, test } from "node:test";

import { listenForTrouble, startChromium } from "./support/browser.js";
import { copySources, openTab, panel, startPreview } from "./support/preview.js";

const SOURCE = "content/panel-test.md";
const PAGE = "panel-test.html";
/** Texts whose translations are stamped: another original is a warning. */
const TRANSLATED = ["content/guide/start.md", "content/guide/messages.md"];

let browser;
let site;
let server;
let originals;

before(async () => {
  site = await copySources();
  originals = await Promise.all(TRANSLATED.map((file) => readFile(site.place(file), "utf8")));
  await site.save(SOURCE, text("よい文"));
  server = await startPreview(site.folder);
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  server?.stop();
  await site?.remove();
});

beforeEach(async () => {
  await site.save(SOURCE, text("よい文"));
  await translated();
  for (;;) {
    const { errors, warnings } = await (await fetch(`${server.top}_shirube/look?page=/`)).json();
    if (errors + warnings === 0) break;
  }
});

/** Saves the translated texts: so many of them are no longer what was translated. */
async function translated(changed = 0) {
  for (const [at, file] of TRANSLATED.entries()) {
    await site.save(file, at < changed ? `${originals[at]}\n訳した後の文。\n` : originals[at]);
  }
}

function text(body) {
  return `+++\ntitle = "試し"\nmenu = true\n+++\n${body}\n`;
}

/** So many links that lead nowhere, with names as long as they can be. */
function wrong(count) {
  const long = "very-long-name-of-a-measure-that-nobody-would-choose-but-somebody-has-".repeat(2);
  return text(Array.from({ length: count }, (_, at) => `[採用手法の更なる見直し](guide/${long}${at}.md)`).join("\n\n"));
}

function open(options, prepare) {
  return openTab(browser, server.top + PAGE, options, prepare);
}

function section(tab) {
  return tab.locator("shirube-panel section");
}

/** Waits until it counts so many: an editor that writes in place may be seen when it has only emptied the file. */
function counted(tab, count) {
  return panel(tab).locator("summary", { hasText: count }).waitFor();
}

function isOpen(tab) {
  return panel(tab).evaluate((details) => details.open);
}

/** What a screen reader would say. */
function spoken(tab, expected) {
  return tab.locator("shirube-panel [role=status]", { hasText: expected }).waitFor({ state: "attached" });
}

test("warnings are counted in the corner, folded, and stay as the writer left them", async () => {
  const { tab, close } = await open({ locale: "ja-JP" });
  await translated(1);
  await counted(tab, /^警告 1 件$/);
  assert.equal(await isOpen(tab), false);
  const size = await section(tab).boundingBox();
  assert.ok(size.width < 160 && size.height < 60, `it covers ${size.width} × ${size.height}`);
  await spoken(tab, "警告 1 件");
  await panel(tab).locator("summary").click();
  assert.match(await panel(tab).innerText(), /translation\.outdated/);
  // One more warning: still open.
  await translated(2);
  await counted(tab, /^警告 2 件$/);
  assert.equal(await isOpen(tab), true);
  await translated();
  await panel(tab).waitFor({ state: "detached" });
  await spoken(tab, "直すところはなくなりました");
  await close();
});

test("errors that were folded stay folded until there are none, over edits and reloads", async () => {
  const { tab, close } = await open({ locale: "en-US" });
  await site.save(SOURCE, wrong(1));
  await spoken(tab, /^There is something to fix — 1 error$/);
  assert.equal(await isOpen(tab), true);
  await panel(tab).locator("summary").click();
  await site.save(SOURCE, wrong(2));
  await counted(tab, "2 errors");
  assert.equal(await isOpen(tab), false);
  await tab.reload();
  await counted(tab, "2 errors");
  assert.equal(await isOpen(tab), false);
  await site.save(SOURCE, text("直った"));
  await panel(tab).waitFor({ state: "detached" });
  await spoken(tab, "Nothing left to fix");
  await site.save(SOURCE, wrong(1));
  await panel(tab).waitFor();
  assert.equal(await isOpen(tab), true, "new errors open it again");
  await close();
});

test("it is used by keyboard, and another edit takes the focus and the place from nobody", async () => {
  const { tab, close } = await open({ locale: "ja-JP" });
  await site.save(SOURCE, wrong(20));
  await counted(tab, "エラー 20 件");
  const focused = () =>
    tab.evaluate(() => {
      const element = document.querySelector("shirube-panel").shadowRoot.activeElement;
      return element && `${element.localName} ${element.textContent.slice(-4)}`;
    });
  // Backwards from the top of the page: the panel is the last thing on it.
  for (let steps = 0; !(await focused()); steps += 1) {
    assert.ok(steps < 5, "the panel cannot be reached by Shift+Tab");
    await tab.keyboard.press("Shift+Tab");
  }
  const last = await focused();
  assert.match(last, /^a /);
  const scroll = () => tab.locator("shirube-panel ol").evaluate((list) => list.scrollTop);
  const before = await scroll();
  assert.ok(before > 0, "the focus brings the end of the list into view");
  await site.save(SOURCE, `${wrong(20)}\n[もう一つ](nowhere.md)\n`);
  await counted(tab, "エラー 21 件");
  assert.equal(await focused(), last);
  assert.equal(await scroll(), before);
  await tab.keyboard.press("Escape");
  assert.equal(await isOpen(tab), false);
  assert.match(await focused(), /^summary /);
  await tab.keyboard.press("Enter");
  assert.equal(await isOpen(tab), true);
  await close();
});

test("sixty mistakes with long paths: no barrier, nothing sticks out, light, dark, wide, 320 px, high contrast", { timeout: 300_000 }, async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await site.save(SOURCE, wrong(60));
  for (const look of [
    { colorScheme: "light", viewport: { width: 1280, height: 800 } },
    { colorScheme: "dark", viewport: { width: 1280, height: 800 } },
    { colorScheme: "light", viewport: { width: 320, height: 640 } },
    { colorScheme: "dark", viewport: { width: 320, height: 640 } },
    { forcedColors: "active", viewport: { width: 1280, height: 800 } },
  ]) {
    const name = JSON.stringify(look);
    const { tab, troubles, close } = await open({ locale: "ja-JP", ...look }, (tab) => tab.addInitScript({ content: axe }));
    await counted(tab, "エラー 60 件");
    const found = await tab.evaluate(async () =>
      (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.join(" ")}`),
      ),
    );
    assert.deepEqual(found, [], name);
    const box = await section(tab).boundingBox();
    const { width, height } = look.viewport;
    assert.ok(box.x >= 0 && box.y >= height * 0.25 && box.x + box.width <= width && box.y + box.height <= height, `${name}: ${JSON.stringify(box)}`);
    assert.ok(await tab.locator("shirube-panel ol").evaluate((list) => list.scrollWidth <= list.clientWidth), `${name}: the list scrolls sideways`);
    assert.ok(await section(tab).evaluate((element) => parseFloat(getComputedStyle(element).borderTopWidth) >= 1), name);
    await tab.keyboard.press("Home");
    // Folded, it leaves the page to the reader.
    await panel(tab).locator("summary").click();
    const folded = await section(tab).boundingBox();
    assert.ok(folded.height < 100, `${name}: folded, it is ${folded.height} px high`);
    assert.deepEqual(troubles, [], name);
    await close();
  }
});

test("more mistakes than anybody reads are counted, and the rest is told where it is", async () => {
  const { tab, close } = await open({ locale: "ja-JP" });
  await site.save(SOURCE, wrong(130));
  await counted(tab, "エラー 130 件");
  assert.equal(await panel(tab).locator("li").count(), 100);
  assert.match(await panel(tab).innerText(), /ほか 30 件/);
  await close();
});

test("the page's own policy allows all that the preview adds", async () => {
  let trouble;
  const { tab, close } = await open({}, async (tab) => {
    trouble = await listenForTrouble(tab, (url) => url.startsWith(server.top));
  });
  await site.save(SOURCE, wrong(1));
  await panel(tab).waitFor();
  await site.save(SOURCE, text("直した"));
  await panel(tab).waitFor({ state: "detached" });
  await tab.getByText("直した").waitFor();
  await site.edit("themes/default/static/style.css", (css) => `${css}\nmain { outline: 3px solid rgb(4, 5, 6); }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineColor === "rgb(4, 5, 6)");
  const policy = await tab.locator("meta[http-equiv=Content-Security-Policy i]").getAttribute("content");
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.deepEqual(await trouble.take(), []);
  await close();
});
