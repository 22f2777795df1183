import { h, setAttribute, setText, svg } from '../dom.js';

/**
 * The mark of a day's report: a shape of its own, a word, and only then a colour.
 *
 * @typedef {import('../desk-types.js').ReportState} ReportState
 */

/** @type {Record<ReportState, () => SVGElement[]>} */
const SHAPES = {
  missing: () => [
    svg('rect', { x: 1.5, y: 1.5, width: 13, height: 13, rx: 1.5, fill: 'currentColor' }),
  ],
  waiting: () => [
    svg('circle', { cx: 8, cy: 8, r: 6, class: 'shape-line' }),
    svg('path', { d: 'M8 4.6V8l2.4 1.6', class: 'shape-line' }),
  ],
  late: () => [svg('path', { d: 'M8 1.2 15.4 14.4H.6z', fill: 'currentColor' })],
  reported: () => [svg('path', { d: 'M2.6 8.6 6.4 12.4 13.6 4.2', class: 'shape-line heavy' })],
  off: () => [svg('rect', { x: 2, y: 7, width: 12, height: 2.2, rx: 1, fill: 'currentColor' })],
};

/** Only the shape; a word must stand beside it. @param {ReportState} state */
export function reportShape(state) {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', class: 'shape', 'aria-hidden': 'true' },
    ...SHAPES[state](),
  );
}

/** @param {import('../types.js').Context} context */
export function reportMark({ t }) {
  const label = h('span', { class: 'mark-word' });
  const element = h('span', { class: 'mark' }, label);
  /** @type {ReportState|null} */
  let shown = null;

  /** @param {ReportState} state */
  function update(state) {
    if (state === shown) return;
    if (shown) element.firstChild?.remove();
    element.prepend(reportShape(state));
    shown = state;
    setAttribute(element, 'data-report', state);
    setAttribute(element, 'title', t(`report.${state}.explain`));
    setText(label, t(`report.${state}`));
  }

  return { element, update };
}
