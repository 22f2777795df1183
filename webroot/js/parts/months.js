import { h, setAttribute, setText, svg } from '../dom.js';
import { monthText, rateOf } from '../roster.js';

/**
 * How well a report kept its time over months: a column a month, and the share in all of them. Full is in
 * time, half tone is late, what stays empty never came: to be told apart without colour.
 *
 * @typedef {import('../desk-types.js').MonthRate} MonthRate
 */

const WIDTH = 9;
const STEP = 12;
const HEIGHT = 24;

/** @param {import('../types.js').Context} context */
export function monthBars(context) {
  const { t, format } = context;
  const drawing = svg('svg', { class: 'months', 'aria-hidden': 'true' });
  const share = h('span', { class: 'num months-share' });
  const spoken = h('span', { class: 'visually-hidden' });
  const element = h('span', { class: 'months-frame' }, drawing, share, spoken);
  let drawn = '';

  /** @param {MonthRate[]} months */
  function update(months) {
    const key = JSON.stringify(months);
    if (key === drawn) return;
    drawn = key;
    setAttribute(drawing, 'viewBox', `0 0 ${Math.max(months.length, 1) * STEP} ${HEIGHT}`);
    drawing.replaceChildren(...months.flatMap(column));
    const rate = rateOf(months);
    setText(share, rate.share === null ? t('roster.rate.none') : format.percent(rate.share, 0));
    const told = months.map((month) => monthSaid(month, context));
    setText(spoken, `. ${told.join('; ')}`);
    setAttribute(element, 'title', told.join('\n'));
  }

  return { element, update };
}

/** @param {MonthRate} month @param {import('../types.js').Context} context */
function monthSaid(month, { t, format }) {
  const { due, onTime, late, missing } = month;
  const name = monthText(month.month, format);
  return due === 0
    ? t('roster.month.none', { month: name })
    : t('roster.month', { month: name, due, onTime, late, missing });
}

/** @param {MonthRate} month @param {number} index @returns {SVGElement[]} */
function column({ due, onTime, late }, index) {
  const x = index * STEP + 1;
  if (due === 0) {
    return [svg('rect', { x, y: HEIGHT - 2, width: WIDTH, height: 1.5, class: 'month-none' })];
  }
  const full = (HEIGHT - 1) * (onTime / due);
  const half = (HEIGHT - 1) * (late / due);
  return [
    svg('rect', { x, y: 0.5, width: WIDTH, height: HEIGHT - 1, class: 'month-frame' }),
    svg('rect', {
      x,
      y: HEIGHT - 0.5 - full - half,
      width: WIDTH,
      height: half,
      class: 'month-late',
    }),
    svg('rect', { x, y: HEIGHT - 0.5 - full, width: WIDTH, height: full, class: 'month-full' }),
  ];
}
