// What pages gain from a script. Everything is readable and reachable without it.
(function () {
  "use strict";

  // The language switch stays at the same heading: ids are the same in every language.
  var switches = document.querySelectorAll(".languages a");
  function keepPlace() {
    switches.forEach(function (link) { link.hash = location.hash; });
  }
  addEventListener("hashchange", keepPlace);
  keepPlace();

  // A wide table is a stop for the keyboard only while there is something to scroll. What a text holds is a
  // group: only what has a caption of its own is a landmark.
  var regions = [];
  document.querySelectorAll(".scroll, .prose .table, .prose pre").forEach(function (region) {
    var caption = region.querySelector("caption");
    var heading = region.previousElementSibling;
    var label = region.getAttribute("aria-label") || (caption || heading || region).textContent.trim().slice(0, 80);
    regions.push([region, label, region.className === "scroll" ? "region" : "group"]);
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

  // The contents list shows which part is being read: the last heading above the upper third of the window.
  var links = [].slice.call(document.querySelectorAll(".contents-list a"));
  var headings = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  var waiting = false;
  function follow() {
    waiting = false;
    var current = -1;
    headings.forEach(function (heading, at) {
      if (heading && heading.getBoundingClientRect().top < innerHeight / 3) { current = at; }
    });
    links.forEach(function (link, at) {
      if (at === current) { link.setAttribute("aria-current", "location"); } else { link.removeAttribute("aria-current"); }
    });
  }
  if (links.length) {
    addEventListener("scroll", function () {
      if (!waiting) { waiting = true; requestAnimationFrame(follow); }
    }, { passive: true });
    follow();
  }
})();
