import assert from 'node:assert/strict';
import test from 'node:test';
import { isUnsent, payload } from '../../../webroot/js/lapor/sending.js';
import {
  after,
  due,
  fails,
  flying,
  open,
  QUEUE,
  refusal,
  saved,
  submit,
  TODAY,
  type,
  USUAL,
  WAITING,
  YESTERDAY,
} from './lapor-fixture.js';

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
