// Choosing and ordering cities on the pages that compare: the address keeps it, the keyboard does it, it is
// announced, and a phone gets a list.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { listenForTrouble, startChromium } from "./support/browser.js";
import { readOverflow } from "./support/read-page.js";
import { copySite } from "./support/site.js";

const MATRIX = "compare/index.html";

let site;
let browser;
/** The ids of the cities, in the order of the page. */
let cities;

before(async () => {
  site = await copySite();
  browser = await startChromium();
  await inPage({}, async (page) => {
    await page.goto(site.url(MATRIX));
    cities = await columns(page);
  });
  assert.ok(cities.length > 2, "the site has three cities to choose from");
});

after(async () => {
  await browser?.close();
  await site?.remove();
});

async function inPage(options, job) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  try {
    return await job(await context.newPage(), context);
  } finally {
    await context.close();
  }
}

/** The cities that the matrix shows, in order: the same in its head and in every row. */
async function columns(page) {
  const rows = await page.evaluate(() =>
    [...document.querySelectorAll(".matrix tr[data-cities]")].map((row) =>
      [...row.children].filter((cell) => cell.dataset.city && !cell.hidden).map((cell) => cell.dataset.city),
    ),
  );
  for (const row of rows) assert.deepEqual(row, rows[0], "every row has the columns of the head");
  return rows[0];
}

const open = (page) => page.locator(".chooser summary").click();
const hashOf = (page) => decodeURIComponent(new URL(page.url()).hash);
const box = (page, city) => page.locator(`[data-choice="${city}"] input`);
const mover = (page, city, step) => page.locator(`[data-choice="${city}"] [data-step="${step}"]`);

test("the address keeps which cities are shown and in which order: reload, back to all, from file://", async () => {
  await inPage({}, async (page) => {
    const trouble = await listenForTrouble(page, (url) => site.file(url) !== undefined);
    await page.goto(site.url(MATRIX));
    assert.equal(hashOf(page), "");
    await open(page);
    await box(page, cities[1]).uncheck();
    assert.deepEqual(await columns(page), [cities[0], cities[2]]);
    await mover(page, cities[2], -1).click();
    await mover(page, cities[2], -1).click();
    assert.deepEqual(await columns(page), [cities[2], cities[0]]);
    assert.equal(hashOf(page), `#cities=${cities[2]},${cities[0]}`);
    await page.reload();
    assert.deepEqual(await columns(page), [cities[2], cities[0]], "a reload restores it");
    await page.locator("button[value=reset]").click();
    assert.deepEqual(await columns(page), cities);
    assert.equal(hashOf(page), "", "the usual view has the usual address");
    await page.goto(site.url(MATRIX) + `#cities=nowhere,${cities[1]}`);
    assert.deepEqual(await columns(page), [cities[1]], "an unknown city is left out");
    assert.deepEqual(await trouble.take(), []);
  });
});

