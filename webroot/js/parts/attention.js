import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { placeName, reasonText } from '../figure-text.js';
import { toInstant } from '../format.js';
import { monitored } from '../state.js';
import { statusMark } from './status.js';

/**
 * What needs attention, worst first: what, where, since when, for how long, and why in words.
 *
 * @typedef {import('../types.js').BoardNode} BoardNode
 * @typedef {{board: import('../types.js').Board, now: number, names: Map<string, string>, mayConnect: boolean}} Input
 */

/** Rows shown before the reader asks for all. */
const FIRST = 6;

/** @param {import('../types.js').Context} context */
export function attentionList(context) {
  const { t, format } = context;
  const list = h('ol', { class: 'attention' });
  const more = h('button', { class: 'quiet', type: 'button', onclick: toggle });
  const count = h('span', { class: 'count num' });
  const emptyTitle = h('p', { class: 'empty-title' });
  const emptyText = h('p');
  const connect = h(
    'a',
    { class: 'primary', href: context.page('sambungkan') },
    t('attention.nothing.connect'),
  );
  const empty = h('div', { class: 'empty' }, emptyTitle, emptyText, connect);
  const element = h(
    'section',
    { class: 'card', 'aria-labelledby': 'attention-title' },
    h(
      'header',
      { class: 'card-head' },
      h('h2', { id: 'attention-title' }, t('attention.title')),
      count,
    ),
    list,
    empty,
    more,
  );
  let open = false;
  /** @type {Input|null} */
  let last = null;

  function toggle() {
    open = !open;
    if (last) update(last);
  }

  /** @param {Input} input */
  function update(input) {
    last = input;
    const { board } = input;
    const shown = open ? board.attention : board.attention.slice(0, FIRST);
    reconcile(
      list,
      shown.map((node) => ({ node, input })),
      ({ node }) => node.id,
      () => attentionRow(context),
    );
    const hidden = board.attention.length - FIRST;
    setText(
      count,
      board.attention.length
        ? t('attention.count', { n: format.number(board.attention.length, 0) })
        : '',
    );
    setText(more, open ? t('attention.less') : t('attention.more', { n: Math.max(hidden, 0) }));
    setAttribute(more, 'aria-expanded', String(open));
    show(more, hidden > 0);
    show(list, shown.length > 0);
    show(empty, shown.length === 0);
    const kind = monitored(board.node.counts) === 0 ? 'nothing' : 'none';
    setText(emptyTitle, t(`attention.${kind}`));
    setText(emptyText, t(`attention.${kind}.explain`));
    show(connect, kind === 'nothing' && input.mayConnect);
  }

  return { element, update };
}

/** @param {import('../types.js').Context} context */
function attentionRow(context) {
  const { t, format } = context;
  const mark = statusMark(context, { word: false });
  const link = h('a', { class: 'row-name' });
  const place = h('span', { class: 'row-place' });
  const word = h('b');
  const why = h('span');
  const reason = h('span', { class: 'row-reason' }, word, why);
  const since = h('span', { class: 'num' });
  const lasting = h('span', { class: 'num row-lasting' });
  const element = h(
    'li',
    { class: 'attention-row' },
    h('div', { class: 'row-mark' }, mark.element),
    h('div', { class: 'row-main' }, link, place, reason),
    h('div', { class: 'row-time' }, lasting, since),
  );

  /** @param {{node: BoardNode, input: Input}} item */
  function update({ node, input }) {
    mark.update(node.status);
    setAttribute(element, 'data-status', node.status);
    setText(link, node.name);
    setAttribute(link, 'href', context.link(node.id));
    setText(place, placeOf(node, input));
    setText(word, t(`status.${node.status}`));
    const text = reasonText(node.reason, context);
    setText(why, text === '' ? '' : `: ${text}`);
    const begun = toInstant(node.since);
    setText(
      since,
      begun === null ? '' : t('sentence.since', { at: format.when(begun, node.zone, input.now) }),
    );
    setText(lasting, begun === null ? '' : format.elapsed(input.now - begun));
  }

  return { element, update };
}

/** Where a service belongs, below the place that is looked at. @param {BoardNode} node @param {Input} input @returns {string} */
function placeOf(node, { board, names }) {
  const above = node.path
    ? node.path.filter((place) => place.id !== node.id)
    : ancestors(node.id).map((id) => ({ id, name: placeName(id, names) }));
  const seen = new Set(board.path.map((place) => place.id));
  return above
    .filter((place) => !seen.has(place.id))
    .map((place) => place.name)
    .reverse()
    .join(' · ');
}

/** @param {string} id @returns {string[]} */
function ancestors(id) {
  const parts = id.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
