// How heavy pages are, gzipped, counted from what a browser really asks for when it opens them.

import { gzipSync } from "node:zlib";
import { after, before, test } from "node:test";

import { startChromium } from "./support/browser.js";
import { expectNone } from "./support/complain.js";
import { serve } from "./support/server.js";
import { copySite, readKinds } from "./support/site.js";

/** Bytes gzipped, in kilobytes of 1000: HTML of a measure's page; all styles and all scripts of any page. */
const HTML_MAX = 30_000;
const STYLES_MAX = 25_000;
const SCRIPTS_MAX = 12_000;

let site;
let browser;
let host;
/** The pages by kind, the longest first. */
let kinds;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  host = await serve(site, "/");
  kinds = await readKinds(site);
});

after(async () => {
  await host?.close();
  await browser?.close();
  await site?.remove();
});

/** As web hosts do it, with gzip's usual level. */
async function weigh(files) {
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await site.read(file)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
}

test("the page of every measure weighs at most 30 kB of HTML", async (t) => {
  const weights = await Promise.all(kinds.get("measure").map(async ({ file }) => ({ file, weight: await weigh([file]) })));
  const heaviest = weights.reduce((one, other) => (other.weight > one.weight ? other : one));
  t.diagnostic(`${weights.length} pages, at most ${heaviest.weight} bytes: ${heaviest.file}`);
  expectNone(
    "Pages of measures that are too heavy",
    weights.filter(({ weight }) => weight > HTML_MAX).map(({ file, weight }) => ({ page: file, text: `${weight} bytes` })),
    "show less of other pages on the page of a measure: link to them.",
  );
});

test("no kind of page loads more than 25 kB of styles and 12 kB of scripts", { timeout: 900_000 }, async (t) => {
  const complaints = [];
  for (const pages of kinds.values()) {
    for (const language of ["ja", "en"]) {
      const { file, kind } = pages.find((page) => page.language === language);
      const requests = await loadedBy(file);
      const styles = await weigh(requests.filter((name) => name.endsWith(".css")));
      // What a script reads is data that grows with the site: it lies in data/, and search has a budget of its own.
      const scripts = await weigh(requests.filter((name) => name.endsWith(".js") && !name.startsWith("data/")));
      const data = await weigh(requests.filter((name) => name.startsWith("data/")));
      t.diagnostic(
        `${kind} ${language}: HTML ${await weigh([file])}, styles ${styles}, scripts ${scripts}, data ${data} (${file})`,
      );
      if (!requests.some((name) => name.endsWith(".css"))) complaints.push({ page: file, text: "loads no style at all" });
      if (styles > STYLES_MAX) complaints.push({ page: file, text: `${styles} bytes of styles` });
      if (scripts > SCRIPTS_MAX) complaints.push({ page: file, text: `${scripts} bytes of scripts` });
    }
  }
  expectNone("Pages that load too much", complaints, "link what only some pages need in their templates only, and write less of it.");
});

/** The files of the site that the browser asks for to show one of them. */
async function loadedBy(file) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const asked = new Set();
    page.on("request", (request) => {
      if (request.url().startsWith(host.top)) asked.add(decodeURIComponent(request.url().slice(host.top.length)).split(/[?#]/)[0]);
    });
    await page.goto(host.url(file), { waitUntil: "load" });
    return [...asked].filter((name) => site.has(name));
  } finally {
    await context.close();
  }
}
