// The golden sites of tests/sites, built with the default theme: a site of one city and of two, in one language and in
// five. The Nu checker and axe find nothing on any of their pages, every link leads somewhere, and every page can be
// reached. What else holds of pages is tested on the library (every-page.test.js, html.test.js).

import { after, before, test } from "node:test";

import { addAxe, findBarriers } from "./support/axe.js";
import { closeTabs, inSomeTabs, openTabs, startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { complaintsOfChecker } from "./support/nu.js";
import { readPage } from "./support/read-page.js";
import { serve } from "./support/server.js";
import { buildGoldenSite, goldenSites, isNotFoundPage } from "./support/site.js";

/** Chromium gives each of them a process: on two cores more would only wait. */
const TABS = 3;
const WINDOW = { width: 390, height: 844 };

/** Each site with the host that serves it below its name: `{ name, site, host }`. */
const sites = [];
/** What each page said that stays: `{ name, file, barriers, troubles, links }`. */
const pages = [];
let browser;

before(
  async () => {
    for (const name of await goldenSites()) {
      const site = await buildGoldenSite(name);
      sites.push({ name, site, host: await serve(site, `/${name}/`) });
    }
    browser = await startChromium();
    const options = { viewport: WINDOW, reducedMotion: "reduce" };
    const belongs = (url) => sites.some(({ host }) => url.startsWith(host.top));
    const tabs = await openTabs(browser, TABS, options, belongs, addAxe);
    const queue = [];
    for (const golden of sites)
      for (const file of golden.site.pages)
        if (!(await forwards(golden.site, file))) queue.push({ ...golden, file });
    await inSomeTabs(tabs, queue, async ({ page, trouble }, { name, site, host, file }) => {
      await page.goto(host.url(file), { waitUntil: "load" });
      const said = JSON.parse(await page.evaluate(readPage, (await site.read(file)).toString()));
      const barriers = await findBarriers(page);
      const links = said.live.filter(({ url }) => url.startsWith(host.top));
      pages.push({ name, file, barriers, troubles: await trouble.take(), links });
    });
    await closeTabs(tabs);
    // Java gets the machine for itself.
    await browser.close();
  },
  { timeout: 600_000 },
);

after(async () => {
  await browser?.close();
  for (const { site, host } of sites) {
    await host.close();
    await site.remove();
  }
});

/** Whether a page is at a former address and sends its readers on before axe could look at it. */
async function forwards(site, file) {
  return /<meta http-equiv="refresh"/.test((await site.read(file)).toString());
}

/** One complaint for each page and text that `judge` yields. */
function complaintsOf(judge) {
  return pages.flatMap((said) => [...judge(said)].map((text) => ({ page: `${said.name}: ${said.file}`, text })));
}

/** The file of a site that an address names. */
function targetOf(name, url) {
  const { host } = sites.find((golden) => golden.name === name);
  return decodeURIComponent(url.slice(host.top.length).split("#")[0]);
}

test("the Nu HTML checker finds no error and no warning on any page", { timeout: 600_000 }, async (t) => {
  const urls = sites.flatMap(({ site, host }) => site.pages.map(host.url));
  t.diagnostic(`${urls.length} pages of ${sites.length} sites read`);
  expectNone(
    "What the Nu HTML checker says",
    await complaintsOfChecker(urls),
    "fix the template of the page, or what src/markdown writes.",
  );
});

test("axe finds no barrier on any page", () => {
  expectNone(
    "Barriers that axe-core found",
    complaintsOf((said) => said.barriers),
    "read the rule's page at the address given, and fix the template.",
  );
});

test("the browser has nothing to complain of", () => {
  expectNone(
    "Pages that the browser complains about",
    complaintsOf((said) => said.troubles),
    "open the page in a browser with its console, and fix the template or the script.",
  );
});

test("every link names a file of the site", () => {
  expectNone(
    "Links that lead nowhere",
    complaintsOf(function* ({ name, links }) {
      const { site } = sites.find((golden) => golden.name === name);
      for (const { url, text } of links) {
        const file = targetOf(name, url);
        if (!site.has(file)) yield `\`${file}\` (「${text}」) names no file of the site`;
      }
    }),
    "a page that not every site has is linked only where it is: `context.link_if_exists`.",
  );
});

test("every page can be reached from the home page", () => {
  const lost = sites.flatMap(({ name }) => {
    const said = new Map(pages.filter((page) => page.name === name).map((page) => [page.file, page]));
    const reached = new Set(["index.html"]);
    for (const file of reached) {
      for (const next of said.get(file).links.map(({ url }) => targetOf(name, url))) if (said.has(next)) reached.add(next);
    }
    return [...said.keys()].filter((file) => !reached.has(file) && !isNotFoundPage(file)).map((file) => ({ page: name, text: file }));
  });
  expectNone("Pages that no chain of links from index.html leads to", lost, "link to them, or do not publish them.");
});
