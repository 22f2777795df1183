import { initialState, next } from '../../../webroot/js/lapor/state.js';

/**
 * A form, and the events of its life, as the tests of its state need them.
 *
 * @typedef {import('../../../webroot/js/lapor/state.js').State} State
 * @typedef {import('../../../webroot/js/lapor/state.js').FormEvent} FormEvent
 * @typedef {import('../../../webroot/js/lapor/types.js').Form} Form
 * @typedef {import('../../../webroot/js/lapor/types.js').Draft} Draft
 * @typedef {import('../../../webroot/js/lapor/types.js').Refusal} Refusal
 */

export const TODAY = '2026-11-25';
export const YESTERDAY = '2026-11-24';
export const QUEUE = '33.08/dinkes/antrean received';
export const WAITING = '33.08/dinkes/antrean pending';
export const USUAL = { low: 20, median: 31, high: 44, n: 8 };

/** @param {Partial<Form>} [more] @returns {Form} */
export function form(more = {}) {
  const day = more.day ?? TODAY;
  /** @param {string} measure @param {'count'|'level'} kind */
  const field = (measure, kind) => ({
    service: '33.08/dinkes/antrean',
    serviceName: 'Antrean puskesmas',
    measure,
    kind,
    of: null,
    value: null,
    absent: false,
    usual: USUAL,
  });
  /** @param {string} one */
  const open = (one) => ({
    day: one,
    state: /** @type {const} */ ('open'),
    due: null,
    reportedAt: null,
    reportedBy: null,
  });
  return {
    feed: 'dinkes-harian',
    agency: { id: '33.08/dinkes', name: 'Dinas Kesehatan' },
    government: 'Kabupaten Magelang',
    owner: 'Siti Aminah',
    deputy: 'Budi Santoso',
    holder: 'Siti Aminah',
    day,
    today: TODAY,
    zone: 'Asia/Jakarta',
    now: `${TODAY}T15:20:00+07:00`,
    days: [open(TODAY), open(YESTERDAY)],
    expires: '2027-05-24T00:00:00+07:00',
    fields: [field('received', 'count'), field('pending', 'level')],
    history: [],
    ...more,
  };
}

/** @param {number} status @param {Partial<Refusal>} [more] @returns {Refusal} */
export function refusal(status, more = {}) {
  return { status, detail: '', errors: [], unusual: [], retryAfterMs: null, ...more };
}

/** @param {State} state @param {...FormEvent} events */
export function after(state, ...events) {
  return events.reduce(next, state);
}

export const start = () => initialState('', null);

/** @param {Form} [opened] @param {Draft|null} [draft] */
export const open = (opened = form(), draft = null) =>
  after(start(), { type: 'loadFlying' }, { type: 'loaded', form: opened, draft });

/** @param {string} received @param {string} [pending] @returns {FormEvent[]} */
export const type = (received, pending = '3') => [
  { type: 'typed', id: QUEUE, text: received, at: 1_000 },
  { type: 'typed', id: WAITING, text: pending, at: 1_000 },
];

/** @param {string} key @returns {FormEvent} */
export const submit = (key) => ({ type: 'submit', key, at: 2_000 });

/** @param {Refusal} why @param {number} [now] @returns {FormEvent} */
export const fails = (why, now = 0) => ({ type: 'notSaved', refusal: why, now, random: 0.5 });

/** @param {number} now @param {boolean} [online] @returns {FormEvent} */
export const due = (now, online = false) => ({ type: 'due', now, online });

/** @type {FormEvent} */
export const flying = { type: 'flying' };

/** @type {FormEvent} */
export const saved = {
  type: 'saved',
  saved: { saved: true, at: `${TODAY}T15:21:00+07:00`, replayed: false, changes: [] },
};

/** As main.js keeps it. @param {State} state @returns {Draft} */
export function draftOf(state, more = {}) {
  return {
    feed: 'dinkes-harian',
    day: state.form?.day ?? '',
    today: state.basis?.today ?? TODAY,
    sure: state.basis?.sure ?? state.sure,
    at: state.typedAt ?? 0,
    entries: state.entries,
    key: state.key,
    confirmed: state.confirmed,
    pending: state.sending !== null,
    ...more,
  };
}
