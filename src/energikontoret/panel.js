// The model once more, for the page: who pays what, the office, its people, what it costs the Region, and the bands.
// src/energikontoret/model/ is the original. Formulas, names and order of arithmetic are its own, of one parameter set
// at a time; tests/model/test_panel_twin.py holds each number to it. panel_page.js shows what is computed here.

const model = (() => {
  "use strict";
  const BASE_YEAR = 2022;
  const POSTS = ["office", "joint", "administration", "archive"];
  const PAYERS = ["municipalities", "region", "nobody"];
  // What moves nothing once the office is closed.
  const INCOME = ["core_task_share", "own_contribution_share", "project_lag_years", "other_income_retained_share"];
  const DRAWS = 2048;
  // Difference, as a share of the value and at least of 1, that is rounding in the arithmetic.
  const NOISE = 1e-9;

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
  const last = (numbers) => numbers[numbers.length - 1];
  const count = (first, length) => Array.from({ length }, (_, place) => first + place);

  // keys.py
  const populationOf = (v, facts) => facts.population[v.population_year];
  const weights = (v, facts) => {
    const people = populationOf(v, facts);
    const all = sum(Object.values(people));
    const equal = { population: 0, equal: 1, mixed: v.sharing_fixed_share }[v.sharing_key];
    const part = (code) => equal / Object.keys(people).length + (1 - equal) * people[code] / all;
    return Object.fromEntries(Object.keys(people).map((code) => [code, part(code)]));
  };
  const paying = (v, facts) => {
    const parts = weights(v, facts);
    for (const code of v.opted_out) parts[code] = 0;
    return parts;
  };
  const payingShare = (v, facts) => v.opted_out.length ? sum(Object.values(paying(v, facts))) : 1;

  // payments.py
  const amounts = (v, facts) => {
    const joint = facts.amounts.common_costs;
    return {
      office: v.office_open ? v.base_funding_share * joint : 0,
      joint: (1 - v.base_funding_share) * joint,
      administration: facts.amounts.administration,
      archive: facts.amounts.archive,
    };
  };
  const municipalShare = (post, year, v, keyShare) => {
    const since = year - v.first_year + 1;
    if (since <= 0) return 1;
    const final = v[`municipal_share_${post}`];
    const start = v.transition_years > 0 ? v[`municipal_transition_share_${post}`] : 1;
    const step = Math.max(since - v.transition_years, 0);
    return keyShare * (step > v.ramp_years ? final : start - (start - final) * step / (v.ramp_years + 1));
  };
  // `chosen` holds the parts of each post that the municipalities and the Region pay each year.
  const flows = (v, facts, chosen) => {
    const result = {};
    for (const [post, amount] of Object.entries(amounts(v, facts))) {
      const municipalities = chosen.municipalities[post].map((part) => amount * part);
      const region = chosen.region[post].map((part) => amount * part);
      result[post] = {
        amount, municipalities, region, nobody: region.map((sek, place) => amount - municipalities[place] - sek),
      };
    }
    return result;
  };
  const total = (posts, payer, place) => sum(POSTS.map((post) => posts[post][payer][place]));

  // office.py
  const othersMoney = (v) => (1 - v.own_contribution_share) / v.own_contribution_share;
  const own = (share, base, v) => base * Math.max(0, share - v.core_task_share);
  const before = (v, facts) => {
    const base = v.base_funding_share * facts.amounts.common_costs;
    const projects = own(1, base, v) * othersMoney(v);
    return { base, projects, other: facts.office.turnover_sek - base - projects };
  };
  const baseShare = (year, v, keyShare) => {
    if (year < v.first_year) return 1;
    if (!v.office_open) return 0;
    const paid = municipalShare("office", year, v, keyShare);
    return paid + v.region_cover_office * (1 - paid);
  };
  // Fills `into`, a list for each series by year; the draws use the same lists again and again.
  const path = (v, facts, { pathYear, there }, into = emptyPath(pathYear.length)) => {
    const then = before(v, facts), added = othersMoney(v), lag = v.project_lag_years;
    const { turnover_sek: turnover, employees } = facts.office;
    for (let place = 0; place < pathYear.length; place += 1) {
      const isThere = v.office_open || pathYear[place] < v.first_year;
      const share = there[place], left = own(share, then.base, v);
      let beyond = 0;
      // The first place is a year before the change, and the years before that one are as it is.
      for (let back = 1; back <= lag; back += 1) beyond += own(there[Math.max(0, place - back)], then.base, v) - left;
      beyond /= lag + 1;
      const projects = isThere ? (left + beyond) * added : 0;
      const other = isThere ? then.other * (1 - (1 - v.other_income_retained_share) * (1 - share)) : 0;
      const lost = (then.base - then.base * share) + (then.projects - projects) + (then.other - other);
      into.running[place] = isThere ? Math.max(0, beyond) : 0;
      into.turnover[place] = isThere ? turnover - lost : 0;
      into.staff[place] = employees * (into.turnover[place] / turnover);
    }
    return into;
  };
  const emptyPath = (length) => ({
    running: new Array(length).fill(0), turnover: new Array(length).fill(0), staff: new Array(length).fill(0),
  });

  // Why a parameter set cannot be; nothing where it can.
  const refusal = (v, facts) => {
    if (v.transition_years + v.ramp_years >= v.horizon_years) return "too_long";
    if (v.opted_out.length === Object.keys(populationOf(v, facts)).length) return "all_outside";
    return before(v, facts).other >= 0 ? "" : "beyond_turnover";
  };

  // What only choices decide, and so no draw moves.
  const choices = (v, facts) => {
    const keyShare = payingShare(v, facts), year = count(v.first_year, v.horizon_years);
    const pathYear = count(v.first_year - 1, v.horizon_years + 1);
    const there = pathYear.map((each) => baseShare(each, v, keyShare));
    const municipalities = {}, region = {};
    for (const post of POSTS) {
      municipalities[post] = year.map((each) => municipalShare(post, each, v, keyShare));
      region[post] = municipalities[post].map((share) => v[`region_cover_${post}`] * (1 - share));
    }
    return { year, pathYear, there, municipalities, region };
  };

  // people.py and cost.py: `each` is given the place of a year, its price level, the positions that go and what their
  // notice costs, and what the Region pays, nominal.
  const everyYear = (v, facts, { year, region }, { staff, running }, each) => {
    const notice = v.position_cost_sek * v.notice_months / 12, amount = amounts(v, facts);
    let level = (1 + v.price_index) ** (year[0] - 1 - BASE_YEAR);
    for (let place = 0; place < year.length; place += 1) {
      level *= 1 + v.price_index;
      const covered = amount.office * region.office[place] + amount.joint * region.joint[place]
        + amount.administration * region.administration[place] + amount.archive * region.archive[place];
      const positions = Math.max(0, staff[place] - staff[place + 1]) + (place === 0 ? v.other_redundant_positions : 0);
      const redundancy = positions * notice * (1 - v.redeployed_share) * level;
      each(place, level, positions, redundancy, (covered + running[place + 1]) * level + redundancy);
    }
  };
  const compute = (v, facts, chosen = choices(v, facts)) => {
    const series = {
      year: chosen.year, pathYear: chosen.pathYear, flows: flows(v, facts, chosen), path: path(v, facts, chosen),
      level: [], positions: [], redundancy: [], net: [],
    };
    everyYear(v, facts, chosen, series.path, (place, level, positions, redundancy, net) => {
      series.level.push(level);
      series.positions.push(positions);
      series.redundancy.push(redundancy);
      series.net.push(net);
    });
    return series;
  };

  // keep.py
  const steady = (v, facts, cover) => compute({
    ...v, office_open: true, opted_out: [], municipal_share_office: 0, region_cover_office: cover,
    transition_years: 0, ramp_years: 0, horizon_years: v.project_lag_years + 1,
  }, facts);
  const keeping = (v, facts) => {
    const covered = steady(v, facts, 1), lapsed = steady(v, facts, 0);
    const cost = last(covered.flows.office.region), kept = last(covered.path.turnover) - last(lapsed.path.turnover);
    return {
      cost_year_sek: cost,
      turnover_kept_sek: kept,
      positions_kept: last(covered.path.staff) - last(lapsed.path.staff),
      other_money_per_krona: (kept - cost) / cost,
    };
  };

  // sharing.py
  const parts = (v, facts) => {
    const everyone = { ...v, opted_out: [] };
    const posts = flows(everyone, facts, choices(everyone, facts));
    const whole = total(posts, "municipalities", v.horizon_years - 1);
    return Object.fromEntries(Object.entries(paying(v, facts)).map(([code, part]) => [code, whole * part]));
  };

  // figures.py: the key figures by their ids.
  const figures = (v, facts, series = compute(v, facts)) => {
    const shortfall = (place) => sum(POSTS.map((post) => {
      return series.flows[post].amount - series.flows[post].municipalities[place];
    }));
    const end = series.year.length - 1, nominal = series.level.map((price, place) => shortfall(place) * price);
    const found = {
      "agreement.gap_first_year_sek": nominal[0],
      "agreement.gap_horizon_sek": sum(nominal),
      "agreement.gap_horizon_present_value_fixed_sek": sum(series.year.map((year, place) =>
        shortfall(place) / (1 + v.discount_rate) ** (year - BASE_YEAR))),
      "agreement.state_grant_loss_horizon_sek": sum(series.flows.archive.nobody.map((sek) => v.state_grant_ratio * sek)),
      "region.net_first_year_sek": series.net[0],
      "region.net_horizon_sek": sum(series.net),
      "region.net_steady_year_sek": total(series.flows, "region", end),
      "region.redundancy_cost_sek": sum(series.redundancy),
      "region.redundant_positions": sum(series.positions),
      "region.running_projects_sek": sum(series.level.map((price, place) => series.path.running[place + 1] * price)),
      "municipalities.pay_steady_year_sek": total(series.flows, "municipalities", end),
      "office.base_funding_sek": before(v, facts).base,
      "office.turnover_final_fixed_sek": last(series.path.turnover),
      "office.turnover_change_share": last(series.path.turnover) / facts.office.turnover_sek - 1,
      "office.employees_final": last(series.path.staff),
    };
    for (const [name, value] of Object.entries(keeping(v, facts))) found[`keep.${name}`] = value;
    for (const [code, sek] of Object.entries(parts(v, facts))) found[`sharing.municipality_${code}_sek`] = sek;
    return found;
  };

  // triangle.py
  const inverse = (low, mode, high, uniform) => uniform * (high - low) < mode - low
    ? low + Math.sqrt(uniform * (high - low) * (mode - low))
    : high - Math.sqrt((1 - uniform) * (high - low) * (high - mode));
  const inverseWhole = (low, mode, high, uniform) => low === high ? low
    : Math.min(high, Math.max(low, Math.round(inverse(low - 0.5, mode, high + 0.5, uniform))));

  // Roberts' R-sequence: as many numbers a draw as there are parameters, spread evenly, the same each time. With so
  // few draws its bands are as near to what endless draws give as those of the report.
  const spread = (draws, size) => {
    let ratio = 2;
    for (let turn = 0; turn < 60; turn += 1) ratio = (1 + ratio) ** (1 / (size + 1));
    const steps = count(1, size).map((power) => ratio ** -power);
    return count(1, draws).map((draw) => steps.map((step) => (0.5 + draw * step) % 1));
  };
  // chance.py: `drawn` is [{name, low, high, whole, mode}] in the order of the model. A draw holds a value of each.
  const draw = (drawn) => spread(DRAWS, drawn.length).map((uniform) => drawn.map(({ low, mode, high, whole }, column) =>
    (whole ? inverseWhole : inverse)(low, mode, high, uniform[column])));
  let draws;
  // What a set has otherwise than the reference is fixed; all sets meet the same draws.
  const sample = (v, facts, drawn, chosen) => {
    draws = draws || draw(drawn);
    const free = drawn.map(({ name, mode }, column) => ({ name, mode, column }))
      .filter(({ name, mode }) => v[name] === mode && (v.office_open || !INCOME.includes(name)));
    const set = { ...v }, office = emptyPath(chosen.pathYear.length);
    const found = { region_net: [], staff: office.staff.map(() => []) };
    for (const values of draws) {
      for (let at = 0; at < free.length; at += 1) set[free[at].name] = values[free[at].column];
      if (before(set, facts).other < 0) continue;
      path(set, facts, chosen, office);
      let all = 0;
      everyYear(set, facts, chosen, office, (place, level, positions, redundancy, net) => { all += net; });
      found.region_net.push(all);
      for (let place = 0; place < office.staff.length; place += 1) found.staff[place].push(office.staff[place]);
    }
    return found;
  };

  // bands.py
  const percentile = (sorted, part) => {
    const place = part * (sorted.length - 1), below = Math.floor(place);
    const above = sorted[Math.min(below + 1, sorted.length - 1)];
    return sorted[below] + (above - sorted[below]) * (place - below);
  };
  const band = (draws, value) => {
    const noise = NOISE * Math.max(1, Math.abs(value));
    if (draws.every((each) => Math.abs(each - value) <= noise)) return { value, low: value, high: value, wide: false };
    const sorted = Float64Array.from(draws).sort();
    const [low, high] = [0.1, 0.9].map((part) => percentile(sorted, part));
    return { value, low: Math.min(low, value), high: Math.max(high, value), wide: true };
  };
  // The bands of what the Region pays in all and of the staff each year. Draws beyond the turnover are left out; some fit
  // where the set itself does, since it is their likeliest.
  const bands = (v, facts, drawn, chosen = choices(v, facts), series = compute(v, facts, chosen)) => {
    const found = sample(v, facts, drawn, chosen);
    return {
      region_net: band(found.region_net, sum(series.net)),
      staff: series.path.staff.map((value, place) => band(found.staff[place], value)),
    };
  };

  return { POSTS, PAYERS, refusal, choices, compute, figures, bands, total };
})();

if (typeof module !== "undefined") module.exports = model;
