import { h, setAttribute, setText, show } from '../dom.js';
import { outcome } from '../parts/field.js';
import { peopleFilters } from '../parts/people-filters.js';
import { peopleTable } from '../parts/people-table.js';
import { pieceNodes } from '../parts/pieces.js';
import { sharingCard } from '../parts/sharing.js';
import { matchingPeople, peopleSentence } from '../people.js';
import { problemText } from '../problem-text.js';
import { refreshed } from '../refreshed.js';
import { serverNow } from '../state.js';

/**
 * Accounts and roles of the places somebody administers.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../parts/people-filters.js').Filter} Filter
 */

const REFRESH_MS = 60_000;
const FILTER = 'people.filter';

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {() => void} changed @returns {import('../types.js').View} */
export function mountPeople(root, context, changed) {
  const { t, format, api, memory } = context;
  let filter = /** @type {Filter} */ (memory.get(FILTER) ?? { text: '', mark: null });
  const source = refreshed(() => api.people(), changed, REFRESH_MS);
  const sentence = h('p', { class: 'hero-sentence' });
  const filters = peopleFilters(context, filter, (chosen) => {
    filter = chosen;
    memory.set(FILTER, chosen);
    changed();
  });
  const table = peopleTable(context);
  const nothing = h('p', { class: 'card', role: 'status' });
  const sharing = sharingCard(context, source.again);
  const failed = outcome();
  const waiting = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'));
  const content = h(
    'div',
    { class: 'stack' },
    filters.element,
    table.element,
    nothing,
    sharing.element,
  );
  root.replaceChildren(
    h(
      'section',
      { class: 'hero' },
      h(
        'div',
        { class: 'hero-head people-head' },
        h('h1', { tabindex: '-1' }, t('nav.orang')),
        h('a', { class: 'primary', href: context.page('orang', '+') }, t('people.add')),
      ),
      sentence,
    ),
    failed.element,
    waiting,
    content,
  );

  /** @param {AppState} state */
  function update(state) {
    source.tick(state.now);
    const { value, problem, at } = source.read();
    const zone = state.board?.node.zone ?? 'Asia/Jakarta';
    if (problem) {
      const old = at === null ? '' : t('store.old', { at: format.time(at + state.skew, zone) });
      failed.say('bad', `${old} ${problemText(problem, t)}`.trim());
    } else failed.clear();
    show(waiting, !value && !problem);
    show(content, value !== null);
    setAttribute(content, 'data-old', problem !== null);
    if (value) draw(value, serverNow(state));
  }

  /** @param {import('../people-types.js').People} people @param {number} now */
  function draw({ users, opened }, now) {
    const shown = matchingPeople(users, filter.text, filter.mark, t);
    pieceNodes(sentence, peopleSentence(users, { t, format }));
    filters.update(users);
    table.update({ users: shown, now });
    show(filters.element, users.length > 0);
    show(table.element, shown.length > 0);
    setText(nothing, t(users.length === 0 ? 'people.empty' : 'people.noMatch'));
    show(nothing, shown.length === 0);
    sharing.update(opened);
  }

  return { update, unmount: source.unmount };
}
