// The filters of the measure index. What they know is in `shirubeMeasures` (data/measure-index.<language>.js,
// made by src/pages/measure_data.rs); what is chosen is in the address after `#`, so that a link, a reload and
// the back button restore it. Texts are only ever set as text.
(function () {
  "use strict";

  var data = window.shirubeMeasures;
  var form = document.getElementById("measure-search");
  if (!data || !form) { return; }

  var ROWS = 100;
  var TYPING_MS = 150;
  // On a city's own site there is neither a filter nor a column for cities.
  var hasCities = Boolean(form.elements.city);
  function ofCities(name) { return hasCities || name !== "city"; }
  var FILTERS = ["q", "city", "plan", "topic", "category", "department", "year", "force"].filter(ofCities);
  var COLUMNS = ["title", "city", "plan", "topic", "category", "department", "year"].filter(ofCities);
  var STATE = FILTERS.concat("sort", "order", "rows");
  // A measure's parts, by their position in the data.
  var ID = 0, PLAN = 1, TITLE = 2, KANA = 3, TOPICS = 4, CATEGORY = 5, DEPARTMENTS = 6, SPAN = 7;
  var words = form.dataset;
  var language = document.documentElement.lang;

  function find(selector) { return form.querySelector(selector); }
  // Words of the theme are marked where they are in another language than the page's.
  function inWords(made) {
    if (words.lang) { made.lang = words.lang; }
    return made;
  }
  function number(value) { return value.toLocaleString(language); }
  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (mark, name) { return name in values ? values[name] : mark; });
  }
  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (content || []).forEach(function (part) { made.append(part); });
    return made;
  }

  // Words as people type them: full and half width, capitals, katakana and hiragana are the same.
  function fold(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[\u30a1-\u30f6]/g, function (kana) {
      return String.fromCharCode(kana.charCodeAt(0) - 0x60);
    });
  }
  function folded(list) { return list.map(function (entry) { return fold(entry[1][0]); }); }
  var names = {};
  var titles;
  function prepare() {
    if (titles) { return; }
    ["cities", "plans", "topics", "categories", "departments"].forEach(function (list) { names[list] = folded(data[list]); });
    titles = data.measures.map(function (measure) { return fold(measure[TITLE][0] + "\n" + measure[KANA]); });
  }

  // State

  function read() {
    var given = new URLSearchParams(location.hash.slice(1));
    var state = {};
    STATE.forEach(function (key) { state[key] = given.get(key) || ""; });
    if (COLUMNS.indexOf(state.sort) < 0) { state.sort = ""; }
    state.order = state.order === "desc" ? "desc" : "";
    state.rows = Math.max(ROWS, parseInt(state.rows, 10) || 0);
    return state;
  }
  function write(state) {
    var parameters = new URLSearchParams();
    STATE.forEach(function (key) {
      if (state[key] && (key !== "rows" || state.rows > ROWS)) { parameters.set(key, state[key]); }
    });
    return parameters.toString();
  }
  // Typing is one step back, not one for each letter. Nobody is scrolled away, as setting `location.hash` would.
  var typing = false;
  function remember(replaces) {
    var hash = write(state);
    if (hash === location.hash.slice(1)) { return; }
    history[replaces ? "replaceState" : "pushState"](null, "", hash ? "#" + hash : location.pathname + location.search);
    dispatchEvent(new HashChangeEvent("hashchange")); // the language switch keeps the place
  }

  // Filters

  function position(list, id) {
    return data[list].findIndex(function (entry) { return String(entry[0]) === id; });
  }
  // Each answers whether a measure stays. What is not known matches nothing, and the reader is told.
  var tests = {
    q: function (text) {
      prepare();
      var wanted = fold(text).split(/\s+/).filter(Boolean).map(function (word) {
        var has = {};
        Object.keys(names).forEach(function (list) {
          has[list] = names[list].map(function (name) { return name.indexOf(word) >= 0; });
        });
        return { word: word, has: has };
      });
      return function (measure, at) {
        return wanted.every(function (want) {
          var has = want.has;
          return titles[at].indexOf(want.word) >= 0 || has.plans[measure[PLAN]] || has.cities[data.plans[measure[PLAN]][2]] ||
            has.categories[measure[CATEGORY]] || measure[TOPICS].some(function (topic) { return has.topics[topic]; }) ||
            measure[DEPARTMENTS].some(function (department) { return has.departments[department]; });
        });
      };
    },
    city: function (id) {
      var city = position("cities", id);
      return function (measure) { return data.plans[measure[PLAN]][2] === city; };
    },
    plan: function (id) {
      var plan = position("plans", id);
      return function (measure) { return measure[PLAN] === plan; };
    },
    topic: function (id) {
      var topic = position("topics", id);
      var within = data.topics.map(function (entry, at) {
        while (at !== null && at !== topic) { at = data.topics[at][2]; }
        return at === topic;
      });
      return function (measure) { return measure[TOPICS].some(function (at) { return within[at]; }); };
    },
    category: function (id) {
      var category = position("categories", id);
      return function (measure) { return measure[CATEGORY] === category; };
    },
    department: function (id) {
      var department = position("departments", id);
      return function (measure) { return measure[DEPARTMENTS].indexOf(department) >= 0; };
    },
    year: function (year) {
      var within = data.spans.map(function (span) { return span[1].indexOf(Number(year)) >= 0; });
      return function (measure) { return within[measure[SPAN]]; };
    },
    force: function (answer) {
      return function (measure) { return data.plans[measure[PLAN]][3] === (answer === "yes"); };
    }
  };
  function active() { return FILTERS.filter(function (key) { return state[key].trim(); }); }
  function matching(keys) {
    var stays = keys.map(function (key) { return tests[key](state[key]); });
    var found = [];
    data.measures.forEach(function (measure, at) {
      if (stays.every(function (test) { return test(measure, at); })) { found.push(at); }
    });
    return found;
  }

  // Order: what measures share is in the data in the order of its column, and measures are by reading.

  var ranks = {
    title: function (measure, at) { return at; },
    city: function (measure) { return data.plans[measure[PLAN]][2]; },
    plan: function (measure) { return measure[PLAN]; },
    topic: function (measure) { return measure[TOPICS][0]; },
    category: function (measure) { return measure[CATEGORY]; },
    department: function (measure) { return measure[DEPARTMENTS][0]; },
    year: function (measure) {
      var years = data.spans[measure[SPAN]][1];
      return years[0] * 1e4 + years[years.length - 1];
    }
  };
  function sorted(found) {
    var rank = ranks[state.sort || "title"];
    var way = state.order ? -1 : 1;
    return found
      .map(function (at) { return [rank(data.measures[at], at), at]; })
      .sort(function (left, right) { return way * (left[0] - right[0]) || left[1] - right[1]; })
      .map(function (pair) { return pair[1]; });
  }

  // What is shown

  var template = document.getElementById("measure-table");
  if (template) { template.replaceWith(template.content.cloneNode(true)); }
  var results = form.parentNode;
  var table = results.querySelector("table");
  var body = element("tbody");
  [].slice.call(table.tBodies).forEach(function (old) { old.remove(); });
  table.append(body);
  table.caption.textContent = words.caption; // their order is the reader's now
  inWords(table.caption).className = "visually-hidden";
  results.querySelectorAll(".measure-letters, .too-many").forEach(function (old) { old.remove(); });
  var more = inWords(element("button", { type: "button", class: "more", hidden: "" }));
  results.append(more);
  var heads = {};
  table.querySelectorAll("th[data-column]").forEach(function (head) {
    var button = element("button", { type: "button" }, [].slice.call(head.childNodes));
    head.append(button);
    heads[head.dataset.column] = head;
  });
  function labelOf(key) { return form.elements[key].labels[0].textContent; }
  function phrase(text) { return text[1] ? element("span", { lang: text[1] }, [text[0]]) : text[0]; }
  function phrases(list, positions) {
    return positions.reduce(function (parts, at, nth) {
      return parts.concat(nth ? words.comma : [], phrase(data[list][at][1]));
    }, []);
  }

  // Measures that are not published yet are marked as in the rows of the page. Only the preview has any.
  var marks = {};
  var markTemplate = document.getElementById("held-back-marks");
  if (markTemplate) {
    markTemplate.content.querySelectorAll("[data-of]").forEach(function (mark) { marks[mark.dataset.of] = mark.firstElementChild; });
  }

  function row(at) {
    var measure = data.measures[at];
    var plan = data.plans[measure[PLAN]];
    var name = plan[0] + "/" + measure[ID];
    var link = element("a", { href: "../" + plan[0] + "/measures/" + measure[ID] + ".html" }, [phrase(measure[TITLE])]);
    var planParts = [phrase(plan[1])];
    if (!plan[3]) { planParts.push(" ", inWords(element("span", { class: "over-mark" }, [words.over]))); }
    function ofMainScheme(topic) { return data.topics[topic][3] === 0; }
    function cell(column, parts) {
      var label = { "data-label": heads[column].textContent };
      if (!words.lang) { return element("td", label, parts); }
      return inWords(element("td", label, [element("div", { lang: language }, parts)]));
    }
    return element("tr", { "data-measure": name }, [
      element("th", { scope: "row" }, marks[name] ? [link, " ", marks[name].cloneNode(true)] : [link])
    ].concat(hasCities ? cell("city", [phrase(data.cities[plan[2]][1])]) : [], [
      cell("plan", planParts),
      cell("topic", phrases("topics", measure[TOPICS].filter(ofMainScheme))),
      cell("category", [phrase(data.categories[measure[CATEGORY]][1])]),
      cell("department", phrases("departments", measure[DEPARTMENTS])),
      cell("year", [data.spans[measure[SPAN]][0]])
    ]));
  }

  function nameOf(key) {
    var field = form.elements[key];
    var chosen = field.options && field.options[field.selectedIndex];
    return say(words.filter, { name: labelOf(key), value: chosen && chosen.value ? chosen.textContent.trim() : state[key] });
  }
  function showBadges(keys) {
    find(".active-filters").hidden = !keys.length;
    find(".badges").replaceChildren.apply(find(".badges"), keys.map(function (key) {
      var button = element("button", { type: "button", "data-drop": key, class: "badge" }, [
        nameOf(key), element("span", { class: "visually-hidden" }, [" " + words.remove])
      ]);
      return element("li", {}, [inWords(button)]);
    }));
  }
  // Which filter to drop: each is tried, and those that help most come first.
  function showAdvice(keys, found) {
    var ways = found.length ? [] : keys
      .map(function (key) { return [key, matching(keys.filter(function (other) { return other !== key; })).length]; })
      .filter(function (way) { return way[1]; })
      .sort(function (left, right) { return right[1] - left[1]; });
    find(".no-result").hidden = found.length > 0;
    find(".try").hidden = !ways.length;
    find(".no-way").hidden = ways.length > 0;
    find(".advice").replaceChildren.apply(find(".advice"), ways.map(function (way) {
      var text = say(words.without, { name: nameOf(way[0]), count: number(way[1]) });
      return element("li", {}, [inWords(element("button", { type: "button", "data-drop": way[0] }, [text]))]);
    }));
  }
  function showOrder() {
    COLUMNS.forEach(function (column) {
      if (column === (state.sort || "title")) {
        heads[column].setAttribute("aria-sort", state.order ? "descending" : "ascending");
      } else {
        heads[column].removeAttribute("aria-sort");
      }
    });
  }
  function showRows() {
    var left = found.length - state.rows;
    (table.closest(".scroll") || table).hidden = !found.length;
    body.replaceChildren.apply(body, found.slice(0, state.rows).map(row));
    globalThis.shirubeTableRoles(table); // made by site.js
    more.hidden = left <= 0;
    more.textContent = say(words.more, { count: number(left) });
  }

  // The choices: plans and departments stand under their cities, where there are several, and only those of the
  // chosen one; what is chosen stays.
  function option(id, text, lang) {
    var made = element("option", lang ? { lang: lang } : {}, [text]);
    made.value = id;
    return made;
  }
  function fill(key, options) {
    var field = form.elements[key];
    while (field.length > 1 || field.children.length > 1) { field.lastElementChild.remove(); }
    options.forEach(function (made) { field.append(made); });
  }
  function byCity(list, key) {
    return data.cities.map(function (city, at) {
      var lang = city[1][1];
      var group = element("optgroup", lang ? { label: city[1][0], lang: lang } : { label: city[1][0] });
      data[list].forEach(function (entry) {
        var shown = !state.city || state.city === city[0] || state[key] === entry[0];
        if (entry[2] === at && shown) { group.append(option(entry[0], entry[1][0], entry[1][1] || (lang && language))); }
      });
      return group;
    }).filter(function (group) { return group.children.length; });
  }
  function choices(list) {
    return data[list].map(function (entry) { return option(entry[0], entry[1][0], entry[1][1]); });
  }
  function indented(topics) {
    return topics.map(function (topic) {
      var depth = 0;
      for (var at = topic[2]; at !== null; at = data.topics[at][2]) { depth += 1; }
      return option(topic[0], "\u2003".repeat(depth) + topic[1][0], topic[1][1]);
    });
  }
  function byScheme() {
    if (data.schemes.length < 2) { return indented(data.topics); }
    return data.schemes.map(function (scheme, at) {
      var topics = data.topics.filter(function (topic) { return topic[3] === at; });
      var lang = scheme[1] || words.lang && language;
      var group = element("optgroup", lang ? { label: scheme[0], lang: lang } : { label: scheme[0] });
      indented(topics).forEach(function (option) { group.append(option); });
      return group;
    });
  }
  var filledFor;
  function showChoices() {
    if (filledFor === undefined) {
      if (hasCities) { fill("city", choices("cities")); }
      fill("topic", byScheme());
      fill("category", choices("categories"));
      fill("year", data.years.map(function (year) { return option(String(year[0]), year[1]); }));
    }
    var now = [state.city, state.plan, state.department].join(" ");
    if (filledFor !== now) {
      filledFor = now;
      fill("plan", hasCities ? byCity("plans", "plan") : choices("plans"));
      fill("department", hasCities ? byCity("departments", "department") : choices("departments"));
    }
    FILTERS.forEach(function (key) {
      var field = form.elements[key];
      if (field.value !== state[key]) { field.value = state[key]; }
      if (field.selectedIndex < 0) { field.append(option(state[key], state[key])); field.value = state[key]; }
    });
  }

  var state;
  var found;
  function show() {
    var keys = active();
    showChoices();
    found = sorted(matching(keys));
    showBadges(keys);
    showAdvice(keys, found);
    showOrder();
    showRows();
    var text = say(keys.length ? words.found : words.foundAll, { count: number(found.length), total: number(data.measures.length) });
    if (find(".found").textContent !== text) { inWords(find(".found")).textContent = text; }
  }

  // What readers do

  function change(changes, replaces) {
    Object.keys(changes).forEach(function (key) { state[key] = changes[key]; });
    show();
    remember(replaces);
  }
  function drop(key) {
    var keys = active();
    var next = keys[keys.indexOf(key) + 1] || keys[keys.indexOf(key) - 1];
    var changes = { rows: ROWS };
    changes[key] = "";
    change(changes);
    (find('.badge[data-drop="' + next + '"]') || form.elements[key]).focus();
  }
  var timer;
  function typed() {
    clearTimeout(timer);
    var text = form.elements.q.value;
    if (text === state.q) { return; }
    change({ q: text, rows: ROWS }, typing);
    typing = true;
  }
  form.addEventListener("input", function (event) {
    if (event.target.name !== "q" || event.isComposing) { return; }
    clearTimeout(timer);
    timer = setTimeout(typed, TYPING_MS);
  });
  form.elements.q.addEventListener("compositionend", typed);
  form.addEventListener("change", function (event) {
    if (event.target.name === "q") { typed(); typing = false; return; }
    typing = false;
    var changes = { q: form.elements.q.value, rows: ROWS };
    changes[event.target.name] = event.target.value;
    change(changes);
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); typed(); });
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) { return; }
    typing = false;
    if (button.dataset.drop) { drop(button.dataset.drop); return; }
    var changes = { rows: ROWS };
    FILTERS.forEach(function (key) { changes[key] = ""; });
    change(changes);
    form.elements.q.focus();
  });
  table.addEventListener("click", function (event) {
    var head = event.target.closest("button") && event.target.closest("th");
    if (!head) { return; }
    var column = head.dataset.column;
    var again = column === (state.sort || "title") && !state.order;
    change({ sort: column === "title" ? "" : column, order: again ? "desc" : "", rows: ROWS });
  });
  more.addEventListener("click", function () {
    var first = state.rows;
    change({ rows: state.rows + ROWS }, true);
    body.rows[first].querySelector("a").focus();
  });

  function restore() {
    var given = read();
    if (state && write(given) === write(state)) { return; }
    clearTimeout(timer);
    typing = false;
    state = given;
    show();
  }
  addEventListener("hashchange", restore);
  addEventListener("popstate", restore);
  form.hidden = false;
  restore();
  setTimeout(prepare, 0);
})();
