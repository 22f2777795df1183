import { emptyIds, entriesOf, sameFields } from './entries.js';
import {
  canWait,
  isClosed,
  isElsewhere,
  isUnsent,
  nextSending,
  pause,
  READY,
  refused,
  settled,
  UNSURE,
} from './sending.js';

/**
 * The form's state and how events change it. Pure: (state, event) → state, no clock, no storage, no network.
 * A `sending` or `loading` that is `ready` is for `main.js` to carry out.
 *
 * @typedef {import('./sending.js').Sending} Sending
 * @typedef {import('./types.js').Draft} Draft
 * @typedef {import('./types.js').Entries} Entries
 * @typedef {import('./types.js').FieldError} FieldError
 * @typedef {import('./types.js').Form} Form
 * @typedef {import('./types.js').Refusal} Refusal
 *
 * @typedef {{kind: 'clock'|'newDay'|'changed'|'dayClosed'|'declined', detail?: string}} Notice
 *
 * @typedef {object} State
 * @property {'loading'|'form'|'ask'|'receipt'|'refused'} view
 * @property {'missing'|'link'|'closed'|null} refusal
 * @property {Form|null} form
 * @property {boolean} sure whether the server said in this page's life which day is today
 * @property {string|null} day wanted; null for today, whichever that is
 * @property {Sending|null} loading of the form
 * @property {Entries} entries
 * @property {number|null} typedAt when something was typed last that is not saved yet
 * @property {boolean} restored whether that was typed in an earlier life of the page
 * @property {string} by who reports
 * @property {Record<string, FieldError>} errors by `fieldId` or `by`
 * @property {string|null} key of exactly what stands in the fields, once it was tried
 * @property {boolean} confirmed whether the unusual was confirmed
 * @property {Sending|null} sending
 * @property {{today: string, sure: boolean}|null} basis what was held for today when sending was asked for
 * @property {import('./types.js').Unusual[]|null} ask
 * @property {import('./types.js').Receipt|null} receipt
 * @property {Notice|null} notice
 * @property {{on: string, turn: number}} focus
 *
 * @typedef {{type: 'noLink'}
 *   | {type: 'loadFlying'}
 *   | {type: 'loaded', form: Form, draft: Draft|null}
 *   | {type: 'remembered', form: Form, draft: Draft|null}
 *   | {type: 'notLoaded', refusal: Refusal, now: number, random: number}
 *   | {type: 'choose', day: string|null}
 *   | {type: 'resume'}
 *   | {type: 'typed', id: string, text: string, at: number}
 *   | {type: 'absent', id: string, on: boolean, at: number}
 *   | {type: 'restAbsent', at: number}
 *   | {type: 'named', by: string}
 *   | {type: 'discard'}
 *   | import('./sending.js').SendingEvent} FormEvent
 */

/** @param {string} by @param {string|null} day a report of which still waits to be sent, or null @returns {State} */
export function initialState(by, day) {
  return {
    view: 'loading',
    refusal: null,
    form: null,
    sure: false,
    day,
    loading: READY,
    entries: {},
    typedAt: null,
    restored: false,
    by,
    errors: {},
    key: null,
    confirmed: false,
    sending: null,
    basis: null,
    ask: null,
    receipt: null,
    notice: null,
    focus: { on: '', turn: 0 },
  };
}

/** @param {State} state @param {FormEvent} event @returns {State} */
export function next(state, event) {
  switch (event.type) {
    case 'noLink':
      return { ...refused(state, 'link'), refusal: 'missing', loading: null };
    case 'loadFlying':
      return state.loading?.phase === 'ready'
        ? {
            ...state,
            loading: { ...state.loading, phase: 'flying', tries: state.loading.tries + 1 },
          }
        : state;
    case 'loaded':
      return loaded(state, event);
    case 'remembered':
      return state.form ? state : opened(state, event.form, event.draft);
    case 'notLoaded':
      return notLoaded(state, event);
    case 'choose':
      return chosen(state, event.day);
    case 'resume':
      return resumed(state);
    case 'due':
      return nextSending(dueLoading(state, event), event);
    default:
      return edited(state, event);
  }
}

/** @param {State} state @param {FormEvent} event @returns {State} */
function edited(state, event) {
  switch (event.type) {
    case 'typed':
      return entered(state, { [event.id]: { text: event.text, absent: false } }, event.at);
    case 'absent': {
      const text = state.entries[event.id]?.text ?? '';
      return entered(state, { [event.id]: { text, absent: event.on } }, event.at);
    }
    case 'restAbsent': {
      const empty = state.form ? emptyIds(state.form, state.entries) : [];
      const absent = { text: '', absent: true };
      return entered(state, Object.fromEntries(empty.map((id) => [id, absent])), event.at);
    }
    case 'named':
      return isLocked(state)
        ? state
        : {
            ...state,
            by: event.by,
            key: null,
            confirmed: false,
            errors: without(state.errors, ['by']),
          };
    case 'discard':
      return state.form && !isLocked(state)
        ? { ...state, ...settled, entries: entriesOf(state.form) }
        : state;
    default:
      return nextSending(state, /** @type {import('./sending.js').SendingEvent} */ (event));
  }
}

/** A key belongs to one content: who changes a number sends something new. @param {State} state @param {Entries} changed @param {number} at @returns {State} */
function entered(state, changed, at) {
  const ids = Object.keys(changed);
  if (isLocked(state) || ids.some((id) => !state.entries[id])) return state;
  return {
    ...state,
    entries: { ...state.entries, ...changed },
    errors: without(state.errors, ids),
    typedAt: at,
    restored: false,
    key: null,
    confirmed: false,
  };
}

