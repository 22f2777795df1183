import assert from 'node:assert/strict';
import test from 'node:test';
import { isUnsent, payload } from '../../../webroot/js/lapor/sending.js';
import { initialState, isLocked, next } from '../../../webroot/js/lapor/state.js';

/**
 * @typedef {import('../../../webroot/js/lapor/state.js').State} State
 * @typedef {import('../../../webroot/js/lapor/state.js').FormEvent} FormEvent
 * @typedef {import('../../../webroot/js/lapor/types.js').Form} Form
 * @typedef {import('../../../webroot/js/lapor/types.js').Draft} Draft
 * @typedef {import('../../../webroot/js/lapor/types.js').Refusal} Refusal
 */

const TODAY = '2026-11-25';
const YESTERDAY = '2026-11-24';
const QUEUE = '33.08/dinkes/antrean received';
const WAITING = '33.08/dinkes/antrean pending';
const USUAL = { low: 20, median: 31, high: 44, n: 8 };

/** @param {Partial<Form>} [more] @returns {Form} */
function form(more = {}) {
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
function refusal(status, more = {}) {
  return { status, detail: '', errors: [], unusual: [], retryAfterMs: null, ...more };
}

/** @param {State} state @param {...FormEvent} events */
function after(state, ...events) {
  return events.reduce(next, state);
}

const start = () => initialState('', null);

/** @param {Form} [opened] @param {Draft|null} [draft] */
const open = (opened = form(), draft = null) =>
  after(start(), { type: 'loadFlying' }, { type: 'loaded', form: opened, draft });

/** @param {string} received @param {string} [pending] @returns {FormEvent[]} */
const type = (received, pending = '3') => [
  { type: 'typed', id: QUEUE, text: received, at: 1_000 },
  { type: 'typed', id: WAITING, text: pending, at: 1_000 },
];

/** @param {string} key @returns {FormEvent} */
const submit = (key) => ({ type: 'submit', key, at: 2_000 });

/** @param {Refusal} why @param {number} [now] @returns {FormEvent} */
const fails = (why, now = 0) => ({ type: 'notSaved', refusal: why, now, random: 0.5 });

/** @param {number} now @param {boolean} [online] @returns {FormEvent} */
const due = (now, online = false) => ({ type: 'due', now, online });

/** @type {FormEvent} */
const flying = { type: 'flying' };

/** @type {FormEvent} */
const saved = {
  type: 'saved',
  saved: { saved: true, at: `${TODAY}T15:21:00+07:00`, replayed: false, changes: [] },
};

/** As main.js keeps it. @param {State} state @returns {Draft} */
function draftOf(state, more = {}) {
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

test('sends what was typed, with the key of the first try', () => {
  const state = after(open(), ...type('1.234', '0'), submit('k1'));

  assert.equal(state.sending?.phase, 'ready');
  assert.deepEqual(payload(state), {
    key: 'k1',
    day: TODAY,
    by: 'Siti Aminah',
    values: [
      { service: '33.08/dinkes/antrean', measure: 'received', value: 1234 },
      { service: '33.08/dinkes/antrean', measure: 'pending', value: 0 },
    ],
    confirmed: false,
  });
});

test('asks whether an empty field is zero or absent, and moves to the first wrong one', () => {
  const state = after(open(), { type: 'typed', id: QUEUE, text: 'dua', at: 1 }, submit('k1'));

  assert.equal(state.sending, null);
  assert.deepEqual(state.errors, { [QUEUE]: { fault: 'word' }, [WAITING]: { fault: 'empty' } });
  assert.equal(state.focus.on, QUEUE);
  assert.equal(after(state, submit('k2')).focus.turn, state.focus.turn + 1);
});

test('tells absent from zero', () => {
  const state = after(
    open(),
    { type: 'typed', id: QUEUE, text: '0', at: 1 },
    { type: 'restAbsent', at: 2 },
    submit('k1'),
  );

  assert.deepEqual(payload(state)?.values, [
    { service: '33.08/dinkes/antrean', measure: 'received', value: 0 },
    { service: '33.08/dinkes/antrean', measure: 'pending', absent: true },
  ]);
});

test('gives a typed number back when absent is taken back', () => {
  const absent = after(open(), ...type('12'), { type: 'absent', id: QUEUE, on: true, at: 3 });
  const back = after(absent, { type: 'absent', id: QUEUE, on: false, at: 4 });

  assert.deepEqual(absent.entries[QUEUE], { text: '12', absent: true });
  assert.deepEqual(back.entries[QUEUE], { text: '12', absent: false });
});

test('a double tap sends once', () => {
  const once = after(open(), ...type('12'), submit('k1'));
  const inTheAir = after(once, flying);

  assert.equal(after(once, submit('k2')), once);
  assert.equal(after(inTheAir, submit('k2')), inTheAir);
  assert.equal(after(inTheAir, flying), inTheAir);
  assert.equal(inTheAir.key, 'k1');
});

test('sends once with the same key when the network is back', () => {
  const offline = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(0), 100));
  const online = after(offline, due(101, true));
  const done = after(online, flying, saved);

  assert.equal(offline.sending?.phase, 'waiting');
  assert.equal(
    after(offline, due(101)),
    offline,
    'not before its time without a sign of the network',
  );
  assert.equal(online.sending?.phase, 'ready');
  assert.equal(payload(online)?.key, 'k1');
  assert.equal(done.sending, null);
  assert.equal(done.key, null);
  assert.equal(after(done, due(999_999, true)).sending, null);
});

