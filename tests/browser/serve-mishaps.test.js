// `shirube serve` when something goes wrong at the wrong moment: its end between the news and the question, a
// start with a mistake, saves that follow each other faster than a style sheet loads. The last good page stays.
//
// It edits a copy of the repository's site. `SHIRUBE` names the program; without it, the release build.

import assert from "node:assert/strict";
import { readFile, rename } from "node:fs/promises";
import { after, afterEach, before, beforeEach, test } from "node:test";

import { startChromium } from "./support/browser.js";
import { copySources, live, openTab, panel, startPreview } from "./support/preview.js";

const SOURCE = "content/mishaps-test.md";
const PAGE = "mishaps-test.html";
const BASE = "themes/default/templates/base.html";
const STYLE = "themes/default/static/style.css";
const OUTLINE = "main { outline: 3px solid";
/** The style sheets that are fetched again. */
const AGAIN = "**/*.css?shirube=*";

let browser;
let site;
let server;
let tabs;

before(async () => {
  browser = await startChromium();
});

after(() => browser?.close());

// Each test has a site of its own: what a failed one leaves behind would be in the way of the next.
beforeEach(async () => {
  tabs = [];
  site = await copySources();
  await site.save(SOURCE, text("はじめの文"));
  await site.edit(BASE, (template) =>
    template.replace("<main", '<p><input id="typed" aria-label="入力"><button id="press">押す</button></p>\n<main'),
  );
  server = await startPreview(site.folder);
});

afterEach(async () => {
  for (const close of tabs) await close();
  await server?.stop();
  await site?.remove();
});

function text(body) {
  return `+++\ntitle = "試し"\nmenu = true\n+++\n${body}\n`;
}

/** A tab with the page, marked, so that it is known whether it is still the same document. */
async function open() {
  const opened = await openTab(browser, server.top + PAGE);
  tabs.push(opened.close);
  await opened.tab.evaluate(() => {
    globalThis.sameDocument = true;
  });
  return opened;
}

function isSameDocument(tab) {
  return tab.evaluate(() => globalThis.sameDocument === true);
}

/** Ends the server when it is asked for an address, before it can answer. What is returned waits for the end. */
async function endWhenAsked(tab, address) {
  let ended;
  const end = new Promise((done) => (ended = done));
  let stopped;
  await tab.route(address, async (route) => {
    stopped ??= server.stop();
    await stopped;
    ended();
    // Whoever has asked may be gone by now.
    await route.continue().catch(() => {});
  });
  return () => end;
}

/** Holds the style sheets that are fetched again; `asked` sees each, `release` lets all go. */
async function holdStyles(tab, asked) {
  const held = [];
  let isHeld = true;
  const go = (route) => route.continue().catch(() => {});
  await tab.route(AGAIN, (route) => {
    if (!isHeld) return go(route);
    held.push(route);
    return asked(new URL(route.request().url()));
  });
  return () => {
    isHeld = false;
    return Promise.all(held.map(go));
  };
}

async function startAgain() {
  server = await startPreview(site.folder, server.port);
}

function links(tab) {
  // Not by a locator, which would also find that of the panel.
  return tab.evaluate(() => document.querySelectorAll("link[rel~=stylesheet]").length);
}

function outlined(tab, color) {
  return tab.waitForFunction((color) => getComputedStyle(document.querySelector("main")).outlineColor === color, color);
}

function outline(color) {
  return site.edit(STYLE, (css) => `${css.split(`\n${OUTLINE}`)[0]}\n${OUTLINE} ${color}; }\n`);
}

test("started again with a mistake: the last good page stays, with what was typed", async () => {
  const { tab, loads } = await open();
  await tab.locator("#typed").fill("書きかけ");
  await server.stop();
  await tab.waitForSelector("html:not([data-shirube-live])", { state: "attached" });
  const good = await readFile(site.place("content/site.toml"), "utf8");
  await site.save("content/site.toml", "title = ");
  await startAgain();
  await panel(tab).waitFor();
  assert.equal(await tab.locator("#typed").inputValue(), "書きかけ");
  await site.save("content/site.toml", good);
  await panel(tab).waitFor({ state: "detached" });
  await site.save(SOURCE, text("直した後の文"));
  await tab.getByText("直した後の文").waitFor();
  assert.equal(await tab.locator("#typed").inputValue(), "書きかけ");
  assert.deepEqual([loads(), await isSameDocument(tab)], [1, true]);
});

