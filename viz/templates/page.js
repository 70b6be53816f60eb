// The page around the drawing: its address, words, keys and start. It comes last.

// Choosing a document goes through the address, so that links, bookmarks and the back button work
const address = () => {
  try {
    return byId.get(decodeURIComponent(location.hash.slice(1))) ?? -1;
  } catch {
    return -1;
  }
};
function choose(i) {
  const hash = i >= 0 ? `#${encodeURIComponent(DOCS[i].doc)}` : "#";
  if (location.hash === (i >= 0 ? hash : "")) show(i);
  else location.hash = hash;
}
function show(i) {
  chosen = i;
  const wasHidden = $("panel").hidden;
  if (i >= 0) panelClosed = false;
  drawPanel();
  if (wasHidden !== $("panel").hidden) view.redraw();
  else view.mark();
  if (i >= 0) view.reveal(i);
  if (asTable) drawTable();
  if (toPanel) {
    toPanel = false;
    $("panel").focus({ preventScroll: true });
  }
}
addEventListener("hashchange", () => show(address()));

// Words, keys, start
function drawWords() {
  document.documentElement.lang = language;
  for (const e of document.querySelectorAll("[data-word]")) e.textContent = t(e.dataset.word);
  for (const e of document.querySelectorAll("[data-label]")) {
    e.setAttribute("aria-label", t(e.dataset.label));
    if (e.id === "q") e.placeholder = t(e.dataset.label);
    else if (e.tagName === "BUTTON") e.title = t(e.dataset.label);
  }
  $("view").textContent = t(asTable ? "drawing" : "table");
  $("language").textContent = t("language");
}
$("language").addEventListener("click", () => {
  language = language === "vi" ? "en" : "vi";
  try {
    localStorage.setItem("policygraph.language", language);
  } catch {
    /* a sandboxed frame */
  }
  drawAll();
});
$("overview").addEventListener("click", () => {
  panelClosed = false;
  const hidden = $("panel").hidden;
  if (chosen >= 0) choose(-1);
  else {
    drawPanel();
    if (hidden) view.redraw();
  }
  $("panel").focus();
});
$("zoomIn").addEventListener("click", () => view.zoomBy(1.25));
$("zoomOut").addEventListener("click", () => view.zoomBy(0.8));
$("fit").addEventListener("click", () => view.fit());
addEventListener("keydown", (event) => {
  if (event.target.matches("input") || event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    "/": () => $("q").focus(),
    "+": () => view.zoomBy(1.25),
    "=": () => view.zoomBy(1.25),
    "-": () => view.zoomBy(0.8),
    0: () => view.fit(),
    Escape: () => choose(-1),
  }[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});
addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => view.redraw());
let resized = 0;
addEventListener("resize", () => {
  clearTimeout(resized);
  resized = setTimeout(() => view.redraw(), 120);
});

function drawAll() {
  drawWords();
  drawLegend();
  drawCount();
  drawPanel();
  view.draw();
  if (asTable) drawTable();
}
chosen = address();
panelClosed = chosen < 0 && innerWidth < 1500 && !(IS_CHAIN && OPTIONS.columns.length < 4 && innerWidth > 1000);
drawAll();
if (chosen >= 0) view.reveal(chosen);
performance.mark("drawn");
