import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { fieldId } from './entries.js';
import { isLocked } from './state.js';

/**
 * The numbers asked for, a card for each service.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Field} Field
 * @typedef {import('./types.js').FieldError} FieldError
 * @typedef {import('./words.js').Words} Words
 *
 * @typedef {{typed: (id: string, text: string) => void, absent: (id: string, on: boolean) => void}} Actions
 * @typedef {{id: string, field: Field, label: string, entry: Entry, error: FieldError|undefined, locked: boolean}} Item
 */

let made = 0;

/** @param {Words} words @param {Actions} actions */
export function fieldCards(words, actions) {
  const element = h('div', { class: 'cards' });

  /** @param {State} state */
  function update(state) {
    const { form } = state;
    if (!form) return;
    const locked = isLocked(state);
    /** @type {Map<string, {name: string, items: Item[]}>} */
    const services = new Map();
    for (const field of form.fields) {
      const id = fieldId(field);
      const entry = state.entries[id] ?? { text: '', absent: false };
      const label = words.fieldLabel(field, form);
      const item = { id, field, label, entry, error: state.errors[id], locked };
      const { service, serviceName } = field;
      const known = services.get(service) ?? { name: serviceName, items: [] };
      known.items.push(item);
      services.set(service, known);
    }
    reconcile(
      element,
      [...services],
      ([service]) => service,
      () => card(words, actions),
    );
  }

  return { element, update };
}

/** @param {Words} words @param {Actions} actions */
function card(words, actions) {
  const legend = h('legend', {});
  const rows = h('div', { class: 'rows' });
  const element = h('fieldset', { class: 'card' }, legend, rows);

  /** @param {[string, {name: string, items: Item[]}]} service */
  function update([, { name, items }]) {
    setText(legend, name);
    reconcile(
      rows,
      items,
      (item) => item.id,
      (item) => fieldRow(item.id, words, actions),
    );
  }

  return { element, update };
}

/** @param {string} id @param {Words} words @param {Actions} actions */
function fieldRow(id, words, actions) {
  const { t } = words;
  const n = made++;
  const label = h('label', { class: 'ask', id: `l${n}`, for: `f${n}` });
  const usual = h('p', { class: 'usual', id: `u${n}` });
  const before = h('p', { class: 'before', id: `b${n}` });
  const input = h('input', {
    id: `f${n}`,
    class: 'count num',
    type: 'text',
    inputmode: 'numeric',
    enterkeyhint: 'next',
    autocomplete: 'off',
    maxlength: 24,
    'data-focus': id,
    'aria-describedby': `e${n} u${n} b${n}`,
    oninput: () => actions.typed(id, input.value),
  });
  const absent = h('input', {
    type: 'checkbox',
    'aria-labelledby': `a${n} l${n}`,
    onchange: () => actions.absent(id, absent.checked),
  });
  const error = faultNote(`e${n}`, words, {
    zero: () => actions.typed(id, '0'),
    absent: () => actions.absent(id, true),
    field: input,
  });
  const element = h(
    'div',
    { class: 'field' },
    label,
    h(
      'div',
      { class: 'controls' },
      input,
      h('label', { class: 'absent' }, absent, h('span', { id: `a${n}` }, t('field.absent'))),
    ),
    error.element,
    usual,
    before,
  );

  /** @param {Item} item */
  function update(item) {
    const { field, entry } = item;
    const text = entry.absent ? '' : entry.text;
    setText(label, item.label);
    setText(usual, words.usualText(field.usual));
    setText(before, beforeText(field, entry, words));
    if (input.value !== text) input.value = text;
    input.readOnly = item.locked;
    absent.checked = entry.absent;
    absent.disabled = item.locked;
    setAttribute(element, 'data-absent', entry.absent);
    setAttribute(element, 'data-wrong', item.error !== undefined);
    setAttribute(input, 'aria-invalid', item.error ? 'true' : null);
    error.update(item.error);
  }

  return { element, update };
}

/** What was reported before, once something else stands in the field. @param {Field} field @param {Entry} entry @param {Words} words */
function beforeText({ value, absent }, entry, { t, format }) {
  if (absent) return entry.absent ? '' : t('field.before', { value: t('saved.none') });
  if (value === null || (!entry.absent && entry.text === String(value))) return '';
  return t('field.before', { value: format.number(value, 0) });
}

/** What is wrong with a field; an empty one is asked which of the two was meant. @param {string} id @param {Words} words @param {{zero: () => void, absent: () => void, field: HTMLElement}} choices */
function faultNote(id, { t }, choices) {
  const text = h('p', { id });
  /** @param {import('./id.js').Key} key @param {() => void} act */
  const choice = (key, act) =>
    h(
      'button',
      {
        type: 'button',
        class: 'choice',
        onclick: () => {
          act();
          choices.field.focus();
        },
      },
      t(key),
    );
  const either = h(
    'div',
    { class: 'either' },
    choice('field.zero', choices.zero),
    choice('field.absent', choices.absent),
  );
  const element = h('div', { class: 'fault' }, text, either);

  /** @param {FieldError|undefined} error */
  function update(error) {
    const key = error ? /** @type {const} */ (`fault.${error.fault}`) : null;
    setText(text, key ? t(key, { expected: error?.expected ?? '' }) : '');
    show(either, error?.fault === 'empty');
    show(element, error !== undefined);
  }

  return { element, update };
}
