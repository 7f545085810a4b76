// The built site as a folder: a copy under a name that troubles careless links, and its files by name.
//
// A *file* is always named as from the top of the site, with `/` between folders: `en/kawasaki/index.html`.

import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { PROGRAM, REPOSITORY } from "./program.js";

/** The kind of name that a folder on a city's file share has. */
const FOLDER_NAME = "公開 サイト";

/**
 * A copy of the built site that `SHIRUBE_SITE` names. Whoever asks for it calls `remove` in the end. Its pages for
 * missing addresses lead on from where they are, so that they can be looked at in a folder; `asPublished` leaves them
 * as a web server sends them.
 */
export async function copySite({ asPublished = false } = {}) {
  const built = process.env.SHIRUBE_SITE;
  if (!built) {
    throw new Error("SHIRUBE_SITE is not set. Run tests/run, or set it to the folder of a built site.");
  }
  const holder = await mkdtemp(path.join(tmpdir(), "shirube-"));
  const folder = path.join(holder, FOLDER_NAME);
  await cp(built, folder, { recursive: true });
  if (!asPublished) await relinkNotFoundPages(folder);
  const site = new Site(holder, folder, await filesBelow(folder));
  if (!site.has("index.html")) {
    await site.remove();
    throw new Error(`SHIRUBE_SITE (${built}) has no index.html. Build the site into it: shirube build --output ${built}`);
  }
  return site;
}

/** The names of the golden sites: the folders of tests/sites that hold the sources of a site. */
export async function goldenSites() {
  const names = await readdir(path.join(REPOSITORY, "tests/sites"));
  const isSite = (name) => readFile(goldenSource(name, "content/site.toml")).then(() => true, () => false);
  const sites = await Promise.all(names.map(isSite));
  return names.filter((name, at) => sites[at]).sort();
}

/**
 * A golden site as its readers would see it, built with the default theme: what it is expected to become was made
 * with a plain one, which shows next to nothing. `settings` is added to its site.toml. Whoever asks for it calls
 * `remove` in the end.
 */
export async function buildGoldenSite(name, settings = "") {
  const holder = await mkdtemp(path.join(tmpdir(), "shirube-"));
  const sources = path.join(holder, "sources");
  const siteToml = path.join(sources, "content/site.toml");
  const folder = path.join(holder, FOLDER_NAME);
  await cp(goldenSource(name), sources, { recursive: true, filter: (file) => path.basename(file) !== "expected" });
  await writeFile(siteToml, (await readFile(siteToml, "utf8")).replace(/^theme = "plain"\n/m, "") + settings);
  const run = promisify(execFile)(PROGRAM, ["build", "--root", sources, "--output", folder, "--messages", "en"]);
  await run.catch(async (error) => {
    await rm(holder, { recursive: true, force: true });
    throw new Error(`tests/sites/${name} cannot be built: ${error.stderr || error.message}`);
  });
  await relinkNotFoundPages(folder);
  return new Site(holder, folder, await filesBelow(folder));
}

/**
 * A server shows 404.html at any address, so its links begin with the path of the site's address on the web. That path
 * leads nowhere in a folder: here they begin at the page, as on every other page. web-host.test.js tests them as they are.
 */
async function relinkNotFoundPages(folder) {
  for (const file of (await filesBelow(folder)).filter(isNotFoundPage)) {
    const html = await readFile(path.join(folder, file), "utf8");
    const [, canonical] = /<link rel="canonical" href="([^"]*)"/.exec(html) ?? [];
    if (!canonical) throw new Error(`${file} has no canonical link, which says at what path the site is.`);
    const top = new URL(canonical).pathname.slice(0, -file.length);
    const up = "../".repeat(file.split("/").length - 1);
    await writeFile(path.join(folder, file), html.replaceAll(`="${top}`, `="${up}`));
  }
}

function goldenSource(name, file = "") {
  return path.join(REPOSITORY, "tests/sites", name, file);
}

/** A folder with a site in it. */
class Site {
  #holder;
  #files;

  constructor(holder, folder, files) {
    this.#holder = holder;
    this.#files = new Set(files);
    this.folder = folder;
  }

  /** The pages, in order. */
  get pages() {
    return [...this.#files].filter((file) => file.endsWith(".html")).sort();
  }

  has(file) {
    return this.#files.has(file);
  }

  read(file) {
    return readFile(path.join(this.folder, file));
  }

  /** Where a browser finds a file. */
  url(file) {
    return pathToFileURL(path.join(this.folder, file)).href;
  }

  /** The file at an address; nothing for addresses outside the folder. */
  file(url) {
    const top = pathToFileURL(this.folder + path.sep).href;
    const bare = url.split(/[?#]/)[0];
    return bare.startsWith(top) ? decodeURIComponent(bare.slice(top.length)) : undefined;
  }

  remove() {
    return rm(this.#holder, { recursive: true, force: true });
  }
}

/**
 * The pages by kind (`data-kind` of <body>), each `{ file, kind, language, translation, length }`; the longest
 * of a kind first, because most can go wrong in it.
 */
export async function readKinds(site) {
  const pages = await Promise.all(
    site.pages.map(async (file) => {
      const html = (await site.read(file)).toString();
      const kind = /<body[^>]*\sdata-kind="([^"]*)"/.exec(html)?.[1];
      const translation = /<main[^>]*\sdata-translation="([^"]*)"/.exec(html)?.[1];
      return { file, kind, language: languageOf(file), translation, length: html.length };
    }),
  );
  pages.sort((one, other) => other.length - one.length || (one.file < other.file ? -1 : 1));
  const kinds = new Map();
  for (const kind of pages.map((page) => page.kind).sort()) kinds.set(kind, pages.filter((page) => page.kind === kind));
  return kinds;
}

/** The language that the pages of a folder are in. */
export function languageOf(file) {
  return file.startsWith("en/") ? "en" : "ja";
}

/** Whether a page stands in for all addresses that do not exist, so that no page links to it. */
export function isNotFoundPage(file) {
  return path.posix.basename(file) === "404.html";
}

async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .map((file) => file.split(path.sep).join("/"));
}
