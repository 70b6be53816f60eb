// The table: the documents that the filters and the search leave
const up = (i) => (IS_CHAIN && DOCS[i].up >= 0 ? EDGES[DOCS[i].up] : null);
const COLUMNS = [
  ["number", (i) => DOCS[i].number],
  ["title", (i) => title(DOCS[i])],
  ["level", (i) => t(OPTIONS.levels[DOCS[i].level])],
  ["place", (i) => placeName(DOCS[i].place ?? "")],
  ["issuer", (i) => DOCS[i].issuer ?? ""],
  ["issued", (i) => DOCS[i].issued ?? String(DOCS[i].year ?? "")],
  ["text", (i) => t(DOCS[i].held ? "held" : "cited")],
  [
    "leadsTo",
    (i) => {
      const e = up(i);
      return e ? `${relationName(e)} ${DOCS[farEnd(e, i)].number}` : IS_CHAIN && i === OPTIONS.root ? t("root") : "";
    },
  ],
  ["taskCount", (i) => (DOCS[i].tasks ? String(DOCS[i].tasks.length) : "")],
].filter(([key]) => IS_CHAIN || key !== "leadsTo");
function tableRows() {
  const words = asTable ? wordsOf($("q").value) : [],
    rows = DOCS.map((_, i) => i).filter((i) => shown[i] && matches(i, words));
  if (sortBy.column >= 0) {
    const value = COLUMNS[sortBy.column][1],
      collator = new Intl.Collator("vi", { numeric: true }),
      values = new Map(rows.map((i) => [i, value(i)]));
    rows.sort((a, b) => collator.compare(values.get(a), values.get(b)) * (sortBy.down ? -1 : 1));
  }
  return rows;
}
function drawTable() {
  const rows = tableRows();
  const head = make(
    "tr",
    "",
    COLUMNS.map(([key], c) =>
      make(
        "th",
        "",
        [
          make("button", "", t(key) + (sortBy.column === c ? (sortBy.down ? " ↓" : " ↑") : ""), {
            click: () => {
              sortBy = { column: c, down: sortBy.column === c && !sortBy.down };
              drawTable();
            },
          }),
        ],
        { scope: "col", "aria-sort": sortBy.column === c ? (sortBy.down ? "descending" : "ascending") : "none" },
      ),
    ),
  );
  const body = rows.slice(0, rowsShown).map((i) =>
    make(
      "tr",
      i === chosen ? "chosen" : "",
      COLUMNS.map(([key, value]) =>
        make("td", "", key === "number" ? [link(i)] : key === "issued" ? day(DOCS[i]) : value(i)),
      ),
    ),
  );
  $("table").replaceChildren(
    rows.length
      ? make("table", "", [make("thead", "", [head]), make("tbody", "", body)])
      : make("p", "muted", t("nothing")),
  );
  if (rows.length > rowsShown)
    $("table").append(
      make("button", "more", t("more", { n: num(rows.length - rowsShown) }), {
        click: () => {
          rowsShown += 500;
          drawTable();
        },
      }),
    );
}
$("view").addEventListener("click", () => {
  asTable = !asTable;
  $("table").hidden = !asTable;
  $("stage").hidden = $("zoom").hidden = asTable;
  $("hits").hidden = true;
  drawWords();
  if (asTable) drawTable();
  else {
    view.redraw();
    if (chosen >= 0) view.reveal(chosen);
  }
});
