import { h, setAttribute, setText, show } from '../dom.js';
import { placeErrors, problemText } from '../problem-text.js';

/**
 * Parts of forms: a control with its name, a hint and what is wrong with it; and the line above a form's
 * buttons that says what is wrong with all of it.
 *
 * @typedef {HTMLInputElement|HTMLSelectElement|HTMLTextAreaElement} Control
 * @typedef {{element: HTMLElement, control: HTMLElement, fail: (text: string|null) => void}} Field
 */

/** @param {{label: string, control: Control, hint?: string}} parts the control has an id */
export function field({ label, control, hint }) {
  const { id } = control;
  const error = h('p', { class: 'field-error', id: `${id}-error`, hidden: true });
  const note = hint ? h('p', { class: 'field-hint', id: `${id}-hint` }, hint) : null;
  const element = h(
    'div',
    { class: 'field' },
    h('label', { for: id }, label),
    control,
    note,
    error,
  );
  setAttribute(control, 'aria-describedby', note ? `${id}-hint` : null);
  control.addEventListener('input', () => fail(null));

  /** @param {string|null} text what is wrong; null takes it away */
  function fail(text) {
    setText(error, text ?? '');
    show(error, Boolean(text));
    setAttribute(control, 'aria-invalid', text ? 'true' : null);
    const described = [note && `${id}-hint`, text && `${id}-error`].filter(Boolean).join(' ');
    setAttribute(control, 'aria-describedby', described || null);
  }

  return { element, control, fail };
}

/** Choices under one heading. @param {{id: string, label: string, hint?: string, controls: HTMLElement[]}} parts @returns {Field} */
export function fieldGroup({ id, label, hint, controls }) {
  const error = h('p', { class: 'field-error', id: `${id}-error`, hidden: true });
  const element = h(
    'fieldset',
    { class: 'field', id, tabindex: '-1' },
    h('legend', {}, label),
    hint ? h('p', { class: 'field-hint' }, hint) : null,
    ...controls,
    error,
  );
  element.addEventListener('input', () => fail(null));

  /** @param {string|null} text */
  function fail(text) {
    setText(error, text ?? '');
    show(error, Boolean(text));
    setAttribute(element, 'aria-describedby', text ? `${id}-error` : null);
  }

  return { element, control: element, fail };
}

/** A line for what went well, is under way, or went wrong; read out when it changes. */
export function outcome() {
  const words = h('span');
  const wait = h('progress', { class: 'wait', 'aria-hidden': 'true', hidden: true });
  const element = h('p', { class: 'outcome', role: 'status', hidden: true }, words, wait);

  /** @param {'good'|'bad'|'busy'|'same'} tone @param {string} text */
  function say(tone, text) {
    setAttribute(element, 'data-tone', tone);
    setAttribute(element, 'role', tone === 'bad' ? 'alert' : 'status');
    setText(words, text);
    show(wait, tone === 'busy');
    show(element, true);
  }

  function clear() {
    setText(words, '');
    show(element, false);
  }

  return { element, say, clear };
}

/**
 * Shows a problem where it belongs: mistakes at their fields, the rest above the buttons. The first field
 * that is wrong gets the focus.
 * @param {import('../api.js').Problem} problem
 * @param {{fields: Map<string, Field>, line: ReturnType<typeof outcome>}} form
 * @param {import('../types.js').Translate} t
 */
export function showProblem(problem, { fields, line }, t) {
  const { placed, rest } = placeErrors(problem.errors, [...fields.keys()]);
  for (const [name, one] of fields) one.fail(placed.get(name) ?? null);
  const first = [...fields].find(([name]) => placed.has(name))?.[1];
  const others = rest.map(({ field: name, expected }) => `${name}: ${expected}`);
  const text = placed.size > 0 ? t('problem.fields') : problemText(problem, t);
  line.say('bad', [text, ...others].join(' '));
  first?.control.focus();
}
