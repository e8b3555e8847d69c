(() => {
  "use strict";
  const root = document.documentElement;
  const links = new Map(
    [...document.querySelectorAll(".toc a[href^='#']")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...document.querySelectorAll("main :is(h2, h3)")]
    .map((heading) => heading.id ? heading : heading.closest("section[id]"))
    .filter((place) => place && links.has(place.id));

  // A long table of contents follows along, without moving the page.
  const reveal = (link) => {
    const box = link.closest(".toc");
    const above = link.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (above < 0 || above > box.clientHeight - 48) box.scrollTop += above - box.clientHeight / 2;
  };

  // The current section is the last whose heading has passed the upper third of the window.
  let current = null;
  const mark = () => {
    const line = window.innerHeight / 3;
    let found = headings[0];
    for (const heading of headings) if (heading.getBoundingClientRect().top <= line) found = heading;
    const link = found && links.get(found.id);
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "location");
    current = link;
    if (link) reveal(link);
  };
  let waiting = false;
  const later = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  mark();

  const contents = document.querySelector(".toc details");
  const narrow = matchMedia("(max-width: 61.99rem)");
  const fold = () => { if (contents) contents.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  fold();

  // On a phone the style sheet lays out a table as lists, and some screen readers then forget that it is one.
  const roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const isHead = (cell) => cell.scope === "row" ? "rowheader" : "columnheader";
  for (const part of document.querySelectorAll(".table-scroll :is(table, thead, tbody, tr, th, td)")) {
    part.setAttribute("role", roles[part.tagName] || isHead(part));
  }

  // A mailed file opened from disk may be refused storage; the choice then lasts while the page is open.
  const remember = (value) => { try { localStorage.setItem("theme", value); } catch { /* not remembered */ } };
  const remembered = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const button = document.querySelector(".theme-switch");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  if (remembered()) root.dataset.theme = remembered();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember(root.dataset.theme);
    show();
  });
  system.addEventListener("change", show);
  show();

  // Paper has no folds to open.
  const folds = () => document.querySelectorAll("main details:not([open])");
  let opened = [];
  addEventListener("beforeprint", () => { opened = [...folds()]; opened.forEach((item) => { item.open = true; }); });
  addEventListener("afterprint", () => { opened.forEach((item) => { item.open = false; }); opened = []; });
})();
