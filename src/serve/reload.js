// Added by `shirube serve`, and never published. Keeps the page as the files say it is, and shows mistakes.
//
// The page is patched: what the server sent before is compared with what it sends now, and only the
// differences are made in the document. So the place on the page, the focus, what is open and what was typed
// stay. Where the document is no longer as it was sent (another script has changed it there), or what is
// different is outside of `<body>`, the page is loaded anew.
(function () {
  "use strict";

  var own = document.currentScript;
  var version = own.dataset.shirube;
  var folder = new URL("./", own.src).pathname;
  // This script runs before every other: the page is still as it was sent.
  var sentBody = document.body.cloneNode(true);
  var sentHead = headOf(document);

  // --- Which browser, which tab ---------------------------------------------------------------------------

  function stored(storage, name) {
    try { return storage().getItem(name); } catch (e) { return null; }
  }
  function remembered(storage, name) {
    var id = stored(storage, name) || String(Math.random()).slice(2);
    try {
      storage().setItem(name, id);
    } catch (e) { /* storage is forbidden: an id for this page alone */ }
    return id;
  }
  var browser = remembered(function () { return localStorage; }, "shirube-browser");
  var isNewTab = !stored(function () { return sessionStorage; }, "shirube-tab");
  var tab = remembered(function () { return sessionStorage; }, "shirube-tab");
  function setActive() {
    try { localStorage.setItem("shirube-active", tab); } catch (e) { /* then no tab follows */ }
  }
  function isActive() {
    try { return localStorage.getItem("shirube-active") === tab; } catch (e) { return false; }
  }
  // A new tab is the one to follow even where another window has the focus, such as that of the editor.
  if (document.hasFocus() || (isNewTab && document.visibilityState === "visible")) { setActive(); }

  // What is on its way: the page, and whether it is wanted once more; style sheets.
  var busy = false;
  var again = false;
  var coming = [];

  // --- Events from the server -----------------------------------------------------------------------------

  var source = null;
  var parked = false;
  var waiting = 0;
  var AGAIN_MS = 300;
  var PARKED_MS = 1000;

  function question(path) {
    return folder + path + "?page=" + encodeURIComponent(location.pathname) + "&version=" + version +
      "&browser=" + browser + "&tab=" + tab;
  }
  function listen() {
    clearTimeout(waiting);
    close();
    parked = false;
    source = new EventSource(question("events"));
    source.onopen = function () { document.documentElement.dataset.shirubeLive = ""; };
    source.onmessage = function (event) { receive(JSON.parse(event.data)); };
    source.addEventListener("park", park);
    // Not by the browser itself: it would ask with the version of long ago.
    source.onerror = function () { later(listen, AGAIN_MS); };
  }
  function close() {
    if (source) { source.close(); source = null; }
    delete document.documentElement.dataset.shirubeLive;
  }
  function later(what, time) {
    close();
    clearTimeout(waiting);
    waiting = setTimeout(what, time);
  }
  function park() {
    parked = true;
    later(look, PARKED_MS);
  }
  function look() {
    fetch(question("look"), { cache: "no-store" })
      .then(function (response) { return response.json(); })
      .then(function (news) { receive(news); }, function () {})
      .then(function () { if (parked) { later(look, PARKED_MS); } });
  }
  // Asks for the same event again where its page could not be fetched: until then the page stays as it is. A
  // parked tab asks by itself.
  function askAgain() {
    if (!parked) { later(listen, AGAIN_MS); }
  }
  // Rejected while no server answers or it has nothing to show: going there would lose the page.
  function ask(address) {
    return fetch(address, { cache: "no-store" }).then(function (response) {
      if (response.status === 503) { throw new Error("not yet"); }
      return response;
    });
  }
  function comeBack() {
    setActive();
    if (parked || !source) { listen(); }
  }
  addEventListener("focus", comeBack);
  addEventListener("pointerdown", setActive);
  addEventListener("pagehide", close);
  addEventListener("pageshow", function (event) { if (event.persisted) { listen(); } });

  function receive(news) {
    showMistakes(news);
    if (news.follow && isActive() && news.follow !== location.pathname) {
      ask(news.follow).then(function () { location.assign(news.follow); }, askAgain);
      return;
    }
    if (news.change === "none") { return; }
    // What is on its way may be what is not wanted any more.
    if (news.version === version && !busy && !coming.length) { return; }
    if (news.change === "styles") {
      swapStyles(news.version);
    } else if (news.change === "page") {
      patch();
    } else {
      reload();
    }
  }

  // A version has three parts: of the page, of its styles, of all else. Each is reached by itself, when it is there.
  var PAGE = 0;
  var STYLES = 1;
  function reach(part, of) {
    var parts = version.split(".");
    parts[part] = of.split(".")[part];
    version = parts.join(".");
  }

  // --- Style sheets ---------------------------------------------------------------------------------------

  function swapStyles(wanted) {
    // What is still on its way is outdated: what it was to follow is still there, and is swapped now.
    coming.forEach(function (fresh) { fresh.remove(); });
    coming = [];
    document.querySelectorAll("link[rel~=stylesheet]").forEach(function (link) {
      var url = new URL(link.href);
      // A disabled link never fires `load`, and a sheet of another server is not ours.
      if (link.disabled || url.origin !== location.origin) { return; }
      url.searchParams.set("shirube", wanted);
      var fresh = link.cloneNode();
      fresh.href = url.href;
      coming.push(fresh);
      // The old one stays until the new one is there: no moment without style.
      function arrive() {
        var at = coming.indexOf(fresh);
        if (at < 0) { return; }
        coming.splice(at, 1);
        link.remove();
        if (!coming.length) { reach(STYLES, wanted); }
      }
      fresh.onload = arrive;
      fresh.onerror = function () {
        // It is here, and something that it imports is not; or there was nothing before either.
        if (hasRules(fresh) || !hasRules(link)) { arrive(); return; }
        ask(url.href)
          .then(function (response) { if (response.ok) { throw new Error("it is there again"); } })
          .then(arrive, function () { if (coming.indexOf(fresh) >= 0) { fresh.remove(); askAgain(); } });
      };
      link.after(fresh);
    });
  }
  function hasRules(link) {
    try { return link.sheet.cssRules.length > 0; } catch (e) { return false; }
  }

  // --- The page -------------------------------------------------------------------------------------------

  function patch() {
    if (busy) { again = true; return; }
    busy = true;
    ask(location.href)
      .then(function (response) {
        // Nothing is here any more, or there is something again: what was typed is kept meanwhile.
        if (!response.ok || isAway) { reload(); return; }
        return response.text().then(change);
      })
      .then(done, function () {
        busy = again = false;
        askAgain();
      });
  }
  function change(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    var script = fresh.querySelector("script[data-shirube]");
    try {
      if (!script || headOf(fresh) !== sentHead) { throw new Error("another head"); }
      var body = document.adoptNode(fresh.body);
      patchNode(document.body, sentBody, body);
      if (document.title !== fresh.title) { document.title = fresh.title; }
      copyMeta(fresh);
      sentBody = body;
    } catch (e) {
      reload();
      return;
    }
    reach(PAGE, script.dataset.shirube);
    dispatchEvent(new Event("shirube:patched"));
  }
  function done() {
    busy = false;
    if (again) { again = false; patch(); }
  }

  // What must be the same for a patch to do. Titles and descriptions are changed by hand.
  function headOf(page) {
    var parts = [page.documentElement.lang];
    page.head.childNodes.forEach(function (node) {
      if (node.nodeType !== 1 || node.localName === "title" || node.dataset.shirube) { return; }
      // What only search engines and social networks read follows from the text, and may wait for the next load.
      if (node.localName === "meta" && (node.name || node.hasAttribute("property"))) { return; }
      if (node.localName === "script" && node.type === "application/ld+json") { return; }
      if (node.localName === "link" && !/stylesheet|icon/.test(node.rel)) { return; }
      parts.push(node.localName === "link" ? node.rel + node.getAttribute("href").split("?")[0] : node.outerHTML);
    });
    return parts.join("\n");
  }
  function copyMeta(fresh) {
    fresh.head.querySelectorAll("meta[name]").forEach(function (meta) {
      var old = document.head.querySelector('meta[name="' + meta.name + '"]');
      if (old) { old.content = meta.content; }
    });
  }

  function isOwn(node) { return node.nodeType === 1 && node.localName === "shirube-panel"; }
  function children(node) {
    return [].filter.call(node.childNodes, function (child) { return !isOwn(child); });
  }
  function isSame(one, other) { return one.isEqualNode(other); }
  function isLike(one, other) { return one.nodeType === other.nodeType && one.nodeName === other.nodeName && one.id === other.id; }

  // Makes in `live` what is different between `sent`, which it was, and `fresh`, which it is to be.
  function patchNode(live, sent, fresh) {
    if (isSame(sent, fresh)) { return; }
    if (live.nodeType !== 1) {
      if (live.nodeValue !== sent.nodeValue) { throw new Error("changed by a script"); }
      live.nodeValue = fresh.nodeValue;
      return;
    }
    if (live.localName === "script") { throw new Error("another script"); }
    patchAttributes(live, sent, fresh);
    var old = children(sent);
    var now = children(fresh);
    var there = children(live);
    if (there.length !== old.length || !there.every(function (node, at) { return node.nodeName === old[at].nodeName; })) {
      throw new Error("changed by a script");
    }
    patchChildren(live, there, old, now);
  }
  function patchAttributes(live, sent, fresh) {
    [].forEach.call(fresh.attributes, function (attribute) {
      if (sent.getAttribute(attribute.name) !== attribute.value) { live.setAttribute(attribute.name, attribute.value); }
    });
    [].forEach.call(sent.attributes, function (attribute) {
      if (!fresh.hasAttribute(attribute.name)) { live.removeAttribute(attribute.name); }
    });
  }
  function patchChildren(live, there, old, now) {
    var start = 0;
    while (start < old.length && start < now.length && isSame(old[start], now[start])) { start += 1; }
    var oldEnd = old.length;
    var nowEnd = now.length;
    while (oldEnd > start && nowEnd > start && isSame(old[oldEnd - 1], now[nowEnd - 1])) { oldEnd -= 1; nowEnd -= 1; }
    var before = there[oldEnd] || null;
    if (!before && live === document.body) { before = live.querySelector("shirube-panel"); }
    // In the middle: what is the same somewhere ahead stays, what is alike is patched, the rest goes or comes.
    var at = start;
    for (var next = start; next < nowEnd; next += 1) {
      var same = -1;
      for (var ahead = at; ahead < oldEnd && same < 0; ahead += 1) {
        if (isSame(old[ahead], now[next])) { same = ahead; }
      }
      if (same >= 0) {
        while (at < same) { there[at].remove(); at += 1; }
        at += 1;
      } else if (at < oldEnd && isLike(old[at], now[next]) && !isAhead(now, next + 1, nowEnd, old[at])) {
        patchNode(there[at], old[at], now[next]);
        at += 1;
      } else {
        live.insertBefore(document.importNode(now[next], true), at < oldEnd ? there[at] : before);
      }
    }
    while (at < oldEnd) { there[at].remove(); at += 1; }
  }
  function isAhead(nodes, from, to, node) {
    for (var at = from; at < to; at += 1) {
      if (isSame(nodes[at], node)) { return true; }
    }
    return false;
  }

  // --- Loading anew, and everything as it was ---------------------------------------------------------------

  var KEEP = "shirube-keep";
  var FIELDS = "input, textarea, select";
  function fields() { return [].slice.call(document.querySelectorAll(FIELDS)); }
  function details() { return [].slice.call(document.querySelectorAll("details")); }
  var reloading = false;
  // What was kept for a page that has given way to another, which has nothing to keep: no page, or a page not yet.
  var isAway = false;
  function reload() {
    if (reloading) { return; }
    reloading = true;
    ask(location.href).then(function () {
      keep();
      location.reload();
    }, function () {
      reloading = false;
      askAgain();
    });
  }
  function keep() {
    if (isAway) { return; }
    var focused = document.activeElement;
    try {
      sessionStorage.setItem(KEEP, JSON.stringify({
        page: location.pathname,
        scroll: [scrollX, scrollY],
        open: details().map(function (one) { return one.open; }),
        fields: fields().map(function (field) { return [field.id || field.name, field.value, field.checked]; }),
        focus: focused ? [focused.id, fields().indexOf(focused)] : null
      }));
    } catch (e) { /* then the browser's own memory has to do */ }
  }
  function restore() {
    var kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(KEEP));
      isAway = !!kept && kept.page === location.pathname && kept.fields.length > 0 && !fields().length;
      if (isAway) { return; }
      sessionStorage.removeItem(KEEP);
    } catch (e) { return; }
    if (!kept || kept.page !== location.pathname) { return; }
    var all = details();
    if (all.length === kept.open.length) { all.forEach(function (one, at) { one.open = kept.open[at]; }); }
    fields().forEach(function (field, at) {
      var was = kept.fields[at];
      if (!was || was[0] !== (field.id || field.name) || field.type === "file") { return; }
      if (field.checked !== was[2]) { field.checked = was[2]; notify(field, "change"); }
      if (field.value !== was[1]) { field.value = was[1]; notify(field, "input"); notify(field, "change"); }
    });
    var focus = kept.focus && (document.getElementById(kept.focus[0]) || fields()[kept.focus[1]]);
    if (focus) { focus.focus({ preventScroll: true }); }
    scrollTo({ left: kept.scroll[0], top: kept.scroll[1], behavior: "instant" });
  }
  function notify(field, name) { field.dispatchEvent(new Event(name, { bubbles: true })); }

  // --- Mistakes -------------------------------------------------------------------------------------------

  var WORDS = {
    ja: {
      region: "プレビューからの知らせ", list: "直すところの一覧", title: "直すところがあります", fixed: "直すところはなくなりました",
      errors: "エラー", warnings: "警告", help: "対処", note: "注", open: "エディターで開く", stop: "：",
      count: function (errors, warnings) {
        return [errors && "エラー " + errors + " 件", warnings && "警告 " + warnings + " 件"].filter(Boolean).join("、");
      },
      more: function (count) { return "ほか " + count + " 件は、Shirube を動かしている画面に出ています。"; }
    },
    en: {
      region: "Messages of the preview", list: "What to fix", title: "There is something to fix", fixed: "Nothing left to fix",
      errors: "Error", warnings: "Warning", help: "Help", note: "Note", open: "Open in the editor", stop: ": ",
      count: function (errors, warnings) {
        var plural = function (count, word) { return count && count + " " + word + (count === 1 ? "" : "s"); };
        return [plural(errors, "error"), plural(warnings, "warning")].filter(Boolean).join(", ");
      },
      more: function (count) { return "The other " + count + " are in the window where Shirube runs."; }
    }
  };
  // The reader's own language; that of the page where the reader's is neither.
  function language() {
    var wanted = (navigator.languages || [navigator.language]).concat(document.documentElement.lang);
    for (var at = 0; at < wanted.length; at += 1) {
      var code = String(wanted[at]).slice(0, 2).toLowerCase();
      if (WORDS[code]) { return code; }
    }
    return "ja";
  }

  // The host and its live region are there from the start: what is in a region when it appears is not read out.
  var panel = make("shirube-panel");
  var spoken = make("p");
  var box = make("section");
  var fold = make("details");
  var summary = make("summary");
  var list = make("ol");
  var more = make("p");
  var shown = "";
  function makePanel() {
    var style = make("link");
    style.rel = "stylesheet";
    style.href = folder + "panel.css";
    spoken.className = "status";
    spoken.setAttribute("role", "status");
    panel.lang = language();
    box.setAttribute("aria-label", WORDS[panel.lang].region);
    // The list can be longer than the window, and may hold nothing that can be reached by key.
    list.tabIndex = 0;
    list.setAttribute("aria-label", WORDS[panel.lang].list);
    fold.append(summary, list, more);
    box.append(fold);
    summary.addEventListener("click", function () { rememberFold(!fold.open); });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !fold.open) { return; }
      fold.open = false;
      rememberFold(false);
      summary.focus();
    });
    panel.attachShadow({ mode: "open" }).append(style, spoken);
    document.body.append(panel);
  }

  // What the writer has folded stays folded: errors until there are none, warnings until unfolded.
  var FOLD = "shirube-fold-";
  function rememberFold(open) {
    try { sessionStorage.setItem(FOLD + box.className, open ? "open" : "closed"); } catch (e) { /* for this page alone */ }
  }
  function forgetFold(kind) {
    try { sessionStorage.removeItem(FOLD + kind); } catch (e) { /* there is none */ }
  }
  function rememberedFold(kind) {
    var unasked = kind === "errors" ? "open" : "closed";
    try { return (sessionStorage.getItem(FOLD + kind) || unasked) === "open"; } catch (e) { return unasked === "open"; }
  }

  function showMistakes(news) {
    var said = JSON.stringify([news.errors, news.warnings, news.mistakes]);
    if (said === shown) { return; }
    var isFirst = !shown;
    shown = said;
    var words = WORDS[panel.lang];
    if (!news.errors) { forgetFold("errors"); }
    if (!news.mistakes.length) {
      box.remove();
      spoken.textContent = isFirst ? "" : words.fixed;
      return;
    }
    var kind = news.errors ? "errors" : "warnings";
    if (!box.isConnected || box.className !== kind) { fold.open = rememberedFold(kind); }
    box.className = kind;
    var count = words.count(news.errors, news.warnings);
    var line = news.errors ? words.title + " — " + count : count;
    summary.textContent = line;
    fillList(news.mistakes, words);
    var left = news.errors + news.warnings - news.mistakes.length;
    more.textContent = words.more(left);
    more.hidden = !left;
    if (!box.isConnected) { panel.shadowRoot.append(box); }
    spoken.textContent = line;
  }
  // The reader may be in the list: the place and the focus stay.
  function fillList(mistakes, words) {
    var links = [].slice.call(list.querySelectorAll("a"));
    var focused = links.indexOf(panel.shadowRoot.activeElement);
    var scroll = list.scrollTop;
    list.replaceChildren.apply(list, mistakes.map(function (mistake) { return item(mistake, panel.lang, words); }));
    list.scrollTop = scroll;
    if (focused >= 0) { (list.querySelectorAll("a")[focused] || summary).focus(); }
  }
  function item(mistake, lang, words) {
    var item = make("li");
    item.className = mistake.severity;
    var head = make("p");
    head.append(make("strong", mistake.severity === "error" ? words.errors : words.warnings));
    head.append(" " + mistake.message[lang] + " ", make("code", mistake.code));
    item.append(head);
    addPlace(item, mistake, words);
    mistake.notes.forEach(function (note) {
      item.append(make("p", words.note + words.stop + note.message[lang]));
      addPlace(item, note, words);
    });
    if (mistake.help) { item.append(make("p", words.help + words.stop + mistake.help[lang])); }
    return item;
  }
  function addPlace(item, place, words) {
    var where = place.file + (place.line ? ":" + place.line + ":" + place.column : "");
    var line = make("p");
    line.className = "place";
    if (place.link && !/^\s*(javascript|data|vbscript):/i.test(place.link)) {
      var link = make("a", where);
      link.href = place.link;
      link.title = words.open;
      line.append(link);
    } else {
      line.append(where);
    }
    item.append(line);
    if (place.text) {
      var text = make("pre");
      text.append(place.text[0], make("mark", place.text[1]), place.text[2]);
      item.append(text);
    }
  }
  function make(name, text) {
    var element = document.createElement(name);
    if (text !== undefined) { element.textContent = text; }
    return element;
  }

  addEventListener("load", restore);
  makePanel();
  listen();
})();
