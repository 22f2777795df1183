import { pushYaml, slug, tokenName } from '../connect-text.js';
import { h, setText, show } from '../dom.js';
import { copyButton } from './copy.js';
import { field } from './field.js';
import { agencyChoice, governmentChoice } from './place-choice.js';

/**
 * The third rung: a small script beside the database. Gives a text for the vendor and the lines of the
 * catalogue that take what the script sends.
 *
 * @param {import('../types.js').Context} context
 * @param {{session: import('../types.js').Session, edit: (title: string, yaml: string) => void}} options
 *   `edit` hands the lines on to the editor
 */
export function scriptRung(context, { session, edit }) {
  const { t, api } = context;
  const id = h('input', {
    id: 'script-feed',
    maxlength: 60,
    autocomplete: 'off',
    spellcheck: 'false',
    oninput: draw,
  });
  const letter = h('pre', { class: 'sample letter', tabindex: '0' });
  const yaml = h('pre', { class: 'sample', tabindex: '0' });
  /** @type {readonly import('../connect-text.js').Place[]} */
  let services = [];
  const agency = agencyChoice(context, {
    id: 'script-agency',
    fresh: false,
    chosen: (places) => {
      services = places;
      const place = agency.value();
      if (typeof place === 'string') id.value = `${slug(place.split('/')[1] ?? place)}-hitung`;
      draw();
    },
  });
  const government = governmentChoice(context, {
    id: 'script-government',
    session,
    chosen: agency.load,
  });
  const hand = h(
    'button',
    {
      type: 'button',
      class: 'primary',
      onclick: () => edit(t('script.part', { feed: feed() }), text()),
    },
    t('script.toEditor'),
  );
  const result = h(
    'div',
    { class: 'stack', hidden: true },
    h(
      'div',
      { class: 'card-head' },
      h('h3', {}, t('script.letter')),
      copyButton(context, { label: t('desk.copy'), text: () => letter.textContent ?? '' }).element,
    ),
    letter,
    h('h3', {}, t('script.catalogue')),
    h('p', { class: 'section-note' }, t('script.admin', { token: 'TOKEN_…' })),
    yaml,
    h('div', { class: 'row' }, hand),
  );
  const hint = h('p', { class: 'section-note' }, t('script.choose'));
  const element = h(
    'div',
    { class: 'two-sides' },
    h(
      'div',
      { class: 'stack' },
      government.element,
      agency.element,
      field({ label: t('script.feed'), control: id, hint: t('script.feed.hint') }).element,
    ),
    h('div', { class: 'stack' }, hint, result),
  );

  function feed() {
    return slug(id.value);
  }

  function text() {
    const place = agency.value();
    return pushYaml(
      { agency: typeof place === 'string' ? place : '', services },
      { feed: feed(), token: tokenName(feed()) },
    );
  }

  function draw() {
    const place = agency.value();
    show(result, typeof place === 'string');
    show(hint, typeof place !== 'string');
    if (typeof place !== 'string') return;
    const codes = services.map((service) => `${service.id.split('/').at(-1)} = ${service.name}`);
    setText(
      letter,
      t('script.letter.text', {
        url: api.pushUrl(feed()),
        origin: location.origin,
        feed: feed(),
        services: codes.map((code) => `   ${code}`).join('\n'),
      }),
    );
    setText(yaml, text());
  }

  return { element };
}
