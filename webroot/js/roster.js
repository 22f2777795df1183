import { sameDay, toInstant, zoneOffset } from './format.js';

/**
 * Who has reported and who has not: order, tallies, the sentence. Pure.
 *
 * @typedef {import('./desk-types.js').MonthRate} MonthRate
 * @typedef {import('./desk-types.js').ReportState} ReportState
 * @typedef {import('./desk-types.js').RosterFeed} RosterFeed
 * @typedef {'state'|'name'|'due'|'reported'|'rate'} Column
 * @typedef {{text: string, strong?: boolean, wrong?: boolean}} Piece
 * @typedef {{t: import('./types.js').Translate, format: import('./format.js').Formats}} Words
 */

/** How far back the page looks, in days. */
export const DAYS_BACK = 31;

const DAY_MS = 86_400_000;

/** Somebody who still has time comes before somebody who came late: there something can be done. @type {Record<ReportState, number>} */
const URGENCY = { missing: 0, waiting: 1, late: 2, reported: 3, off: 4 };

/** The server writes times with the offset of the feed's own zone. @type {Record<string, string>} */
const OFFSET_ZONES = {
  '+07:00': 'Asia/Jakarta',
  '+08:00': 'Asia/Makassar',
  '+09:00': 'Asia/Jayapura',
};

/** @type {Record<Column, (a: RosterFeed, b: RosterFeed) => number>} */
export const ORDERS = {
  state: byState,
  name: byName,
  due: (a, b) => compare(toInstant(a.due), toInstant(b.due)) || byName(a, b),
  reported: (a, b) => compare(toInstant(b.reportedAt), toInstant(a.reportedAt)) || byName(a, b),
  rate: (a, b) => compare(rateOf(a.months).share, rateOf(b.months).share) || byName(a, b),
};

/** Worst first; the earliest due first among equals, then who keeps the time least. @param {RosterFeed} a @param {RosterFeed} b */
export function byState(a, b) {
  return (
    URGENCY[a.state] - URGENCY[b.state] ||
    compare(toInstant(a.due), toInstant(b.due)) ||
    compare(rateOf(a.months).share, rateOf(b.months).share) ||
    byName(a, b)
  );
}

/** @param {RosterFeed} a @param {RosterFeed} b */
function byName(a, b) {
  return a.agencyName.localeCompare(b.agencyName, 'id') || a.feed.localeCompare(b.feed, 'id');
}

/** What is unknown stands last. @param {number|null} a @param {number|null} b */
function compare(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a - b;
}

/**
 * The order of a column, and the other way round; what has no value stands last in both.
 * @param {readonly RosterFeed[]} feeds @param {Column} column @param {boolean} backwards @returns {RosterFeed[]}
 */
export function arranged(feeds, column, backwards) {
  const known = feeds.filter((feed) => hasValue(feed, column)).sort(ORDERS[column]);
  const unknown = feeds.filter((feed) => !hasValue(feed, column)).sort(byName);
  return [...(backwards ? known.reverse() : known), ...unknown];
}

/** @param {RosterFeed} feed @param {Column} column */
function hasValue(feed, column) {
  switch (column) {
    case 'due':
      return feed.due !== null;
    case 'reported':
      return feed.reportedAt !== null;
    case 'rate':
      return rateOf(feed.months).share !== null;
    default:
      return true;
  }
}

/** Feeds whose place or people are called so, in the states asked for. @param {readonly RosterFeed[]} feeds @param {string} text @param {ReportState|null} state */
export function matching(feeds, text, state) {
  const words = text.toLocaleLowerCase('id').split(/\s+/).filter(Boolean);
  return feeds.filter((feed) => {
    if (state && feed.state !== state) return false;
    const { agencyName, government, owner, deputy, reportedBy } = feed;
    const said = [agencyName, government, feed.agency, feed.feed, owner, deputy, reportedBy ?? '']
      .join(' ')
      .toLocaleLowerCase('id');
    return words.every((word) => said.includes(word));
  });
}

/** @param {readonly RosterFeed[]} feeds @returns {Record<ReportState, number>} */
export function tally(feeds) {
  const counts = { missing: 0, waiting: 0, late: 0, reported: 0, off: 0 };
  for (const { state } of feeds) counts[state] += 1;
  return counts;
}

