import { h, setAttribute } from '../dom.js';
import { RANGES } from '../types.js';

/**
 * The range all charts of a page show; it is part of the page's address.
 *
 * @param {import('../types.js').Context} context
 */
export function rangePicker({ t, go }) {
  const buttons = RANGES.map((range) => ({
    range,
    element: h('button', { type: 'button', onclick: () => go({ range }) }, t(`range.${range}`)),
  }));
  const element = h(
    'div',
    { class: 'segments', role: 'group', 'aria-label': t('range.title') },
    ...buttons.map((button) => button.element),
  );

  /** @param {import('../types.js').RangeName} chosen */
  function update(chosen) {
    for (const { range, element: button } of buttons) {
      setAttribute(button, 'aria-pressed', String(range === chosen));
    }
  }

  return { element, update };
}