test("the choice goes along to a topic's page, to its cities' columns, and to the other language", async () => {
  await inPage({}, async (page) => {
    const hash = `#cities=${cities[2]},${cities[0]}`;
    await page.goto(site.url(MATRIX) + hash);
    await page.locator(".matrix tbody tr:not(.is-part) th a").nth(1).click();
    await page.waitForURL(/topics/);
    assert.equal(hashOf(page), hash);
    const rounds = await page.evaluate(() =>
      [...document.querySelectorAll(".side")].map((round) =>
        [...round.children].filter((part) => !part.hidden).map((part) => part.dataset.city),
      ),
    );
    assert.ok(rounds.length > 0);
    for (const round of rounds)
      assert.deepEqual([...new Set(round)], [cities[2], cities[0]].filter((city) => round.includes(city)), "columns follow the choice");
    await page.locator(".languages a[hreflang=en]").click();
    await page.waitForURL(/\/en\//);
    assert.equal(hashOf(page), hash);
  });
});

test("by keyboard: open, untick, move; the focus stays on the button and what happened is announced", async () => {
  await inPage({}, async (page) => {
    await page.goto(site.url(MATRIX));
    const status = page.locator(".chooser [role=status]");
    await page.locator(".chooser summary").focus();
    await page.keyboard.press("Enter");
    for (let stop = 0; stop < 3; stop++) await page.keyboard.press("Tab"); // all, none, reset
    await page.keyboard.press("Tab");
    assert.ok(await box(page, cities[0]).evaluate((input) => input === document.activeElement));
    await page.keyboard.press("Space");
    assert.deepEqual(await columns(page), cities.slice(1));
    assert.match(await status.textContent(), /3自治体のうち2自治体/);
    await mover(page, cities[1], 1).focus();
    await page.keyboard.press("Enter");
    assert.deepEqual(await columns(page), [cities[2], cities[1]]);
    assert.ok(await mover(page, cities[1], 1).evaluate((button) => button === document.activeElement), "the focus stays");
    assert.match(await status.textContent(), /3番目に移しました/);
    await page.keyboard.press("Enter");
    assert.deepEqual(await columns(page), [cities[2], cities[1]], "the last goes no further");
    await page.locator("button[value=none]").press("Enter");
    assert.match(await status.textContent(), /どの自治体も選ばれていません/);
  });
});

test("every button of the chooser has a name that says what it moves, in the page's language", async () => {
  await inPage({}, async (page) => {
    for (const [folder, pattern] of [["", /^.+を(前|後ろ)へ$/], ["en/", /^Move .+ (forward|back)$/]]) {
      await page.goto(site.url(folder + MATRIX));
      const names = await page.locator("[data-step]").evaluateAll((all) => all.map((button) => button.getAttribute("aria-label")));
      assert.equal(new Set(names).size, cities.length * 2);
      for (const name of names) assert.match(name, pattern);
    }
  });
});

test("in 320 pixels the matrix is a list by topic with the city named in each entry, and nothing scrolls sideways", async () => {
  await inPage({ viewport: { width: 320, height: 800 } }, async (page) => {
    for (const folder of ["", "en/"]) {
      await page.goto(site.url(folder + MATRIX));
      assert.equal(await page.evaluate(readOverflow), undefined);
      const row = await page.locator(".matrix tbody tr").first().evaluate((tr) => ({
        scrolls: tr.closest(".scroll").scrollWidth > tr.closest(".scroll").clientWidth,
        cells: [...tr.querySelectorAll("td")].map((cell) => ({
          top: cell.getBoundingClientRect().top,
          label: getComputedStyle(cell, "::before").content,
        })),
        heads: [...tr.closest("table").querySelectorAll("thead [data-city]")].map((head) => `"${head.textContent}"`),
      }));
      assert.equal(row.scrolls, false, "the list needs no scrolling of its own");
      assert.deepEqual(row.cells.map((cell) => cell.label), row.heads);
      assert.ok(row.cells.every((cell, at) => at === 0 || cell.top > row.cells[at - 1].top), "one under the other");
    }
  });
});

test("without JavaScript all cities are shown and no dead control is", async () => {
  await inPage({ javaScriptEnabled: false }, async (page) => {
    await page.goto(site.url(MATRIX) + `#cities=${cities[0]}`);
    assert.equal(await page.locator(".chooser").isVisible(), false);
    for (const matrix of await page.locator(".matrix").all())
      assert.equal(await matrix.locator("thead th[data-city]").filter({ visible: true }).count(), cities.length);
  });
});

test("a plan without an end looks so, and the words of the time line stay in it and apart, on every width", async () => {
  for (const width of [320, 1280]) {
    await inPage({ viewport: { width, height: 900 } }, async (page) => {
      for (const folder of ["", "en/"]) {
        await page.goto(site.url(`${folder}compare/timeline.html`));
        assert.equal(await page.evaluate(readOverflow), undefined);
        const rows = await page.locator(".time-plans > li").evaluateAll((all) =>
          all.map((row) => {
            const edges = (part) => part && (({ left, right, top, bottom }) => ({ left, right, top, bottom }))(part.getBoundingClientRect());
            return { row: edges(row), words: edges(row.querySelector(".time-name")), bar: edges(row.querySelector(".period-bar")),
              open: row.querySelector(".period-bar").classList.contains("is-open"), cut: edges(row.querySelector(".period-cut")) };
          }),
        );
        assert.ok(rows.some((row) => row.open) && rows.some((row) => !row.open));
        for (const { row, words, bar, open, cut } of rows) {
          assert.equal(open, Boolean(cut), "what is open has an end of its own shape");
          assert.ok(words.left >= row.left - 1 && words.right <= row.right + 1, "words stay in the chart");
          assert.ok(words.bottom <= bar.top + 1, "words stand over the bar");
          assert.ok(words.left <= bar.left + 1, "words begin with the bar, or before it where they need the room");
        }
        const years = await page.locator(".time-chart .chart-year").evaluateAll((all) => all.map((year) => year.getBoundingClientRect()).map(({ left, right }) => ({ left, right })));
        for (const [at, year] of years.entries()) assert.ok(at === 0 || year.left > years[at - 1].right, "years do not touch");
      }
    });
  }
});

test("charts keep their shapes in forced colours, and their numbers stand in a table", async () => {
  await inPage({ forcedColors: "active" }, async (page) => {
    await page.goto(site.url("compare/timeline.html"));
    const bars = await page.locator(".time-chart .period-bar").evaluateAll((all) =>
      all.map((bar) => ({ fill: getComputedStyle(bar).fill, over: bar.classList.contains("is-over"), width: bar.getBoundingClientRect().width })),
    );
    assert.ok(bars.length > 1 && bars.every((bar) => bar.width > 1));
    assert.notEqual(bars.find((bar) => bar.over).fill, bars.find((bar) => !bar.over).fill);
    assert.equal(await page.locator(".time-table tbody tr").count(), bars.length);
    const chart = page.locator(".time-chart");
    assert.equal(await chart.getAttribute("role"), "img");
    assert.ok((await chart.locator("title").textContent()) && (await chart.locator("desc").textContent()));
  });
});
