import { Problem } from '../api.js';
import { h, reconcile, setText, show } from '../dom.js';
import { problemText } from '../problem-text.js';
import { DAYS_BACK, monthText, rateOf, shiftDay, shortDayText, zoneOf } from '../roster.js';
import { outcome } from './field.js';
import { reportMark } from './report-mark.js';

/**
 * How a report was kept: by month, and day by day as far back as somebody asks.
 *
 * @typedef {import('../desk-types.js').MonthRate} MonthRate
 * @typedef {import('../desk-types.js').RosterFeed} RosterFeed
 * @typedef {{day: string, feed: RosterFeed|null}} DayRow a day on which the feed was not there yet has none
 */

/** Days asked for in one go. */
const STEP = 7;

/** @param {import('../types.js').Context} context @param {{feed: string, agency: string}} about */
export function reportHistory(context, about) {
  const { t } = context;
  const months = monthTable(context);
  const days = dayTable(context, about);
  const element = h(
    'section',
    { class: 'card stack', 'aria-label': t('history.title') },
    h('h2', {}, t('history.title')),
    h(
      'div',
      { class: 'history-sides' },
      h('div', {}, h('h3', {}, t('history.months')), months.element),
      h('div', {}, h('h3', {}, t('history.days')), days.element),
    ),
  );

  /** @param {{feed: RosterFeed, today: string}} input */
  function update({ feed, today }) {
    months.update(feed.months);
    days.update({ feed, today });
  }

  return { element, update, again: days.again };
}

/** @param {import('../types.js').Context} context */
function monthTable({ t, format }) {
  const heads = /** @type {const} */ (['month', 'due', 'onTime', 'late', 'missing', 'share']);
  const body = h('tbody');
  const none = h('p', { class: 'section-note' }, t('history.months.none'));
  const table = h(
    'table',
    { class: 'small-table months-table' },
    h('caption', { class: 'visually-hidden' }, t('history.months')),
    h(
      'thead',
      {},
      h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, t(`history.${name}`)))),
    ),
    body,
  );
  const element = h('div', {}, h('div', { class: 'table-frame', tabindex: '0' }, table), none);

  /** @param {MonthRate[]} months */
  function update(months) {
    const told = [...months].reverse().filter((month) => month.due > 0);
    show(table, told.length > 0);
    show(none, told.length === 0);
    reconcile(body, told, (month) => month.month, monthRow);
  }

  function monthRow() {
    const name = h('th', { scope: 'row' });
    const cells = /** @type {const} */ (['due', 'onTime', 'late', 'missing']).map((key) => ({
      key,
      element: h('td', { class: 'num' }),
    }));
    const share = h('td', { class: 'num' });

    /** @param {MonthRate} month */
    function updateRow(month) {
      setText(name, monthText(month.month, format));
      for (const { key, element: cell } of cells) setText(cell, format.number(month[key], 0));
      setText(share, format.percent(rateOf([month]).share, 0));
    }

    return {
      element: h('tr', {}, name, ...cells.map((cell) => cell.element), share),
      update: updateRow,
    };
  }

  return { element, update };
}

/** @param {import('../types.js').Context} context @param {{feed: string, agency: string}} about */
function dayTable(context, about) {
  const { t, api } = context;
  const body = h('tbody');
  const line = outcome();
  const more = h(
    'button',
    { type: 'button', class: 'quiet fold', onclick: back },
    t('history.more'),
  );
  const table = h(
    'table',
    { class: 'small-table days-table' },
    h('caption', { class: 'visually-hidden' }, t('history.days')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...[t('day.title'), t('column.status'), t('roster.column.reported')].map((head) =>
          h('th', { scope: 'col' }, head),
        ),
      ),
    ),
    body,
  );
  const element = h(
    'div',
    {},
    h('div', { class: 'table-frame', tabindex: '0' }, table),
    line.element,
    more,
  );
  /** @type {Map<string, RosterFeed|null>} */
  let known = new Map();
  let today = '';

  /** The days before those that are known. */
  async function back() {
    const from = known.size;
    const wanted = Array.from({ length: Math.min(STEP, DAYS_BACK - from) }, (_, index) =>
      shiftDay(today, -(from + index + 1)),
    );
    more.disabled = true;
    line.say('busy', t('history.loading'));
    try {
      const answers = await Promise.all(wanted.map(ask));
      known = new Map([...known, ...answers]);
      line.clear();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      line.say('bad', problemText(error, t));
    } finally {
      more.disabled = false;
      draw();
    }
  }

  /** @param {string} day @returns {Promise<[string, RosterFeed|null]>} */
  async function ask(day) {
    const { feeds } = await api.roster({ scope: about.agency, day });
    return [day, feeds.find((feed) => feed.feed === about.feed) ?? null];
  }

  /** After a file was saved earlier days may stand otherwise. */
  function again() {
    known = new Map();
    return back();
  }

  /** @param {{feed: RosterFeed, today: string}} input */
  function update(input) {
    if (input.today !== today) {
      today = input.today;
      again();
    }
    draw();
  }

  function draw() {
    const rows = [...known].map(([day, feed]) => ({ day, feed }));
    reconcile(
      body,
      rows,
      ({ day }) => day,
      () => dayRow(context),
    );
    show(table, rows.length > 0);
    show(more, known.size > 0 && known.size < DAYS_BACK);
  }

  return { element, update, again };
}

/** @param {import('../types.js').Context} context */
function dayRow(context) {
  const { t, format } = context;
  const name = h('th', { scope: 'row' });
  const mark = reportMark(context);
  const none = h('span', {}, t('history.notYet'));
  const reported = h('td');

  /** @param {DayRow} row */
  function update({ day, feed }) {
    setText(name, shortDayText(day, format));
    show(mark.element, feed !== null);
    show(none, feed === null);
    if (feed) mark.update(feed.state);
    setText(reported, feed ? reportedText(feed, day) : '');
  }

  /** Only the time where it came on its own day. @param {RosterFeed} feed @param {string} day */
  function reportedText({ reportedAt, reportedBy, corrections }, day) {
    if (!reportedAt) return '–';
    const at = format.when(reportedAt, zoneOf(reportedAt), Date.parse(`${day}T05:00:00Z`));
    const said = [at, reportedBy ?? ''];
    if (corrections > 0) said.push(t('roster.corrections', { n: format.number(corrections, 0) }));
    return said.filter(Boolean).join(' · ');
  }

  return { element: h('tr', {}, name, h('td', {}, mark.element, none), reported), update };
}
