// The built site on a web host below a sub-path: nothing breaks, nothing is asked of other hosts, the page's
// policy holds, and readers get from page to page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listenForTrouble, startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { serve } from "./support/server.js";
import { copySite, readKinds } from "./support/site.js";

/** Where the site lies on the test's web host: not where `base_url` says. */
const SUB_PATH = "/a/b/";

let site;
let browser;
let host;
/** The longest page of each kind and language. */
let longest;

before(async () => {
  site = await copySite({ asPublished: true });
  browser = await startChromium();
  host = await serve(site, SUB_PATH);
  longest = [...(await readKinds(site)).values()].flatMap((pages) =>
    ["ja", "en"].map((language) => pages.find((page) => page.language === language)),
  );
});

after(async () => {
  await host?.close();
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

test("every kind of page works from a web host under a sub-path: no dead link, no other host, no breach of the policy", { timeout: 900_000 }, async () => {
  const complaints = [];
  await inContext({}, async (page) => {
    const trouble = await listenForTrouble(page, (url) => url.startsWith(host.top));
    for (const { file, kind } of longest) {
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
  // Its links begin with the path of `base_url`, so it is tried where the site says that it is.
  const canonical = /<link rel="canonical" href="([^"]*)404\.html"/.exec((await site.read("404.html")).toString())[1];
  const home = await serve(site, new URL(canonical).pathname);
  await inContext({}, async (page) => {
    const trouble = await listenForTrouble(page, (url) => url.startsWith(home.top));
    for (const nowhere of ["nowhere.html", "some/folder/far/down/nowhere.html", "no-folder/"]) {
      const address = home.url(nowhere);
      const complain = (text) => complaints.push({ page: `404.html at ${nowhere}`, text });
      const response = await page.goto(address, { waitUntil: "load" });
      assert.equal(response.status(), 404);
      const { styles, links } = await page.evaluate(readStylesAndLinks);
      if (!styles.some(({ rules }) => rules)) complain("has no style");
      if (!links.includes(home.url("index.html"))) complain("has no link to the home page");
      const away = links.filter((link) => link.split("#")[0] !== address);
      for (const text of await deadLinks(page, away, home)) complain(text);
      const itself = (text) => text.includes(" 404: ") && text.endsWith(address);
      const expected = (text) => itself(text) || /error in the console: .* 404 /.test(text);
      for (const text of (await trouble.take()).filter((text) => !expected(text))) complain(text);
    }
  });
  await home.close();
  expectNone("What breaks on the page for missing addresses", complaints, "fix the template not-found.html.");
});

/** Runs in the page. */
function readStylesAndLinks() {
  return {
    styles: [...document.styleSheets].map((sheet) => ({ href: sheet.href, rules: sheet.cssRules.length })),
    links: [...document.querySelectorAll("a[href]")].map((link) => link.href),
  };
}

/** The links to a web host that do not answer 200. */
async function deadLinks(page, links, on = host) {
  const complaints = [];
  for (const url of new Set(links.map((link) => link.split("#")[0]).filter((link) => link.startsWith("http://127.0.0.1")))) {
    const status = url.startsWith(on.top) ? (await page.request.get(url)).status() : 404;
    if (status !== 200) complaints.push(`${url} answers ${status}`);
  }
  return complaints;
}
