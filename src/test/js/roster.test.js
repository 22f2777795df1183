import assert from 'node:assert/strict';
import test from 'node:test';
import { createFormats } from '../../../webroot/js/format.js';
import { translator } from '../../../webroot/js/i18n/index.js';
import { mayConnect, operated } from '../../../webroot/js/roles.js';
import {
  arranged,
  byState,
  dayOf,
  dueDistance,
  matching,
  rateOf,
  rosterSentence,
  shiftDay,
  tally,
  zoneOf,
} from '../../../webroot/js/roster.js';

const words = { t: translator('id'), format: createFormats('id') };
const DUE = '2026-11-25T15:30:00+07:00';

/** @param {string} feed @param {import('../../../webroot/js/desk-types.js').ReportState} state @param {object} [more] @returns {any} */
function report(feed, state, more = {}) {
  return {
    feed,
    agency: `33.08/${feed}`,
    agencyName: feed,
    government: 'Kabupaten Magelang',
    by: 'form',
    owner: 'Siti Aminah',
    deputy: 'Budi Santoso',
    services: 3,
    due: state === 'off' ? null : DUE,
    state,
    reportedAt: null,
    reportedBy: null,
    corrections: 0,
    lastDay: null,
    months: [],
    may: { edit: true },
    ...more,
  };
}

/** @param {any[]} feeds */
const ids = (feeds) => feeds.map((feed) => feed.feed).join(' ');

/** @param {any[]} feeds */
const told = (feeds) =>
  rosterSentence(feeds, words)
    .map((piece) => piece.text)
    .join('')
    .replaceAll('\u00a0', ' ');

/** @param {number} due @param {number} onTime */
const month = (due, onTime) => ({ month: '2026-11', due, onTime, late: due - onTime, missing: 0 });

test('puts the worst first, the earliest due and the least punctual first among equals', () => {
  const feeds = [
    report('off', 'off'),
    report('fine', 'reported'),
    report('late', 'late'),
    report('soon', 'waiting'),
    report('sooner', 'waiting', { due: '2026-11-25T14:00:00+07:00' }),
    report('gone', 'missing', { months: [month(20, 19)] }),
    report('always-gone', 'missing', { months: [month(20, 5)] }),
    report('new', 'missing'),
  ];

  assert.equal(ids(feeds.sort(byState)), 'always-gone gone new sooner soon late fine off');
});

test('sorts by a column both ways, what is unknown last in both', () => {
  const feeds = [
    report('b', 'reported', { months: [month(10, 9)], reportedAt: '2026-11-25T14:00:00+07:00' }),
    report('c', 'off'),
    report('a', 'late', { months: [month(10, 2)], reportedAt: '2026-11-25T16:00:00+07:00' }),
  ];

  assert.equal(ids(arranged(feeds, 'name', false)), 'a b c');
  assert.equal(ids(arranged(feeds, 'name', true)), 'c b a');
  assert.equal(ids(arranged(feeds, 'rate', false)), 'a b c');
  assert.equal(ids(arranged(feeds, 'rate', true)), 'b a c');
  assert.equal(ids(arranged(feeds, 'reported', false)), 'a b c');
  assert.equal(ids(arranged(feeds, 'reported', true)), 'b a c');
  assert.equal(ids(arranged(feeds, 'due', true)), 'b a c');
  assert.equal(ids(feeds), 'b c a');
});

test('sums the day up in a sentence', () => {
  const day = [
    ...Array.from({ length: 11 }, (_, n) => report(`r${n}`, 'reported')),
    ...Array.from({ length: 3 }, (_, n) => report(`l${n}`, 'late')),
    ...Array.from({ length: 4 }, (_, n) => report(`m${n}`, 'missing')),
    report('w', 'waiting'),
    report('w2', 'waiting', { due: '2026-11-25T16:00:00+07:00' }),
  ];

  assert.equal(
    told(day),
    '14 dari 20 laporan sudah masuk (3 terlambat); 4 belum masuk; 2 masih ditunggu, paling dekat pukul 15.30 WIB.',
  );
  assert.equal(told([report('a', 'reported')]), '1 dari 1 laporan sudah masuk.');
});