test('waits longer after each try that fails, to a minute', () => {
  /** @type {number[]} */
  const waits = [];
  let state = after(open(), ...type('12'), submit('k1'));
  for (let i = 0; i < 7; i++) {
    state = after(state, flying, fails(refusal(0), 0));
    waits.push(state.sending?.waitMs ?? -1);
    state = after(state, due(1e9));
  }

  assert.deepEqual(waits, [4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  assert.equal(state.key, 'k1');
});

test('waits as long as a busy server tells, whatever the network says', () => {
  for (const status of [429, 503]) {
    const busy = refusal(status, { retryAfterMs: 20_000 });
    const state = after(open(), ...type('12'), submit('k1'), flying, fails(busy, 1_000));

    assert.equal(state.sending?.why, 'busy');
    assert.equal(after(state, due(20_000, true)).sending?.phase, 'waiting');
    assert.equal(after(state, due(21_500)).sending?.phase, 'ready');
  }
});

test('holds no answer of a gateway for a word of Pantau', () => {
  for (const status of [500, 502, 504, 408]) {
    const state = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(status)));

    assert.equal(state.sending?.phase, 'waiting', String(status));
    assert.equal(state.view, 'form');
  }
});

test('asks about the unusual and sends it confirmed with the same key', () => {
  const unusual = [
    { service: '33.08/dinkes/antrean', measure: 'received', value: 410, usual: USUAL },
  ];
  const asked = after(
    open(),
    ...type('410'),
    submit('k1'),
    flying,
    fails(refusal(409, { unusual })),
  );
  const confirmed = after(asked, { type: 'confirm' });

  assert.equal(asked.view, 'ask');
  assert.equal(asked.sending, null);
  assert.equal(payload(confirmed)?.key, 'k1');
  assert.equal(payload(confirmed)?.confirmed, true);
  assert.equal(after(confirmed, { type: 'confirm' }), confirmed);
});

test('asks anew when the unusual was changed', () => {
  const unusual = [
    { service: '33.08/dinkes/antrean', measure: 'received', value: 410, usual: USUAL },
  ];
  const asked = after(
    open(),
    ...type('410'),
    submit('k1'),
    flying,
    fails(refusal(409, { unusual })),
  );
  const fixed = after(asked, { type: 'fix', id: QUEUE }, ...type('411'), submit('k2'));

  assert.equal(payload(fixed)?.confirmed, false);
  assert.equal(payload(fixed)?.key, 'k2');
});

