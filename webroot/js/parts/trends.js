import { h, reconcile, show } from '../dom.js';
import { figureKey, groups, measureName, ofName } from '../figure-text.js';
import { byHand, originDetails, originParts } from '../origin-text.js';
import { seriesSource } from '../series-source.js';
import { serverNow } from '../state.js';
import { chartCard } from './chart-card.js';
import { rangePicker } from './range.js';

/**
 * The charts of one place: counts and response time over the range in the address.
 *
 * @typedef {import('../types.js').BoardNode} BoardNode
 * @typedef {import('../types.js').Figure} Figure
 */

/** Counts worth a chart, the first that is there opens. */
const COUNTS = ['served', 'received', 'visits', 'complaints_received', 'failed', 'returned'];

/**
 * What opens where nobody chose: of what people report once a day the hours say nothing.
 * @param {Figure|undefined} figure @returns {import('../types.js').RangeName}
 */
function usualRange(figure) {
  const parts = figure ? originParts(figure) : [];
  return parts.length > 0 && parts.every(({ origin }) => byHand(origin)) ? '7d' : '24h';
}

/** @param {import('../types.js').Context} context @param {() => void} changed */
export function trends(context, changed) {
  const { t } = context;
  const range = rangePicker(context);
  const choice = h('select', { class: 'choice', 'aria-label': t('chart.what'), onchange: choose });
  const counts = chartCard(context);
  const times = chartCard(context);
  const countSource = seriesSource(context.api, changed);
  const timeSource = seriesSource(context.api, changed);
  const element = h(
    'section',
    { class: 'trends', 'aria-labelledby': 'trend-title' },
    h(
      'header',
      { class: 'section-head' },
      h('h2', { id: 'trend-title' }, t('trend.title')),
      choice,
      range.element,
    ),
    h('div', { class: 'charts' }, counts.element, times.element),
  );
  let chosen = '';

  /** @param {BoardNode} node @param {import('../types.js').AppState} state */
  function update(node, state) {
    const options = countFigures(node.figures);
    const current = options.find((figure) => figureKey(figure) === chosen) ?? options[0];
    const wantedRange = state.route.range ?? usualRange(current);
    range.update(wantedRange);
    drawChoices(options, current);
    show(counts.element, Boolean(current));
    if (current) drawCounts(node, current, wantedRange, state);
    const timed = node.figures.some((figure) => figure.measure === 'response');
    show(times.element, timed);
    if (timed) drawTimes(node, wantedRange, state);
  }

  /** @param {Figure[]} options @param {Figure|undefined} current */
  function drawChoices(options, current) {
    show(choice, options.length > 1);
    reconcile(choice, options, figureKey, (figure) => {
      const option = h('option', { value: figureKey(figure) }, titleOf(figure));
      return { element: option, update: () => undefined };
    });
    const value = current ? figureKey(current) : '';
    if (choice.value !== value) choice.value = value;
  }

  function choose() {
    chosen = choice.value;
    changed();
  }

  /** @param {Figure} figure */
  function titleOf(figure) {
    const of = ofName(figure.of, context);
    return of
      ? `${measureName(figure.measure, context)} · ${of}`
      : measureName(figure.measure, context);
  }

  /** @param {BoardNode} node @param {Figure} figure @param {import('../types.js').RangeName} name @param {import('../types.js').AppState} state */
  function drawCounts(node, figure, name, state) {
    const now = serverNow(state);
    const wanted = {
      service: node.id,
      measure: figure.measure,
      of: figure.of ?? null,
      kind: /** @type {const} */ ('count'),
      range: name,
      zone: node.zone,
    };
    const loaded = countSource.get(wanted, now, versionOf(figure));
    counts.update({
      ...loaded,
      title: titleOf(figure),
      kind: 'count',
      origin: originDetails(originParts(figure), context),
      zone: node.zone,
      now,
      target: null,
    });
  }

  /** @param {BoardNode} node @param {import('../types.js').RangeName} name @param {import('../types.js').AppState} state */
  function drawTimes(node, name, state) {
    const now = serverNow(state);
    const figure = node.figures.find((one) => one.measure === 'response');
    const wanted = {
      service: node.id,
      measure: 'response',
      of: null,
      kind: /** @type {const} */ ('time'),
      range: name,
      zone: node.zone,
    };
    times.update({
      ...timeSource.get(wanted, now),
      title: t('chart.response'),
      kind: 'time',
      origin: originDetails(originParts(figure ?? { origin: 'measured' }), context),
      zone: node.zone,
      now,
      target: node.targets?.responseMs ?? null,
    });
  }

  function unmount() {
    countSource.close();
    timeSource.close();
    counts.unmount();
    times.unmount();
  }

  return { element, update, unmount };
}

/**
 * Changes when the history does while somebody waits for it: what a person has just reported, or another origin that
 * takes over. What comes every minute is no news to a chart.
 * @param {Figure} figure
 */
function versionOf(figure) {
  const hand = originParts(figure).some(({ origin }) => byHand(origin));
  return JSON.stringify([figure.origin, ...(hand ? [figure.asOf, figure.value] : [])]);
}

/** @param {Figure[]} figures @returns {Figure[]} */
function countFigures(figures) {
  const known = groups(figures);
  return COUNTS.flatMap(
    (measure) => known.find((group) => group.measure === measure)?.figures ?? [],
  );
}
