// Everything that the tests ask of a page, read in one go inside the browser.

/**
 * Runs in the page: it may use nothing from outside itself.
 * `source` is the HTML as published, before scripts changed it: what the browser shows is judged by what it
 * became, what the page links to by what was written. Returns JSON: Playwright takes a string over at once,
 * and an object value by value.
 */
export function readPage(source) {
  const written = new DOMParser().parseFromString(source, "text/html");
  const all = (selector, from = written) => [...from.querySelectorAll(selector)];
  const attribute = (selector, name) => written.querySelector(selector)?.getAttribute(name) ?? undefined;
  const brief = (text) => text.replace(/\s+/g, " ").trim().slice(0, 60);

  const main = written.querySelector("main");
  const first = written.querySelector("body :is(a[href], button, input, select, textarea, summary, [tabindex])");

  return JSON.stringify({
    lang: written.documentElement.lang,
    title: document.title.trim(),
    description: (attribute("meta[name=description]", "content") ?? "").trim(),
    policy: attribute("meta[http-equiv=Content-Security-Policy i]", "content"),
    robots: attribute("meta[name=robots]", "content") ?? "",
    canonical: attribute("link[rel=canonical]", "href"),
    alternates: all("link[rel=alternate][hreflang]").map((link) => ({
      lang: link.hreflang,
      href: link.getAttribute("href"),
    })),
    kind: written.body.dataset.kind,
    mains: all("main").length,
    landmarks: {
      "header of the page": all("body > header").length,
      main: all("main").length,
      "footer of the page": all("body > footer").length,
      "navigation of the site": all("body > header nav.site-navigation[aria-label]").length,
      "navigation between languages": all("body > header nav.languages[aria-label]").length,
    },
    // Where the way from the home page leads, and the page itself.
    breadcrumbs: all("body > .page-bar > nav.breadcrumb li > :first-child").map((step) => step.getAttribute("href") ?? ""),
    updated: attribute("body > footer time[datetime]", "datetime"),
    translation: main?.dataset.translation,
    headings: all("h1", document).map((heading) => brief(heading.textContent)),
    ids: all("[id]", document).map((element) => element.id),
    // Where links may lead: scripts may replace a place and the links to it together.
    places: all("[id]").map((element) => element.id),
    skip: {
      href: first?.getAttribute("href") ?? `<${first?.localName}>`,
      reaches: Boolean(main?.id && first?.getAttribute("href") === `#${main.id}`),
    },
    links: all("a[href], area[href]").map((link) => ({ href: link.getAttribute("href"), text: brief(link.textContent) })),
    // The same and those that scripts added or changed: whole addresses.
    live: all("a[href], area[href]", document).map((link) => ({ url: String(link.href), text: brief(link.textContent) })),
    switches: all("body a[hreflang]")
      .filter((link) => !/^[a-z]+:/i.test(link.getAttribute("href") ?? ""))
      .map((link) => ({ href: link.getAttribute("href"), lang: link.hreflang })),
    resources: [
      ...all("[src]").map((element) => element.getAttribute("src")),
      ...all("[srcset]").flatMap((element) =>
        element
          .getAttribute("srcset")
          .split(",")
          .map((candidate) => candidate.trim().split(/\s+/)[0]),
      ),
      ...all("object[data]").map((element) => element.getAttribute("data")),
      ...all("link[href]")
        .filter((link) => !/^(canonical|alternate|license)$/.test(link.rel))
        .map((link) => link.getAttribute("href")),
    ],
    inline: [
      ...all("script:not([src])")
        .filter((script) => !/json/.test(script.type))
        .map(() => "<script> without src"),
      ...all("style").map(() => "<style>"),
      ...all("[style]").map((element) => `style attribute on <${element.localName}>`),
      ...all("*").flatMap((element) =>
        [...element.attributes].filter(({ name }) => name.startsWith("on")).map(({ name }) => `${name} on <${element.localName}>`),
      ),
    ],
  });
}

/** Runs in the page: how far it is wider than the window, and what makes it so. */
export function readOverflow() {
  const root = document.documentElement;
  const beyond = root.scrollWidth - root.clientWidth;
  if (beyond <= 0) return undefined;
  // What is placed absolutely hangs in the next positioned box above it, past any box that scrolls between.
  const above = (element) =>
    getComputedStyle(element).position === "absolute" ? element.offsetParent : element.parentElement;
  const scrolls = (element) => {
    for (let box = above(element); box && box !== document.body && box !== root; box = above(box)) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const wide = [...document.querySelectorAll("body *")].filter(
    (element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(element),
  );
  const innermost = wide.filter((element) => !wide.some((other) => other !== element && element.contains(other)));
  const name = (element) => {
    const classes = [...element.classList].map((word) => `.${word}`).join("");
    return `<${element.localName}${classes}> "${element.textContent.replace(/\s+/g, " ").trim().slice(0, 40)}"`;
  };
  return { beyond, elements: innermost.slice(0, 3).map(name) };
}
