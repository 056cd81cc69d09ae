"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const body = document.body;
  const { things, entries, lines } = JSON.parse($("#annotations").textContent);
  // An entry is a mention [thing, confidence, finder, place] or the number of a stance, which is a row of the table
  const cells = (row) => [...row.cells].map((cell) => cell.textContent.trim());
  const notes = entries.map((entry) => {
    if (Array.isArray(entry)) {
      const [l, n, i, w, v, m] = things[entry[0]];
      return { k: "e", l, n, i, w, v, m, s: entry[1], f: entry[2], r: entry[3], thing: entry[0] };
    }
    const row = document.getElementById("s" + entry), [hi, ti] = row.dataset.actors.split(" ");
    return { k: "s", l: row.dataset.label, h: row.cells[0].textContent, t: row.cells[1].textContent, hi, ti, id: entry, row };
  });
  const marks = $$("mark[data-a]");
  const refs = new Map(marks.map((mark) => [mark, mark.dataset.a.split(" ").map(Number)]));
  // The same folding as the search index: one i for ı, I, i and İ; й stays a letter of its own.
  const fold = (text) => text.normalize("NFD").replace(/[иИ]\u0306/g, "\ue000").replace(/\p{M}/gu, "")
    .replace(/\ue000/g, "й").toLowerCase().replace(/ı/g, "i").normalize("NFC");
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };

  // Layers
  const layers = { "t-entities": "on-entities", "t-stances": "on-stances", "t-furniture": "show-furniture", "t-where": "show-where", "t-raw": "show-raw" };
  for (const [id, name] of Object.entries(layers)) {
    const box = $("#" + id);
    const apply = () => body.classList.toggle(name, box.checked);
    box.addEventListener("change", apply);
    apply();
  }
  $("#tools").addEventListener("submit", (event) => event.preventDefault());
  const showRaw = () => { $("#t-raw").checked = true; body.classList.add("show-raw"); };
  $("#raw-open")?.addEventListener("click", () => { showRaw(); $("#L1 a, #L1")?.focus(); });

  // Filters by label and actor
  const collator = new Intl.Collator(["tr", "ru", "en"], { numeric: true });
  const labels = new Map(), actors = new Map();
  const count = (map, key, name) => { if (!key) return; const seen = map.get(key) || { n: 0, name }; seen.n += 1; map.set(key, seen); };
  for (const note of notes) {
    count(labels, note.l, note.l);
    if (note.k === "e") count(actors, note.i, note.n);
    else { count(actors, note.hi, note.h); count(actors, note.ti, note.t); }
  }
  const fill = (select, map) => {
    const listed = [...map].sort((a, b) => collator.compare(a[1].name, b[1].name));
    for (const [value, seen] of listed) select.append(make("option", `${seen.name} (${seen.n})`, { value }));
  };
  const labelFilter = $("#f-label"), actorFilter = $("#f-actor");
  fill(labelFilter, labels);
  fill(actorFilter, actors);
  const wanted = (note) => (!labelFilter.value || note.l === labelFilter.value)
    && (!actorFilter.value || [note.i, note.hi, note.ti, note.m].includes(actorFilter.value));
  const filter = () => {
    for (const mark of marks) {
      const own = refs.get(mark).filter((n) => n >= 0).map((n) => notes[n]);
      mark.classList.toggle("off-e", !own.some((note) => note.k === "e" && wanted(note)));
      mark.classList.toggle("off-s", !own.some((note) => note.k === "s" && wanted(note)));
    }
    let left = 0;
    for (const row of $$(".stances tr[id]")) {
      const shown = (!actorFilter.value || row.dataset.actors.split(" ").includes(actorFilter.value))
        && (!labelFilter.value || !["FAVOR", "AGAINST", "NEUTRAL"].includes(labelFilter.value) || row.dataset.label === labelFilter.value);
      row.hidden = !shown;
      left += shown;
    }
    for (const group of $$(".stances tbody")) group.hidden = !$("tr[id]:not([hidden])", group);
    if ($("#stance-count")) $("#stance-count").textContent = left;
  };
  labelFilter.addEventListener("change", filter);
  actorFilter.addEventListener("change", filter);
  filter();

  // What a mark or a note's marker stands for, on hover and focus
  const popover = $("#popover");
  let opener = null, closing = 0;
  const close = () => { popover.hidden = true; opener?.removeAttribute("aria-describedby"); opener = null; };
  const closeSoon = () => { clearTimeout(closing); closing = setTimeout(close, 250); };
  const open = (element, content) => {
    clearTimeout(closing);
    if (opener && opener !== element) opener.removeAttribute("aria-describedby");
    popover.replaceChildren(...content);
    popover.hidden = false;
    opener = element;
    element.setAttribute("aria-describedby", "popover");
    const at = element.getBoundingClientRect(), width = popover.offsetWidth, height = popover.offsetHeight;
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + height + 12 < innerHeight || at.top < height + 12;
    popover.style.left = `${left + scrollX}px`;
    popover.style.top = `${(below ? at.bottom + 6 : at.top - height - 6) + scrollY}px`;
  };
  popover.addEventListener("mouseenter", () => clearTimeout(closing));
  popover.addEventListener("mouseleave", closeSoon);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  const rawLink = (place) => {
    if (!place) return [];
    if (typeof place === "string") return [make("span", place)];
    const [first, last, start, end] = place;
    const link = make("a", first === last ? `line ${first}` : `lines ${first}–${last}`, { class: "raw", href: `#L${first}`, "data-raw": `${start} ${end}`, "data-last": last });
    return [link];
  };
  const list = (pairs) => {
    const dl = make("dl");
    for (const [name, value] of pairs) {
      if (value === undefined || value === "" || (Array.isArray(value) && !value.length)) continue;
      const dd = make("dd");
      dd.append(...(Array.isArray(value) ? value : [String(value)]));
      dl.append(make("dt", name), dd);
    }
    return dl;
  };
  const describe = (number) => {
    if (number < 0) {
      const item = $("#d" + -number);
      const p = make("p");
      p.append(make("a", "Difference", { href: "#d" + -number }), ": " + $(".message:not([hidden])", item).textContent);
      return [p];
    }
    const a = notes[number];
    if (!(a.k === "e" ? body.classList.contains("on-entities") : body.classList.contains("on-stances")) || !wanted(a)) return [];
    const head = make("p");
    if (a.k === "e") {
      head.append(make("b", a.n), ` ${a.l}`);
      return [head, list([["id", a.i], ["Wikidata", a.w], ["value", a.v], ["stands for", a.m], ["found by", a.f], ["confidence", a.s.toFixed(2)], ["input", rawLink(a.r)]])];
    }
    const [, , , fact, evidence, score, rules] = cells(a.row), raw = $("a.raw", a.row);
    head.append(make("b", a.h), " → ", make("b", a.t), " ", make("span", a.l, { class: "label " + a.l }));
    return [head, list([["evidence", evidence], ["factuality", fact], ["confidence", score], ["rules", rules],
      ["input", raw ? [raw.cloneNode(true)] : ""], ["row", [make("a", "in the table", { href: "#s" + a.id })]]])];
  };
  const tell = (mark) => { const content = refs.get(mark).flatMap(describe); if (content.length) open(mark, content); else close(); };
  const tellNote = (link) => {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!note) return;
    const p = make("p", $(".unit", note).textContent, { lang: $(".unit", note).lang });
    open(link, [make("b", `Note ${$(".number", note).textContent}`), p]);
  };
  const hovered = (event) => {
    const mark = event.target.closest?.("mark[data-a]"), link = event.target.closest?.(".marker a");
    if (link) tellNote(link); else if (mark) tell(mark);
  };
  const main = $("main");
  main.addEventListener("mouseover", hovered);
  main.addEventListener("mouseout", (event) => { if (event.target.closest?.("mark[data-a], .marker a")) closeSoon(); });
  main.addEventListener("focusin", hovered);
  main.addEventListener("focusout", (event) => { if (event.target.closest?.("mark[data-a], .marker a") && !popover.contains(event.relatedTarget)) closeSoon(); });
  main.addEventListener("click", (event) => { const mark = event.target.closest?.("mark[data-a]"); if (mark) { rove(mark); tell(mark); } });

  // One tab stop for all marks of a text; the arrows move between those that are shown
  let current = null;
  const rove = (mark) => { current?.setAttribute("tabindex", "-1"); mark.setAttribute("tabindex", "0"); current = mark; };
  const visible = () => marks.filter((mark) => mark.getClientRects().length && (mark.matches(".diff")
    || (mark.matches(".ent:not(.off-e)") && body.classList.contains("on-entities")) || (mark.matches(".stance:not(.off-s)") && body.classList.contains("on-stances"))));
  for (const mark of marks) mark.setAttribute("tabindex", "-1");
  if (marks.length) rove(marks[0]);
  main.addEventListener("keydown", (event) => {
    const mark = event.target.closest?.("mark[data-a]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (mark && step) {
      const shown = visible(), next = shown[shown.indexOf(mark) + step];
      if (next) { rove(next); next.focus(); }
      event.preventDefault();
    } else if (mark && event.key === "Enter") {
      const link = $("a.raw", popover);
      if (link && !popover.hidden) link.click();
    }
  });

  // Raw lines: open them, mark the characters, and remember the way back
  const marked = (name, ranges) => {
    if (!CSS.highlights) return false;
    CSS.highlights.set(name, new Highlight(...ranges));
    return true;
  };
  let from = null;
  const back = $("#raw-back");
  const showLines = (link) => {
    showRaw();
    for (const line of $$(".raw-lines .hit")) line.classList.remove("hit");
    const first = Number(link.hash.slice(2)), last = Math.min(Number(link.dataset.last || first), first + 400);
    const [start, end] = (link.dataset.raw || "0 0").split(" ").map(Number), ranges = [];
    for (let n = first; n <= last; n += 1) {
      const line = document.getElementById("L" + n), node = line && $("i", line).firstChild;
      line?.classList.add("hit");
      if (!node) continue;
      // Offsets count code points; the DOM counts UTF-16 units
      const points = [...node.data], units = (k) => points.slice(0, Math.max(0, k)).join("").length;
      const range = new Range();
      range.setStart(node, units(start - lines[n - 1]));
      range.setEnd(node, units(end - lines[n - 1]));
      if (!range.collapsed) ranges.push(range);
    }
    marked("raw", ranges);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.raw");
    if (!link) return;
    from = popover.contains(link) ? opener : link;
    showLines(link);
    if (back) back.hidden = false;
    const target = document.getElementById(link.hash.slice(1));
    if (target) {
      event.preventDefault();
      close();
      history.pushState(null, "", link.hash);
      target.scrollIntoView({ block: "center" });
      target.setAttribute("tabindex", "-1");
      target.focus({ preventScroll: true });
    }
  });
  const goBack = () => { if (!from) return; if (!from.hasAttribute("tabindex") && !from.matches("a")) from.setAttribute("tabindex", "-1"); from.scrollIntoView({ block: "center" }); from.focus({ preventScroll: true }); };
  back?.addEventListener("click", (event) => { event.preventDefault(); goBack(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest?.("#raw-section")) goBack();
  });
  const arrive = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("#raw-section") && target.id !== "raw") { showRaw(); target.scrollIntoView({ block: "center" }); }
    for (let parent = target.parentElement; parent; parent = parent.parentElement) if (parent.tagName === "DETAILS") parent.open = true;
    if (target.matches(".furniture")) { $("#t-furniture").checked = true; body.classList.add("show-furniture"); target.scrollIntoView(); }
  };
  addEventListener("hashchange", arrive);
  arrive();

  // Lines of every mention, put in when the list is opened
  $("#entity-list")?.addEventListener("toggle", (event) => {
    if (!event.target.open) return;
    const links = new Map();
    for (const note of notes) if (note.k === "e") links.set(note.thing, [...(links.get(note.thing) || []), note.r]);
    for (const cell of $$("[data-thing]:empty")) {
      for (const place of links.get(Number(cell.dataset.thing)) || []) {
        const [link] = rawLink(place);
        if (link) cell.append(link.matches("a") ? Object.assign(link, { textContent: place[0] }) : link, " ");
      }
    }
  });

  // Messages in another language
  const messages = $("#messages");
  const speak = () => { for (const span of $$("[data-message]")) span.hidden = span.dataset.message !== messages.value; };
  if (messages) { messages.addEventListener("change", speak); speak(); }

  // Find in the text
  const find = $("#find"), findCount = $("#find-count");
  let hits = [], at = -1;
  const searched = () => $$("#main .unit");
  const foldWithPlaces = (text) => {
    let folded = "";
    const places = [];
    let i = 0;
    for (const char of text) {
      const piece = fold(char);
      if (piece === "" && /\u0306/.test(char) && folded.endsWith("и")) folded = folded.slice(0, -1) + "й";
      for (let k = 0; k < piece.length; k += 1) places.push(i);
      folded += piece;
      i += char.length;
    }
    places.push(text.length);
    return [folded, places];
  };
  const search = () => {
    const query = fold(find.value.trim());
    hits = [];
    at = -1;
    const ranges = [];
    if (query) {
      for (const unit of searched()) {
        const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT, (node) => node.parentElement.closest(".marker") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
        const nodes = [], ends = [];
        let text = "";
        while (walker.nextNode()) { nodes.push(walker.currentNode); text += walker.currentNode.data; ends.push(text.length); }
        const [folded, places] = foldWithPlaces(text);
        for (let from = folded.indexOf(query); from >= 0; from = folded.indexOf(query, from + query.length)) {
          const start = places[from], end = places[from + query.length];
          const a = ends.findIndex((e) => e > start), b = ends.findIndex((e) => e >= end);
          const range = new Range();
          range.setStart(nodes[a], start - (a ? ends[a - 1] : 0));
          range.setEnd(nodes[b], end - (b ? ends[b - 1] : 0));
          ranges.push(range);
          hits.push({ unit, range });
        }
      }
    }
    marked("found", ranges);
    findCount.textContent = query ? `${hits.length} found` : "";
  };
  const next = () => {
    if (!hits.length) return;
    at = (at + 1) % hits.length;
    const hit = hits[at];
    if (hit.unit.matches(".furniture")) { $("#t-furniture").checked = true; body.classList.add("show-furniture"); }
    hit.range.startContainer.parentElement.scrollIntoView({ block: "center" });
    findCount.textContent = `${at + 1} of ${hits.length}`;
  };
  find.addEventListener("input", search);
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") { event.preventDefault(); next(); } });
  $("#find-next").addEventListener("click", next);
  const asked = new URLSearchParams(location.search).get("find");
  if (asked) { find.value = asked; search(); if (!location.hash) next(); }
})();
