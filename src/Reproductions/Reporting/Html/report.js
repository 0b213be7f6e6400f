'use strict';

// What the page can do beyond being read: the table of verdicts is sorted and filtered, and a drawing tells the figure
// of the mark that a pointer or an arrow key has reached. Without it all figures are there, as titles and tables.

const page = document.documentElement;
page.classList.add('script');

// --- Drawings -------------------------------------------------------------------------------------------------------

const tip = Object.assign(document.createElement('div'), { className: 'tip' });

// A drawing is one tab stop, a slider along its marks; each mark's title is its text.
function follow(drawing) {
  const marks = [...drawing.querySelectorAll('.marks title')].map(title => title.parentNode);
  if (marks.length === 0) return;
  const parts = drawing.querySelectorAll(':scope > svg > title, :scope > svg > desc');
  let current = 0;

  const tell = index => {
    current = Math.min(Math.max(index, 0), marks.length - 1);
    drawing.setAttribute('aria-valuenow', current + 1);
    drawing.setAttribute('aria-valuetext', textOf(marks[current]));
  };

  const show = index => {
    hide();
    tell(index);
    const mark = marks[current];
    mark.classList.add('on');
    tip.textContent = textOf(mark);
    // As far along the tip as along the drawing: it never stands out on either side.
    const share = 100 * Math.min(Math.max((middle(mark).x - left(drawing)) / drawing.clientWidth, 0), 1);
    tip.style.left = `${share}%`;
    tip.style.transform = `translateX(${-share}%)`;
    drawing.append(tip);
  };

  const nearest = event => {
    const distances = marks.map(mark => {
      const at = middle(mark);
      return Math.hypot(at.x - event.clientX, at.y - event.clientY);
    });
    return distances.indexOf(Math.min(...distances));
  };

  const stepOf = {
    ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1,
    PageUp: Math.ceil(marks.length / 10), PageDown: -Math.ceil(marks.length / 10),
    Home: -marks.length, End: marks.length,
  };

  drawing.tabIndex = 0;
  drawing.setAttribute('role', 'slider');
  drawing.setAttribute('aria-label', [...parts].map(part => part.textContent).join('. '));
  drawing.setAttribute('aria-valuemin', 1);
  drawing.setAttribute('aria-valuemax', marks.length);
  tell(0);
  drawing.addEventListener('focus', () => show(current));
  drawing.addEventListener('blur', hide);
  drawing.addEventListener('pointermove', event => show(nearest(event)));
  drawing.addEventListener('pointerleave', () => drawing === document.activeElement ? show(current) : hide());
  drawing.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
      hide();
    } else if (event.key in stepOf && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      show(current + stepOf[event.key]);
    }
  });
}

function hide() {
  tip.parentNode?.querySelector('.on')?.classList.remove('on');
  tip.remove();
}

const textOf = mark => mark.querySelector('title').textContent;

const left = element => element.getBoundingClientRect().x;

function middle(element) {
  const box = element.getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

document.querySelectorAll('.drawing').forEach(follow);

// --- Table of verdicts ----------------------------------------------------------------------------------------------

const filter = document.querySelector('form.filter');
const tables = [...document.querySelectorAll('table.verdicts')];
const rows = tables.flatMap(table => [...table.tBodies[0].rows]);
const inOrder = new Map(rows.map((row, index) => [row, index]));
let order = { column: -1, sign: 1 };

// Figures in different units cannot be compared, so the unit goes first. An empty cell is last in either order.
function compare(a, b) {
  const [x, y] = [a, b].map(row => row.cells[order.column]);
  const byKind = kindOf(x) - kindOf(y);
  const byUnit = (x.dataset.unit ?? '').localeCompare(y.dataset.unit ?? '');
  return byKind || byUnit
    || order.sign * (hasFigure(x) ? x.dataset.sort - y.dataset.sort : textIn(x).localeCompare(textIn(y)));
}

const hasFigure = cell => 'sort' in cell.dataset;

const kindOf = cell => hasFigure(cell) ? 0 : textIn(cell) === '–' ? 2 : 1;

const textIn = cell => cell.textContent.trim();

function sortBy(column) {
  order = order.column !== column ? { column, sign: 1 }
    : order.sign === 1 ? { column, sign: -1 }
    : { column: -1, sign: 1 };
  for (const table of tables) {
    const sorted = [...table.tBodies[0].rows].sort((a, b) =>
      (order.column === -1 ? 0 : compare(a, b)) || inOrder.get(a) - inOrder.get(b));
    table.tBodies[0].append(...sorted);
    [...table.tHead.rows[0].cells].forEach((head, index) => {
      if (index === order.column) head.setAttribute('aria-sort', order.sign === 1 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
  }
  count();
}

function narrow() {
  const words = filter.elements.text.value.toLowerCase().split(/\s+/);
  const verdict = filter.elements.verdict.value;
  for (const row of rows) {
    const text = `${row.closest('table').caption.textContent} ${row.dataset.id} ${row.textContent}`.toLowerCase();
    row.hidden = !(words.every(word => text.includes(word)) && (verdict === '' || verdict === row.dataset.verdict));
  }
  for (const table of tables) table.hidden = [...table.tBodies[0].rows].every(row => row.hidden);
  count();
}

function count() {
  const shown = rows.filter(row => !row.hidden).length;
  const heads = tables[0].tHead.rows[0].cells;
  const sorted = order.column === -1 ? ''
    : `, sorted by ${heads[order.column].textContent.trim().toLowerCase()}, ${order.sign === 1 ? 'a' : 'de'}scending`;
  filter.querySelector('[role=status]').textContent = `${shown} of ${rows.length} claims${sorted}`;
}

if (filter && rows.length) {
  filter.hidden = false;
  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: head.textContent });
      button.addEventListener('click', () => sortBy(column));
      head.replaceChildren(button);
    });
  }
  filter.addEventListener('input', narrow);
  filter.addEventListener('reset', () => setTimeout(narrow));
  filter.addEventListener('submit', event => event.preventDefault());
  narrow();
}
