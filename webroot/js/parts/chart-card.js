import { timeUnit } from '../chart-data.js';
import { createChart } from '../charts.js';
import { h, setAttribute, setText, show } from '../dom.js';
import { figureValue, ofName } from '../figure-text.js';
import { zoneWord } from '../format.js';
import { keyOf } from '../i18n/index.js';
import { differenceText, originDetails } from '../origin-text.js';
import { originLegend, otherName } from './origin.js';
import { tableTwin } from './table-twin.js';

/**
 * One chart with what it needs to be believed: unit, source, zone, coverage, time of the last data, and a
 * table that says the same.
 *
 * @typedef {import('../chart-data.js').ChartData} ChartData
 * @typedef {import('../chart-data.js').Slot} Slot
 *
 * @typedef {object} CardInput
 * @property {string} title
 * @property {'count'|'time'} kind
 * @property {'loading'|'failed'|'ready'} phase
 * @property {import('../types.js').Series|null} series
 * @property {ChartData|null} data
 * @property {string} origin who says so, until the answer itself does
 * @property {string} zone
 * @property {number} now
 * @property {number|null} target in ms
 */

const DAY = 86_400_000;

/** When measuring began within the span, if it began well after the span did. @param {ChartData} data @returns {number|null} */
function lateStart({ gaps, span }) {
  const [gap] = gaps;
  if (!gap || gap.from > span.from) return null;
  return gap.to - gap.from > (span.to - span.from) / 10 ? gap.to : null;
}

