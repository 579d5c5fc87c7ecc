
// The page of one problem: where it stands out. The figures are those of the units' pages.

function unitsWith(code, kind) {
  const found = [];
  for (const [hash, unit] of Object.entries(page.units)) {
    if (unit.kind !== kind) continue;
    for (const p of unit.problems || []) if (p.code === code) found.push({ ...p, hash, name: unit.short, full: unit.name });
  }
  return found.sort((a, b) => b.n - a.n || (a.hash < b.hash ? -1 : 1));
}

function fillProblem(problem, code) {
  tiles(problem.figures);
  unitBody.append(source('problems', 'problem = ' + quote(code)));
  trend(problem.name, 'problem_weekly', problem.weeks, 'problem = ' + quote(code));
  for (const [kind, id] of [['乡镇', 'township'], ['部门', 'department']]) {
    const units = unitsWith(code, kind);
    if (!units.length) continue;
    const tested = units.filter(isTested).slice(0, 16);
    part('在各' + kind,
      tested.length ? make('p', { class: 'caption' }, '收缩后的倍数，1为全县水平；时段：' + page.words.span + '；横线为95%区间，虚线为全县水平，实心为幅度确定的热点；按条数排') : null,
      tested.length ? chartBox('problem-' + id, problem.name + '在各' + kind + '与全县水平之比和区间') : null,
      make('p', { class: 'method' }, shrunk),
      unitTable('problem_' + id, '各' + kind + '的条数与全县水平之比',
        [[kind], ['意见（条）', true], [now + '（条）', true], ['预期（条）', true], ['意见÷预期（倍）', true], ['收缩后的倍数', true], ['95%区间（倍）'], ['热点']],
        units.map((u) => [make('a', { href: u.hash + '&p=' + code }, u.full), u.n, u.period, u.expect, times(u.observed, 1), times(u.ratio), between(u), isFlagged(u)]),
        source('unit_problems', "unit_kind = '" + id + "' and problem = " + quote(code) + '\norder by comments desc, unit_code')));
    const links = Object.fromEntries(units.map((u) => [u.name, u.hash + '&p=' + code]));
    if (tested.length) put('problem-' + id, { ...intervalsOf(tested), links });
  }
}
