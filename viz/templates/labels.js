// Texts on a canvas, each where nothing else is written.
class Labels {
  /** `marks` are {x, y, r} that texts keep off. `found` is what to write: [text, x, y, font, colour], centred. */
  constructor(width, height, marks) {
    this.width = width;
    this.height = height;
    this.taken = marks.map(({ x, y, r }) => [x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8]);
    this.found = [];
  }
  /** Writes at the first free of the spots: [x, y], or [x, y, 1] to begin there, [x, y, -1] to end there. */
  add(text, spots, size, bold, colour) {
    const font = `${bold ? 650 : 450} ${size}px ${FONT}`,
      w = measure(text, `${bold ? 650 : 450} ${size}px`);
    for (const [at, y, side = 0] of spots) {
      const x = at + (side * w) / 2,
        box = [x - w / 2 - 3, y - size, x + w / 2 + 3, y + 4];
      if (!this.free(box)) continue;
      this.taken.push(box);
      this.found.push([text, x, y, font, colour]);
      return true;
    }
    return false;
  }
  /** Writes there whatever else is. */
  force(text, x, y, size, colour) {
    const w = measure(text, `650 ${size}px`);
    this.taken.push([x - w / 2 - 3, y - size, x + w / 2 + 3, y + 4]);
    this.found.push([text, x, y, `650 ${size}px ${FONT}`, colour]);
  }
  free([left, top, right, bottom]) {
    if (left < 0 || top < 0 || right > this.width || bottom > this.height) return false;
    return !this.taken.some((o) => o[0] < right && left < o[2] && o[1] < bottom && top < o[3]);
  }
}
