import { differs, entriesOf, faultsOf, fieldId, reportedForm, valuesOf } from './entries.js';

/**
 * How a report leaves the phone, once: what is wrong is asked first, what cannot be sent waits, and one key
 * names one content through all its tries. Pure.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./types.js').FieldError} FieldError
 * @typedef {import('./types.js').Refusal} Refusal
 * @typedef {import('./types.js').Saved} Saved
 *
 * @typedef {'network'|'server'|'busy'|'unsure'} Why `unsure`: the server has not yet said which day it is
 * @typedef {{phase: 'ready'|'flying'|'waiting', tries: number, until: number, why: Why|null, waitMs: number}} Sending
 *
 * @typedef {{type: 'submit', key: string, at: number}
 *   | {type: 'flying'}
 *   | {type: 'saved', saved: Saved}
 *   | {type: 'notSaved', refusal: Refusal, now: number, random: number}
 *   | {type: 'due', now: number, online: boolean}
 *   | {type: 'withdraw'}
 *   | {type: 'confirm'}
 *   | {type: 'fix', id: string}} SendingEvent
 */

const FIRST_WAIT_MS = 4_000;
const LONGEST_WAIT_MS = 60_000;
const WAIT_UNTOLD_MS = 30_000;
const LONGEST_TOLD_MS = 3_600_000;

/** @type {Sending} */
export const READY = { phase: 'ready', tries: 0, until: 0, why: null, waitMs: 0 };

/** Nothing leaves before the server has said which day it is: a phone's clock may be wrong. @type {Sending} */
export const UNSURE = { ...READY, phase: 'waiting', why: 'unsure' };

/** @param {State} state @param {SendingEvent} event @returns {State} */
export function nextSending(state, event) {
  switch (event.type) {
    case 'submit':
      return submitted(state, event);
    case 'flying':
      return state.sending?.phase === 'ready'
        ? {
            ...state,
            sending: { ...state.sending, phase: 'flying', tries: state.sending.tries + 1 },
          }
        : state;
    case 'saved':
      return saved(state, event.saved);
    case 'notSaved':
      return notSaved(state, event);
    case 'due':
      return due(state, event);
    case 'withdraw':
      return state.sending && state.sending.phase !== 'flying'
        ? { ...state, sending: null }
        : state;
    case 'confirm':
      return state.ask
        ? { ...state, ask: null, view: 'form', confirmed: true, sending: READY }
        : state;
    default:
      return focused({ ...state, ask: null, view: 'form' }, event.id);
  }
}

/** @param {State} state @param {{key: string, at: number}} event @returns {State} */
function submitted(state, { key, at }) {
  const { form, sending, sure } = state;
  if (!form || sending || isClosed(state) || isElsewhere(state) || state.view !== 'form')
    return state;
  const errors = faultsOf(form, state.entries, state.by);
  const first = Object.keys(errors)[0];
  if (first !== undefined) return focused({ ...state, errors }, first);
  return {
    ...state,
    errors: {},
    notice: null,
    key: state.key ?? key,
    typedAt: state.typedAt ?? at,
    basis: { today: form.today, sure },
    sending: sure ? READY : UNSURE,
  };
}

/** @param {State} state @returns {boolean} */
export function isClosed({ form }) {
  return form?.days.find((day) => day.day === form.day)?.state === 'closed';
}

/** Whether another day than the one in the fields was asked for. @param {State} state @returns {boolean} */
export function isElsewhere({ form, day }) {
  return form !== null && day !== null && day !== form.day;
}

/** @param {State} state @param {Saved} answer @returns {State} */
function saved(state, answer) {
  const { form, by } = state;
  if (!form) return state;
  const now = reportedForm(form, state.entries, { at: answer.at, by: by.trim() });
  return focused(
    {
      ...state,
      ...settled,
      view: 'receipt',
      form: now,
      // A form that was on its way may have been told before this report.
      day: form.day,
      loading: READY,
      entries: entriesOf(now),
      receipt: { ...answer, day: form.day, by: by.trim() },
    },
    'title',
  );
}

/** Nothing typed is left to be sent. */
export const settled = {
  sending: null,
  basis: null,
  ask: null,
  key: null,
  confirmed: false,
  typedAt: null,
  restored: false,
  errors: {},
};

