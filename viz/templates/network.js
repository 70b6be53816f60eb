// The network: a canvas painted by us. A picture of everything is kept and moved while one drags; labels and the
// chosen document's relations lie above it.
const view = (() => {
  const stage = $("stage"), canvas = make("canvas", "", null, { tabindex: "0", role: "img" }), tip = make("div", "", null, { id: "tip", hidden: "" });
  stage.append(canvas, tip);
  const pen = canvas.getContext("2d"), base = document.createElement("canvas");
  const BATCH = 500, CELL = 24, FONT = '"Noto Sans", "Segoe UI", Roboto, Arial, sans-serif', MOST_LABELS = 70;
  let look = { k: 1, x: 0, y: 0 }, drawnAt = null, colour = {}, width = 0, height = 0, ratio = 1, later = 0, over = -1, dotsOnly = false;
  const weight = (i) => incoming[i].length * [6, 5, 3, 2, 2, 1, 1][DOCS[i].level];
  const order = DOCS.map((_, i) => i).sort((a, b) => weight(b) - weight(a));
  const bearers = counts(DOCS.map((d) => d.number));
  /** A number, with its year where several documents bear it. */
  const nameOf = (i) => (bearers.get(DOCS[i].number) > 1 && DOCS[i].year ? `${DOCS[i].number} (${DOCS[i].year})` : DOCS[i].number).slice(0, 60);
  const grid = new Map();
  const frame = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  /** Gives the rings of provinces the shape of the screen; discs keep theirs. */
  function stretch() {
    const shape = stage.clientWidth / Math.max(1, stage.clientHeight), wide = Math.min(1.7, Math.max(1, shape * 0.95)), high = Math.min(1.5, Math.max(1, 0.95 / shape)), shift = new Map();
    for (const disc of OPTIONS.discs) { const [name, x, y] = disc; shift.set(name, [x * (wide - 1), y * (high - 1)]); disc[1] = x * wide; disc[2] = y * high; }
    DOCS.forEach((d, i) => {
      const [x, y] = shift.get(d.place ?? null) ?? [0, 0];
      d.x += x; d.y += y;
      const key = `${Math.floor(d.x / CELL)},${Math.floor(d.y / CELL)}`;
      if (grid.has(key)) grid.get(key).push(i); else grid.set(key, [i]);
    });
    for (const [, x, y, r] of OPTIONS.discs) { frame.left = Math.min(frame.left, x - r - 60); frame.right = Math.max(frame.right, x + r + 60); frame.top = Math.min(frame.top, y - r - 34); frame.bottom = Math.max(frame.bottom, y + r + 14); }
  }

  function colours() {
    colour = Object.fromEntries(["page", "soft", "line", "ink", "muted", "accent"].map((k) => [k, cssColour(k)]));
    colour.level = OPTIONS.levels.map((_, k) => cssColour(`l${k}`));
    colour.kind = OPTIONS.relations.map((_, k) => cssColour(`r${k}`));
  }
  function fitTo(box, most = 3) {
    const k = Math.min(most, width / (box.right - box.left), height / (box.bottom - box.top));
    look = { k, x: width / 2 - (k * (box.left + box.right)) / 2, y: height / 2 - (k * (box.top + box.bottom)) / 2 };
  }
  function resize() {
    width = stage.clientWidth; height = stage.clientHeight; ratio = Math.min(2, devicePixelRatio || 1);
    for (const c of [canvas, base]) { c.width = Math.max(1, width * ratio); c.height = Math.max(1, height * ratio); }
  }
  const place = (c) => c.setTransform(ratio * look.k, 0, 0, ratio * look.k, ratio * look.x, ratio * look.y);

  function dot(c, i, r) {
    const d = DOCS[i];
    if (isParty(d.level) || d.party) { r *= 1.25; c.moveTo(d.x, d.y - r); c.lineTo(d.x + r, d.y); c.lineTo(d.x, d.y + r); c.lineTo(d.x - r, d.y); c.closePath(); }
    else { c.moveTo(d.x + r, d.y); c.arc(d.x, d.y, r, 0, 7); }
  }
  function dots(c, list, least) {
    const groups = new Map();
    for (const i of list) { const key = DOCS[i].level * 2 + (DOCS[i].held ? 1 : 0); if (groups.has(key)) groups.get(key).push(i); else groups.set(key, [i]); }
    for (const [key, members] of groups) for (let at = 0; at < members.length; at += BATCH) {
      c.beginPath();
      for (const i of members.slice(at, at + BATCH)) dot(c, i, Math.max(DOCS[i].r, least));
      if (key % 2) { c.fillStyle = colour.level[key >> 1]; c.fill(); }
      else { c.fillStyle = colour.page; c.fill(); c.strokeStyle = colour.level[key >> 1]; c.lineWidth = Math.max(1.1, 0.9 / look.k); c.stroke(); }
    }
  }
  function paintBase() {
    const c = base.getContext("2d");
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = colour.page; c.fillRect(0, 0, base.width, base.height);
    place(c);
    c.fillStyle = colour.soft;
    for (const [name, x, y, r] of OPTIONS.discs) if (name) { c.beginPath(); c.arc(x, y, r + 4, 0, 7); c.fill(); }
    const lists = OPTIONS.relations.map(() => []);
    let count = 0;
    dotsOnly = chosen >= 0; // then documents alone: the chosen one's relations are drawn above them
    if (!dotsOnly) for (const e of EDGES) if (edgeShown(e)) { lists[e.kind].push(e); count++; }
    c.lineWidth = 0.8 / look.k;
    c.globalAlpha = Math.max(0.05, Math.min(0.6, 9 / Math.sqrt(count + 1)));
    for (let k = lists.length - 1; k >= 0; k--) {
      c.strokeStyle = colour.kind[k];
      for (let at = 0; at < lists[k].length; at += BATCH) {
        c.beginPath();
        for (const e of lists[k].slice(at, at + BATCH)) { c.moveTo(DOCS[e.from].x, DOCS[e.from].y); c.lineTo(DOCS[e.to].x, DOCS[e.to].y); }
        c.stroke();
      }
    }
    c.globalAlpha = 1;
    dots(c, order.filter((i) => shown[i]), 0.9 / look.k);
    drawnAt = { ...look };
  }

  /** What lies above the picture: the chosen document's relations, names of provinces, numbers without collisions. */
  function paint() {
    if (dotsOnly !== (chosen >= 0)) paintBase();
    const c = pen;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.globalAlpha = 1;
    c.fillStyle = colour.page; c.fillRect(0, 0, canvas.width, canvas.height);
    const s = look.k / drawnAt.k;
    c.globalAlpha = chosen >= 0 ? 0.25 : 1;
    c.drawImage(base, ratio * (look.x - drawnAt.x * s), ratio * (look.y - drawnAt.y * s), base.width * s, base.height * s);
    c.globalAlpha = 1;
    let near = null;
    if (chosen >= 0) { place(c); near = relations(c); }
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    labels(c, near);
  }
  function relations(c) {
    const edges = [...outgoing[chosen], ...incoming[chosen]].filter(edgeShown), near = new Set([chosen]);
    c.globalAlpha = Math.max(0.3, Math.min(1, 9 / Math.sqrt(edges.length + 1)));
    for (const e of edges) {
      const a = DOCS[e.from], b = DOCS[e.to], d = Math.hypot(b.x - a.x, b.y - a.y) || 1, ux = (b.x - a.x) / d, uy = (b.y - a.y) / d, t0 = b.r + 1 / look.k, h = 8 / look.k;
      near.add(e.from); near.add(e.to);
      c.strokeStyle = c.fillStyle = colour.kind[e.kind];
      c.lineWidth = (e.kind < 3 ? 1.9 : 1.2) / look.k;
      c.setLineDash(dash(e) ? dash(e).split(" ").map((n) => n / look.k) : []);
      c.beginPath(); c.moveTo(a.x, a.y); c.lineTo(b.x, b.y); c.stroke();
      c.beginPath(); c.moveTo(b.x - ux * t0, b.y - uy * t0); c.lineTo(b.x - ux * (t0 + h) - uy * h * 0.42, b.y - uy * (t0 + h) + ux * h * 0.42); c.lineTo(b.x - ux * (t0 + h) + uy * h * 0.42, b.y - uy * (t0 + h) - ux * h * 0.42); c.fill();
    }
    c.setLineDash([]); c.globalAlpha = 1;
    dots(c, [...near], 3 / look.k);
    c.beginPath(); dot(c, chosen, Math.max(DOCS[chosen].r, 6 / look.k) + 3 / look.k); c.strokeStyle = colour.ink; c.lineWidth = 2 / look.k; c.stroke();
    return near;
  }
  const screen = (x, y) => [x * look.k + look.x, y * look.k + look.y];

  /** Texts to write: [text, x, y, font, colour], each where nothing else is written; and, while there are few
   *  documents, where no other document is drawn. */
  function texts(near) {
    const taken = [], found = [], marks = [];
    const free = (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height && ![...taken, ...marks].some((o) => o[0] < box[2] && box[0] < o[2] && o[1] < box[3] && box[1] < o[3]);
    const add = (text, spots, size, bold, tint, force) => {
      pen.font = `${bold ? 650 : 450} ${size}px ${FONT}`;
      const w = pen.measureText(text).width;
      for (const [x, y] of spots(w)) {
        const box = [x - w / 2 - 3, y - size, x + w / 2 + 3, y + 4];
        if (!force && !free(box)) continue;
        taken.push(box); found.push([text, x, y, pen.font, tint]);
        return true;
      }
      return false;
    };
    const seen = order.filter((i) => shown[i] && (near ? near.has(i) : true)).map((i) => { const [x, y] = screen(DOCS[i].x, DOCS[i].y); return { i, x, y, r: DOCS[i].r * look.k }; }).filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
    if (seen.length <= 150) for (const { x, y, r } of seen) marks.push([x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8]);
    if (near) { const [x, y] = screen(DOCS[chosen].x, DOCS[chosen].y); add(nameOf(chosen), () => [[x, y - DOCS[chosen].r * look.k - 12]], 14, true, colour.ink, true); }
    for (const [name, dx, dy, r] of OPTIONS.discs) if (name && r * look.k > 9) { const [x, y] = screen(dx, dy - r - 6 / look.k); add(placeName(name), () => [[x, Math.max(15, y)]], 13, true, off.place.has(name) ? colour.muted : colour.ink, false); }
    let most = MOST_LABELS;
    for (const { i, x, y, r } of seen) {
      if (most <= 0) break;
      if (i === chosen || (!near && r < 2.4)) continue;
      if (add(nameOf(i), (w) => [[x, y + r + 13], [x, y - r - 6], [x + r + 6 + w / 2, y + 4], [x - r - 6 - w / 2, y + 4]].slice(0, seen.length <= 150 ? 4 : 1), 11.5, false, colour.ink, false)) most--;
    }
    return found;
  }
  function labels(c, near) {
    const list = shown.some(Boolean) ? texts(near) : [[t("nothing"), width / 2, height / 2, `450 14px ${FONT}`, colour.muted]];
    c.textAlign = "center"; c.lineJoin = "round"; c.strokeStyle = colour.page;
    for (const [text, x, y, font, tint] of list) { c.font = font; c.lineWidth = 3.5; c.globalAlpha = 0.92; c.strokeText(text, x, y); c.globalAlpha = 1; c.fillStyle = tint; c.fillText(text, x, y); }
  }

  function moved() { paint(); clearTimeout(later); later = setTimeout(() => { paintBase(); paint(); }, 130); }
  function zoomAt(factor, x, y) {
    const k = Math.max(0.03, Math.min(12, look.k * factor));
    look = { k, x: x - ((x - look.x) * k) / look.k, y: y - ((y - look.y) * k) / look.k };
    moved();
  }
  function hit(px, py) {
    const x = (px - look.x) / look.k, y = (py - look.y) / look.k, reach = 7 / look.k + 4, span = Math.min(6, Math.ceil((reach + 14) / CELL));
    let best = -1, least = Infinity;
    for (let u = -span; u <= span; u++) for (let v = -span; v <= span; v++) for (const i of grid.get(`${Math.floor(x / CELL) + u},${Math.floor(y / CELL) + v}`) ?? []) {
      if (!shown[i]) continue;
      const d = Math.hypot(DOCS[i].x - x, DOCS[i].y - y) - DOCS[i].r;
      if (d < 7 / look.k && d < least) { least = d; best = i; }
    }
    return best;
  }

  const fingers = new Map();
  let dragged = false;
  canvas.addEventListener("pointerdown", (e) => { canvas.setPointerCapture(e.pointerId); fingers.set(e.pointerId, [e.offsetX, e.offsetY]); dragged = fingers.size > 1; tip.hidden = true; });
  canvas.addEventListener("pointermove", (e) => {
    const was = fingers.get(e.pointerId), here = [e.offsetX, e.offsetY];
    if (!was) { hover(...here); return; }
    if (!dragged && Math.hypot(here[0] - was[0], here[1] - was[1]) < 4) return;
    dragged = true;
    const other = [...fingers].find(([id]) => id !== e.pointerId)?.[1];
    if (other) zoomAt(Math.hypot(here[0] - other[0], here[1] - other[1]) / (Math.hypot(was[0] - other[0], was[1] - other[1]) || 1), (here[0] + other[0]) / 2, (here[1] + other[1]) / 2);
    else { look.x += here[0] - was[0]; look.y += here[1] - was[1]; moved(); }
    fingers.set(e.pointerId, here);
  });
  const lift = (e) => { if (fingers.delete(e.pointerId) && e.type === "pointerup" && !dragged) choose(hit(e.offsetX, e.offsetY)); };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
  canvas.addEventListener("wheel", (e) => { e.preventDefault(); zoomAt(Math.exp(-Math.max(-120, Math.min(120, e.deltaY)) / 500), e.offsetX, e.offsetY); }, { passive: false });
  canvas.addEventListener("keydown", (e) => {
    const by = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
    if (by) { look.x += by[0]; look.y += by[1]; moved(); e.preventDefault(); }
  });
  function hover(x, y) {
    const i = hit(x, y);
    canvas.style.cursor = i >= 0 ? "pointer" : "";
    if (i !== over) { over = i; if (i >= 0) tip.replaceChildren(make("b", "", DOCS[i].number), make("div", "", (DOCS[i].text ?? "").slice(0, 220)), make("div", "muted", [t(OPTIONS.levels[DOCS[i].level]), placeName(DOCS[i].place ?? ""), day(DOCS[i])].filter(Boolean).join(" · "))); }
    tip.hidden = i < 0;
    if (i >= 0) { tip.style.left = `${Math.min(x + 14, width - 350)}px`; tip.style.top = `${Math.min(y + 14, height - 120)}px`; }
  }

  function draw() { canvas.setAttribute("aria-label", `${t("network")}: ${t("hintNetwork")} ${t("keysNetwork")}`); colours(); resize(); if (!drawnAt) { stretch(); fitTo(frame); } paintBase(); paint(); }
  /** Brings a document into sight: its neighbourhood if that is wide, else the place around it. */
  function reveal(i) {
    const near = [...outgoing[i], ...incoming[i]].map((e) => DOCS[farEnd(e, i)]);
    const [x, y] = screen(DOCS[i].x, DOCS[i].y), inside = x > 40 && y > 40 && x < width - 40 && y < height - 40;
    if (near.length > 25) fitTo(frame);
    else if (!inside || look.k < 0.5) { const k = Math.max(look.k, 0.8); look = { k, x: width / 2 - k * DOCS[i].x, y: height / 2 - k * DOCS[i].y }; }
    else return;
    paintBase(); paint();
  }
  function fit() { fitTo(frame); paintBase(); paint(); }

  /** The sight as SVG. */
  function picture() {
    const root = svg("svg", { xmlns: "http://www.w3.org/2000/svg", width, height, viewBox: `0 0 ${width} ${height}`, "font-family": "Noto Sans, Arial, sans-serif" });
    root.append(svg("rect", { width, height, fill: colour.page }));
    const body = svg("g", { transform: `translate(${look.x} ${look.y}) scale(${look.k})` }), lit = chosen >= 0;
    const edges = EDGES.filter((e) => edgeShown(e) && (!lit || e.from === chosen || e.to === chosen));
    for (let k = OPTIONS.relations.length - 1; k >= 0; k--) {
      const d = edges.filter((e) => e.kind === k).map((e) => `M${DOCS[e.from].x},${DOCS[e.from].y}L${DOCS[e.to].x},${DOCS[e.to].y}`).join("");
      if (d) body.append(svg("path", { d, fill: "none", stroke: colour.kind[k], "stroke-width": (lit ? 1.6 : 0.8) / look.k, "stroke-opacity": lit ? 0.8 : Math.max(0.05, Math.min(0.6, 11 / Math.sqrt(edges.length + 1))) }));
    }
    const near = lit ? new Set([chosen, ...edges.flatMap((e) => [e.from, e.to])]) : null;
    for (const i of order) {
      if (!shown[i] || (near && !near.has(i))) continue;
      const d = DOCS[i], paint = { fill: d.held ? colour.level[d.level] : colour.page, stroke: colour.level[d.level], "stroke-width": d.held ? 0 : 1 }, r = d.r * 1.25;
      body.append(isParty(d.level) || d.party ? svg("path", { d: `M${d.x},${d.y - r}l${r},${r}l${-r},${r}l${-r},${-r}Z`, ...paint }) : svg("circle", { cx: d.x, cy: d.y, r: d.r, ...paint }));
    }
    root.append(body);
    for (const [text, x, y, font, tint] of texts(near)) root.append(svg("text", { x, y, "text-anchor": "middle", "font-size": parseFloat(font.split(" ")[1]), "font-weight": parseInt(font), fill: tint, stroke: colour.page, "stroke-width": 3, "paint-order": "stroke" }, text));
    return { text: new XMLSerializer().serializeToString(root), width, height };
  }
  return { draw, redraw: draw, mark: paint, reveal, fit, zoomBy: (f) => zoomAt(f, width / 2, height / 2), picture, at: (i) => screen(DOCS[i].x, DOCS[i].y) };
})();
