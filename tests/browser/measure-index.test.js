// Finds measures as readers do: with filters over file://, by keyboard, on a phone, and without JavaScript.
//
// With SHIRUBE_LARGE_SITE=<built folder> (examples/corpus.rs) it also tells how long filters take there. No
// test fails because of time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { listenForTrouble, startChromium } from "./support/browser.js";
import { readOverflow } from "./support/read-page.js";
import { copySite } from "./support/site.js";

const ROWS = 100;
const LANGUAGES = ["", "en/"];

let site;
let browser;

before(async () => {
  site = await copySite();
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  await site?.remove();
});

/** Opens the index of a language with a state, does a job, and fails on anything that went wrong in the page. */
async function onIndex({ language = "", hash = "", ...options }, job) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  try {
    const page = await context.newPage();
    const trouble = await listenForTrouble(page, (url) => site.file(url) !== undefined);
    await page.goto(site.url(`${language}measures/index.html`) + hash);
    await job(page);
    if (options.javaScriptEnabled !== false) assert.deepEqual(await trouble.take(), []);
  } finally {
    await context.close();
  }
}

function rowsOf(page) {
  return page.locator("tr[data-measure]").evaluateAll((rows) => rows.map((row) => row.dataset.measure));
}

/** What the data says, by another route than the script's: every measure as an object of ids. */
function measuresOf(page) {
  return page.evaluate(() => {
    const data = globalThis.shirubeMeasures;
    return data.measures.map(([id, plan, [title], kana, topics, category, departments, span]) => ({
      name: `${data.plans[plan][0]}/${id}`,
      plan: data.plans[plan][0],
      city: data.plans[plan][0].split("/")[0],
      inForce: data.plans[plan][3],
      title,
      kana,
      topics: topics.flatMap((at) => {
        const line = [];
        for (let next = at; next !== null; next = data.topics[next][2]) line.push(data.topics[next][0]);
        return line;
      }),
      category: data.categories[category][0],
      departments: departments.map((at) => data.departments[at][0]),
      years: data.spans[span][1],
    }));
  });
}

async function found(page) {
  const text = await page.getByRole("status").textContent();
  return text.match(/[\d,]+/g).map((number) => Number(number.replaceAll(",", "")));
}

/** The state in the address, as the page itself sees it: Playwright hears of it later. */
async function hashOf(page) {
  return Object.fromEntries(new URLSearchParams(await page.evaluate(() => location.hash.slice(1))));
}

/** A measure whose facts no test has to know. */
async function someMeasure(page) {
  const measures = await measuresOf(page);
  return { measures, one: measures.find((measure) => measure.topics.length > 1) ?? measures[0] };
}

test("filters combine, and changing one keeps the others", async () => {
  for (const language of LANGUAGES) {
    await onIndex({ language }, async (page) => {
      const { measures, one } = await someMeasure(page);
      const stays = [];
      const check = async (name, value, test) => {
        await page.locator(`#filter-${name}`).selectOption(value);
        stays.push(test);
        const expected = measures.filter((measure) => stays.every((test) => test(measure))).map(({ name }) => name);
        assert.deepEqual(await rowsOf(page), expected.slice(0, ROWS), `${language}${name}=${value}`);
        assert.equal((await found(page)).includes(expected.length), true);
      };
      await check("city", one.city, ({ city }) => city === one.city);
      await check("topic", one.topics.at(-1), ({ topics }) => topics.includes(one.topics.at(-1)));
      await check("year", String(one.years[0]), ({ years }) => years.includes(one.years[0]));
      await check("force", one.inForce ? "yes" : "no", ({ inForce }) => inForce === one.inForce);
      await check("plan", one.plan, ({ plan }) => plan === one.plan);
      await check("department", one.departments[0], ({ departments }) => departments.includes(one.departments[0]));
      await check("category", one.category, ({ category }) => category === one.category);
      assert.deepEqual(Object.keys((await hashOf(page))).sort(), ["category", "city", "department", "force", "plan", "topic", "year"]);
    });
  }
});

