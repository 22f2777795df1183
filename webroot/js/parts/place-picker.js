import { Problem } from '../api.js';
import { h, setText, show } from '../dom.js';
import { placeText } from '../people.js';
import { problemText } from '../problem-text.js';
import { field } from './field.js';

/**
 * A place by its name: a government, then all of it or one of its agencies.
 *
 * @typedef {import('../place-tree.js').Government} Government
 * @typedef {{scope: string, name: string, zone: string}} Picked
 */

/** Stands for the whole tree, whose own path is empty. */
const EVERYTHING = '*';

/**
 * @param {import('../types.js').Context} context
 * @param {{id: string, label: string, hint?: string, tree: import('../place-tree.js').PlaceTree,
 *   first: Picked|null, whole: boolean}} options
 *   `first`: what is chosen to begin with; `whole`: whether the whole tree may be chosen by those who may
 */
export function placePicker({ t }, { id, label, hint, tree, first: before, whole }) {
  const government = h('select', { id: `${id}-government`, onchange: () => choose('') });
  const part = h('select', { id, onchange: partChosen });
  const upper = field({ label, control: government });
  const lower = field({ label: t('picker.part'), control: part, ...(hint ? { hint } : {}) });
  const element = h('div', { class: 'place-picker' }, upper.element, lower.element);
  /** @type {Picked|null} */
  let picked = before;
  /** @type {Government[]} */
  let governments = [];
  let turn = 0;
  show(upper.element, false);
  load();

  async function load() {
    part.replaceChildren(h('option', {}, t('place.loading')));
    await attempt(async () => {
      governments = await tree.governments();
      offer(whole && tree.everything);
      await choose(picked?.scope ?? '');
    });
  }

  /** @param {boolean} everything whether the whole tree is offered too */
  function offer(everything) {
    government.replaceChildren(
      h('option', { value: '' }, t('place.choose')),
      ...(everything ? [h('option', { value: EVERYTHING }, t('people.whole'))] : []),
      ...governments.map((one) => h('option', { value: one.id }, one.name)),
    );
    const only = everything || governments.length !== 1 ? '' : (governments[0]?.id ?? '');
    const wanted = picked ? governmentOf(picked.scope) : only;
    keepUnknown(government, wanted, picked ? placeText(picked.scope, picked.name, t) : wanted);
    government.value = wanted;
    ask(only !== '' && wanted === only);
  }

  /** With one government only there is nothing to choose among. @param {boolean} alone */
  function ask(alone) {
    show(upper.element, !alone);
    setText(lower.element.querySelector('label') ?? part, alone ? label : t('picker.part'));
  }

  /** @param {string} scope what of the government to begin with; empty for all of it, where that may be */
  async function choose(scope) {
    turn += 1;
    const mine = turn;
    const chosen = governments.find((one) => one.id === government.value);
    show(lower.element, chosen !== undefined);
    if (!chosen) {
      picked = unchosen();
      return;
    }
    await attempt(async () => {
      const agencies = await tree.agenciesOf(chosen);
      if (mine === turn) offerParts(chosen, agencies, scope);
    });
  }

  /** @param {Government} chosen @param {readonly {id: string, name: string}[]} agencies @param {string} scope */
  function offerParts({ id: all, name, whole: entire }, agencies, scope) {
    const first = entire
      ? h('option', { value: all }, t('picker.all', { name }))
      : h('option', { value: '' }, t('place.choose'));
    part.replaceChildren(
      first,
      ...agencies.map((agency) => h('option', { value: agency.id }, agency.name)),
    );
    keepUnknown(part, scope, (picked?.scope === scope && picked.name) || scope);
    part.value = scope || first.value;
    partChosen();
  }

  /** The whole, or what cannot be chosen anew but was chosen once. @returns {Picked|null} */
  function unchosen() {
    const value = government.value;
    if (value === EVERYTHING) return { scope: '', name: '', zone: governments[0]?.zone ?? '' };
    return value === '' ? null : picked;
  }

  function partChosen() {
    const zone = governments.find((one) => one.id === government.value)?.zone ?? '';
    const name = part.selectedOptions[0]?.textContent ?? '';
    picked = part.value === '' ? null : { scope: part.value, name, zone };
    lower.fail(null);
    upper.fail(null);
  }

  /** @param {() => Promise<void>} work */
  async function attempt(work) {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      show(upper.element, true);
      upper.fail(problemText(error, t));
    }
  }

  /** @param {string|null} text */
  function fail(text) {
    (lower.element.hidden ? upper : lower).fail(text);
  }

  return {
    element,
    fail,
    /** What gets the focus where something is wrong. */
    get control() {
      return lower.element.hidden ? government : part;
    },
    value: () => picked,
  };
}

/** @param {string} scope */
function governmentOf(scope) {
  return scope === '' ? EVERYTHING : (scope.split('/')[0] ?? scope);
}

/** A place that is not offered any more stays what it was. @param {HTMLSelectElement} select @param {string} value @param {string} name */
function keepUnknown(select, value, name) {
  const known = [...select.options].some((option) => option.value === value);
  if (value !== '' && !known) select.append(h('option', { value }, name));
}
