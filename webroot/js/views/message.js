import { h, setText, show } from '../dom.js';

/**
 * Pages without a board: still loading, no such place, or a server that does not answer.
 *
 * @typedef {import('../types.js').AppState} AppState
 */

/** A page that is not for this person is told like one that is not there. @param {AppState} state */
function kindOf({ session, route, problem }) {
  if (session && route.page) return 'missing';
  if (session?.top === null) return 'noRole';
  return problem?.kind;
}

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {() => void} again @returns {import('../types.js').View} */
export function mountMessage(root, context, again) {
  const { t } = context;
  const title = h('h1', { tabindex: '-1' });
  const text = h('p');
  const detail = h('p', { class: 'detail' });
  const back = h('a', { class: 'primary', href: '#/' }, t('missing.back'));
  const retry = h(
    'button',
    { class: 'primary', type: 'button', onclick: again },
    t('failed.again'),
  );
  const waiting = h(
    'div',
    { class: 'skeleton', 'aria-hidden': 'true' },
    ...[1, 2, 3, 4].map(() => h('span')),
  );
  root.replaceChildren(
    h('section', { class: 'message' }, title, text, detail, back, retry, waiting),
  );

  /** @param {AppState} state */
  function update(state) {
    const kind = kindOf(state);
    const said = kind === state.problem?.kind ? state.problem?.detail : '';
    setText(title, kind ? t(`${kind}.title`) : t('app.loading'));
    setText(text, kind ? t(`${kind}.explain`) : '');
    setText(detail, said ?? '');
    show(detail, Boolean(said));
    show(back, kind === 'missing');
    show(retry, kind === 'failed');
    show(waiting, !kind);
  }

  return { update };
}
