// axe-core in a page: what is a barrier, and an answer where axe itself has none.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** WCAG 2.2 A and AA, and what axe calls good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** What depends on how a page looks; all else depends on its elements only, which no look changes. */
const LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];
/** Where many barriers of one rule are, the first tell enough. */
const NODES_MAX = 3;
/**
 * axe's own options of its contrast check but for the first two: one letter and a mark such as ◎ are text to
 * us, and must be as easy to see as a word.
 */
const CONTRAST = {
  ignoreUnicode: false,
  ignoreLength: true,
  ignorePseudo: false,
  boldValue: 700,
  boldTextPt: 14,
  largeTextPt: 18,
  contrastRatio: { normal: { expected: 4.5 }, large: { expected: 3 } },
  pseudoSizeThreshold: 0.25,
  shadowOutlineEmMax: 0.2,
  textStrokeEmMin: 0.03,
};

/** Every page of the context gets axe, once for each load. */
export async function addAxe(context) {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  const options = JSON.stringify({ checks: [{ id: "color-contrast", options: CONTRAST }] });
  await context.addInitScript({ content: `${axe}\naxe.configure(${options});` });
}

/**
 * The barriers of a page as texts. `part` is "elements" for what is the same in all looks of the page, "looks"
 * for the rest, or "all". What axe leaves undecided about contrast, the browser is asked about: axe works out itself
 * what lies above what, and takes a row for a cover of the cells that span into it.
 */
export async function findBarriers(page, part = "all") {
  const { found, undecided } = await page.evaluate(runAxe, { tags: TAGS, looks: LOOKS, part, most: NODES_MAX });
  return part === "elements" ? found : [...found, ...(await page.evaluate(findFaintText, undecided))];
}

/** Runs in the page. */
async function runAxe({ tags, looks, part, most }) {
  // axe decides nothing above a gradient, such as the shadows at the sides of a table that scrolls: it judges the
  // text as if there were none, and `findFaintText` judges it on each of their colours.
  const shaded = [...document.querySelectorAll("body *")].filter((element) => getComputedStyle(element).backgroundImage.includes("gradient"));
  for (const element of shaded) element.style.backgroundImage = "none";
  const { violations, incomplete } = await globalThis.axe.run(document, {
    // Nobody points at paper.
    runOnly: part === "looks" ? looks.filter((rule) => rule !== "target-size" || !matchMedia("print").matches) : { type: "tag", values: tags },
    rules: part === "elements" ? Object.fromEntries(looks.map((rule) => [rule, { enabled: false }])) : {},
    resultTypes: ["violations", "incomplete"],
    // It would ask for the style sheets once more, which no browser allows over file://.
    preload: false,
  });
  // Charts and what scrolls are `findFaintText`'s: of a text that lies half beyond an edge axe knows nothing either.
  const known = ({ target }) => {
    const element = document.querySelector(target.flat().at(-1));
    // In forced colours nothing has a shadow, and all text has the two colours that the reader chose.
    const inReadersColours = matchMedia("(forced-colors: active)").matches && element?.closest(".scroll");
    return element?.closest("svg") || inReadersColours || shaded.some((box) => box.contains(element));
  };
  const undecided = incomplete
    .filter(({ id }) => id === "color-contrast")
    .flatMap(({ nodes }) => nodes.filter((node) => !known(node)).map(({ target }) => target.flat().at(-1)));
  for (const element of shaded) element.style.backgroundImage = "";
  const found = violations.flatMap(({ id, help, helpUrl, nodes }) =>
    nodes.slice(0, most).map(({ target, html, any, all, none }) => {
      const why = [...any, ...all, ...none].map((check) => check.message)[0] ?? help;
      return `${id}: ${target.flat().join(" ")} ${html.replace(/\s+/g, " ").slice(0, 120)} — ${why} (${helpUrl})`;
    }),
  );
  return { found, undecided };
}

