import { h, setAttribute, setText } from '../dom.js';
import { monitored } from '../state.js';
import { STATUSES } from '../types.js';
import { statusShape } from './status.js';

/**
 * Services by status: a bar of shares, and the legend that says the numbers.
 *
 * @typedef {import('../types.js').Counts} Counts
 * @typedef {import('../types.js').Context} Context
 */

/** The bar. Its text says everything, so that neither sight nor colour is needed. @param {Context} context */
export function countsBar({ t, format }) {
  const segments = STATUSES.map((status) => ({
    status,
    element: h('span', { class: `bar-part bar-${status}` }),
  }));
  const element = h('div', { class: 'bar', role: 'img' }, ...segments.map((part) => part.element));

  /** @param {Counts} counts */
  function update(counts) {
    for (const { status, element: part } of segments) {
      setAttribute(part, 'hidden', counts[status] === 0);
      part.style.setProperty('flex-grow', String(counts[status]));
    }
    const words = STATUSES.filter((status) => counts[status] > 0).map(
      (status) => `${format.number(counts[status], 0)} ${t(`status.${status}`).toLowerCase()}`,
    );
    const text = words.join(', ');
    setAttribute(element, 'aria-label', text);
    setAttribute(element, 'title', text);
  }

  return { element, update };
}

/** Shape and number of what is wrong, for a table's cell; the word is there for those who cannot see the shape. @param {Context} context */
export function countsBrief({ t, format }) {
  const troubled = /** @type {const} */ (['gangguan', 'waspada', 'tanpa_data', 'pemeliharaan']);
  const parts = troubled.map((status) => {
    const number = h('span', { class: 'num' });
    const element = h(
      'span',
      { class: 'brief', 'data-status': status, title: t(`status.${status}`) },
      statusShape(status),
      number,
      h('span', { class: 'visually-hidden' }, ` ${t(`status.${status}`)}`),
    );
    return { status, number, element };
  });
  const base = h('span', { class: 'brief-base num' });
  const element = h('span', { class: 'briefs' }, ...parts.map((part) => part.element), base);

  /** @param {Counts} counts */
  function update(counts) {
    for (const part of parts) {
      setAttribute(part.element, 'hidden', counts[part.status] === 0);
      setText(part.number, format.number(counts[part.status], 0));
    }
    const troubledNow = troubled.some((status) => counts[status] > 0);
    const n = format.number(monitored(counts), 0);
    setText(base, t(troubledNow ? 'counts.of' : 'counts.services', { n }));
  }

  return { element, update };
}

/** The legend: all six states with their numbers, zero included. @param {Context} context */
export function countsLegend({ t, format }) {
  const entries = STATUSES.map((status) => {
    const number = h('dd', { class: 'num' });
    const element = h(
      'div',
      { class: 'tally', 'data-status': status, title: t(`status.${status}.explain`) },
      h('dt', {}, statusShape(status), t(`status.${status}`)),
      number,
    );
    return { status, element, number };
  });
  const element = h('dl', { class: 'tallies' }, ...entries.map((entry) => entry.element));

  /** @param {Counts} counts */
  function update(counts) {
    for (const entry of entries) {
      setText(entry.number, format.number(counts[entry.status], 0));
      setAttribute(entry.element, 'data-zero', counts[entry.status] === 0);
    }
  }

  return { element, update };
}
