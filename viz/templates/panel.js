// The panel beside the drawing: the chosen document, or what the whole page tells.
let panelClosed = false;
/** A list that grows by `step` rows at a time. */
function growing(className, items, row, step = 50) {
  const list = make("ul", className, []),
    button = make("button", "more", "");
  let from = 0;
  const grow = () => {
    list.append(...items.slice(from, from + step).map((item, k) => row(item, from + k)));
    from += step;
    button.textContent = t("more", { n: num(Math.max(0, items.length - from)) });
    button.hidden = from >= items.length;
  };
  button.addEventListener("click", grow);
  grow();
  return [list, button];
}
function quote(q) {
  const by = typeof q.by === "number" ? link(q.by) : make("b", "", q.by);
  const facts = [
    q.page ? t("page", { n: q.page }) : "",
    q.sure !== undefined ? t("sure", { n: Math.round(q.sure * 100) }) : "",
  ].filter(Boolean);
  return make("blockquote", "", [
    make("p", "", q.quote),
    make("footer", "", ["— ", by, facts.length ? `, ${facts.join(", ")}` : ""]),
  ]);
}
function relationRow(e, at) {
  const notes = [
    e.role === "directive" && e.kind === 0 ? t("byTask") : "",
    e.role === "part" ? t("part") : "",
    e.undecided ? t("undecided") : "",
  ]
    .filter(Boolean)
    .join(", ");
  const other = farEnd(e, at);
  return make("li", `relation r${e.kind}`, [
    make("span", "kind", relationName(e)),
    " ",
    link(other),
    " ",
    make("span", "muted", [day(DOCS[other]), notes].filter(Boolean).join(" · ")),
    ...(e.quotes ?? []).map(quote),
    e.more ? make("p", "muted", t("elsewhere", { n: num(e.more) })) : null,
  ]);
}
/** Why a step bears little. */
const doubts = (e) =>
  [
    e.undecided ? t("undecided") : "",
    e.kind ? t("notImplements") : "",
    e.kind === 0 && e.role === "directive" ? t("byTask") : "",
    e.quotes?.length && e.quotes[0].sure !== undefined ? t("sure", { n: Math.round(e.quotes[0].sure * 100) }) : "",
  ]
    .filter(Boolean)
    .join(", ");
