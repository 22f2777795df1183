import { h, setAttribute, setChildren, setText, show } from '../dom.js';
import { dayTabs } from './days.js';
import { fieldCards } from './fields.js';
import { notices, noticesOf } from './notices.js';
import { askView, historyList, receiptView, refusedView } from './outcomes.js';
import { messageOf, sendBar } from './send-bar.js';
import { isElsewhere } from './sending.js';
import { isLocked } from './state.js';

/**
 * The page: laid out once, brought up to date by `update`.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./words.js').Words} Words
 * @typedef {import('./fields.js').Actions & import('./send-bar.js').Actions & {
 *   choose: (day: string|null) => void, discard: () => void, submit: () => void,
 *   named: (by: string) => void, confirm: () => void, fix: (id: string) => void}} Actions
 */

/** @param {HTMLElement} root @param {Words} words @param {Actions} actions */
export function mountView(root, words, actions) {
  const { t } = words;
  const place = h('p', { class: 'place' });
  const agency = h('h1', { tabindex: '-1' });
  const head = h('div', { class: 'head' }, agency, place);
  const days = dayTabs(words, actions.choose);
  const told = notices(words, { discard: actions.discard, load: actions.now });
  const due = h('p', { class: 'due' });
  const fields = fieldCards(words, actions);
  const who = whoReports(words, actions.named);
  const bar = sendBar(words, actions);
  const past = h('div', { class: 'past' });
  const foot = h('p', { class: 'foot' });
  const body = h('div', { class: 'body' }, due, fields.element, who.element, past, foot);
  const form = h(
    'form',
    { novalidate: true, onsubmit: submit, onkeydown: enter },
    body,
    bar.element,
  );
  const outcome = h('div', { class: 'stage' });
  const waiting = h('p', { class: 'waiting' }, t('app.loading'));
  const spoken = h('p', { class: 'visually-hidden', role: 'status' });
  root.replaceChildren(head, days.element, told.element, waiting, form, outcome, spoken);
  /** @type {{shown: unknown, update: (state: State) => void}} */
  let stage = { shown: null, update: () => undefined };
  let turn = 0;
  /** @type {import('./types.js').Form|null} */
  let drawn = null;

  /** @param {State} state @param {boolean} kept */
  function update(state, kept) {
    const { view } = state;
    days.update(state);
    told.update(state);
    updateForm(state, kept);
    updateOutcome(state);
    show(head, state.form !== null);
    show(days.element, view === 'form' && state.form !== null);
    const away = isElsewhere(state) && state.loading?.phase === 'waiting';
    show(form, view === 'form' && state.form !== null && !away);
    show(outcome, view === 'ask' || view === 'receipt' || view === 'refused');
    show(waiting, view === 'loading' && state.loading?.phase !== 'waiting');
    setText(spoken, spokenText(state));
    moveFocus(state);
  }

  /** @param {State} state @param {boolean} kept */
  function updateForm(state, kept) {
    if (!state.form) return;
    setText(agency, state.form.agency.name);
    setText(place, state.form.government);
    setText(due, dueText(state, words));
    show(due, due.textContent !== '');
    setText(foot, expiryText(state, words));
    fields.update(state);
    who.update(state);
    bar.update(state, kept);
    setAttribute(body, 'data-elsewhere', isElsewhere(state));
    if (drawn !== state.form) {
      drawn = state.form;
      setChildren(past, historyList(state.form, words, false));
    }
  }

  /** @param {State} state */
  function updateOutcome(state) {
    const shown = {
      ask: state.ask,
      receipt: state.receipt,
      refused: state.refusal,
      form: null,
      loading: null,
    }[state.view];
    if (shown !== stage.shown) {
      stage = { shown, ...outcomeOf(state) };
    }
    stage.update(state);
  }

  /** @param {State} state */
  function outcomeOf(state) {
    const still = { update: () => undefined };
    if (state.view === 'receipt') {
      const made = receiptView(state, words, { again: actions.choose, choose: actions.choose });
      outcome.replaceChildren(made.element);
      return made;
    }
    if (state.view === 'ask') outcome.replaceChildren(askView(state, words, actions));
    if (state.view === 'refused')
      outcome.replaceChildren(refusedView(state, words, { today: () => actions.choose(null) }));
    return still;
  }

  /** Only what changes in the matter is read out, not each digit. @param {State} state */
  function spokenText(state) {
    const notice = noticesOf(state, words).map(({ text }) => text);
    const matter = state.sending || Object.keys(state.errors).length > 0;
    return [...notice, state.view === 'form' && matter ? messageOf(state, words) : '']
      .join(' ')
      .trim();
  }

  /** @param {State} state */
  function moveFocus({ focus }) {
    if (focus.turn === turn) return;
    turn = focus.turn;
    const target = [...root.querySelectorAll('[data-focus]')].find(
      (element) =>
        element.getAttribute('data-focus') === focus.on && element.closest('[hidden]') === null,
    );
    if (!(target instanceof HTMLElement)) return;
    target.focus({ preventScroll: true });
    if (focus.on === 'title') scrollTo(0, 0);
    else (target.closest('.field') ?? target).scrollIntoView({ block: 'center' });
  }

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    actions.submit();
  }

  /** The keypad's Enter goes on to the next field; only the button sends. @param {KeyboardEvent} event */
  function enter(event) {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const stops = [...form.querySelectorAll('input[type="text"], button[type="submit"]')];
    const following = stops[stops.indexOf(event.target) + 1];
    if (following instanceof HTMLElement) following.focus();
  }

  return { update };
}

