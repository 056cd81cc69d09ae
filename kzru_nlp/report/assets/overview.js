"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const boot = JSON.parse($("#boot").textContent);
  const collator = new Intl.Collator(["tr", "ru", "en"], { numeric: true });
  const fold = (text) => text.normalize("NFD").replace(/[иИ]\u0306/g, "\ue000").replace(/\p{M}/gu, "")
    .replace(/\ue000/g, "й").toLowerCase().replace(/ı/g, "i").normalize("NFC");
  const make = (tag, text, attributes = {}) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  // Data files: scripts beside this page, each loaded once and when it is needed
  const waiting = new Map(), loaded = new Map();
  window.kzruData = (name, value) => waiting.get(name)?.(value);
  const script = (src) => new Promise((done, failed) => {
    const element = make("script", undefined, { src });
    element.onload = done;
    element.onerror = () => failed(new Error(`${src} is missing; keep the folder of this page together`));
    document.head.append(element);
  });
  const load = (name) => {
    if (!loaded.has(name)) {
      loaded.set(name, new Promise((done, failed) => {
        waiting.set(name, done);
        script(`data/${name}.js`).catch(failed);
      }));
    }
    return loaded.get(name);
  };
  const fail = (error) => { $("#found").textContent = error.message; };

  // Articles
  const COUNTS = ["Units", "Sentences", "Entities", "Stances", "Differences"];
  const articles = [];
  let shown = [], page = 0, sortBy = null, ascending = true, hits = null, asked = 0;
  const PAGE = 50;
  const languageNames = boot.languages;
  const columns = [
    { name: "Article", get: (a) => a.title },
    { name: "Year", get: (a) => a.year, facet: true },
    { name: "Journal", get: (a) => a.journal, facet: true },
    { name: "Languages", get: (a) => a.languages.map((l) => languageNames[l] || l).join(", "), facet: true, each: (a) => a.languages.map((l) => languageNames[l] || l) },
    ...boot.extra.map((name, i) => ({ name, get: (a) => a.extra[i], facet: true })),
    ...COUNTS.map((name, i) => ({ name, get: (a) => a.counts[i], number: true })),
  ];
  const facets = columns.filter((c) => c.facet);
  const chosen = new Map();
  const values = (column, a) => (column.each ? column.each(a) : [column.get(a)]);
  const readArticles = (rows) => {
    for (const [id, title, lang, titles, file, year, journal, languages, status, counts, extra] of rows) {
      const a = { number: articles.length, id, title, lang, titles, file, year, journal, languages, status, counts, extra };
      a.key = fold([...titles, file, year, journal, ...extra].join(" \u0000 "));
      articles.push(a);
    }
  };
  const facetControls = () => {
    const place = $("#facets"), group = $("#group");
    for (const column of facets) {
      const counts = new Map();
      for (const a of articles) for (const v of values(column, a)) if (v !== "") counts.set(v, (counts.get(v) || 0) + 1);
      if (!counts.size) continue;
      group.append(make("option", column.name, { value: column.name }));
      if (counts.size < 2) continue;
      const label = make("label", column.name + " "), select = make("select", undefined, { "data-facet": column.name });
      select.append(make("option", "all", { value: "" }));
      for (const v of [...counts.keys()].sort(collator.compare)) select.append(make("option", `${v} (${counts.get(v)})`, { value: v }));
      select.addEventListener("change", () => { chosen.set(column, select.value); refresh(); });
      label.append(select);
      place.append(label);
    }
  };
  const matches = (a, words) => [...chosen].every(([column, value]) => !value || values(column, a).includes(value))
    && (!words.length || words.every((word) => a.key.includes(word)) || (hits && hits.has(a.number)));
  const ordered = (list) => {
    if (!sortBy) return list;
    const sign = ascending ? 1 : -1;
    return [...list].sort((a, b) => sign * (sortBy.number ? sortBy.get(a) - sortBy.get(b) : collator.compare(sortBy.get(a), sortBy.get(b))) || a.number - b.number);
  };
  const link = (a) => {
    const query = $("#q").value.trim();
    return `articles/${a.id}.html${query && hits && hits.has(a.number) ? "?find=" + encodeURIComponent(query) : ""}`;
  };
  const head = () => {
    const row = make("tr");
    for (const column of columns) {
      if (column.facet && !articles.some((a) => column.get(a) !== "")) continue;
      const th = make("th", undefined, { scope: "col", class: column.number ? "number" : "" });
      const button = make("button", column.name, { type: "button" });
      button.addEventListener("click", () => {
        ascending = sortBy === column ? !ascending : !column.number;
        sortBy = column;
        page = 0;
        draw();
      });
      th.append(button);
      th.column = column;
      row.append(th);
    }
    $("#list thead").replaceChildren(row);
  };
  const line = (a, used) => {
    const row = make("tr");
    for (const column of used) {
      if (column.name === "Article" && column === columns[0]) {
        const th = make("th", undefined, { scope: "row" });
        const title = make("a", a.title, { href: link(a) });
        if (a.lang) title.lang = a.lang;
        th.append(title);
        if (a.status !== "ok") th.append(make("span", ` (${a.status})`, { class: "hint" }));
        row.append(th);
      } else row.append(make("td", String(column.get(a)), column.number ? { class: "number" } : {}));
    }
    return row;
  };
  const draw = () => {
    const heads = [...$("#list thead").rows[0].cells], used = heads.map((th) => th.column);
    for (const th of heads) {
      if (th.column === sortBy) th.setAttribute("aria-sort", ascending ? "ascending" : "descending");
      else th.removeAttribute("aria-sort");
    }
    const group = facets.find((c) => c.name === $("#group").value);
    let list = ordered(shown), groups = new Map();
    if (group) {
      for (const a of list) for (const v of values(group, a)) { if (!groups.has(v)) groups.set(v, []); groups.get(v).push(a); }
      groups = new Map([...groups].sort((a, b) => collator.compare(a[0], b[0])));
      list = [...groups].flatMap(([value, own]) => own.map((a) => ({ value, a })));
    } else list = list.map((a) => ({ a }));
    const pages = Math.max(1, Math.ceil(list.length / PAGE));
    page = Math.min(page, pages - 1);
    const body = document.createDocumentFragment();
    let last;
    for (const { value, a } of list.slice(page * PAGE, (page + 1) * PAGE)) {
      if (group && value !== last) {
        last = value;
        const own = groups.get(value), row = make("tr", undefined, { class: "group" });
        row.append(make("th", `${group.name}: ${value || "(none)"} · ${plural(own.length, "article")}`, { scope: "rowgroup", colspan: used.length - COUNTS.length }));
        COUNTS.forEach((_, i) => row.append(make("td", String(own.reduce((sum, x) => sum + x.counts[i], 0)), { class: "number" })));
        body.append(row);
      }
      body.append(line(a, used));
    }
    $("#list tbody").replaceChildren(body);
    const pager = $("#pager");
    pager.replaceChildren();
    if (pages > 1) {
      const button = (name, to) => {
        const b = make("button", name, { type: "button" });
        b.disabled = to < 0 || to >= pages;
        b.addEventListener("click", () => { page = to; draw(); $("#articles").scrollIntoView(); });
        return b;
      };
      pager.append(button("Previous", page - 1), make("span", `Page ${page + 1} of ${pages}`), button("Next", page + 1));
    }
  };
  const tell = (words) => {
    const inText = hits ? shown.filter((a) => hits.has(a.number)).length : 0;
    $("#found").textContent = `${plural(shown.length, "article")} of ${boot.articles.toLocaleString("en")}`
      + (words.length ? `; ${plural(inText, "article")} ${inText === 1 ? "has" : "have"} every word in the text` : "");
  };
  const apply = (words) => {
    shown = articles.filter((a) => matches(a, words));
    page = 0;
    tell(words);
    draw();
    drawCharts();
  };
  // Which articles hold every word: the index files of the words' first two letters, and no other
  const inTexts = async (words) => {
    const names = new Set(await load("words"));
    let common = null;
    for (const word of words) {
      const [one, two] = [...word].slice(0, 2).map((c) => c.codePointAt(0).toString(16));
      const file = names.has(`words-${one}-${two}`) ? `words-${one}-${two}` : `words-${one}`;
      const own = new Set();
      if (names.has(file)) {
        for (const [known, ranges] of Object.entries(await load(file))) {
          if (!known.startsWith(word)) continue;
          for (const range of ranges.split(" ")) {
            const [a, b = a] = range.split("-").map(Number);
            for (let n = a; n <= b; n += 1) own.add(n);
          }
        }
      }
      common = common ? new Set([...common].filter((n) => own.has(n))) : own;
    }
    return common;
  };
  const refresh = async () => {
    const turn = (asked += 1);
    const words = fold($("#q").value).match(/[\p{L}\p{N}]+/gu) || [];
    const long = words.filter((word) => [...word].length >= 2);
    const found = long.length ? await inTexts(long) : null;
    if (turn !== asked) return;
    hits = found;
    apply(words);
  };
  const filtered = () => shown.length !== articles.length;
  $("#filters").addEventListener("submit", (event) => event.preventDefault());
  $("#filters").addEventListener("reset", () => setTimeout(() => { chosen.clear(); sortBy = null; refresh().catch(fail); }));
  let typing = 0;
  $("#q").addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(() => refresh().catch(fail), 150); });
  $("#group").addEventListener("change", () => { page = 0; draw(); });

  // Figures: sums for the whole corpus; an article's own rows only where a filter or its evidence needs them
  let totals = null;
  const ownFigures = async (list) => {
    const wanted = [...new Set(list.map((a) => Math.floor(a.number / boot.figuresAFile)))];
    const files = new Map();
    await Promise.all(wanted.map(async (n) => files.set(n, await load(`figures-${n}`))));
    return list.map((a) => ({ a, own: files.get(Math.floor(a.number / boot.figuresAFile)).rows[a.number % boot.figuresAFile] }));
  };
  const ACTUAL = new Set(["asserted", "negated"]);
  const word = (n) => totals.words[n];
  const actor = (n) => totals.actors[n];
  const stanceRow = (row, n, a) => ({ holder: row[0], target: row[1], label: word(row[2]), factuality: word(row[3]), lang: word(row[4]), part: word(row[5]), n, a });
  const stanceRows = async (needArticles) => {
    if (!filtered() && !needArticles) return totals.stances.map((row) => stanceRow(row, row[6]));
    return (await ownFigures(shown)).flatMap(({ a, own }) => own.s.map((row, i) => ({ ...stanceRow(row, 1, a), years: row[6], line: row[7], evidence: row[8], id: i + 1 })));
  };
  const entityRows = async () => {
    const row = (r) => ({ name: word(r[0]), label: word(r[1]), lang: word(r[2]), part: word(r[3]), n: r[4] });
    if (!filtered()) return totals.entities.map(row);
    return (await ownFigures(shown)).flatMap(({ own }) => own.e.map(row));
  };
  const dateRows = async () => {
    if (!filtered()) {
      return [totals.dates.map((r) => ({ year: r[0], n: r[3] })), totals.dated.map((r) => ({ year: r[0], ...stanceRow(r.slice(1), r[7]) }))];
    }
    const own = await ownFigures(shown);
    return [own.flatMap(({ own: o }) => o.d.map((r) => ({ year: r[0], n: r[3] }))),
      own.flatMap(({ own: o }) => o.s.flatMap((r) => r[6].map((year) => ({ year, ...stanceRow(r, 1) }))))];
  };
  const languageOf = (code) => languageNames[code] || code;
  const sum = (rows, keys) => {
    const sums = new Map();
    for (const row of rows) {
      const key = keys.map((k) => row[k]).join("\u0001"), seen = sums.get(key);
      if (seen) seen.n += row.n;
      else sums.set(key, { ...Object.fromEntries(keys.map((k) => [k, row[k]])), n: row.n });
    }
    return [...sums.values()];
  };
  const top = (rows, key, limit) => {
    const totalOf = new Map();
    for (const row of rows) totalOf.set(row[key], (totalOf.get(row[key]) || 0) + row.n);
    return [...totalOf].sort((a, b) => b[1] - a[1] || collator.compare(String(a[0]), String(b[0]))).slice(0, limit).map(([value]) => value);
  };

  // Controls of the plots
  const controls = {};
  const control = (figure, name, label, options, value) => {
    const select = make("select", undefined, { id: `${figure}-${name}` });
    for (const [v, text] of options) select.append(make("option", text, { value: v }));
    if (value !== undefined) select.value = value;
    const wrap = make("label", label + " ");
    wrap.append(select);
    $(`#${figure}-controls`).append(wrap);
    select.addEventListener("change", () => drawChart(figure).catch(fail));
    (controls[figure] ||= {})[name] = select;
  };
  const targets = () => {
    const counts = new Map();
    for (const row of totals.stances) counts.set(row[1], (counts.get(row[1]) || 0) + row[6]);
    const listed = [...counts].sort((a, b) => collator.compare(actor(a[0])[1], actor(b[0])[1])).map(([n, count]) => [String(n), `${actor(n)[1]} (${count})`]);
    const first = totals.actors.findIndex(([id]) => id === boot.target);
    const most = [...counts].sort((a, b) => b[1] - a[1])[0];
    const asked = first >= 0 && counts.has(first) ? first : most && most[0];
    return [listed, asked === undefined ? undefined : String(asked)];
  };
  const FACTS = [["actual", "asserted and negated"], ["all", "all, expected and past too"]];
  const makeControls = () => {
    const [listed, first] = targets();
    const meta = facets.filter((c) => articles.some((a) => c.get(a) !== "")).map((c) => ["meta:" + c.name, c.name]);
    const parts = [["", "all"], ...[...new Set(totals.entities.map((r) => word(r[3])))].sort().map((p) => [p, p])];
    control("stances", "target", "Toward", listed, first);
    control("stances", "rows", "Rows", [["holder", "holder"], ["lang", "language"], ["part", "section"], ...meta]);
    control("stances", "facts", "Count", FACTS);
    control("dyads", "size", "Show", [["15", "15 most frequent"], ["30", "30 most frequent"]]);
    control("dyads", "facts", "Count", FACTS);
    control("timeline", "target", "Toward", listed, first);
    control("timeline", "facts", "Count", FACTS);
    control("entities", "rows", "Rows", [["label", "label"], ["part", "section"], ["name", "name"]]);
    control("entities", "colour", "Colour", [["lang", "language"], ["part", "section"], ["label", "label"]]);
    control("entities", "part", "Section", parts);
  };
  const counted = (rows, select) => (select.value === "all" ? rows : rows.filter((row) => ACTUAL.has(row.factuality)));

  // Each figure: rows for its plot, a table of the same numbers, a caption
  const figures = {
    async stances(c) {
      const column = facets.find((f) => "meta:" + f.name === c.rows.value);
      const target = Number(c.target.value);
      const all = counted(await stanceRows(Boolean(column)), c.facts).filter((r) => r.target === target && r.holder !== target);
      const name = (r) => ({ holder: () => [actor(r.holder)[1]], lang: () => [languageOf(r.lang)], part: () => [r.part] }[c.rows.value] || (() => values(column, r.a).map((v) => v || "(none)")))();
      const rows = sum(all.flatMap((r) => name(r).map((row) => ({ row, label: r.label, n: r.n }))), ["row", "label"]);
      const kept = top(rows, "row", 25);
      const who = actor(target) ? actor(target)[1] : "";
      return { rows: rows.filter((r) => kept.includes(r.row)), table: { keys: [c.rows.selectedOptions[0].text], columns: "label", rows, row: "row", order: ["FAVOR", "AGAINST", "NEUTRAL"] },
        caption: `${plural(all.reduce((n, r) => n + r.n, 0), "statement")} toward ${who}; ${kept.length} of ${new Set(rows.map((r) => r.row)).size} rows drawn.`,
        evidence: (row, label) => (r) => r.target === target && r.holder !== target && (!label || r.label === label) && name(r).includes(row), facts: c.facts };
    },
    async dyads(c) {
      const all = counted(await stanceRows(false), c.facts).filter((r) => r.holder !== r.target);
      const size = Number(c.size.value), holders = top(all, "holder", size), goals = top(all, "target", size);
      const cells = new Map();
      for (const r of all) {
        if (!holders.includes(r.holder) || !goals.includes(r.target)) continue;
        const key = `${r.holder} ${r.target}`;
        const cell = cells.get(key) || { h: r.holder, t: r.target, holder: actor(r.holder)[1], target: actor(r.target)[1], n: 0, favor: 0, against: 0 };
        cell.n += r.n;
        if (r.label === "FAVOR") cell.favor += r.n;
        if (r.label === "AGAINST") cell.against += r.n;
        cells.set(key, cell);
      }
      const rows = [...cells.values()].map((cell) => ({ ...cell, net: (cell.favor - cell.against) / cell.n }))
        .sort((a, b) => holders.indexOf(a.h) - holders.indexOf(b.h) || goals.indexOf(a.t) - goals.indexOf(b.t));
      const flat = sum(all.map((r) => ({ row: `${actor(r.holder)[1]} → ${actor(r.target)[1]}`, label: r.label, n: r.n })), ["row", "label"]);
      return { rows, table: { keys: ["holder → toward"], columns: "label", rows: flat, row: "row", order: ["FAVOR", "AGAINST", "NEUTRAL"] },
        caption: `${plural(rows.length, "pair")} drawn of ${new Set(flat.map((r) => r.row)).size}.`,
        evidence: (row, label) => (r) => r.holder !== r.target && (!label || r.label === label) && `${actor(r.holder)[1]} → ${actor(r.target)[1]}` === row, facts: c.facts };
    },
    async timeline(c) {
      const [dates, dated] = await dateRows();
      const target = Number(c.target.value), RANK = { FAVOR: 0, AGAINST: 1, NEUTRAL: 2 };
      const toward = sum(counted(dated, c.facts).filter((r) => r.target === target && r.holder !== target), ["year", "label"]);
      const taken = new Map(sum(toward, ["year"]).map((r) => [r.year, r.n]));
      const other = sum(dates, ["year"]).map((r) => ({ year: r.year, label: "no stance toward it", n: Math.max(0, r.n - (taken.get(r.year) || 0)) }));
      const rows = [...toward, ...other].map((r) => ({ ...r, rank: RANK[r.label] ?? 3 }));
      const years = rows.filter((r) => r.n).map((r) => r.year), first = Math.min(...years), last = Math.max(...years);
      if (years.length && last - first <= 150) for (let year = first; year <= last; year += 1) if (!years.includes(year)) rows.push({ year, label: "no stance toward it", n: 0, rank: 3 });
      return { rows: rows.sort((a, b) => a.year - b.year), table: { keys: ["year"], columns: "label", rows, row: "year", order: ["FAVOR", "AGAINST", "NEUTRAL", "no stance toward it"] },
        caption: years.length ? `Years ${first} to ${last}.` : "No sentence mentions a year." };
    },
    async entities(c) {
      const all = (await entityRows()).filter((r) => !c.part.value || r.part === c.part.value);
      const name = { lang: (r) => languageOf(r.lang), part: (r) => r.part, label: (r) => r.label, name: (r) => r.name };
      const rows = sum(all.map((r) => ({ row: name[c.rows.value](r), colour: name[c.colour.value](r), n: r.n })), ["row", "colour"]);
      const kept = top(rows.filter((r) => r.row !== "(other names)"), "row", 25);
      return { rows: rows.filter((r) => kept.includes(r.row)), table: { keys: [c.rows.selectedOptions[0].text], columns: "colour", rows, row: "row", order: top(rows, "colour", 99) },
        caption: `${plural(all.reduce((n, r) => n + r.n, 0), "mention")}; ${kept.length} of ${new Set(rows.map((r) => r.row)).size} rows drawn.` };
    },
  };
  const tables = {};
  const fillTable = (name, { table, evidence, facts }) => {
    const lines = new Map();
    for (const r of table.rows) {
      if (!lines.has(r[table.row])) lines.set(r[table.row], {});
      lines.get(r[table.row])[r[table.columns]] = r.n;
    }
    const listed = [...lines].map(([key, cells]) => [key, table.order.map((c) => cells[c] || 0)]);
    listed.sort((a, b) => (table.row === "year" ? a[0] - b[0] : b[1].reduce((x, y) => x + y, 0) - a[1].reduce((x, y) => x + y, 0) || collator.compare(String(a[0]), String(b[0]))));
    tables[name] = [[table.keys[0], ...table.order], ...listed.map(([key, cells]) => [key, ...cells])];
    const element = $(`#${name}-table`), top = make("tr"), body = make("tbody"), thead = make("thead");
    top.append(make("th", table.keys[0], { scope: "col" }), ...table.order.map((c) => make("th", String(c), { scope: "col", class: "number" })));
    thead.append(top);
    for (const [key, cells] of listed.slice(0, 500)) {
      const row = make("tr");
      row.append(make("th", String(key), { scope: "row" }));
      cells.forEach((n, i) => {
        const td = make("td", undefined, { class: "number" });
        if (n && evidence) {
          const button = make("button", String(n), { type: "button", class: "link", "aria-label": `${n}: evidence for ${key}, ${table.order[i]}` });
          button.addEventListener("click", () => showEvidence(`${key}: ${table.order[i]}`, evidence(key, table.order[i]), facts).catch(fail));
          td.append(button);
        } else td.textContent = String(n);
        row.append(td);
      });
      body.append(row);
    }
    element.replaceChildren(thead, body);
  };
  const showEvidence = async (title, wanted, facts) => {
    const rows = counted(await stanceRows(true), facts).filter(wanted);
    $("#evidence-title").textContent = `${title} (${rows.length})`;
    const list = make("ol");
    for (const r of rows.slice(0, 300)) {
      const item = make("li"), base = `articles/${r.a.id}.html`;
      item.append(make("a", r.a.title, { href: `${base}#s${r.id}` }), ` · ${actor(r.holder)[1]} → ${actor(r.target)[1]}, ${r.factuality}: `, make("q", r.evidence));
      if (r.line) item.append(" · ", make("a", `line ${r.line}`, { href: `${base}#L${r.line}` }));
      list.append(item);
    }
    const more = rows.length > 300 ? [make("p", `The first 300 of ${rows.length}. Filter the articles to see others; kzru-nlp query gives them all.`)] : [];
    $("#evidence-body").replaceChildren(list, ...more);
    $("#evidence").showModal();
  };

  // Drawing: Vega without eval (its expressions are interpreted), as SVG that screen readers and print can use
  const views = {};
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const drawChart = async (name) => {
    const result = await figures[name](controls[name]);
    $(`#${name}-caption`).textContent = result.caption;
    fillTable(name, result);
    const place = $(`#${name}-chart`);
    const values = result.rows.map((row) => ({ ...row }));
    if (!values.some((row) => row.n)) {
      views[name]?.finalize();
      delete views[name];
      place.replaceChildren(make("p", "Nothing to draw for this choice.", { class: "empty" }));
      return;
    }
    if (views[name]) {
      await views[name].view.data("rows", values).runAsync();
      return;
    }
    place.replaceChildren();
    const specs = await load("charts");
    const spec = structuredClone(specs[name]);
    spec.data.find((set) => set.name === "rows").values = values;
    spec.description = `${$("#" + name).textContent}. ${result.caption}`;
    views[name] = await window.vegaEmbed(place, spec, { mode: "vega", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: { disableDefaultStyle: true } });
  };
  let ready = false;
  const drawCharts = async () => {
    if (!ready) return;
    for (const name of Object.keys(figures)) await drawChart(name);
    document.body.dataset.drawn = String(Number(document.body.dataset.drawn || 0) + 1);
  };
  dark.addEventListener("change", () => drawCharts().catch(fail));
  const save = (name, blob) => {
    const a = make("a", undefined, { href: URL.createObjectURL(blob), download: name });
    a.click();
    setTimeout(() => URL.revokeObjectURL(a.href), 1000);
  };
  // A cell that begins like a formula would be run by a spreadsheet
  const csvCell = (value) => { const text = String(value); const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d/.test(text) ? "'" + text : text; return /[",\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-export]");
    if (!button) return;
    const name = button.dataset.of, kind = button.dataset.export;
    if (kind === "csv") {
      const text = "\ufeff" + (tables[name] || []).map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
      save(`${name}.csv`, new Blob([text], { type: "text/csv" }));
    } else if (views[name]) {
      if (kind === "svg") save(`${name}.svg`, new Blob([await views[name].view.toSVG()], { type: "image/svg+xml" }));
      else (await views[name].view.toCanvas(2)).toBlob((blob) => save(`${name}.png`, blob));
    }
  });

  const start = async () => {
    for (let n = 0; n < boot.articleFiles; n += 1) readArticles(await load(`articles-${n}`));
    head();
    facetControls();
    await refresh();
    document.body.dataset.listed = "1";
    const [sums] = await Promise.all([load("totals"), script("assets/vega.js")]);
    totals = sums;
    makeControls();
    ready = true;
    await drawCharts();
  };
  start().catch(fail);
})();
