// Lighthouse looks at every kind of page, as on a slow phone, and at some as on a desktop.
//
// Accessibility, best practices and search engines: 100 of 100, always. The performance of a page is told, but
// not asserted as it stands: Lighthouse simulates a slow phone from what the machine just did, and a machine
// that tests share with a compiler does it slower by as much as it likes. What makes the score and does not
// depend on the machine is asserted instead: how much is loaded and from where, what holds up the first
// picture, how large the page is, that nothing moves.
//
// Of all audits one is left out, on pages that ask search engines not to list them (`noindex`): the one that
// finds fault with just that. Loopback addresses are secure to Lighthouse, so that no audit needs HTTPS here.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig } from "lighthouse";

import { expectNone } from "./support/complain.js";
import { serve } from "./support/server.js";
import { copySite, readKinds } from "./support/site.js";

/** Seen as on a desktop as well, in the other language. */
const ON_DESKTOP_TOO = ["home", "measure", "measure-index", "comparison"];
const STRICT = ["accessibility", "best-practices", "seo"];
/** Bytes that come over the network for a page and all its parts. */
const BYTES_MAX = 100_000;
const REQUESTS_MAX = 12;
/** A page of more elements is slow on any phone. */
const ELEMENTS_MAX = 6_000;
/**
 * Of 0.1 that count as good. Columns of a long table find their widths while its rows arrive, and how often the
 * browser draws meanwhile is the machine's. That nothing moves once a page is there is in modes.test.js.
 */
const SHIFT_MAX = 0.01;
/** They show a whole plan on one page, which is what they are for. */
const WHOLE_PLANS = ["print", "parallel"];
/** Audits of performance that judge the page, not the machine: none may find anything to fix. */
const DETERMINISTIC = [
  "duplicated-javascript",
  "font-display",
  "legacy-javascript",
  "no-document-write",
  "redirects",
  "unminified-javascript",
  "unsized-images",
  "uses-passive-event-listeners",
  "uses-text-compression",
  "viewport",
];
/** Lighthouse waits for a page to come to rest; these pages load nothing later. It is its own, not this test's. */
const SETTINGS = { logLevel: "error", disableFullPageScreenshot: true, networkQuietThresholdMs: 0, cpuQuietThresholdMs: 0, pauseAfterLoadMs: 500 };

let site;
let host;
let chromium;
/** The longest page of each kind, in turns Japanese and English; some of them in the other language as on a desktop. */
let visits;

before(async () => {
  site = await copySite();
  host = await serve(site, "/");
  chromium = await launch({
    chromePath: process.env.SHIRUBE_CHROMIUM || "/usr/bin/chromium",
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
  });
  visits = [...(await readKinds(site))].flatMap(([kind, pages], at) => {
    const [phone, desktop] = at % 2 === 0 ? ["ja", "en"] : ["en", "ja"];
    const visit = (device, language) => ({ kind, device, file: pages.find((page) => page.language === language).file });
    return [visit("phone", phone), ...(ON_DESKTOP_TOO.includes(kind) ? [visit("desktop", desktop)] : [])];
  });
});

after(async () => {
  chromium?.kill();
  await host?.close();
  await site?.remove();
});

test("Lighthouse: 100 for accessibility, best practices and search engines; nothing slow in the page itself", { timeout: 1_800_000 }, async (t) => {
  const complaints = [];
  for (const { kind, device, file } of visits) {
    const hidden = /<meta name="robots" content="noindex">/.test((await site.read(file)).toString());
    const flags = { ...SETTINGS, port: chromium.port, skipAudits: hidden ? ["is-crawlable"] : [] };
    const { lhr } = await lighthouse(host.url(file), flags, device === "desktop" ? desktopConfig : undefined);
    assert.equal(lhr.runtimeError, undefined, `Lighthouse could not read ${file}: ${lhr.runtimeError?.message}`);
    for (const text of [...lowScores(lhr), ...slowParts(lhr, kind)]) complaints.push({ page: `${file} (${device})`, text });
    const scores = Object.values(lhr.categories).map(({ id, score }) => `${id} ${score === null ? "not measured" : Math.round(score * 100)}`);
    t.diagnostic(`${kind} ${device}: ${scores.join(", ")} (${file})`);
  }
  expectNone("What Lighthouse finds", complaints, "read the audit's description with Lighthouse in Chromium's developer tools, and fix the template.");
});

/** The audits that cost a page its 100. */
function* lowScores({ categories, audits }) {
  for (const { id, score, auditRefs } of STRICT.map((name) => categories[name])) {
    if (score === 1) continue;
    const failed = auditRefs.map((reference) => audits[reference.id]).filter((audit) => audit.score !== null && audit.score < 1);
    yield `${id} ${score * 100}: ${failed.map((audit) => `${audit.id} (${audit.title})`).join(", ")}`;
  }
}

/** What makes a page slow on any machine. */
function* slowParts({ audits }, kind) {
  for (const id of DETERMINISTIC) {
    assert.ok(audits[id], `Lighthouse no longer has the audit ${id}`);
    if (audits[id].score !== null && audits[id].score < 1) yield `${id}: ${audits[id].title} ${audits[id].displayValue ?? ""}`;
  }
  const requests = audits["network-requests"].details.items;
  const bytes = requests.reduce((sum, { transferSize }) => sum + transferSize, 0);
  if (bytes > BYTES_MAX) yield `loads ${bytes} bytes, should be ${BYTES_MAX} at most`;
  if (requests.length > REQUESTS_MAX) yield `makes ${requests.length} requests, should be ${REQUESTS_MAX} at most`;
  const blocking = audits["render-blocking-resources"].details.items.filter(({ url }) => !url.endsWith(".css"));
  for (const { url } of blocking) yield `${url} holds up the first picture: only styles may, load scripts with \`defer\``;
  const shift = audits["cumulative-layout-shift"].numericValue;
  if (shift > SHIFT_MAX) yield `moves while it loads: ${shift}, should be ${SHIFT_MAX} at most`;
  const elements = audits["dom-size"].numericValue;
  if (elements > ELEMENTS_MAX && !WHOLE_PLANS.includes(kind)) yield `has ${elements} elements, should be ${ELEMENTS_MAX} at most`;
}
