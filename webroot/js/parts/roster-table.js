import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { arranged, dueDistance, shortDayText, zoneOf } from '../roster.js';
import { monthBars } from './months.js';
import { reportMark } from './report-mark.js';
import { sortHeads } from './sort-heads.js';

/**
 * The reports of a day as a table that sorts by any column; the worst first to begin with.
 *
 * @typedef {import('../desk-types.js').RosterFeed} RosterFeed
 * @typedef {import('../roster.js').Column} Column
 * @typedef {{feeds: readonly RosterFeed[], now: number}} Input
 */

/** Rows a page opens with; the rest wait behind a click. */
const FIRST = 100;

/** @type {readonly Column[]} */
const COLUMNS = ['state', 'name', 'due', 'reported', 'rate'];

/** @param {import('../types.js').Context} context */
export function rosterTable(context) {
  const { t, format } = context;
  /** @type {Column} */
  let sort = 'state';
  let backwards = false;
  let open = false;
  /** @type {Input|null} */
  let last = null;
  const body = h('tbody');
  const heads = sortHeads(
    context,
    COLUMNS.map((column) => ({ column, label: t(`roster.column.${column}`) })),
    sortBy,
  );
  const more = h('button', { class: 'quiet fold', type: 'button', onclick: unfold });
  const table = h(
    'table',
    { class: 'nodes roster' },
    h('caption', { class: 'visually-hidden' }, t('roster.title')),
    heads.element,
    body,
  );
  const element = h(
    'div',
    { class: 'card flush' },
    h('div', { class: 'table-frame' }, table),
    more,
  );

  /** @param {Column} column */
  function sortBy(column) {
    backwards = sort === column && !backwards;
    sort = column;
    if (last) update(last);
  }

  function unfold() {
    open = !open;
    if (last) update(last);
  }

  /** @param {Input} input */
  function update(input) {
    last = input;
    const rows = arranged(input.feeds, sort, backwards);
    const hidden = rows.length - FIRST;
    heads.update(sort, backwards);
    reconcile(
      body,
      (open ? rows : rows.slice(0, FIRST)).map((feed) => ({ feed, now: input.now })),
      ({ feed }) => feed.feed,
      () => rosterRow(context),
    );
    const n = format.number(Math.max(hidden, 0), 0);
    setText(more, open ? t('attention.less') : t('attention.more', { n }));
    setAttribute(more, 'aria-expanded', String(open));
    show(more, hidden > 0);
  }

  return { element, update };
}

/** @param {import('../types.js').Context} context */
function rosterRow(context) {
  const { t, format } = context;
  const mark = reportMark(context);
  const distance = h('span', { class: 'cell-note num' });
  const link = h('a');
  const place = h('span', { class: 'cell-note' });
  const due = h('td', { class: 'num col-due', 'data-label': t('roster.column.due') });
  const reported = h('span', { class: 'num' });
  const by = h('span', { class: 'cell-note' });
  const bars = monthBars(context);
  const element = h(
    'tr',
    {},
    h('td', { class: 'col-state' }, mark.element, distance),
    h('th', { scope: 'row', class: 'col-name' }, link, place),
    due,
    h('td', { class: 'col-reported', 'data-label': t('roster.column.reported') }, reported, by),
    h('td', { class: 'col-rate', 'data-label': t('roster.column.rate') }, bars.element),
  );

  /** @param {{feed: RosterFeed, now: number}} item */
  function update({ feed, now }) {
    mark.update(feed.state);
    setAttribute(element, 'data-report', feed.state);
    setText(distance, dueDistance(feed, now, context));
    setText(link, feed.agencyName);
    setAttribute(link, 'href', context.page('laporan', feed.feed));
    setText(place, placeText(feed));
    setText(due, feed.due ? format.time(feed.due, zoneOf(feed.due)) : '–');
    setText(reported, reportedText(feed, now));
    setText(by, personText(feed));
    bars.update(feed.months);
  }

  /** @param {RosterFeed} feed */
  function placeText({ government, by: how, services, feed: id }) {
    const n = format.number(services, 0);
    return [government, t(`report.by.${how}`), t('roster.services', { n }), id].join(' · ');
  }

  /** Only the time where it came on its own day. @param {RosterFeed} feed @param {number} now */
  function reportedText({ due, reportedAt, lastDay }, now) {
    if (reportedAt) return format.when(reportedAt, zoneOf(reportedAt), due ? Date.parse(due) : now);
    return lastDay ? t('roster.last', { day: shortDayText(lastDay, format) }) : t('roster.never');
  }

  /** Who reported; or, while nobody has, whom to ask. @param {RosterFeed} feed */
  function personText({ reportedBy, corrections, owner, deputy, reportedAt }) {
    if (!reportedAt) return t('roster.ask', { owner, deputy });
    const said = reportedBy ?? '';
    if (corrections === 0) return said;
    return `${said} · ${t('roster.corrections', { n: format.number(corrections, 0) })}`;
  }

  return { element, update };
}
