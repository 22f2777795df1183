import { h, setAttribute, setText, show } from '../dom.js';
import { emptyIds, isFilled } from './entries.js';
import { isClosed, isElsewhere } from './sending.js';

/**
 * The bar at the thumb: how far one is, whether it was sent, and the one button.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./words.js').Words} Words
 * @typedef {{restAbsent: () => void, withdraw: () => void, now: () => void}} Actions
 */

/** More empty fields than this are offered to be answered at once. */
const MANY_EMPTY = 2;

/** @param {Words} words @param {Actions} actions */
export function sendBar(words, actions) {
  const { t } = words;
  const message = h('p', { class: 'bar-message' });
  const note = h('p', { class: 'bar-note' });
  const send = h('button', { class: 'primary', type: 'submit', 'data-focus': 'send' });
  const now = button(t('send.now'), actions.now);
  const withdraw = button(t('send.withdraw'), actions.withdraw);
  const rest = button(t('fault.rest'), actions.restAbsent);
  const element = h(
    'div',
    { class: 'bar' },
    h(
      'div',
      { class: 'bar-inner' },
      h('div', { class: 'bar-text' }, message, note),
      h('div', { class: 'bar-actions' }, rest, withdraw, now, send),
    ),
  );

  /** @param {State} state @param {boolean} kept whether what was typed is kept on the phone */
  function update(state, kept) {
    const { form, sending } = state;
    if (!form) return;
    const faults = Object.values(state.errors);
    const waiting = sending?.phase === 'waiting';
    const empty = faults.filter(({ fault }) => fault === 'empty').length;
    setText(message, messageOf(state, words));
    setText(note, noteOf(state, kept, words));
    setText(send, sendText(state, words));
    setAttribute(send, 'aria-disabled', sending ? 'true' : null);
    setAttribute(
      element,
      'data-phase',
      sending ? sending.phase : faults.length > 0 ? 'wrong' : null,
    );
    show(send, !waiting);
    show(now, waiting && sending.why !== 'busy' && sending.why !== 'unsure');
    show(withdraw, waiting);
    show(rest, empty > MANY_EMPTY && !sending);
    show(element, state.view === 'form' && !isClosed(state) && !isElsewhere(state));
  }

  return { element, update };
}

/** @param {string} text @param {() => void} act */
function button(text, act) {
  return h('button', { type: 'button', class: 'second', onclick: act }, text);
}

/** @param {State} state @param {Words} words */
function sendText({ form, sending }, { t }) {
  if (sending) return t('send.flying');
  const reported = form?.days.some((day) => day.day === form.day && day.state === 'reported');
  return t(reported ? 'send.correction' : 'send.first');
}

/** @param {State} state @param {Words} words @returns {string} */
export function messageOf({ form, entries, sending, errors }, { t }) {
  if (!form) return '';
  if (sending?.phase === 'waiting') return t(`send.${whyWord(sending)}`, secondsOf(sending));
  if (sending) return t('send.flying.text');
  const n = Object.keys(errors).length;
  if (n > 0) return t('fault.count', { n });
  const filled = Object.values(entries).filter(isFilled).length;
  return t('send.progress', { n: filled, all: filled + emptyIds(form, entries).length });
}

/** @param {import('./state.js').Sending} waiting */
export function whyWord({ why }) {
  return why === 'busy' || why === 'server' ? why : 'network';
}

/** @param {import('./state.js').Sending} waiting */
export function secondsOf({ waitMs }) {
  return { n: Math.max(1, Math.round(waitMs / 1000)) };
}

/** @param {State} state @param {boolean} kept @param {Words} words */
function noteOf({ typedAt, sending }, kept, { t }) {
  if (typedAt === null) return '';
  if (!kept) return t('draft.unkept');
  return t(sending ? 'send.keep' : 'draft.kept');
}
