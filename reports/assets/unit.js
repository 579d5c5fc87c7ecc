
// The pages of townships and departments, and what every such page is made of.
const unitDrawings = new Map();
const report = document.getElementById('report');
const unitView = document.getElementById('unit');
const unitBody = document.getElementById('unit-body');
const choose = document.getElementById('choose');

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

// table makes a table with its csv button. columns: [label, isNumber]; rows: arrays of text, or {cells, class}.
function unitTable(id, caption, columns, rows) {
  const head = make('tr', {}, ...columns.map(([label, number]) => make('th', { scope: 'col', class: number ? 'n' : null }, label)));
  const body = rows.map((row) => {
    const cells = row.cells || row;
    return make('tr', { class: row.class || null }, ...cells.map((text, i) => (
      i === 0 ? make('th', { scope: 'row', class: columns[0][1] ? 'n' : null }, String(text)) : make('td', { class: columns[i][1] ? 'n' : columns[i][2] ? 'w' : null }, String(text)))));
  });
  return make('div', {},
    make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
      make('table', { id: 'table-' + id }, make('caption', {}, caption), make('thead', {}, head), make('tbody', {}, ...body))),
    make('p', { class: 'tools' }, make('button', { type: 'button', 'data-csv': id, 'data-name': id + '_' + document.getElementById('unit-crumb').textContent }, '下载 csv')));
}

function chartBox(id, label) {
  return make('div', { class: 'scroll' }, make('div', { class: 'chart', id: 'chart-' + id, role: 'img', 'aria-label': label }));
}

const weekNames = () => [].concat(page.trend.xAxis)[0].data;

// put draws into the box of that id and remembers the drawing for resizing and printing.
function put(id, drawing) {
  const box = document.getElementById('chart-' + id);
  unitDrawings.set(box.id, drawing);
  draw(box, drawing);
}

function part(title, ...children) {
  unitBody.append(make('h2', {}, title), ...children.filter((child) => child !== null));
}

function tiles(figures) {
  unitBody.append(make('ul', { class: 'tiles' }, ...figures.map(([label, value, against]) => (
    make('li', {}, make('div', { class: 'box' }, make('span', { class: 'label' }, label), make('b', {}, value), make('span', { class: 'change' }, against)))))));
}

function trend(name, query, weeks) {
  if (!weeks) return;
  part('近13周', chartBox('unit-trend', name + '近 13 周每周意见数'),
    make('details', {}, make('summary', {}, '数据表'),
      unitTable(query, '每周意见数（条）', [['周（周一）'], ['意见（条）', true]], weeks.map((n, i) => [weekNames()[i], n]))));
  const option = copy(page.trend);
  option.series[0].data = weeks;
  put('unit-trend', { height: 220, minWidth: 300, views: [{ option }] });
}

// intervalsOf draws ratios to the level of the county: rows with name, ratio, lo, hi and flagged.
function intervalsOf(problems) {
  const option = copy(page.ratios);
  [].concat(option.yAxis)[0].data = problems.map((p) => p.name);
  option.series[0].data = problems.map((p, i) => ({
    name: p.name, value: [p.ratio, i, p.lo, p.hi, p.flagged ? 1 : 0, p.ratio.toFixed(1) + '倍'],
  }));
  return { height: problems.length * 28 + 60, views: [{ option }] };
}

const times = (value) => (value === undefined ? '—' : value.toFixed(2));

// isTested says whether the interval of a row is worth drawing: with less than one comment expected it spans everything.
const isTested = (p) => p.ratio !== undefined && (p.flagged || Number(p.expect) >= 1);
const isFlagged = (p) => (p.flagged ? '是' : '否');
const between = (p) => (p.ratio === undefined ? '—' : times(p.lo) + '—' + times(p.hi));

function fillUnit(unit, problem) {
  tiles(unit.figures);
  const problems = unit.problems || [];
  const passed = problems.filter((p) => p.flagged);
  const flagged = passed.filter((p) => p.lo > 1);
  const unsure = passed.length - flagged.length;
  const tested = problems.filter(isTested).slice(0, 12);
  part('需要关注', flagged.length
    ? make('ul', {}, ...flagged.map((p) => make('li', {}, make('a', { href: '#/p=' + p.code }, p.name), '：' + p.n + ' 条，若与全县一样约 ' + p.expect
      + ' 条，为全县水平的 ' + p.ratio.toFixed(1) + ' 倍（区间 ' + p.lo.toFixed(1) + '—' + p.hi.toFixed(1) + ' 倍）')))
    : make('p', {}, unsure ? '没有幅度确定的热点。' : '没有通过检验的热点。'),
    unsure ? make('p', {}, '另有 ' + unsure + ' 处也通过检验，但区间含 1，多出多少说不准，见下表。') : null);
  trend(unit.name, 'unit_weekly', unit.weeks);
  if (problems.length) {
    part('四风问题',
      tested.length ? make('p', { class: 'caption' }, '与全县水平之比（倍）；横线为区间，虚线为全县水平，实心为热点') : null,
      tested.length ? chartBox('unit-ratios', unit.name + '各问题与全县水平之比和区间') : null,
      unitTable('unit_problems', '各问题的条数与全县水平之比',
        [['问题'], ['意见（条）', true], ['本周（条）', true], ['预期（条）', true], ['比值（倍）', true], ['区间（倍）'], ['热点']],
        problems.map((p) => ({
          class: p.code === problem ? 'here' : null,
          cells: [p.name, p.n, p.period, p.expect, times(p.ratio), between(p), isFlagged(p)],
        }))));
    if (tested.length) put('unit-ratios', intervalsOf(tested));
  }
  if (unit.topics) part('专项治理主题', unitTable('unit_topics', '最多的主题', [['主题'], ['意见（条）', true]], unit.topics));
  if (unit.issues) part('热点事项', unitTable('unit_issues', '涉及本单位的事项', [['名次', true], ['事项', false, true], ['意见（条）', true], ['最晚']], unit.issues));
  if (unit.ledger) part('整改', unitTable('unit_ledger', '本单位牵头的事项', [['台账编号'], ['问题', false, true], ['状态'], ['时限'], ['逾期']], unit.ledger));
  if (unit.examples) {
    part('原话举例（已脱敏，内部使用）', ...unit.examples.map(([week, name, words]) => (
      make('blockquote', {}, make('p', {}, words), make('footer', {}, name + '；' + (week === '—' ? '时间不明' : week + ' 那一周'))))));
  }
}
