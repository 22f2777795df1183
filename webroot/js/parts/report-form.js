import { dueOf } from '../connect-text.js';
import { h, setText, show } from '../dom.js';
import { measureName, ofName } from '../figure-text.js';
import { field, fieldGroup } from './field.js';
import { agencyChoice, governmentChoice, serviceChoice } from './place-choice.js';

/**
 * What is asked of somebody who lets an agency report by hand: which services, which figures, how, who, by when.
 *
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../desk-types.js').ReportDraft} ReportDraft
 * @typedef {import('./field.js').Field} Field
 */

/** Most agencies need no other; the rest wait behind a click. */
const USUAL = ['received', 'served', 'pending'];
const MORE = [
  'failed',
  'returned',
  'cancelled',
  'visits',
  'complaints_received',
  'complaints_closed',
  'complaints_open',
  'capacity',
  'occupied',
  'staff_present',
  'counters_open',
];
const COUNTED = [
  'permohonan',
  'kunjungan',
  'dokumen',
  'transaksi',
  'antrean',
  'laporan',
  'izin',
  'panggilan',
  'pendaftar',
];

/** @param {Context} context @param {{session: import('../types.js').Session, changed: () => void}} options */
export function reportForm(context, { session, changed }) {
  const { t } = context;
  const services = serviceChoice(context, 'report-services');
  const agency = agencyChoice(context, {
    id: 'report-agency',
    fresh: true,
    chosen: (places) => services.offer(places),
  });
  const government = governmentChoice(context, {
    id: 'report-government',
    session,
    chosen: agency.load,
  });
  const measures = ticks(context);
  const of = h(
    'select',
    { id: 'report-of' },
    ...COUNTED.map((word) => h('option', { value: word }, ofName(word, context))),
  );
  const by = ways(context);
  const due = dueChoice(context);
  const owner = person(context, 'owner');
  const deputy = person(context, 'deputy');
  /** @type {Map<string, Field>} */
  const fields = new Map([
    ['agency', agency.field],
    ['agency.name', agency.nameField],
    [
      'services',
      fieldGroup({
        id: 'report-services',
        label: t('form.services'),
        controls: [services.element],
      }),
    ],
    [
      'measures',
      fieldGroup({
        id: 'report-measures',
        label: t('form.measures'),
        controls: [measures.element],
      }),
    ],
    ['of', field({ label: t('form.of'), control: of, hint: t('form.of.hint') })],
    ['by', fieldGroup({ id: 'report-by', label: t('form.by'), controls: [by.element] })],
    ['owner.name', owner.name],
    ['owner.contact', owner.contact],
    ['deputy.name', deputy.name],
    ['deputy.contact', deputy.contact],
    ['due', due.field],
  ]);
  const element = h(
    'div',
    { class: 'report-form' },
    h(
      'div',
      { class: 'stack' },
      government.element,
      agency.element,
      fields.get('services')?.element,
    ),
    h(
      'div',
      { class: 'stack' },
      ...['measures', 'of', 'by'].map((name) => fields.get(name)?.element),
    ),
    h('div', { class: 'stack' }, owner.element, deputy.element, due.field.element),
  );
  element.addEventListener('input', changed);

  /** What is still missing gets a mistake; then there is no draft. @param {boolean} save @returns {ReportDraft|null} */
  function draft(save) {
    const chosen = agency.value();
    const wanted = {
      agency:
        typeof chosen === 'string'
          ? chosen
          : { government: government.value(), name: chosen?.name ?? '' },
      services: services.value(),
      measures: measures.value(),
      of: of.value,
      by: by.value(),
      owner: owner.value(),
      deputy: deputy.value(),
      due: dueOf(due.days.value, due.time.value),
      save,
    };
    /** @type {[string, boolean, string][]} */
    const demands = [
      ['agency', chosen !== null || agency.isNew(), t('form.need.agency')],
      ['agency.name', chosen !== null || !agency.isNew(), t('form.need.name')],
      ['services', wanted.services.length > 0, t('form.need.services')],
      ['measures', wanted.measures.length > 0, t('form.need.measures')],
      ['owner.name', wanted.owner.name !== '', t('form.need.person')],
      ['deputy.name', wanted.deputy.name !== '', t('form.need.person')],
      ['due', due.time.value !== '', t('form.need.time')],
    ];
    const missing = demands.filter(([, given]) => !given);
    for (const one of fields.values()) one.fail(null);
    for (const [name, , text] of missing) fields.get(name)?.fail(text);
    fields.get(missing[0]?.[0] ?? '')?.control.focus();
    return missing.length === 0 ? wanted : null;
  }

  /** Places may be there now that were not before. */
  function again() {
    services.clear();
    if (government.value()) agency.load(government.value());
  }

  return { element, fields, draft, again, agencyName: agency.name };
}

