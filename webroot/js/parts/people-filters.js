import { h, setAttribute, setText, show } from '../dom.js';
import { MARKS, tallyMarks } from '../people.js';

/**
 * Which accounts are shown: those that want a look, each a switch, and a text to search for.
 *
 * @typedef {import('../people.js').Mark} Mark
 * @typedef {{text: string, mark: Mark|null}} Filter
 */

/** @param {import('../types.js').Context} context @param {Filter} filter what to begin with @param {(filter: Filter) => void} chosen */
export function peopleFilters({ t, format }, filter, chosen) {
  let { text, mark } = filter;
  const switches = MARKS.map((name) => {
    const number = h('strong', { class: 'num' });
    const element = h(
      'button',
      { type: 'button', class: 'tally-switch', onclick: () => choose(name) },
      number,
      h('span', {}, t(`people.filter.${name}`)),
    );
    return { name, number, element };
  });
  const search = h('input', {
    type: 'search',
    id: 'people-search',
    placeholder: t('people.search'),
    autocomplete: 'off',
    oninput: () => {
      text = search.value;
      chosen({ text, mark });
    },
  });
  search.value = text;
  const element = h(
    'div',
    { class: 'roster-filters' },
    h(
      'div',
      { class: 'tally-switches', role: 'group', 'aria-label': t('people.filter') },
      ...switches.map((one) => one.element),
    ),
    h(
      'div',
      { class: 'roster-search' },
      h('label', { class: 'visually-hidden', for: 'people-search' }, t('people.search')),
      search,
    ),
  );

  /** @param {Mark} name */
  function choose(name) {
    mark = mark === name ? null : name;
    chosen({ text, mark });
  }

  /** @param {readonly import('../people-types.js').User[]} users */
  function update(users) {
    const counts = tallyMarks(users);
    for (const { name, number, element: button } of switches) {
      setText(number, format.number(counts[name], 0));
      setAttribute(button, 'aria-pressed', String(mark === name));
      setAttribute(button, 'data-zero', counts[name] === 0);
      show(button, counts[name] > 0 || mark === name);
    }
  }

  return { element, update };
}
