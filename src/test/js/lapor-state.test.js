import assert from 'node:assert/strict';
import test from 'node:test';
import { isUnsent, payload } from '../../../webroot/js/lapor/sending.js';
import { initialState, isLocked } from '../../../webroot/js/lapor/state.js';
import {
  after,
  draftOf,
  due,
  fails,
  flying,
  form,
  open,
  QUEUE,
  refusal,
  saved,
  start,
  submit,
  TODAY,
  type,
  WAITING,
  YESTERDAY,
} from './lapor-fixture.js';

/**
 * @typedef {import('../../../webroot/js/lapor/state.js').FormEvent} FormEvent
 * @typedef {import('../../../webroot/js/lapor/types.js').Refusal} Refusal
 */

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
