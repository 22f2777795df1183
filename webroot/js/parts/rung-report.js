import { Problem } from '../api.js';
import { agencyInYaml } from '../connect-text.js';
import { h, show } from '../dom.js';
import { outcome, showProblem } from './field.js';
import { linksCard } from './links.js';
import { draftSummary, reportForm } from './report-form.js';
import { savedPanel } from './saved-panel.js';
import { templates } from './upload.js';

/**
 * The second rung: people report, on a form or in a file. Looked at first, then saved; then the link or the
 * template is at hand.
 *
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../desk-types.js').ReportAnswer} ReportAnswer
 * @typedef {import('../desk-types.js').ReportDraft} ReportDraft
 */

/** @param {Context} context @param {{session: import('../types.js').Session, saved: () => void}} options */
export function reportRung(context, { session, saved }) {
  const { t, api } = context;
  const form = reportForm(context, { session, changed: edited });
  const line = outcome();
  const summary = draftSummary(context);
  const mistakes = h('ul', { class: 'mistakes', hidden: true });
  const panel = savedPanel(context);
  const look = h('button', { type: 'submit', class: 'primary' }, t('form.look'));
  const save = h(
    'button',
    { type: 'button', class: 'primary', hidden: true, onclick: () => send(true) },
    t('form.save'),
  );
  const asked = h(
    'form',
    { class: 'stack', novalidate: true, onsubmit: preview },
    form.element,
    line.element,
    mistakes,
    summary.element,
    h('div', { class: 'row' }, look, save),
  );
  const element = h('div', { class: 'stack' }, panel.element, asked);

  /** What was looked at no longer is what would be saved. */
  function edited() {
    summary.clear();
    line.clear();
    show(mistakes, false);
    show(save, false);
    show(look, true);
  }

  /** @param {Event} event */
  function preview(event) {
    event.preventDefault();
    send(false);
  }

  /** @param {boolean} storing */
  async function send(storing) {
    const draft = form.draft(storing);
    if (!draft) {
      line.say('bad', t('problem.fields'));
      return;
    }
    panel.clear();
    line.say('busy', t(storing ? 'desk.saving' : 'desk.checking'));
    look.disabled = true;
    save.disabled = true;
    try {
      answered(draft, await api.makeReport(draft));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      showProblem(error, { fields: form.fields, line }, t);
    } finally {
      look.disabled = false;
      save.disabled = false;
    }
  }

  /** @param {ReportDraft} draft @param {ReportAnswer} answer */
  function answered(draft, answer) {
    mistakes.replaceChildren(...answer.mistakes.map((mistake) => h('li', {}, mistake)));
    show(mistakes, answer.mistakes.length > 0);
    if (answer.mistakes.length > 0) {
      line.say('bad', t('form.mistakes'));
      return;
    }
    if (answer.saved) {
      done(draft, answer);
      return;
    }
    line.say('good', t('form.looked'));
    summary.tell(draft, answer.yaml);
    show(look, false);
    show(save, true);
    save.focus();
  }

  function anew() {
    panel.clear();
    show(asked, true);
    asked.querySelector('select')?.focus();
  }

  /** @param {ReportDraft} draft @param {ReportAnswer} answer */
  function done(draft, { feed, yaml }) {
    const name = form.agencyName();
    edited();
    form.again();
    const { by, owner, deputy } = draft;
    const next =
      by === 'form'
        ? linksCard(context, { feed, by, owner: owner.name, deputy: deputy.name }).element
        : templates(context, feed);
    const place = agencyInYaml(yaml);
    const another = h(
      'button',
      { type: 'button', class: 'plain', onclick: anew },
      t('form.another'),
    );
    const desk = h('a', { href: context.page('laporan', feed) }, t(`form.toDesk.${by}`));
    panel.tell(
      {
        title: t('form.saved', { agency: name }),
        text: t(`form.saved.${by}`),
        places: place ? [{ id: place, name }] : [],
      },
      [next, h('div', { class: 'row' }, desk, another)],
    );
    show(asked, false);
    saved();
  }

  return { element };
}
