import { Problem } from '../api.js';
import { h, setText, show } from '../dom.js';
import { problemText } from '../problem-text.js';
import { operated } from '../roles.js';
import { field } from './field.js';

/**
 * Which government, and which of its agencies: only what somebody may add to.
 *
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../connect-text.js').Place} Place
 * @typedef {import('../types.js').BoardNode} BoardNode
 */

/** Governments in the scopes somebody operates. @param {Context} context @param {import('../types.js').Session} session @returns {Promise<Place[]>} */
async function governmentsOf({ api }, session) {
  const boards = await Promise.all(operated(session).map((scope) => api.board(scope || null)));
  const found = boards.flatMap(({ node, children, path }) => {
    if (node.kind !== 'government') {
      const id = node.id.split('/')[0] ?? node.id;
      return [{ id, name: path.find((place) => place.id === id)?.name ?? id }];
    }
    return [node, ...children.filter((child) => child.kind === 'government')];
  });
  return [...new Map(found.map(({ id, name }) => [id, { id, name }])).values()];
}

/**
 * The list of governments; with one only it is chosen, and said in words.
 * @param {Context} context
 * @param {{id: string, session: import('../types.js').Session, chosen: (government: string) => void}} options
 */
export function governmentChoice(context, { id, session, chosen }) {
  const { t } = context;
  const select = h('select', { id, onchange: () => chosen(select.value) });
  const one = field({ label: t('place.government'), control: select });
  load();

  async function load() {
    try {
      const found = await governmentsOf(context, session);
      select.replaceChildren(
        ...found.map((place) => h('option', { value: place.id }, `${place.name} (${place.id})`)),
      );
      const top = session.top?.split('/')[0];
      if (top && found.some((place) => place.id === top)) select.value = top;
      if (select.value) chosen(select.value);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      one.fail(problemText(error, t));
    }
  }

  return { ...one, value: () => select.value, name: () => nameOf(select) };
}

/** What is chosen, in words. @param {HTMLSelectElement} select */
function nameOf(select) {
  return select.selectedOptions[0]?.textContent ?? '';
}

/** The choice that makes a new agency. */
const NEW = '+';

/**
 * An agency of a government, with its services; or, where that is offered, the name of a new one.
 * @param {Context} context
 * @param {{id: string, fresh: boolean, chosen: (services: BoardNode[]) => void}} options
 */
export function agencyChoice(context, { id, fresh, chosen }) {
  const { t, api } = context;
  const select = h('select', { id, onchange: choose });
  const name = h('input', { id: `${id}-name`, maxlength: 120, autocomplete: 'off' });
  const one = field({ label: t('place.agency'), control: select });
  const other = field({
    label: t('place.agency.name'),
    control: name,
    hint: t('place.agency.nameHint'),
  });
  const element = h('div', { class: 'stack' }, one.element, other.element);
  show(other.element, false);
  let turn = 0;

  /** @param {string} government */
  async function load(government) {
    turn += 1;
    const mine = turn;
    select.replaceChildren(h('option', { value: '' }, t('place.loading')));
    await attempt(async () => {
      const { children } = await api.board(government);
      if (mine !== turn) return;
      const agencies = children.filter((child) => child.kind === 'agency');
      select.replaceChildren(
        h('option', { value: '' }, t('place.choose')),
        ...agencies.map((agency) => h('option', { value: agency.id }, agency.name)),
        ...(fresh ? [h('option', { value: NEW }, t('place.new'))] : []),
      );
      if (fresh && agencies.length === 0) select.value = NEW;
      await choose();
    });
  }

  async function choose() {
    turn += 1;
    const mine = turn;
    const agency = select.value;
    show(other.element, agency === NEW);
    chosen([]);
    if (agency === '' || agency === NEW) return;
    await attempt(async () => {
      const { children } = await api.board(agency);
      if (mine === turn) chosen(children.filter((child) => child.kind === 'service'));
    });
  }

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    try {
      one.fail(null);
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      one.fail(problemText(error, t));
    }
  }

  /** Path of a known agency, name of a new one; null while neither is chosen. */
  function value() {
    if (select.value === NEW) return name.value.trim() ? { name: name.value.trim() } : null;
    return select.value || null;
  }

  return {
    element,
    field: one,
    nameField: other,
    load,
    value,
    name: () => (select.value === NEW ? name.value.trim() : nameOf(select)),
    isNew: () => select.value === NEW,
  };
}

/** Services of an agency to tick, and lines for new ones. @param {Context} context @param {string} id */
export function serviceChoice({ t }, id) {
  const list = h('div', { class: 'ticks' });
  const more = h('textarea', {
    id: `${id}-new`,
    rows: 2,
    placeholder: t('place.services.example'),
  });
  const note = h('p', { class: 'field-hint' });
  const moreField = field({ label: t('place.services.new'), control: more });
  const element = h('div', { class: 'stack' }, list, note, moreField.element);
  /** @type {{place: Place, box: HTMLInputElement}[]} */
  let boxes = [];

  /** @param {readonly Place[]} services */
  function offer(services) {
    boxes = services.map((place) => ({
      place,
      box: h('input', { type: 'checkbox', value: place.id }),
    }));
    list.replaceChildren(
      ...boxes.map(({ place, box }) =>
        h('label', { class: 'tick' }, box, h('span', {}, place.name)),
      ),
    );
    setText(note, services.length === 0 ? t('place.services.none') : '');
    show(note, services.length === 0);
  }

  /** @returns {({id: string}|{name: string})[]} */
  function value() {
    const known = boxes
      .filter(({ box }) => box.checked)
      .map(({ place }) => ({ id: place.id.split('/').at(-1) ?? place.id }));
    const names = more.value
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    return [...known, ...[...new Set(names)].map((name) => ({ name }))];
  }

  function clear() {
    more.value = '';
  }

  return { element, offer, value, clear };
}
