import assert from 'node:assert/strict';
import test from 'node:test';
import { chartData } from '../../../webroot/js/chart-data.js';
import {
  barMarks,
  handMade,
  lineMarks,
  lonely,
  otherMarks,
} from '../../../webroot/js/chart-points.js';
import { createFormats } from '../../../webroot/js/format.js';
import { translator } from '../../../webroot/js/i18n/index.js';
import {
  differenceText,
  handParts,
  originDetails,
  originParts,
  originSummary,
  originsOf,
  partsOf,
} from '../../../webroot/js/origin-text.js';

const id = { t: translator('id'), format: createFormats('id') };
const en = { t: translator('en'), format: createFormats('en') };
const DAY = 86_400_000;
const FIRST = Date.parse('2026-11-01T17:00:00Z');

/** @param {Record<string, number>} origins */
const mixed = (origins) => originParts({ origin: 'entered', origins });

/** @param {object} more @returns {any} */
const figure = (more) => ({
  measure: 'served',
  unit: 'count',
  of: 'permohonan',
  value: 43,
  trust: 'ok',
  origin: 'reported',
  ...more,
});

test('says in words who says a number', () => {
  const words = ['measured', 'reported', 'uploaded', 'entered'].map((origin) =>
    originSummary(originParts({ origin }), id),
  );

  assert.deepEqual(words, ['diukur Pantau', 'dilaporkan sistem', 'dari berkas', 'diisi petugas']);
  assert.equal(originSummary(originParts({ origin: 'lainnya' }), id), 'lainnya');
  assert.equal(originSummary(originParts({}), id), '');
});

test('of a total says in short what persons have a share in, at length all of it', () => {
  const parts = mixed({ entered: 0.12, measured: 0.2, reported: 0.68 });

  assert.equal(originSummary(parts, id), '12% diisi petugas');
  assert.equal(
    originDetails(parts, id),
    '68% dilaporkan sistem, 20% diukur Pantau, 12% diisi petugas',
  );
  assert.equal(
    originDetails(parts, en),
    '68% reported by a system, 20% measured by Pantau, 12% entered by staff',
  );
  assert.deepEqual(
    parts.map(({ origin }) => origin),
    ['measured', 'reported', 'entered'],
  );
});

test('names all where persons have no share, or nobody else has one', () => {
  assert.equal(
    originSummary(mixed({ measured: 0.25, reported: 0.75 }), id),
    '75% dilaporkan sistem, 25% diukur Pantau',
  );
  assert.equal(
    originSummary(mixed({ uploaded: 0.4, entered: 0.6 }), id),
    '60% diisi petugas, 40% dari berkas',
  );
});

test('never rounds a part away', () => {
  const parts = mixed({ reported: 1, entered: 0 });

  assert.equal(originSummary(parts, id), '<1% diisi petugas');
  assert.equal(originDetails(parts, id), '>99% dilaporkan sistem, <1% diisi petugas');
  assert.equal(
    originSummary(mixed({ reported: 0.996, entered: 0.004 }), en),
    '<1% entered by staff',
  );
});

test('says once what figures side by side have in common, else of each what it counts', () => {
  const same = [figure({}), figure({ of: 'kunjungan' })];
  const other = [figure({}), figure({ of: 'kunjungan', origin: 'entered' })];
  const unknown = [figure({}), figure({ of: 'kunjungan', origin: 'entered', value: null })];

  assert.equal(originsOf(same, id), 'dilaporkan sistem');
  assert.equal(originsOf(other, id), 'permohonan: dilaporkan sistem; kunjungan: diisi petugas');
  assert.equal(originsOf(unknown, id), 'dilaporkan sistem');
  assert.deepEqual(partsOf(other), [
    { origin: 'reported', share: 0.5 },
    { origin: 'entered', share: 0.5 },
  ]);
  assert.deepEqual(partsOf([figure({ value: null })]), []);
});

test('marks only what is known and has a person in it', () => {
  assert.deepEqual(handParts(figure({})), []);
  assert.deepEqual(handParts(figure({ origin: 'uploaded' })), [{ origin: 'uploaded', share: 1 }]);
  assert.deepEqual(handParts(figure({ origin: 'uploaded', value: null })), []);
  assert.deepEqual(handParts(null), []);
  assert.equal(handParts(figure({ origins: { reported: 0.9, entered: 0.1 } })).length, 2);
});

test('says how far two origins are from each other', () => {
  const other = { origin: 'entered', value: 41 };
  const compared = { value: 43, origin: 'reported', other };
  const count = { unit: 'count', of: 'permohonan' };

  assert.equal(differenceText(compared, count, id), 'petugas mencatat 41, sistem 43: selisih +2');
  assert.equal(
    differenceText(compared, count, id, '15.30 WIB'),
    'petugas mencatat 41 (15.30 WIB), sistem 43: selisih +2',
  );
  assert.equal(
    differenceText({ ...compared, value: 1040 }, count, en),
    'staff recorded 41, the system 1,040: difference +999',
  );
  assert.equal(
    differenceText({ ...compared, value: 40 }, count, id),
    'petugas mencatat 41, sistem 40: selisih −1',
  );
  assert.equal(
    differenceText({ ...compared, value: 41 }, count, id),
    'petugas mencatat 41, sistem 41: tidak ada selisih',
  );
});

