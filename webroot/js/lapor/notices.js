import { h, reconcile, setText, show } from '../dom.js';
import { secondsOf, whyWord } from './send-bar.js';
import { isElsewhere } from './sending.js';

/**
 * What must be known before one types on: where the form comes from, what was brought back, what others did.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./words.js').Words} Words
 * @typedef {{id: string, text: string, action: string|null}} Item
 */

/** @param {Words} words @param {{discard: () => void, load: () => void}} actions */
export function notices(words, actions) {
  const element = h('div', { class: 'notices' });

  /** @param {State} state */
  function update(state) {
    reconcile(
      element,
      noticesOf(state, words),
      ({ id }) => id,
      ({ id }) => notice(id, id === 'load' ? actions.load : actions.discard),
    );
  }

  return { element, update };
}

/** @param {string} id @param {() => void} act */
function notice(id, act) {
  const text = h('p', {});
  const button = h('button', { type: 'button', class: 'second', onclick: act });
  const element = h('div', { class: 'notice', tabindex: '-1', 'data-focus': id }, text, button);

  /** @param {Item} item */
  function update(item) {
    setText(text, item.text);
    setText(button, item.action ?? '');
    show(button, item.action !== null);
  }

  return { element, update };
}

/** @param {State} state @param {Words} words @returns {Item[]} */
export function noticesOf(state, words) {
  if (state.view !== 'form' && state.view !== 'loading') return [];
  return [loadNotice(state, words), said(state, words), brought(state, words)].flatMap(
    (item) => item ?? [],
  );
}

/** @param {State} state @param {Words} words @returns {Item|null} */
function loadNotice(state, { t, dayName }) {
  const { loading, form, day, sure } = state;
  const waits = loading?.phase === 'waiting' ? loading : null;
  const action = waits && waits.why !== 'busy' ? t('load.again') : null;
  if (form && !isElsewhere(state))
    return sure ? null : { id: 'load', text: t('load.memory'), action };
  if (waits) return { id: 'load', text: t(`load.${whyWord(waits)}`, secondsOf(waits)), action };
  if (!form || day === null) return null;
  return { id: 'load', text: t('load.day', { day: dayName(day, form.today) }), action };
}

/** @param {State} state @param {Words} words @returns {Item|null} */
function said({ notice: told, form }, { t, longDay }) {
  if (!told || !form) return null;
  const text = t(`notice.${told.kind}`, { day: longDay(form.day), detail: told.detail ?? '' });
  return { id: 'notice', text, action: null };
}

/** What was typed earlier, and whether somebody reported since. @param {State} state @param {Words} words @returns {Item|null} */
function brought({ form, typedAt, restored, sending }, { t, clock }) {
  if (!form || typedAt === null || sending) return null;
  const day = form.days.find((one) => one.day === form.day);
  if (day?.reportedAt && Date.parse(day.reportedAt) > typedAt) {
    const by = day.reportedBy ?? '';
    const text = t('draft.overtaken', { by, at: clock(day.reportedAt, form) });
    return { id: 'draft', text, action: t('draft.discard') };
  }
  if (!restored) return null;
  const text = t('draft.restored', { at: clock(typedAt, form) });
  return { id: 'draft', text, action: t('draft.drop') };
}
