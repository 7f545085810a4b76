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