test('says differences in the unit of what differs', () => {
  const share = { value: 0.995, origin: 'measured', other: { origin: 'reported', value: 1 } };
  const time = { value: 500, origin: 'reported', other: { origin: 'uploaded', value: 750 } };

  assert.equal(
    differenceText(share, { unit: 'ratio' }, id),
    'sistem mencatat 100%, Pantau 99,5%: selisih −0,5 poin persen',
  );
  assert.equal(
    differenceText(time, { unit: 'ms' }, id),
    'berkas mencatat 750 ms, sistem 500 ms: selisih −250 ms',
  );
});

/** A chart of days. @param {(object|null)[]} points null is a gap @param {object} [more] */
function days(points, more = {}) {
  const span = { from: FIRST, to: FIRST + points.length * DAY };
  const series = {
    service: 's',
    measure: 'served',
    unit: 'count',
    step: '1d',
    points: points.flatMap((point, day) =>
      point ? [{ from: new Date(FIRST + day * DAY).toISOString(), coverage: 1, ...point }] : [],
    ),
    ...more,
  };
  return chartData(/** @type {any} */ (series), span, span.to);
}

/** @param {number} value @param {object} [more] */
const entered = (value, more) => ({ value, origin: 'entered', ...more });
/** @param {number} value @param {object} [more] */
const reported = (value, more) => ({ value, origin: 'reported', ...more });

test('finds the day on which an agency climbed, and what is compared', () => {
  const beside = { other: { origin: 'entered', value: 41 } };
  const data = days([entered(16), entered(16), null, reported(32, beside), reported(64)]);

  assert.deepEqual(data.origins.changes, [
    { at: FIRST + 3 * DAY, from: 'entered', to: 'reported' },
  ]);
  assert.equal(data.origins.compared, 'entered');
  assert.equal(data.origins.told, true);
  assert.deepEqual(data.origins.parts, [
    { origin: 'reported', share: 0.75 },
    { origin: 'entered', share: 0.25 },
  ]);
});

test('lets the bucket of the move begin what comes after it', () => {
  const both = { value: 50, origin: 'entered', origins: { reported: 0.4, entered: 0.6 } };
  const data = days([entered(50), both, reported(50)]);

  assert.deepEqual(data.origins.changes, [{ at: FIRST + DAY, from: 'entered', to: 'reported' }]);
});

test('flags nothing where origins go to and fro or a total is always mixed', () => {
  const swaying = [1, 2, 3].flatMap((value) => [entered(value), reported(value)]);
  const both = { value: 50, origin: 'entered', origins: { reported: 0.4, entered: 0.6 } };

  assert.deepEqual(days(swaying).origins.changes, []);
  assert.deepEqual(days([both, both]).origins.changes, []);
  assert.equal(days([both, both]).origins.told, true);
});

test('leaves what systems alone say to the caption', () => {
  const data = days([reported(1), null, reported(2)]);

  assert.equal(data.origins.told, false);
  assert.deepEqual(data.origins.parts, [{ origin: 'reported', share: 1 }]);
  assert.deepEqual(days([null]).origins.parts, []);
});

test('weighs days without anything alike, and times by their cases', () => {
  const nothing = days([entered(0), reported(0), reported(0), reported(0)]);
  const times = days([entered(900, { n: 1 }), reported(100, { n: 3 })], { unit: 'ms' });

  assert.deepEqual(nothing.origins.parts[1], { origin: 'entered', share: 0.25 });
  assert.deepEqual(times.origins.parts[1], { origin: 'entered', share: 0.25 });
});

test('cuts bars by their shares, and sets beside them what another says', () => {
  const both = { value: 50, origin: 'entered', origins: { reported: 0.4, entered: 0.6 } };
  const { slots } = days([
    both,
    reported(-10, { other: { origin: 'entered', value: 4 } }),
    null,
    reported(7),
    null,
  ]);
  const middle = (/** @type {number} */ day) => FIRST + (day + 0.5) * DAY;

  assert.deepEqual(
    barMarks(slots, 'reported', 10).map(({ y }) => y),
    [2, -1, null, 0.7, null],
  );
  assert.deepEqual(
    barMarks(slots, 'entered', 1).map(({ y }) => y),
    [30, null, null, null, null],
  );
  assert.deepEqual(otherMarks(slots, true, 2)[1], { x: middle(1), y: 2 });
  assert.equal(otherMarks(slots, false, 2)[1]?.x, FIRST + DAY);
  assert.deepEqual(lonely(lineMarks(slots, 'value', 1)), [false, false, false, true, false]);
  assert.deepEqual(handMade(slots), [true, false, false, false, false]);
});
