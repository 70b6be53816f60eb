// Mouse, fingers and arrow keys on a canvas.

/** Calls move(dx, dy), zoom(factor, x, y), click(x, y), hover(x, y) and, where a hint would be in the way, rest(). */
function gestures(canvas, { move, zoom, click, hover, rest }) {
  const fingers = new Map();
  let dragged = false;
  canvas.addEventListener("pointerdown", (e) => {
    canvas.setPointerCapture(e.pointerId);
    fingers.set(e.pointerId, [e.offsetX, e.offsetY]);
    dragged = fingers.size > 1;
    rest();
  });
  canvas.addEventListener("pointermove", (e) => {
    const was = fingers.get(e.pointerId);
    const [x, y] = [e.offsetX, e.offsetY];
    if (!was) return hover(x, y);
    if (!dragged && Math.hypot(x - was[0], y - was[1]) < 4) return;
    dragged = true;
    const other = [...fingers].find(([id]) => id !== e.pointerId)?.[1];
    if (other) {
      const before = Math.hypot(was[0] - other[0], was[1] - other[1]) || 1;
      zoom(Math.hypot(x - other[0], y - other[1]) / before, (x + other[0]) / 2, (y + other[1]) / 2);
    } else move(x - was[0], y - was[1]);
    fingers.set(e.pointerId, [x, y]);
  });
  const lift = (e) => {
    if (fingers.delete(e.pointerId) && e.type === "pointerup" && !dragged) click(e.offsetX, e.offsetY);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
  canvas.addEventListener("pointerleave", rest);
  const turn = (e) => {
    e.preventDefault();
    zoom(Math.exp(-Math.max(-120, Math.min(120, e.deltaY)) / 500), e.offsetX, e.offsetY);
  };
  canvas.addEventListener("wheel", turn, { passive: false });
  canvas.addEventListener("keydown", (e) => {
    const by = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] }[e.key];
    if (!by) return;
    move(...by);
    e.preventDefault();
  });
}
