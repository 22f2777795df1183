import { chartOrigins } from './chart-origins.js';
import { startOfDay, zoneOffset } from './format.js';
import { originParts } from './origin-text.js';

/**
 * From a series as answered to what a chart draws. Pure; knows nothing of the drawing library.
 *
 * @typedef {import('./types.js').Point} Point
 * @typedef {import('./types.js').RangeName} RangeName
 * @typedef {import('./types.js').Series} Series
 * @typedef {import('./types.js').TimeSpan} TimeSpan
 *
 * @typedef {TimeSpan & {step: string|null}} Window a span and the step asked for; null leaves it to the server
 *
 * @typedef {object} Slot one drawn bucket
 * @property {number} at where it begins
 * @property {number} end where it ends, exclusive
 * @property {number|null} value null is a gap
 * @property {number|null} p50
 * @property {number|null} p95
 * @property {number|null} coverage 0..1, null where unknown
 * @property {boolean} partial whether something is known to be missing, or it is still under way
 * @property {number} n cases it rests on, 1 where nobody says
 * @property {import('./origin-text.js').Part[]} parts who says so; nothing for a gap
 * @property {{origin: string, value: number}|null} other what another origin says of it
 *
 * @typedef {object} ChartData
 * @property {Slot[]} slots
 * @property {TimeSpan[]} gaps spans without data, merged
 * @property {TimeSpan} span
 * @property {boolean} split whether median and 95 % are known
 * @property {Slot|null} last the latest with data
 * @property {Slot|null} highest
 * @property {number|null} total
 * @property {number|null} coverage
 * @property {import('./chart-origins.js').ChartOrigins} origins
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EMPTY_REFRESH = 5_000;

/** Below this share of expected samples a bucket is drawn as partial. */
export const WHOLE = 0.95;

/** @type {Record<string, number>} */
const STEP_MS = { '5m': 5 * MINUTE, '1h': HOUR, '1d': DAY, '1w': 7 * DAY };

/** @type {Record<RangeName, {length: number, counts: string, times: string|null, refresh: number}>} */
const PLANS = {
  '1h': { length: HOUR, counts: '5m', times: null, refresh: 15_000 },
  '24h': { length: DAY, counts: '1h', times: '5m', refresh: 60_000 },
  '7d': { length: 7 * DAY, counts: '1d', times: '1h', refresh: 300_000 },
  '30d': { length: 30 * DAY, counts: '1d', times: '1d', refresh: 600_000 },
  '90d': { length: 90 * DAY, counts: '1d', times: '1d', refresh: 600_000 },
  '1y': { length: 364 * DAY, counts: '1w', times: '1d', refresh: 900_000 },
};

/**
 * How long an answer for this range stays good, in ms. One without any value is asked for again soon: who has just
 * connected an endpoint is waiting for its first.
 * @param {RangeName} range @param {ChartData|null} data
 */
export function refreshOf(range, data) {
  const refresh = PLANS[range].refresh;
  return data && data.last === null ? Math.min(refresh, EMPTY_REFRESH) : refresh;
}

/**
 * The window of a range that ends now, cut at bucket borders of the government's zone.
 * @param {RangeName} range @param {'count'|'time'} kind @param {number} now @param {string} zone
 * @returns {Window}
 */
export function windowOf(range, kind, now, zone) {
  const plan = PLANS[range];
  const step = kind === 'count' ? plan.counts : plan.times;
  const to = endOfBucket(step, now, zone);
  return { from: to - plan.length, to, step };
}

/** @param {string|null} step @param {number} now @param {string} zone @returns {number} */
function endOfBucket(step, now, zone) {
  if (step === null) return Math.ceil(now / MINUTE) * MINUTE;
  if (step === '1d') return startOfDay(now, zone) + DAY;
  if (step === '1w') return startOfWeek(now, zone) + 7 * DAY;
  const length = STEP_MS[step] ?? HOUR;
  return Math.floor(now / length) * length + length;
}

/** Weeks begin on Monday. @param {number} now @param {string} zone */
function startOfWeek(now, zone) {
  const midnight = startOfDay(now, zone);
  const day = new Date(midnight + zoneOffset(zone, midnight) * MINUTE).getUTCDay();
  return midnight - ((day + 6) % 7) * DAY;
}

/**
 * @param {Series} series @param {TimeSpan} span @param {number} now
 * @returns {ChartData}
 */
export function chartData(series, span, now) {
  const slots = toSlots(series, span, now);
  const known = slots.filter((slot) => slot.value !== null || slot.p50 !== null);
  return {
    slots,
    gaps: gapsOf(slots, span, now),
    span,
    split: known.some((slot) => slot.p50 !== null && slot.p95 !== null),
    last: known.at(-1) ?? null,
    highest: known.reduce(higher, /** @type {Slot|null} */ (null)),
    total: known.length ? known.reduce((sum, slot) => sum + (slot.value ?? 0), 0) : null,
    coverage: meanCoverage(slots, now),
    origins: chartOrigins(slots, series.unit === 'count'),
  };
}

/** @param {Slot|null} best @param {Slot} slot @returns {Slot} */
function higher(best, slot) {
  return best === null || level(slot) > level(best) ? slot : best;
}

/** @param {Slot} slot @returns {number} */
function level(slot) {
  return slot.p95 ?? slot.value ?? Number.NEGATIVE_INFINITY;
}

