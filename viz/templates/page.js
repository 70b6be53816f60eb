// The page around the drawing: legend and filters, search, panel, table, saving, address, keys.
const IS_CHAIN = OPTIONS.columns !== undefined;
let asTable = false, sortBy = { column: -1, down: false }, rowsShown = 200;

const link = (i) => make("button", "link", DOCS[i].number, { click: () => choose(i) });
const title = (d) => d.text ?? "";

// Legend: every filter shows what it stands for. Colour tells the level, shape the ladder: a diamond the Party's, a
// disc the State's; a hollow one is only cited
const markPath = (party, x, y, r) => party ? `M${x},${y - r * 1.2}l${r * 1.2},${r * 1.2}l${-r * 1.2},${r * 1.2}l${-r * 1.2},${-r * 1.2}Z` : `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
function swatchMarks(ladders, colour) {
  return svg("svg", { width: 14 * ladders.length, height: 14, "aria-hidden": "true" }, ladders.map((party, k) => { const mark = svg("path", { d: markPath(party, 7 + 14 * k, 7, 5) }); mark.style.fill = colour; return mark; }));
}
const laddersOf = (level) => [true, false].filter((party) => DOCS.some((d) => d.level === level && !!d.party === party));
function swatchLine(colour, dashes) {
  const line = svg("path", { d: "M1,7H25", "stroke-width": 2.6, "stroke-dasharray": dashes || "none" });
  line.style.stroke = colour;
  return svg("svg", { width: 26, height: 14, "aria-hidden": "true" }, [line]);
}
function swatchBox(held) {
  const box = svg("rect", { x: 1.5, y: 2.5, width: 17, height: 9, rx: 2, "stroke-width": 1.4 }), stripe = svg("rect", { x: 1.5, y: 2.5, width: 4, height: 9 });
  box.style.fill = "none"; box.style.stroke = "var(--ink)"; stripe.style.fill = held ? "var(--ink)" : "none";
  return svg("svg", { width: 20, height: 14, "aria-hidden": "true" }, [box, stripe]);
}

function checkbox(set, value, name) {
  return make("input", "", null, { type: "checkbox", ...(set.has(value) ? {} : { checked: "" }), "aria-label": name, change: (event) => { if (event.target.checked) set.delete(value); else set.add(value); refilter(); } });
}
const chip = (set, value, name, swatch, n) => make("label", "chip", [checkbox(set, value, name), swatch, make("span", "", name), make("small", "", num(n))], { "data-filter": value });

function drawLegend() {
  const group = (name, items) => make("div", "group", [make("span", "name", t(name)), ...items], { role: "group", "aria-label": t(name) });
  const unnamed = (name, items) => make("div", "group", items, { role: "group", "aria-label": t(name) });
  const levels = counts(DOCS.map((d) => d.level)), ladders = counts(DOCS.map((d) => (d.party ? "party" : "state"))), kinds = counts(EDGES.map((e) => e.kind)), texts = counts(DOCS.map((d) => (d.held ? "held" : "cited")));
  const placesHere = [...counts(DOCS.map((d) => d.place))].sort((a, b) => (a[0] === "?") - (b[0] === "?") || a[0].localeCompare(b[0], "vi"));
  const groups = [
    group("levels", OPTIONS.levels.flatMap((name, k) => (levels.has(k) ? [chip(off.level, k, t(name), swatchMarks(laddersOf(k), `var(--l${k})`), levels.get(k))] : []))),
    ladders.size > 1 ? unnamed("ladders", ["party", "state"].map((k) => chip(off.ladder, k, t(k), swatchMarks([k === "party"], "var(--muted)"), ladders.get(k)))) : "",
    unnamed("texts", ["held", "cited"].filter((k) => texts.has(k)).map((k) => chip(off.text, k, t(k), swatchBox(k === "held"), texts.get(k)))),
    group("relations", [
      ...OPTIONS.relations.flatMap((name, k) => (kinds.has(k) ? [chip(off.kind, k, t(name), swatchLine(`var(--r${k})`, DASH[k]), kinds.get(k))] : [])),
      ...(EDGES.some((e) => e.undecided) ? [make("span", "chip", [swatchLine("var(--ink)", UNDECIDED), make("span", "", `? ${t("undecided")}`)])] : []),
    ]),
  ];
  const more = make("div", "group", []);
  if (placesHere.length > 1) {
    const boxes = placesHere.map(([p, n]) => make("label", "", [checkbox(off.place, p, placeName(p)), make("span", "", placeName(p)), make("small", "", num(n))]));
    const every = (on) => () => { off.place.clear(); if (!on) placesHere.forEach(([p]) => off.place.add(p)); boxes.forEach((b) => { b.firstChild.checked = on; }); refilter(); };
    more.append(make("details", "menu", [make("summary", "", `${t("places")} (${placesHere.length})`), make("div", "", [make("div", "group", [make("button", "link", t("all"), { click: every(true) }), " · ", make("button", "link", t("none"), { click: every(false) })]), ...boxes])], { id: "places" }));
  }
  const years = DOCS.flatMap((d) => (d.year ? [d.year] : []));
  if (years.length) {
    const low = years.reduce((a, b) => Math.min(a, b)), high = years.reduce((a, b) => Math.max(a, b));
    const field = (key, empty) => make("input", "", null, { type: "number", min: low, max: high, placeholder: empty, value: off[key] ?? "", "aria-label": t(key), id: key, change: (event) => { off[key] = event.target.value === "" ? null : +event.target.value; refilter(); } });
    if (low < high) more.append(make("span", "name", t("years")), field("from", low), "–", field("to", high));
  }
  $("legend").replaceChildren(...groups.filter(Boolean), more);
}
function refilter() { filter(); view.redraw(); drawCount(); if (asTable) drawTable(); drawPanel(); }
function drawCount() {
  const n = shown.reduce((a, b) => a + b, 0), m = EDGES.reduce((k, e) => k + (edgeShown(e) ? 1 : 0), 0);
  $("count").textContent = t(n < DOCS.length || m < EDGES.length ? "countSome" : "count", { n: num(n), all: num(DOCS.length), m: num(m), every: num(EDGES.length) });
}

// Panel
let panelClosed = false;
/** A list that grows by `step` rows at a time. */
function growing(className, items, row, step = 50) {
  const list = make("ul", className, []), button = make("button", "more", "");
  let from = 0;
  const grow = () => {
    list.append(...items.slice(from, from + step).map((item, k) => row(item, from + k)));
    from += step;
    button.textContent = t("more", { n: num(Math.max(0, items.length - from)) });
    button.hidden = from >= items.length;
  };
  button.addEventListener("click", grow);
  grow();
  return [list, button];
}
function quote(q) {
  const by = typeof q.by === "number" ? link(q.by) : make("b", "", q.by);
  const facts = [q.page ? t("page", { n: q.page }) : "", q.sure !== undefined ? t("sure", { n: Math.round(q.sure * 100) }) : ""].filter(Boolean);
  return make("blockquote", "", [make("p", "", q.quote), make("footer", "", ["— ", by, facts.length ? `, ${facts.join(", ")}` : ""])]);
}
function relationRow(e, at) {
  const notes = [e.role === "directive" && e.kind === 0 ? t("byTask") : "", e.role === "part" ? t("part") : "", e.undecided ? t("undecided") : ""].filter(Boolean).join(", ");
  const other = farEnd(e, at);
  return make("li", `relation r${e.kind}`, [make("span", "kind", relationName(e)), " ", link(other), " ", make("span", "muted", [day(DOCS[other]), notes].filter(Boolean).join(" · ")), ...(e.quotes ?? []).map(quote)]);
}
/** Why a step bears little. */
const doubts = (e) => [e.undecided ? t("undecided") : "", e.kind ? t("notImplements") : "", e.kind === 0 && e.role === "directive" ? t("byTask") : "", e.quotes?.length && e.quotes[0].sure !== undefined ? t("sure", { n: Math.round(e.quotes[0].sure * 100) }) : ""].filter(Boolean).join(", ");
function taskRow(task) {
  const who = (task.bodies ?? []).map((b) => make("li", "", [make("b", "", b.name), b.role ? ` — ${t(b.role)}` : ""]));
  return make("li", "relation", [
    make("span", "", [make("b", "", task.where ? `${task.where}. ` : ""), task.text ?? ""]), who.length ? make("ul", "bodies", who) : null,
    task.deadline ? make("p", "warn", `${t("deadline")}: ${task.deadline}`) : null,
    make("p", "muted", [task.page ? t("page", { n: task.page }) + " " : "", ...(task.for ?? []).flatMap((k) => [`${t("implements")} `, link(k), " "])]),
  ]);
}
function drawDocument(panel, i) {
  const d = DOCS[i], steps = IS_CHAIN ? pathOf(i) : [], weakest = weakestOf(steps);
  panel.append(make("h2", "", d.number), make("p", "lead", title(d)));
  panel.append(make("div", "tags", [make("span", "tag", [swatchMarks([!!d.party], `var(--l${d.level})`), t(OPTIONS.levels[d.level])]), make("span", "tag", t(d.held ? "held" : "cited")), d.draft ? make("span", "tag", t("draft")) : null]));
  const place = d.place ? placeName(d.place) + (d.concluded ? ` (${t("concluded")})` : "") + (d.former ? ` (${t("former", { n: d.former })})` : "") : "";
  const facts = [["issuer", d.issuer], ["issued", day(d)], ["place", place], ["signer", d.signer], ["file", d.file], ["id", d.doc]].filter(([, v]) => v);
  panel.append(make("dl", "", facts.flatMap(([k, v]) => [make("dt", "", t(k)), make("dd", "", v)])));
  if (steps.length) {
    const rows = steps.map(({ at, edge }) => make("li", "", [link(at), " ", make("span", "muted", `${relationName(edge)}${edge.from === at ? "" : " ←"}`), weakest?.edge === edge ? make("p", "warn", `⚠ ${t("weakest")}: ${doubts(edge)}`) : null]));
    rows.push(make("li", "", [link(OPTIONS.root), " ", make("span", "muted", t("root"))]));
    panel.append(make("h3", "", t("path")), make("ol", "path", rows));
  }
  if (d.tasks) panel.append(make("h3", "", `${t("tasksHead")} (${d.tasks.length})`), ...growing("", d.tasks, taskRow));
  for (const [key, edges] of [["outgoing", outgoing[i]], ["incoming", incoming[i]]]) {
    const rows = edges.filter(edgeShown).sort((a, b) => a.kind - b.kind);
    if (rows.length) panel.append(make("h3", "", t(key, { n: num(rows.length) })), ...growing("", rows, (e) => relationRow(e, i)));
  }
}
const gapList = () => make("ul", "places", OPTIONS.missing.map(([name, cited]) => make("li", cited ? "some" : "", cited ? `${name} (${t("cited")})` : name)));
function drawOverview(panel) {
  if (IS_CHAIN) {
    const root = DOCS[OPTIONS.root];
    panel.append(make("h2", "", root.number), make("p", "lead", title(root)), make("p", "muted", t("hint")));
    if (DOUBTFUL.length) panel.append(make("h3", "", t("doubtful", { n: DOUBTFUL.length })), ...growing("", DOUBTFUL, (e, k) => make("li", "", [link(e.from), " → ", link(e.to), make("p", k ? "muted" : "warn", (k ? "" : `⚠ ${t("weakest")}: `) + doubts(e))]), 8));
    if (OPTIONS.missing.length) panel.append(make("h3", "", t("gaps", { n: OPTIONS.missing.length })), gapList());
    panel.append(make("p", "muted keys", t("keys")));
  } else {
    const cited = DOCS.map((_, i) => i).sort((a, b) => incoming[b].length - incoming[a].length).slice(0, 12).filter((i) => incoming[i].length);
    panel.append(make("h2", "", t("overview")), make("p", "lead muted", t("hintNetwork")), make("h3", "", t("mostCited")));
    panel.append(make("ul", "", cited.map((i) => make("li", "", [link(i), " ", make("span", "muted", `${day(DOCS[i])} · ${t("cites", { n: num(incoming[i].length) })}`), make("p", "", title(DOCS[i]))]))), make("p", "muted keys", t("keysNetwork")));
  }
}
function drawPanel() {
  const panel = $("panel");
  panel.hidden = panelClosed;
  panel.replaceChildren(make("button", "close", "×", { "aria-label": t("close"), click: () => { panelClosed = true; if (chosen >= 0) choose(-1); else { drawPanel(); view.redraw(); } } }));
  if (chosen >= 0) drawDocument(panel, chosen); else drawOverview(panel);
  panel.scrollTop = 0;
}

// Choosing a document goes through the address, so that links, bookmarks and the back button work
const address = () => { try { return byId.get(decodeURIComponent(location.hash.slice(1))) ?? -1; } catch { return -1; } };
function choose(i) {
  const hash = i >= 0 ? `#${encodeURIComponent(DOCS[i].doc)}` : "#";
  if (location.hash === (i >= 0 ? hash : "")) show(i); else location.hash = hash;
}
function show(i) {
  chosen = i;
  const wasHidden = $("panel").hidden;
  if (i >= 0) panelClosed = false;
  drawPanel();
  if (wasHidden !== $("panel").hidden) view.redraw(); else view.mark();
  if (i >= 0) view.reveal(i);
  if (asTable) drawTable();
  if (toPanel) { toPanel = false; $("panel").focus({ preventScroll: true }); }
}
addEventListener("hashchange", () => show(address()));

