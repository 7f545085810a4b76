// What pages gain from a script. Everything is readable and reachable without it.
(function () {
  "use strict";

  // A wide table is a stop for the keyboard only while there is something to scroll. What a text holds is a
  // group: only what has a caption of its own is a landmark, and two of a name would be one too many.
  var regions = [];
  var named = new Set();
  document.querySelectorAll(".scroll, .prose .table, .prose pre").forEach(function (region) {
    var caption = region.querySelector("caption");
    var heading = region.previousElementSibling;
    var label = region.getAttribute("aria-label") || (caption || heading || region).textContent.trim().slice(0, 80);
    regions.push([region, label, region.className === "scroll" && !named.has(label) ? "region" : "group"]);
    named.add(label);
  });
  function markRegions() {
    regions.forEach(function (entry) {
      var region = entry[0];
      if (region.scrollWidth > region.clientWidth) {
        region.tabIndex = 0;
        region.setAttribute("role", entry[2]);
        region.setAttribute("aria-label", entry[1]);
      } else {
        ["tabindex", "role", "aria-label"].forEach(function (name) { region.removeAttribute(name); });
      }
    });
  }
  addEventListener("resize", markRegions);
  addEventListener("load", markRegions);
  markRegions();

  // On a narrow window rows of these tables become cards. Some browsers then forget that they are rows of a table,
  // unless they have roles; HTML that has the roles that its elements have anyway is not valid.
  globalThis.shirubeTableRoles = function (table) {
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody").forEach(function (group) { group.setAttribute("role", "rowgroup"); });
    table.querySelectorAll("tr").forEach(function (row) { row.setAttribute("role", "row"); });
    table.querySelectorAll("td").forEach(function (cell) { cell.setAttribute("role", "cell"); });
    table.querySelectorAll("th").forEach(function (head) {
      head.setAttribute("role", head.scope === "col" ? "columnheader" : "rowheader");
    });
  };
  document.querySelectorAll(".measure-table, .matrix").forEach(globalThis.shirubeTableRoles);

  // What is being read: the last heading above the upper third of the window. The contents list shows it, and
  // the language switch leads there: ids are the same in every language.
  var headings, entries;
  var switches = document.querySelectorAll(".languages a");
  var above = new Set();

  function idOf(hash) {
    try { return decodeURIComponent(hash.slice(1)); } catch (error) { return ""; }
  }
  function isAtEnd() {
    return innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
  }
  function read() {
    var current = headings.filter(function (heading) { return above.has(heading); }).pop();
    // The last headings of a page may never come so far up: then the one that was asked for counts.
    var asked = document.getElementById(idOf(location.hash));
    if (isAtEnd() && headings.indexOf(asked) > headings.indexOf(current)) { current = asked; }
    mark(current);
    switches.forEach(function (link) {
      // A hash that names no place is the state of a page, such as the filters of the measure index.
      var isPlace = !location.hash || asked;
      link.hash = isPlace ? (current ? "#" + current.id : "") : location.hash;
    });
  }
  function mark(current) {
    var marked;
    entries.forEach(function (link) {
      var heading = document.getElementById(idOf(link.hash));
      if (current && heading && headings.indexOf(heading) <= headings.indexOf(current)) { marked = link; }
    });
    entries.forEach(function (link) {
      if (link !== marked) { link.removeAttribute("aria-current"); }
    });
    if (!marked || marked.hasAttribute("aria-current")) { return; }
    marked.setAttribute("aria-current", "location");
    // A list that is longer than the window scrolls by itself; `scrollIntoView` would move the page too.
    var list = marked.closest(".contents-list");
    // Whoever passes the list by keyboard scrolls both it and the page: it must not run away from the focus.
    if (list.contains(document.activeElement)) { return; }
    var room = list.getBoundingClientRect();
    var box = marked.getBoundingClientRect();
    if (box.top < room.top || box.bottom > room.bottom) { list.scrollTop += box.top - room.top - room.height / 3; }
  }
  // Far up no heading leaves the observed part, so that it holds all those that were passed.
  var observer = new IntersectionObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.isIntersecting) { above.add(change.target); } else { above.delete(change.target); }
    });
    read();
  }, { rootMargin: "10000000px 0px -66% 0px" });
  addEventListener("scrollend", read);
  addEventListener("hashchange", read);

  // The link beside a heading is copied. Its own work is left to it: the address bar shows the place in any case.
  var said = document.querySelector(".said");
  var silence;
  function say(words) {
    clearTimeout(silence);
    said.textContent = words;
    silence = setTimeout(function () { said.textContent = ""; }, 6000);
  }
  // Where the page did not come over https, as on many intranets, browsers have no clipboard to write to.
  function copyByCommand(text) {
    var taken = false;
    function take(event) {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      taken = true;
    }
    document.addEventListener("copy", take);
    try { document.execCommand("copy"); } catch (error) { taken = false; }
    document.removeEventListener("copy", take);
    return taken;
  }
  function copy(text) {
    if (!navigator.clipboard) { return copyByCommand(text) ? Promise.resolve() : Promise.reject(); }
    return navigator.clipboard.writeText(text).catch(function () {
      if (!copyByCommand(text)) { throw new Error("refused"); }
    });
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest(".heading-link");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) { return; }
    copy(link.href).then(function () { say(said.dataset.copied); }, function () { say(said.dataset.shown); });
  });
  function dress(link) {
    var words = link.previousElementSibling.cloneNode(true);
    words.querySelectorAll("rt, rp, sup").forEach(function (extra) { extra.remove(); });
    link.lang = said.lang || document.documentElement.lang;
    link.setAttribute("aria-label", said.dataset.copy.split("{heading}").join(words.textContent.trim()));
  }

  // On paper nothing can be unfolded.
  addEventListener("beforeprint", function () {
    document.querySelectorAll(".table-rest").forEach(function (rest) { rest.open = true; });
  });

  document.querySelectorAll(".print-button").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { print(); });
  });

  // The preview changes the page without loading it anew.
  function gather() {
    // What stands beside the text is not a part of the way through it.
    headings = [].slice.call(document.querySelectorAll("main :is(h2, h3, h4)[id]")).filter(function (heading) {
      return !heading.closest("nav, .side-facts");
    });
    entries = [].slice.call(document.querySelectorAll(".contents-list a"));
    headings.forEach(function (heading) { observer.observe(heading); });
    document.querySelectorAll(".heading-link").forEach(dress);
    read();
  }
  addEventListener("shirube:patched", gather);
  gather();
})();
