// The preview of a copy of the repository's site, and tabs that show it.

import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { PROGRAM, REPOSITORY } from "./program.js";

/** A copy of the site's sources. Whoever asks for it calls `remove` in the end. */
export async function copySources() {
  const folder = await mkdtemp(path.join(tmpdir(), "shirube-serve-"));
  for (const part of ["content", "themes"]) {
    await cp(path.join(REPOSITORY, part), path.join(folder, part), { recursive: true });
  }
  const place = (file) => path.join(folder, file);
  return {
    folder,
    place,
    save: (file, text) => writeFile(place(file), text),
    edit: async (file, change) => writeFile(place(file), change(await readFile(place(file), "utf8"))),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Starts the preview; resolves when it says where it is. */
export function startPreview(folder, port = 0, options = []) {
  const known = ["serve", "--root", folder, "--port", String(port), "--messages", "en"];
  const child = spawn(PROGRAM, [...known, ...options]);
  let said = "";
  let errors = "";
  child.stderr.on("data", (text) => (errors += text));
  return new Promise((ready, failed) => {
    child.on("exit", (code) => failed(new Error(`shirube serve ended with ${code}: ${errors}`)));
    child.stdout.on("data", (text) => {
      said += text;
      const found = /http:\/\/[^/]+:(\d+)\//.exec(said);
      if (!found) return;
      const gone = new Promise((done) => child.on("exit", done));
      ready({
        top: found[0],
        port: Number(found[1]),
        signal: (name) => child.kill(name),
        stop: () => {
          child.kill("SIGKILL");
          return gone;
        },
      });
    });
  });
}

/** A tab that shows an address and is being told; counts how often it was loaded. */
export async function openTab(browser, address, options = {}, prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 800, height: 600 }, ...options });
  const tab = await context.newPage();
  const troubles = [];
  let loads = 0;
  tab.on("load", () => (loads += 1));
  tab.on("pageerror", (error) => troubles.push(error.message));
  await prepare(tab);
  await tab.goto(address);
  await live(tab);
  return { tab, troubles, loads: () => loads, close: () => context.close() };
}

/** Waits until a tab is being told. */
export function live(tab) {
  return tab.waitForSelector("html[data-shirube-live]", { state: "attached" });
}

/** What the preview shows of mistakes: nothing when there are none. */
export function panel(tab) {
  return tab.locator("shirube-panel details");
}
