"use strict";
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  const filters = byId("filters");
  const items = all("main > section[data-kind] .item");

  function select() {
    // A sweep has no chapters, and who changed something is asked of more than two sides.
    const [chapter, whose] = ["chapter", "whose"].map((id) => byId(id)?.value ?? "");
    const sought = byId("search").value.trim().toLowerCase();
    const kinds = new Set(all("input[name=kind]:checked").map((box) => box.value));
    for (const section of all("main > section[data-kind]")) {
      section.hidden = !kinds.has(section.dataset.kind);
      for (const item of all("[data-chapters]", section)) {
        item.hidden = (chapter !== "" && !item.dataset.chapters.split(" ").includes(chapter))
          || (whose !== "" && item.dataset.who !== whose)
          || !item.textContent.toLowerCase().includes(sought);
      }
      const empty = section.querySelector(".empty");
      if (empty) empty.hidden = all(".item", section).some((item) => !item.hidden);
    }
    tell();
  }

  const isShown = (item) => !item.hidden && !item.closest("section").hidden;

  function tell() {
    if (!filters) return;
    const counted = items.filter((item) => !item.classList.contains("quiet"));
    const shown = counted.filter(isShown).length;
    const numbers = [shown, counted.length];
    byId("shown").textContent = byId("shown").dataset.words.replace(/\{\}/g, () => numbers.shift());
  }

  let current = null;

  function step(by) {
    const shown = items.filter((item) => isShown(item) && !item.classList.contains("quiet"));
    const now = shown.indexOf(current);
    const next = shown[now < 0 ? (by > 0 ? 0 : shown.length - 1) : now + by];
    if (!next) return;
    current = next;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "start" });
  }

  function compare(views) {
    const sheets = views.parentElement.querySelector(".sheets");
    const mix = views.querySelector(".mix");
    const pause = views.querySelector(".pause");
    const image = sheets.querySelector(".new img");
    let timer = 0;
    const turn = () => { sheets.dataset.turn = sheets.dataset.turn === "old" ? "new" : "old"; };
    const run = (on) => {
      clearInterval(timer);
      // Slower than three flashes a second, whatever the figures look like.
      timer = on ? setInterval(turn, 800) : 0;
      pause.setAttribute("aria-pressed", String(!on));
    };
    const show = (view) => {
      sheets.dataset.view = view;
      sheets.dataset.turn = "new";
      mix.hidden = view !== "overlay";
      pause.hidden = view !== "blink";
      image.style.opacity = view === "overlay" ? mix.querySelector("input").value / 100 : "";
      run(view === "blink");
    };
    views.addEventListener("change", (event) => { if (event.target.type === "radio") show(event.target.value); });
    mix.addEventListener("input", (event) => { image.style.opacity = event.target.value / 100; });
    pause.addEventListener("click", () => run(timer === 0));
    views.addEventListener("keydown", (event) => { if (event.key === "Escape") run(false); });
    views.hidden = false;
  }

  // A page from a file may be refused a place to keep things in.
  const recall = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); } catch { /* as before */ } };
  // What `review --import` refuses: controls and signs that cannot be seen.
  const seen = (text) => String(text ?? "").replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, "").trim();

  function decide(box) {
    const { change, old, new: now } = box.dataset;
    const [name, why, buttons] = [`verdict ${change} ${old} ${now}`, box.querySelector("input"), all("button", box)];
    const said = recall(name) ?? {};
    const show = () => {
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === said.verdict));
    };
    const set = () => {
      Object.assign(said, { why: seen(why.value), when: new Date().toISOString() });
      keep(name, said);
      show();
      count();
    };
    for (const button of buttons) {
      button.addEventListener("click", () => { said.verdict = said.verdict === button.value ? "" : button.value; set(); });
    }
    why.value = seen(said.why);
    why.addEventListener("change", set);
    show();
    box.hidden = false;
    const give = (verdict, reason) => { said.verdict = verdict; why.value = reason; set(); };
    return { box, give, line: () => said.verdict && { change, verdict: said.verdict, who: seen(byId("who").value),
      why: seen(said.why), old: old || null, new: now || null, when: said.when } };
  }

  const decisions = all(".decide").map(decide);

  // One answer for all changes that an input alone may explain; each is kept as a verdict of its own.
  function decideAll(box) {
    const following = decisions.filter((each) => each.box.dataset.causes === box.dataset.cause);
    box.querySelector("legend").textContent = box.dataset.words.replace("{}", following.length);
    box.hidden = following.length < 2;
    for (const button of all("button", box)) {
      button.addEventListener("click", () => {
        for (const each of following) each.give(button.value, seen(box.querySelector("input").value));
      });
    }
  }

  all(".decide-all").forEach(decideAll);

  function count() {
    const numbers = [decisions.filter((each) => each.line()).length, decisions.length];
    byId("decided").textContent = byId("decided").dataset.words.replace(/\{\}/g, () => numbers.shift());
  }

  function save() {
    const given = decisions.filter((each) => each.line());
    const bare = given.find((each) => each.line().verdict !== "accept" && !each.line().why);
    const lacking = !seen(byId("who").value) ? byId("who") : bare && bare.box.querySelector("input");
    if (lacking) {
      byId("decided").textContent = byId("decided").dataset.lacking;
      lacking.focus();
      return;
    }
    const lines = given.map((each) => `${JSON.stringify(each.line())}\n`);
    const address = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
    Object.assign(document.createElement("a"), { href: address, download: "verdicts.jsonl" }).click();
    URL.revokeObjectURL(address);
    count();
  }

  function open() {
    const target = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    if (target && target.closest("[hidden]") && filters) {
      for (const choice of all("select, input[type=search]", filters)) choice.value = "";
      for (const box of all("input[name=kind]")) box.checked = true;
      select();
    }
    if (target) { target.scrollIntoView(); target.focus({ preventScroll: true }); }
  }

  // A browser may give a page that is loaded again the choices of its last visit.
  for (const box of all("input[type=checkbox], input[type=radio]")) box.checked = box.defaultChecked;
  if (filters) {
    filters.hidden = false;
    byId("search").value = "";
    filters.addEventListener("change", select);
    byId("search").addEventListener("input", select);
    document.addEventListener("keydown", (event) => {
      const by = { j: 1, k: -1 }[event.key];
      const isTyped = event.target.matches("input:not([type=checkbox], [type=radio]), select");
      if (by && byId("keys").checked && !isTyped && !(event.ctrlKey || event.metaKey || event.altKey)) step(by);
    });
    byId("previous").addEventListener("click", () => step(-1));
    byId("next").addEventListener("click", () => step(1));
    document.addEventListener("focusin", (event) => { current = event.target.closest(".item") || current; });
  }
  if (byId("verdicts")) {
    byId("who").value = seen(recall("reviewer"));
    byId("who").addEventListener("change", () => keep("reviewer", byId("who").value));
    byId("save").addEventListener("click", save);
    byId("verdicts").hidden = false;
    count();
  }
  all(".views").forEach(compare);
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => { for (const node of all("details")) node.open = true; });
  tell();
  open();
})();
