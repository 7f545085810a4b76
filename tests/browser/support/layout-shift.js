// What moves under the reader's eyes while a page loads: the browser's own record of layout shifts.

/** Every page of the context writes down what moves in it. */
export function watchShifts(context) {
  return context.addInitScript(() => {
    globalThis.shirubeShifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        const nodes = sources.map(({ node }) => node && (node.id ? `#${node.id}` : `<${node.nodeName.toLowerCase()} class="${node.className ?? ""}">`));
        if (!hadRecentInput) globalThis.shirubeShifts.push({ value, nodes: nodes.filter(Boolean) });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
}

/** What moved since the page was opened, as texts. */
export function readShifts(page) {
  return page.evaluate(() => globalThis.shirubeShifts.map(({ value, nodes }) => `moves while it loads (${value.toFixed(3)}): ${nodes.join(", ")}`));
}
