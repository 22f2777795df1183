import { WHOLE } from '../chart-data.js';
import { h, reconcile, setText, show } from '../dom.js';

/**
 * A chart's numbers as a table, the latest first.
 *
 * @typedef {import('../chart-data.js').ChartData} ChartData
 * @typedef {import('../chart-data.js').Slot} Slot
 * @typedef {{data: ChartData, title: string, slotText: (slot: Slot) => string, valueText: (value: number) => string, notes: (slot: Slot) => string[]}} Input
 */

/** @param {import('../types.js').Context} context */
export function tableTwin({ t, format }) {
  const caption = h('caption', { class: 'visually-hidden' });
  const upper = h('th', { scope: 'col', class: 'num' }, t('column.p95'));
  const middle = h('th', { scope: 'col', class: 'num' });
  const origin = h('th', { scope: 'col', class: 'twin-origin' }, t('column.origin'));
  const body = h('tbody');
  const head = h(
    'tr',
    {},
    h('th', { scope: 'col' }, t('column.time')),
    middle,
    upper,
    h('th', { scope: 'col', class: 'num' }, t('column.coverage')),
    origin,
  );
  const table = h('table', { class: 'twin' }, caption, h('thead', {}, head), body);
  const element = h('div', { class: 'table-frame twin-frame', tabindex: '0' }, table);

  /** @param {Input} input */
  function update(input) {
    setText(caption, input.title);
    setText(middle, t(input.data.split ? 'column.p50' : 'column.value'));
    show(upper, input.data.split);
    show(origin, input.data.origins.told);
    reconcile(
      body,
      [...input.data.slots].reverse().map((slot) => ({ slot, input })),
      ({ slot }) => String(slot.at),
      row,
    );
  }

  /** @param {Slot} slot @param {boolean} known */
  function coverageText({ coverage, partial }, known) {
    const share = coverage === null ? '' : format.percent(coverage, 0);
    if (!partial || !known) return share;
    // Nothing is missing of it so far, it is only not over.
    const whole = coverage !== null && coverage >= WHOLE;
    return `${share} ${t(whole ? 'chart.running' : 'chart.partial')}`;
  }

  function row() {
    const time = h('th', { scope: 'row' });
    const middleCell = h('td', { class: 'num' });
    const upperCell = h('td', { class: 'num' });
    const coverage = h('td', { class: 'num' });
    const who = h('td', { class: 'twin-origin' });

    /** @param {{slot: Slot, input: Input}} item */
    function updateRow({ slot, input }) {
      const { valueText, data } = input;
      const value = data.split ? slot.p50 : slot.value;
      setText(time, input.slotText(slot));
      setText(middleCell, value === null ? t('chart.gap') : valueText(value));
      setText(upperCell, slot.p95 === null ? '' : valueText(slot.p95));
      show(upperCell, data.split);
      setText(coverage, coverageText(slot, value !== null));
      setText(who, input.notes(slot).join(' · '));
      show(who, data.origins.told);
    }

    return {
      element: h('tr', {}, time, middleCell, upperCell, coverage, who),
      update: updateRow,
    };
  }

  return { element, update };
}
