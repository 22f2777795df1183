import { h, setAttribute, setText, show } from '../dom.js';
import { beginning } from '../parts/beginning.js';
import { dayPicker } from '../parts/day-picker.js';
import { pieceNodes } from '../parts/pieces.js';
import { reminderList } from '../parts/reminders.js';
import { rosterFilters } from '../parts/roster-filters.js';
import { rosterTable } from '../parts/roster-table.js';
import { problemText } from '../problem-text.js';
import { refreshed } from '../refreshed.js';
import { mayConnect } from '../roles.js';
import { dayOf, matching, rosterSentence, zoneOf } from '../roster.js';
import { serverNow } from '../state.js';

/**
 * Who has reported today and who has not, of everything somebody may see.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../parts/roster-filters.js').Filter} Filter
 */

const REFRESH_MS = 30_000;
const FILTER = 'roster.filter';

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {() => void} changed @returns {import('../types.js').View} */
export function mountRoster(root, context, changed) {
  const { t, format, api, memory } = context;
  let filter = /** @type {Filter} */ (memory.get(FILTER) ?? { text: '', state: null });
  /** @type {string|null} */
  let day = null;
  const source = refreshed(() => api.roster({ day }), changed, REFRESH_MS);
  const picker = dayPicker(context, (chosen) => context.go({ day: chosen }));
  const sentence = h('p', { class: 'hero-sentence' });
  const filters = rosterFilters(context, filter, (chosen) => {
    filter = chosen;
    memory.set(FILTER, chosen);
    changed();
  });
  const table = rosterTable(context);
  const nothing = h('p', { class: 'card', role: 'status' }, t('roster.noMatch'));
  const reminders = reminderList(context);
  const fresh = h('p', { class: 'section-note' });
  const begin = beginning(context, {
    title: t('roster.empty.title'),
    explain: t('roster.empty.explain'),
    link: t('roster.empty.begin'),
    href: context.page('sambungkan', 'laporan'),
  });
  const waiting = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'));
  const failed = h('p', { class: 'outcome', 'data-tone': 'bad', role: 'alert' });
  const content = h('div', { class: 'stack' }, filters.element, table.element, nothing, fresh);
  root.replaceChildren(
    h(
      'section',
      { class: 'hero roster-hero' },
      h(
        'div',
        { class: 'hero-head' },
        h('h1', { tabindex: '-1' }, t('roster.title')),
        picker.element,
      ),
      sentence,
    ),
    failed,
    waiting,
    begin.element,
    content,
    reminders.element,
  );

  /** @param {AppState} state */
  function update(state) {
    if (state.route.day !== day) {
      day = state.route.day;
      source.restart();
    } else {
      source.tick(state.now);
    }
    const { value, problem, at } = source.read();
    const now = serverNow(state);
    const zone = state.board?.node.zone ?? zoneOf(value?.feeds[0]?.due);
    picker.update({ day: value?.day ?? day ?? dayOf(now, zone), today: today(value, now, zone) });
    drawProblem(problem ? problemText(problem, t) : '', at, zone, state);
    show(waiting, !value && !problem);
    drawAnswer(value, now, mayConnect(state.session));
    const updated = at === null ? '' : format.time(at + state.skew, zone, true);
    setText(fresh, t('roster.fresh', { at: updated }));
  }

  /** @param {import('../desk-types.js').Roster|null} value @param {number} now @param {boolean} allowed to connect somebody */
  function drawAnswer(value, now, allowed) {
    const some = value !== null && value.feeds.length > 0;
    begin.update(value !== null && !some, allowed);
    show(content, some);
    show(sentence, some);
    const names = new Map(value?.feeds.map((feed) => [feed.feed, feed.agencyName]));
    reminders.update({ reminders: value?.reminders, names, now, some });
    if (some) draw(value, now);
  }

  /** @param {import('../desk-types.js').Roster} roster @param {number} now */
  function draw(roster, now) {
    const shown = matching(roster.feeds, filter.text, filter.state);
    pieceNodes(sentence, rosterSentence(roster.feeds, context));
    filters.update(roster.feeds);
    table.update({ feeds: shown, now });
    show(table.element, shown.length > 0);
    show(nothing, shown.length === 0);
  }

  /** @param {string} text @param {number|null} at @param {string} zone @param {AppState} state */
  function drawProblem(text, at, zone, { skew }) {
    const since = at === null ? '' : t('roster.old', { at: format.time(at + skew, zone) });
    setText(failed, text === '' ? '' : `${since} ${text}`.trim());
    show(failed, text !== '');
    setAttribute(content, 'data-old', text !== '');
  }

  /** The answer without a day names today by the server's clock. @param {import('../desk-types.js').Roster|null} value @param {number} now @param {string} zone */
  function today(value, now, zone) {
    return day === null && value ? value.day : dayOf(now, zone);
  }

  return { update, unmount: source.unmount };
}
