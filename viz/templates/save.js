// Saving pictures and tables.
function download(blob, ending) {
  const name =
    fold(DOCS[OPTIONS.root]?.number ?? "policygraph")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "policygraph";
  const url = URL.createObjectURL(blob);
  make("a", "", null, { href: url, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
/** Spreadsheets take a cell that begins like a formula for one; an apostrophe keeps it text. */
const cell = (value) => {
  const s = String(value ?? "");
  return `"${(/^[\s]*[=+\-@\t\r]/.test(s) ? "'" + s : s).replaceAll('"', '""')}"`;
};
const saveCsv = (rows, name) =>
  download(
    new Blob(["\ufeff" + rows.map((r) => r.map(cell).join(",")).join("\r\n") + "\r\n"], {
      type: "text/csv;charset=utf-8",
    }),
    name,
  );
function savePng() {
  const { text, width, height } = view.picture(),
    zoom = Math.min(2, 16000 / width, 16000 / height, Math.sqrt(6e7 / (width * height)));
  const image = new Image(),
    canvas = make("canvas");
  canvas.width = Math.ceil(width * zoom);
  canvas.height = Math.ceil(height * zoom);
  const url = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.onload = () => {
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    canvas.toBlob((blob) => download(blob, "png"));
  };
  image.src = url;
}
const SAVE = {
  png: savePng,
  svg: () => download(new Blob([view.picture().text], { type: "image/svg+xml" }), "svg"),
  documents: () =>
    saveCsv(
      [
        [...COLUMNS.map(([key]) => t(key)), t("id")],
        ...tableRows().map((i) => [...COLUMNS.map(([, value]) => value(i)), DOCS[i].doc]),
      ],
      "documents.csv",
    ),
  relations: () =>
    saveCsv(
      [
        ["source", "relation", "target", "quote", "asserted", "page"].map((k) =>
          k === "page" ? t(k, { n: "" }).trim() : t(k),
        ),
        ...EDGES.filter(edgeShown).flatMap((e) =>
          (e.quotes?.length ? e.quotes : [{}]).map((q) => [
            DOCS[e.from].doc,
            relationName(e),
            DOCS[e.to].doc,
            q.quote,
            typeof q.by === "number" ? DOCS[q.by].doc : q.by,
            q.page,
          ]),
        ),
      ],
      "relations.csv",
    ),
  print: () => print(),
};
$("save").addEventListener("click", (event) => {
  const what = event.target.dataset.save;
  if (what) {
    $("save").open = false;
    SAVE[what]();
  }
});