test('gives a key to one content only: who changes a number after a try sends something new', () => {
  const offline = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(0)));
  const same = after(offline, { type: 'withdraw' }, submit('k2'));
  const other = after(offline, { type: 'withdraw' }, ...type('13'), submit('k3'));

  assert.equal(payload(same)?.key, 'k1');
  assert.equal(payload(other)?.key, 'k3');
});

test('takes nothing back and changes nothing while it is in the air', () => {
  const state = after(open(), ...type('12'), submit('k1'), flying);

  assert.equal(after(state, { type: 'withdraw' }), state);
  assert.equal(after(state, ...type('13')), state);
  assert.equal(after(state, { type: 'named', by: 'x' }), state);
  assert.equal(after(state, { type: 'choose', day: YESTERDAY }), state);
});

test('says saved only after the answer, and shows what now stands', () => {
  const sent = after(open(), ...type('12'), submit('k1'), flying);
  const done = after(sent, saved);

  assert.equal(sent.view, 'form');
  assert.equal(done.view, 'receipt');
  assert.equal(done.form?.fields[0]?.value, 12);
  assert.equal(done.form?.days[0]?.state, 'reported');
  assert.equal(done.form?.days[0]?.reportedBy, 'Siti Aminah');
  assert.equal(isUnsent(done), false);
  assert.equal(done.loading?.phase, 'ready', 'what was on its way may be older than the report');
  assert.equal(done.day, TODAY);
  assert.equal(done.typedAt, null);
});

test('puts what the server expects at its field', () => {
  const errors = [
    { field: 'values[1].value', expected: 'bilangan bulat' },
    { field: 'by', expected: 'nama' },
  ];
  const state = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(422, { errors })));

  assert.deepEqual(state.errors, {
    [WAITING]: { fault: 'server', expected: 'bilangan bulat' },
    by: { fault: 'server', expected: 'nama' },
  });
  assert.equal(state.focus.on, WAITING);
  assert.equal(state.sending, null);
});

test('shows what the server says where no field is to blame', () => {
  for (const why of [
    refusal(422, { detail: 'x' }),
    refusal(409, { detail: 'x' }),
    refusal(400, { detail: 'x' }),
  ]) {
    const state = after(open(), ...type('12'), submit('k1'), flying, fails(why));

    assert.deepEqual(state.notice, { kind: 'declined', detail: 'x' });
    assert.equal(state.sending, null);
    assert.equal(state.entries[QUEUE]?.text, '12');
  }
});

test('a link that is not valid any more ends it, with what was typed at hand', () => {
  const state = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(401)));

  assert.equal(state.view, 'refused');
  assert.equal(state.refusal, 'link');
  assert.equal(state.entries[QUEUE]?.text, '12');
  assert.equal(after(state, { type: 'choose', day: null }), state);
});

test('a day that has closed is said, and another can be chosen', () => {
  const state = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(403)));
  const left = after(state, { type: 'choose', day: null });

  assert.equal(state.refusal, 'closed');
  assert.equal(isUnsent(state), true);
  assert.equal(left.view, 'loading');
  assert.equal(left.typedAt, null);
  assert.equal(left.loading?.phase, 'ready');
});

test('fills in what was reported, for correction', () => {
  const before = form({ day: YESTERDAY });
  const fields = before.fields.map((field, i) =>
    i === 0 ? { ...field, value: 10 } : { ...field, absent: true },
  );
  const state = open({ ...before, fields });

  assert.deepEqual(state.entries, {
    [QUEUE]: { text: '10', absent: false },
    [WAITING]: { text: '', absent: true },
  });
  assert.equal(isUnsent(state), false);
});

test('brings back what was typed before the page was closed', () => {
  const typed = after(open(), ...type('12', ''));
  const back = open(form(), draftOf(typed));

  assert.equal(back.entries[QUEUE]?.text, '12');
  assert.equal(back.restored, true);
  assert.equal(back.sending, null);
  assert.equal(after(back, ...type('13')).restored, false);
});

test('goes on sending with the same key after the page was closed', () => {
  const offline = after(open(), ...type('410'), submit('k1'), flying, fails(refusal(0)));
  const back = open(form(), draftOf(offline, { confirmed: true }));

  assert.equal(back.sending?.phase, 'ready');
  assert.equal(payload(back)?.key, 'k1');
  assert.equal(payload(back)?.confirmed, true);
});

