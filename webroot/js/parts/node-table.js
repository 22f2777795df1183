import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { figureValue } from '../figure-text.js';
import { handParts, originSummary } from '../origin-text.js';
import { byUrgency } from '../state.js';
import { countsBar, countsBrief } from './counts.js';
import { originSwatch } from './origin.js';
import { sortHeads } from './sort-heads.js';
import { statusMark } from './status.js';

/**
 * Places below the one looked at, as a table that sorts by any column; the worst first to begin with.
 *
 * @typedef {import('../types.js').BoardNode} BoardNode
 * @typedef {import('../types.js').Context} Context
 * @typedef {'name'|'status'|'served'|'response'|'availability'} Column
 */

/** From this many on, places nobody watches yet are folded away. */
const FOLD_FROM = 3;

/** @type {Record<Column, (a: BoardNode, b: BoardNode) => number>} */
const ORDERS = {
  status: byUrgency,
  name: (a, b) => a.name.localeCompare(b.name, 'id'),
  served: (a, b) => compare(knownValue(b, 'served'), knownValue(a, 'served')),
  response: (a, b) => compare(knownValue(b, 'response'), knownValue(a, 'response')),
  availability: (a, b) => compare(knownValue(a, 'availability'), knownValue(b, 'availability')),
};

/** Unknown values stand last, whichever way the column runs. @param {number|null} a @param {number|null} b */
function compare(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}

/** @param {BoardNode} node */
function isWatched(node) {
  return node.status !== 'belum_terhubung';
}

/** @param {BoardNode} node @param {string} measure */
function figureOf(node, measure) {
  return node.figures.find((figure) => figure.measure === measure);
}

/** @param {BoardNode} node @param {string} measure @returns {number|null} */
function knownValue(node, measure) {
  return figureOf(node, measure)?.value ?? null;
}

/** @param {Context} context @param {{title: string, services: boolean}} options `services`: rows are services, which have no counts of their own */
export function nodeTable(context, { title, services }) {
  const { t } = context;
  /** @type {Column} */
  let sort = 'status';
  let backwards = false;
  /** @type {BoardNode[]} */
  let nodes = [];
  const body = h('tbody');
  /** @type {[Column, import('../i18n/id.js').Key][]} */
  const columns = [
    ['status', services ? 'column.status' : 'column.services'],
    ['name', 'column.name'],
    ['served', 'column.served'],
    ['response', 'column.response'],
    ['availability', 'column.availability'],
  ];
  const heads = sortHeads(
    context,
    columns.map(([column, key]) => ({ column, label: t(key) })),
    sortBy,
  );
  const more = h('button', { class: 'quiet fold', type: 'button', onclick: unfold });
  const frame = h(
    'div',
    { class: 'table-frame' },
    h(
      'table',
      { class: 'nodes' },
      h('caption', { class: 'visually-hidden' }, title),
      heads.element,
      body,
    ),
  );
  const element = h('div', {}, frame, more);
  let unfolded = false;

  function unfold() {
    unfolded = !unfolded;
    update(nodes);
  }

  /** @param {Column} column */
  function sortBy(column) {
    backwards = sort === column && !backwards;
    sort = column;
    update(nodes);
  }

  /** @param {BoardNode[]} latest */
  function update(latest) {
    nodes = latest;
    const [watched, others] = arranged();
    const fold = watched.length > 0 && others.length >= FOLD_FROM;
    const n = context.format.number(others.length, 0);
    setText(more, t(unfolded ? 'children.fold' : 'children.unfold', { n }));
    setAttribute(more, 'aria-expanded', String(unfolded));
    show(more, fold);
    heads.update(sort, backwards);
    reconcile(
      body,
      fold && !unfolded ? watched : [...watched, ...others],
      (node) => node.id,
      () => nodeRow(context, services),
    );
  }

  /** Those watched in the chosen order, then the others by name. @returns {[BoardNode[], BoardNode[]]} */
  function arranged() {
    const watched = nodes.filter(isWatched).sort(ORDERS[sort]);
    const others = nodes.filter((node) => !isWatched(node)).sort(ORDERS.name);
    return [backwards ? watched.reverse() : watched, others];
  }

  return { element, update };
}

/** @param {Context} context @param {boolean} services */
function nodeRow(context, services) {
  const link = h('a');
  const figures = /** @type {const} */ (['served', 'response', 'availability']).map((measure) => ({
    measure,
    ...figureCell(context, measure),
  }));
  const state = services ? markCell(context) : countsCell(context);
  const element = h(
    'tr',
    {},
    h('td', { class: 'col-status' }, state.element),
    h('th', { scope: 'row', class: 'col-name' }, link),
    ...figures.map((cell) => cell.element),
  );

  /** @param {BoardNode} node */
  function update(node) {
    setText(link, node.name);
    setAttribute(link, 'href', context.link(node.id));
    setAttribute(element, 'data-status', node.status);
    state.update(node);
    const watched = isWatched(node);
    for (const cell of figures) cell.update(watched ? figureOf(node, cell.measure) : null);
  }

  return { element, update };
}

/** A value, and a swatch beside it where persons had a hand in it. @param {Context} context @param {'served'|'response'|'availability'} measure */
function figureCell(context, measure) {
  const { t } = context;
  const value = h('span');
  const swatch = originSwatch();
  const words = h('span', { class: 'visually-hidden' });
  const element = h(
    'td',
    { class: `num col-${measure}`, 'data-label': t(`column.${measure}`) },
    swatch.element,
    value,
    words,
  );

  /** @param {import('../types.js').Figure|null|undefined} figure null where nothing is expected */
  function update(figure) {
    const hand = handParts(figure);
    const origin = originSummary(hand, context);
    const facts = figure ? [t(`trust.${figure.trust}`), origin] : [];
    setText(value, valueText(figure));
    swatch.update(hand);
    show(swatch.element, hand.length > 0);
    setText(words, origin && ` (${origin})`);
    setAttribute(element, 'data-old', figure?.trust === 'stale' || figure?.trust === 'none');
    setAttribute(element, 'title', facts.filter((fact) => fact !== '').join(' · ') || null);
  }

  /** @param {import('../types.js').Figure|null|undefined} figure @returns {string} */
  function valueText(figure) {
    if (figure === null) return '';
    const text = figure ? figureValue(figure, context) : { value: '–', unit: '' };
    return text.unit ? `${text.value} ${text.unit}` : text.value;
  }

  return { element, update };
}

/** @param {Context} context */
function markCell(context) {
  const mark = statusMark(context);
  return {
    element: mark.element,
    update: (/** @type {BoardNode} */ node) => mark.update(node.status),
  };
}

/** @param {Context} context */
function countsCell(context) {
  const mark = statusMark(context, { word: false });
  const calm = statusMark(context);
  const bar = countsBar(context);
  const brief = countsBrief(context);
  const counts = h('div', { class: 'counts-cell' }, mark.element, bar.element, brief.element);
  const element = h('div', {}, counts, calm.element);

  /** @param {BoardNode} node */
  function update(node) {
    const watched = isWatched(node);
    show(counts, watched);
    show(calm.element, !watched);
    mark.update(node.status);
    calm.update(node.status);
    bar.update(node.counts);
    brief.update(node.counts);
  }

  return { element, update };
}
