import { apiYaml } from '../api-text.js';
import { h, show } from '../dom.js';
import { field, fieldGroup } from './field.js';
import { agencyChoice, governmentChoice } from './place-choice.js';

/**
 * Begins the text of an API's feed from what is known: the agency, its services and what they count so far, so that
 * nobody looks up codes and the history goes on.
 *
 * @typedef {import('../types.js').BoardNode} BoardNode
 *
 * @param {import('../types.js').Context} context
 * @param {{session: import('../types.js').Session, taken: () => string[], write: (title: string, yaml: string) => void}} options
 *   `taken`: ids other feeds have
 */
export function apiStart(context, { session, taken, write }) {
  const { t } = context;
  const services = serviceTicks();
  const agency = agencyChoice(context, {
    id: 'api-agency',
    fresh: false,
    chosen: (places) => {
      services.offer(places);
      show(spoken.element, places.length > 0);
    },
  });
  const government = governmentChoice(context, {
    id: 'api-government',
    session,
    chosen: agency.load,
  });
  const spoken = fieldGroup({
    id: 'api-services',
    label: t('api.services'),
    controls: [services.element],
  });
  const url = h('input', {
    id: 'api-url',
    type: 'url',
    inputmode: 'url',
    autocomplete: 'off',
    spellcheck: 'false',
    maxlength: 2000,
    placeholder: 'https://…',
  });
  const address = field({ label: t('api.url'), control: url, hint: t('api.url.hint') });
  const begin = h('button', { type: 'button', class: 'primary', onclick: start }, t('api.begin'));
  const element = h(
    'section',
    { class: 'stack' },
    h('h3', {}, t('api.start')),
    government.element,
    agency.element,
    spoken.element,
    address.element,
    h('div', { class: 'row' }, begin),
    h('p', { class: 'section-note' }, t('api.begin.hint')),
  );
  show(spoken.element, false);

  function start() {
    const place = String(agency.value() ?? '');
    const chosen = services.value();
    const written = url.value.trim();
    const unlisted = place !== '' && services.none();
    /** @type {[import('./field.js').Field, boolean, string][]} */
    const demands = [
      [agency.field, place !== '', t('api.need.agency')],
      [agency.field, !unlisted, t('api.need.listed')],
      [spoken, place === '' || unlisted || chosen.length > 0, t('api.need.services')],
      [address, isAddress(written), t('api.need.url')],
    ];
    const missing = demands.filter(([, given]) => !given);
    for (const one of [agency.field, spoken, address]) one.fail(null);
    for (const [one, , text] of missing) one.fail(text);
    missing[0]?.[0].control.focus();
    if (missing.length > 0) return;
    const yaml = apiYaml({ agency: place, services: chosen }, { url: written, taken: taken() });
    write(t('api.title', { agency: agency.name() }), yaml);
  }

  return { element, show: (/** @type {boolean} */ on) => show(element, on) };
}

/** Services to tick; all are, until somebody unticks one the API says nothing of. */
function serviceTicks() {
  const element = h('div', { class: 'ticks' });
  /** @type {{service: BoardNode, box: HTMLInputElement}[]} */
  let boxes = [];

  /** @param {readonly BoardNode[]} services */
  function offer(services) {
    boxes = services.map((service) => {
      const box = h('input', { type: 'checkbox', value: service.id });
      box.checked = true;
      return { service, box };
    });
    element.replaceChildren(
      ...boxes.map(({ service, box }) =>
        h('label', { class: 'tick' }, box, h('span', {}, service.name)),
      ),
    );
  }

  const value = () => boxes.filter(({ box }) => box.checked).map(({ service }) => service);
  return { element, offer, value, none: () => boxes.length === 0 };
}

/** @param {string} text */
function isAddress(text) {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
}