test('sends nothing by itself whose fields have changed meanwhile', () => {
  const offline = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(0)));
  const fewer = form({ fields: form().fields.slice(0, 1) });
  const back = open(fewer, draftOf(offline));
  const there = after(offline, { type: 'resume' }, { type: 'loaded', form: fewer, draft: null });

  for (const state of [back, there]) {
    assert.equal(state.sending, null);
    assert.equal(state.key, null);
    assert.equal(state.notice?.kind, 'changed');
    assert.equal(state.entries[QUEUE]?.text, '12');
  }
});

test('leaves the draft of another feed alone', () => {
  const typed = after(open(), ...type('12'));

  assert.equal(open(form(), draftOf(typed, { feed: 'lain' })).entries[QUEUE]?.text, '');
});

test('opens from memory without a network, and sends only when the server has said which day it is', () => {
  const memory = after(
    start(),
    { type: 'loadFlying' },
    { type: 'remembered', form: form(), draft: null },
  );
  const asked = after(memory, ...type('12'), submit('k1'));
  const heard = after(asked, { type: 'loaded', form: form(), draft: null });

  assert.equal(asked.sending?.phase, 'waiting');
  assert.equal(after(asked, due(1e12, true)).sending?.phase, 'waiting');
  assert.equal(heard.sending?.phase, 'ready');
  assert.equal(payload(heard)?.key, 'k1');
});

test('takes no form from memory over one that is there', () => {
  const state = after(open(), ...type('12'));

  assert.equal(after(state, { type: 'remembered', form: form(), draft: null }), state);
});

test('a clock a day behind: what was typed stays with its day and is not sent by itself', () => {
  const wrong = form({ day: YESTERDAY, today: YESTERDAY });
  const asked = after(
    start(),
    { type: 'remembered', form: wrong, draft: null },
    ...type('12'),
    submit('k1'),
  );
  const told = after(asked, { type: 'loaded', form: form(), draft: null });
  const there = after(told, { type: 'loaded', form: form({ day: YESTERDAY }), draft: null });

  assert.equal(told.day, YESTERDAY);
  assert.equal(told.loading?.phase, 'ready');
  assert.equal(there.form?.day, YESTERDAY);
  assert.equal(there.entries[QUEUE]?.text, '12');
  assert.equal(there.sending, null);
  assert.equal(there.notice?.kind, 'clock');
});

test('a clock a day ahead: what was typed for a day that has not begun is shown for today, not sent', () => {
  const wrong = form({ day: '2026-11-26', today: '2026-11-26' });
  const asked = after(
    start(),
    { type: 'remembered', form: wrong, draft: null },
    ...type('12'),
    submit('k1'),
  );
  const told = after(asked, { type: 'loaded', form: form(), draft: null });

  assert.equal(told.form?.day, TODAY);
  assert.equal(told.entries[QUEUE]?.text, '12');
  assert.equal(told.sending, null);
  assert.equal(told.notice?.kind, 'clock');
});

test('a pending report of a wrong day is not sent when the page is opened again', () => {
  const wrong = form({ day: YESTERDAY, today: YESTERDAY });
  const asked = after(
    start(),
    { type: 'remembered', form: wrong, draft: null },
    ...type('12'),
    submit('k1'),
  );
  const back = open(form({ day: YESTERDAY }), draftOf(asked));

  assert.equal(back.sending, null);
  assert.equal(back.notice?.kind, 'clock');
});

test('a report asked for on a day the server had named goes out after midnight too', () => {
  const offline = after(open(), ...type('12'), submit('k1'), flying, fails(refusal(0)));
  const back = open(form({ today: '2026-11-26' }), draftOf(offline));

  assert.equal(back.sending?.phase, 'ready');
  assert.equal(payload(back)?.day, TODAY);
});

