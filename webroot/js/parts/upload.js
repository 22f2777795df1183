import { Problem } from '../api.js';
import { h, setText, show } from '../dom.js';
import { measureName } from '../figure-text.js';
import { changesAnything, unusualRows } from '../file-preview.js';
import { problemText } from '../problem-text.js';
import { cellErrors } from './cell-errors.js';
import { outcome } from './field.js';
import { fileChoice } from './file-choice.js';
import { previewTable } from './preview-table.js';

/**
 * A file of figures: chosen, looked at, saved.
 *
 * @typedef {import('./file-choice.js').ChosenFile} ChosenFile
 * @typedef {import('../desk-types.js').FilePreview} FilePreview
 * @typedef {import('../desk-types.js').UnusualValue} UnusualValue
 */

/** @param {import('../types.js').Context} context @param {string} feed @param {() => void} saved */
export function uploadCard(context, feed, saved) {
  const { t, format, api } = context;
  /** @type {ChosenFile|null} */
  let file = null;
  const choice = fileChoice(context, {
    id: 'report-file',
    accept: '.xlsx,.csv',
    text: t('upload.drop'),
    chosen: look,
    refused: (why) => {
      forget();
      line.say('bad', why);
    },
  });
  const line = outcome();
  const errors = cellErrors(context);
  const notes = h('ul', { class: 'notes' });
  const table = previewTable(context);
  const sure = h('input', { type: 'checkbox', id: 'upload-sure', onchange: () => allow() });
  const sureText = h('span');
  const ask = h('label', { class: 'ask', for: 'upload-sure', hidden: true }, sure, sureText);
  const save = h('button', { type: 'button', class: 'primary', onclick: keep }, t('upload.save'));
  const drop = h('button', { type: 'button', class: 'quiet', onclick: forget }, t('desk.cancel'));
  const buttons = h('div', { class: 'row' }, save, drop);
  const preview = h('div', { class: 'stack', hidden: true }, notes, table.element, ask, buttons);
  const element = h(
    'section',
    { class: 'card stack', 'aria-label': t('upload.title') },
    h('h2', {}, t('upload.title')),
    templates(context, feed),
    choice.element,
    line.element,
    errors.element,
    preview,
  );

  /** @param {ChosenFile} chosen */
  async function look(chosen) {
    forget();
    file = chosen;
    await send({ preview: true, confirmed: false }, t('upload.checking', { name: chosen.name }));
  }

  async function keep() {
    await send({ preview: false, confirmed: sure.checked }, t('upload.saving'));
  }

  /** @param {{preview: boolean, confirmed: boolean}} how @param {string} text */
  async function send(how, text) {
    if (!file) return;
    line.say('busy', text);
    busy(true);
    try {
      const answer = await api.sendFile(feed, file, how);
      if (how.preview) drawPreview(answer);
      else done(answer);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      refused(error);
    } finally {
      busy(false);
    }
  }

  /** @param {boolean} working */
  function busy(working) {
    choice.busy(working);
    if (working) save.disabled = true;
    else allow();
  }

  /** @param {FilePreview} answer */
  function drawPreview({ rows, counts, notes: said }) {
    const changes = changesAnything(counts);
    line.say(changes ? 'good' : 'same', countsText(counts));
    notes.replaceChildren(...said.map((note) => h('li', {}, note)));
    table.update(rows);
    question(unusualRows(rows).length);
    show(table.element, changes);
    show(buttons, changes);
    show(preview, changes || said.length > 0);
  }

  /** @param {number} n of values to be asked about */
  function question(n) {
    sure.checked = false;
    setText(sureText, t('upload.sure', { n: format.number(n, 0) }));
    show(ask, n > 0);
    allow();
  }

  function allow() {
    save.disabled = !ask.hidden && !sure.checked;
  }

  /** @param {FilePreview['counts']} counts */
  function countsText(counts) {
    if (!changesAnything(counts)) return t('upload.unchanged');
    const n = (/** @type {number} */ count) => format.number(count, 0);
    return t('upload.counts', {
      added: n(counts.new),
      corrected: n(counts.corrected),
      same: n(counts.same),
      empty: n(counts.empty),
    });
  }

  /** @param {FilePreview} answer */
  function done({ counts }) {
    forget();
    const n = format.number(counts.new + counts.corrected, 0);
    line.say('good', changesAnything(counts) ? t('upload.saved', { n }) : t('upload.unchanged'));
    saved();
  }

  /** @param {Problem} problem */
  function refused(problem) {
    if (problem.status === 409 && problem.unusual.length > 0) {
      line.say('bad', unusualText(problem.unusual));
      question(problem.unusual.length);
      return;
    }
    if (problem.status === 422 && problem.errors.length > 0) {
      show(preview, false);
      line.clear();
      errors.update(problem.errors);
      return;
    }
    line.say('bad', problem.status === 413 ? t('upload.refusedSize') : problemText(problem, t));
  }

  /** @param {readonly UnusualValue[]} values */
  function unusualText(values) {
    const said = values.map(({ service, measure, value, usual }) =>
      t('upload.unusualValue', {
        what: `${service.split('/').at(-1)} ${measureName(measure, context)}`,
        value: format.number(value, 0),
        low: format.number(usual.low, 0),
        high: format.number(usual.high, 0),
      }),
    );
    return `${t('upload.unusualAsk')} ${said.join('; ')}.`;
  }

  function forget() {
    file = null;
    line.clear();
    errors.update([]);
    show(preview, false);
  }

  return { element };
}

/** @param {import('../types.js').Context} context @param {string} feed */
export function templates({ t, api }, feed) {
  const days = h(
    'select',
    { id: 'template-days', onchange: draw },
    ...[1, 7, 31].map((n) => h('option', { value: n }, t('template.days', { n }))),
  );
  days.value = '7';
  const links = /** @type {const} */ (['xlsx', 'csv']).map((format) => ({
    format,
    element: h('a', { class: 'plain', download: true }, t(`template.${format}`)),
  }));
  draw();

  function draw() {
    for (const { format, element } of links) {
      element.href = api.templateUrl(feed, { format, days: Number(days.value) });
    }
  }

  return h(
    'div',
    { class: 'templates' },
    h('p', {}, t('template.explain')),
    h(
      'div',
      { class: 'row' },
      h('label', { for: 'template-days', class: 'visually-hidden' }, t('template.daysLabel')),
      days,
      ...links.map((link) => link.element),
    ),
  );
}