/** @param {import('../types.js').Context} context */
export function chartCard(context) {
  const { t, format } = context;
  const title = h('h3');
  const sub = h('span', { class: 'chart-sub' });
  const toggle = h('button', { class: 'quiet', type: 'button', onclick: flip });
  const canvas = h('canvas', { role: 'img' });
  const frame = h('div', { class: 'chart-frame' }, canvas);
  const legend = originLegend(context);
  const saying = h('p');
  const longer = h('button', { class: 'quiet', type: 'button', onclick: widen }, t('chart.longer'));
  const message = h('div', { class: 'chart-message' }, saying, longer);
  const caption = h('p', { class: 'chart-caption' });
  const twin = tableTwin(context);
  const element = h(
    'section',
    { class: 'card chart' },
    h('header', { class: 'card-head' }, title, sub, toggle),
    legend.element,
    frame,
    message,
    twin.element,
    caption,
  );
  const chart = createChart(canvas);
  let asTable = false;
  /** @type {CardInput|null} */
  let last = null;
  /** @type {ChartData|null} */
  let drawn = null;

  function flip() {
    asTable = !asTable;
    if (last) update(last);
  }

  /** @param {CardInput} input */
  function update(input) {
    last = input;
    const filled = input.phase === 'ready' && Boolean(input.data?.last);
    setText(title, input.title);
    setText(sub, input.series ? stepText(input.series.step) : '');
    setText(toggle, t(asTable ? 'chart.chart' : 'chart.table'));
    setAttribute(toggle, 'aria-pressed', String(asTable));
    show(toggle, filled);
    show(frame, filled && !asTable);
    show(twin.element, filled && asTable);
    show(message, !filled);
    if (!filled) writeMessage(input);
    setText(caption, captionText(input));
    show(legend.element, filled);
    if (filled) draw(input);
  }

  /** @param {CardInput} input */
  function writeMessage(input) {
    const { phase } = input;
    const few = phase === 'ready' && hourly(input);
    const key = { loading: 'chart.loading', failed: 'chart.failed', ready: 'chart.empty' }[phase];
    const explain = few ? 'chart.empty.days' : 'chart.empty.explain';
    const more = phase === 'ready' ? ` ${t(explain)}` : '';
    setText(saying, t(/** @type {import('../i18n/id.js').Key} */ (key)) + more);
    show(longer, few);
  }

  /** Counts told once a day are in no hour: they show where buckets are days. */
  function widen() {
    context.go({ range: '7d' });
  }

  /** @param {CardInput} input */
  function draw(input) {
    const { data, series } = input;
    if (!data || !series) return;
    legend.update({ origins: data.origins, kind: input.kind, atText: dayText(input) });
    if (asTable) {
      twin.update({
        data,
        title: input.title,
        slotText: slotText(input),
        valueText: valueText(input),
        notes: notes(input),
      });
      return;
    }
    if (drawn === data) return;
    drawn = data;
    setAttribute(canvas, 'aria-label', summary(input, data));
    const scale = scaleOf(input);
    chart.draw({
      kind: input.kind === 'count' ? 'bars' : 'lines',
      data,
      zone: input.zone,
      divide: scale.ms,
      target: input.target,
      names: {
        value: input.title,
        p50: t('column.p50'),
        p95: t('column.p95'),
        target: t('chart.target'),
        other: data.origins.compared ? otherName(data.origins.compared, context) : '',
      },
      axisText: (value) =>
        input.kind === 'count' ? format.compact(value) : format.number(value, 1),
      valueText: valueText(input),
      tickText: tickText(input),
      slotText: slotText(input),
      notes: notes(input),
    });
  }

  /** Who says a bucket, and how far another is from it; nothing where the caption says it of all. @param {CardInput} input @returns {(slot: Slot) => string[]} */
  function notes({ data, series }) {
    if (!data?.origins.told) return () => [];
    const figure = { unit: series?.unit ?? '', of: series?.of };
    return ({ parts, value, other }) => {
      const told = parts.length > 0 ? [originDetails(parts, context)] : [];
      const origin = parts[0]?.origin;
      if (!other || value === null || !origin) return told;
      return [...told, differenceText({ value, origin, other }, figure, context)];
    };
  }

  /** @param {CardInput} input */
  function hourly({ kind, series }) {
    return kind === 'count' && (series?.step === '5m' || series?.step === '1h');
  }

  /** @param {string} step */
  function stepText(step) {
    const key = keyOf('chart.per', step);
    return key ? t(key) : '';
  }

  /** @param {CardInput} input @returns {{unit: string, ms: number}} */
  function scaleOf({ kind, data }) {
    if (kind === 'count') return { unit: '', ms: 1 };
    const highest = data?.highest;
    return timeUnit(highest?.p95 ?? highest?.value ?? 0);
  }

  /** @param {CardInput} input @returns {(value: number) => string} */
  function valueText({ series }) {
    const figure = /** @type {import('../types.js').Figure} */ ({
      unit: series?.unit,
      of: series?.of,
    });
    return (value) => {
      const text = figureValue({ ...figure, value }, context);
      return `${text.value} ${text.unit}`.trim();
    };
  }

  /** @param {CardInput} input @returns {(at: number) => string} */
  function tickText({ zone, data }) {
    const length = (data?.span.to ?? 0) - (data?.span.from ?? 0);
    if (length <= 2 * DAY) return (at) => format.clock(at, zone);
    if (length <= 100 * DAY) return (at) => format.shortDate(at, zone);
    return (at) => format.month(at, zone);
  }

  /** @param {CardInput} input @returns {(at: number) => string} */
  function dayText({ zone, series, now }) {
    const days = series?.step === '1d' || series?.step === '1w' || series?.step === '1M';
    return (at) => (days ? format.shortDate(at, zone, true) : format.when(at, zone, now));
  }

  /** @param {CardInput} input @returns {(slot: Slot) => string} */
  function slotText({ zone, series }) {
    const days = series?.step === '1d' || series?.step === '1w' || series?.step === '1M';
    if (days) return (slot) => format.date(slot.at, zone);
    const single = series?.step === 'raw';
    return (slot) => {
      const day = format.shortDate(slot.at, zone);
      if (single) return `${day} ${format.time(slot.at, zone, true)}`;
      return `${day} ${format.clock(slot.at, zone)}–${format.time(slot.end, zone)}`;
    };
  }

  /** @param {CardInput} input @returns {string} */
  function captionText(input) {
    const { data, series, zone } = input;
    if (!series || !data) return '';
    const facts = [
      totalText(input, data),
      t('chart.unit', { unit: unitText(input) }),
      t('chart.source', { origin: originDetails(data.origins.parts, context) || input.origin }),
      lastText(input, data),
      firstText(input, data),
      t('chart.zone', { zone: zoneWord(zone) }),
      data.coverage === null ? '' : t('chart.coverage', { share: format.percent(data.coverage) }),
    ];
    return facts.filter((fact) => fact !== '').join(' · ');
  }

  /** @param {CardInput} input @param {ChartData} data */
  function totalText({ kind }, { total }) {
    if (kind !== 'count' || total === null) return '';
    return t('chart.total', { value: format.number(total, 0) });
  }

  /** @param {CardInput} input @param {ChartData} data */
  function lastText({ zone, now }, { last: latest }) {
    if (!latest) return t('chart.last.none');
    return t('chart.last', { at: format.when(Math.min(latest.end, now), zone, now) });
  }

  /** @param {CardInput} input @param {ChartData} data */
  function firstText({ kind, zone, now }, data) {
    const begun = kind === 'time' ? lateStart(data) : null;
    return begun === null ? '' : t('chart.first', { at: format.when(begun, zone, now) });
  }

  /** @param {CardInput} input @returns {string} */
  function unitText(input) {
    if (input.kind === 'count') return ofName(input.series?.of, context) || '–';
    const key = keyOf('chart.unit', scaleOf(input).unit);
    return key ? t(key) : (input.series?.unit ?? '');
  }

  /** What the picture says, in a sentence. @param {CardInput} input @param {ChartData} data @returns {string} */
  function summary(input, data) {
    const { highest, last: latest } = data;
    if (!highest || !latest) return t('chart.summary.none', { title: input.title });
    const text = valueText(input);
    const common = {
      title: input.title,
      max: text(highest.p95 ?? highest.value ?? 0),
      at: slotText(input)(highest),
      gaps: data.gaps.length,
    };
    if (input.kind === 'time') {
      return t('chart.summary.time', { ...common, last: text(latest.p50 ?? latest.value ?? 0) });
    }
    const unit = ofName(input.series?.of, context);
    return t('chart.summary.count', { ...common, total: format.number(data.total, 0), unit });
  }

  return { element, update, unmount: chart.destroy };
}
