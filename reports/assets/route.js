
// The address of a page is the hash: #/t=CODE&p=PROBLEM for a township, #/d=CODE for a department, #/p=PROBLEM for a problem.

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
  const match = /^#\/([tdp])=([\w.-]+)(?:&p=([\w.-]+))?$/.exec(hash);
  if (!match) return null;
  const key = '#/' + match[1] + '=' + match[2];
  if (match[1] === 'p') {
    const problem = own(page.problems, key);
    return problem && { key, name: problem.name, kind: problem.wind, fill: () => fillProblem(problem, match[2]) };
  }
  const unit = own(page.units, key);
  return unit && { key, name: unit.name, kind: unit.kind, fill: () => fillUnit(unit, match[3]) };
}

const home = document.title;
function route(moved) {
  const to = target(location.hash);
  clearUnit();
  report.hidden = Boolean(to);
  unitView.hidden = !to;
  document.querySelector('.top nav').hidden = Boolean(to);
  choose.value = to ? to.key : '#';
  document.title = to ? to.name + '：' + home : home;
  if (to) {
    document.getElementById('unit-kind').textContent = to.kind;
    document.getElementById('unit-crumb').textContent = to.name;
    const title = document.getElementById('unit-name');
    title.textContent = to.name;
    to.fill();
    scrollTo(0, 0);
    title.focus({ preventScroll: true });
  } else if (moved) {
    const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (place) place.scrollIntoView(); else scrollTo(0, 0);
  }
}
choose.addEventListener('change', () => { location.hash = choose.value.slice(1); });
window.addEventListener('hashchange', () => route(true));
route(location.hash.length > 1);
document.documentElement.dataset.ready = 'true';