test("words are found in any width, case and kana, in titles and readings", async () => {
  await onIndex({}, async (page) => {
    const { measures } = await someMeasure(page);
    const count = async (words) => {
      await page.locator("#filter-q").fill(words);
      await page.locator("#filter-q").press("Enter");
      return [(await found(page))[0], (await found(page)).at(-1), await rowsOf(page)];
    };
    const kana = measures.map((measure) => measure.kana).find(Boolean);
    const katakana = kana.replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60));
    const [, , hiraganaRows] = await count(kana);
    assert.ok(hiraganaRows.includes(measures.find((measure) => measure.kana === kana).name));
    assert.deepEqual((await count(katakana))[2], hiraganaRows);
    const [, , wide] = await count("ｏｊｔ");
    const expected = measures.filter(({ title }) => /OJT/i.test(title)).map(({ name }) => name);
    assert.ok(expected.every((name) => wide.includes(name)), "full-width small letters find OJT");
    assert.deepEqual((await count("OJT"))[2], wide);
  });
});

test("the state in the address survives reload, back and the other language", async () => {
  await onIndex({}, async (page) => {
    const { one } = await someMeasure(page);
    await page.locator("#filter-city").selectOption(one.city);
    await page.locator("#filter-category").selectOption(one.category);
    await page.getByRole("columnheader").nth(2).getByRole("button").click();
    const [rows, hash, text] = [await rowsOf(page), await hashOf(page), await page.getByRole("status").textContent()];
    assert.deepEqual(hash, { city: one.city, category: one.category, sort: "plan" });
    await page.reload();
    assert.deepEqual(await rowsOf(page), rows);
    assert.equal(await page.locator("#filter-city").inputValue(), one.city);
    assert.equal(await page.getByRole("status").textContent(), text);
    await page.goBack();
    assert.deepEqual(await hashOf(page), { city: one.city, category: one.category });
    await page.goBack();
    assert.deepEqual(await hashOf(page), { city: one.city });
    assert.equal(await page.locator("#filter-category").inputValue(), "");
    await page.goForward();
    assert.equal(await page.locator("#filter-category").inputValue(), one.category);
    await page.locator(".languages a[lang=en]").click();
    assert.deepEqual(await hashOf(page), { city: one.city, category: one.category });
    assert.deepEqual((await rowsOf(page)).sort(), [...rows].sort());
    await page.locator("a[href*='/measures/']").filter({ visible: true }).first().click();
    await page.goBack();
    assert.deepEqual((await rowsOf(page)).sort(), [...rows].sort());
  });
});

test("typing is one step back, not one for each letter", async () => {
  await onIndex({}, async (page) => {
    const before = await page.evaluate(() => history.length);
    await page.locator("#filter-q").pressSequentially("kenshu", { delay: 200 });
    await page.waitForFunction(() => location.hash === "#q=kenshu");
    assert.equal(await page.evaluate(() => history.length), before + 1);
    await page.goBack();
    assert.deepEqual(await hashOf(page), {});
    assert.equal(await page.locator("#filter-q").inputValue(), "");
  });
});

test("badges name the active filters and drop one of them; all can be cleared", async () => {
  await onIndex({ language: "en/" }, async (page) => {
    const { measures, one } = await someMeasure(page);
    await page.locator("#filter-city").selectOption(one.city);
    await page.locator("#filter-topic").selectOption(one.topics[0]);
    const badges = page.getByRole("list", { name: "Active filters" }).getByRole("button");
    assert.equal(await badges.count(), 2);
    assert.match(await badges.first().innerText(), /^Local government: /);
    await badges.first().click();
    assert.deepEqual(await hashOf(page), { topic: one.topics[0] });
    assert.equal(await badges.count(), 1);
    assert.ok(await badges.first().evaluate((badge) => badge === document.activeElement), "the focus is on the next badge");
    await page.locator("#filter-q").fill("a");
    await page.locator("#filter-q").press("Enter");
    await page.getByRole("button", { name: "Clear all filters" }).click();
    assert.deepEqual(await hashOf(page), {});
    assert.deepEqual(await found(page), [measures.length]);
    assert.equal(await page.locator(".active-filters").isVisible(), false);
  });
});

