// Takes pictures of a built site: `tests/screenshots` says how, and calls it.

import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

import { inSomeTabs, openTabs, startChromium } from "./support/browser.js";
import { copySite, languageOf, readKinds } from "./support/site.js";

const DEVICES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } };
const COLOUR_SCHEMES = ["light", "dark"];
/** What is further down repeats what is above it, and makes pictures that no one can look at. */
const HEIGHT_MAX = 3600;
const TABS = 2;
/** One sheet fits into a window without its text becoming unreadable. */
const SHEET = { width: 1800, height: 1400 };

const [folder, ...wanted] = process.argv.slice(2);
const site = await copySite();
const browser = await startChromium();
try {
  const subjects = await chooseSubjects();
  if (wanted.length === 0) await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await takePictures(subjects.flatMap(looksOf));
  for (const { name } of subjects) await drawSheet(name);
  console.log(`${subjects.length} sheets in ${folder}: ${subjects.map(({ name }) => `${name}.png`).join(", ")}`);
} finally {
  await browser.close();
  await site.remove();
}

/** The pages to show: those that were asked for, or of each kind the longest Japanese one, and its English twin. */
async function chooseSubjects() {
  const kinds = await readKinds(site);
  const ofKind = (kind) => kinds.get(kind).find(({ file }) => languageOf(file) === "ja").file;
  return (wanted.length > 0 ? wanted : [...kinds.keys()]).map((word) => {
    const file = word.replace(/^en\//, "");
    if (site.has(file)) return { name: file.replace(/\.html$/, "").replaceAll("/", "-"), file };
    if (kinds.has(word)) return { name: word, file: ofKind(word) };
    throw new Error(`There is no page or kind of page \`${word}\`. The kinds are: ${[...kinds.keys()].join(", ")}`);
  });
}

function looksOf({ name, file }) {
  return Object.entries({ ja: file, en: `en/${file}` }).flatMap(([language, page]) =>
    Object.keys(DEVICES).flatMap((device) =>
      COLOUR_SCHEMES.map((colorScheme) => ({ page, device, colorScheme, picture: pictureOf(name, language, device, colorScheme) })),
    ),
  );
}

function pictureOf(name, language, device, colorScheme) {
  return `${name}-${language}-${device}-${colorScheme}.png`;
}

async function takePictures(looks) {
  const tabs = await openTabs(browser, TABS, { reducedMotion: "reduce" }, () => true);
  await inSomeTabs(tabs, looks, async ({ page: tab }, { page, device, colorScheme, picture }) => {
    await tab.setViewportSize(DEVICES[device]);
    await tab.emulateMedia({ colorScheme });
    await tab.goto(site.url(page), { waitUntil: "load" });
    const height = await tab.evaluate(() => document.fonts.ready.then(() => document.documentElement.scrollHeight));
    const { width } = DEVICES[device];
    await tab.screenshot({
      path: path.join(folder, picture),
      fullPage: true,
      clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX) },
    });
  });
}

/** A page with the eight pictures of a subject, light above dark, and a picture of that page. */
async function drawSheet(name) {
  const cells = COLOUR_SCHEMES.flatMap((colorScheme) =>
    Object.keys(DEVICES).flatMap((device) =>
      ["ja", "en"].map((language) => {
        const picture = pictureOf(name, language, device, colorScheme);
        return `<a class="${device}" href="${picture}"><img src="${picture}" alt="${picture}"></a>`;
      }),
    ),
  );
  const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${name}</title>
<style>
  body { margin: 0; padding: 8px; background: #777; display: grid; gap: 8px; box-sizing: border-box; height: ${SHEET.height}px;
    grid: repeat(2, minmax(0, 1fr)) / 3fr 3fr 1.4fr 1.4fr }
  a { overflow: hidden }
  img { display: block; width: 100% }
</style>
${cells.join("\n")}
</html>
`;
  const sheet = path.resolve(folder, `${name}.html`);
  await writeFile(sheet, html);
  const tab = await browser.newPage({ viewport: SHEET });
  await tab.goto(pathToFileURL(sheet).href, { waitUntil: "load" });
  await tab.screenshot({ path: path.join(folder, `${name}.png`) });
  await tab.close();
}
