// The network: a canvas painted by us. A picture of everything is kept and moved while one drags; labels and the
// chosen document's relations lie above it.
const view = (() => {
  const stage = $("stage"),
    canvas = make("canvas", "", null, { tabindex: "0", role: "img" }),
    tip = make("div", "", null, { id: "tip", hidden: "" });
  stage.append(canvas, tip);
  const front = canvas.getContext("2d"),
    base = document.createElement("canvas");
  const BATCH = 500,
    CELL = 24,
    MOST_LABELS = 70,
    MOST_TRIED = 1500;
  let look = { k: 1, x: 0, y: 0 },
    drawnAt = null,
    colour = {},
    width = 0,
    height = 0,
    ratio = 1,
    later = 0,
    over = -1,
    dotsOnly = false;
  const weight = (i) => incoming[i].length * [6, 5, 3, 2, 2, 1, 1][DOCS[i].level];
  const order = DOCS.map((_, i) => i).sort((a, b) => weight(b) - weight(a));
  const bearers = counts(DOCS.map((d) => d.number));
  /** A number, with its year where several documents bear it. */
  const nameOf = (i) =>
    (bearers.get(DOCS[i].number) > 1 && DOCS[i].year ? `${DOCS[i].number} (${DOCS[i].year})` : DOCS[i].number).slice(
      0,
      60,
    );
  const grid = new Map();
  const frame = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  /** Gives the rings of provinces the shape of the screen; discs keep theirs. */
  function stretch() {
    const shape = stage.clientWidth / Math.max(1, stage.clientHeight),
      wide = Math.min(1.7, Math.max(1, shape * 0.95)),
      high = Math.min(1.5, Math.max(1, 0.95 / shape)),
      shift = new Map();
    const upright = shape < 0.95 && OPTIONS.discs.length <= 3; // few discs lie side by side; on a tall screen, one above another
    for (const disc of OPTIONS.discs) {
      const [name, x, y] = disc;
      disc[1] = upright ? -y : x * wide;
      disc[2] = upright ? x : y * high;
      shift.set(name, [disc[1] - x, disc[2] - y]);
    }
    DOCS.forEach((d, i) => {
      const [x, y] = shift.get(d.place ?? null) ?? [0, 0];
      d.x += x;
      d.y += y;
      const key = `${Math.floor(d.x / CELL)},${Math.floor(d.y / CELL)}`;
      if (grid.has(key)) grid.get(key).push(i);
      else grid.set(key, [i]);
    });
    for (const [, x, y, r] of OPTIONS.discs) {
      frame.left = Math.min(frame.left, x - r - 60);
      frame.right = Math.max(frame.right, x + r + 60);
      frame.top = Math.min(frame.top, y - r - 34);
      frame.bottom = Math.max(frame.bottom, y + r + 14);
    }
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
    width = stage.clientWidth;
    height = stage.clientHeight;
    ratio = Math.min(2, devicePixelRatio || 1);
    for (const c of [canvas, base]) {
      c.width = Math.max(1, width * ratio);
      c.height = Math.max(1, height * ratio);
    }
  }
  const place = (c) => c.setTransform(ratio * look.k, 0, 0, ratio * look.k, ratio * look.x, ratio * look.y);

  const scaled = (dashes) => dashes.split(" ").map((n) => n / look.k);

  function dot(c, i, r) {
    const d = DOCS[i];
    if (d.party) {
      r *= 1.25;
      c.moveTo(d.x, d.y - r);
      c.lineTo(d.x + r, d.y);
      c.lineTo(d.x, d.y + r);
      c.lineTo(d.x - r, d.y);
      c.closePath();
    } else {
      c.moveTo(d.x + r, d.y);
      c.arc(d.x, d.y, r, 0, 7);
    }
  }
  function dots(c, list, least) {
    const groups = new Map();
    for (const i of list) {
      const key = DOCS[i].level * 2 + (DOCS[i].held ? 1 : 0);
      if (groups.has(key)) groups.get(key).push(i);
      else groups.set(key, [i]);
    }
    for (const [key, members] of groups)
      for (let at = 0; at < members.length; at += BATCH) {
        c.beginPath();
        for (const i of members.slice(at, at + BATCH)) dot(c, i, Math.max(DOCS[i].r, least));
        if (key % 2) {
          c.fillStyle = colour.level[key >> 1];
          c.fill();
        } else {
          c.fillStyle = colour.page;
          c.fill();
          c.strokeStyle = colour.level[key >> 1];
          c.lineWidth = Math.max(1.1, 0.9 / look.k);
          c.stroke();
        }
      }
  }
  function paintBase() {
    const c = base.getContext("2d");
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.fillStyle = colour.page;
    c.fillRect(0, 0, base.width, base.height);
    place(c);
    c.fillStyle = colour.soft;
    for (const [name, x, y, r] of OPTIONS.discs)
      if (name) {
        c.beginPath();
        c.arc(x, y, r + 4, 0, 7);
        c.fill();
      }
    const lists = OPTIONS.relations.map(() => []);
    let count = 0;
    dotsOnly = chosen >= 0; // then documents alone: the chosen one's relations are drawn above them
    if (!dotsOnly)
      for (const e of EDGES)
        if (edgeShown(e)) {
          lists[e.kind].push(e);
          count++;
        }
    c.lineWidth = 0.8 / look.k;
    c.globalAlpha = Math.max(0.05, Math.min(0.6, 9 / Math.sqrt(count + 1)));
    for (let k = lists.length - 1; k >= 0; k--) {
      c.strokeStyle = colour.kind[k];
      for (let at = 0; at < lists[k].length; at += BATCH) {
        c.beginPath();
        for (const e of lists[k].slice(at, at + BATCH)) {
          c.moveTo(DOCS[e.from].x, DOCS[e.from].y);
          c.lineTo(DOCS[e.to].x, DOCS[e.to].y);
        }
        c.stroke();
      }
    }
    c.globalAlpha = 1;
    dots(
      c,
      order.filter((i) => shown[i]),
      0.9 / look.k,
    );
    drawnAt = { ...look };
  }

  /** What lies above the picture: the chosen document's relations, names of provinces, numbers without collisions. */
  function paint() {
    if (dotsOnly !== chosen >= 0) paintBase();
    const c = front;
    c.setTransform(1, 0, 0, 1, 0, 0);
    c.globalAlpha = 1;
    c.fillStyle = colour.page;
    c.fillRect(0, 0, canvas.width, canvas.height);
    const s = look.k / drawnAt.k;
    c.globalAlpha = chosen >= 0 ? 0.25 : 1;
    c.drawImage(
      base,
      ratio * (look.x - drawnAt.x * s),
      ratio * (look.y - drawnAt.y * s),
      base.width * s,
      base.height * s,
    );
    c.globalAlpha = 1;
    let near = null;
    if (chosen >= 0) {
      place(c);
      near = relations(c);
    }
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    labels(c, near);
  }
  function relations(c) {
    const edges = [...outgoing[chosen], ...incoming[chosen]].filter(edgeShown),
      near = new Set([chosen]);
    c.globalAlpha = Math.max(0.3, Math.min(1, 9 / Math.sqrt(edges.length + 1)));
    for (const e of edges) {
      const a = DOCS[e.from],
        b = DOCS[e.to],
        d = Math.hypot(b.x - a.x, b.y - a.y) || 1,
        ux = (b.x - a.x) / d,
        uy = (b.y - a.y) / d,
        t0 = b.r + 1 / look.k,
        h = 8 / look.k;
      near.add(e.from);
      near.add(e.to);
      c.strokeStyle = c.fillStyle = colour.kind[e.kind];
      c.lineWidth = (e.kind < 3 ? 1.9 : 1.2) / look.k;
      c.setLineDash(dash(e) ? scaled(dash(e)) : []);
      c.beginPath();
      c.moveTo(a.x, a.y);
      c.lineTo(b.x, b.y);
      c.stroke();
      c.beginPath();
      c.moveTo(b.x - ux * t0, b.y - uy * t0);
      c.lineTo(b.x - ux * (t0 + h) - uy * h * 0.42, b.y - uy * (t0 + h) + ux * h * 0.42);
      c.lineTo(b.x - ux * (t0 + h) + uy * h * 0.42, b.y - uy * (t0 + h) - ux * h * 0.42);
      c.fill();
    }
    c.setLineDash([]);
    c.globalAlpha = 1;
    dots(c, [...near], 3 / look.k);
    c.beginPath();
    dot(c, chosen, Math.max(DOCS[chosen].r, 6 / look.k) + 3 / look.k);
    c.strokeStyle = colour.ink;
    c.lineWidth = 2 / look.k;
    c.stroke();
    return near;
  }
  const screen = (x, y) => [x * look.k + look.x, y * look.k + look.y];

  /** Texts to write: the chosen document's number, names of provinces, then numbers by importance. */
  function texts(near) {
    const seen = order
      .filter((i) => shown[i] && (!near || near.has(i)))
      .map((i) => {
        const [x, y] = screen(DOCS[i].x, DOCS[i].y);
        return { i, x, y, r: DOCS[i].r * look.k };
      })
      .filter(({ x, y }) => x >= 0 && y >= 0 && x <= width && y <= height);
    const few = seen.length <= 150; // then numbers keep off the documents' marks too
    const labels = new Labels(width, height, few ? seen : []);
    if (near) {
      const [x, y] = screen(DOCS[chosen].x, DOCS[chosen].y);
      labels.force(nameOf(chosen), x, y - DOCS[chosen].r * look.k - 12, 14, colour.ink);
    }
    for (const [name, dx, dy, r] of OPTIONS.discs) {
      if (!name || r * look.k <= 9) continue;
      const [x, y] = screen(dx, dy - r - 6 / look.k);
      labels.add(placeName(name), [[x, Math.max(15, y)]], 13, true, off.place.has(name) ? colour.muted : colour.ink);
    }
    let most = MOST_LABELS;
    for (const { i, x, y, r } of seen.slice(0, MOST_TRIED)) {
      if (most <= 0) break;
      if (i === chosen || (!near && r < 2.4)) continue;
      const below = [x, y + r + 13],
        above = [x, y - r - 6],
        right = [x + r + 6, y + 4, 1],
        left = [x - r - 6, y + 4, -1];
      if (labels.add(nameOf(i), few ? [below, above, right, left] : [below], 11.5, false, colour.ink)) most--;
    }
    return labels.found;
  }
  function labels(c, near) {
    const list = shown.some(Boolean)
      ? texts(near)
      : [[t("nothing"), width / 2, height / 2, `450 14px ${FONT}`, colour.muted]];
    c.textAlign = "center";
    c.lineJoin = "round";
    c.strokeStyle = colour.page;
    for (const [text, x, y, font, tint] of list) {
      c.font = font;
      c.lineWidth = 3.5;
      c.globalAlpha = 0.92;
      c.strokeText(text, x, y);
      c.globalAlpha = 1;
      c.fillStyle = tint;
      c.fillText(text, x, y);
    }
  }

  function moved() {
    paint();
    clearTimeout(later);
    later = setTimeout(() => {
      paintBase();
      paint();
    }, 130);
  }
  function zoomAt(factor, x, y) {
    const k = Math.max(0.03, Math.min(12, look.k * factor));
    look = { k, x: x - ((x - look.x) * k) / look.k, y: y - ((y - look.y) * k) / look.k };
    moved();
  }
  function hit(px, py) {
    const x = (px - look.x) / look.k,
      y = (py - look.y) / look.k,
      reach = 7 / look.k + 4,
      span = Math.min(6, Math.ceil((reach + 14) / CELL));
    let best = -1,
      least = Infinity;
    for (let u = -span; u <= span; u++)
      for (let v = -span; v <= span; v++)
        for (const i of grid.get(`${Math.floor(x / CELL) + u},${Math.floor(y / CELL) + v}`) ?? []) {
          if (!shown[i]) continue;
          const d = Math.hypot(DOCS[i].x - x, DOCS[i].y - y) - DOCS[i].r;
          if (d < 7 / look.k && d < least) {
            least = d;
            best = i;
          }
        }
    return best;
  }

  gestures(canvas, {
    move: (dx, dy) => {
      look.x += dx;
      look.y += dy;
      moved();
    },
    zoom: zoomAt,
    click: (x, y) => choose(hit(x, y)),
    hover,
    rest: () => {
      tip.hidden = true;
    },
  });
  function hover(x, y) {
    const i = hit(x, y);
    canvas.style.cursor = i >= 0 ? "pointer" : "";
    if (i !== over) {
      over = i;
      if (i >= 0)
        tip.replaceChildren(
          make("b", "", DOCS[i].number),
          make("div", "", (DOCS[i].text ?? "").slice(0, 220)),
          make(
            "div",
            "muted",
            [t(OPTIONS.levels[DOCS[i].level]), placeName(DOCS[i].place ?? ""), day(DOCS[i])]
              .filter(Boolean)
              .join(" · "),
          ),
        );
    }
    tip.hidden = i < 0;
    if (i >= 0) {
      tip.style.left = `${Math.min(x + 14, width - 350)}px`;
      tip.style.top = `${Math.min(y + 14, height - 120)}px`;
    }
  }

  function draw() {
    canvas.setAttribute("aria-label", `${t("network")}: ${t("hintNetwork")} ${t("keysNetwork")}`);
    colours();
    resize();
    if (!drawnAt) {
      stretch();
      fitTo(frame);
    }
    paintBase();
    paint();
  }
  /** Brings a document into sight: its neighbourhood if that is wide, else the place around it. */
  function reveal(i) {
    const near = [...outgoing[i], ...incoming[i]].map((e) => DOCS[farEnd(e, i)]);
    const [x, y] = screen(DOCS[i].x, DOCS[i].y),
      inside = x > 40 && y > 40 && x < width - 40 && y < height - 40;
    if (near.length > 25) fitTo(frame);
    else if (!inside || look.k < 0.5) {
      const k = Math.max(look.k, 0.8);
      look = { k, x: width / 2 - k * DOCS[i].x, y: height / 2 - k * DOCS[i].y };
    } else return;
    paintBase();
    paint();
  }
  function fit() {
    fitTo(frame);
    paintBase();
    paint();
  }

  /** The sight as SVG. */
  function picture() {
    const root = svg("svg", {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      "font-family": "Noto Sans, Arial, sans-serif",
    });
    root.append(svg("rect", { width, height, fill: colour.page }));
    const body = svg("g", { transform: `translate(${look.x} ${look.y}) scale(${look.k})` }),
      lit = chosen >= 0;
    const edges = EDGES.filter((e) => edgeShown(e) && (!lit || e.from === chosen || e.to === chosen));
    for (let k = OPTIONS.relations.length - 1; k >= 0; k--) {
      const d = edges
        .filter((e) => e.kind === k)
        .map((e) => `M${DOCS[e.from].x},${DOCS[e.from].y}L${DOCS[e.to].x},${DOCS[e.to].y}`)
        .join("");
      if (d)
        body.append(
          svg("path", {
            d,
            fill: "none",
            stroke: colour.kind[k],
            "stroke-width": (lit ? 1.6 : 0.8) / look.k,
            "stroke-dasharray": lit && DASH[k] ? scaled(DASH[k]).join(" ") : "none",
            "stroke-opacity": lit ? 0.8 : Math.max(0.05, Math.min(0.6, 11 / Math.sqrt(edges.length + 1))),
          }),
        );
    }
    const near = lit ? new Set([chosen, ...edges.flatMap((e) => [e.from, e.to])]) : null;
    for (const i of order) {
      if (!shown[i] || (near && !near.has(i))) continue;
      const d = DOCS[i],
        paint = {
          fill: d.held ? colour.level[d.level] : colour.page,
          stroke: colour.level[d.level],
          "stroke-width": d.held ? 0 : 1,
        },
        r = d.r * 1.25;
      body.append(
        d.party
          ? svg("path", { d: `M${d.x},${d.y - r}l${r},${r}l${-r},${r}l${-r},${-r}Z`, ...paint })
          : svg("circle", { cx: d.x, cy: d.y, r: d.r, ...paint }),
      );
    }
    root.append(body);
    for (const [text, x, y, font, tint] of texts(near))
      root.append(
        svg(
          "text",
          {
            x,
            y,
            "text-anchor": "middle",
            "font-size": parseFloat(font.split(" ")[1]),
            "font-weight": parseInt(font),
            fill: tint,
            stroke: colour.page,
            "stroke-width": 3,
            "paint-order": "stroke",
          },
          text,
        ),
      );
    return { text: new XMLSerializer().serializeToString(root), width, height };
  }
  return {
    draw,
    redraw: draw,
    mark: paint,
    reveal,
    fit,
    zoomBy: (f) => zoomAt(f, width / 2, height / 2),
    picture,
    at: (i) => screen(DOCS[i].x, DOCS[i].y),
  };
})();
