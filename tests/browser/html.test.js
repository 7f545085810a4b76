// The Nu HTML checker reads every page of the built site and has nothing to say, no error and no warning.
//
// It gets the pages from a web host: read from a disk, no file is of the same origin as another, so that it
// would call every style and script a breach of the page's policy, which browsers do not.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import vnu from "vnu-jar";

import { expectNone } from "./support/complain.js";
import { serve } from "./support/server.js";
import { copySite } from "./support/site.js";

/** Enough for tens of thousands of messages, so that the first run of a faulty template still tells all. */
const OUTPUT_MAX = 512 * 1024 * 1024;

let site;
let host;

before(async () => {
  site = await copySite();
  host = await serve(site, "/a/b/");
});

after(async () => {
  await host?.close();
  await site?.remove();
});

test("the Nu HTML checker finds no error and no warning on any page", { timeout: 600_000 }, async (t) => {
  const messages = await check(site.pages.map(host.url));
  t.diagnostic(`${site.pages.length} pages read`);
  const texts = new Map();
  for (const { message, url, lastLine, extract } of messages.filter((said) => !isDataBlock(said)))
    texts.set(message, [...(texts.get(message) ?? []), `${url?.slice(host.top.length)}:${lastLine}: ${(extract ?? "").replace(/\s+/g, " ")}`]);
  expectNone(
    "What the Nu HTML checker says",
    [...texts].map(([message, places]) => ({ page: places[0], text: `${message} (${places.length} times)` })),
    "fix the template of the page, or what src/markdown writes.",
  );
});

test("the checker does read what it is given", { timeout: 120_000 }, async () => {
  const faulty = {
    has: () => true,
    read: () => "<!DOCTYPE html><html lang=en><title>Faulty</title><p><section>No heading<p></section></q>",
  };
  const host = await serve(faulty, "/");
  try {
    const messages = await check([host.url("faulty.html")]);
    assert.ok(messages.some(({ type }) => type === "error") && messages.some(({ subType }) => subType === "warning"), JSON.stringify(messages));
  } finally {
    await host.close();
  }
});

/**
 * Whether it takes a block of data for a script. The HTML standard leaves such a block before any policy is asked
 * ("prepare the script element": a type that is no script's ends it), and browsers do: that there is no violation
 * over HTTP and from a file is tested on every page.
 */
function isDataBlock({ message, extract }) {
  return message.startsWith("Inline script violates Content Security Policy (meta tag)") && (extract ?? "").includes('<script type="application/ld+json">');
}

/** What the checker says of pages, in one run of Java. Its exit status is 1 when it says anything of weight. */
async function check(urls) {
  const java = process.env.SHIRUBE_JAVA || "java";
  // It refuses addresses of the machine itself unless told that it is no public service.
  const jar = ["-Dnu.validator.servlet.allow-forbidden-hosts=true", "-jar", String(vnu)];
  const options = ["--stdout", "--exit-zero-always", "--format", "json"];
  const run = promisify(execFile)(java, [...jar, ...options, ...urls], { maxBuffer: OUTPUT_MAX }).catch((error) => {
    if (error.code === "ENOENT") throw new Error(`There is no Java at ${java}. Run tests/run, which installs it on Debian, or set SHIRUBE_JAVA.`);
    throw error;
  });
  const { stdout } = await run;
  return JSON.parse(stdout).messages;
}