/** Of the days on which a report was due, how many it came in time; null where none was due yet. @param {readonly MonthRate[]} months */
export function rateOf(months) {
  const due = months.reduce((sum, month) => sum + month.due, 0);
  const onTime = months.reduce((sum, month) => sum + month.onTime, 0);
  return { due, onTime, share: due === 0 ? null : onTime / due };
}

/**
 * All of a day in a sentence. What came late has come; only what is due counts.
 * @param {readonly RosterFeed[]} feeds @param {Words} words @returns {Piece[]}
 */
export function rosterSentence(feeds, { t, format }) {
  const counts = tally(feeds);
  const due = feeds.length - counts.off;
  if (due === 0) return [{ text: t('roster.sentence.off') }];
  const n = format.number;
  const come = counts.reported + counts.late;
  const strong = counts.missing === 0;
  /** @type {Piece[]} */
  const pieces = [{ text: t('roster.sentence.in', { n: n(come, 0), of: n(due, 0) }), strong }];
  if (counts.late > 0) pieces.push({ text: t('roster.sentence.late', { n: n(counts.late, 0) }) });
  if (counts.missing > 0) {
    const text = t('roster.sentence.missing', { n: n(counts.missing, 0) });
    pieces.push({ text: '; ' }, { text, strong: true, wrong: true });
  }
  if (counts.waiting > 0) {
    pieces.push({ text: `; ${waitingText(feeds, counts.waiting, { t, format })}` });
  }
  const off = t('roster.sentence.rest', { n: n(counts.off, 0) });
  pieces.push({ text: counts.off > 0 ? `. ${off}` : '.' });
  return pieces;
}

/** @param {readonly RosterFeed[]} feeds @param {number} waiting @param {Words} words */
function waitingText(feeds, waiting, { t, format }) {
  const first = feeds
    .filter((feed) => feed.state === 'waiting' && feed.due !== null)
    .sort(ORDERS.due)[0]?.due;
  const n = format.number(waiting, 0);
  if (!first) return t('roster.sentence.waiting', { n });
  return t('roster.sentence.waitingUntil', { n, at: format.time(first, zoneOf(first)) });
}

/** The zone a time was written in; Pantau's country has three. @param {string|null|undefined} time */
export function zoneOf(time) {
  const offset = time?.slice(-6) ?? '';
  return OFFSET_ZONES[offset] ?? 'Asia/Jakarta';
}

/** Which day it is somewhere. @param {number} at @param {string} zone @returns {string} */
export function dayOf(at, zone) {
  const local = at + zoneOffset(zone, at) * 60_000;
  return new Date(local).toISOString().slice(0, 10);
}

/** @param {string} day @param {number} days @returns {string} */
export function shiftDay(day, days) {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Wednesday, 25 November 2026. @param {string} day @param {import('./format.js').Formats} format */
export function dayText(day, format) {
  return format.date(Date.parse(day), 'UTC');
}

/** 25 Nov. @param {string} day @param {import('./format.js').Formats} format */
export function shortDayText(day, format) {
  return format.shortDate(Date.parse(day), 'UTC');
}

/** Nov 2026. @param {string} month @param {import('./format.js').Formats} format */
export function monthText(month, format) {
  return format.month(Date.parse(`${month}-01`), 'UTC');
}

/**
 * How far a due time is away, in words; empty where that says nothing any more.
 * @param {RosterFeed} feed @param {number} now @param {Words} words @returns {string}
 */
export function dueDistance(feed, now, { t, format }) {
  const due = toInstant(feed.due);
  if (due === null) return '';
  if (feed.state === 'waiting' && due > now) {
    return t('roster.left', { time: format.elapsed(due - now) });
  }
  if (feed.state === 'missing' && now > due && sameDay(due, now, zoneOf(feed.due))) {
    return t('roster.over', { time: format.elapsed(now - due) });
  }
  const reported = toInstant(feed.reportedAt);
  if (feed.state === 'late' && reported !== null) {
    return t('roster.after', { time: format.elapsed(reported - due) });
  }
  return '';
}