// Search
let active = -1, hits = [];
function search() {
  const words = wordsOf($("q").value), list = $("hits");
  hits = []; active = -1;
  let total = 0;
  if (words.length) for (let i = 0; i < DOCS.length; i++) if (matches(i, words)) { total++; if (hits.length < 40) hits.push(i); }
  $("found").textContent = words.length ? t("hits", { n: num(total) }) : "";
  $("choices").replaceChildren(...hits.map((i, k) => make("li", "", [make("b", "", DOCS[i].number), " ", day(DOCS[i]), make("span", "", title(DOCS[i]).slice(0, 300))], { role: "option", id: `hit${k}`, "aria-selected": "false", mousedown: (event) => { event.preventDefault(); take(i); } })));
  list.hidden = !words.length || asTable;
  $("q").setAttribute("aria-expanded", String(!list.hidden));
  if (asTable) { rowsShown = 200; drawTable(); }
}
let toPanel = false; // whether the keyboard goes to the panel when it has been drawn
function take(i) { $("hits").hidden = true; $("q").setAttribute("aria-expanded", "false"); toPanel = true; choose(i); }
function move(by) {
  if (!hits.length) return;
  active = (active + by + hits.length) % hits.length;
  $("choices").querySelectorAll("li").forEach((li, k) => { li.setAttribute("aria-selected", String(k === active)); if (k === active) li.scrollIntoView({ block: "nearest" }); });
  $("q").setAttribute("aria-activedescendant", `hit${active}`);
}
let pause = 0;
$("q").addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(search, 60); });
$("q").addEventListener("focus", () => { if (hits.length && !asTable) $("hits").hidden = false; });
$("q").addEventListener("blur", () => { $("hits").hidden = true; });
$("q").addEventListener("keydown", (event) => {
  event.stopPropagation();
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter") { clearTimeout(pause); const at = active; search(); if (hits.length) take(hits[Math.max(0, at)]); }
  else if (event.key === "Escape") { $("q").value = ""; search(); $("q").blur(); }
  else return;
  event.preventDefault();
});

