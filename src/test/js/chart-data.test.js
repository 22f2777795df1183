import assert from 'node:assert/strict';
import test from 'node:test';
import { chartData, timeTicks, timeUnit, windowOf } from '../../../webroot/js/chart-data.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WIB = 'Asia/Jakarta';
/** A Monday, 08.30 WIB. */
const NOW = Date.parse('2026-11-23T01:30:00Z');

/** @param {number} at */
const iso = (at) => new Date(at).toISOString();

/** @param {string} step @param {object[]} points @param {string} [measure] */
function series(step, points, measure = 'served') {
  return /** @type {any} */ ({ service: 's', measure, unit: 'count', step, points });
}

test('ends windows at bucket borders of the local zone', () => {
  const hours = windowOf('24h', 'count', NOW, WIB);
  const days = windowOf('7d', 'count', NOW, WIB);
  const weeks = windowOf('1y', 'count', NOW, WIB);

  assert.deepEqual(
    [iso(hours.from), iso(hours.to)],
    ['2026-11-22T02:00:00.000Z', '2026-11-23T02:00:00.000Z'],
  );
  assert.deepEqual(
    [iso(days.from), iso(days.to)],
    ['2026-11-16T17:00:00.000Z', '2026-11-23T17:00:00.000Z'],
  );
  assert.equal(iso(weeks.to), '2026-11-29T17:00:00.000Z');
  assert.equal(weeks.to - weeks.from, 364 * DAY);
  assert.equal(windowOf('1h', 'time', NOW, WIB).step, null);
});

test('makes a bucket that is left out a gap, and merges neighbouring gaps', () => {
  const from = NOW - 4.5 * HOUR;
  const points = [
    { from: iso(from), value: 3, coverage: 1 },
    { from: iso(from + HOUR), value: null, coverage: 0 },
    { from: iso(from + 3 * HOUR), value: 0, coverage: 1 },
  ];

  const data = chartData(series('1h', points), { from, to: from + 5 * HOUR }, NOW);

  assert.deepEqual(
    data.slots.map((slot) => slot.value),
    [3, null, null, 0, null],
  );
  assert.deepEqual(data.gaps, [
    { from: from + HOUR, to: from + 3 * HOUR },
    { from: from + 4 * HOUR, to: NOW },
  ]);
  assert.equal(data.total, 3);
  assert.equal(data.last?.at, from + 3 * HOUR);
});

test('draws buckets where the answer has them, also when they are coarser than asked for', () => {
  const to = NOW - 5 * 60_000; // 08.25, as of a wide place asked for in steps of 5 minutes
  const points = [
    { from: iso(NOW - 3.5 * HOUR), value: 9, coverage: 1 },
    { from: iso(NOW - 2.5 * HOUR), value: 4, coverage: 1 },
    { from: iso(NOW - 0.5 * HOUR), value: 5, coverage: 0.4 },
  ];

  const data = chartData(series('1h', points), { from: to - 3 * HOUR, to }, NOW);

  assert.deepEqual(
    data.slots.map(({ at, value }) => [iso(at), value]),
    [
      ['2026-11-22T23:00:00.000Z', 4],
      ['2026-11-23T00:00:00.000Z', null],
      ['2026-11-23T01:00:00.000Z', 5],
    ],
  );
  assert.deepEqual(data.gaps, [{ from: NOW - 1.5 * HOUR, to: NOW - 0.5 * HOUR }]);
});

test('calls a bucket partial when samples are missing or it is still under way', () => {
  const from = NOW - 1.5 * HOUR;
  const points = [
    { from: iso(from), value: 1, coverage: 0.6 },
    { from: iso(from + HOUR), value: 1, coverage: 1 },
  ];

  const data = chartData(series('1h', points), { from, to: from + 2 * HOUR }, NOW);

  assert.deepEqual(
    data.slots.map((slot) => slot.partial),
    [true, true],
  );
  assert.equal(data.coverage, 0.6);
});

test('finds the hole between single samples by their rhythm', () => {
  const from = NOW - HOUR;
  const at = [0, 30, 60, 90, 600, 630, 660].map((second) => from + second * 1000);
  const points = at.map((instant) => ({ from: iso(instant), value: 200 }));

  const data = chartData(series('raw', points, 'response'), { from, to: NOW }, NOW);

  assert.deepEqual(data.gaps, [{ from: from + 120_000, to: from + 600_000 }]);
  assert.equal(data.slots.filter((slot) => slot.value === null).length, 1);
});

test('draws a start without data as a gap too', () => {
  const from = NOW - HOUR;
  const points = [{ from: iso(from + 600_000), value: 1 }];

  const data = chartData(series('raw', points), { from, to: NOW }, NOW);

  assert.equal(data.gaps[0]?.from, from);
});

test('says nothing of a series without points', () => {
  const data = chartData(series('1h', []), { from: NOW - 2 * HOUR, to: NOW }, NOW);

  assert.equal(data.last, null);
  assert.equal(data.total, null);
  assert.equal(data.coverage, null);
});

test('knows whether median and 95 % are there, and the highest', () => {
  const from = NOW - 2.5 * HOUR;
  const points = [
    { from: iso(from), value: 210, p50: 200, p95: 900 },
    { from: iso(from + HOUR), value: 310, p50: 300, p95: 700 },
  ];

  const data = chartData(series('1h', points, 'response'), { from, to: NOW }, NOW);

  assert.equal(data.split, true);
  assert.equal(data.highest?.p95, 900);
});

test('chooses the unit of an axis by its highest value', () => {
  const units = [800, 4_999, 5_000, 200_000, 4 * HOUR, 3 * DAY].map((ms) => timeUnit(ms).unit);

  assert.deepEqual(units, ['ms', 'ms', 's', 'min', 'h', 'd']);
});

test('sets ticks at round local times', () => {
  const day = timeTicks({ from: NOW - DAY, to: NOW }, WIB, 8);
  const month = timeTicks({ from: NOW - 30 * DAY, to: NOW }, WIB, 6);

  assert.ok(day.length <= 9);
  assert.ok(day.every((at) => (at + 7 * HOUR) % (3 * HOUR) === 0));
  assert.ok(month.every((at) => new Date(at + 7 * HOUR).getUTCDay() === 1));
});
