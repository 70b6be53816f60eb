// Text measured in the page's font, and cut or broken to a width in pixels.
const FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const pen = document.createElement("canvas").getContext("2d");
const measure = (text, font) => {
  pen.font = `${font} ${FONT}`;
  return pen.measureText(text).width;
};

/** The text, cut with an ellipsis where it is wider. */
function clip(text, width, font) {
  if (measure(text, font) <= width) return text;
  let low = 0,
    high = Math.min(text.length, 200);
  while (low < high) {
    const mid = (low + high + 1) >> 1;
    if (measure(text.slice(0, mid) + "…", font) <= width) low = mid;
    else high = mid - 1;
  }
  return text.slice(0, low).trimEnd() + "…";
}

/** The text in lines of a width, at most so many; the last is cut. */
function wrap(text, width, font, most) {
  const words = text.slice(0, 600).split(/\s+/).filter(Boolean),
    rows = [];
  let row = "";
  for (let k = 0; k < words.length; k++) {
    const longer = row ? row + " " + words[k] : words[k];
    if (!row || measure(longer, font) <= width) {
      row = longer;
      continue;
    }
    if (rows.length === most - 1) {
      rows.push(clip(row + " " + words.slice(k).join(" "), width, font));
      return rows;
    }
    rows.push(clip(row, width, font));
    row = words[k];
  }
  if (row) rows.push(clip(row, width, font));
  return rows;
}