// Table: the documents that the filters and the search leave
const up = (i) => (IS_CHAIN && DOCS[i].up >= 0 ? EDGES[DOCS[i].up] : null);
const COLUMNS = [
  ["number", (i) => DOCS[i].number], ["title", (i) => title(DOCS[i])], ["level", (i) => t(OPTIONS.levels[DOCS[i].level])], ["place", (i) => placeName(DOCS[i].place ?? "")],
  ["issuer", (i) => DOCS[i].issuer ?? ""], ["issued", (i) => DOCS[i].issued ?? String(DOCS[i].year ?? "")], ["text", (i) => t(DOCS[i].held ? "held" : "cited")],
  ["leadsTo", (i) => { const e = up(i); return e ? `${relationName(e)} ${DOCS[farEnd(e, i)].number}` : IS_CHAIN && i === OPTIONS.root ? t("root") : ""; }],
  ["taskCount", (i) => (DOCS[i].tasks ? String(DOCS[i].tasks.length) : "")],
].filter(([key]) => IS_CHAIN || key !== "leadsTo");
function tableRows() {
  const words = asTable ? wordsOf($("q").value) : [], rows = DOCS.map((_, i) => i).filter((i) => shown[i] && matches(i, words));
  if (sortBy.column >= 0) {
    const value = COLUMNS[sortBy.column][1], collator = new Intl.Collator("vi", { numeric: true }), values = new Map(rows.map((i) => [i, value(i)]));
    rows.sort((a, b) => collator.compare(values.get(a), values.get(b)) * (sortBy.down ? -1 : 1));
  }
  return rows;
}
function drawTable() {
  const rows = tableRows();
  const head = make("tr", "", COLUMNS.map(([key], c) => make("th", "", [make("button", "", t(key) + (sortBy.column === c ? (sortBy.down ? " ↓" : " ↑") : ""), { click: () => { sortBy = { column: c, down: sortBy.column === c && !sortBy.down }; drawTable(); } })], { scope: "col", "aria-sort": sortBy.column === c ? (sortBy.down ? "descending" : "ascending") : "none" })));
  const body = rows.slice(0, rowsShown).map((i) => make("tr", i === chosen ? "chosen" : "", COLUMNS.map(([key, value]) => make("td", "", key === "number" ? [link(i)] : key === "issued" ? day(DOCS[i]) : value(i)))));
  $("table").replaceChildren(rows.length ? make("table", "", [make("thead", "", [head]), make("tbody", "", body)]) : make("p", "muted", t("nothing")));
  if (rows.length > rowsShown) $("table").append(make("button", "more", t("more", { n: num(rows.length - rowsShown) }), { click: () => { rowsShown += 500; drawTable(); } }));
}
$("view").addEventListener("click", () => {
  asTable = !asTable;
  $("table").hidden = !asTable; $("stage").hidden = $("zoom").hidden = asTable;
  $("hits").hidden = true;
  drawWords();
  if (asTable) drawTable(); else { view.redraw(); if (chosen >= 0) view.reveal(chosen); }
});

