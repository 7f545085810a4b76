// `shirube serve` in a real browser: edits are shown and what the reader does stays; mistakes come and go; a
// page on another origin reads nothing.
//
// It edits a copy of the repository's site. `SHIRUBE` names the program; without it, the release build.

import assert from "node:assert/strict";
import { rename } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";

import { startChromium } from "./support/browser.js";
import { copySources, live, openTab, panel, startPreview } from "./support/preview.js";

let browser;
let site;
let server;
/** A page of the site with a `<details>` and fields of ours in it, for what the reader does. */
const source = "content/preview-test.md";
const address = "preview-test.html";

before(async () => {
  site = await copySources();
  await site.save(source, page("はじめの文"));
  await site.edit("themes/default/templates/base.html", (text) =>
    text.replace(
      "<main",
      '<details id="kept"><summary>開く</summary><p>中</p></details><p><input id="typed" aria-label="入力"></p>\n<main',
    ),
  );
  server = await start(0);
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  server?.stop();
  await site?.remove();
});

function page(text) {
  const filler = Array.from({ length: 60 }, (_, at) => `段落 ${at}。`).join("\n\n");
  return `+++\ntitle = "試し"\nmenu = true\n+++\n${filler}\n\n${text}\n\n${filler}\n`;
}

function start(port, options) {
  return startPreview(site.folder, port, options);
}

function open(file = address, options = {}) {
  return openTab(browser, server.top + file, options);
}

test("an edit is patched in, and place, focus, input and what is open stay", async () => {
  const { tab, troubles, loads, close } = await open();
  await tab.locator("#kept summary").click();
  await tab.locator("#typed").fill("書きかけ");
  await tab.evaluate(() => {
    scrollTo({ top: 400, behavior: "instant" });
    globalThis.sameDocument = true;
  });
  const before = await tab.evaluate(() => scrollY);
  await site.save(source, page("直した文"));
  await tab.getByText("直した文").waitFor({ state: "attached" });
  assert.deepEqual(
    await tab.evaluate(() => ({
      scroll: scrollY,
      typed: document.querySelector("#typed").value,
      open: document.querySelector("#kept").open,
      focus: document.activeElement.id,
      sameDocument: globalThis.sameDocument,
    })),
    { scroll: before, typed: "書きかけ", open: true, focus: "typed", sameDocument: true },
  );
  assert.equal(loads(), 1);
  assert.deepEqual(troubles, []);
  await close();
});

test("a draft is marked in the rows that the script of the measure index makes", async () => {
  const measure = "kawasaki/vision-2026/measures/preview-draft";
  const draft = `+++\ndraft = true\ntitle = "下書きの取組"\npillar = "recruitment"\ncategory = "training"\n+++\n書きかけです。\n`;
  await site.save(`content/${measure}.md`, draft);
  const { tab, troubles, close } = await open(`measures/index.html#q=${encodeURIComponent("下書きの取組")}`);
  const row = tab.locator('tr[data-measure="kawasaki/vision-2026/preview-draft"]');
  await row.waitFor();
  assert.equal(await row.locator("th .held-back-mark").textContent(), "下書き");
  assert.equal(await tab.locator("tr[data-measure] .held-back-mark").count(), 1);
  assert.deepEqual(troubles, []);
  await close();
});

test("an edit of the first paragraph, of which machines are told in the head too, is patched in", async () => {
  const { tab, troubles, loads, close } = await open();
  await tab.evaluate(() => {
    globalThis.sameDocument = true;
  });
  const edited = page("直した文").replace("段落 0。", "直した冒頭。");
  await site.save(source, edited);
  await tab.getByText("直した冒頭。").waitFor({ state: "attached" });
  assert.equal(await tab.evaluate(() => globalThis.sameDocument), true);
  assert.equal(await tab.locator("meta[name=description]").getAttribute("content"), "直した冒頭。");
  assert.equal(loads(), 1);
  assert.deepEqual(troubles, []);
  await site.save(source, page("直した文"));
  await tab.getByText("段落 0。").first().waitFor({ state: "attached" });
  await close();
});

test("a style sheet is swapped without a reload", async () => {
  const { tab, loads, close } = await open();
  await site.edit("themes/default/static/style.css", (css) => `${css}\nmain { outline: 3px solid rgb(1, 2, 3); }\n`);
  await tab.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineColor === "rgb(1, 2, 3)");
  assert.equal(loads(), 1);
  await close();
});

