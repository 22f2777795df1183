import { h, show } from '../dom.js';
import { attentionList } from '../parts/attention.js';
import { beginning } from '../parts/beginning.js';
import { figureGrid } from '../parts/figures.js';
import { hero } from '../parts/hero.js';
import { nodeTable } from '../parts/node-table.js';
import { tiles } from '../parts/tiles.js';
import { trends } from '../parts/trends.js';
import { mayConnect } from '../roles.js';
import { monitored, namesOf, serverNow } from '../state.js';

/**
 * A place above its services: a government with what lies below it, or an agency with its services.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').Kind} Kind
 */

/** From this many governments on they are shown as tiles first. */
const TILES_FROM = 6;

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {() => void} changed @returns {import('../types.js').View} */
export function mountOverview(root, context, changed) {
  const head = hero(context);
  const figures = figureGrid(context);
  const attention = attentionList(context);
  const charts = trends(context, changed);
  const begin = beginning(context, {
    title: context.t('begin.title'),
    explain: context.t('begin.explain'),
    link: context.t('begin.link'),
    href: context.page('sambungkan'),
  });
  const numbers = h('section', { class: 'section' }, figures.element);
  const split = h('div', { class: 'split' }, attention.element, charts.element);
  const below = /** @type {const} */ (['government', 'agency', 'service']).map((kind) =>
    childrenSection(context, kind),
  );
  root.replaceChildren(
    head.element,
    begin.element,
    numbers,
    split,
    ...below.map((section) => section.element),
  );

  /** @param {AppState} state */
  function update(state) {
    const { board } = state;
    if (!board) return;
    const now = serverNow(state);
    const names = namesOf(board);
    head.update(board, now);
    figures.update({ node: board.node, now, names });
    attention.update({ board, now, names, mayConnect: mayConnect(state.session) });
    const listed = Object.values(board.node.counts).some((count) => count > 0);
    begin.update(!listed, mayConnect(state.session));
    show(numbers, listed);
    show(split, listed);
    const watched = monitored(board.node.counts) > 0;
    show(charts.element, watched);
    if (watched) charts.update(board.node, state);
    for (const section of below) section.update(board.children);
  }

  return { update, unmount: charts.unmount };
}

/** @param {import('../types.js').Context} context @param {Kind} kind */
function childrenSection(context, kind) {
  const title = context.t(`children.${kind}`);
  const overview = tiles(context);
  const table = nodeTable(context, { title, services: kind === 'service' });
  const explain = h('p', { class: 'section-note' }, context.t('tiles.explain'));
  const element = h(
    'section',
    { class: 'section' },
    h('header', { class: 'section-head' }, h('h2', {}, title), explain),
    overview.element,
    h('div', { class: 'card flush' }, table.element),
  );

  /** @param {import('../types.js').BoardNode[]} children */
  function update(children) {
    const own = children.filter((child) => child.kind === kind);
    const many = kind === 'government' && own.length >= TILES_FROM;
    show(element, own.length > 0);
    show(overview.element, many);
    show(explain, many);
    overview.update(many ? own : []);
    table.update(own);
  }

  return { element, update };
}
