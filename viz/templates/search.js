// The search field and its list of hits.
let active = -1,
  hits = [];
function search() {
  const words = wordsOf($("q").value),
    list = $("hits");
  hits = [];
  active = -1;
  let total = 0;
  if (words.length)
    for (let i = 0; i < DOCS.length; i++)
      if (matches(i, words)) {
        total++;
        if (hits.length < 40) hits.push(i);
      }
  $("found").textContent = words.length ? t("hits", { n: num(total) }) : "";
  $("choices").replaceChildren(
    ...hits.map((i, k) =>
      make(
        "li",
        "",
        [make("b", "", DOCS[i].number), " ", day(DOCS[i]), make("span", "", title(DOCS[i]).slice(0, 300))],
        {
          role: "option",
          id: `hit${k}`,
          "aria-selected": "false",
          mousedown: (event) => {
            event.preventDefault();
            take(i);
          },
        },
      ),
    ),
  );
  list.hidden = !words.length || asTable;
  $("q").setAttribute("aria-expanded", String(!list.hidden));
  if (asTable) {
    rowsShown = 200;
    drawTable();
  }
}
let toPanel = false; // whether the keyboard goes to the panel when it has been drawn
function take(i) {
  $("hits").hidden = true;
  $("q").setAttribute("aria-expanded", "false");
  toPanel = true;
  choose(i);
}
function move(by) {
  if (!hits.length) return;
  active = (active + by + hits.length) % hits.length;
  $("choices")
    .querySelectorAll("li")
    .forEach((li, k) => {
      li.setAttribute("aria-selected", String(k === active));
      if (k === active) li.scrollIntoView({ block: "nearest" });
    });
  $("q").setAttribute("aria-activedescendant", `hit${active}`);
}
let pause = 0;
$("q").addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(search, 60);
});
$("q").addEventListener("focus", () => {
  if (hits.length && !asTable) $("hits").hidden = false;
});
$("q").addEventListener("blur", () => {
  $("hits").hidden = true;
});
$("q").addEventListener("keydown", (event) => {
  event.stopPropagation();
  if (event.key === "ArrowDown") move(1);
  else if (event.key === "ArrowUp") move(-1);
  else if (event.key === "Enter") {
    clearTimeout(pause);
    const at = active;
    search();
    if (hits.length) take(hits[Math.max(0, at)]);
  } else if (event.key === "Escape") {
    $("q").value = "";
    search();
    $("q").blur();
  } else return;
  event.preventDefault();
});
