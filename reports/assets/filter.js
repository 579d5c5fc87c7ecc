
// Filters over counts made beforehand. A condition is the key of a dimension with a code; up to three stand in the page.
const dimensions = page.filters.dimensions;
const filterForm = document.getElementById('filter');
const read = new Map(); // margin → Map from the key of a cell to its count

function cellsOf(margin) {
  if (!has(page.filters.margins, margin)) return null;
  if (!read.has(margin)) {
    const cells = new Map();
    const numbers = page.filters.margins[margin].split(' ');
    let key = 0;
    for (let i = 0; i < numbers.length; i += 2) {
      key += Number(numbers[i]);
      cells.set(key, Number(numbers[i + 1]));
    }
    read.set(margin, cells);
  }
  return read.get(margin);
}

// countOf gives how many comments meet the conditions, an object from key to value; null: the page does not hold that combination.
function countOf(conditions) {
  const used = dimensions.filter((d) => has(conditions, d.key));
  const cells = cellsOf(used.map((d) => d.key).join(''));
  if (!cells) return null;
  if (used.some((d) => conditions[d.key].id < 0)) return 0;
  return cells.get(used.reduce((key, d) => key * d.size + conditions[d.key].id, 0)) || 0;
}

// readConditions takes conditions from an address; null: it holds one that the page does not know.
function readConditions(text) {
  const conditions = {};
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    const dimension = dimensions.find((d) => d.key === pair.slice(0, at));
    let code = pair.slice(at + 1);
    try { code = decodeURIComponent(code); } catch (error) { return null; }
    const value = dimension && dimension.values.find((v) => v.code === code);
    if (!value) return null;
    conditions[dimension.key] = value;
  }
  return conditions;
}

const addressOf = (conditions) => {
  const parts = dimensions.filter((d) => conditions[d.key]).map((d) => d.key + '=' + encodeURIComponent(conditions[d.key].code));
  return '#/' + (parts.length ? parts.join('&') : 'f');
};

const namesOf = (conditions) => dimensions.filter((d) => conditions[d.key]).map((d) => conditions[d.key].name);

// percentOf follows the rules of the whole page: no percentage on a base under 30, and a few are never none.
const percentOf = (n, base) => (base < 30 ? '—' : n > 0 && 2000 * n < base ? '不足0.1%' : (100 * n / base).toFixed(1) + '%');

function countWords(n) {
  if (n >= 1e8) return String(Math.round(n / 1e7) / 10) + '亿';
  return n >= 1e4 ? String(Math.round(n / 1e3) / 10) + '万' : String(n);
}

function filterSQL(conditions) {
  let sql = page.filters.sql;
  for (const d of dimensions) {
    const value = conditions[d.key] ? "cast(" + quote(conditions[d.key].code) + ' as varchar)' : 'null';
    sql = sql.split("cast('@" + d.param + "@' as varchar)").join(value);
  }
  return sql;
}

const notHeld = (names) => '页面没有存“' + names.join('×') + '”这种组合的数（只存至多三项的组合，数据过大时先去掉最细的）；可减少一项条件，或用本页的 SQL 在库中查。';

// rowsOf counts each value of a dimension under the conditions, in the order of its chart.
function rowsOf(dimension, conditions) {
  const rows = dimension.values.map((value) => ({ value, n: countOf({ ...conditions, [dimension.key]: value }) })).filter((row) => row.n > 0);
  if (dimension.key === 'w') return rows.reverse();
  return rows.sort((a, b) => isWhole(b.value) - isWhole(a.value) || (a.value.code === 'none') - (b.value.code === 'none') || b.n - a.n);
}

// periodsOf counts each period from the first with a comment on, the silent ones too.
function periodsOf(dimension, conditions) {
  const rows = dimension.values.filter((v) => v.short).map((value) => ({ value, n: countOf({ ...conditions, w: value }) })).reverse();
  const first = rows.findIndex((row) => row.n > 0);
  return first < 0 ? [] : rows.slice(first);
}

function spread(into, dimension, conditions, total) {
  const keyed = dimensions.filter((d) => conditions[d.key] || d === dimension);
  const block = (...children) => into.append(make('section', { class: dimension.key === 'w' ? 'figure wide' : 'figure' }, make('h2', {}, '按' + dimension.name), ...children));
  if (keyed.length > 3) return;
  if (countOf({ ...conditions, [dimension.key]: dimension.values[0] }) === null) {
    block(make('p', {}, notHeld(keyed.map((d) => d.name))));
    return;
  }
  const rows = rowsOf(dimension, conditions);
  if (!rows.length || (rows.length === 1 && rows[0].value.code === 'none')) return;
  const id = 'filter-' + dimension.param;
  const shown = dimension.key === 'w' ? periodsOf(dimension, conditions) : rows.filter((row) => !isWhole(row.value)).slice(0, 15);
  block(
    make('p', { class: 'caption' }, '单位：条；来源：入库意见；' + spreadWords(dimension, rows, shown, total)),
    shown.length ? chartBox(id, '条形图，按' + dimension.name + '：' + shown.slice(0, 5).map((row) => row.value.name + row.n + '条').join('，')) : null,
    make('details', { class: 'data' }, make('summary', {}, '数据表（' + rows.length + '行）'),
      unitTable('filter_' + dimension.param, '按' + dimension.name, [[dimension.name], ['意见（条）', true], ['占比', true]],
        rows.map(({ value, n }) => [make('a', { href: addressOf({ ...conditions, [dimension.key]: value }) }, value.name), n, percentOf(n, total)]))));
  if (!shown.length) return;
  if (dimension.key === 'w') {
    column(id, shown.map((row) => row.value.short), shown.map((row) => row.n));
    return;
  }
  const option = copy(page.bars);
  [].concat(option.yAxis)[0].data = shown.map((row) => row.value.name);
  option.series[0].data = shown.map((row) => ({
    name: row.value.name, value: row.n, itemStyle: { color: row.value.code === 'none' ? '#8A94A0' : '#12436D' },
    label: { show: true, position: 'right', color: '#1D2733', formatter: plain(row.n + (total < 30 ? '' : '（' + percentOf(row.n, total) + '）')) },
  }));
  for (const grid of [].concat(option.grid)) grid.right = 110;
  const links = Object.fromEntries(shown.map((row) => [row.value.name, addressOf({ ...conditions, [dimension.key]: row.value })]));
  put(id, { height: shown.length * 28 + 12, views: [{ option }], links });
}