// Saving
function download(blob, ending) {
  const name = fold(DOCS[OPTIONS.root]?.number ?? "policygraph").replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "policygraph";
  const url = URL.createObjectURL(blob);
  make("a", "", null, { href: url, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
/** Spreadsheets take a cell that begins like a formula for one; an apostrophe keeps it text. */
const cell = (value) => { const s = String(value ?? ""); return `"${(/^[\s]*[=+\-@\t\r]/.test(s) ? "'" + s : s).replaceAll('"', '""')}"`; };
const saveCsv = (rows, name) => download(new Blob(["\ufeff" + rows.map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" }), name);
function savePng() {
  const { text, width, height } = view.picture(), zoom = Math.min(2, 16000 / width, 16000 / height, Math.sqrt(6e7 / (width * height)));
  const image = new Image(), canvas = make("canvas");
  canvas.width = Math.ceil(width * zoom); canvas.height = Math.ceil(height * zoom);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.onload = () => { canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height); URL.revokeObjectURL(url); canvas.toBlob((blob) => download(blob, "png")); };
  image.src = url;
}
const SAVE = {
  png: savePng,
  svg: () => download(new Blob([view.picture().text], { type: "image/svg+xml" }), "svg"),
  documents: () => saveCsv([[...COLUMNS.map(([key]) => t(key)), t("id")], ...tableRows().map((i) => [...COLUMNS.map(([, value]) => value(i)), DOCS[i].doc])], "documents.csv"),
  relations: () => saveCsv([["source", "relation", "target", "quote", "asserted", "page"].map((k) => (k === "page" ? t(k, { n: "" }).trim() : t(k))),
    ...EDGES.filter(edgeShown).flatMap((e) => (e.quotes?.length ? e.quotes : [{}]).map((q) => [DOCS[e.from].doc, relationName(e), DOCS[e.to].doc, q.quote, typeof q.by === "number" ? DOCS[q.by].doc : q.by, q.page]))], "relations.csv"),
  print: () => print(),
};
$("save").addEventListener("click", (event) => { const what = event.target.dataset.save; if (what) { $("save").open = false; SAVE[what](); } });

// Words, keys, start
function drawWords() {
  document.documentElement.lang = language;
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = t(e.dataset.word);
  for (const e of document.querySelectorAll("[data-label]")) { e.setAttribute("aria-label", t(e.dataset.label)); if (e.id === "q") e.placeholder = t(e.dataset.label); else if (e.tagName === "BUTTON") e.title = t(e.dataset.label); }
  $("view").textContent = t(asTable ? "drawing" : "table");
  $("language").textContent = t("language");
}
$("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  try { localStorage.setItem("policygraph.language", language); } catch { /* a sandboxed frame */ }
  drawAll();
});
$("overview").addEventListener("click", () => { panelClosed = false; const hidden = $("panel").hidden; if (chosen >= 0) choose(-1); else { drawPanel(); if (hidden) view.redraw(); } $("panel").focus(); });
$("zoomIn").addEventListener("click", () => view.zoomBy(1.25));
$("zoomOut").addEventListener("click", () => view.zoomBy(0.8));
$("fit").addEventListener("click", () => view.fit());
addEventListener("keydown", (event) => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = { "/": () => $("q").focus(), "+": () => view.zoomBy(1.25), "=": () => view.zoomBy(1.25), "-": () => view.zoomBy(0.8), 0: () => view.fit(), Escape: () => choose(-1) }[event.key];
  if (act) { event.preventDefault(); act(); }
});
addEventListener("click", (event) => { for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false; });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.redraw());
let resized = 0;
addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => view.redraw(), 120); });

function drawAll() { drawWords(); drawLegend(); drawCount(); drawPanel(); view.draw(); if (asTable) drawTable(); }
chosen = address();
panelClosed = chosen < 0 && innerWidth < 1500 && !(IS_CHAIN && OPTIONS.columns.length < 4 && innerWidth > 1000);
drawAll();
if (chosen >= 0) view.reveal(chosen);
performance.mark("drawn");
