// The chain: columns by level, a band a province, boxes, and lines that run in the lanes and gutters between boxes.
const EDGE_ROOM = 20, // at the left
  ARC_ROOM = 28, // at the right, for lines within the last column
  BAND_HEAD = 28,
  HEAD = 34,
  NARROW = 146, // a column at least, and at most
  WIDE = 272,
  TASKS_SHOWN = 12;
const SMALL = DOCS.length > 60;
const BOX = SMALL ? 42 : 78;
const ALL_EDGES = EDGES.length <= 140; // beyond, relations that are not steps show for a chosen document only

const view = (() => {
  const stage = $("stage"),
    heads = make("div", "", null, { id: "heads" }),
    gaps = make("section", "", null, { id: "gaps" });
  const root = svg("svg", { role: "group", tabindex: "-1" });
  stage.append(heads, root, gaps);
  const open = new Set();
  let zoom = 1,
    size = { width: 0, height: 0 },
    boxes = [],
    places = [],
    lines = new Map(),
    focusAt = OPTIONS.root,
    occupied = new Map();

  /** The lines of an opened document's tasks: [class, text] each. */
  function taskLines(d, width) {
    const rows = [];
    for (const task of d.tasks.slice(0, TASKS_SHOWN)) {
      wrap([task.where, task.text].filter(Boolean).join(". "), width, "11px", 3).forEach((r) => rows.push(["", r]));
      if (task.bodies)
        wrap(
          "→ " + task.bodies.map((b) => b.name + (b.role === "lead" ? "" : ` (${t(b.role)})`)).join("; "),
          width,
          "600 11px",
          2,
        ).forEach((r) => rows.push(["who", r]));
      if (task.deadline) rows.push(["when", clip(`${t("deadline")} ${task.deadline}`, width, "600 11px")]);
      rows.push(["space", ""]);
    }
    if (d.tasks.length > TASKS_SHOWN) rows.push(["", t("more", { n: num(d.tasks.length - TASKS_SHOWN) })]);
    return rows;
  }
  const linesHeight = (rows) => rows.reduce((h, [kind]) => h + (kind === "space" ? 7 : 15), 10);

  /** Where everything stands; columns, rows and bands without a visible document take no room. */
  function layOut() {
    const columns = OPTIONS.columns.map(() => false),
      rows = [],
      local = DOCS.filter((d, i) => shown[i] && (d.place || d.level > 2));
    DOCS.forEach((d, i) => {
      if (shown[i]) {
        columns[d.cell[0]] = true;
        rows[d.cell[1]] = BOX;
      }
    });
    const used = columns.filter(Boolean).length || 1;
    const width = Math.max(
      NARROW,
      Math.min(WIDE, (stage.clientWidth - EDGE_ROOM - ARC_ROOM - (used - 1) * GAP - 4) / used),
    );
    let x = EDGE_ROOM;
    const xs = columns.map((on) => {
      const here = x;
      if (on) x += width + GAP;
      return here;
    });
    const sheets = DOCS.map((d, i) => (shown[i] && open.has(i) && d.tasks ? taskLines(d, width - 20) : null));
    sheets.forEach((s, i) => {
      if (s) rows[DOCS[i].cell[1]] = Math.max(rows[DOCS[i].cell[1]], BOX + 4 + linesHeight(s));
    });
    const bandOf = new Map(OPTIONS.bands.map((b) => [b[1], b]));
    const last = Math.max(...DOCS.map((d) => d.cell[1]));
    let y = 16,
      band = null;
    const tops = [],
      bands = [];
    for (let r = 0; r <= last; r++) {
      if (bandOf.has(r)) {
        const [name, first, end, former] = bandOf.get(r);
        band = null;
        if (local.some((d) => d.cell[1] >= first && d.cell[1] < end)) {
          band = { name, former, top: y };
          bands.push(band);
          y += BAND_HEAD;
        }
      }
      tops[r] = y;
      if (rows[r]) y += rows[r] + LANE;
      if (band) band.bottom = y;
    }
    const left = local.length ? xs[Math.min(...local.map((d) => d.cell[0]))] - 14 : EDGE_ROOM;
    places = DOCS.map((d, i) =>
      shown[i]
        ? { x: xs[d.cell[0]], y: tops[d.cell[1]], w: width, lane: tops[d.cell[1]] + rows[d.cell[1]] + LANE / 2 }
        : null,
    );
    occupied = new Map();
    DOCS.forEach((d, i) => {
      if (shown[i]) {
        const row = occupied.get(d.cell[1]) ?? new Set();
        row.add(d.cell[0]);
        occupied.set(d.cell[1], row);
      }
    });
    size = { width: Math.max(x - GAP + ARC_ROOM, 300), height: y + 14 };
    return { width, xs, columns, bands, left, sheets };
  }

  function drawBox(i, sheet) {
    const d = DOCS[i],
      p = places[i],
      words = d.short ?? d.text;
    const label = [
      d.number,
      d.text,
      t(OPTIONS.levels[d.level]),
      t(d.party ? "party" : "state"),
      placeName(d.place ?? ""),
      d.held ? "" : t("cited"),
      superseded(i) ? t("superseded") : "",
      d.tasks ? t("tasks", { n: d.tasks.length }) : "",
    ]
      .filter(Boolean)
      .join(", ");
    const box = svg("g", {
      class: `box l${d.level}${d.held ? "" : " cited"}${i === OPTIONS.root ? " root" : ""}`,
      transform: `translate(${p.x} ${p.y})`,
      role: "button",
      tabindex: i === focusAt ? "0" : "-1",
      "aria-label": label,
      "data-at": i,
    });
    const g = svg("g", { "aria-hidden": "true" });
    box.append(svg("title", {}, [d.number, d.text].filter(Boolean).join(" — ")), g);
    g.append(
      svg("rect", { class: "frame", width: p.w, height: BOX, rx: 6 }),
      svg("path", { class: "sign", d: markPath(d.party, 15, 14.5, 4.4) }),
    );
    let pillRoom = 0;
    if (d.tasks) {
      const text = `${open.has(i) ? "▴" : "▾"} ${SMALL || p.w < 190 ? num(d.tasks.length) : t("tasks", { n: num(d.tasks.length) })}`,
        w = measure(text, "10.5px") + 12;
      g.append(
        svg("g", { class: "pill", transform: `translate(${p.w - w - 6} ${SMALL ? 6 : BOX - 22})`, "data-open": i }, [
          svg("rect", { width: w, height: 17, rx: 8.5 }),
          svg("text", { x: 6, y: 12.3 }, text),
        ]),
      );
      pillRoom = w + 2;
    }
    g.append(
      svg(
        "text",
        { class: "number", x: 25, y: 19, "text-decoration": superseded(i) ? "line-through" : "none" },
        clip(d.number, p.w - 33 - (SMALL ? pillRoom : 0), "700 13px"),
      ),
    );
    wrap(words ?? d.issuer ?? "", p.w - 20, "11.5px", SMALL ? 1 : 2).forEach((row, k) =>
      g.append(svg("text", { class: "text", x: 10, y: 35 + 15 * k }, row)),
    );
    if (!SMALL)
      g.append(
        svg(
          "text",
          { class: "facts", x: 10, y: 68.5 },
          clip(
            [day(d), d.draft ? t("draft") : "", words ? d.issuer : ""].filter(Boolean).join(" · "),
            p.w - 20 - pillRoom,
            "10.8px",
          ),
        ),
      );
    if (sheet) {
      const tasks = svg("g", { class: "tasks", transform: `translate(0 ${BOX + 4})` }, [
        svg("rect", { class: "sheet", width: p.w, height: linesHeight(sheet), rx: 6 }),
      ]);
      let y = 18;
      for (const [kind, text] of sheet) {
        if (kind === "space") {
          y += 7;
          continue;
        }
        tasks.append(svg("text", { class: kind, x: 10, y }, text));
        y += 15;
      }
      g.append(tasks);
    }
    return box;
  }

  const isStep = (e) =>
    (DOCS[e.from].up >= 0 && EDGES[DOCS[e.from].up] === e) || (DOCS[e.to].up >= 0 && EDGES[DOCS[e.to].up] === e);

  function draw() {
    const laid = layOut();
    boxes = [];
    lines = new Map();
    root.replaceChildren();
    framed(0);
    root.setAttribute("aria-label", `${t("chain")} ${DOCS[OPTIONS.root].number}`);
    root.append(
      svg(
        "defs",
        {},
        OPTIONS.relations.map((_, k) =>
          svg(
            "marker",
            {
              id: `head${k}`,
              class: `r${k}`,
              viewBox: "0 0 8 8",
              refX: 1.5,
              refY: 4,
              markerWidth: 8,
              markerHeight: 8,
              markerUnits: "userSpaceOnUse",
              orient: "auto",
            },
            [svg("path", { class: "head", d: "M0,0L8,4L0,8Z" })],
          ),
        ),
      ),
    );
    laid.bands.forEach((b, k) => {
      root.append(
        svg("rect", {
          class: `band${k % 2 ? " odd" : ""}`,
          x: laid.left,
          y: b.top + 2,
          width: size.width - laid.left - 6,
          height: b.bottom - b.top - 4,
          rx: 8,
        }),
      );
      const name = svg("text", { class: "bandName", x: laid.left + 14, y: b.top + 21 }, [
        svg("tspan", {}, placeName(b.name)),
      ]);
      if (b.former.length)
        name.append(svg("tspan", { class: "was", dx: 8 }, `(${t("former", { n: b.former.join(", ") })})`));
      root.append(name);
    });
    const under = svg("g"),
      over = svg("g", { id: "badges" });
    // what is drawn only for a chosen document shares no tracks with the rest
    const drawn = EDGES.filter(edgeShown).sort((a, b) => isStep(a) - isStep(b));
    const always = drawn.filter((e) => ALL_EDGES || isStep(e)),
      sometimes = drawn.filter((e) => !ALL_EDGES && !isStep(e));
    for (const { e, d, x, y } of [...routes(sometimes, places, occupied), ...routes(always, places, occupied)]) {
      const step = isStep(e);
      const line = svg("path", {
        class: `edge r${e.kind}${step ? " step" : ""}`,
        d,
        "stroke-dasharray": dash(e) || "none",
        "marker-end": `url(#head${e.kind})`,
      });
      line.append(svg("title", {}, `${DOCS[e.from].number} ${relationName(e)} ${DOCS[e.to].number}`));
      if (!step && !ALL_EDGES) line.setAttribute("display", "none");
      lines.set(e, { line, x, y, step });
      under.append(line);
      if ((step || ALL_EDGES) && (e === DOUBTFUL[0] || e.undecided)) {
        const weakest = e === DOUBTFUL[0],
          sign = (lines.get(e).badge = badge(x, y, weakest ? "!" : "?", weakest ? "weakest" : `r${e.kind}`));
        sign.append(svg("title", {}, `${weakest ? t("weakest") + ": " : ""}${doubts(e)}`));
        over.append(sign);
      }
    }
    root.append(under);
    DOCS.forEach((_, i) => {
      if (shown[i]) root.append((boxes[i] = drawBox(i, laid.sheets[i])));
    });
    root.append(over);
    drawHeads(laid);
    drawHeadsInside();
    drawGaps();
    scale();
    mark();
  }

  const badge = (x, y, text, kind) =>
    svg("g", { class: `badge ${kind}` }, [svg("circle", { cx: x, cy: y, r: 8 }), svg("text", { x, y: y + 4 }, text)]);

  function drawHeads(laid) {
    heads.replaceChildren();
    OPTIONS.columns.forEach((level, c) => {
      if (!laid.columns[c]) return;
      const span = heads.lastChild;
      if (span && span.level === level) {
        span.right = laid.xs[c] + laid.width;
        return;
      }
      const ladders = laddersOf(level),
        name = t(OPTIONS.levels[level]);
      const head = make("div", `l${level}`, [swatchMarks(ladders, `var(--l${level})`), " ", name], {
        title: [name, ...ladders.map((party) => t(party ? "party" : "state"))].join(" — "),
      });
      Object.assign(head, { level, left: laid.xs[c], right: laid.xs[c] + laid.width });
      head.style.borderColor = `var(--l${level})`;
      heads.append(head);
    });
  }

  /** The heads once more inside the drawing, above its top edge: a saved picture and paper show them. */
  function drawHeadsInside() {
    root.append(
      svg(
        "g",
        { class: "inside" },
        [...heads.children].map((h) =>
          svg("g", { class: `l${h.level}` }, [
            svg("rect", { class: "rule", x: h.left, y: -HEAD, width: h.right - h.left, height: 3 }),
            ...laddersOf(h.level).map((party, k) =>
              svg("path", { class: "sign", d: markPath(party, h.left + 7 + 14 * k, 18 - HEAD, 5) }),
            ),
            svg(
              "text",
              { x: h.left + 3 + 14 * laddersOf(h.level).length, y: 22.5 - HEAD, class: "number" },
              h.textContent.trim(),
            ),
          ]),
        ),
      ),
    );
  }
  const framed = (above) => root.setAttribute("viewBox", `0 ${-above} ${size.width} ${size.height + above}`);
  addEventListener("beforeprint", () => {
    framed(HEAD);
    root.classList.toggle("tall", size.height > 1.2 * size.width);
  });
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
    for (const h of heads.children) {
      h.style.left = `${h.left * zoom}px`;
      h.style.width = `${(h.right - h.left) * zoom}px`;
    }
  }

  /** Lights the chosen document, its path to the root and its own relations; everything else steps back. */
  function mark() {
    root.querySelectorAll(".halo, .badge.onPath").forEach((e) => e.remove());
    const steps = chosen >= 0 ? pathOf(chosen) : [],
      onPath = new Set(steps.map((s) => s.edge)),
      weakest = weakestOf(steps);
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
        if (weak && e !== DOUBTFUL[0]) {
          const sign = badge(x, y, "!", "weakest onPath");
          sign.append(svg("title", {}, t("weakest")));
          root.querySelector("#badges").append(sign);
        }
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
    const x = p.x * zoom,
      y = p.y * zoom + heads.offsetHeight,
      w = p.w * zoom,
      h = (BOX + 30) * zoom;
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
    let best = -1,
      least = Infinity;
    places.forEach((p, k) => {
      if (!p || k === i) return;
      const ahead = (p.x - places[i].x) * dx + (p.y - places[i].y) * dy,
        aside = Math.abs((p.x - places[i].x) * dy) + Math.abs((p.y - places[i].y) * dx);
      if (ahead > 1 && ahead + 2 * aside < least) {
        least = ahead + 2 * aside;
        best = k;
      }
    });
    return best;
  }

  root.addEventListener("click", (event) => {
    const pill = event.target.closest("[data-open]"),
      box = event.target.closest("[data-at]");
    if (pill) toggle(+pill.dataset.open);
    else choose(box ? +box.dataset.at : -1);
  });
  root.addEventListener("keydown", (event) => {
    const box = event.target.closest("[data-at]"),
      arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (!box) return;
    const i = +box.dataset.at;
    if (arrows[event.key]) {
      const k = neighbour(i, ...arrows[event.key]);
      if (k >= 0) focusOn(k);
    } else if (event.key === "Enter") choose(i);
    else if (event.key === " ") toggle(i);
    else return;
    event.preventDefault();
  });
  stage.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(event.deltaY < 0 ? 1.12 : 1 / 1.12);
    },
    { passive: false },
  );

  function zoomBy(factor) {
    zoom = Math.max(0.2, Math.min(3, zoom * factor));
    scale();
  }
  function fit() {
    zoom = Math.max(0.2, Math.min(1, stage.clientWidth / size.width, (stage.clientHeight - 40) / size.height));
    scale();
    stage.scrollTo(0, 0);
  }

  /** The drawing as a file of its own: styles become attributes, so that any program shows it. */
  function picture() {
    const copy = root.cloneNode(true),
      from = root.querySelectorAll("*"),
      to = copy.querySelectorAll("*");
    const kept = [
      "fill",
      "fill-opacity",
      "stroke",
      "stroke-width",
      "stroke-opacity",
      "stroke-linecap",
      "opacity",
      "font-size",
      "font-weight",
      "font-family",
      "text-anchor",
    ];
    from.forEach((e, k) => {
      const style = getComputedStyle(e);
      for (const name of kept) to[k].setAttribute(name, style.getPropertyValue(name));
    });
    const height = size.height + HEAD;
    for (const [name, value] of Object.entries({
      xmlns: "http://www.w3.org/2000/svg",
      width: size.width,
      height,
      viewBox: `0 ${-HEAD} ${size.width} ${height}`,
    }))
      copy.setAttribute(name, value);
    copy.prepend(svg("rect", { x: 0, y: -HEAD, width: "100%", height, fill: cssColour("page") }));
    return { text: new XMLSerializer().serializeToString(copy), width: size.width, height };
  }

  return { draw, redraw: draw, mark, reveal, fit, zoomBy, picture, focus: () => boxes[focusAt]?.focus() };
})();