test('stays with the day of what was typed when midnight passes', () => {
  const typed = after(open(), ...type('12'), { type: 'resume' });
  const tomorrow = form({ day: '2026-11-26', today: '2026-11-26' });
  const told = after(
    typed,
    { type: 'loadFlying' },
    { type: 'loaded', form: tomorrow, draft: null },
  );

  assert.equal(told.day, TODAY);
  assert.equal(told.notice?.kind, 'newDay');
  assert.equal(told.entries[QUEUE]?.text, '12');
});

test('moves to the new day when nothing was typed', () => {
  const tomorrow = form({ day: '2026-11-26', today: '2026-11-26' });
  const told = after(open(), { type: 'resume' }, { type: 'loaded', form: tomorrow, draft: null });

  assert.equal(told.form?.day, '2026-11-26');
});

test('a newer form does not touch what is being typed, nor the receipt', () => {
  const typed = after(
    open(),
    ...type('12'),
    { type: 'resume' },
    { type: 'loaded', form: form(), draft: null },
  );
  const receipt = after(open(), ...type('12'), submit('k'), flying, saved, { type: 'resume' });
  const newer = after(receipt, { type: 'loaded', form: form({ history: [] }), draft: null });

  assert.equal(typed.entries[QUEUE]?.text, '12');
  assert.equal(newer.view, 'receipt');
});

test('locks the fields while another day is on its way, and goes back at a tap', () => {
  const typed = after(open(), ...type('12'), { type: 'choose', day: YESTERDAY });
  const back = after(typed, { type: 'choose', day: TODAY });
  const there = after(typed, { type: 'loaded', form: form({ day: YESTERDAY }), draft: null });

  assert.equal(isLocked(typed), true);
  assert.equal(after(typed, submit('k')), typed);
  assert.equal(isLocked(back), false);
  assert.equal(back.entries[QUEUE]?.text, '12');
  assert.equal(there.form?.day, YESTERDAY);
  assert.equal(there.entries[QUEUE]?.text, '');
});

test('stays where it is when another day cannot be opened', () => {
  const wanted = after(open(), ...type('12'), { type: 'choose', day: YESTERDAY });
  /** @type {FormEvent} */
  const no = { type: 'notLoaded', refusal: refusal(403), now: 0, random: 0 };
  const state = after(wanted, no);

  assert.equal(state.day, TODAY);
  assert.equal(state.notice?.kind, 'dayClosed');
  assert.equal(isLocked(state), false);
});

test('reads a closed day only', () => {
  const days = form().days.map((day) => ({ ...day, state: /** @type {const} */ ('closed') }));
  const state = open(form({ days }));

  assert.equal(isLocked(state), true);
  assert.equal(after(state, submit('k')), state);
});

test('tries to open again, by itself and as told', () => {
  /** @param {Refusal} why @returns {FormEvent} */
  const no = (why) => ({ type: 'notLoaded', refusal: why, now: 0, random: 0.5 });
  const unreached = after(start(), { type: 'loadFlying' }, no(refusal(0)));
  const busy = after(start(), { type: 'loadFlying' }, no(refusal(429, { retryAfterMs: 9_000 })));

  assert.equal(after(unreached, due(1, true)).loading?.phase, 'ready');
  assert.equal(after(busy, due(8_000, true)).loading?.phase, 'waiting');
  assert.equal(after(busy, due(9_600)).loading?.phase, 'ready');
  assert.equal(after(start(), no(refusal(401))).refusal, 'link');
  assert.equal(after(start(), { type: 'noLink' }).refusal, 'missing');
});

test('drops what was typed when asked to', () => {
  const state = after(open(), ...type('12'), { type: 'discard' });

  assert.equal(state.entries[QUEUE]?.text, '');
  assert.equal(state.typedAt, null);
});

test('remembers who reports rather than whom the link was made for', () => {
  const state = after(initialState('Budi Santoso', null), {
    type: 'loaded',
    form: form(),
    draft: null,
  });

  assert.equal(state.by, 'Budi Santoso');
  assert.equal(open().by, 'Siti Aminah');
  assert.deepEqual(after(state, ...type('1'), { type: 'named', by: ' ' }, submit('k')).errors, {
    by: { fault: 'name' },
  });
});
