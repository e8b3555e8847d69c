// The panel to try values in: moves numbers and drawings between values that were computed beforehand.
(() => {
  "use strict";
  const panel = document.querySelector(".panel");
  if (!panel) return;
  const { lang, axes, numbers, figures, units, said, arrays } = JSON.parse(panel.querySelector("script").textContent);
  const form = panel.querySelector("form");
  const controls = axes.map((axis) => form.elements[axis.name]);
  const start = axes.map((axis) => axis.at);
  const unpack = (result) => { result.values = arrays[result.array].split(" ").map(Number); };
  numbers.forEach(unpack);
  figures.forEach((figure) => figure.series.forEach(unpack));
  const filled = (pattern, ...words) => words.reduce((text, word) => text.replace("{}", () => word), pattern);

  // Where a stop lies among the computed values: the one below it, and how far on towards the next.
  const where = (axis, stop) => {
    const above = axis.computed.findIndex((place) => place >= stop);
    if (axis.computed[above] === stop) return { below: above, share: 0 };
    const [low, high] = [axis.stops[axis.computed[above - 1]], axis.stops[axis.computed[above]]];
    return { below: above - 1, share: (axis.stops[stop] - low) / (high - low) };
  };

  // Multilinear: the mean of the computed values around the point, weighted by nearness.
  const valueAt = (result, point, place = 0) => {
    const walk = (axis, index) => {
      if (axis === point.length) return result.values[index * result.shape[axis] + place];
      const size = result.shape[axis];
      if (size === 1) return walk(axis + 1, index);
      const { below, share } = point[axis];
      const first = walk(axis + 1, index * size + below);
      return share ? first * (1 - share) + walk(axis + 1, index * size + below + 1) * share : first;
    };
    return walk(0, 0);
  };
  const isAbout = (result, point) => point.some((at, axis) => at.share > 0 && result.shape[axis] > 1);

  const locale = { sv: "sv-SE", en: "en-GB" }[lang];
  const written = (value, options) => {
    const text = new Intl.NumberFormat(locale, options).format(Number(value.toPrecision(15))).replace("-", "\u2212");
    return /[1-9]/.test(text) ? text : text.replace("\u2212", "");
  };
  const oneDecimal = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const inDigits = (number, point) => {
    const unit = units[number.unit], about = isAbout(number, point);
    return { about, digits: written(valueAt(number, point) * unit.factor, about ? unit.about : unit.exact) };
  };
  const asCell = ({ about, digits }) => about ? filled(said.about, digits) : digits;
  const asWords = (number, { about, digits }) => {
    const unit = units[number.unit];
    return `${number.label}: ${asCell({ about, digits: unit.before + digits + unit.after })}.`;
  };

  const basis = (point) => {
    const between = axes.flatMap((axis, i) => {
      if (!point[i].share) return [];
      const [low, high] = [0, 1].map((next) => axis.words[axis.computed[point[i].below + next]]);
      return [filled(said.pair, axis.label, low, high)];
    });
    if (!between.length) return said.exact;
    const drawn = figures.some((figure) => figure.series.some((one) => isAbout(one, point)));
    return filled(said.between, between.join(" ")) + (drawn ? ` ${said.drawn}` : "");
  };

  const SVG = "http://www.w3.org/2000/svg";
  const shape = (parent, name, attributes, text) => {
    const element = parent.appendChild(document.createElementNS(SVG, name));
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    if (text !== undefined) element.textContent = text;
  };
  const ticksTo = (most) => {
    const power = 10 ** Math.floor(Math.log10(most / 3));
    const step = [1, 2, 5, 10].map((one) => one * power).find((one) => most / one <= 5);
    return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => i * step);
  };
  const total = (figure, point, place) => figure.series.reduce((sum, one) => sum + valueAt(one, point, place), 0);

  const draw = (figure, point, scenario) => {
    const svg = panel.querySelector(`[data-figure="${figure.id}"] svg`);
    const rows = panel.querySelectorAll(`[data-behind="${figure.id}"] tbody tr`);
    const width = Math.max(svg.parentElement.clientWidth, 240), height = 250;
    const ticks = ticksTo(figure.most / figure.divisor), most = ticks[ticks.length - 1];
    const [left, top, bottom] = [28, 26, height - 24];
    const step = (width - left) / figure.places.length, bar = step * 0.7;
    const y = (value) => bottom - (value / figure.divisor / most) * (bottom - top);
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    shape(svg, "text", { x: 0, y: 12, class: "axis" }, figure.axis);
    for (const tick of ticks) {
      const level = y(tick * figure.divisor);
      shape(svg, "line", { x1: left, x2: width, y1: level, y2: level, class: "rule" });
      shape(svg, "text", { x: left - 6, y: level + 4, "text-anchor": "end" }, written(tick, { maximumFractionDigits: 1 }));
    }
    const totals = figure.places.map((name, column) => {
      const x = left + step * (column + 0.5), row = rows[column].querySelectorAll("td");
      let below = 0;
      figure.series.forEach((one, i) => {
        const value = valueAt(one, point, column);
        row[i].textContent = written(value / figure.behind, { maximumFractionDigits: 0 });
        const box = { x: x - bar / 2, width: bar, y: y(below + value), height: y(below) - y(below + value) };
        if (value > 0) shape(svg, "rect", { ...box, style: `fill: var(--series-${i + 1})` });
        below += value;
      });
      row[row.length - 1].textContent = written(below / figure.behind, { maximumFractionDigits: 0 });
      const level = y(total(figure, scenario, column));
      shape(svg, "line", { x1: x - step * 0.45, x2: x + step * 0.45, y1: level, y2: level, class: "mark" });
      // The sum stands on its bar, or on the mark where that would cross it.
      const stand = level <= y(below) && level > y(below) - 20 ? level : y(below);
      shape(svg, "text", { x, y: stand - 5, "text-anchor": "middle", class: "total" },
        written(below / figure.divisor, oneDecimal));
      shape(svg, "text", { x, y: height - 6, "text-anchor": "middle" }, name);
      return `${name} ${written(below / figure.divisor, oneDecimal)}`;
    });
    svg.setAttribute("aria-label", filled(said.bars, figure.title, figure.axis, totals.join(", ")));
  };

  // The link names every value, so that it means the same when the scenario has been changed meanwhile.
  const section = (panel.closest("section[id]") || panel).id;
  const query = (stops) => {
    if (stops.every((stop, i) => stop === start[i])) return "";
    return "?" + new URLSearchParams(axes.map((axis, i) => [axis.name, axis.stops[stops[i]]]));
  };
  const nearest = (axis, text) => {
    const exact = axis.stops.findIndex((stop) => String(stop) === text);
    const value = Number(text);
    if (exact >= 0 || text.trim() === "" || Number.isNaN(value) || typeof axis.stops[0] !== "number") return exact;
    const off = axis.stops.map((stop) => Math.abs(stop - value));
    return off.indexOf(Math.min(...off));
  };
  const restore = () => {
    const given = new URLSearchParams(location.search);
    const outside = [];
    axes.forEach((axis, i) => {
      const text = given.get(axis.name), stop = text === null ? -1 : nearest(axis, text);
      controls[i].value = stop < 0 ? start[i] : stop;
      const value = Number(text), last = axis.stops[axis.stops.length - 1];
      if (stop >= 0 && (value < axis.stops[0] || value > last)) outside.push(`${axis.label}, ${axis.words[stop]}`);
    });
    return outside.length ? filled(said.outside, outside.join("; ")) + " " : "";
  };

  const spoken = panel.querySelector("[role=status]");
  let waiting, note = restore();
  const update = () => {
    const stops = controls.map((control) => Number(control.value));
    const point = axes.map((axis, i) => where(axis, stops[i]));
    const scenario = axes.map((axis, i) => where(axis, start[i]));
    axes.forEach((axis, i) => {
      if (controls[i].type !== "range") return;
      controls[i].setAttribute("aria-valuetext", axis.words[stops[i]]);
      document.getElementById(`${controls[i].id}-value`).textContent = axis.words[stops[i]];
    });
    for (const number of numbers) {
      const cell = panel.querySelector(`[data-number="${number.id}"]`);
      cell.textContent = asCell(inDigits(number, point));
      cell.classList.toggle("changed", cell.textContent !== cell.nextElementSibling.textContent);
      const brief = panel.querySelector(`[data-brief="${number.id}"]`);
      if (brief) brief.textContent = cell.textContent;
    }
    figures.forEach((figure) => draw(figure, point, scenario));
    const text = note + basis(point);
    panel.querySelector(".panel-basis").textContent = text;
    panel.querySelector(".panel-link").href = `${query(stops)}#${section}`;
    return () => {
      spoken.textContent = [...numbers.slice(0, 4).map((one) => asWords(one, inDigits(one, point))), text].join(" ");
      // A page in a frame without an address of its own may be refused; the link in the panel still says it.
      try { history.replaceState(null, "", (query(stops) || location.pathname) + location.hash); } catch { /* kept in the link */ }
    };
  };
  // A slider that is dragged reports many times a second: what is said aloud and the address wait for its rest.
  const later = () => {
    note = "";
    const tell = update();
    clearTimeout(waiting);
    waiting = setTimeout(tell, 500);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    controls.forEach((control, i) => { control.value = start[i]; });
    later();
  });
  panel.hidden = false;
  update();
  new ResizeObserver(() => update()).observe(panel);
})();
