import { Problem } from '../api.js';
import {
  additionName,
  agenciesOf,
  agencyInYaml,
  askedFeeds,
  feedIds,
  lost,
} from '../connect-text.js';
import { h, setText, show } from '../dom.js';
import { placeName } from '../figure-text.js';
import { mistakeParts } from '../problem-text.js';
import { dayOf } from '../roster.js';
import { conflictText } from './additions.js';
import { apiStart } from './api-start.js';
import { field, outcome, showProblem } from './field.js';
import { firstAnswers } from './first-answers.js';
import { savedPanel } from './saved-panel.js';
import { selectLine } from './select-line.js';

/**
 * The fourth rung, and the way to change what was saved: a text of the catalogue, checked while it is written.
 *
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../desk-types.js').Addition} Addition
 * @typedef {import('../desk-types.js').AdditionAnswer} AdditionAnswer
 * @typedef {import('../desk-types.js').Difference} Difference
 * @typedef {{title: string, yaml: string, opened: Addition|null}} Draft `opened`: what is being changed, as it was then
 */

const PAUSE_MS = 800;
const DRAFT = 'connect.yaml';

/** @param {Context} context @param {{session: import('../types.js').Session, known: () => readonly Addition[], saved: () => void}} options */
export function apiRung(context, { session, known, saved }) {
  const { t, api, memory } = context;
  /** @type {Draft} */
  const draft = /** @type {Draft} */ (memory.get(DRAFT) ?? { title: '', yaml: '', opened: null });
  let { opened } = draft;
  const title = h('input', {
    id: 'addition-title',
    maxlength: 120,
    autocomplete: 'off',
    oninput: edited,
  });
  const text = h('textarea', {
    id: 'addition-yaml',
    class: 'code',
    rows: 18,
    spellcheck: 'false',
    autocapitalize: 'none',
    wrap: 'off',
    placeholder: t('yaml.example'),
    oninput: edited,
  });
  title.value = draft.title;
  text.value = draft.yaml;
  const fields = new Map([
    ['title', field({ label: t('yaml.title'), control: title, hint: t('yaml.title.hint') })],
    ['yaml', field({ label: t('yaml.text'), control: text, hint: t('yaml.hint') })],
  ]);
  const start = apiStart(context, {
    session,
    taken: () => known().flatMap(({ yaml }) => feedIds(yaml)),
    write: (name, yaml) => {
      edit(name, yaml);
      text.focus();
    },
  });
  const changing = h('p', { class: 'section-note' });
  const fresh = h(
    'button',
    { type: 'button', class: 'quiet', onclick: () => edit('', '') },
    t('yaml.new'),
  );
  const line = outcome();
  const mistakes = h('ol', { class: 'mistakes' });
  const changes = differenceList(context);
  const panel = savedPanel(context);
  const answers = firstAnswers(context);
  const save = h('button', { type: 'submit', class: 'primary', disabled: true }, t('yaml.save'));
  const element = h(
    'form',
    { class: 'two-sides wide-left', novalidate: true, onsubmit: keep },
    h(
      'div',
      { class: 'stack' },
      h('div', { class: 'row' }, changing, fresh),
      start.element,
      ...[...fields.values()].map((one) => one.element),
    ),
    h('div', { class: 'stack' }, panel.element, line.element, mistakes, changes.element, save),
  );
  /** @type {ReturnType<typeof setTimeout>|undefined} */
  let timer;
  let turn = 0;
  drawOpened();
  if (text.value.trim() !== '') check();

  function edited() {
    memory.set(DRAFT, { title: title.value, yaml: text.value, opened });
    panel.clear();
    start.show(text.value.trim() === '');
    save.disabled = true;
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE_MS);
  }

  /** Puts a text in, of something saved or of something new. @param {string} name @param {string} yaml @param {Addition|null} [addition] */
  function edit(name, yaml, addition = null) {
    opened = addition;
    title.value = name;
    text.value = yaml;
    edited();
    drawOpened();
  }

  function focus() {
    element.scrollIntoView({ block: 'nearest' });
    title.focus();
  }

  function drawOpened() {
    start.show(text.value.trim() === '');
    setText(changing, opened ? t('yaml.changing', { name: opened.name }) : '');
    show(changing, opened !== null);
    show(fresh, opened !== null);
  }

  /** @param {boolean} storing */
  function wanted(storing) {
    const day = dayOf(Date.now(), 'Asia/Jakarta');
    const taken = known().map((part) => part.name);
    return {
      name: opened?.name ?? additionName(title.value, day, taken),
      title: title.value.trim() || t('yaml.untitled'),
      yaml: text.value,
      save: storing,
      seen: opened?.savedAt || null,
    };
  }

  async function check() {
    if (text.value.trim() === '') {
      line.clear();
      mistakes.replaceChildren();
      changes.clear();
      return;
    }
    line.say('busy', t('desk.checking'));
    const draftNow = wanted(false);
    const answer = await ask(draftNow);
    if (answer) draw(draftNow.name, answer);
  }

  /** Null where something newer is asked, or it failed, which was said. @param {import('../desk-types.js').AdditionDraft} asked */
  async function ask(asked) {
    turn += 1;
    const mine = turn;
    try {
      const answer = await api.putAddition(asked);
      return mine === turn ? answer : null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (mine === turn) showProblem(error, { fields, line }, t);
      return null;
    }
  }

  /** @param {string} name @param {AdditionAnswer} answer */
  function draw(name, answer) {
    const wrong = answer.mistakes.length;
    mistakes.replaceChildren(...answer.mistakes.map((mistake) => mistakeRow(name, mistake)));
    if (wrong > 0) {
      line.say('bad', t('yaml.wrong', { n: wrong }));
      changes.clear();
    } else {
      line.say('good', t('yaml.good'));
      changes.tell(answer.adds, lost(answer.removes, answer.adds));
    }
    save.disabled = wrong > 0;
  }

  /** A mistake in this text leads to its line; one that it makes elsewhere names the place. @param {string} name @param {string} mistake */
  function mistakeRow(name, mistake) {
    const { document: where, line: number, text: said } = mistakeParts(mistake);
    if (where !== name || number === null) return h('li', {}, h('span', {}, mistake));
    const button = h(
      'button',
      { type: 'button', class: 'quiet num', onclick: () => selectLine(text, number, 3) },
      t('yaml.line', { n: number }),
    );
    return h('li', {}, button, h('span', {}, said));
  }

  /** @param {Event} event */
  async function keep(event) {
    event.preventDefault();
    if (title.value.trim() === '') {
      fields.get('title')?.fail(t('yaml.title.required'));
      title.focus();
      return;
    }
    save.disabled = true;
    line.say('busy', t('desk.saving'));
    if (opened && (await changedMeanwhile(opened))) return;
    const asked = wanted(true);
    const answer = await ask(asked);
    if (!answer) {
      save.disabled = false;
      return;
    }
    if (answer.saved) done(answer, asked.yaml);
    else draw(asked.name, answer);
  }

  /** Said once; who saves again has read it. @param {Addition} before */
  async function changedMeanwhile(before) {
    try {
      const { parts } = await api.additions();
      const present = parts.find((part) => part.name === before.name) ?? null;
      if (present?.savedAt === before.savedAt) return false;
      line.say('bad', conflictText(present, context));
      opened = { ...before, savedAt: present?.savedAt ?? '' };
      if (!present && before.savedAt === '') return false;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      showProblem(error, { fields, line }, t);
    }
    save.disabled = false;
    return true;
  }

  /** @param {AdditionAnswer} answer @param {string} yaml */
  function done({ adds }, yaml) {
    edit('', '');
    clearTimeout(timer);
    memory.delete(DRAFT);
    line.clear();
    mistakes.replaceChildren();
    changes.clear();
    const known = agencyInYaml(yaml);
    const seen = new Set([...agenciesOf(adds), ...(known ? [known] : [])]);
    const places = [...seen].map((id) => ({ id, name: placeName(id) }));
    panel.tell({ title: t('yaml.saved'), text: t('saved.soon'), places }, [answers.element]);
    answers.watch(askedFeeds(adds));
    saved();
  }

  return { element, edit, focus };
}

/** What a text adds and takes away. @param {Context} context */
function differenceList({ t }) {
  const list = h('dl', { class: 'difference' });
  const element = h('div', { hidden: true }, list);

  /** @param {Difference} adds @param {Difference} gone */
  function tell(adds, gone) {
    const rows = [...rowsOf('adds', adds), ...rowsOf('removes', gone)];
    list.replaceChildren(
      ...rows.map(({ what, name, items }) =>
        h(
          'div',
          { 'data-way': what },
          h('dt', {}, t(`yaml.${what}.${name}`, { n: items.length })),
          h('dd', {}, items.join(', ')),
        ),
      ),
    );
    show(element, rows.length > 0);
  }

  /** @param {'adds'|'removes'} what @param {Difference} difference */
  function rowsOf(what, { agencies, services, feeds }) {
    const named = feeds.map((feed) => `${feed.id} (${feed.what})`);
    return /** @type {const} */ ([
      ['agencies', agencies],
      ['services', services],
      ['feeds', named],
    ]).flatMap(([name, items]) => (items.length > 0 ? [{ what, name, items }] : []));
  }

  return { element, tell, clear: () => show(element, false) };
}
