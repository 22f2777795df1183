import { h, setChildren, show } from '../dom.js';
import { fill } from './days.js';
import { fieldId, isFilled } from './entries.js';

/**
 * What takes the form's place for a while: the question about unusual numbers, the receipt, the end of a link.
 * Each is made anew when it is shown.
 *
 * @typedef {import('./state.js').State} State
 * @typedef {import('./types.js').Field} Field
 * @typedef {import('./types.js').Form} Form
 * @typedef {import('./words.js').Words} Words
 * @typedef {import('../dom.js').Child} Child
 */

/** @param {string} text */
function title(text) {
  return h('h2', { class: 'title', tabindex: '-1', 'data-focus': 'title' }, text);
}

/** @param {string} kind @param {string} text @param {() => void} act */
function button(kind, text, act) {
  return h('button', { type: 'button', class: kind, onclick: act }, text);
}

/** @param {State} state @param {Words} words @param {{confirm: () => void, fix: (id: string) => void}} actions */
export function askView({ form, ask }, words, actions) {
  const { t, format } = words;
  const questions = (ask ?? []).map((unusual) => {
    const id = fieldId(unusual);
    const field = form?.fields.find((one) => fieldId(one) === id);
    const numbers = {
      low: format.number(unusual.usual.low, 0),
      high: format.number(unusual.usual.high, 0),
      value: format.number(unusual.value, 0),
    };
    return h(
      'li',
      { class: 'card question' },
      field && h('h2', {}, field.serviceName),
      field && form && h('p', { class: 'usual' }, words.fieldLabel(field, form)),
      h('p', { class: 'value num' }, numbers.value),
      h('p', {}, t('ask.one', numbers)),
      button('second', t('ask.fix'), () => actions.fix(id)),
    );
  });
  return h(
    'section',
    { class: 'outcome' },
    title(t('ask.title')),
    h('p', { class: 'notice' }, t('ask.text')),
    h('ul', { class: 'cards' }, ...questions),
    h('div', { class: 'bar' }, h('div', { class: 'bar-inner' }, confirm())),
  );

  function confirm() {
    return button('primary wide', t('ask.confirm'), actions.confirm);
  }
}

/**
 * The receipt stays as it was made; days and history below it follow.
 * @param {State} state @param {Words} words @param {{again: (day: string) => void, choose: (day: string) => void}} actions
 */
export function receiptView({ form, receipt }, words, actions) {
  const { t } = words;
  const element = h('section', { class: 'outcome' });
  const others = h('h2', {}, t('saved.other'));
  const days = h('div', { class: 'days' });
  const past = h('div', {});
  /** @type {Form|null} */
  let drawn = null;
  if (form && receipt) {
    const changes = new Map(receipt.changes.map((change) => [fieldId(change), change]));
    element.append(
      savedCard(form, receipt, words),
      valueList(
        form,
        (field) => (field.absent ? null : field.value),
        (field) => changeText(changes.get(fieldId(field)), words),
        words,
      ),
      button('second', t('saved.again'), () => actions.again(form.day)),
      others,
      days,
      past,
    );
  }

  /** @param {State} state */
  function update({ form: latest }) {
    if (!latest || latest === drawn) return;
    drawn = latest;
    const open = latest.days.filter((day) => day.day !== latest.day && day.state !== 'closed');
    const items = open.map((day) => ({ day, form: latest, chosen: false }));
    fill(days, items, words, actions.choose);
    show(others, items.length > 0);
    setChildren(past, historyList(latest, words, true));
  }

  return { element, update };
}

/** @param {Form} form @param {import('./types.js').Receipt} receipt @param {Words} words */
function savedCard(form, receipt, words) {
  const { t } = words;
  const same = !receipt.replayed && receipt.changes.length === 0;
  return h(
    'div',
    { class: 'card saved' },
    title(t('saved.title')),
    h('p', {}, savedFacts(form, receipt, words)),
    receipt.replayed && h('p', {}, t('saved.replayed')),
    same && h('p', {}, t('saved.same')),
  );
}

/** @param {import('./types.js').Change|undefined} change @param {Words} words @returns {string} */
function changeText(change, { t, format }) {
  if (!change || change.before === null) return '';
  const value = change.value === null ? t('saved.none') : format.number(change.value, 0);
  return t('saved.correction', { before: format.number(change.before, 0), value });
}

/** @param {Form} form @param {import('./types.js').Receipt} receipt @param {Words} words */
function savedFacts(form, { at, by, day }, words) {
  return words.t('saved.facts', { day: words.longDay(day), at: words.clock(at, form), by });
}

/**
 * Service by service what stands.
 * @param {Form} form @param {(field: Field) => number|string|null} shown null where there is no report
 * @param {(field: Field) => string} note @param {Words} words
 */
function valueList(form, shown, note, words) {
  const services = [...new Set(form.fields.map((field) => field.service))];
  return h(
    'div',
    { class: 'card values' },
    ...services.map((service) => {
      const fields = form.fields.filter((field) => field.service === service);
      return h(
        'section',
        {},
        h('h2', {}, fields[0]?.serviceName),
        h('dl', {}, ...fields.map((field) => valueRow(field, shown(field), note(field), words))),
      );
    }),
  );
}

/** @param {Field} field @param {number|string|null} value @param {string} note @param {Words} words */
function valueRow(field, value, note, words) {
  const text = typeof value === 'number' ? words.format.number(value, 0) : value;
  return h(
    'div',
    {},
    h('dt', {}, words.fieldName(field)),
    h(
      'dd',
      { class: 'num', 'data-none': text === null },
      text ?? words.t('saved.none'),
      note !== '' && h('span', { class: 'change' }, note),
    ),
  );
}

/** Earlier reports of the day. @param {Form} form @param {Words} words @param {boolean} open */
export function historyList(form, words, open) {
  const { t } = words;
  if (form.history.length === 0) return null;
  const rows = form.history.map(({ at, by, how }) =>
    h(
      'li',
      {},
      h('span', { class: 'num' }, words.clock(at, form)),
      ` ${by} · ${t(how === 'file' ? 'history.file' : 'history.form')}`,
    ),
  );
  const summary = h('summary', {}, t('history.title', { day: words.whenOf(form) }));
  return h('details', { class: 'more', open }, summary, h('ol', { class: 'history' }, ...rows));
}

/** @param {State} state @param {Words} words @param {{today: () => void}} actions */
export function refusedView(state, words, actions) {
  const { t } = words;
  const { form, entries, typedAt } = state;
  const kind = state.refusal ?? 'link';
  const place = form ? ` ${form.government}` : '';
  const day = form ? words.longDay(form.day) : state.day ? words.longDay(state.day) : '';
  /** @param {Field} field */
  const typed = (field) => {
    const entry = entries[fieldId(field)];
    return entry?.absent || !isFilled(entry) ? null : (entry?.text ?? null);
  };
  return h(
    'section',
    { class: 'outcome' },
    title(t(`link.${kind}.title`)),
    h('p', { class: 'notice' }, t(`link.${kind}.text`, { place, day })),
    kind === 'closed' && button('primary', t('link.today'), actions.today),
    form && typedAt !== null && h('h2', {}, `${t('link.unsaved')} – ${day}`),
    form && typedAt !== null && valueList(form, typed, () => '', words),
  );
}