/** @param {Series} series @param {TimeSpan} span @param {number} now @returns {Slot[]} */
function toSlots(series, span, now) {
  const length = STEP_MS[series.step];
  const points = series.points
    .map((point) => ({ at: Date.parse(point.from), point }))
    .filter(({ at }) => at >= span.from && at < span.to)
    .sort((a, b) => a.at - b.at);
  return length === undefined ? spaced(points, span) : filled(points, length, span, now);
}

/**
 * Buckets of one length: one that the answer leaves out is a gap, not nothing. They stand where the answer's stand, whose
 * step may be coarser than the one asked for: that of a wide place is.
 * @param {{at: number, point: Point}[]} points @param {number} length @param {TimeSpan} span @param {number} now
 */
function filled(points, length, span, now) {
  const byStart = new Map(points.map(({ at, point }) => [at, point]));
  const slots = [];
  const anchor = points[0]?.at ?? span.from;
  const first = anchor - Math.floor((anchor - span.from) / length) * length;
  for (let at = first; at < span.to && at <= now; at += length) {
    slots.push(slot(byStart.get(at), at, at + length, now));
  }
  return slots;
}

/**
 * Single samples or buckets of unequal length: a hole much wider than their rhythm becomes a gap.
 * @param {{at: number, point: Point}[]} points @param {TimeSpan} span
 */
function spaced(points, span) {
  const rhythm = medianSpacing(points.map(({ at }) => at));
  /** @type {Slot[]} */
  const slots = [];
  points.forEach(({ at, point }, index) => {
    const following = points[index + 1]?.at ?? Math.min(at + rhythm, span.to);
    const hole = following - at > 2.5 * rhythm;
    slots.push(slot(point, at, hole ? at + rhythm : following, Number.POSITIVE_INFINITY));
    if (hole) slots.push(slot(undefined, at + rhythm, following, Number.POSITIVE_INFINITY));
  });
  return slots;
}

/** @param {number[]} instants @returns {number} */
function medianSpacing(instants) {
  const spacings = instants.slice(1).map((at, index) => at - (instants[index] ?? at));
  spacings.sort((a, b) => a - b);
  return spacings[Math.floor(spacings.length / 2)] ?? MINUTE;
}

/** @param {Point|undefined} point @param {number} at @param {number} end @param {number} now @returns {Slot} */
function slot(point, at, end, now) {
  const coverage = point?.coverage ?? null;
  return {
    at,
    end,
    value: point?.value ?? null,
    p50: point?.p50 ?? null,
    p95: point?.p95 ?? null,
    coverage,
    partial: end > now || (coverage !== null && coverage < WHOLE),
    n: point?.n ?? 1,
    parts: point ? originParts(point) : [],
    other: point?.other ?? null,
  };
}

/** @param {Slot[]} slots @param {TimeSpan} span @param {number} now @returns {TimeSpan[]} */
function gapsOf(slots, span, now) {
  /** @type {TimeSpan[]} */
  const gaps = [];
  const first = slots[0];
  const spans = slots.filter((slot) => slot.value === null && slot.p50 === null);
  // Less than one bucket before the first is the rest of a bucket that began before the span.
  const leading =
    first && first.at - span.from >= first.end - first.at ? [{ at: span.from, end: first.at }] : [];
  for (const { at, end } of [...leading, ...spans]) {
    const before = gaps.at(-1);
    if (before && before.to === at) before.to = Math.min(end, now);
    else if (at < now) gaps.push({ from: at, to: Math.min(end, now) });
  }
  return gaps;
}

/** Buckets the answer leaves out count as empty; one still under way is left aside. @param {Slot[]} slots @param {number} now */
function meanCoverage(slots, now) {
  if (!slots.some((slot) => slot.coverage !== null)) return null;
  const closed = slots.filter((slot) => slot.end <= now);
  const counted = closed.length ? closed : slots;
  return counted.reduce((sum, slot) => sum + (slot.coverage ?? 0), 0) / counted.length;
}

/** @type {[number, string][]} */
const TIME_UNITS = [
  [2 * DAY, 'd'],
  [3 * HOUR, 'h'],
  [3 * MINUTE, 'min'],
  [5_000, 's'],
];

/** @type {Record<string, number>} */
const UNIT_MS = { ms: 1, s: 1000, min: MINUTE, h: HOUR, d: DAY };

/** The unit an axis of times is read in, by its highest value. @param {number} highestMs @returns {{unit: string, ms: number}} */
export function timeUnit(highestMs) {
  const unit = TIME_UNITS.find(([least]) => highestMs >= least)?.[1] ?? 'ms';
  return { unit, ms: UNIT_MS[unit] ?? 1 };
}

/** Spacings an axis of time may use. */
const TICK_STEPS = [
  5 * MINUTE,
  10 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  56 * DAY,
];

/**
 * Instants at round local times, at most `most` of them.
 * @param {TimeSpan} span @param {string} zone @param {number} most
 * @returns {number[]}
 */
export function timeTicks(span, zone, most) {
  const length = span.to - span.from;
  const step = TICK_STEPS.find((size) => length / size <= most) ?? length;
  const origin = step >= 7 * DAY ? startOfWeek(span.from, zone) : startOfDay(span.from, zone);
  const ticks = [];
  for (let at = origin; at <= span.to; at += step) if (at >= span.from) ticks.push(at);
  return ticks;
}
