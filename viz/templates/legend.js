// Legend: every filter shows what it stands for. Colour tells the level, shape the ladder: a diamond the Party's, a
// disc the State's; a hollow one is only cited
const markPath = (party, x, y, r) =>
  party
    ? `M${x},${y - r * 1.2}l${r * 1.2},${r * 1.2}l${-r * 1.2},${r * 1.2}l${-r * 1.2},${-r * 1.2}Z`
    : `M${x - r},${y}a${r},${r} 0 1 0 ${2 * r},0a${r},${r} 0 1 0 ${-2 * r},0Z`;
function swatchMarks(ladders, colour) {
  return svg(
    "svg",
    { width: 14 * ladders.length, height: 14, "aria-hidden": "true" },
    ladders.map((party, k) => {
      const mark = svg("path", { d: markPath(party, 7 + 14 * k, 7, 5) });
      mark.style.fill = colour;
      return mark;
    }),
  );
}
const laddersOf = (level) =>
  [true, false].filter((party) => DOCS.some((d) => d.level === level && !!d.party === party));
function swatchLine(colour, dashes) {
  const line = svg("path", { d: "M1,7H25", "stroke-width": 2.6, "stroke-dasharray": dashes || "none" });
  line.style.stroke = colour;
  return svg("svg", { width: 26, height: 14, "aria-hidden": "true" }, [line]);
}
function swatchBox(held) {
  const box = svg("rect", { x: 1.5, y: 2.5, width: 17, height: 9, rx: 2, "stroke-width": 1.4 }),
    stripe = svg("rect", { x: 1.5, y: 2.5, width: 4, height: 9 });
  box.style.fill = "none";
  box.style.stroke = "var(--ink)";
  stripe.style.fill = held ? "var(--ink)" : "none";
  return svg("svg", { width: 20, height: 14, "aria-hidden": "true" }, [box, stripe]);
}

function checkbox(set, value, name) {
  return make("input", "", null, {
    type: "checkbox",
    ...(set.has(value) ? {} : { checked: "" }),
    "aria-label": name,
    change: (event) => {
      if (event.target.checked) set.delete(value);
      else set.add(value);
      refilter();
    },
  });
}
const chip = (set, value, name, swatch, n) =>
  make("label", "chip", [checkbox(set, value, name), swatch, make("span", "", name), make("small", "", num(n))], {
    "data-filter": value,
  });

function drawLegend() {
  const group = (name, items) =>
    make("div", "group", [make("span", "name", t(name)), ...items], { role: "group", "aria-label": t(name) });
  const unnamed = (name, items) => make("div", "group", items, { role: "group", "aria-label": t(name) });
  const levels = counts(DOCS.map((d) => d.level)),
    ladders = counts(DOCS.map((d) => (d.party ? "party" : "state"))),
    kinds = counts(EDGES.map((e) => e.kind)),
    texts = counts(DOCS.map((d) => (d.held ? "held" : "cited")));
  const placesHere = [...counts(DOCS.map((d) => d.place))].sort(
    (a, b) => (a[0] === "?") - (b[0] === "?") || a[0].localeCompare(b[0], "vi"),
  );
  const groups = [
    group(
      "levels",
      OPTIONS.levels.flatMap((name, k) =>
        levels.has(k) ? [chip(off.level, k, t(name), swatchMarks(laddersOf(k), `var(--l${k})`), levels.get(k))] : [],
      ),
    ),
    ladders.size > 1
      ? unnamed(
          "ladders",
          ["party", "state"].map((k) =>
            chip(off.ladder, k, t(k), swatchMarks([k === "party"], "var(--muted)"), ladders.get(k)),
          ),
        )
      : "",
    unnamed(
      "texts",
      ["held", "cited"]
        .filter((k) => texts.has(k))
        .map((k) => chip(off.text, k, t(k), swatchBox(k === "held"), texts.get(k))),
    ),
    group("relations", [
      ...OPTIONS.relations.flatMap((name, k) =>
        kinds.has(k) ? [chip(off.kind, k, t(name), swatchLine(`var(--r${k})`, DASH[k]), kinds.get(k))] : [],
      ),
      ...(EDGES.some((e) => e.undecided)
        ? [make("span", "chip", [swatchLine("var(--ink)", UNDECIDED), make("span", "", `? ${t("undecided")}`)])]
        : []),
    ]),
  ];
  const more = make("div", "group", []);
  if (placesHere.length > 1) {
    const boxes = placesHere.map(([p, n]) =>
      make("label", "", [
        checkbox(off.place, p, placeName(p)),
        make("span", "", placeName(p)),
        make("small", "", num(n)),
      ]),
    );
    const every = (on) => () => {
      off.place.clear();
      if (!on) placesHere.forEach(([p]) => off.place.add(p));
      boxes.forEach((b) => {
        b.firstChild.checked = on;
      });
      refilter();
    };
    more.append(
      make(
        "details",
        "menu",
        [
          make("summary", "", `${t("places")} (${placesHere.length})`),
          make("div", "", [
            make("div", "group", [
              make("button", "link", t("all"), { click: every(true) }),
              " · ",
              make("button", "link", t("none"), { click: every(false) }),
            ]),
            ...boxes,
          ]),
        ],
        { id: "places" },
      ),
    );
  }
  const years = DOCS.flatMap((d) => (d.year ? [d.year] : []));
  if (years.length) {
    const low = years.reduce((a, b) => Math.min(a, b)),
      high = years.reduce((a, b) => Math.max(a, b));
    const field = (key, empty) =>
      make("input", "", null, {
        type: "number",
        min: low,
        max: high,
        placeholder: empty,
        value: off[key] ?? "",
        "aria-label": t(key),
        id: key,
        change: (event) => {
          off[key] = event.target.value === "" ? null : +event.target.value;
          refilter();
        },
      });
    if (low < high) more.append(make("span", "name", t("years")), field("from", low), "–", field("to", high));
  }
  $("legend").replaceChildren(...groups.filter(Boolean), more);
}
function refilter() {
  filter();
  view.redraw();
  drawCount();
  if (asTable) drawTable();
  drawPanel();
}
function drawCount() {
  const n = shown.reduce((a, b) => a + b, 0),
    m = EDGES.reduce((k, e) => k + (edgeShown(e) ? 1 : 0), 0);
  $("count").textContent = t(n < DOCS.length || m < EDGES.length ? "countSome" : "count", {
    n: num(n),
    all: num(DOCS.length),
    m: num(m),
    every: num(EDGES.length),
  });
}