/** @param {Record<string, FieldError>} errors @param {string[]} ids */
function without(errors, ids) {
  return Object.fromEntries(Object.entries(errors).filter(([id]) => !ids.includes(id)));
}

/** Whether nothing may be typed now. @param {State} state @returns {boolean} */
export function isLocked(state) {
  return state.view !== 'form' || state.sending !== null || isClosed(state) || isElsewhere(state);
}

/** @param {State} state @param {Form} form @param {Draft|null} draft @returns {State} */
function opened(state, form, draft) {
  const own = draft && draft.feed === form.feed ? draft : null;
  const by = state.by === '' ? form.holder : state.by;
  const same = { ...state, ...settled, form, by, receipt: null, refusal: null };
  const view = /** @type {const} */ ('form');
  if (!own) return { ...same, view, entries: entriesOf(form) };
  const complete = sameFields(form, own.entries);
  return {
    ...same,
    view,
    entries: entriesOf(form, own.entries),
    typedAt: own.at,
    restored: !own.pending,
    key: complete ? own.key : null,
    confirmed: complete && own.confirmed,
    sending: own.pending && complete ? UNSURE : null,
    basis: own.pending ? { today: own.today, sure: own.sure } : null,
    notice: own.pending && !complete ? { kind: 'changed' } : state.notice,
  };
}

/** @param {State} state @param {{form: Form, draft: Draft|null}} event @returns {State} */
function loaded(state, { form, draft }) {
  const before = state.form;
  const moved = before !== null && state.day === null && before.day !== form.day;
  // No day begins before its time: what was typed for one is meant for the true today.
  const ahead = moved && !state.sure && before.day > form.today;
  if (moved && !ahead && isUnsent(state))
    return { ...state, day: before.day, loading: READY, notice: { kind: 'newDay' } };
  const same = before !== null && before.day === form.day;
  const keeps = (same || ahead) && (state.typedAt !== null || state.view === 'receipt');
  const fresh = keeps ? kept(state, form) : opened(state, form, draft);
  return cleared({ ...fresh, loading: null, sure: true, day: form.day }, form, ahead);
}

/** A newer form under what stands in the fields. @param {State} state @param {Form} form @returns {State} */
function kept(state, form) {
  if (state.typedAt === null) return { ...state, form, entries: entriesOf(form) };
  const same = { ...state, form, entries: entriesOf(form, state.entries) };
  if (sameFields(form, state.entries)) return same;
  return { ...same, key: null, confirmed: false, sending: null, notice: { kind: 'changed' } };
}

/**
 * Lets what waited for the server's word go, or holds it back where it may have been meant for another day.
 * @param {State} state @param {Form} form @param {boolean} ahead @returns {State}
 */
function cleared(state, form, ahead) {
  const { sending, basis } = state;
  if (sending && isClosed(state)) return refused(state, 'closed');
  const doubtful = sending && basis && !basis.sure && basis.today !== form.today;
  if (ahead || doubtful) return { ...state, sending: null, notice: { kind: 'clock' } };
  return sending?.why === 'unsure' ? { ...state, sending: READY } : state;
}

/** @param {State} state @param {{refusal: Refusal, now: number, random: number}} event @returns {State} */
function notLoaded(state, { refusal, now, random }) {
  if (refusal.status === 401) return { ...refused(state, 'link'), loading: null };
  if (refusal.status === 403) return notOpen(state);
  if (state.sure && !isElsewhere(state)) return { ...state, loading: null };
  const tries = state.loading?.tries ?? 1;
  const seen = canWait(refusal) ? refusal : { ...refusal, status: 500 };
  const { why, waitMs } = pause(seen, tries, random);
  return { ...state, loading: { phase: 'waiting', tries, until: now + waitMs, why, waitMs } };
}

/** The day that was asked for is closed, or has not begun. @param {State} state @returns {State} */
function notOpen(state) {
  if (state.form && state.sure && isElsewhere(state))
    return { ...state, loading: null, day: state.form.day, notice: { kind: 'dayClosed' } };
  return { ...refused(state, 'closed'), loading: null };
}

/** @param {State} state @param {string|null} day @returns {State} */
function chosen(state, day) {
  if (state.sending || state.refusal === 'link') return state;
  const left =
    state.view === 'refused' ? { ...settled, view: /** @type {const} */ ('loading') } : {};
  const { form, sure } = state;
  const back = form !== null && form.day === day && state.view !== 'refused';
  const today = back && !sure && day === form.today;
  return {
    ...state,
    ...(state.view === 'receipt' ? { view: 'form', receipt: null } : {}),
    ...left,
    refusal: null,
    notice: null,
    errors: {},
    day: today ? null : day,
    loading: back && sure ? null : READY,
  };
}

/** The page was away for a while: others may have reported, and the day may be another. @param {State} state @returns {State} */
function resumed(state) {
  const { form } = state;
  if (!form || state.loading || state.view === 'refused' || isElsewhere(state)) return state;
  return { ...state, loading: READY, day: form.day === form.today ? null : form.day };
}

/** @param {State} state @param {{now: number, online: boolean}} event @returns {State} */
function dueLoading(state, { now, online }) {
  const { loading } = state;
  if (loading?.phase !== 'waiting') return state;
  if (now < loading.until && !(online && loading.why !== 'busy')) return state;
  return { ...state, loading: { ...loading, phase: 'ready' } };
}
