import { h, setAttribute, setText, show } from '../dom.js';
import { DAYS_BACK, dayText, shiftDay } from '../roster.js';

/**
 * One day of the last month, by the day before and after or from the calendar.
 *
 * @param {import('../types.js').Context} context @param {(day: string|null) => void} chosen null is today
 */
export function dayPicker({ t, format }, chosen) {
  const word = h('span', { class: 'day-word' });
  const input = h('input', { type: 'date', id: 'day', required: true, onchange: pick });
  const earlier = step('‹', 'day.earlier', -1);
  const later = step('›', 'day.later', 1);
  const today = h(
    'button',
    { type: 'button', class: 'quiet', onclick: () => chosen(null) },
    t('day.today'),
  );
  const element = h(
    'div',
    { class: 'day-picker', role: 'group', 'aria-label': t('day.title') },
    word,
    earlier,
    h('label', { class: 'visually-hidden', for: 'day' }, t('day.title')),
    input,
    later,
    today,
  );
  let shown = '';
  let last = '';

  /** @param {string} sign @param {'day.earlier'|'day.later'} key @param {number} days */
  function step(sign, key, days) {
    return h(
      'button',
      {
        type: 'button',
        class: 'plain step',
        'aria-label': t(key),
        title: t(key),
        onclick: () => choose(shiftDay(shown, days)),
      },
      sign,
    );
  }

  /** A date that is still being typed, or lies outside, changes nothing. */
  function pick() {
    if (input.validity.valid && input.value !== '') choose(input.value);
  }

  /** @param {string} day */
  function choose(day) {
    chosen(day === last ? null : day);
  }

  /** @param {{day: string, today: string}} days */
  function update(days) {
    shown = days.day;
    last = days.today;
    const first = shiftDay(days.today, -DAYS_BACK);
    setText(word, dayText(days.day, format));
    setAttribute(input, 'min', first);
    setAttribute(input, 'max', days.today);
    if (document.activeElement !== input && input.value !== days.day) input.value = days.day;
    earlier.disabled = days.day <= first;
    later.disabled = days.day >= days.today;
    show(today, days.day !== days.today);
  }

  return { element, update };
}