test("columns sort both ways and say so", async () => {
  await onIndex({ language: "en/" }, async (page) => {
    const heads = page.getByRole("columnheader");
    const sorts = () => heads.evaluateAll((all) => all.map((head) => head.getAttribute("aria-sort")));
    assert.deepEqual(await sorts(), ["ascending", ...Array(6).fill(null)]);
    const forward = await measuresOf(page);
    await heads.nth(0).getByRole("button").click();
    assert.deepEqual(await sorts(), ["descending", ...Array(6).fill(null)]);
    assert.deepEqual(await rowsOf(page), forward.map(({ name }) => name).reverse().slice(0, ROWS));
    await heads.nth(1).getByRole("button").click();
    assert.deepEqual(await sorts(), [null, "ascending", ...Array(5).fill(null)]);
    const cities = await page.locator("tr[data-measure] td:nth-child(2)").allTextContents();
    assert.deepEqual(cities, [...cities].sort((one, other) => one.localeCompare(other, "en")));
  });
});

test("where nothing is found, readers learn which filter to drop and how many that gives", async () => {
  await onIndex({ language: "en/" }, async (page) => {
    const { measures, one } = await someMeasure(page);
    const other = measures.find((measure) => measure.city !== one.city);
    await page.locator("#filter-plan").selectOption(one.plan);
    await page.locator("#filter-category").selectOption(one.category);
    await page.locator("#filter-city").selectOption(other.city);
    assert.deepEqual(await hashOf(page), { plan: one.plan, category: one.category, city: other.city }, "no filter is lost");
    assert.equal((await found(page))[0], 0);
    assert.equal(await page.getByRole("table").isVisible(), false);
    const expected = {
      city: measures.filter(({ plan, category }) => plan === one.plan && category === one.category).length,
      plan: measures.filter(({ city, category }) => city === other.city && category === one.category).length,
    };
    for (const [name, count] of Object.entries(expected)) {
      const advice = page.locator(`.advice button[data-drop=${name}]`);
      assert.equal(await advice.count(), count ? 1 : 0);
      if (count) assert.ok((await advice.innerText()).endsWith(`(${count})`));
    }
    await page.locator(".advice button[data-drop=city]").click();
    assert.equal((await found(page))[0], expected.city);
  });
});

test("an address with what does not exist says so instead of failing", async () => {
  await onIndex({ language: "en/", hash: "#city=nowhere&sort=colour&rows=x&q=%3Cimg%20src%3Dx%3E" }, async (page) => {
    assert.equal((await found(page))[0], 0);
    const badges = await page.locator(".badge").allInnerTexts();
    assert.ok(badges.some((text) => text.includes("nowhere")) && badges.some((text) => text.includes("<img src=x>")));
    await page.getByRole("button", { name: "Clear all filters" }).click();
    assert.ok((await found(page))[0] > 0);
  });
});

test("a hundred rows at once, and more on demand", async (t) => {
  await onIndex({}, async (page) => {
    const { measures } = await someMeasure(page);
    if (measures.length <= ROWS) return t.skip("the site has no more than a hundred measures");
    assert.equal((await rowsOf(page)).length, ROWS);
    await page.locator("button.more").click();
    assert.deepEqual(await rowsOf(page), measures.slice(0, 2 * ROWS).map(({ name }) => name));
    const focused = await page.evaluate(() => document.activeElement.closest("tr").dataset.measure);
    assert.equal(focused, measures[ROWS].name, "the focus is on the first new row");
    await page.reload();
    assert.equal((await rowsOf(page)).length, Math.min(2 * ROWS, measures.length));
  });
});

