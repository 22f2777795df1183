import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { nightSentence } from '../storage.js';
import { pieceNodes } from './pieces.js';

/**
 * What of the last night should have been stored and was not, with the feeds that lack some.
 *
 * @typedef {import('../storage-types.js').LackingFeed} LackingFeed
 * @typedef {import('../storage-types.js').Night} Night
 */

/** So many are shown before somebody asks for all. */
const FIRST = 20;

/** @param {import('../types.js').Context} context */
export function storageNight(context) {
  const { t, format } = context;
  let open = false;
  /** @type {Night|null} */
  let last = null;
  const sentence = h('p', { class: 'night-sentence' });
  const why = h('p', { class: 'section-note' }, t('night.why'));
  const body = h('tbody');
  const columns = /** @type {const} */ (['feed', 'place', 'expected', 'stored', 'missing']);
  const table = h(
    'table',
    { class: 'nodes lacking' },
    h('caption', { class: 'visually-hidden' }, t('night.title')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...columns.map((column) =>
          h('th', { scope: 'col', class: `col-${column}` }, t(`night.column.${column}`)),
        ),
      ),
    ),
    body,
  );
  const more = h('button', { class: 'quiet fold', type: 'button', onclick: unfold });
  const unnamed = h('p', { class: 'section-note' });
  const card = h('div', { class: 'card flush' }, h('div', { class: 'table-frame' }, table), more);
  const element = h(
    'section',
    { class: 'section' },
    h('header', { class: 'section-head' }, h('h2', {}, t('night.title'))),
    h('div', { class: 'stack' }, sentence, why, card, unnamed),
  );

  function unfold() {
    open = !open;
    update(last);
  }

  /** @param {Night|null} night */
  function update(night) {
    last = night;
    const feeds = night?.feeds ?? [];
    pieceNodes(sentence, nightSentence(night, context));
    show(why, feeds.length > 0);
    show(card, feeds.length > 0);
    reconcile(body, open ? feeds : feeds.slice(0, FIRST), ({ feed }) => feed, feedRow);
    const n = format.number(feeds.length - FIRST, 0);
    setText(more, open ? t('night.fewer') : t('night.more', { n }));
    setAttribute(more, 'aria-expanded', String(open));
    show(more, feeds.length > FIRST);
    const rest = (night?.lacking ?? 0) - feeds.length;
    setText(unnamed, t('night.unnamed', { n: format.number(rest, 0) }));
    show(unnamed, rest > 0 && (open || feeds.length <= FIRST));
  }

  function feedRow() {
    const name = h('th', { scope: 'row', class: 'col-feed' });
    const link = h('a', {});
    const agency = h('span', { class: 'detail' });
    const cells = /** @type {const} */ (['expected', 'stored', 'missing']).map((column) => ({
      column,
      element: h('td', { class: `num col-${column}`, 'data-label': t(`night.column.${column}`) }),
    }));

    /** @param {LackingFeed} feed */
    function updateRow(feed) {
      setText(name, feed.feed);
      setText(link, feed.placeName);
      setAttribute(link, 'href', context.link(feed.place));
      setText(agency, feed.agencyName === feed.placeName ? '' : feed.agencyName);
      const missing = feed.expected - feed.stored;
      const share = format.percent(missing / feed.expected, 0);
      const texts = {
        expected: format.number(feed.expected, 0),
        stored: format.number(feed.stored, 0),
        missing: `${format.number(missing, 0)} (${share})`,
      };
      for (const { column, element: cell } of cells) setText(cell, texts[column]);
    }

    return {
      element: h(
        'tr',
        {},
        name,
        h('td', { class: 'col-place' }, link, agency),
        ...cells.map((cell) => cell.element),
      ),
      update: updateRow,
    };
  }

  return { element, update };
}
