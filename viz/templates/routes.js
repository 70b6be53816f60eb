// The lines of a chain: out of a box, along the lane below its row if boxes are in the way, down the gutter beside the
// target, and in. No line runs through a box.
const GAP = 34, // between columns
  LANE = 18, // between rows
  TRACKS = 5; // in a gutter

/** Where an edge leaves, which gutter it runs down and where it arrives: the gutter beside its target, so that all
 *  edges of one relation to one document share a trunk. Sides are the facing ones. */
function course(e, places, occupied) {
  const a = places[e.from],
    b = places[e.to],
    ca = DOCS[e.from].cell[0],
    cb = DOCS[e.to].cell[0];
  const nudge = Math.max(-2, Math.min(2, e.kind - 1)) * 4,
    way = ca >= cb ? -1 : 1; // the direction of travel
  const x1 = ca > cb ? a.x : a.x + a.w,
    x2 = way < 0 ? b.x + b.w : b.x;
  const between =
    ca !== cb &&
    [...(occupied.get(DOCS[e.from].cell[1]) ?? [])].some((c) => c > Math.min(ca, cb) && c < Math.max(ca, cb));
  const y1 = a.y + BOX / 2 + nudge,
    y2 = b.y + BOX / 2 + nudge,
    lane = between ? a.lane + ((e.from % 3) - 1) * 3 : y1;
  const gutter = way < 0 ? x2 : x2 - GAP;
  return { e, x1, y1, x2, y2, lane, way, gutter, key: `${gutter} ${e.to} ${e.kind}`, side: ca > cb ? -1 : 1 };
}
/** Gives each trunk a track of its gutter, free over the trunk's whole height where one is. */
function shareTracks(courses) {
  const trunks = new Map();
  for (const c of courses) {
    const trunk = trunks.get(c.key) ?? { gutter: c.gutter, top: Infinity, bottom: -Infinity };
    trunk.top = Math.min(trunk.top, c.lane, c.y2);
    trunk.bottom = Math.max(trunk.bottom, c.lane, c.y2);
    trunks.set(c.key, trunk);
  }
  const taken = new Map();
  for (const trunk of [...trunks.values()].sort((a, b) => a.top - b.top || a.bottom - b.bottom)) {
    const ends = taken.get(trunk.gutter) ?? new Array(TRACKS).fill(-Infinity);
    const free = ends.findIndex((end) => end < trunk.top),
      at = free >= 0 ? free : ends.indexOf(Math.min(...ends));
    ends[at] = Math.max(ends[at], trunk.bottom);
    taken.set(trunk.gutter, ends);
    trunk.x = trunk.gutter + 12 + (at * (GAP - 20)) / (TRACKS - 1);
  }
  for (const c of courses) c.track = trunks.get(c.key).x;
}
/** The path through a course's corners, rounded, and the point of its badge. */
function path(c) {
  const out = c.x1 + c.side * 8,
    tip = c.x2 - c.way * 6;
  const points = [
    [c.x1, c.y1],
    ...(c.lane !== c.y1
      ? [
          [out, c.y1],
          [out, c.lane],
        ]
      : []),
    [c.track, c.lane],
    [c.track, c.y2],
    [tip, c.y2],
  ];
  let d = `M${points[0]}`;
  for (let k = 1; k < points.length - 1; k++) {
    const [px, py] = points[k - 1],
      [x, y] = points[k],
      [nx, ny] = points[k + 1];
    const r = Math.min(7, (Math.abs(x - px) + Math.abs(y - py)) / 2, (Math.abs(nx - x) + Math.abs(ny - y)) / 2);
    d += `L${x - Math.sign(x - px) * r},${y - Math.sign(y - py) * r}Q${x},${y} ${x + Math.sign(nx - x) * r},${y + Math.sign(ny - y) * r}`;
  }
  return { d: `${d}L${points.at(-1)}`, x: (c.x1 + c.track) / 2, y: c.lane };
}

/** The paths of edges, and the points of their badges. `places` are the boxes' by document, `occupied` the columns that
 *  have a box, by row. Edges of one call share the tracks of the gutters. */
function routes(edges, places, occupied) {
  const courses = edges.map((e) => course(e, places, occupied));
  shareTracks(courses);
  return courses.map((c) => ({ e: c.e, ...path(c) }));
}
