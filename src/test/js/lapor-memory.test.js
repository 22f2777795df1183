import assert from 'node:assert/strict';
import test from 'node:test';
import {
  createMemory,
  dayIn,
  daysBetween,
  printOf,
  rememberedForm,
} from '../../../webroot/js/lapor/memory.js';

const TOKEN = 'rahasia-yang-panjang-0123456789';

/** As much of a browser's storage as is used. @param {number} [room] characters it holds */
function fakeStorage(room = 1e6) {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    kept,
    get length() {
      return kept.size;
    },
    /** @param {number} index */
    key: (index) => [...kept.keys()][index] ?? null,
    /** @param {string} key */
    getItem: (key) => kept.get(key) ?? null,
    /** @param {string} key @param {string} value */
    setItem: (key, value) => {
      if (value.length > room) throw new Error('QuotaExceededError');
      kept.set(key, value);
    },
    /** @param {string} key */
    removeItem: (key) => {
      kept.delete(key);
    },
  };
}

/** @param {string} day @param {object} [more] @returns {any} */
const draft = (day, more = {}) => ({ feed: 'f', day, entries: {}, pending: false, ...more });

/** @param {string} day @returns {any} */
const dayOf = (day) => ({ day, state: 'reported', due: null, reportedAt: 'x', reportedBy: 'y' });

/** @param {string} day @returns {any} */
const seen = (day) => ({
  day,
  today: day,
  days: [dayOf(day)],
  fields: [{ service: 's', measure: 'm', value: 7, absent: false, usual: null }],
  history: [{ at: 'x', by: 'y', how: 'form' }],
});

test('gives back what was kept, and keeps links apart', () => {
  const storage = fakeStorage();
  const memory = createMemory(TOKEN, storage);

  assert.equal(memory.keepDraft(draft('2026-11-25')), true);
  memory.keepName('Siti');

  assert.deepEqual(createMemory(TOKEN, storage).draft('2026-11-25'), draft('2026-11-25'));
  assert.equal(createMemory(TOKEN, storage).name(), 'Siti');
  assert.equal(createMemory('lain', storage).draft('2026-11-25'), null);
  assert.equal(createMemory('lain', storage).name(), '');
});

test('keeps the token nowhere', () => {
  const storage = fakeStorage();
  const memory = createMemory(TOKEN, storage);
  memory.keepDraft(draft('2026-11-25'));
  memory.keepForm(seen('2026-11-25'));
  memory.keepName('Siti');

  assert.equal(storage.kept.size, 3);
  for (const [key, value] of storage.kept) assert.equal((key + value).includes(TOKEN), false);
  assert.ok(printOf(TOKEN).length <= 7, 'too short to find a token by');
});

test('says so where nothing can be kept', () => {
  assert.equal(createMemory(TOKEN, null).keepDraft(draft('2026-11-25')), false);
  assert.equal(createMemory(TOKEN, fakeStorage(3)).keepDraft(draft('2026-11-25')), false);
  assert.equal(createMemory(TOKEN, null).pendingDay(), null);
});

test('takes what it cannot read for nothing', () => {
  const storage = fakeStorage();
  storage.setItem(`pantau.lapor.${printOf(TOKEN)}.form`, '{"half');

  assert.equal(createMemory(TOKEN, storage).form(), null);
});

test('finds the oldest day that waits to be sent', () => {
  const memory = createMemory(TOKEN, fakeStorage());
  memory.keepDraft(draft('2026-11-23'));
  memory.keepDraft(draft('2026-11-25', { pending: true }));
  memory.keepDraft(draft('2026-11-24', { pending: true }));

  assert.equal(memory.pendingDay(), '2026-11-24');
});

test('lets go of days that can be corrected no more, not of what waits', () => {
  const memory = createMemory(TOKEN, fakeStorage());
  memory.keepDraft(draft('2026-10-01'));
  memory.keepDraft(draft('2026-10-02', { pending: true }));
  memory.keepDraft(draft('2026-11-25'));
  memory.keepDraft(draft('2026-11-26', { pending: true }));

  memory.prune(seen('2026-11-25'));

  assert.equal(memory.draft('2026-10-01'), null);
  assert.notEqual(memory.draft('2026-10-02'), null);
  assert.notEqual(memory.draft('2026-11-25'), null);
  assert.equal(memory.draft('2026-11-26'), null, 'no day begins before its time');
});

test('makes a form for a new day without the old numbers', () => {
  const form = rememberedForm(seen('2026-11-24'), '2026-11-25', '2026-11-25');

  assert.equal(form.day, '2026-11-25');
  assert.equal(form.today, '2026-11-25');
  assert.deepEqual(
    form.days.map(({ day, state }) => [day, state]),
    [
      ['2026-11-25', 'unknown'],
      ['2026-11-24', 'reported'],
    ],
  );
  assert.equal(form.fields[0]?.value, null);
  assert.deepEqual(form.history, []);
});

test('shows the same day as it was seen', () => {
  const form = rememberedForm(seen('2026-11-25'), '2026-11-25', '2026-11-25');

  assert.equal(form.fields[0]?.value, 7);
  assert.equal(form.days.length, 1);
});

test('knows the day of a zone', () => {
  const lateUtc = Date.parse('2026-11-24T17:30:00Z');

  assert.equal(dayIn('Asia/Jakarta', lateUtc), '2026-11-25');
  assert.equal(dayIn('Asia/Jakarta', lateUtc - 3_600_000), '2026-11-24');
  assert.equal(dayIn('Asia/Jayapura', lateUtc - 3_600_000 * 2), '2026-11-25');
  assert.equal(daysBetween('2026-10-31', '2026-11-01'), 1);
  assert.equal(daysBetween('2026-12-31', '2027-01-02'), 2);
});