test("a tab that has waited since the start shows the page when the mistake is mended", async () => {
  const good = await readFile(site.place("content/site.toml"), "utf8");
  await server.stop();
  await site.save("content/site.toml", "title = ");
  await startAgain();
  const { tab } = await open();
  await panel(tab).waitFor();
  await site.save("content/site.toml", good);
  await tab.waitForSelector("#typed");
});

test("a page that is gone and comes back: what was typed comes back too", async () => {
  const { tab } = await open();
  await tab.locator("#typed").fill("書きかけ");
  // The page that says so has no fields.
  const template = await readFile(site.place(BASE), "utf8");
  await site.save(BASE, template.replace('<p><input id="typed"', '{% if page.kind != "not-found" %}<p><input id="typed"').replace("</button></p>", "</button></p>{% endif %}"));
  await rename(site.place(SOURCE), site.place("content/other-name.md"));
  await tab.waitForSelector("body[data-kind=not-found]");
  await live(tab);
  await rename(site.place("content/other-name.md"), site.place(SOURCE));
  await tab.waitForSelector("body[data-kind=page]");
  await tab.waitForFunction(() => document.querySelector("#typed")?.value === "書きかけ");
});

test("the server ends between the news of an edit and the question: the page stays, and catches up", async () => {
  const { tab, loads } = await open();
  const ended = await endWhenAsked(tab, `**/${PAGE}`);
  await site.save(SOURCE, text("終わり際の文"));
  await ended();
  await tab.waitForSelector("html:not([data-shirube-live])", { state: "attached" });
  await startAgain();
  await tab.getByText("終わり際の文").waitFor();
  assert.deepEqual([loads(), await isSameDocument(tab)], [1, true]);
});

test("the server ends before the page is loaded anew: the page stays until it can be", async () => {
  const { tab, loads } = await open();
  await tab.locator("#typed").fill("書きかけ");
  const ended = await endWhenAsked(tab, `**/${PAGE}`);
  await site.edit("themes/default/static/site.js", (script) => `${script}\ndocument.documentElement.dataset.later = "yes";\n`);
  await ended();
  await tab.waitForSelector("html:not([data-shirube-live])", { state: "attached" });
  assert.deepEqual([await isSameDocument(tab), await tab.locator("#typed").inputValue()], [true, "書きかけ"]);
  await startAgain();
  await tab.waitForSelector("html[data-later]", { state: "attached" });
  await tab.waitForFunction(() => document.querySelector("#typed").value === "書きかけ");
  assert.equal(loads(), 2);
});

test("the server ends between the news of a style and the question: the old style stays, then the new one comes", async () => {
  const { tab, loads } = await open();
  const before = await links(tab);
  const family = () => tab.evaluate(() => getComputedStyle(document.body).fontFamily);
  const font = await family();
  const ended = await endWhenAsked(tab, AGAIN);
  await outline("rgb(1, 2, 3)");
  await ended();
  await tab.waitForSelector("html:not([data-shirube-live])", { state: "attached" });
  await startAgain();
  await outlined(tab, "rgb(1, 2, 3)");
  await tab.waitForFunction((count) => document.querySelectorAll("link[rel~=stylesheet]").length === count, before);
  assert.equal(await family(), font);
  assert.equal(loads(), 1);
});

test("saves that follow each other faster than the style sheets load leave as many of them as there were", async () => {
  const { tab, loads } = await open();
  const before = await links(tab);
  const versions = new Set();
  let arrived = () => {};
  const release = await holdStyles(tab, (url) => {
    versions.add(url.searchParams.get("shirube"));
    arrived();
  });
  for (let save = 1; save <= 5; save += 1) {
    const asked = new Promise((done) => (arrived = () => versions.size === save && done()));
    await outline(`rgb(9, 9, ${save})`);
    await asked;
  }
  await release();
  await outlined(tab, "rgb(9, 9, 5)");
  await tab.waitForFunction((count) => document.querySelectorAll("link[rel~=stylesheet]").length === count, before);
  assert.equal(loads(), 1);
});

