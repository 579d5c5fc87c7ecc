
// The pages of townships and departments, and what every such page is made of.
const unitDrawings = new Map();
const report = document.getElementById('report');
const unitView = document.getElementById('unit');
const unitBody = document.getElementById('unit-body');
const choose = document.getElementById('choose');
const now = page.words.now;

// The page holds the problems of a unit as rows without the names of their columns, to be small.
for (const unit of Object.values(page.units)) {
  if (unit.problems) unit.problems = unit.problems.map(problemOf);
}

function problemOf([named, n, period, expect, observed, ratio = null, lo = 0, hi = 0, flagged = 0]) {
  const [code, name] = page.named[named];
  return { code, name, n, period, expect, observed, ratio, lo, hi, flagged: flagged === 1 };
}

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) if (value !== null) element.setAttribute(key, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

const quote = (text) => "'" + String(text).replace(/'/g, "''") + "'";

// source shows how the rows of a table were counted: the query of that name, narrowed to the rows of this page.
function source(name, where) {
  const query = page.queries[name];
  return sourceOf(query.method, 'select *\nfrom (\n' + query.sql + '\n)\nwhere ' + where);
}

function sourceOf(method, sql) {
  return make('details', { class: 'sql' }, make('summary', {}, '口径、SQL'),
    make('p', { class: 'method' }, method), make('pre', { tabindex: '0' }, make('code', {}, sql)));
}

// whole gives the class of a date or a number of the ledger, which no line is broken in.
const whole = (content) => (/^\w{1,8}(-\w{1,8}){1,4}$/.test(content) ? 'day' : null);

// unitTable makes a table with its csv button and its source; a long and narrow one is printed in two columns.
// columns: [label, isNumber, isSentence]; rows: arrays of text, or {cells, class}.
function unitTable(id, caption, columns, rows, from) {
  const head = make('tr', {}, ...columns.map(([label, number]) => make('th', { scope: 'col', class: number ? 'n' : null }, label)));
  const body = rows.map((row) => {
    const cells = row.cells || row;
    return make('tr', { class: row.class || null }, ...cells.map((cell, i) => {
      const content = cell instanceof Node ? cell : String(cell);
      if (i === 0) return make('th', { scope: 'row', class: columns[0][1] ? 'n' : whole(content) }, content);
      return make('td', { class: columns[i][1] ? 'n' : columns[i][2] ? 'w' : whole(content) }, content);
    }));
  });
  return make('div', {},
    make('div', { class: rows.length >= 12 && columns.length <= 3 ? 'scroll pair' : 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
      make('table', { id: 'table-' + id }, make('caption', {}, caption), make('thead', {}, head), make('tbody', {}, ...body))),
    from || null,
    make('p', { class: 'tools' }, make('button', { type: 'button', 'data-csv': id, 'data-name': id + '_' + document.getElementById('unit-crumb').textContent }, '下载 csv')));
}

function chartBox(id, label) {
  return make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label },
    make('div', { class: 'chart', id: 'chart-' + id, role: 'img', 'aria-label': label }));
}

const trendNames = () => [].concat(page.trend.xAxis)[0].data;

// put draws into the box of that id and remembers the drawing for resizing and printing.
function put(id, drawing) {
  const box = document.getElementById('chart-' + id);
  unitDrawings.set(box.id, drawing);
  draw(box, drawing);
}

function part(title, ...children) {
  unitBody.append(make('h2', {}, title), ...children.filter((child) => child !== null));
}

// column draws one number for each period.
function column(id, names, values) {
  const option = copy(page.trend);
  [].concat(option.xAxis)[0].data = names;
  option.series[0].data = values;
  put(id, { height: 220, minWidth: Math.max(300, 24 * values.length), latest: true, views: [{ option }] });
}

function tiles(figures) {
  unitBody.append(make('ul', { class: 'tiles' }, ...figures.map(([label, value, against]) => (
    make('li', {}, make('div', { class: 'box' }, make('span', { class: 'label' }, label), make('b', {}, value), make('span', { class: 'change' }, against)))))));
}

function trend(name, query, periods, where) {
  if (!periods) return;
  part(page.words.trend, chartBox('unit-trend', name + page.words.trend + '各期意见数'),
    make('details', { class: 'data' }, make('summary', {}, '数据表（' + periods.length + '行）'),
      unitTable(query, '各期意见数（条）', [['时段首日'], ['意见（条）', true]], periods.map((n, i) => [page.periods[i], n]), source(query, where))));
  column('unit-trend', trendNames(), periods);
}

// intervalsOf draws ratios to the level of the county: rows with name, ratio, lo, hi and flagged.
function intervalsOf(problems) {
  const option = copy(page.ratios);
  [].concat(option.yAxis)[0].data = problems.map((p) => p.name);
  option.series[0].data = problems.map((p, i) => ({
    name: p.name, value: [p.ratio, i, p.lo, p.hi, p.flagged && p.lo > 1 ? 1 : 0, p.ratio.toFixed(1) + '倍'],
  }));
  return { height: problems.length * 28 + 60, printed: problems.length * 18 + 60, views: [{ option }] };
}

const times = (value, decimals = 2) => (value === null ? '—' : value.toFixed(decimals));

// isTested says whether the interval of a row is worth drawing: with less than one comment expected it spans everything.
const isTested = (p) => p.ratio !== null && (p.flagged || Number(p.expect) >= 1);
const isFlagged = (p) => (p.flagged ? '是' : '否');
const between = (p) => (p.ratio === null ? '—' : times(p.lo) + '—' + times(p.hi));

// shrunk explains the column of that name where it stands.
const shrunk = '收缩后的倍数：意见÷预期，文字相同的算一条，条数越少越往1（全县水平）收，免得把偶然当突出。预期不足1条的不算意见÷预期。';

// observed leads from the quotient that a reader finds to the estimate that allows for how few comments there are.
const observed = (p) => (p.observed === null ? '，稳妥估计为' : '，即' + p.observed.toFixed(1) + '倍；'
  + (p.observed.toFixed(1) === p.ratio.toFixed(1) ? '稳妥估计也是' : '考虑到条数少，稳妥估计为'));

// span writes an interval as the first screen does: with a second decimal where the first would make a bound beside 1 look like 1.
function span(lo, hi) {
  const decimals = [lo, hi].some((v) => v !== 1 && v.toFixed(1) === '1.0') ? 2 : 1;
  return lo.toFixed(decimals) + '—' + hi.toFixed(decimals) + '倍';
}

// against says how one problem of a unit stands to the level of the county.
const against = (p) => '累计' + p.n + '条，若与全县一样约' + p.expect + '条' + observed(p)
  + p.ratio.toFixed(1) + '倍（95%区间' + span(p.lo, p.hi) + '）';

const quoted = ([week, name, words]) => make('blockquote', {}, make('p', {}, words),
  make('footer', {}, name + '；' + (week === '—' ? '时间不明' : week + '起的一周')));

function fillUnit(unit, key) {
  const [letter, code] = key.slice(2).split('=');
  const where = "unit_kind = '" + (letter === 't' ? 'township' : 'department') + "' and unit_code = " + quote(code);
  tiles(unit.figures);
  unitBody.append(source(letter === 't' ? 'townships' : 'departments', 'code = ' + quote(code)));
  const problems = unit.problems || [];
  const passed = problems.filter((p) => p.flagged);
  const flagged = passed.filter((p) => p.lo > 1);
  const unsure = passed.length - flagged.length;
  const tested = problems.filter(isTested).slice(0, 12);
  part('需要关注', flagged.length
    ? make('ul', {}, ...flagged.map((p) => make('li', {}, make('a', { href: key + '&p=' + p.code }, p.name), '：' + against(p))))
    : make('p', {}, unsure ? '没有幅度确定的热点。' : '没有通过检验的热点。'),
    unsure ? make('p', {}, '另有' + unsure + '处也通过检验，但区间含1，多出多少说不准，见下表。') : null);
  trend(unit.name, 'unit_weekly', unit.weeks, where);
  if (problems.length) {
    part('四风问题',
      tested.length ? make('p', { class: 'caption' }, '收缩后的倍数，1为全县水平；时段：' + page.words.span + '；横线为95%区间，虚线为全县水平，实心为幅度确定的热点') : null,
      tested.length ? chartBox('unit-ratios', unit.name + '各问题与全县水平之比和区间') : null,
      make('p', { class: 'method' }, shrunk),
      unitTable('unit_problems', '各问题的条数与全县水平之比',
        [['问题'], ['意见（条）', true], [now + '（条）', true], ['预期（条）', true], ['意见÷预期（倍）', true], ['收缩后的倍数', true], ['95%区间（倍）'], ['热点']],
        problems.map((p) => [make('a', { href: key + '&p=' + p.code }, p.name), p.n, p.period, p.expect, times(p.observed, 1), times(p.ratio), between(p), isFlagged(p)]),
        source('unit_problems', where)));
    if (tested.length) {
      const links = Object.fromEntries(tested.map((p) => [p.name, key + '&p=' + p.code]));
      put('unit-ratios', { ...intervalsOf(tested), links });
    }
  }
  if (unit.topics) {
    part('专项治理主题', unitTable('unit_topics', '最多的主题', [['主题'], ['意见（条）', true]], unit.topics, source('unit_topics', where)));
  }
  if (unit.issues) {
    part('热点事项', unitTable('unit_issues', '涉及本单位的事项', [['名次', true], ['事项', false, true], ['意见（条）', true], ['最晚']], unit.issues,
      source('unit_issues', where)));
  }
  if (unit.ledger) {
    part('整改', unitTable('unit_ledger', '本单位牵头的事项', [['台账编号'], ['问题', false, true], ['状态'], ['时限'], ['逾期']], unit.ledger,
      source('unit_ledger', 'unit_code = ' + quote(code))));
  }
  if (unit.examples) part('原话举例（已脱敏，内部使用）', ...unit.examples.map(quoted), source('unit_examples', where));
}