function taskRow(task) {
  const who = (task.bodies ?? []).map((b) => make("li", "", [make("b", "", b.name), b.role ? ` — ${t(b.role)}` : ""]));
  return make("li", "relation", [
    make("span", "", [make("b", "", task.where ? `${task.where}. ` : ""), task.text ?? ""]),
    who.length ? make("ul", "bodies", who) : null,
    task.deadline ? make("p", "warn", `${t("deadline")}: ${task.deadline}`) : null,
    make("p", "muted", [
      task.page ? t("page", { n: task.page }) + " " : "",
      ...(task.for ?? []).flatMap((k) => [`${t("implements")} `, link(k), " "]),
    ]),
  ]);
}
function drawDocument(panel, i) {
  const d = DOCS[i],
    steps = IS_CHAIN ? pathOf(i) : [],
    weakest = weakestOf(steps);
  panel.append(make("h2", "", d.number), make("p", "lead", title(d)));
  panel.append(
    make("div", "tags", [
      make("span", "tag", [swatchMarks([!!d.party], `var(--l${d.level})`), t(OPTIONS.levels[d.level])]),
      make("span", "tag", t(d.held ? "held" : "cited")),
      d.draft ? make("span", "tag", t("draft")) : null,
      superseded(i) ? make("span", "tag warn", t("superseded")) : null,
    ]),
  );
  const place = d.place
    ? placeName(d.place) +
      (d.concluded ? ` (${t("concluded")})` : "") +
      (d.former ? ` (${t("former", { n: d.former })})` : "")
    : "";
  const facts = [
    ["issuer", d.issuer],
    ["issued", day(d)],
    ["place", place],
    ["signer", d.signer],
    ["file", d.file],
    ["id", d.doc],
  ].filter(([, v]) => v);
  panel.append(
    make(
      "dl",
      "",
      facts.flatMap(([k, v]) => [make("dt", "", t(k)), make("dd", "", v)]),
    ),
  );
  if (OPTIONS.site) {
    const read = { href: `${OPTIONS.site}document/?id=${encodeURIComponent(d.doc)}` };
    panel.append(make("p", "", [make("a", "link", t(d.held ? "read" : "facts"), read)]));
  }
  if (steps.length) {
    const rows = steps.map(({ at, edge }) =>
      make("li", "", [
        link(at),
        " ",
        make("span", "muted", `${relationName(edge)}${edge.from === at ? "" : " ←"}`),
        weakest?.edge === edge ? make("p", "warn", `⚠ ${t("weakest")}: ${doubts(edge)}`) : null,
      ]),
    );
    rows.push(make("li", "", [link(OPTIONS.root), " ", make("span", "muted", t("root"))]));
    panel.append(make("h3", "", t("path")), make("ol", "path", rows));
  }
  if (d.tasks) panel.append(make("h3", "", `${t("tasksHead")} (${d.tasks.length})`), ...growing("", d.tasks, taskRow));
  for (const [key, edges] of [
    ["outgoing", outgoing[i]],
    ["incoming", incoming[i]],
  ]) {
    const rows = edges.filter(edgeShown).sort((a, b) => a.kind - b.kind);
    if (rows.length)
      panel.append(make("h3", "", t(key, { n: num(rows.length) })), ...growing("", rows, (e) => relationRow(e, i)));
  }
}
const gapList = () =>
  make(
    "ul",
    "places",
    OPTIONS.missing.map(([name, cited]) => make("li", cited ? "some" : "", cited ? `${name} (${t("cited")})` : name)),
  );
function drawOverview(panel) {
  if (IS_CHAIN) {
    const root = DOCS[OPTIONS.root];
    panel.append(make("h2", "", root.number), make("p", "lead", title(root)), make("p", "muted", t("hint")));
    if (DOUBTFUL.length)
      panel.append(
        make("h3", "", t("doubtful", { n: DOUBTFUL.length })),
        ...growing(
          "",
          DOUBTFUL,
          (e, k) =>
            make("li", "", [
              link(e.from),
              " → ",
              link(e.to),
              make("p", k ? "muted" : "warn", (k ? "" : `⚠ ${t("weakest")}: `) + doubts(e)),
            ]),
          8,
        ),
      );
    if (OPTIONS.missing.length) panel.append(make("h3", "", t("gaps", { n: OPTIONS.missing.length })), gapList());
    panel.append(make("p", "muted keys", t("keys")));
  } else {
    const cited = DOCS.map((_, i) => i)
      .sort((a, b) => incoming[b].length - incoming[a].length)
      .slice(0, 12)
      .filter((i) => incoming[i].length);
    panel.append(
      make("h2", "", t("overview")),
      make("p", "lead muted", t("hintNetwork")),
      make("h3", "", t("mostCited")),
    );
    panel.append(
      make(
        "ul",
        "",
        cited.map((i) =>
          make("li", "", [
            link(i),
            " ",
            make("span", "muted", `${day(DOCS[i])} · ${t("cites", { n: num(incoming[i].length) })}`),
            make("p", "", title(DOCS[i])),
          ]),
        ),
      ),
      make("p", "muted keys", t("keysNetwork")),
    );
  }
}
function drawPanel() {
  const panel = $("panel");
  panel.hidden = panelClosed;
  panel.replaceChildren(
    make("button", "close", "×", {
      "aria-label": t("close"),
      click: () => {
        panelClosed = true;
        if (chosen >= 0) choose(-1);
        else {
          drawPanel();
          view.redraw();
        }
      },
    }),
  );
  if (chosen >= 0) drawDocument(panel, chosen);
  else drawOverview(panel);
  panel.scrollTop = 0;
}
