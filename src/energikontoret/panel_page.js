// The panel on the page: inputs for the parameters, and what the model (panel.js) computes from them. Everything that
// is said, and every bound and value, is in the page's data (panel.py). Nothing is fetched and nothing is sent.

(() => {
  "use strict";
  const place = typeof document === "undefined" ? null : document.getElementById("panel");
  if (!place) return;
  const data = JSON.parse(document.getElementById("panel-data").textContent);
  const { parameters, words, facts, signs } = data;
  const scenario = data.values;
  const last = scenario.first_year + scenario.horizon_years - 1;
  const names = Object.keys(parameters);
  const copied = (values) => ({ ...values, opted_out: [...values.opted_out] });
  let values = copied(scenario);

  // Words and numbers, as the page writes them.
  const filled = (message, given) => message.replace(/\{(\w+)\}/g, (whole, name) => name in given ? given[name] : whole);
  const word = (name, given = {}) => filled(words[name], { last, ...given });
  const exact = (number) => Number(Number(number).toPrecision(12));
  const grouped = (digits) => {
    const [whole, decimals] = digits.replace("-", "").split(".");
    const said = whole.replace(/\B(?=(\d{3})+$)/g, signs.group) + (decimals ? signs.decimal + decimals : "");
    return (digits.startsWith("-") && /[1-9]/.test(digits) ? signs.minus : "") + said;
  };
  const written = (number, decimals) => {
    const scale = 10 ** decimals;
    return grouped((Math.sign(number) * Math.round(exact(Math.abs(number) * scale)) / scale).toFixed(decimals));
  };
  const persons = (number) => written(number, Math.abs(number - Math.round(number)) < 0.05 ? 0 : 1);
  const million = (sek, decimals = 2) => word("million", { n: written(sek / 1e6, sek ? decimals : 0) });
  const ends = (band, decimals, scale = 1) => {
    if (!band.wide) return "";
    const [low, high] = [band.low, band.high].map((end) => written(end / scale, decimals));
    return `(${word("range", { low, high })})`;
  };
  const valueOf = (name, value, form = parameters[name].form) => {
    const about = parameters[name];
    if (about.type === "boolean") return words[value ? "yes" : "no"];
    if (about.type === "word") return about.choices[value];
    if (about.type === "codes") return value.map((code) => about.choices[code]).join(", ") || words.none;
    const number = String(exact(value * about.factor));
    return filled(form, { n: about.calendar ? number : grouped(number) });
  };
  const isSame = (name) => String(values[name]) === String(scenario[name]);

  // Elements.
  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };
  // Says something anew only where it is new: that is quicker, and a screen reader is not disturbed.
  const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };
  const table = (caption, heads, numeric) => {
    const head = make("tr", {}, ...heads.map((text, at) => make("th", { scope: "col", class: numeric && at ? "number" : "" }, text)));
    const body = make("tbody"), rows = [];
    const region = make("div", { class: "table-scroll", role: "region", tabindex: "0", "aria-label": caption },
      make("table", {}, make("thead", {}, head), body));
    const set = (content) => content.forEach((cells, row) => {
      if (!rows[row]) {
        rows[row] = cells.map((_, at) => at ? make("td", { "data-label": heads[at], class: "number" }) : make("th", { scope: "row" }));
        body.append(make("tr", {}, ...rows[row]));
      }
      cells.forEach((text, at) => say(rows[row][at], text));
    });
    return { element: make("figure", { class: "table" }, make("figcaption", {}, caption), region), set, body };
  };
  const fold = (title, ...children) => make("details", { class: "fold" }, make("summary", {}, title), ...children);

  // One input, or two that hold the same value, for each parameter; each shows what `values` has.
  const shown = {};
  const numberInput = (name, about, id) => {
    const scaled = (value) => String(exact(value * about.factor));
    const bounds = { min: scaled(about.low), max: scaled(about.high), step: scaled(about.step) };
    const slider = make("input", { type: "range", id, ...bounds, "aria-describedby": `${id}-about` });
    const field = make("input", {
      type: "number", ...bounds, inputmode: "decimal", "aria-describedby": `${id}-about`,
      "aria-label": word("number", { label: about.label }),
    });
    const take = (input) => {
      const value = exact(input.valueAsNumber / about.factor);
      const fits = value >= about.low && value <= about.high && (about.type === "number" || Number.isInteger(value));
      field.setAttribute("aria-invalid", String(!fits));
      if (fits) change(name, value, input);
    };
    slider.addEventListener("input", () => take(slider));
    field.addEventListener("input", () => take(field));
    field.addEventListener("change", () => show(name));
    shown[name] = (except) => {
      field.removeAttribute("aria-invalid");
      if (except !== slider) slider.value = scaled(values[name]);
      if (except !== field) field.value = scaled(values[name]);
      slider.setAttribute("aria-valuetext", valueOf(name, values[name]));
    };
    return make("div", { class: "pair" }, slider, field, make("span", { class: "unit" }, filled(about.form, { n: "" }).trim()));
  };
  const checkbox = (id, label, read, write) => {
    const box = make("input", { type: "checkbox", id });
    box.addEventListener("change", () => write(box.checked));
    return { show: () => { box.checked = read(); }, element: make("label", { class: "check", for: id }, box, ` ${label}`) };
  };
  const choice = (name, about, id) => {
    const select = make("select", { id, "aria-describedby": `${id}-about` },
      ...Object.entries(about.choices).map(([value, label]) => make("option", { value }, label)));
    select.addEventListener("change", () => change(name, select.value));
    shown[name] = () => { select.value = values[name]; };
    return select;
  };
  const codes = (name, about, id) => {
    const boxes = Object.entries(about.choices).map(([code, label]) => checkbox(`${id}-${code}`, label,
      () => values[name].includes(code),
      (isIn) => change(name, Object.keys(about.choices).filter((each) => each === code ? isIn : values[name].includes(each)))));
    shown[name] = () => boxes.forEach((box) => box.show());
    return make("div", { class: "checks" }, ...boxes.map((box) => box.element));
  };
  const control = (name) => {
    const about = parameters[name], id = `panel-${name}`, said = valueOf(name, scenario[name]);
    const isNumber = about.low !== undefined;
    const hint = isNumber ? word("bounds", { low: valueOf(name, about.low, "{n}"), high: valueOf(name, about.high), value: said }) : word("inScenario", { value: said });
    const note = make("p", { class: "hint", id: `${id}-about` }, hint);
    if (about.type === "boolean") {
      const box = checkbox(id, about.label, () => values[name], (value) => change(name, value));
      box.element.firstChild.setAttribute("aria-describedby", note.id);
      shown[name] = box.show;
      return make("div", { class: "control whole" }, box.element, note);
    }
    if (about.type === "codes") {
      return make("fieldset", { class: "control whole", "aria-describedby": note.id },
        make("legend", {}, about.label), codes(name, about, id), note);
    }
    const input = (isNumber ? numberInput : choice)(name, about, id);
    return make("div", { class: "control" }, make("label", { for: id }, about.label), input, note);
  };
  const show = (name, except) => shown[name](except);

  // What the panel consists of.
  const summary = make("summary", {}, words.open);
  const box = make("details", { class: "fold" }, summary);
  const headline = ["yearly", "whole", "pay", "staff"].map((name) => {
    const [value, range, then, thenRange] = ["strong", "span", "span", "span"].map((tag) => make(tag));
    const element = make("div", {}, make("dt", {}, word(name)), make("dd", {}, value, " ", range),
      make("dd", { class: "then" }, then, " ", thenRange));
    return { element, value, range, then, thenRange };
  });
  const answer = make("dl", { class: "answer" }, ...headline.map((each) => each.element));
  const refused = make("p", { class: "refused", role: "status" });
  const ignored = make("p", { class: "refused", role: "status" });
  const status = make("p", { class: "unseen", role: "status" });
  const groups = data.groups.map((group, number) => {
    const title = make("summary", {}, group.name);
    const element = make("details", { class: "fold group", open: number === 0 }, title,
      make("div", { class: "controls" }, ...group.parameters.map(control)));
    return { ...group, title, element };
  });
  const differs = make("p", { class: "differs" }), list = make("ul");
  const link = make("a", { href: "#panel" }, words.link);
  const reset = make("button", { type: "button" }, words.reset), save = make("button", { type: "button" }, words.save);
  const payers = model.PAYERS.map((payer) => words[payer]);
  const payments = table(word("payments"), [words.post, ...payers, words.total], true);
  const years = table(words.yearsCaption, [words.year, ...payers, words.net, words.employees], true);
  const parts = table(word("partsCaption"), [words.municipality, words.amount, words.before], true);
  const figures = table(words.figuresCaption, [words.figure, words.here, words.before], true);
  const drawing = make("div", { class: "fan", role: "img" });
  const results = make("div", {}, payments.element,
    make("figure", { class: "figure" }, drawing, make("figcaption", {}, words.fan)),
    fold(words.years, years.element), fold(words.parts, parts.element), fold(words.figures, figures.element));
  box.append(ignored, make("div", { class: "head" }, answer, refused), make("p", { class: "hint" }, word("prices")),
    ...groups.map((group) => group.element), make("div", { class: "state" }, differs, list,
      make("p", { class: "buttons" }, reset, save, link)), results, status);
  place.replaceChildren(box);

  // The fan: drawn as wide as there is room, so that its letters have the size of the text.
  const SVG = "http://www.w3.org/2000/svg", HEIGHT = 220, LEFT = 34, BELOW = 26, ABOVE = 14;
  let width = 560;
  const mark = (tag, attributes, text = "") => {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  const drawFan = (year, staff, bands) => {
    const RIGHT = 40, most = Math.max(facts.office.employees, ...staff, ...bands.map((band) => band.high));
    const x = (at) => LEFT + at * (width - LEFT - RIGHT) / (year.length - 1);
    const y = (number) => HEIGHT - BELOW - number * (HEIGHT - BELOW - ABOVE) / most;
    const point = (at, number) => `${x(at).toFixed(1)},${y(number).toFixed(1)}`;
    const svg = mark("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, "aria-hidden": "true" });
    for (const number of [0, facts.office.employees]) {
      svg.append(mark("path", { d: `M${LEFT},${y(number)}H${width - RIGHT}`, class: "rule" }),
        mark("text", { x: LEFT - 8, y: y(number) + 5, "text-anchor": "end" }, written(number, 0)));
    }
    const every = width < 480 ? 2 : 1;
    year.forEach((each, at) => {
      if ((year.length - 1 - at) % every === 0) svg.append(mark("text", { x: x(at), y: HEIGHT - 6, "text-anchor": "middle" }, each));
    });
    const upper = bands.map((band, at) => point(at, band.high)), lower = bands.map((band, at) => point(at, band.low));
    svg.append(mark("path", { d: `M${upper.join("L")}L${lower.reverse().join("L")}Z`, class: "band" }),
      mark("path", { d: `M${staff.map((number, at) => point(at, number)).join("L")}`, class: "line" }));
    const end = staff[staff.length - 1];
    svg.append(mark("text", { x: width - RIGHT + 6, y: y(end) + 5, class: "end" }, persons(end)));
    drawing.replaceChildren(svg);
    const said = { first: persons(staff[0]), begin: year[0], last: persons(end), end: year[year.length - 1] };
    drawing.setAttribute("aria-label", word("fanSaid", said));
  };

  // What is computed, and where it is shown.
  const computed = (given) => {
    const chosen = model.choices(given, facts), series = model.compute(given, facts, chosen);
    return { series, bands: model.bands(given, facts, data.drawn, chosen, series), figures: model.figures(given, facts, series) };
  };
  const headlines = ({ series, bands, figures: found }) => {
    const staff = found["office.employees_final"], band = bands.staff[bands.staff.length - 1];
    return [
      [million(found["region.net_steady_year_sek"]), ""],
      [million(found["region.net_horizon_sek"], 1), ends(bands.region_net, 1, 1e6)],
      [million(found["municipalities.pay_steady_year_sek"]), ""],
      [word("of", { part: persons(staff), whole: written(series.path.staff[0], 0) }), ends(band, 1)],
    ];
  };
  let before, spoken;
  const showResults = (now) => {
    const { series, bands, figures: found } = now, then = headlines(before), end = series.year.length - 1;
    headlines(now).forEach(([value, range], at) => {
      const [was, wasRange] = then[at], isSaid = was !== value || wasRange !== range, place = headline[at];
      say(place.value, value);
      say(place.range, range);
      say(place.then, isSaid ? word("scenario", { value: was }) : "");
      say(place.thenRange, isSaid ? wasRange : "");
    });
    const paid = (post) => model.PAYERS.map((payer) => series.flows[post][payer][end]);
    const sums = model.PAYERS.map((payer) => model.total(series.flows, payer, end));
    const row = (label, amounts) => [label, ...[...amounts, amounts.reduce((all, sek) => all + sek)].map((sek) => written(sek, 0))];
    payments.set([...model.POSTS.map((post) => row(data.posts[post], paid(post))), row(words.total, sums)]);
    payments.body.lastChild.className = "total";
    years.set(series.year.map((year, at) => [
      String(year), ...model.PAYERS.map((payer) => written(model.total(series.flows, payer, at), 0)),
      written(series.net[at], 0), written(series.path.staff[at + 1], 1)]));
    parts.set(Object.entries(data.municipalities).map(([code, label]) => {
      const id = `sharing.municipality_${code}_sek`;
      return [label, written(found[id], 0), written(before.figures[id], 0)];
    }));
    figures.set(Object.entries(data.figures).map(([id, about]) => {
      const said = (value) => written(value * about.factor, about.decimals);
      return [about.unit ? `${about.label} (${about.unit})` : about.label, said(found[id]), said(before.figures[id])];
    }));
    drawFan(series.pathYear, series.path.staff, bands.staff);
    const [yearly, , pay, staff] = headline.map((each) => each.value.textContent);
    return word("said", { yearly, pay, staff });
  };
  const differences = () => names.filter((name) => !isSame(name));
  const showState = () => {
    const differing = differences();
    say(differs, differing.length ? words.differs : words.same);
    list.replaceChildren(...differing.map((name) => make("li", {}, word("difference", {
      label: parameters[name].label, value: valueOf(name, values[name]), scenario: valueOf(name, scenario[name]),
    }))));
    for (const group of groups) {
      const number = group.parameters.filter((name) => differing.includes(name)).length;
      say(group.title, number ? word("changed", { group: group.name, number }) : group.name);
    }
    reset.disabled = !differing.length;
    link.href = hash(differing);
  };
  const update = () => {
    before = before || computed(scenario);
    const why = model.refusal(values, facts);
    say(refused, why && words[why]);
    results.hidden = answer.hidden = Boolean(why);
    const sentence = why ? "" : showResults(computed(values));
    showState();
    // A slider on its way is not told of at every step; nor is the address written.
    clearTimeout(spoken);
    spoken = setTimeout(() => { say(status, sentence); keepInAddress(); }, 600);
  };
  const change = (name, value, except) => {
    values[name] = value;
    show(name, except);
    update();
  };
  const use = (given) => {
    values = given;
    names.forEach((name) => show(name));
    update();
  };

  // The state in the link: "#panel?name=value&…", with what differs from the scenario. Strictly read.
  const MARK = "#panel?", LONGEST = 4000;
  const hash = (differing) => `${MARK}${differing.map((name) => `${name}=${String(values[name])}`).join("&")}`;
  const keepInAddress = () => {
    const wanted = differences().length ? link.hash : "";
    // A page that may not write its address, such as one shown within a mail, still has the link.
    try {
      if (location.hash !== wanted && (wanted || location.hash.startsWith(MARK))) {
        history.replaceState(null, "", wanted || location.pathname + location.search);
      }
    } catch { /* as before */ }
  };
  const readers = {
    boolean: (text) => ({ true: true, false: false })[text],
    word: (text, about) => Object.hasOwn(about.choices, text) ? text : undefined,
    codes: (text, about) => {
      const given = text ? text.split(",") : [], known = Object.keys(about.choices);
      const isFine = given.every((code, at) => known.includes(code) && given.indexOf(code) === at);
      return isFine ? known.filter((code) => given.includes(code)) : undefined;
    },
    number: (text, about) => {
      const value = /^-?\d{1,9}(\.\d{1,15})?$/.test(text) ? Number(text) : NaN;
      return value >= about.low && value <= about.high ? value : undefined;
    },
    integer: (text, about) => Number.isInteger(Number(text)) ? readers.number(text, about) : undefined,
  };
  const readHash = (text) => {
    const given = copied(scenario), wrong = [], seen = new Set();
    for (const part of text.slice(MARK.length, LONGEST).split("&").filter(Boolean)) {
      const [name, value = "", ...more] = part.split("=");
      const about = Object.hasOwn(parameters, name) && !seen.has(name) && !more.length ? parameters[name] : null;
      const read = about ? readers[about.type](decoded(value), about) : undefined;
      if (read === undefined) wrong.push(decoded(part).slice(0, 60));
      else given[name] = read;
      seen.add(name);
    }
    if (text.length > LONGEST) wrong.push("…");
    return { given, wrong };
  };
  const decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
  const follow = () => {
    if (!location.hash.startsWith(MARK)) return;
    const { given, wrong } = readHash(location.hash);
    box.open = true;
    use(given);
    say(ignored, wrong.length ? word("ignored", { names: wrong.slice(0, 5).join(", ") }) : "");
    (place.closest("section") || place).scrollIntoView();
  };

  reset.addEventListener("click", () => { use(copied(scenario)); say(ignored, ""); });
  save.addEventListener("click", () => {
    const kept = Object.fromEntries(names.map((name) => [name, values[name]]));
    const text = `${JSON.stringify({ ...data.file, values: kept }, null, 1)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    make("a", { href: address, download: "panel.json" }).click();
    URL.revokeObjectURL(address);
  });
  // A phone that hides its address bar is no narrower for it.
  const drawToFit = () => {
    const room = Math.max(260, Math.floor(drawing.clientWidth) || width);
    if (!box.open || (room === width && before)) return;
    width = room;
    update();
  };
  box.addEventListener("toggle", drawToFit);
  addEventListener("resize", drawToFit);
  addEventListener("hashchange", follow);
  names.forEach((name) => show(name));
  // Until the page is complete its parts move: the contents of a phone's page are folded, for one.
  if (document.readyState === "complete") follow();
  else addEventListener("load", follow);
})();