test("another script reloads the page, and place and input stay", async () => {
  const { tab, loads, close } = await open();
  await tab.locator("#kept summary").click();
  await tab.locator("#typed").fill("書きかけ");
  await tab.evaluate(() => scrollTo({ top: 300, behavior: "instant" }));
  const before = await tab.evaluate(() => scrollY);
  await site.edit("themes/default/static/site.js", (script) => `${script}\ndocument.documentElement.dataset.other = "yes";\n`);
  await tab.waitForSelector("html[data-other]", { state: "attached" });
  await live(tab);
  await tab.waitForFunction(() => document.querySelector("#typed").value === "書きかけ");
  assert.equal(loads(), 2);
  assert.deepEqual(
    await tab.evaluate(() => [scrollY, document.querySelector("#kept").open]),
    [before, true],
  );
  await close();
});

test("a mistake shows a panel in the reader's language, escaped, and goes when it is fixed", async () => {
  const { tab, close } = await open(address, { locale: "ja-JP" });
  const good = page("よい文");
  await site.save(source, good);
  await tab.getByText("よい文").waitFor({ state: "attached" });
  await site.save(source, good.replace("よい文", "[<b>&](../nowhere.md)"));
  await panel(tab).waitFor();
  const text = await panel(tab).innerText();
  assert.match(text, /直すところがあります/);
  assert.match(text, /link\./);
  const link = await panel(tab).locator("a").first().getAttribute("href");
  assert.match(link, /^vscode:\/\/file\/.*preview-test\.md:\d+:\d+$/);
  assert.equal(await panel(tab).locator("b").count(), 0);
  assert.equal(await tab.getByText("よい文").count(), 1);
  await site.save(source, good);
  await panel(tab).waitFor({ state: "detached" });
  const english = await open(address, { locale: "en-US" });
  await site.edit("themes/default/templates/page.html", (template) => `${template}{% if %}`);
  await panel(english.tab).waitFor();
  assert.match(await panel(english.tab).innerText(), /something to fix/);
  assert.match(await panel(english.tab).innerText(), /themes\/default\/templates\/page\.html:\d+:\d+/);
  await site.edit("themes/default/templates/page.html", (template) => template.replace("{% if %}", ""));
  await panel(english.tab).waitFor({ state: "detached" });
  await english.close();
  await close();
});

test("killed and started again during an edit: exactly one reload or patch", async () => {
  const { tab, loads, close } = await open();
  await tab.evaluate(() => {
    globalThis.patches = 0;
    addEventListener("shirube:patched", () => (globalThis.patches += 1));
  });
  const { port } = server;
  await server.stop();
  await tab.waitForSelector("html:not([data-shirube-live])", { state: "attached" });
  await site.save(source, page("止まっている間の文"));
  server = await start(port);
  await tab.getByText("止まっている間の文").waitFor({ state: "attached" });
  await live(tab);
  // Whatever else it would do, it would do before it hears of the next edit.
  await site.save(source, page("その次の文"));
  await tab.getByText("その次の文").waitFor({ state: "attached" });
  const patches = await tab.evaluate(() => globalThis.patches);
  assert.equal(loads() - 1 + patches, 2);
  await close();
});

test("started again without an edit: nothing happens to the page", async () => {
  const { tab, loads, close } = await open();
  await tab.evaluate(() => {
    globalThis.patches = 0;
    addEventListener("shirube:patched", () => (globalThis.patches += 1));
  });
  const { port } = server;
  await server.stop();
  await tab.waitForSelector("html:not([data-shirube-live])", { state: "attached" });
  server = await start(port);
  await live(tab);
  await site.save(source, page("あとの文"));
  await tab.getByText("あとの文").waitFor({ state: "attached" });
  assert.deepEqual([loads(), await tab.evaluate(() => globalThis.patches)], [1, 1]);
  await close();
});

test("stopped for longer than a sign of life, as in sleep: the edit made meanwhile is shown once", async () => {
  const { tab, loads, close } = await open();
  await tab.evaluate(() => {
    globalThis.patches = 0;
    addEventListener("shirube:patched", () => (globalThis.patches += 1));
  });
  server.signal("SIGSTOP");
  await site.save(source, page("眠っている間の文"));
  // The time is what is tested here, and nothing is waited for: a stream says that it is alive every 2 s.
  await new Promise((done) => setTimeout(done, 5_000));
  server.signal("SIGCONT");
  await tab.getByText("眠っている間の文").waitFor({ state: "attached" });
  await site.save(source, page("起きた後の文"));
  await tab.getByText("起きた後の文").waitFor({ state: "attached" });
  assert.deepEqual([loads(), await tab.evaluate(() => globalThis.patches)], [1, 2]);
  await close();
});

