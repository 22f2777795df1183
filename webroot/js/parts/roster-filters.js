import { REPORT_STATES } from '../desk-types.js';
import { h, setAttribute, setText, show } from '../dom.js';
import { tally } from '../roster.js';
import { reportShape } from './report-mark.js';

/**
 * What of a day's reports is shown: the tallies, each a switch, and a text to search for.
 *
 * @typedef {import('../desk-types.js').ReportState} ReportState
 * @typedef {import('../desk-types.js').RosterFeed} RosterFeed
 * @typedef {{text: string, state: ReportState|null}} Filter
 */

/** From this many feeds on a search is of use. */
const SEARCH_FROM = 8;

/** @param {import('../types.js').Context} context @param {Filter} filter what to begin with @param {(filter: Filter) => void} chosen */
export function rosterFilters({ t, format }, filter, chosen) {
  let { text, state } = filter;
  const switches = REPORT_STATES.map((name) => {
    const number = h('strong', { class: 'num' });
    const element = h(
      'button',
      {
        type: 'button',
        class: 'tally-switch',
        'data-report': name,
        title: t(`report.${name}.explain`),
        onclick: () => choose(name),
      },
      reportShape(name),
      number,
      h('span', {}, t(`report.${name}`)),
    );
    return { name, number, element };
  });
  const search = h('input', {
    type: 'search',
    id: 'roster-search',
    placeholder: t('roster.search'),
    autocomplete: 'off',
    oninput: () => {
      text = search.value;
      chosen({ text, state });
    },
  });
  search.value = text;
  const searchFrame = h(
    'div',
    { class: 'roster-search' },
    h('label', { class: 'visually-hidden', for: 'roster-search' }, t('roster.search')),
    search,
  );
  const element = h(
    'div',
    { class: 'roster-filters' },
    h(
      'div',
      { class: 'tally-switches', role: 'group', 'aria-label': t('roster.filter') },
      ...switches.map((one) => one.element),
    ),
    searchFrame,
  );

  /** @param {ReportState} name */
  function choose(name) {
    state = state === name ? null : name;
    chosen({ text, state });
  }

  /** @param {readonly RosterFeed[]} feeds */
  function update(feeds) {
    const counts = tally(feeds);
    for (const { name, number, element: button } of switches) {
      setText(number, format.number(counts[name], 0));
      setAttribute(button, 'aria-pressed', String(state === name));
      setAttribute(button, 'data-zero', counts[name] === 0);
      show(button, name !== 'off' || counts.off > 0 || state === 'off');
    }
    show(searchFrame, feeds.length >= SEARCH_FROM || text !== '');
  }

  return { element, update };
}
