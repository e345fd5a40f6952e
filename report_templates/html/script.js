"use strict";
// Filters of the tables, neighbours on the map. The page is complete without it.

const tidy = (text) => text.normalize("NFKC").toLowerCase();

for (const form of document.querySelectorAll("form.filter")) {
  const rows = [...document.querySelectorAll(`#${form.dataset.table} tbody tr`)];
  const texts = new Map(rows.map((row) => [row, tidy(row.textContent)]));
  const fields = [...form.querySelectorAll("select")];
  const apply = () => {
    const words = tidy(form.elements.search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = fields.every((field) => !field.value || row.dataset[field.name] === field.value)
        && words.every((word) => texts.get(row).includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    form.querySelector("output").textContent =
      form.dataset.shown.replace("%1", shown).replace("%2", rows.length);
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  apply();
}

// A row that a filter hides must be found again when a link leads to it.
window.addEventListener("hashchange", () => {
  const row = document.getElementById(location.hash.slice(1));
  if (row && row.hidden) {
    row.hidden = false;
    row.scrollIntoView();
  }
});

const picture = document.getElementById("map-picture");
if (picture) {
  const frame = picture.parentElement;
  const size = document.getElementById("map-size");
  const clear = document.getElementById("map-clear");
  const panel = document.getElementById("map-chosen");
  const title = (element) => element.querySelector("title").textContent;

  const forget = () => {
    picture.classList.remove("choosing");
    for (const element of picture.querySelectorAll(".near, .self")) {
      element.classList.remove("near", "self");
    }
    panel.hidden = true;
    clear.disabled = true;
  };

  const choose = (node) => {
    forget();
    const list = document.createElement("ul");
    for (const edge of picture.querySelectorAll(`.from-${node.id}, .to-${node.id}`)) {
      edge.classList.add("near");
      for (const name of edge.classList) {
        const end = /^(?:from|to)-(n\d+)$/.exec(name);
        if (end) document.getElementById(end[1]).classList.add("near");
      }
      list.append(document.createElement("li"));
      list.lastChild.textContent = title(edge);
    }
    node.classList.add("self");
    const heading = document.createElement("p");
    const link = document.createElement("a");
    heading.textContent = title(node);
    link.href = node.querySelector("a").getAttribute("xlink:href");
    link.textContent = panel.dataset.row;
    panel.replaceChildren(heading, list, link);
    panel.hidden = false;
    picture.classList.add("choosing");
    clear.disabled = false;
  };

  picture.addEventListener("click", (event) => {
    const node = event.target.closest(".node");
    if (!node) return;
    event.preventDefault();
    if (node.classList.contains("self")) forget();
    else choose(node);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") forget();
  });
  clear.addEventListener("click", forget);
  size.addEventListener("click", () => {
    const fit = frame.classList.toggle("fit");
    size.textContent = fit ? size.dataset.full : size.dataset.fit;
  });
  size.parentElement.hidden = false;
}
