'use strict';
// Draws the charts of the page, switches their views, writes csv files and prepares printing. Text from comments only ever becomes
// text nodes. Offices keep browsers for long, so nothing here needs one younger than 2020.
const page = JSON.parse(document.getElementById('data').textContent);
const copy = (value) => JSON.parse(JSON.stringify(value));
const has = (things, name) => Object.prototype.hasOwnProperty.call(things, name);
const drawn = new Map(); // id of a chart → its ECharts instance
// px of an A4 page without its margins, and of a figure that stands beside another there
const printWidth = (box) => (box.closest('.half') ? 340 : 700);

// renderers are the drawing functions that options name, since options are data and hold no code.
const renderers = {
  // A dot and its interval. value: [point, row, low, high, strong, label]
  interval(params, api) {
    const row = api.value(1);
    const point = api.coord([api.value(0), row]);
    const low = api.coord([api.value(2), row]);
    const high = api.coord([api.value(3), row]);
    const strong = api.value(4) === 1;
    const colour = strong ? '#F46A25' : '#12436D';
    const stroke = { stroke: colour, lineWidth: 2 };
    const line = (x1, y1, x2, y2) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: stroke });
    return {
      type: 'group',
      children: [
        line(low[0], low[1], high[0], high[1]),
        line(low[0], low[1] - 4, low[0], low[1] + 4),
        line(high[0], high[1] - 4, high[0], high[1] + 4),
        { type: 'circle', shape: { cx: point[0], cy: point[1], r: 5 }, style: { fill: strong ? colour : '#FFFFFF', stroke: colour, lineWidth: 2 } },
        { type: 'text', style: { x: high[0] + 8, y: high[1], text: String(api.value(5)), fill: '#1D2733', fontSize: 12, verticalAlign: 'middle' } },
      ],
    };
  },
};

// words says in plain text what the pointer is on; it is drawn as SVG text, never as HTML.
function words(params, option) {
  const axis = (a, i) => { const one = Array.isArray(a) ? a[0] : a; return one && one.data && one.data[i]; };
  const value = params.value;
  if (params.seriesType === 'heatmap') {
    return axis(option.yAxis, value[1]) + '\n' + axis(option.xAxis, value[0]) + '：' + value[2];
  }
  if (params.seriesType === 'custom') return params.name + '：' + value[5] + '\n区间' + value[2] + '—' + value[3];
  return params.name + '\n' + params.seriesName + '：' + value;
}

// plain keeps a text from being read as a rich-text style.
const plain = (text) => String(text).replace(/[{}|]/g, ' ');

function prepare(option) {
  for (const series of [].concat(option.series || [])) {
    if (typeof series.renderItem === 'string') series.renderItem = renderers[series.renderItem];
  }
  if (option.tooltip) option.tooltip.formatter = (params) => plain(words(params, option));
  return option;
}

function size(box, drawing, width) {
  box.style.height = ((width && drawing.printed) || drawing.height) + 'px';
  box.style.width = (width || Math.max(box.parentElement.clientWidth, drawing.minWidth || 0)) + 'px';
}

// fit writes the names over a heat map as small and as broken as its columns need, and keeps those beside it in view.
function fit(chart, drawing, width) {
  if (!drawing.rows) return;
  const option = drawing.views[0].option;
  const column = Math.floor((width - 150) / [].concat(option.xAxis)[0].data.length);
  chart.setOption({ xAxis: { axisLabel: { width: column - 2, fontSize: column < 42 ? 11 : 13, lineHeight: column < 42 ? 12 : 15 } } });
  keepRows(chart, [].concat(option.yAxis)[0].data);
}

// keepRows lays the names of the rows once more over those that the chart draws, where it is wider than its box: they stay when it is scrolled.
function keepRows(chart, names) {
  const box = chart.getDom();
  const before = box.querySelector('.rows');
  if (before) before.remove();
  if (box.clientWidth <= box.parentElement.clientWidth) return;
  const [first, second] = [0, 1].map((i) => chart.convertToPixel({ xAxisIndex: 0 }, i));
  const rows = document.createElement('div');
  rows.className = 'rows';
  rows.setAttribute('aria-hidden', 'true');
  rows.style.width = first - (second - first) / 2 - 2 + 'px'; // the frame of a flagged cell begins 2 px before the cell
  rows.style.height = box.style.height;
  rows.style.marginBottom = '-' + box.style.height;
  names.forEach((name, i) => {
    const row = document.createElement('span');
    row.textContent = name;
    row.style.top = chart.convertToPixel({ yAxisIndex: 0 }, i) + 'px';
    rows.append(row);
  });
  box.prepend(rows);
}