/** @param {State} state @param {{refusal: Refusal, now: number, random: number}} event @returns {State} */
function notSaved(state, event) {
  const { refusal } = event;
  switch (refusal.status) {
    case 401:
      return refused(state, 'link');
    case 403:
      return refused(state, 'closed');
    case 409:
      if (refusal.unusual.length > 0)
        return focused({ ...state, sending: null, view: 'ask', ask: refusal.unusual }, 'title');
      return declined(state, refusal);
    case 422:
      return corrected(state, refusal);
    default:
      return canWait(refusal) ? waiting(state, event) : declined(state, refusal);
  }
}

/** Whether the same may succeed later. @param {Refusal} refusal */
export function canWait({ status }) {
  return status === 0 || status === 408 || status === 429 || status >= 500;
}

/** @param {State} state @param {'link'|'closed'} kind @returns {State} */
export function refused(state, kind) {
  return focused({ ...state, sending: null, view: 'refused', refusal: kind }, 'title');
}

/** What was sent is not taken, and would not be taken again. @param {State} state @param {Refusal} refusal @returns {State} */
function declined(state, { detail }) {
  return focused(
    { ...state, sending: null, key: null, notice: { kind: 'declined', detail } },
    'notice',
  );
}

/** @param {State} state @param {Refusal} refusal @returns {State} */
function corrected(state, refusal) {
  const { form } = state;
  if (!form) return state;
  /** @type {Record<string, FieldError>} */
  const errors = {};
  for (const { field, expected } of refusal.errors) {
    const index = /^values\[(\d+)\]/.exec(field)?.[1];
    const found = index === undefined ? undefined : form.fields[Number(index)];
    const id = found ? fieldId(found) : field === 'by' ? 'by' : null;
    if (id) errors[id] = { fault: 'server', expected };
  }
  const first = Object.keys(errors)[0];
  if (first === undefined) return declined(state, refusal);
  return focused({ ...state, sending: null, key: null, errors }, first);
}

/** @param {State} state @param {{refusal: Refusal, now: number, random: number}} event @returns {State} */
function waiting(state, { refusal, now, random }) {
  const { sending } = state;
  if (!sending) return state;
  const { why, waitMs } = pause(refusal, sending.tries, random);
  return { ...state, sending: { ...sending, phase: 'waiting', until: now + waitMs, why, waitMs } };
}

/**
 * How long to wait before the next try, and why: as told, else twice as long each time, spread so that not
 * all phones of a place come back in the same second.
 * @param {Refusal} refusal @param {number} tries so far @param {number} random 0 to 1
 * @returns {{why: Why, waitMs: number}}
 */
export function pause({ status, retryAfterMs }, tries, random) {
  if (status === 429 || status === 503) {
    const told = Math.min(retryAfterMs ?? WAIT_UNTOLD_MS, LONGEST_TOLD_MS);
    return { why: 'busy', waitMs: told + Math.round(random * 1_000) };
  }
  const grown = Math.min(FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1), LONGEST_WAIT_MS);
  return {
    why: status === 0 ? 'network' : 'server',
    waitMs: Math.round(grown * (0.75 + random / 2)),
  };
}

/** @param {State} state @param {{now: number, online: boolean}} event @returns {State} */
function due(state, { now, online }) {
  const { sending } = state;
  if (sending?.phase !== 'waiting' || sending.why === 'unsure') return state;
  const early = online && sending.why !== 'busy';
  if (now < sending.until && !early) return state;
  return { ...state, sending: { ...sending, phase: 'ready' } };
}

/** What is sent; null unless something is under way. @param {State} state */
export function payload({ form, entries, by, key, confirmed, sending }) {
  if (!form || !sending || key === null) return null;
  return { key, day: form.day, by: by.trim(), values: valuesOf(form, entries), confirmed };
}

/** Where the focus goes; `turn` changes whenever it is to be moved. @param {State} state @param {string} on @returns {State} */
export function focused(state, on) {
  return { ...state, focus: { on, turn: state.focus.turn + 1 } };
}

/** @param {State} state @returns {boolean} */
export function isUnsent({ form, entries, sending }) {
  return sending !== null || (form !== null && differs(form, entries));
}
