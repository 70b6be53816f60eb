// The page's data, words and filters; shared by the drawings. Text of documents reaches the page by textContent only.
const island = (id) => JSON.parse(document.getElementById(id).textContent);
const DOCS = island("nodes"),
  EDGES = island("edges"),
  OPTIONS = island("options"),
  WORDS = island("words");
const $ = (id) => document.getElementById(id);

/** An element with a class, text or children, and attributes; a function as attribute becomes a listener. */
function make(tag, className, content, attributes = {}) {
  const e = document.createElement(tag);
  if (className) e.className = className;
  if (Array.isArray(content)) e.append(...content.filter((c) => c !== null && c !== undefined && c !== ""));
  else if (content !== null && content !== undefined) e.textContent = content;
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") e.addEventListener(name, value);
    else e.setAttribute(name, value);
  }
  return e;
}

function svg(tag, attributes = {}, content = null) {
  const e = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  if (Array.isArray(content)) e.append(...content);
  else if (content !== null) e.textContent = content;
  return e;
}

// Words of the interface
let language = OPTIONS.language ?? "vi"; // a site says which
try {
  if (!OPTIONS.language && localStorage.getItem("policygraph.language") === "en") language = "en";
} catch {
  /* a sandboxed frame */
}
const num = (n) => n.toLocaleString(language);
const t = (key, values = {}) => (WORDS[language][key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const day = (d) =>
  d.issued ? d.issued.split("-").reverse().join("/") : d.year ? String(d.year) : "";
const placeName = (p) => (p === "?" ? t("unknownPlace") : p);

/** Lower case without marks, đ as d: how a search is understood however it is typed. */
const fold = (s) =>
  s
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[đð]/g, "d")
    .replace(/ƣ/g, "u");

/** How often each value occurs. */
const counts = (values) => {
  const found = new Map();
  for (const v of values) if (v !== undefined) found.set(v, (found.get(v) ?? 0) + 1);
  return found;
};

// Relations of each document
const outgoing = DOCS.map(() => []),
  incoming = DOCS.map(() => []);
for (const e of EDGES) {
  outgoing[e.from].push(e);
  incoming[e.to].push(e);
}
/** Whether another document takes a document's place as a whole. */
const superseded = (i) => incoming[i].some((e) => e.kind === 2 && e.role !== "part" && !e.undecided);
const byId = new Map(DOCS.map((d, i) => [d.doc, i]));

// Filters are what is switched off
const off = {
  level: new Set(),
  ladder: new Set(),
  kind: new Set(),
  text: new Set(),
  place: new Set(),
  from: null,
  to: null,
};
const shown = new Uint8Array(DOCS.length);
function filter() {
  DOCS.forEach((d, i) => {
    shown[i] =
      !off.level.has(d.level) &&
      !off.ladder.has(d.party ? "party" : "state") &&
      !off.text.has(d.held ? "held" : "cited") &&
      !(d.place && off.place.has(d.place)) &&
      (off.from === null || d.year >= off.from) &&
      (off.to === null || d.year <= off.to)
        ? 1
        : 0;
  });
}
const edgeShown = (e) => shown[e.from] && shown[e.to] && !off.kind.has(e.kind);
filter();

// Search
let folded = null;
const haystack = (i) =>
  (folded ??= DOCS.map((d) => fold([d.number, d.text, d.issuer, d.place, d.former].filter(Boolean).join(" "))))[i];
const wordsOf = (query) => fold(query).split(/\s+/).filter(Boolean);
const matches = (i, words) => words.every((w) => haystack(i).includes(w));

// Dashes of the relations, in the order of the legend; of one that is undecided; and which levels are the Party's
const DASH = ["", "9 3 2 3", "5 2", "", "1.5 3", "1.5 5"];
const UNDECIDED = "8 6";
const dash = (e) => (e.undecided ? UNDECIDED : DASH[e.kind]);
const relationName = (e) => t(OPTIONS.relations[e.kind]);
const cssColour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

// The way to the root: each document's step leads one relation nearer to it
const farEnd = (e, i) => (e.from === i ? e.to : e.from);
function pathOf(i) {
  const steps = [],
    seen = new Set();
  while (i >= 0 && DOCS[i].up >= 0 && !seen.has(i)) {
    seen.add(i);
    const e = EDGES[DOCS[i].up];
    steps.push({ at: i, edge: e });
    i = farEnd(e, i);
  }
  return steps;
}
const WEAK = 0.1; // what is read with less than 90 % is weak; other reasons weigh more
const weakestOf = (steps) =>
  steps.reduce((worst, s) => ((s.edge.weak ?? 0) > (worst?.edge.weak ?? WEAK) ? s : worst), null);

/** Steps of the chain that bear little, the weakest first. */
const DOUBTFUL = EDGES.filter((e) => e.kind === 0 && e.weak > WEAK).sort((a, b) => b.weak - a.weak);

let chosen = -1;
const IS_CHAIN = OPTIONS.columns !== undefined;
let asTable = false,
  sortBy = { column: -1, down: false },
  rowsShown = 200;

const link = (i) => make("button", "link", DOCS[i].number, { click: () => choose(i) });
const title = (d) => d.text ?? "";
