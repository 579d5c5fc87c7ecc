
// The pages of townships and departments. Their address is the hash: #/t=CODE&p=PROBLEM or #/d=CODE.
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
      i === 0 ? make('th', { scope: 'row' }, String(text)) : make('td', { class: columns[i][1] ? 'n' : columns[i][2] ? 'w' : null }, String(text)))));
  });
  return make('div', {},
    make('div', { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': caption },
      make('table', { id: 'table-' + id }, make('caption', {}, caption), make('thead', {}, head), make('tbody', {}, ...body))),
    make('p', { class: 'tools' }, make('button', { type: 'button', 'data-csv': id, 'data-name': id + '_' + document.getElementById('unit-crumb').textContent }, '下载 csv')));
}

function chartBox(id, label) {
  return make('div', { class: 'scroll' }, make('div', { class: 'chart', id: 'chart-' + id, role: 'img', 'aria-label': label }));
}

function trendOf(unit) {
  const option = structuredClone(page.trend);
  option.series[0].data = unit.weeks;
  return { height: 220, minWidth: 300, views: [{ option }] };
}

function intervalsOf(problems) {
  const option = structuredClone(page.ratios);
  [].concat(option.yAxis)[0].data = problems.map((p) => p.name);
  option.series[0].data = problems.map((p, i) => ({
    name: p.name, value: [p.ratio, i, p.lo, p.hi, p.flagged ? 1 : 0, p.ratio.toFixed(1) + '倍'],
  }));
  return { height: problems.length * 28 + 60, views: [{ option }] };
}

const times = (value) => (value === undefined ? '—' : value.toFixed(2));

function fill(unit, problem) {
  const part = (title, ...children) => unitBody.append(make('h2', {}, title), ...children);
  unitBody.append(make('ul', { class: 'tiles' }, ...unit.figures.map(([label, value, against]) => (
    make('li', {}, make('span', { class: 'label' }, label), make('b', {}, value), make('span', { class: 'change' }, against))))));
  const problems = unit.problems || [];
  const flagged = problems.filter((p) => p.flagged);
  const tested = problems.filter((p) => p.ratio !== undefined).slice(0, 12);
  part('需要关注', flagged.length
    ? make('ul', {}, ...flagged.map((p) => make('li', {}, make('b', {}, p.name), '：' + p.n + ' 条，若与全县一样约 ' + p.expect + ' 条，为全县水平的 '
      + p.ratio.toFixed(1) + ' 倍（区间 ' + p.lo.toFixed(1) + '—' + p.hi.toFixed(1) + ' 倍）')))
    : make('p', {}, '没有通过检验的热点。'));
  if (unit.weeks) {
    part('近13周', chartBox('unit-trend', unit.name + '近 13 周每周意见数'),
      make('details', {}, make('summary', {}, '数据表'),
        unitTable('unit_weekly', '每周意见数（条）', [['周（周一）'], ['意见（条）', true]], unit.weeks.map((n, i) => [[].concat(page.trend.xAxis)[0].data[i], n]))));
  }
  if (problems.length) {
    part('四风问题',
      tested.length ? make('p', { class: 'caption' }, '与全县水平之比（倍）；横线为区间，虚线为全县水平，实心为热点') : null,
      tested.length ? chartBox('unit-ratios', unit.name + '各问题与全县水平之比和区间') : null,
      unitTable('unit_problems', '各问题的条数与全县水平之比',
        [['问题'], ['意见（条）', true], ['本周（条）', true], ['预期（条）', true], ['比值（倍）', true], ['区间（倍）'], ['热点']],
        problems.map((p) => ({
          class: p.code === problem ? 'here' : null,
          cells: [p.name, p.n, p.period, p.expect, times(p.ratio), p.ratio === undefined ? '—' : times(p.lo) + '—' + times(p.hi), p.flagged ? '是' : '否'],
        }))));
  }
  if (unit.topics) part('专项治理主题', unitTable('unit_topics', '最多的主题', [['主题'], ['意见（条）', true]], unit.topics));
  if (unit.issues) part('热点事项', unitTable('unit_issues', '涉及本单位的事项', [['名次', true], ['事项', false, true], ['意见（条）', true], ['最晚']], unit.issues));
  if (unit.ledger) part('整改', unitTable('unit_ledger', '本单位牵头的事项', [['台账编号'], ['问题', false, true], ['状态'], ['时限'], ['逾期']], unit.ledger));
  if (unit.examples) {
    part('原话举例（已脱敏，内部使用）', ...unit.examples.map(([week, name, words]) => (
      make('blockquote', {}, make('p', {}, words), make('footer', {}, name + '；' + (week === '—' ? '时间不明' : week + ' 那一周'))))));
  }
  const put = (id, drawing) => {
    const box = document.getElementById('chart-' + id);
    if (!box) return;
    unitDrawings.set(box.id, drawing);
    draw(box, drawing);
  };
  if (unit.weeks) put('unit-trend', trendOf(unit));
  if (tested.length) put('unit-ratios', intervalsOf(tested));
}

function clearUnit() {
  for (const id of unitDrawings.keys()) {
    const chart = drawn.get(id);
    if (chart) chart.dispose();
    drawn.delete(id);
  }
  unitDrawings.clear();
  unitBody.replaceChildren();
}

const home = document.title;
function route(moved) {
  const match = /^#\/([td]=[^&]+)(?:&p=([^&]+))?$/.exec(location.hash);
  const hash = match ? '#/' + decodeURIComponent(match[1]) : '';
  const unit = match && Object.hasOwn(page.units, hash) ? page.units[hash] : null;
  clearUnit();
  report.hidden = Boolean(unit);
  unitView.hidden = !unit;
  document.querySelector('.top nav').hidden = Boolean(unit);
  choose.value = unit ? hash : '#';
  document.title = unit ? unit.name + '：' + home : home;
  if (unit) {
    document.getElementById('unit-kind').textContent = unit.kind;
    document.getElementById('unit-crumb').textContent = unit.name;
    const title = document.getElementById('unit-name');
    title.textContent = unit.name;
    fill(unit, match[2] && decodeURIComponent(match[2]));
    scrollTo(0, 0);
    title.focus({ preventScroll: true });
  } else if (moved) {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView(); else scrollTo(0, 0);
  }
}
choose.addEventListener('change', () => { location.hash = choose.value.slice(1); });
window.addEventListener('hashchange', () => route(true));
route(location.hash.length > 1);
document.documentElement.dataset.ready = 'true';
