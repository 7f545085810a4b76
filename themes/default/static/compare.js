// Readers choose which cities stand beside each other, and in which order. The choice is in the address
// (`#cities=kawasaki,kawagoe`), so that a link, a reload and the next page keep it. Without this script all
// cities are shown.
(function () {
  "use strict";

  var form = document.querySelector(".chooser");
  if (!form) { return; }
  var list = form.querySelector("ol");
  var status = form.querySelector("[role=status]");
  var original = [].slice.call(list.children);
  var words = form.dataset;
  // So many names can be listened to.
  var NAMED = 12;

  function idOf(item) { return item.dataset.choice; }
  function nameOf(item) { return item.querySelector("label").textContent.trim(); }
  function boxOf(item) { return item.querySelector("input"); }
  function items() { return [].slice.call(list.children); }
  function chosen() { return items().filter(function (item) { return boxOf(item).checked; }); }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  }

  // The list of names becomes a list of controls.
  function addControls(item) {
    var label = document.createElement("label");
    var box = document.createElement("input");
    box.type = "checkbox";
    box.checked = true;
    label.append(box, " ");
    while (item.firstChild) { label.append(item.firstChild); }
    item.append(label, mover(label, words.forward, "\u2191", -1), mover(label, words.back, "\u2193", 1));
  }
  function mover(label, text, sign, step) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    if (words.lang) { button.lang = words.lang; }
    button.dataset.step = step;
    button.setAttribute("aria-label", fill(text, { city: label.textContent.trim() }));
    return button;
  }

  // The order and the choice, on everything that holds cities.
  function arrange() {
    var place = {};
    items().forEach(function (item, at) { place[idOf(item)] = { at: at, shown: boxOf(item).checked }; });
    document.querySelectorAll("[data-cities]").forEach(function (holder) {
      var parts = [].filter.call(holder.children, function (part) { return part.dataset.city in place; });
      parts.forEach(function (part) { part.hidden = !place[part.dataset.city].shown; });
      parts.sort(function (one, other) { return place[one.dataset.city].at - place[other.dataset.city].at; });
      holder.append.apply(holder, parts);
    });
    items().forEach(function (item, at, all) {
      item.querySelector("[data-step='-1']").setAttribute("aria-disabled", String(at === 0));
      item.querySelector("[data-step='1']").setAttribute("aria-disabled", String(at === all.length - 1));
    });
    // Boxes that scroll grow and shrink with it: site.js looks again.
    dispatchEvent(new Event("resize"));
  }
  function announce(before) {
    var shown = chosen();
    var untouched = shown.length === original.length && before === undefined;
    var text = shown.length === 0 ? words.nothing : untouched ? words.all : words.shown;
    if (words.lang) { status.lang = words.lang; }
    status.textContent = (before || "") + fill(text, {
      all: original.length,
      count: shown.length,
      cities: shown.slice(0, NAMED).map(nameOf).join(words.separator) + (shown.length > NAMED ? "\u2026" : "")
    });
  }

  // The address.
  function written() {
    var shown = chosen();
    var usual = shown.length === original.length && shown.every(function (item, at) { return item === original[at]; });
    return usual ? "" : "#cities=" + shown.map(idOf).join(",");
  }
  function keep() {
    var hash = written();
    try {
      history.replaceState(null, "", location.href.split("#")[0] + hash);
    } catch (refused) {
      location.hash = hash;
    }
    keepInLinks();
    // The language switch keeps the choice too: site.js listens to this.
    dispatchEvent(new Event("hashchange"));
  }
  function keepInLinks() {
    document.querySelectorAll("main a, .breadcrumb a").forEach(function (link) {
      // The other parts of the page have other cities.
      if (link.closest(".page-parts")) { return; }
      if (/\/compare\/(.*\/)?[a-z0-9-]+\.html$/.test(link.pathname)) { link.hash = written(); }
    });
  }
  function read() {
    var found = /^#cities=(.*)$/.exec(location.hash);
    var ids = found ? decodeURIComponent(found[1]).split(",") : original.map(idOf);
    var known = original.filter(function (item) { return ids.indexOf(idOf(item)) >= 0; });
    // A choice of cities that are all on another part of the page says nothing of this one.
    if (found && found[1] && known.length === 0) {
      found = null;
      ids = original.map(idOf);
      known = original.slice();
    }
    known.sort(function (one, other) { return ids.indexOf(idOf(one)) - ids.indexOf(idOf(other)); });
    original.forEach(function (item) { boxOf(item).checked = known.indexOf(item) >= 0; });
    list.append.apply(list, known.concat(original.filter(function (item) { return known.indexOf(item) < 0; })));
    if (found) { form.querySelector("details").open = true; }
    arrange();
    announce();
    keepInLinks();
  }
  function changed(before) {
    arrange();
    announce(before);
    keep();
  }

  function move(button) {
    var item = button.parentNode;
    var step = Number(button.dataset.step);
    var other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) { return; }
    list.insertBefore(step < 0 ? item : other, step < 0 ? other : item);
    button.focus();
    changed(fill(words.moved, { city: nameOf(item), position: items().indexOf(item) + 1 }));
  }
  // Cities that are like each other, by what their records say of them.
  function chooseLike(select) {
    var of = select.selectedOptions[0].dataset.of;
    original.forEach(function (item) { boxOf(item).checked = !of || item.dataset[of] === select.value; });
  }
  form.addEventListener("change", function (event) {
    var like = form.elements.like;
    if (event.target === like) { chooseLike(like); } else if (like) { like.value = ""; }
    changed();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    if (button.dataset.step) { return move(button); }
    if (button.value === "reset") { list.append.apply(list, original); }
    if (form.elements.like) { form.elements.like.value = ""; }
    original.forEach(function (item) { boxOf(item).checked = button.value !== "none"; });
    changed();
  });
  addEventListener("hashchange", function () {
    if (location.hash !== written() && /^(#cities=.*)?$/.test(location.hash)) { read(); }
  });

  original.forEach(addControls);
  form.hidden = false;
  read();
})();