/**
 * Runs in the page: texts that do not stand out (WCAG 2.2, 1.4.3) from what axe knows nothing of. In charts that
 * is the shape, or else the page, behind the middle of a text; above gradients each of their colours; in the elements
 * that axe left undecided what the browser paints behind the middle of each line.
 */
function findFaintText(undecided) {
  const parse = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { channels: [red, green, blue], alpha };
  };
  const luminance = (channels) => {
    const [red, green, blue] = channels.map((value) => (value <= 10.31475 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const judge = (element, colour, ground) => {
    const lights = [luminance(parse(colour).channels), luminance(ground)];
    const ratio = (Math.max(...lights) + 0.05) / (Math.min(...lights) + 0.05);
    const { fontSize, fontWeight } = getComputedStyle(element);
    const size = parseFloat(fontSize);
    const least = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700) ? 3 : 4.5;
    const words = element.textContent.replace(/\s+/g, " ").trim().slice(0, 40);
    return ratio < least ? [`contrast of 「${words}」 is ${ratio.toFixed(2)}, should be ${least} (${colour} on rgb(${ground.join(", ")}))`] : [];
  };

  const painted = (element) => {
    // A line of a grid is no ground, though it has a colour to fill.
    if (element instanceof SVGLineElement) return undefined;
    const style = getComputedStyle(element);
    const paint = element instanceof SVGGeometryElement ? style.fill : style.backgroundColor;
    return /^rgb/.test(paint) && parse(paint).alpha === 1 ? parse(paint).channels : undefined;
  };
  // The page itself is white or black where nothing is painted.
  const page = matchMedia("(prefers-color-scheme: dark)").matches ? [0, 0, 0] : [255, 255, 255];
  const { scrollX, scrollY } = window;
  const inCharts = [...document.querySelectorAll("svg text")].flatMap((text) => {
    if (!text.textContent.trim() || !text.checkVisibility()) return [];
    text.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = text.getBoundingClientRect();
    const below = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2).filter((element) => !text.contains(element));
    return judge(text, getComputedStyle(text).fill, below.map(painted).find(Boolean) ?? page);
  });
  const leftUndecided = undecided.flatMap((selector) => {
    const element = document.querySelector(selector);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const complaints = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.parentElement;
      if (!node.textContent.trim() || !text.checkVisibility()) continue;
      text.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
      const range = document.createRange();
      range.selectNode(node);
      for (const box of range.getClientRects()) {
        const stack = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const own = stack.findIndex((below) => below === text || below.contains(text));
        const cover = stack.slice(0, Math.max(own, 0)).find((above) => !text.contains(above) && painted(above));
        const words = node.textContent.replace(/\s+/g, " ").trim().slice(0, 40);
        if (cover) complaints.push(`「${words}」 is covered by <${cover.localName} class="${cover.className}">`);
        const ground = stack.slice(Math.max(own, 0)).map(painted).find(Boolean) ?? page;
        complaints.push(...judge(text, getComputedStyle(text).color, ground));
      }
    }
    return complaints;
  });
  scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });

  const gradients = [...document.querySelectorAll("body *")].filter((element) => getComputedStyle(element).backgroundImage.includes("gradient"));
  const aboveGradients = gradients.flatMap((box) => {
    const grounds = getComputedStyle(box).backgroundImage.match(/rgba?\([^)]*\)/g).map(parse).filter(({ alpha }) => alpha > 0);
    const groundsOf = (element) => {
      const ground = painted(element);
      if (ground) return [ground];
      return element === box ? grounds.map(({ channels }) => channels) : groundsOf(element.parentElement);
    };
    const texts = [...box.querySelectorAll(":not(svg, svg *)")].filter((element) => {
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
      return own && element.checkVisibility();
    });
    return texts.flatMap((text) => groundsOf(text).flatMap((ground) => judge(text, getComputedStyle(text).color, ground)));
  });
  return [...new Set([...inCharts, ...leftUndecided, ...aboveGradients])];
}
