import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { originWho, originWord } from '../origin-text.js';

/**
 * Who says a number: a swatch that is told apart without colour, as charts draw it, and words.
 *
 * @typedef {import('../origin-text.js').Part} Part
 * @typedef {import('../chart-origins.js').ChartOrigins} ChartOrigins
 */

/** A small bar cut by the shares of each origin; says nothing to a screen reader. */
export function originSwatch() {
  const element = h('span', { class: 'swatch', 'aria-hidden': 'true' });

  /** @param {Part[]} parts */
  function update(parts) {
    setAttribute(element, 'data-several', parts.length > 1);
    reconcile(
      element,
      parts,
      ({ origin }) => origin,
      ({ origin }) => {
        const part = h('span', { class: 'swatch-part', 'data-origin': origin });
        return {
          element: part,
          update: ({ share }) => part.style.setProperty('flex-grow', String(share)),
        };
      },
    );
  }

  return { element, update };
}

/** A swatch with its words. @param {string} kind class of the line */
export function originLine(kind) {
  const swatch = originSwatch();
  const words = h('span');
  const element = h('p', { class: `origin ${kind}` }, swatch.element, words);

  /** @param {{parts: Part[], text: string}} told */
  function update({ parts, text }) {
    show(element, parts.length > 0);
    swatch.update(parts);
    setText(words, text);
  }

  return { element, update };
}

/** What the fills, diamonds and flags of a chart mean. @param {import('../types.js').Context} context */
export function originLegend(context) {
  const { t } = context;
  const element = h('ul', { class: 'origin-legend' });

  /** @param {{origins: ChartOrigins, kind: 'count'|'time', atText: (at: number) => string}} input */
  function update({ origins, kind, atText }) {
    show(element, origins.told);
    setAttribute(element, 'data-kind', kind);
    const { parts, compared, changes } = origins;
    const items = [
      ...parts.map(({ origin }) => ({ mark: origin, text: originWord(origin, context) })),
      ...(compared ? [{ mark: 'other', text: otherName(compared, context) }] : []),
      ...changes.map(({ at, to }) => ({
        mark: 'change',
        text: t('chart.origin.since', { at: atText(at), origin: originWord(to, context) }),
      })),
    ];
    reconcile(element, origins.told ? items : [], ({ mark, text }) => mark + text, legendItem);
  }

  return { element, update };
}

/** @param {string} origin @param {import('../types.js').Context} context @returns {string} */
export function otherName(origin, context) {
  return context.t('chart.origin.other', { who: originWho(origin, context) });
}

/** @param {{mark: string, text: string}} item */
function legendItem({ mark, text }) {
  const shape = h('span', { class: 'legend-mark', 'data-mark': mark, 'aria-hidden': 'true' });
  return { element: h('li', {}, shape, text), update: () => undefined };
}
