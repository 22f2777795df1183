import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import {
  figureKey,
  figureNote,
  figureValue,
  groups,
  HEADLINE_MOST,
  leastTrusted,
  measureName,
  ofName,
} from '../figure-text.js';
import { originsOf, partsOf } from '../origin-text.js';
import { originLine } from './origin.js';
import { trustMark } from './trust.js';

/**
 * A grid of measures, each with its unit, its time and its trust mark; what leaders ask for first is open,
 * the rest waits behind a click.
 *
 * @typedef {import('../types.js').Figure} Figure
 * @typedef {import('../types.js').BoardNode} BoardNode
 * @typedef {import('../figure-text.js').Group} Group
 * @typedef {{node: BoardNode, now: number, names: Map<string, string>}} Input
 * @typedef {{group: Group, input: Input}} Item
 */

/** @param {import('../types.js').Context} context */
export function figureGrid(context) {
  const { t } = context;
  const first = h('div', { class: 'figures' });
  const others = h('div', { class: 'figures' });
  const summary = h('summary', {});
  const rest = h('details', { class: 'figures-rest' }, summary, others);
  const empty = h('p', { class: 'empty' }, t('figures.empty'));
  const element = h('div', {}, first, rest, empty);

  /** @param {Input} input */
  function update(input) {
    const items = groups(input.node.figures).map((group) => ({ group, input }));
    // A single card is not worth a click.
    const open = items.length === HEADLINE_MOST + 1 ? items.length : HEADLINE_MOST;
    const hidden = items.slice(open);
    show(empty, items.length === 0);
    show(first, items.length > 0);
    show(rest, hidden.length > 0);
    const names = hidden.map(({ group }) => measureName(group.measure, context));
    setText(summary, t('figures.more', { names: names.join(', ') }));
    draw(first, items.slice(0, open));
    draw(others, hidden);
  }

  /** @param {Element} grid @param {Item[]} items */
  function draw(grid, items) {
    reconcile(
      grid,
      items,
      ({ group }) => group.measure,
      () => figureCard(context),
    );
  }

  return { element, update };
}

/** @param {import('../types.js').Context} context */
function figureCard(context) {
  const name = h('h3', { class: 'figure-name' });
  const values = h('div', { class: 'figure-values' });
  const what = h('p', { class: 'figure-what' });
  const note = h('p', { class: 'figure-note' });
  const origin = originLine('figure-origin');
  const trust = trustMark(context);
  const element = h(
    'article',
    { class: 'figure' },
    name,
    values,
    what,
    note,
    origin.element,
    trust.element,
  );

  /** @param {Item} item */
  function update({ group, input }) {
    const { figures } = group;
    const least = leastTrusted(figures);
    if (!least) return;
    setAttribute(element, 'data-trust', least.trust);
    setAttribute(element, 'data-several', figures.length > 1);
    setText(name, measureName(group.measure, context));
    reconcile(values, figures, figureKey, () => valueLine(context));
    setText(what, whatText(figures, context));
    const words = figures.length > 1 ? '' : figureNote(least, input.node, context);
    setText(note, words);
    show(note, words !== '');
    origin.update({ parts: partsOf(figures), text: originsOf(figures, context) });
    trust.update({ figures, zone: input.node.zone, now: input.now, names: input.names });
  }

  return { element, update };
}

/** What a lone figure counts, and over which time all are counted. @param {Figure[]} figures @param {import('../types.js').Context} context @returns {string} */
function whatText(figures, context) {
  const { t } = context;
  const [figure] = figures;
  if (!figure) return '';
  const known = figures.some(({ value }) => value !== null);
  if (!known) return t('figure.none');
  const period = figure.period ? t(figure.period === 'now' ? 'period.now' : 'period.today') : '';
  const of = figures.length > 1 ? '' : ofName(figure.of, context);
  return [of, period].filter((text) => text !== '').join(' · ');
}

/** @param {import('../types.js').Context} context */
function valueLine(context) {
  const value = h('span', { class: 'num' });
  const unit = h('span', { class: 'figure-unit' });
  const element = h('p', { class: 'figure-value' }, value, ' ', unit);

  /** @param {Figure} figure */
  function update(figure) {
    const text = figureValue(figure, context);
    setText(value, text.value);
    setText(unit, figure.unit === 'count' ? ofName(figure.of, context) : text.unit);
    setAttribute(element, 'data-trust', figure.trust);
    setAttribute(unit, 'data-of', figure.unit === 'count');
  }

  return { element, update };
}