test("with --follow, the tab that was used last opens the page of the file just saved", async () => {
  const following = await start(0, ["--follow"]);
  const context = await browser.newContext();
  const [other, used] = [await context.newPage(), await context.newPage()];
  for (const tab of [other, used]) {
    await tab.goto(`${following.top}glossary.html`);
    await live(tab);
  }
  await used.locator("h1").click();
  await site.save(source, page("追う文"));
  await used.waitForURL(`${following.top}${address}`);
  await used.getByText("追う文").waitFor({ state: "attached" });
  await live(used);
  await site.edit("content/guide/start.en.md", (text) => `${text}Followed.\n`);
  await used.waitForURL(`${following.top}en/guide/start.html`);
  await site.edit("content/guide/start.en.md", (text) => text.replace("\nFollowed.\n", ""));
  assert.equal(other.url(), `${following.top}glossary.html`);
  await context.close();
  await following.stop();
});

test("ten tabs of one browser, and the eleventh still loads; all show the edit", async () => {
  const context = await browser.newContext();
  const tabs = [];
  for (let number = 0; number < 11; number += 1) {
    const tab = await context.newPage();
    await tab.goto(server.top + address);
    tabs.push(tab);
  }
  await site.save(source, page("十一枚の文"));
  await Promise.all(tabs.map((tab) => tab.getByText("十一枚の文").waitFor({ state: "attached" })));
  await context.close();
});

test("a page that is renamed shows that it is gone, and comes back", async () => {
  const { tab, close } = await open();
  await rename(site.place(source), site.place("content/other-name.md"));
  await tab.waitForSelector("body[data-kind=not-found]");
  await rename(site.place("content/other-name.md"), site.place(source));
  await tab.waitForSelector("body[data-kind=page]");
  await close();
});

test("a page on another origin reads nothing", async () => {
  const elsewhere = createServer((request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end("<!doctype html><title>elsewhere</title><body></body>");
  });
  await new Promise((ready) => elsewhere.listen(0, "127.0.0.1", ready));
  const context = await browser.newContext();
  const tab = await context.newPage();
  await tab.goto(`http://127.0.0.1:${elsewhere.address().port}/`);
  const read = await tab.evaluate(async (top) => {
    const got = {};
    const attempt = async (name, how) => {
      try {
        got[name] = await how();
      } catch {
        got[name] = "nothing";
      }
    };
    const event = (target, good, bad) =>
      new Promise((done, failed) => {
        target.addEventListener(good, () => done("something"));
        target.addEventListener(bad, () => failed(new Error("refused")));
      });
    await attempt("fetch", async () => (await fetch(top)).text());
    await attempt("look", async () => (await fetch(`${top}_shirube/look?page=/`)).text());
    await attempt("opaque", async () => (await (await fetch(top, { mode: "no-cors" })).text()) || "nothing");
    await attempt("post", async () => (await fetch(top, { method: "POST", body: "x" })).text());
    await attempt("events", () => event(new EventSource(`${top}_shirube/events?page=/`), "open", "error"));
    await attempt("socket", () => event(new WebSocket(top.replace("http", "ws")), "open", "error"));
    await attempt("script", () => {
      const script = document.createElement("script");
      script.src = `${top}_shirube/reload.js`;
      document.body.append(script);
      return event(script, "load", "error");
    });
    await attempt("style", () => {
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = `${top}assets/style.css`;
      document.body.append(style);
      return event(style, "load", "error");
    });
    await attempt("picture", () => {
      const picture = new Image();
      picture.src = `${top}assets/favicon.svg`;
      return event(picture, "load", "error");
    });
    await attempt("frame", async () => {
      const frame = document.createElement("iframe");
      frame.src = top;
      document.body.append(frame);
      await new Promise((done) => frame.addEventListener("load", done));
      return frame.contentDocument?.body?.textContent || "nothing";
    });
    return got;
  }, server.top);
  assert.deepEqual([...new Set(Object.values(read))], ["nothing"], JSON.stringify(read));
  await context.close();
  await new Promise((done) => elsewhere.close(done));
});
