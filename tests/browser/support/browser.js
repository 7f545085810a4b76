// The system's Chromium, and what goes wrong in its pages.

import { access } from "node:fs/promises";

import { chromium } from "playwright-core";

/** No connection of the browser's own: a closed network refuses them, and they would look like the site's. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-gpu",
  "--disable-quic",
  "--disable-sync",
  "--no-first-run",
];

/**
 * Starts Chromium. Whoever asks for it calls `close` in the end. `scrollbars` take their place in the page, as on
 * most office PCs; without it they lie over the page, as on a phone.
 */
export async function startChromium({ scrollbars = false } = {}) {
  const executablePath = process.env.SHIRUBE_CHROMIUM || "/usr/bin/chromium";
  await access(executablePath).catch(() => {
    throw new Error(
      `There is no Chromium at ${executablePath}. Run tests/run, which installs it on Debian (apt-get install chromium), ` +
        "or set SHIRUBE_CHROMIUM to the program of a Chromium or Chrome.",
    );
  });
  const ignoreDefaultArgs = scrollbars ? ["--hide-scrollbars"] : [];
  return chromium.launch({ executablePath, chromiumSandbox: false, args: QUIET, ignoreDefaultArgs });
}

/**
 * Writes down what goes wrong in a page: errors in its scripts and its console, requests that fail, and
 * requests that `belongs` refuses. `take` returns what was written down since the last time, and what the
 * page's content security policy forbade.
 */
export async function listenForTrouble(page, belongs) {
  let troubles = [];
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`error in the console: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`error in a script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith("data:") && !belongs(url)) troubles.push(`request that leaves the site: ${url}`);
  });
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    // What we broke off ourselves by going on to the next page.
    if (why !== "net::ERR_ABORTED") troubles.push(`request that failed (${why}): ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`answer ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(rememberViolations);
  return {
    async take() {
      const violations = await page.evaluate(() => globalThis.shirubeViolations ?? []);
      const taken = [...troubles, ...violations.map((violation) => `forbidden by the page's own CSP: ${violation}`)];
      troubles = [];
      return [...new Set(taken)];
    },
  };
}

function rememberViolations() {
  globalThis.shirubeViolations = [];
  globalThis.addEventListener("securitypolicyviolation", (event) => {
    const place = event.sourceFile ? ` (line ${event.lineNumber} of ${event.sourceFile})` : "";
    globalThis.shirubeViolations.push(`${event.violatedDirective}: ${event.blockedURI}${place}`);
  });
}

/**
 * Opens tabs to work in at the same time, and writes down what goes wrong in each: `{ page, trouble }`. Each has
 * a context, and with it a window, of its own: Chromium gives a tab behind another one picture and one timer a
 * second. `prepare` gets every context before its tab is opened.
 */
export async function openTabs(browser, count, options, belongs, prepare = () => {}) {
  const open = async () => {
    const context = await browser.newContext(options);
    await prepare(context);
    const page = await context.newPage();
    return { page, trouble: await listenForTrouble(page, belongs) };
  };
  return Promise.all(Array.from({ length: count }, open));
}

export function closeTabs(tabs) {
  return Promise.all(tabs.map(({ page }) => page.context().close()));
}

/** Does a job with each item, in a few tabs at a time. New items may join the queue on the way. */
export async function inSomeTabs(tabs, queue, job) {
  let at = 0;
  let busy = 0;
  let wake = [];
  const worker = async (tab) => {
    for (;;) {
      if (at < queue.length) {
        const item = queue[at++];
        busy += 1;
        try {
          await job(tab, item);
        } finally {
          busy -= 1;
          wake.forEach((go) => go());
          wake = [];
        }
      } else if (busy > 0) {
        await new Promise((go) => wake.push(go));
      } else {
        return;
      }
    }
  };
  await Promise.all(tabs.map(worker));
}