/** @param {Words} words @param {(by: string) => void} named */
function whoReports({ t }, named) {
  const names = h('datalist', { id: 'names' });
  const error = h('p', { class: 'fault', id: 'by-error' });
  const input = h('input', {
    id: 'by',
    type: 'text',
    class: 'name',
    list: 'names',
    autocomplete: 'name',
    enterkeyhint: 'done',
    maxlength: 120,
    'data-focus': 'by',
    'aria-describedby': 'by-error',
    oninput: () => named(input.value),
  });
  const element = h(
    'fieldset',
    { class: 'card' },
    h('legend', {}, t('by.title')),
    h('label', { class: 'ask', for: 'by' }, t('by.label')),
    input,
    names,
    error,
  );

  /** @param {State} state */
  function update(state) {
    const { form, by, errors } = state;
    if (!form) return;
    const known = [...new Set([form.holder, form.owner, form.deputy])].filter((name) => name);
    setChildren(
      names,
      ...known.map(
        (name) =>
          names.querySelector(`[value="${CSS.escape(name)}"]`) ?? h('option', { value: name }),
      ),
    );
    if (input.value !== by) input.value = by;
    input.readOnly = isLocked(state);
    const fault = errors.by;
    setAttribute(input, 'aria-invalid', fault ? 'true' : null);
    setText(error, fault ? t(`fault.${fault.fault}`, { expected: fault.expected ?? '' }) : '');
    show(error, fault !== undefined);
  }

  return { element, update };
}

/** By when the day is due, by the server's clock. @param {State} state @param {Words} words @returns {string} */
function dueText({ form }, { t, format }) {
  const day = form?.days.find((one) => one.day === form.day);
  if (!form || !day) return '';
  if (day.state === 'closed') return t('day.closed.note');
  if (day.state === 'reported') return t('day.correct');
  if (day.state === 'off') return t('day.off.note');
  if (!day.due) return '';
  const late = Date.parse(form.now) > Date.parse(day.due);
  const at = format.when(day.due, form.zone, Date.parse(form.now));
  return t(late ? 'day.late' : 'day.due', { at });
}

/** @param {State} state @param {Words} words @returns {string} */
function expiryText({ form }, { t, format }) {
  if (!form) return '';
  return t('foot.expires', { day: format.date(form.expires, form.zone), holder: form.holder });
}
