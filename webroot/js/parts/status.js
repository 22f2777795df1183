import { h, setAttribute, setText, svg } from '../dom.js';

/**
 * The mark of a status: a shape of its own, a word, and only then a colour.
 *
 * @typedef {import('../types.js').Status} Status
 */

/** @type {Record<Status, () => SVGElement[]>} */
const SHAPES = {
  normal: () => [svg('circle', { cx: 8, cy: 8, r: 6, fill: 'currentColor' })],
  waspada: () => [svg('path', { d: 'M8 1.2 15.4 14.4H.6z', fill: 'currentColor' })],
  gangguan: () => [
    svg('rect', { x: 1.5, y: 1.5, width: 13, height: 13, rx: 1.5, fill: 'currentColor' }),
  ],
  tanpa_data: () => [
    svg('circle', { cx: 8, cy: 8, r: 6, class: 'shape-line' }),
    svg('path', { d: 'M3.9 9.6 9.6 3.9M5 12.2 12.2 5', class: 'shape-line' }),
  ],
  pemeliharaan: () => [svg('path', { d: 'M8 .8 15.2 8 8 15.2.8 8z', fill: 'currentColor' })],
  belum_terhubung: () => [
    svg('rect', { x: 2, y: 7, width: 12, height: 2.2, rx: 1, fill: 'currentColor' }),
  ],
};

/** Only the shape; a word must stand beside it. @param {Status} status */
export function statusShape(status) {
  return svg(
    'svg',
    { viewBox: '0 0 16 16', class: `shape shape-${status}`, 'aria-hidden': 'true' },
    ...SHAPES[status](),
  );
}

/**
 * @param {import('../types.js').Context} context
 * @param {{word?: boolean}} [options] a mark without a visible word still has it for screen readers
 */
export function statusMark({ t }, { word = true } = {}) {
  const label = h('span', { class: word ? 'mark-word' : 'visually-hidden' });
  const element = h('span', { class: 'mark' }, label);
  /** @type {Status|null} */
  let shown = null;

  /** @param {Status} status */
  function update(status) {
    if (status === shown) return;
    if (shown) element.firstChild?.remove();
    element.prepend(statusShape(status));
    shown = status;
    setAttribute(element, 'data-status', status);
    setAttribute(element, 'title', word ? t(`status.${status}.explain`) : t(`status.${status}`));
    setText(label, t(`status.${status}`));
  }

  return { element, update };
}
