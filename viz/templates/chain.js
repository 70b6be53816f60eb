// The chain: columns by level, a band a province, boxes, and lines that run in the lanes and gutters between boxes.
const GAP = 34, LANE = 18, EDGE_ROOM = 20, ARC_ROOM = 28, BAND_HEAD = 28, NARROW = 146, WIDE = 272;
const SMALL = DOCS.length > 60;
const BOX = SMALL ? 42 : 78;
const ALL_EDGES = EDGES.length <= 140; // beyond, relations that are not steps show for a chosen document only
const TASKS_SHOWN = 12, TRACKS = 5, HEAD = 34;

const view = (() => {
  const stage = $("stage"), heads = make("div", "", null, { id: "heads" }), gaps = make("section", "", null, { id: "gaps" });
  const root = svg("svg", { role: "group", tabindex: "-1" });
  stage.append(heads, root, gaps);
  const open = new Set();
  const pen = document.createElement("canvas").getContext("2d");
  let zoom = 1, size = { width: 0, height: 0 }, boxes = [], places = [], lines = new Map(), focusAt = OPTIONS.root, occupied = new Map();

  const measure = (text, font) => { pen.font = `${font} "Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif`; return pen.measureText(text).width; };
  function clip(text, width, font) {
    if (measure(text, font) <= width) return text;
    let low = 0, high = Math.min(text.length, 200);
    while (low < high) { const mid = (low + high + 1) >> 1; if (measure(text.slice(0, mid) + "…", font) <= width) low = mid; else high = mid - 1; }
    return text.slice(0, low).trimEnd() + "…";
  }
  function wrap(text, width, font, most) {
    const words = text.slice(0, 600).split(/\s+/).filter(Boolean), rows = [];
    let row = "";
    for (let k = 0; k < words.length; k++) {
      const longer = row ? row + " " + words[k] : words[k];
      if (!row || measure(longer, font) <= width) { row = longer; continue; }
      if (rows.length === most - 1) { rows.push(clip(row + " " + words.slice(k).join(" "), width, font)); return rows; }
      rows.push(clip(row, width, font));
      row = words[k];
    }
    if (row) rows.push(clip(row, width, font));
    return rows;
  }

  /** The lines of an opened document's tasks: [class, text] each. */
  function taskLines(d, width) {
    const rows = [];
    for (const task of d.tasks.slice(0, TASKS_SHOWN)) {
      wrap([task.where, task.text].filter(Boolean).join(". "), width, "11px", 3).forEach((r) => rows.push(["", r]));
      if (task.bodies) wrap("→ " + task.bodies.map((b) => b.name + (b.role === "lead" ? "" : ` (${t(b.role)})`)).join("; "), width, "600 11px", 2).forEach((r) => rows.push(["who", r]));
      if (task.deadline) rows.push(["when", clip(`${t("deadline")} ${task.deadline}`, width, "600 11px")]);
      rows.push(["space", ""]);
    }
    if (d.tasks.length > TASKS_SHOWN) rows.push(["", t("more", { n: num(d.tasks.length - TASKS_SHOWN) })]);
    return rows;
  }
  const linesHeight = (rows) => rows.reduce((h, [kind]) => h + (kind === "space" ? 7 : 15), 10);

  /** Where everything stands; columns, rows and bands without a visible document take no room. */
  function layOut() {
    const columns = OPTIONS.columns.map(() => false), rows = [], local = DOCS.filter((d, i) => shown[i] && (d.place || d.level > 2));
    DOCS.forEach((d, i) => { if (shown[i]) { columns[d.cell[0]] = true; rows[d.cell[1]] = BOX; } });
    const used = columns.filter(Boolean).length || 1;
    const width = Math.max(NARROW, Math.min(WIDE, (stage.clientWidth - EDGE_ROOM - ARC_ROOM - (used - 1) * GAP - 4) / used));
    let x = EDGE_ROOM;
    const xs = columns.map((on) => { const here = x; if (on) x += width + GAP; return here; });
    const sheets = DOCS.map((d, i) => (shown[i] && open.has(i) && d.tasks ? taskLines(d, width - 20) : null));
    sheets.forEach((s, i) => { if (s) rows[DOCS[i].cell[1]] = Math.max(rows[DOCS[i].cell[1]], BOX + 4 + linesHeight(s)); });
    const bandOf = new Map(OPTIONS.bands.map((b) => [b[1], b]));
    const last = Math.max(...DOCS.map((d) => d.cell[1]));
    let y = 16, band = null;
    const tops = [], bands = [];
    for (let r = 0; r <= last; r++) {
      if (bandOf.has(r)) {
        const [name, first, end, former] = bandOf.get(r);
        band = null;
        if (local.some((d) => d.cell[1] >= first && d.cell[1] < end)) { band = { name, former, top: y }; bands.push(band); y += BAND_HEAD; }
      }
      tops[r] = y;
      if (rows[r]) y += rows[r] + LANE;
      if (band) band.bottom = y;
    }
    const left = local.length ? xs[Math.min(...local.map((d) => d.cell[0]))] - 14 : EDGE_ROOM;
    places = DOCS.map((d, i) => (shown[i] ? { x: xs[d.cell[0]], y: tops[d.cell[1]], w: width, lane: tops[d.cell[1]] + rows[d.cell[1]] + LANE / 2 } : null));
    occupied = new Map();
    DOCS.forEach((d, i) => { if (shown[i]) { const row = occupied.get(d.cell[1]) ?? new Set(); row.add(d.cell[0]); occupied.set(d.cell[1], row); } });
    size = { width: Math.max(x - GAP + ARC_ROOM, 300), height: y + 14 };
    return { width, xs, columns, bands, left, sheets };
  }

  /** Where an edge leaves, which gutter it runs down and where it arrives: the gutter beside its target, so that all
   *  edges of one relation to one document share a trunk. Sides are the facing ones. */
  function course(e) {
    const a = places[e.from], b = places[e.to], ca = DOCS[e.from].cell[0], cb = DOCS[e.to].cell[0];
    const nudge = Math.max(-2, Math.min(2, e.kind - 1)) * 4, way = ca >= cb ? -1 : 1; // the direction of travel
    const x1 = ca > cb ? a.x : a.x + a.w, x2 = way < 0 ? b.x + b.w : b.x;
    const between = ca !== cb && [...(occupied.get(DOCS[e.from].cell[1]) ?? [])].some((c) => c > Math.min(ca, cb) && c < Math.max(ca, cb));
    const y1 = a.y + BOX / 2 + nudge, y2 = b.y + BOX / 2 + nudge, lane = between ? a.lane + ((e.from % 3) - 1) * 3 : y1;
    const gutter = way < 0 ? x2 : x2 - GAP;
    return { e, x1, y1, x2, y2, lane, way, gutter, key: `${gutter} ${e.to} ${e.kind}`, side: ca > cb ? -1 : 1 };
  }
  /** Gives each trunk a track of its gutter, free over the trunk's whole height where one is. */
  function shareTracks(courses) {
    const trunks = new Map();
    for (const c of courses) {
      const trunk = trunks.get(c.key) ?? { gutter: c.gutter, top: Infinity, bottom: -Infinity };
      trunk.top = Math.min(trunk.top, c.lane, c.y2); trunk.bottom = Math.max(trunk.bottom, c.lane, c.y2);
      trunks.set(c.key, trunk);
    }
    const taken = new Map();
    for (const trunk of [...trunks.values()].sort((a, b) => a.top - b.top || a.bottom - b.bottom)) {
      const ends = taken.get(trunk.gutter) ?? new Array(TRACKS).fill(-Infinity);
      const free = ends.findIndex((end) => end < trunk.top), at = free >= 0 ? free : ends.indexOf(Math.min(...ends));
      ends[at] = Math.max(ends[at], trunk.bottom);
      taken.set(trunk.gutter, ends);
      trunk.x = trunk.gutter + 12 + (at * (GAP - 20)) / (TRACKS - 1);
    }
    for (const c of courses) c.track = trunks.get(c.key).x;
  }
  /** The path through a course's corners, rounded, and the point of its badge. */
  function path(c) {
    const out = c.x1 + c.side * 8, tip = c.x2 - c.way * 6;
    const points = [[c.x1, c.y1], ...(c.lane !== c.y1 ? [[out, c.y1], [out, c.lane]] : []), [c.track, c.lane], [c.track, c.y2], [tip, c.y2]];
    let d = `M${points[0]}`;
    for (let k = 1; k < points.length - 1; k++) {
      const [px, py] = points[k - 1], [x, y] = points[k], [nx, ny] = points[k + 1];
      const r = Math.min(7, (Math.abs(x - px) + Math.abs(y - py)) / 2, (Math.abs(nx - x) + Math.abs(ny - y)) / 2);
      d += `L${x - Math.sign(x - px) * r},${y - Math.sign(y - py) * r}Q${x},${y} ${x + Math.sign(nx - x) * r},${y + Math.sign(ny - y) * r}`;
    }
    return [`${d}L${points.at(-1)}`, (c.x1 + c.track) / 2, c.lane];
  }

  function drawBox(i, sheet) {
    const d = DOCS[i], p = places[i], words = d.short ?? d.text;
    const label = [d.number, d.text, t(OPTIONS.levels[d.level]), t(d.party ? "party" : "state"), placeName(d.place ?? ""), d.held ? "" : t("cited"), d.tasks ? t("tasks", { n: d.tasks.length }) : ""].filter(Boolean).join(", ");
    const box = svg("g", { class: `box l${d.level}${d.held ? "" : " cited"}${i === OPTIONS.root ? " root" : ""}`, transform: `translate(${p.x} ${p.y})`, role: "button", tabindex: i === focusAt ? "0" : "-1", "aria-label": label, "data-at": i });
    const g = svg("g", { "aria-hidden": "true" });
    box.append(svg("title", {}, [d.number, d.text].filter(Boolean).join(" — ")), g);
    g.append(svg("rect", { class: "frame", width: p.w, height: BOX, rx: 6 }), svg("path", { class: "sign", d: markPath(d.party, 15, 14.5, 4.4) }));
    let pillRoom = 0;
    if (d.tasks) {
      const text = `${open.has(i) ? "▴" : "▾"} ${SMALL || p.w < 190 ? num(d.tasks.length) : t("tasks", { n: num(d.tasks.length) })}`, w = measure(text, "10.5px") + 12;
      g.append(svg("g", { class: "pill", transform: `translate(${p.w - w - 6} ${SMALL ? 6 : BOX - 22})`, "data-open": i }, [svg("rect", { width: w, height: 17, rx: 8.5 }), svg("text", { x: 6, y: 12.3 }, text)]));
      pillRoom = w + 2;
    }
    g.append(svg("text", { class: "number", x: 25, y: 19 }, clip(d.number, p.w - 33 - (SMALL ? pillRoom : 0), "700 13px")));
    wrap(words ?? d.issuer ?? "", p.w - 20, "11.5px", SMALL ? 1 : 2).forEach((row, k) => g.append(svg("text", { class: "text", x: 10, y: 35 + 15 * k }, row)));
    if (!SMALL) g.append(svg("text", { class: "facts", x: 10, y: 68.5 }, clip([day(d), d.draft ? t("draft") : "", words ? d.issuer : ""].filter(Boolean).join(" · "), p.w - 20 - pillRoom, "10.8px")));
    if (sheet) {
      const tasks = svg("g", { class: "tasks", transform: `translate(0 ${BOX + 4})` }, [svg("rect", { class: "sheet", width: p.w, height: linesHeight(sheet), rx: 6 })]);
      let y = 18;
      for (const [kind, text] of sheet) { if (kind === "space") { y += 7; continue; } tasks.append(svg("text", { class: kind, x: 10, y }, text)); y += 15; }
      g.append(tasks);
    }
    return box;
  }

  const isStep = (e) => DOCS[e.from].up >= 0 && EDGES[DOCS[e.from].up] === e || DOCS[e.to].up >= 0 && EDGES[DOCS[e.to].up] === e;

  function draw() {
    const laid = layOut();
    boxes = []; lines = new Map();
    root.replaceChildren();
    framed(0);
    root.setAttribute("aria-label", `${t("chain")} ${DOCS[OPTIONS.root].number}`);
    root.append(svg("defs", {}, OPTIONS.relations.map((_, k) => svg("marker", { id: `head${k}`, class: `r${k}`, viewBox: "0 0 8 8", refX: 1.5, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" }, [svg("path", { class: "head", d: "M0,0L8,4L0,8Z" })]))));
    laid.bands.forEach((b, k) => {
      root.append(svg("rect", { class: `band${k % 2 ? " odd" : ""}`, x: laid.left, y: b.top + 2, width: size.width - laid.left - 6, height: b.bottom - b.top - 4, rx: 8 }));
      const name = svg("text", { class: "bandName", x: laid.left + 14, y: b.top + 21 }, [svg("tspan", {}, placeName(b.name))]);
      if (b.former.length) name.append(svg("tspan", { class: "was", dx: 8 }, `(${t("former", { n: b.former.join(", ") })})`));
      root.append(name);
    });
    const under = svg("g"), over = svg("g", { id: "badges" });
    const courses = EDGES.filter(edgeShown).map(course).sort((a, b) => isStep(a.e) - isStep(b.e));
    shareTracks(courses.filter(({ e }) => ALL_EDGES || isStep(e)));
    shareTracks(courses.filter(({ e }) => !ALL_EDGES && !isStep(e)));
    for (const way of courses) {
      const { e } = way, step = isStep(e), [d, x, y] = path(way);
      const line = svg("path", { class: `edge r${e.kind}${step ? " step" : ""}`, d, "stroke-dasharray": dash(e) || "none", "marker-end": `url(#head${e.kind})` });
      line.append(svg("title", {}, `${DOCS[e.from].number} ${relationName(e)} ${DOCS[e.to].number}`));
      if (!step && !ALL_EDGES) line.setAttribute("display", "none");
      lines.set(e, { line, x, y, step });
      under.append(line);
      if (step && (e === DOUBTFUL[0] || e.undecided)) {
        const weakest = e === DOUBTFUL[0], sign = lines.get(e).badge = badge(x, y, weakest ? "!" : "?", weakest ? "weakest" : `r${e.kind}`);
        sign.append(svg("title", {}, `${weakest ? t("weakest") + ": " : ""}${doubts(e)}`));
        over.append(sign);
      }
    }
    root.append(under);
    DOCS.forEach((_, i) => { if (shown[i]) root.append(boxes[i] = drawBox(i, laid.sheets[i])); });
    root.append(over);
    drawHeads(laid);
    drawHeadsInside();
    drawGaps();
    scale();
    mark();
  }

  const badge = (x, y, text, kind) => svg("g", { class: `badge ${kind}` }, [svg("circle", { cx: x, cy: y, r: 8 }), svg("text", { x, y: y + 4 }, text)]);

  function drawHeads(laid) {
    heads.replaceChildren();
    OPTIONS.columns.forEach((level, c) => {
      if (!laid.columns[c]) return;
      const span = heads.lastChild;
      if (span && span.level === level) { span.right = laid.xs[c] + laid.width; return; }
      const ladders = laddersOf(level), name = t(OPTIONS.levels[level]);
      const head = make("div", `l${level}`, [swatchMarks(ladders, `var(--l${level})`), " ", name], { title: [name, ...ladders.map((party) => t(party ? "party" : "state"))].join(" — ") });
      Object.assign(head, { level, left: laid.xs[c], right: laid.xs[c] + laid.width });
      head.style.borderColor = `var(--l${level})`;
      heads.append(head);
    });
  }

  /** The heads once more inside the drawing, above its top edge: a saved picture and paper show them. */
  function drawHeadsInside() {
    root.append(svg("g", { class: "inside" }, [...heads.children].map((h) => svg("g", { class: `l${h.level}` }, [
      svg("rect", { class: "rule", x: h.left, y: -HEAD, width: h.right - h.left, height: 3 }),
      ...laddersOf(h.level).map((party, k) => svg("path", { class: "sign", d: markPath(party, h.left + 7 + 14 * k, 18 - HEAD, 5) })),
      svg("text", { x: h.left + 3 + 14 * laddersOf(h.level).length, y: 22.5 - HEAD, class: "number" }, h.textContent.trim()),
    ]))));
  }
  const framed = (above) => root.setAttribute("viewBox", `0 ${-above} ${size.width} ${size.height + above}`);
  addEventListener("beforeprint", () => { framed(HEAD); root.classList.toggle("tall", size.height > 1.2 * size.width); });
  addEventListener("afterprint", () => framed(0));

  function drawGaps() {
    gaps.replaceChildren();
    if (!DOCS.some((_, i) => shown[i])) gaps.append(make("p", "muted", t("nothing")));
    if (OPTIONS.leftOut) gaps.append(make("p", "warn", t("leftOut", { n: num(OPTIONS.leftOut) })));
    if (OPTIONS.missing.length) gaps.append(make("h2", "", t("gaps", { n: OPTIONS.missing.length })), gapList());
  }

  function scale() {
    root.setAttribute("width", size.width * zoom);
    root.setAttribute("height", size.height * zoom);
    heads.style.width = `${size.width * zoom}px`;
    for (const h of heads.children) { h.style.left = `${h.left * zoom}px`; h.style.width = `${(h.right - h.left) * zoom}px`; }
  }

  /** Lights the chosen document, its path to the root and its own relations; everything else steps back. */
  function mark() {
    root.querySelectorAll(".halo, .badge.onPath").forEach((e) => e.remove());
    const steps = chosen >= 0 ? pathOf(chosen) : [], onPath = new Set(steps.map((s) => s.edge)), weakest = weakestOf(steps);
    const near = new Set([chosen, ...steps.map((s) => farEnd(s.edge, s.at))]);
    if (chosen >= 0) for (const e of [...outgoing[chosen], ...incoming[chosen]]) near.add(farEnd(e, chosen));
    for (const [e, { line, step, x, y, badge: doubt }] of lines) {
      const lit = chosen >= 0 && (onPath.has(e) || e.from === chosen || e.to === chosen);
      line.classList.toggle("lit", lit);
      line.classList.toggle("dim", chosen >= 0 && !lit);
      doubt?.classList.toggle("dim", chosen >= 0 && !lit);
      if (!step && !ALL_EDGES) line.setAttribute("display", lit ? "inline" : "none");
      if (onPath.has(e)) {
        const weak = weakest?.edge === e;
        line.before(svg("path", { class: `halo r${e.kind}${weak ? " weakest" : ""}`, d: line.getAttribute("d") }));
        if (weak && e !== DOUBTFUL[0]) { const sign = badge(x, y, "!", "weakest onPath"); sign.append(svg("title", {}, t("weakest"))); root.querySelector("#badges").append(sign); }
      }
    }
    boxes.forEach((b, i) => {
      b.classList.toggle("chosen", i === chosen);
      b.classList.toggle("dim", chosen >= 0 && !near.has(i));
      b.setAttribute("aria-pressed", i === chosen);
    });
  }

  function reveal(i) {
    const p = places[i];
    if (!p) return;
    const x = p.x * zoom, y = p.y * zoom + heads.offsetHeight, w = p.w * zoom, h = (BOX + 30) * zoom;
    if (x < stage.scrollLeft + 10) stage.scrollLeft = x - 24;
    else if (x + w > stage.scrollLeft + stage.clientWidth - 10) stage.scrollLeft = x + w - stage.clientWidth + 24;
    if (y < stage.scrollTop + 60) stage.scrollTop = y - 70;
    else if (y + h > stage.scrollTop + stage.clientHeight - 20) stage.scrollTop = y - stage.clientHeight / 2;
  }
  function focusOn(i) {
    boxes[focusAt]?.setAttribute("tabindex", "-1");
    focusAt = i;
    boxes[i].setAttribute("tabindex", "0");
    boxes[i].focus({ preventScroll: true });
    reveal(i);
  }
  function toggle(i) {
    if (!DOCS[i].tasks) return;
    if (!open.delete(i)) open.add(i);
    draw();
    boxes[i].focus({ preventScroll: true });
  }
  /** The nearest box in a direction; sideways counts double. */
  function neighbour(i, dx, dy) {
    let best = -1, least = Infinity;
    places.forEach((p, k) => {
      if (!p || k === i) return;
      const ahead = (p.x - places[i].x) * dx + (p.y - places[i].y) * dy, aside = Math.abs((p.x - places[i].x) * dy) + Math.abs((p.y - places[i].y) * dx);
      if (ahead > 1 && ahead + 2 * aside < least) { least = ahead + 2 * aside; best = k; }
    });
    return best;
  }

  root.addEventListener("click", (event) => {
    const pill = event.target.closest("[data-open]"), box = event.target.closest("[data-at]");
    if (pill) toggle(+pill.dataset.open);
    else choose(box ? +box.dataset.at : -1);
  });
  root.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-at]"), arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!box) return;
    const i = +box.dataset.at;
    if (arrows[event.key]) { const k = neighbour(i, ...arrows[event.key]); if (k >= 0) focusOn(k); }
    else if (event.key === "Enter") choose(i);
    else if (event.key === " ") toggle(i);
    else return;
    event.preventDefault();
  });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoomBy(event.deltaY < 0 ? 1.12 : 1 / 1.12);
  }, { passive: false });

  function zoomBy(factor) { zoom = Math.max(0.2, Math.min(3, zoom * factor)); scale(); }
  function fit() {
    zoom = Math.max(0.2, Math.min(1, stage.clientWidth / size.width, (stage.clientHeight - 40) / size.height));
    scale();
    stage.scrollTo(0, 0);
  }

  /** The drawing as a file of its own: styles become attributes, so that any program shows it. */
  function picture() {
    const copy = root.cloneNode(true), from = root.querySelectorAll("*"), to = copy.querySelectorAll("*");
    const kept = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap", "opacity", "font-size", "font-weight", "font-family", "text-anchor"];
    from.forEach((e, k) => { const style = getComputedStyle(e); for (const name of kept) to[k].setAttribute(name, style.getPropertyValue(name)); });
    const height = size.height + HEAD;
    for (const [name, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width: size.width, height, viewBox: `0 ${-HEAD} ${size.width} ${height}` })) copy.setAttribute(name, value);
    copy.prepend(svg("rect", { x: 0, y: -HEAD, width: "100%", height, fill: cssColour("page") }));
    return { text: new XMLSerializer().serializeToString(copy), width: size.width, height };
  }

  return { draw, redraw: draw, mark, reveal, fit, zoomBy, picture, focus: () => boxes[focusAt]?.focus() };
})();