test("a style sheet that is deleted goes, and comes back with its file", async () => {
  await site.save("themes/default/static/extra.css", `${OUTLINE} rgb(4, 4, 4) !important; }\n`);
  const template = await readFile(site.place(BASE), "utf8");
  await site.save(BASE, template.replace("</head>", '<link rel="stylesheet" href="assets/extra.css">\n</head>'));
  const { tab } = await open();
  await outlined(tab, "rgb(4, 4, 4)");
  await tab.evaluate(() => {
    globalThis.sameDocument = true;
  });
  await rename(site.place("themes/default/static/extra.css"), site.place("themes/default/static/extra.txt"));
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineColor !== "rgb(4, 4, 4)");
  await rename(site.place("themes/default/static/extra.txt"), site.place("themes/default/static/extra.css"));
  await outlined(tab, "rgb(4, 4, 4)");
  assert.equal(await isSameDocument(tab), true);
});

test("an undone style is the style that is shown", async () => {
  await outline("rgb(5, 5, 5)");
  const { tab } = await open();
  await outlined(tab, "rgb(5, 5, 5)");
  let tell;
  const asked = new Promise((done) => (tell = done));
  const release = await holdStyles(tab, (url) => tell(url.href));
  await outline("rgb(6, 6, 6)");
  const edited = await asked;
  // While the sheets of the edit are on their way, the browser is told of what it still shows.
  await outline("rgb(5, 5, 5)");
  await tab.waitForFunction(
    (edited) => ![...document.querySelectorAll("link[rel~=stylesheet]")].some((link) => link.href === edited),
    edited,
  );
  await release();
  await outlined(tab, "rgb(5, 5, 5)");
});

test("another head loads the page anew, and the focus is where it was", async () => {
  const { tab, loads } = await open();
  await tab.locator("#typed").fill("書きかけ");
  await tab.locator("#press").focus();
  await site.edit(BASE, (template) => template.replace("</head>", '<meta http-equiv="x-ua-compatible" content="IE=edge">\n</head>'));
  await tab.waitForSelector("meta[http-equiv=x-ua-compatible]", { state: "attached" });
  await tab.waitForFunction(() => document.activeElement.id === "press");
  assert.equal(await tab.locator("#typed").inputValue(), "書きかけ");
  assert.equal(loads(), 2);
});

test("a style sheet that another one imports, and a picture that it names, are shown when they are edited", async () => {
  const square = (color) => `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path fill="${color}" d="M0 0h9v9H0z"/></svg>\n`;
  await site.save("themes/default/static/square.svg", square("red"));
  await site.save("themes/default/static/more.css", "#press { color: rgb(1, 1, 1); background: url('square.svg'); }\n");
  await site.edit(STYLE, (css) => `@import "more.css";\n${css}`);
  const { tab } = await open();
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("#press")).color === "rgb(1, 1, 1)");
  await site.edit("themes/default/static/more.css", (css) => css.replace("rgb(1, 1, 1)", "rgb(2, 2, 2)"));
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("#press")).color === "rgb(2, 2, 2)");
  const asked = tab.waitForResponse((response) => response.url().includes("square.svg"));
  await site.save("themes/default/static/square.svg", square("blue"));
  assert.match(await (await asked).text(), /blue/);
});

test("a picture that is only named in srcset, and in single quotes, is shown when it is edited", async () => {
  await site.save("themes/default/static/wide.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>\n');
  await site.edit(BASE, (template) => template.replace("<main", "<img alt='' srcset='assets/wide.svg 2x'>\n<main"));
  const { tab } = await open();
  // The page may still be asking for the first picture: only the second one counts.
  const isNew = async (response) => response.url().endsWith("wide.svg") && (await response.text()).includes("18");
  const asked = tab.waitForResponse(isNew);
  await site.save("themes/default/static/wide.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="18"/>\n');
  await asked;
});

test("a comment that speaks of scripts does not turn the preview off", async () => {
  await site.edit(BASE, (template) => template.replace("<head>", "<head>\n<!-- <script> comes last, before </head> -->"));
  const { tab } = await open();
  await site.save(SOURCE, text("注釈の後の文"));
  await tab.getByText("注釈の後の文").waitFor();
});
