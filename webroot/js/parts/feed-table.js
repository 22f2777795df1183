import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { feedReason, reasonText } from '../figure-text.js';
import { keyOf } from '../i18n/index.js';

/**
 * Where a service's data comes from, for those who keep the feeds running.
 *
 * @typedef {import('../types.js').FeedInfo} FeedInfo
 * @typedef {{feeds: FeedInfo[]|undefined, zone: string, now: number}} Input
 */

/** @param {import('../types.js').Context} context */
export function feedTable(context) {
  const { t, format } = context;
  const title = t('service.feeds');
  const body = h('tbody');
  const columns = /** @type {const} */ ([
    'feed',
    'status',
    'reason',
    'every',
    'lastPoll',
    'lastOk',
  ]);
  const table = h(
    'table',
    { class: 'nodes feeds' },
    h('caption', { class: 'visually-hidden' }, title),
    h(
      'thead',
      {},
      h('tr', {}, ...columns.map((column) => h('th', { scope: 'col' }, t(`column.${column}`)))),
    ),
    body,
  );
  const element = h(
    'section',
    { class: 'section', hidden: true },
    h('header', { class: 'section-head' }, h('h2', {}, title)),
    h('div', { class: 'card flush' }, h('div', { class: 'table-frame' }, table)),
  );

  /** @param {Input} input */
  function update(input) {
    const feeds = input.feeds ?? [];
    show(element, feeds.length > 0);
    reconcile(
      body,
      feeds.map((feed) => ({ feed, input })),
      ({ feed }) => feed.id,
      feedRow,
    );
  }

  function feedRow() {
    const name = h('th', { scope: 'row' });
    const state = h('td', { class: 'feed-state' });
    const reason = h('td');
    const every = h('td', { class: 'num' });
    const lastPoll = h('td', { class: 'num' });
    const lastOk = h('td', { class: 'num' });

    /** @param {{feed: FeedInfo, input: Input}} item */
    function updateRow({ feed, input }) {
      const word = feed.state.toLowerCase();
      setText(name, `${feed.id} (${kindText(feed.read)})`);
      setText(state, reasonText(word, context));
      // Nothing has come yet: that is neither well nor wrong.
      setAttribute(state, 'data-ok', word === 'waiting' ? null : String(word === 'ok'));
      setText(reason, feedReason(feed, input, context));
      setText(every, everyText(feed.everySeconds));
      setText(lastPoll, feed.lastPoll ? format.when(feed.lastPoll, input.zone, input.now) : '–');
      setText(lastOk, feed.lastOk ? format.when(feed.lastOk, input.zone, input.now) : '–');
    }

    return {
      element: h('tr', {}, name, state, reason, every, lastPoll, lastOk),
      update: updateRow,
    };
  }

  /** @param {string} read as the server names it; formats are called by their own names */
  function kindText(read) {
    const key = keyOf('feed.kind', read);
    return key ? t(key) : read;
  }

  /** @param {number|undefined} seconds */
  function everyText(seconds) {
    return seconds === undefined
      ? '–'
      : t('every.seconds', { time: format.elapsed(seconds * 1000) });
  }

  return { element, update };
}
