import { h, show } from '../dom.js';
import { additionList } from '../parts/additions.js';
import { rung } from '../parts/rung.js';
import { addressRung } from '../parts/rung-addresses.js';
import { apiRung } from '../parts/rung-api.js';
import { reportRung } from '../parts/rung-report.js';
import { scriptRung } from '../parts/rung-script.js';
import { mayConnect } from '../roles.js';

/**
 * Connecting an agency: a ladder, each rung of it worth something today.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../types.js').Session} Session
 */

/** @param {HTMLElement} root @param {Context} context @param {Session} session @returns {import('../types.js').View} */
export function mountConnect(root, context, session) {
  const { t } = context;
  const allowed = mayConnect(session);
  const desk = allowed ? connectDesk(context, session) : null;
  const refused = h(
    'section',
    { class: 'card teach' },
    h('h2', {}, t('connect.refused')),
    h('p', {}, t('connect.refused.explain')),
  );
  root.replaceChildren(
    h(
      'section',
      { class: 'hero' },
      h('h1', { tabindex: '-1' }, t('connect.title')),
      h('p', { class: 'hero-sentence' }, t('connect.lead')),
    ),
    desk ? desk.element : refused,
  );
  show(refused, !allowed);

  /** @param {AppState} state */
  function update({ route }) {
    desk?.update(route.item);
  }

  return { update };
}

/** @param {Context} context @param {Session} session */
function connectDesk(context, session) {
  const additions = additionList(context, {
    edit: (addition) => editor().edit(addition.title, addition.yaml, addition),
  });
  const saved = () => {
    additions.load();
  };
  /** @type {ReturnType<typeof apiRung>|null} */
  let built = null;
  let awaited = false;

  /** The editor is made when the fourth rung is first needed, from wherever. */
  function written() {
    built ??= apiRung(context, { session, known: additions.known, saved });
    return built;
  }

  /** Opens the fourth rung and hands out its editor, which gets the focus once it is to be seen. */
  function editor() {
    context.go({ page: 'sambungkan', item: 'api' });
    awaited = true;
    return written();
  }

  const rungs = [
    rung(context, {
      name: 'alamat',
      number: 1,
      build: () => addressRung(context, { session, saved }).element,
    }),
    rung(context, {
      name: 'laporan',
      number: 2,
      build: () => reportRung(context, { session, saved }).element,
    }),
    rung(context, {
      name: 'skrip',
      number: 3,
      build: () =>
        scriptRung(context, { session, edit: (title, yaml) => editor().edit(title, yaml) }).element,
    }),
    rung(context, { name: 'api', number: 4, build: () => written().element }),
  ];
  const element = h(
    'div',
    {},
    h('ol', { class: 'ladder' }, ...rungs.map((one) => one.element)),
    additions.element,
  );

  /** @param {string|null} open */
  function update(open) {
    for (const one of rungs) one.update(open);
    if (!awaited || open !== 'api') return;
    awaited = false;
    written().focus();
  }

  return { element, update };
}