test("by keyboard alone: choose, sort, drop, open", async () => {
  await onIndex({ language: "en/" }, async (page) => {
    await page.locator("#filter-q").focus();
    await page.keyboard.type("train");
    await page.waitForFunction(() => location.hash === "#q=train");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    assert.equal(Object.keys((await hashOf(page))).length, 2, "an arrow key chooses a city");
    while (!(await page.evaluate(() => document.activeElement.matches(".badge")))) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(Object.keys((await hashOf(page))).length, 1);
    while (!(await page.evaluate(() => document.activeElement.matches("th button")))) await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    assert.equal((await hashOf(page)).order, "desc");
    while (!(await page.evaluate(() => document.activeElement.matches("tbody a")))) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/measures\/[a-z0-9-]+\.html$/);
    assert.equal(await page.locator("body").getAttribute("data-kind"), "measure");
  });
});

test("320 px: nothing is wider than the window, with filters and without results", async () => {
  for (const language of LANGUAGES)
    for (const hash of ["", "#q=xyz&force=yes&year=2026", "#force=yes&sort=year"])
      await onIndex({ language, hash, viewport: { width: 320, height: 640 } }, async (page) => {
        assert.equal(await page.evaluate(readOverflow), undefined);
        assert.ok(await page.locator("#filter-q").isVisible());
      });
});

test("320 px: the cards of measures are still rows of a table to a screen reader, filtered or not", async () => {
  for (const file of ["measures/index.html", "measures/city/kawasaki.html"]) {
    await onIndex({ viewport: { width: 320, height: 640 } }, async (page) => {
      await page.goto(site.url(file));
      const filter = page.locator("#filter-force");
      if (await filter.count()) await filter.selectOption("yes");
      const roles = await page.locator("table.measure-table").evaluate((table) => {
        const row = table.querySelector("tr[data-measure]");
        return [table, row.parentNode, row, ...row.children].map((part) => part.getAttribute("role"));
      });
      assert.deepEqual(roles, ["table", "rowgroup", "row", "rowheader", ...Array(6).fill("cell")]);
    });
  }
});

test("without JavaScript no filter is seen, and every measure is within two clicks", async () => {
  for (const language of LANGUAGES) {
    let all;
    await onIndex({ language }, async (page) => {
      all = (await measuresOf(page)).map(({ name }) => name);
    });
    await onIndex({ language, javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator("#measure-search").isVisible(), false);
      const lists = await page.locator(".list-entries a[href*='city/']").evaluateAll((links) => links.map((link) => link.href));
      const reached = new Set();
      for (const list of lists) {
        await page.goto(list);
        for (const href of await page.locator("tr[data-measure] a").evaluateAll((links) => links.map((link) => link.href)))
          reached.add(site.file(href).replace(/^en\//, "").replace("/measures/", "/").replace(".html", ""));
      }
      assert.deepEqual([...reached].sort(), [...all].sort());
    });
  }
});

test("how long filters take", async (t) => {
  const large = process.env.SHIRUBE_LARGE_SITE;
  const url = large ? pathToFileURL(path.join(path.resolve(large), "measures/index.html")).href : site.url("measures/index.html");
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(url);
    const { count, times } = await page.evaluate(() => {
      const fields = document.getElementById("measure-search").elements;
      const times = [];
      const set = (name, value) => {
        fields[name].value = value;
        const start = performance.now();
        fields[name].dispatchEvent(new Event("change", { bubbles: true }));
        times.push(`${name}: ${(performance.now() - start).toFixed(1)} ms`);
      };
      for (const name of ["topic", "year", "department", "category", "city", "force"]) set(name, fields[name].options[1].value);
      for (const words of ["研修", "研修 2", "研修 2 し", ""]) set("q", words);
      for (const name of ["department", "city", "topic", "year", "category", "force"]) set(name, "");
      return { count: globalThis.shirubeMeasures.measures.length, times };
    });
    t.diagnostic(`${count} measures, with drawing the rows: ${times.join(", ")}`);
    assert.ok((await page.getByRole("status").textContent()).length > 0);
  } finally {
    await context.close();
  }
});