/** @param {Context} context */
function ticks(context) {
  const { t } = context;
  /** @param {string} measure */
  const box = (measure) => {
    const input = h('input', { type: 'checkbox', value: measure });
    input.checked = USUAL.slice(0, 2).includes(measure);
    return {
      input,
      label: h('label', { class: 'tick' }, input, h('span', {}, measureName(measure, context))),
    };
  };
  const usual = USUAL.map(box);
  const more = MORE.map(box);
  const element = h(
    'div',
    { class: 'stack' },
    h('div', { class: 'ticks' }, ...usual.map(({ label }) => label)),
    h(
      'details',
      { class: 'more' },
      h('summary', {}, t('form.measures.more')),
      h('div', { class: 'ticks' }, ...more.map(({ label }) => label)),
    ),
  );
  const value = () =>
    [...usual, ...more].filter(({ input }) => input.checked).map(({ input }) => input.value);
  return { element, value };
}

/** @param {Context} context */
function ways({ t }) {
  const inputs = /** @type {const} */ (['form', 'file']).map((by) => {
    const input = h('input', { type: 'radio', name: 'report-way', value: by });
    input.checked = by === 'form';
    const words = h(
      'span',
      {},
      h('strong', {}, t(`form.by.${by}`)),
      h('span', { class: 'cell-note' }, t(`form.by.${by}.explain`)),
    );
    return { by, input, label: h('label', { class: 'tick wide' }, input, words) };
  });
  const element = h('div', { class: 'stack tight' }, ...inputs.map(({ label }) => label));
  return { element, value: () => inputs.find(({ input }) => input.checked)?.by ?? 'form' };
}

/** @param {Context} context */
function dueChoice({ t }) {
  const days = h(
    'select',
    { id: 'report-due-days', 'aria-label': t('form.due.days') },
    h('option', { value: 'hari kerja' }, t('form.due.working')),
    h('option', { value: 'setiap hari' }, t('form.due.every')),
  );
  const time = h('input', { type: 'time', id: 'report-due', 'aria-label': t('form.due.time') });
  time.value = '15:30';
  const controls = [h('div', { class: 'row' }, days, time)];
  const group = fieldGroup({
    id: 'report-due-group',
    label: t('form.due'),
    hint: t('form.due.hint'),
    controls,
  });
  return { field: group, days, time };
}

/** @param {Context} context @param {'owner'|'deputy'} who */
function person({ t }, who) {
  const name = h('input', { id: `report-${who}`, maxlength: 100, autocomplete: 'off' });
  const contact = h('input', {
    id: `report-${who}-contact`,
    maxlength: 100,
    autocomplete: 'off',
    inputmode: 'tel',
  });
  const nameField = field({ label: t(`form.${who}`), control: name, hint: t(`form.${who}.hint`) });
  const contactField = field({
    label: t('form.contact'),
    control: contact,
    hint: t('form.contact.hint'),
  });
  const element = h('div', { class: 'pair' }, nameField.element, contactField.element);

  function value() {
    const told = { name: name.value.trim() };
    const reached = contact.value.trim();
    return reached === '' ? told : { ...told, contact: reached };
  }

  return { element, name: nameField, contact: contactField, value };
}

/**
 * What a draft amounts to, in a sentence or two, with the text that would stand in the catalogue.
 * @param {Context} context
 */
export function draftSummary(context) {
  const { t, format } = context;
  const words = h('p', { class: 'summary-words' });
  const yaml = h('pre', { class: 'sample', tabindex: '0' });
  const details = h('details', { class: 'more' }, h('summary', {}, t('form.yaml')), yaml);
  const element = h('div', { class: 'stack', hidden: true }, words, details);

  /** @param {ReportDraft} draft @param {string} text of the catalogue */
  function tell(draft, text) {
    const measures = draft.measures.map((measure) => measureName(measure, context).toLowerCase());
    const said = t(`form.summary.${draft.by}`, {
      owner: draft.owner.name,
      deputy: draft.deputy.name,
      due: dueText(draft.due),
      services: format.number(draft.services.length, 0),
      measures: measures.join(', '),
    });
    setText(words, said);
    setText(yaml, text);
    show(element, true);
  }

  /** @param {string} due as the catalogue writes it: `hari kerja 15.30` */
  function dueText(due) {
    const days = t(due.startsWith('hari kerja') ? 'form.due.working' : 'form.due.every');
    return t('form.due.until', { days, time: due.split(' ').at(-1) ?? '' });
  }

  return { element, tell, clear: () => show(element, false) };
}