function draw(box, drawing, index) {
  size(box, drawing);
  let chart = drawn.get(box.id);
  if (!chart) {
    chart = echarts.init(box, null, { renderer: 'svg' });
    drawn.set(box.id, chart);
    const links = drawing.links || {};
    chart.on('click', (event) => {
      const option = drawing.views[0].option;
      const axis = Array.isArray(option.xAxis) ? option.xAxis[0] : option.xAxis;
      const name = event.seriesType === 'heatmap' && axis.data ? axis.data[event.value[0]] : event.name;
      if (!has(links, name) || !links[name]) return;
      location.hash = links[name].slice(1) + (drawing.rows ? '&p=' + drawing.rows[event.value[1]] : '');
    });
  }
  chart.resize();
  chart.setOption(prepare(copy(drawing.views[index || 0].option)), true);
  fit(chart, drawing, box.clientWidth);
  if (drawing.latest) box.parentElement.scrollLeft = box.parentElement.scrollWidth;
  return chart;
}

function drawFigure(box, index) {
  const drawing = page.charts[box.id.slice('chart-'.length)];
  if (drawing) draw(box, drawing, index);
}

function drawAll() {
  for (const box of document.querySelectorAll('#report .chart')) if (!drawn.has(box.id)) drawFigure(box);
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    watcher.unobserve(entry.target);
    if (!drawn.has(entry.target.id)) drawFigure(entry.target);
  }
}, { rootMargin: '300px' });
for (const box of document.querySelectorAll('#report .chart')) {
  const drawing = page.charts[box.id.slice('chart-'.length)];
  if (drawing) box.style.height = drawing.height + 'px';
  watcher.observe(box);
}

// safeCell keeps a spreadsheet from running a text as a formula, and quotes what csv must.
function safeCell(text, isNumber) {
  let out = text.trim().replace(/\s+/g, ' ');
  if (!isNumber && /^[=+\-@\t\r]/.test(out)) out = "'" + out;
  return /[",\n]/.test(out) ? '"' + out.replace(/"/g, '""') + '"' : out;
}

function csv(table) {
  const rows = [];
  for (const tr of table.querySelectorAll('tr')) {
    const cells = [...tr.cells].filter((cell) => !cell.classList.contains('d'));
    rows.push(cells.map((cell) => safeCell(cell.textContent === '—' ? '' : cell.textContent, cell.classList.contains('n'))).join(','));
  }
  return '\ufeff' + rows.join('\r\n') + '\r\n';
}

function download(name, text) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  link.download = name.replace(/[\\/:*?"<>|\s]+/g, '_') + '.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.view) {
    for (const other of button.parentElement.children) other.setAttribute('aria-pressed', String(other === button));
    drawFigure(document.getElementById('chart-' + button.dataset.view), Number(button.dataset.index));
  } else if (button.dataset.csv) {
    const table = document.getElementById('table-' + button.dataset.csv);
    download(page.file + '_' + (button.dataset.name || button.dataset.csv), csv(table));
  } else if (button.dataset.all) {
    document.getElementById(button.dataset.all).classList.add('open');
    button.nextElementSibling.remove();
    button.remove();
  } else if (button.id === 'print') {
    window.print();
  }
});

let waiting = 0;
window.addEventListener('resize', () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    for (const [id, chart] of drawn) {
      const box = document.getElementById(id);
      const drawing = page.charts[id.slice('chart-'.length)] || unitDrawings.get(id);
      if (box && drawing && box.offsetParent) { size(box, drawing); chart.resize(); fit(chart, drawing, box.clientWidth); }
    }
  }, 150);
});

let closed = [];
window.addEventListener('beforeprint', () => {
  if (!document.getElementById('report').hidden) drawAll();
  for (const [id, chart] of drawn) {
    const box = document.getElementById(id);
    const drawing = page.charts[id.slice('chart-'.length)] || unitDrawings.get(id);
    if (box && drawing && box.offsetParent) {
      size(box, drawing, printWidth(box));
      chart.resize();
      fit(chart, drawing, printWidth(box));
      chart.getZr().flush();
    }
  }
  closed = [...document.querySelectorAll('details:not([open]):not(.sql):not(.long)')];
  for (const details of closed) details.open = true;
});
window.addEventListener('afterprint', () => {
  for (const details of closed) details.open = false;
  window.dispatchEvent(new Event('resize'));
});