// spreadWords says what the chart leaves out of a table and counts what both hold.
function spreadWords(dimension, rows, shown, total) {
  const n = shown.reduce((sum, row) => sum + row.n, 0);
  if (dimension.key === 'w') {
    const left = total - n;
    if (!shown.length) return '都在走势的各期之外（更早、之后或时间不明），见表；n=' + total;
    return (left > 0 ? '图为走势的各期，另有' + left + '条不在其中（更早、之后或时间不明），见表；n=' : 'n=') + (left > 0 ? n : total);
  }
  return (shown.length < rows.length ? '图中画' + shown.length + '项，全部见表；' : '') + 'n=' + total;
}

// isWhole says whether a value of the problems is a wind as a whole or all winds.
const isWhole = (value) => value.whole === true;

function fillFilter(conditions) {
  const used = dimensions.filter((d) => conditions[d.key]);
  const total = countOf(conditions);
  const from = sourceOf(page.filters.method, filterSQL(conditions));
  if (total === null) {
    unitBody.append(make('p', { class: 'nothing' }, notHeld(used.map((d) => d.name))), from);
    return;
  }
  tiles([['意见（条）', countWords(total), used.length ? '占全部意见' + (page.all < 30 ? page.all + '条中的' + total + '条' : percentOf(total, page.all)) : page.words.span]].concat(
    used.length < 2 ? [] : used.map((d) => {
      const base = countOf({ [d.key]: conditions[d.key] });
      const name = conditions[d.key].name;
      return base < 30 ? [name + '中（条）', String(total), name + '共' + base + '条，不足30条，不算占比'] : ['占' + name, percentOf(total, base), name + '共' + countWords(base) + '条'];
    })));
  const pages = [];
  let unit = null;
  for (const key of ['t', 'd', 'p']) {
    if (!conditions[key]) continue;
    const hash = '#/' + key + '=' + conditions[key].code;
    if (key !== 'p' && has(page.units, hash)) unit = unit || page.units[hash];
    if (has(page.units, hash) || has(page.problems, hash)) pages.push(make('a', { href: hash }, conditions[key].name + '全页'));
  }
  if (pages.length) unitBody.append(make('p', { class: 'links' }, ...pages));
  const problem = unit && used.length === 2 && conditions.p && (unit.problems || []).find((p) => p.code === conditions.p.code);
  if (problem && problem.ratio !== null) {
    part('与全县比', make('p', {}, against(problem) + '；' + (problem.flagged ? (problem.lo > 1 ? '通过检验，是热点。' : '通过检验，但区间含1，多出多少说不准。') : '没有通过检验，不能说多于全县。')));
  }
  unitBody.append(from);
  if (used.length > 2) unitBody.append(make('p', { class: 'nothing' }, '页面只存至多三项的组合，三项以上不再细分；可用上面的 SQL 在库中查。'));
  const grid = make('div', { class: 'figures' });
  unitBody.append(grid);
  for (const d of dimensions) if (!conditions[d.key] && total > 0) spread(grid, d, conditions, total);
  const examples = problem && (unit.examples || []).filter((example) => example[1] === problem.name);
  if (examples && examples.length) part('原话举例（已脱敏，内部使用）', ...examples.map(quoted));
}

// showForm sets the lists of the form to the conditions.
function showForm(conditions) {
  for (const d of dimensions) document.getElementById('filter-' + d.key).value = conditions[d.key] ? conditions[d.key].code : '';
}

function buildForm() {
  for (const d of dimensions) {
    const select = make('select', { id: 'filter-' + d.key }, make('option', { value: '' }, '全部'));
    const groups = new Map();
    for (const value of d.values) {
      if (value.id < 0 && d.key !== 't' && d.key !== 'd') continue;
      let into = select;
      if (value.group) {
        if (!groups.has(value.group)) {
          groups.set(value.group, make('optgroup', { label: value.group }));
          select.append(groups.get(value.group));
        }
        into = groups.get(value.group);
      }
      into.append(make('option', { value: value.code }, value.name));
    }
    filterForm.append(make('label', {}, d.name, select));
  }
  filterForm.addEventListener('change', () => {
    const conditions = {};
    for (const d of dimensions) {
      const code = document.getElementById('filter-' + d.key).value;
      if (code) conditions[d.key] = d.values.find((v) => v.code === code);
    }
    location.hash = addressOf(conditions).slice(1);
  });
}
