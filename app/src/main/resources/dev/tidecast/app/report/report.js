"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const drawn = [];
  const short = value => value == null ? "–" : value.toFixed(3).replace(/^(-?)0\./, "$1.");
  const fine = value => value.toFixed(4).replace(/^(-?)0\./, "$1.");
  const count = value => value.toLocaleString("en-US");
  const compact = value => value >= 1000 ? value / 1000 + "k" : String(value);
  const safe = text => String(text).replace(/[&<>"']/g, c => "&#" + c.charCodeAt(0) + ";");

  function colours() {
    const style = getComputedStyle(document.documentElement);
    const of = name => style.getPropertyValue("--" + name).trim();
    return {ink: of("ink"), muted: of("muted"), line: of("line"), accent: of("accent"), other: of("other"),
      raised: of("raised"), paper: of("paper"), track: of("track")};
  }
  function axis(c, more) {
    return Object.assign({axisLine: {lineStyle: {color: c.line}}, axisTick: {show: false},
      axisLabel: {color: c.muted, fontSize: 12}, splitLine: {lineStyle: {color: c.line}},
      nameTextStyle: {color: c.muted, fontSize: 12, align: "left"}}, more);
  }
  function base(c, more) {
    return Object.assign({animation: false, textStyle: {fontFamily: getComputedStyle(document.body).fontFamily},
      legend: {type: "scroll", pageIconColor: c.accent, pageIconInactiveColor: c.line, pageTextStyle: {color: c.muted}, top: 0, left: 0, padding: 0, itemGap: 18, itemWidth: 16, itemHeight: 10,
        textStyle: {color: c.muted, fontSize: 12}},
      tooltip: {trigger: "axis", confine: true, backgroundColor: c.raised, borderColor: c.line,
        textStyle: {color: c.ink, fontSize: 13}, axisPointer: {lineStyle: {color: c.muted}, shadowStyle: {opacity: .12}}}}, more);
  }
  // One accent for the model that the page is about; the others differ by shade and pattern.
  function shades(c, lines) {
    const steps = [1, .68, .42, .85, .55, .3];
    let other = 0;
    return lines.map(line => line.ours ? {color: c.accent, opacity: 1} : {color: c.other, opacity: steps[other++ % steps.length]});
  }
  function errorBars(c, rows, place, total) {
    return {type: "custom", silent: true, z: 5, tooltip: {show: false}, data: rows, encode: {x: 0, y: [1, 2]},
      renderItem: (params, api) => {
        const layout = api.barLayout({barGap: "12%", barCategoryGap: "30%", barMaxWidth: 56, count: total})[place];
        const low = api.coord([api.value(0), api.value(1)]), high = api.coord([api.value(0), api.value(2)]);
        const x = low[0] + layout.offsetCenter;
        return {type: "line", shape: {x1: x, y1: low[1], x2: x, y2: high[1]}, style: {stroke: c.ink, lineWidth: 1.5}};
      }};
  }
  function groupedBars(c, names, lines, title) {
    const shade = shades(c, lines), series = [];
    lines.forEach((line, at) => series.push({name: line.model, type: "bar", barGap: "12%", barCategoryGap: "30%", barMaxWidth: 56,
      itemStyle: {color: shade[at].color, opacity: shade[at].opacity, borderRadius: [2, 2, 0, 0]},
      data: line.scores.map(score => score ? score.mean : null)}));
    lines.forEach((line, at) => series.push(errorBars(c, line.scores.map((score, group) =>
      score ? [group, score.low, score.high] : null).filter(row => row), at, lines.length)));
    return base(c, {grid: {left: 44, right: 8, top: 44, bottom: 44}, series,
      xAxis: axis(c, {type: "category", data: names, axisLabel: {color: c.muted, fontSize: 12, interval: 0, lineHeight: 17}}),
      yAxis: axis(c, {type: "value", name: title, axisLine: {show: false}, axisLabel: {color: c.muted, formatter: short}}),
      tooltip: Object.assign(base(c).tooltip, {axisPointer: {type: "shadow"}, formatter: points => {
        const group = points[0].dataIndex;
        return safe(names[group]).replace("\n", ", ") + "<br>" + lines.map(line => { const s = line.scores[group];
          return safe(line.model) + " <b>" + (s ? short(s.mean) : "–") + "</b>" + (s ? " (" + short(s.low) + "–" + short(s.high) + ")" : ""); }).join("<br>"); }})});
  }
  function activity(c) {
    const weeks = data.activity.weeks, cut = data.activity.cut;
    const at = weeks.findIndex(week => week.monday > cut);
    const line = at > 0 ? {symbol: "none", silent: true, lineStyle: {color: c.ink, type: "dashed", width: 1.5},
      label: {formatter: "cut", color: c.ink, position: "end"}, data: [{xAxis: at - 1}]} : undefined;
    const paler = (week, colour) => ({value: null, itemStyle: {color: colour}});
    const bars = (key, colour) => weeks.map(week => Object.assign(paler(week, colour),
      {value: week[key], itemStyle: {color: colour, opacity: week.whole ? 1 : .4}}));
    const x = {type: "category", data: weeks.map(week => week.monday)};
    const room = {left: 52, right: 8};
    return base(c, {legend: {show: false},
      title: [{text: "Interactions", top: 4, left: 0}, {text: "Active users", top: "52%", left: 0}].map(t =>
        Object.assign(t, {padding: 0, textStyle: {color: c.muted, fontSize: 12, fontWeight: 600}})),
      axisPointer: {link: [{xAxisIndex: "all"}]},
      grid: [Object.assign({top: 34, height: "32%"}, room), Object.assign({top: "62%", height: "27%"}, room)],
      xAxis: [axis(c, Object.assign({gridIndex: 0, axisLabel: {show: false}}, x)), axis(c, Object.assign({gridIndex: 1}, x))],
      yAxis: [0, 1].map(i => axis(c, {type: "value", gridIndex: i, splitNumber: 3, axisLine: {show: false},
        axisLabel: {color: c.muted, formatter: compact}})),
      series: [{name: "Interactions", type: "bar", barCategoryGap: "22%", data: bars("interactions", c.accent), markLine: line},
        {name: "Active users", type: "bar", barCategoryGap: "22%", xAxisIndex: 1, yAxisIndex: 1, data: bars("users", c.other),
          markLine: line && Object.assign({}, line, {label: {show: false}})}],
      tooltip: Object.assign(base(c).tooltip, {formatter: points => { const week = weeks[points[0].dataIndex];
        return "Week from " + week.monday + (week.whole ? "" : " (in part)") + "<br>Interactions <b>" + count(week.interactions) +
          "</b><br>Active users <b>" + count(week.users) + "</b>"; }})});
  }
  function curve(c, stage) {
    const epochs = stage.epochs, names = epochs.map(epoch => epoch.epoch);
    const line = (name, key, colour, dash, grid) => ({name, type: "line", xAxisIndex: grid, yAxisIndex: grid, showSymbol: true,
      symbol: "circle", connectNulls: true, lineStyle: {color: colour, width: 2, type: dash}, itemStyle: {color: colour},
      data: epochs.map(epoch => ({value: epoch[key], symbolSize: epoch.epoch === stage.chosen ? 11 : 4,
        itemStyle: epoch.epoch === stage.chosen ? {color: c.paper, borderColor: colour, borderWidth: 2.5} : {color: colour}}))});
    const has = key => epochs.some(epoch => epoch[key] != null);
    const losses = has("loss") || has("validationLoss"), ndcg = has("validationNdcg");
    const all = [["Loss", "loss", c.other, "solid"], ["Validation loss", "validationLoss", c.ink, "dashed"]].filter(s => has(s[1]));
    const series = all.map(s => line(...s, 0));
    if (ndcg) series.push(line("Validation NDCG@10", "validationNdcg", c.accent, "solid", losses ? 1 : 0));
    const both = losses && ndcg, grids = both ? [{top: 46, height: "38%"}, {top: "65%", height: "24%"}] : [{top: 46, bottom: 34}];
    return base(c, {series, grid: grids.map(g => Object.assign({left: 48, right: 12}, g)), axisPointer: {link: [{xAxisIndex: "all"}]},
      xAxis: grids.map((g, i) => axis(c, {type: "category", gridIndex: i, data: names, axisLabel: {show: i === grids.length - 1, color: c.muted}})),
      yAxis: grids.map((g, i) => axis(c, {type: "value", scale: true, gridIndex: i, splitNumber: 3, axisLine: {show: false},
        axisLabel: {color: c.muted, formatter: value => i === 0 && losses ? value.toPrecision(4) : fine(value)}})),
      tooltip: Object.assign(base(c).tooltip, {formatter: points => { const epoch = epochs[points[0].dataIndex];
        return "Epoch " + epoch.epoch + [["Loss", "loss"], ["Validation loss", "validationLoss"], ["Validation NDCG@10", "validationNdcg"]]
          .filter(s => epoch[s[1]] != null).map(s => "<br>" + s[0] + " <b>" + epoch[s[1]].toFixed(4) + "</b>").join(""); }})});
  }
  function reliability(c) {
    const bins = data.reliability.bins.filter(bin => bin.count > 0);
    const before = data.reliability.before && data.reliability.before.bins.filter(bin => bin.count > 0);
    const top = Math.max(...bins.concat(before || []).map(bin => Math.max(bin.forecast, bin.observed))) * 1.08;
    const most = Math.max(...bins.map(bin => bin.count));
    const side = (name, more) => axis(c, Object.assign({type: "value", name, min: 0, max: top,
      axisLabel: {color: c.muted, formatter: v => v === top ? "" : Number((100 * v).toPrecision(2)) + " %"}}, more));
    return base(c, {legend: {show: false}, grid: {left: 56, right: 16, top: 34, bottom: 52},
      xAxis: side("Forecast probability", {nameLocation: "middle", nameGap: 32, nameTextStyle: {color: c.muted, align: "center"}}),
      yAxis: side("Observed frequency"),
      series: (before ? [{name: "Before calibration", type: "line", silent: true, symbol: "none", tooltip: {show: false},
        data: before.map(bin => [bin.forecast, bin.observed]), lineStyle: {color: c.muted, type: "dotted", width: 2}}] : []).concat([
        {type: "line", silent: true, symbol: "none", data: [[0, 0], [top, top]], lineStyle: {color: c.other, type: "dashed"}, tooltip: {show: false}},
        {type: "line", data: bins.map(bin => [bin.forecast, bin.observed]), itemStyle: {color: c.accent}, lineStyle: {color: c.accent, width: 2},
          symbol: "circle", symbolSize: (value, p) => 7 + 11 * Math.sqrt(bins[p.dataIndex].count / most)}]),
      tooltip: Object.assign(base(c).tooltip, {trigger: "item", formatter: point => { const bin = bins[point.dataIndex];
        return "Forecast <b>" + (100 * bin.forecast).toFixed(2) + " %</b><br>Observed <b>" + (100 * bin.observed).toFixed(2) +
          " %</b><br>" + count(bin.count) + " forecasts"; }})});
  }
  function slices(c) {
    const part = data.slices;
    return groupedBars(c, part.groups.map(group => group.label + "\n" + count(group.users) + " users"), part.lines, "");
  }
  function repeat(c) {
    const part = data.repeatExplore;
    return groupedBars(c, ["Repeat", "Explore"], part.rows.map(row => ({model: row.model, ours: row.ours, scores: [row.repeat, row.explore]})), "");
  }
  // Curves over the unit square; the dashed line is what chance gives.
  function unit(c, part, key, x, y, chance) {
    const shade = shades(c, part.curves), dash = ["solid", "dashed", "dotted", [8, 3, 2, 3]];
    const side = (name, more) => axis(c, Object.assign({type: "value", min: 0, max: 1, name,
      axisLabel: {color: c.muted, formatter: v => Math.round(100 * v) + " %"}}, more));
    return base(c, {grid: {left: 54, right: 26, top: 46, bottom: 48},
      xAxis: side(x, {nameLocation: "middle", nameGap: 30, nameTextStyle: {color: c.muted, align: "center"}}), yAxis: side(y),
      series: [{type: "line", silent: true, symbol: "none", data: chance, lineStyle: {color: c.line, type: "dashed"}, tooltip: {show: false}}].concat(
        part.curves.map((curve, at) => ({name: curve.model, type: "line", symbol: "none", data: curve[key],
          itemStyle: {color: shade[at].color, opacity: shade[at].opacity},
          lineStyle: {color: shade[at].color, opacity: shade[at].opacity, width: curve.ours ? 2.5 : 1.8, type: dash[at % dash.length]}}))),
      tooltip: Object.assign(base(c).tooltip, {formatter: points => points.filter(p => p.seriesName && p.value).map(p =>
        safe(p.seriesName) + " <b>" + short(p.value[1]) + "</b> at " + short(p.value[0])).join("<br>")})});
  }
  function staleness(c) {
    const rows = data.staleness.rows.filter(row => row.days > 0), order = [];
    const name = row => row.old + "\n" + row.age;
    rows.forEach(row => { if (!order.includes(name(row))) order.push(name(row)); });
    const models = [...new Set(rows.map(row => row.model))];
    const lines = models.map(model => ({model, ours: rows.find(row => row.model === model).ours, scores: order.map(age => {
      const row = rows.find(each => each.model === model && name(each) === age);
      return row ? row.loss : null; })}));
    return groupedBars(c, order, lines, "");
  }
  function place(element, option) {
    if (element) drawn.push({chart: echarts.init(element, null, {renderer: "svg"}), option, element});
  }
  const at = id => document.getElementById(id);
  if (data.activity) place(at("chart-activity"), activity);
  if (data.slices) place(at("chart-slices"), slices);
  if (data.repeatExplore) place(at("chart-repeat"), repeat);
  if (data.reliability) place(at("chart-reliability"), reliability);
  if (data.staleness) place(at("chart-staleness"), staleness);
  (data.whether || []).forEach(part => {
    const rate = part.positives / part.cases;
    place(at("chart-roc-" + part.id), c => unit(c, part, "roc", "False alarms", "Found", [[0, 0], [1, 1]]));
    place(at("chart-pr-" + part.id), c => unit(c, part, "precisionRecall", "Recall", "Precision", [[0, rate], [1, rate]]));
  });
  document.querySelectorAll("[data-group]").forEach(element => { const part = data.groups[+element.dataset.group].slices;
    place(element, c => groupedBars(c, part.groups.map(group => group.label + "\n" + count(group.users) + " users"), part.lines, "")); });
  document.querySelectorAll("[data-stage]").forEach(element => place(element, c => curve(c, data.learning[+element.dataset.stage])));

  // Paper is narrower than the screen, and is laid out after the drawing: the box lets the style sheet shrink a chart.
  const box = each => { const svg = each.element.querySelector("svg");
    if (svg) svg.setAttribute("viewBox", "0 0 " + each.chart.getWidth() + " " + each.chart.getHeight()); };
  drawn.forEach(each => each.chart.on("rendered", () => box(each)));
  const draw = () => { const c = colours(); drawn.forEach(each => each.chart.setOption(each.option(c), true)); };
  draw();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  const resize = () => drawn.forEach(each => each.chart.resize());
  if (window.ResizeObserver) { const watch = new ResizeObserver(resize); drawn.forEach(each => watch.observe(each.element)); }
  else window.addEventListener("resize", resize);
  matchMedia("print").addEventListener("change", () => { draw(); resize(); });
  window.addEventListener("beforeprint", () => { draw(); resize(); drawn.forEach(each => { each.chart.getZr().flush(); box(each); }); });
  window.addEventListener("afterprint", draw);
})();
