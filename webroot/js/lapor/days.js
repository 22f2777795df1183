import { h, reconcile, setAttribute, setText, show } from '../dom.js';

/**
 * The days that can be reported, each with how it stands; the latest two at hand, the rest behind a tap.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./types.js').Form} Form
 * @typedef {import('./types.js').FormDay} FormDay
 * @typedef {import('./words.js').Words} Words
 */

const AT_HAND = 2;

/** @param {Words} words @param {(day: string) => void} choose */
export function dayTabs(words, choose) {
  const { t } = words;
  const first = h('div', { class: 'days' });
  const rest = h('div', { class: 'days' });
  const summary = h('summary', {});
  const more = h('details', { class: 'more' }, summary, rest);
  const element = h('nav', { 'aria-label': t('day.label') }, first, more);

  /** @param {State} state */
  function update(state) {
    const { form } = state;
    if (!form) return;
    const chosen = state.day ?? form.day;
    const items = form.days.map((day) => ({ day, form, chosen: day.day === chosen }));
    const later = items.slice(AT_HAND);
    fill(first, items.slice(0, AT_HAND), words, choose);
    fill(rest, later, words, choose);
    setText(summary, t('day.more', { n: later.length }));
    show(more, later.length > 0);
    if (later.some((item) => item.chosen)) more.open = true;
  }

  return { element, update };
}

/** @typedef {{day: FormDay, form: Form, chosen: boolean}} Item */

/** @param {Element} parent @param {Item[]} items @param {Words} words @param {(day: string) => void} choose */
export function fill(parent, items, words, choose) {
  reconcile(
    parent,
    items,
    ({ day }) => day.day,
    ({ day }) => dayButton(day.day, words, choose),
  );
}

/** @param {string} day @param {Words} words @param {(day: string) => void} choose */
function dayButton(day, words, choose) {
  const name = h('strong', {});
  const date = h('span', { class: 'date' });
  const how = h('span', { class: 'how' });
  const element = h(
    'button',
    { type: 'button', class: 'day', onclick: () => choose(day) },
    name,
    date,
    how,
  );

  /** @param {Item} item */
  function update(item) {
    const full = words.dayName(day, item.form.today);
    const short = words.shortDay(day);
    setText(name, full);
    setText(date, full === short ? '' : short);
    setText(how, words.dayState(item.day, item.form));
    setAttribute(element, 'aria-current', item.chosen ? 'date' : null);
    setAttribute(element, 'data-state', item.day.state);
  }

  return { element, update };
}
