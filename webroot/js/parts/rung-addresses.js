import { Problem } from '../api.js';
import { addressText, placesOf, worstLinesFirst } from '../connect-text.js';
import { h, setText, show } from '../dom.js';
import { problemText } from '../problem-text.js';
import { field, outcome } from './field.js';
import { fileChoice } from './file-choice.js';
import { governmentChoice } from './place-choice.js';
import { savedPanel } from './saved-panel.js';
import { selectLine } from './select-line.js';

/**
 * The first rung: a list of addresses, checked line by line while it is being written.
 *
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../desk-types.js').AddressAnswer} AddressAnswer
 * @typedef {import('../desk-types.js').AddressLine} AddressLine
 */

/** Quiet after the last key before the list is checked. */
const PAUSE_MS = 600;
const DRAFT = 'connect.addresses';

/** @param {Context} context @param {{session: import('../types.js').Session, saved: () => void}} options */
export function addressRung(context, { session, saved }) {
  const { t, api, memory } = context;
  const text = h('textarea', {
    id: 'addresses',
    class: 'code',
    rows: 8,
    spellcheck: 'false',
    autocapitalize: 'none',
    placeholder: t('addresses.example'),
    oninput: later,
  });
  text.value = String(memory.get(DRAFT) ?? '');
  const government = governmentChoice(context, {
    id: 'address-government',
    session,
    chosen: () => check(),
  });
  const choice = fileChoice(context, {
    id: 'address-file',
    accept: '.xlsx,.csv,.txt',
    text: t('addresses.drop'),
    chosen: open,
    refused: (why) => line.say('bad', why),
  });
  const line = outcome();
  const found = lineTable(context, (number) => selectLine(text, number, 2));
  const panel = savedPanel(context);
  const save = h(
    'button',
    { type: 'button', class: 'primary', onclick: keep },
    t('addresses.save'),
  );
  const element = h(
    'div',
    { class: 'two-sides' },
    h(
      'div',
      { class: 'stack' },
      government.element,
      field({ label: t('addresses.label'), control: text, hint: t('addresses.hint') }).element,
      choice.element,
    ),
    h('div', { class: 'stack' }, panel.element, line.element, save, found.element),
  );
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  /** @type {AbortController|null} */
  let running = null;
  ready(false);

  function later() {
    memory.set(DRAFT, text.value);
    panel.clear();
    ready(false);
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  }

  /** @param {boolean} good */
  function ready(good) {
    save.disabled = !good;
  }

  async function check() {
    clearTimeout(timer);
    running?.abort();
    if (text.value.trim() === '') {
      line.clear();
      found.update([]);
      ready(false);
      return;
    }
    line.say('busy', t('addresses.checking'));
    const answer = await ask({ body: text.value, type: 'text/plain' }, false);
    if (answer) draw(answer);
  }

  async function keep() {
    ready(false);
    line.say('busy', t('desk.saving'));
    const answer = await ask({ body: text.value, type: 'text/plain' }, true);
    if (!answer) return;
    if (!answer.saved) {
      draw(answer);
      return;
    }
    text.value = '';
    memory.delete(DRAFT);
    line.clear();
    found.update([]);
    panel.tell({
      title: t('addresses.saved', { n: answer.counts.good }),
      text: t('saved.soon'),
      places: placesOf(answer.made, { id: government.value(), name: government.name() }),
    });
    saved();
  }

  /** Null where something newer is being asked, or it failed, which was said. @param {{body: BodyInit, type: string}} list @param {boolean} storing @returns {Promise<AddressAnswer|null>} */
  async function ask(list, storing) {
    const mine = new AbortController();
    running = mine;
    try {
      return await api.addresses(
        list,
        { government: government.value(), save: storing },
        mine.signal,
      );
    } catch (error) {
      if (error instanceof DOMException) return null;
      if (!(error instanceof Problem)) throw error;
      const details = error.errors.map(({ field: name, expected }) => `${name}: ${expected}`);
      line.say('bad', [problemText(error, t), ...details].join(' '));
      return null;
    }
  }

  /** @param {AddressAnswer} answer */
  function draw({ lines, counts }) {
    const { good, wrong } = counts;
    if (wrong > 0) line.say('bad', t('addresses.wrong', { wrong, good }));
    else line.say(good > 0 ? 'good' : 'same', t('addresses.good', { good }));
    found.update(lines);
    ready(wrong === 0 && good > 0);
  }

  /** A file is read by the server and comes back as a text that can be corrected here. @param {import('./file-choice.js').ChosenFile} file */
  async function open({ name, bytes, type }) {
    line.say('busy', t('upload.checking', { name }));
    const answer = await ask({ body: bytes, type }, false);
    if (!answer) return;
    text.value = addressText(answer.lines);
    later();
  }

  return { element };
}

/** @param {Context} context @param {(line: number) => void} select */
function lineTable({ t }, select) {
  const body = h('tbody');
  const heads = /** @type {const} */ (['line', 'place', 'becomes']);
  const table = h(
    'table',
    { class: 'nodes plain-table lines' },
    h('caption', { class: 'visually-hidden' }, t('addresses.lines')),
    h(
      'thead',
      {},
      h('tr', {}, ...heads.map((name) => h('th', { scope: 'col' }, t(`addresses.${name}`)))),
    ),
    body,
  );
  const element = h('div', { class: 'table-frame', tabindex: '0', hidden: true }, table);

  /** @param {readonly AddressLine[]} lines */
  function update(lines) {
    body.replaceChildren(...worstLinesFirst(lines).map(row));
    show(element, lines.length > 0);
  }

  /** @param {AddressLine} line */
  function row({ line, text, agency, service, url, becomes, wrong, warnings }) {
    const button = h(
      'button',
      {
        type: 'button',
        class: 'quiet num',
        'aria-label': t('addresses.goto', { line }),
        onclick: () => select(line),
      },
      line,
    );
    const place = [agency, service].filter(Boolean).join(' · ');
    const says = h('td', { class: 'line-says' });
    if (wrong) says.append(h('strong', { class: 'line-wrong' }, wrong));
    else setText(says, becomes ? t(`addresses.becomes.${becomes}`) : '');
    for (const warning of warnings) says.append(h('span', { class: 'line-warning' }, warning));
    return h(
      'tr',
      { 'data-wrong': Boolean(wrong) },
      h('td', { class: 'col-line' }, button),
      h('th', { scope: 'row' }, place || text, h('span', { class: 'cell-note' }, url ?? '')),
      says,
    );
  }

  return { element, update };
}
