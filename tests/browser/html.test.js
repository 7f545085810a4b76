// The Nu HTML checker reads every page of the built site and has nothing to say, no error and no warning.
//
// It gets the pages from a web host: read from a disk, no file is of the same origin as another, so that it
// would call every style and script a breach of the page's policy, which browsers do not.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { expectNone } from "./support/complain.js";
import { askChecker, complaintsOfChecker } from "./support/nu.js";
import { serve } from "./support/server.js";
import { copySite } from "./support/site.js";

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
  const complaints = await complaintsOfChecker(site.pages.map(host.url));
  t.diagnostic(`${site.pages.length} pages read`);
  expectNone(
    "What the Nu HTML checker says",
    complaints,
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
    const messages = await askChecker([host.url("faulty.html")]);
    assert.ok(messages.some(({ type }) => type === "error") && messages.some(({ subType }) => subType === "warning"), JSON.stringify(messages));
  } finally {
    await host.close();
  }
});