test('counts only what is due', () => {
  const feeds = [report('a', 'reported'), report('b', 'off')];

  assert.equal(told(feeds), '1 dari 1 laporan sudah masuk. 1 tidak dijadwalkan.');
  assert.match(told([report('b', 'off')]), /Tidak ada laporan yang ditunggu/);
  assert.deepEqual(tally(feeds), { missing: 0, waiting: 0, late: 0, reported: 1, off: 1 });
});

test('finds by every word, in names of places and people', () => {
  const feeds = [
    report('dinkes-harian', 'late', { agencyName: 'Dinas Kesehatan' }),
    report('pasar-harian', 'missing', { agencyName: 'Dinas Pasar', owner: 'Tri Wahyuni' }),
  ];

  assert.equal(ids(matching(feeds, '', null)), 'dinkes-harian pasar-harian');
  assert.equal(ids(matching(feeds, ' MAGELANG  kesehatan', null)), 'dinkes-harian');
  assert.equal(ids(matching(feeds, 'wahyuni', null)), 'pasar-harian');
  assert.equal(ids(matching(feeds, 'dinas', 'missing')), 'pasar-harian');
  assert.equal(ids(matching(feeds, 'dinas mars', null)), '');
});

test('a rate without a due day is unknown, not zero', () => {
  assert.deepEqual(rateOf([month(20, 15), month(10, 10)]), { due: 30, onTime: 25, share: 25 / 30 });
  assert.equal(rateOf([month(0, 0)]).share, null);
  assert.equal(rateOf([]).share, null);
});

test('says how far the due time is', () => {
  const now = Date.parse('2026-11-25T15:05:00+07:00');
  /** @param {any} feed @param {number} [at] */
  const distance = (feed, at = now) => dueDistance(feed, at, words);

  assert.equal(distance(report('a', 'waiting')), '25 mnt lagi');
  assert.equal(distance(report('a', 'missing'), now + 3_600_000), 'lewat 35 mnt');
  assert.equal(distance(report('a', 'missing'), now + 86_400_000), '');
  const late = report('a', 'late', { reportedAt: '2026-11-25T15:47:00+07:00' });
  assert.equal(distance(late), '17 mnt sesudah batas');
  assert.equal(distance(report('a', 'off')), '');
});

test('knows days and zones', () => {
  const night = Date.parse('2026-11-24T18:30:00Z');

  assert.equal(dayOf(night, 'Asia/Jakarta'), '2026-11-25');
  assert.equal(dayOf(night, 'UTC'), '2026-11-24');
  assert.equal(shiftDay('2026-12-01', -1), '2026-11-30');
  assert.equal(shiftDay('2026-12-31', 1), '2027-01-01');
  assert.equal(zoneOf('2026-11-25T17:30:00+09:00'), 'Asia/Jayapura');
  assert.equal(zoneOf(null), 'Asia/Jakarta');
});

test('offers connecting to operators and administrators only', () => {
  /** @param {...[string, string]} roles @returns {any} */
  const session = (...roles) => ({ roles: roles.map(([role, scope]) => ({ role, scope })) });

  assert.equal(mayConnect(session(['leader', '33'], ['agency_head', '33.08/a'])), false);
  assert.equal(mayConnect(session(['leader', '33'], ['operator', '33.08'])), true);
  assert.equal(mayConnect(null), false);
  assert.deepEqual(
    operated(
      session(['operator', '33.08'], ['operator', '33.08/a'], ['leader', '33'], ['operator', '34']),
    ),
    ['33.08', '34'],
  );
  assert.deepEqual(operated(session(['administrator', ''], ['operator', '33.08'])), ['']);
});
