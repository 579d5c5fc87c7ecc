
// The address of a page is the hash. One township, department or problem has a page of its own: #/t=CODE, #/d=CODE, #/p=PROBLEM. Other
// conditions, as in #/t=CODE&p=PROBLEM&c=CHANNEL, filter; #/f filters by nothing yet.

function clearUnit() {
  for (const id of unitDrawings.keys()) {
    const chart = drawn.get(id);
    if (chart) chart.dispose();
    drawn.delete(id);
  }
  unitDrawings.clear();
  unitBody.textContent = '';
}

const own = (things, name) => (has(things, name) ? things[name] : null);

// target reads an address: the page it names, or null for the whole county.
function target(hash) {
  if (hash === '#/f') return { key: '#', name: '筛选', kind: '任选条件', filtered: true, conditions: {}, fill: () => fillFilter({}) };
  if (!hash.startsWith('#/')) return null;
  const conditions = readConditions(hash.slice(2));
  if (!conditions) return null;
  const keys = Object.keys(conditions);
  const key = '#/' + keys[0] + '=' + conditions[keys[0]].code;
  const problem = keys.length === 1 && own(page.problems, key);
  if (problem) return { key, name: problem.name, kind: problem.wind, conditions, fill: () => fillProblem(problem, conditions.p.code) };
  const unit = keys.length === 1 && own(page.units, key);
  if (unit) return { key, name: unit.name, kind: unit.kind, conditions, fill: () => fillUnit(unit, key) };
  return { key: '#', name: namesOf(conditions).join(' · '), kind: '筛选', filtered: true, conditions, fill: () => fillFilter(conditions) };
}

const home = document.title;
function route(moved) {
  const to = target(location.hash);
  clearUnit();
  report.hidden = Boolean(to);
  unitView.hidden = !to;
  document.querySelector('.top nav').hidden = Boolean(to);
  choose.value = to ? to.key : '#';
  const comments = document.getElementById('comments');
  if (comments) comments.search = to ? location.hash.slice(2) : '';
  document.title = to ? to.name + '：' + home : home;
  if (to) {
    document.getElementById('unit-kind').textContent = to.kind;
    document.getElementById('unit-crumb').textContent = to.name;
    const title = document.getElementById('unit-name');
    title.textContent = to.name;
    showForm(to.conditions);
    document.getElementById('filtering').open = to.filtered || document.activeElement.form === filterForm;
    to.fill();
    if (document.activeElement.form !== filterForm) {
      scrollTo(0, 0);
      title.focus({ preventScroll: true });
    }
  } else if (moved) {
    const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (place) place.scrollIntoView(); else scrollTo(0, 0);
  }
}
buildForm();
choose.addEventListener('change', () => { location.hash = choose.value.slice(1); });
window.addEventListener('hashchange', () => route(true));
route(location.hash.length > 1);
document.documentElement.dataset.ready = 'true';
