import { h, setAttribute, setText } from '../dom.js';
import { keyOf } from '../i18n/index.js';
import { serverNow } from '../state.js';

/**
 * Whether the page is live, always in sight.
 *
 * @typedef {import('../types.js').AppState} AppState
 */

/** @param {import('../types.js').Context} context */
export function connectionState({ t, format }) {
  const word = h('span');
  const element = h('p', { class: 'link', role: 'status' }, h('span', { class: 'link-dot' }), word);

  /** @param {AppState} state */
  function update(state) {
    const { phase, since, heard } = state.connection;
    const zone = state.board?.node.zone ?? 'Asia/Jakarta';
    const at = format.time((since ?? heard ?? state.now) + state.skew, zone);
    setAttribute(element, 'data-phase', phase);
    setText(word, t(`link.${phase}`, { at }));
    const title = phase === 'live' || phase === 'lost' ? t(`link.${phase}.title`, { at }) : null;
    setAttribute(element, 'title', title);
  }

  return { element, update };
}

/** One line above the page while what it shows is old, or cannot be stored. @param {import('../types.js').Context} context */
export function connectionNotice({ t, format }) {
  const element = h('p', { class: 'notice', role: 'alert', hidden: true });

  /** @param {AppState} state @returns {string} */
  function textOf(state) {
    const { board, connection, route } = state;
    if (!board) return '';
    // A page that is no place asks for what it shows by itself, and says when that failed.
    if (connection.phase === 'lost') return route.page ? '' : oldText(state, board.node.zone);
    if (board.live.ok) return '';
    const { reason } = board.live;
    return t(keyOf('link.unkept', reason ?? '') ?? 'link.unkept', { reason: reason || '–' });
  }

  /** @param {AppState} state @param {string} zone */
  function oldText(state, zone) {
    const { since } = state.connection;
    const at = (since ?? serverNow(state)) + (since === null ? 0 : state.skew);
    return t('link.old', { at: format.when(at, zone, serverNow(state)) });
  }

  /** @param {AppState} state */
  function update(state) {
    const text = textOf(state);
    setText(element, text);
    setAttribute(element, 'hidden', text === '');
  }

  return { element, update };
}
