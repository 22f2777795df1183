import { agentText } from '../agent-text.js';
import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { problemText } from '../problem-text.js';
import { refreshed } from '../refreshed.js';
import { zoneOf } from '../roster.js';
import { confirmButton } from './confirm.js';
import { ending } from './ending.js';
import { outcome } from './field.js';

/**
 * Where one is logged in: which browser, since when, from where; each may be ended but this one, which logs out.
 *
 * @typedef {import('../people-types.js').OpenSession} OpenSession
 */

const REFRESH_MS = 60_000;

/** @param {import('../types.js').Context} context @param {() => void} changed */
export function ownSessions(context, changed) {
  const { t, api } = context;
  const source = refreshed(() => api.ownSessions(), changed, REFRESH_MS);
  const list = h('ul', { class: 'links' });
  const line = outcome();
  const failed = outcome();
  const element = h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'own-sessions' },
    h('h2', { id: 'own-sessions' }, t('sessions.title')),
    h('p', { class: 'section-note' }, t('sessions.explain')),
    failed.element,
    line.element,
    list,
  );

  /** @param {OpenSession} session */
  function end({ id }) {
    return ending(
      () => api.endOwnSession(id),
      { source, line, t },
      { done: t('sessions.ended'), gone: t('sessions.gone') },
    );
  }

  /** @param {number} now */
  function update(now) {
    source.tick(now);
    const { value, problem } = source.read();
    if (problem) failed.say('bad', problemText(problem, t));
    else failed.clear();
    reconcile(
      list,
      (value ?? []).map((session) => ({ session, now })),
      ({ session }) => session.id,
      ({ session }) => sessionRow(context, session, () => end(session)),
    );
  }

  return { element, update, again: source.again, unmount: source.unmount };
}

/** @param {import('../types.js').Context} context @param {OpenSession} first @param {() => Promise<void>} end */
function sessionRow({ t, format, ...context }, first, end) {
  const browser = agentText(first.agent, t);
  const facts = h('p', { class: 'cell-note' });
  const here = h('span', { class: 'badge', 'data-tone': 'good' }, t('sessions.here'));
  const button = confirmButton(
    { t, format, ...context },
    {
      label: t('sessions.end'),
      name: browser,
      ask: t('sessions.end.ask'),
      yes: t('sessions.end.yes'),
      act: end,
    },
  );
  const element = h(
    'li',
    { class: 'link-row' },
    h(
      'div',
      {},
      h('p', { class: 'link-name' }, h('strong', { title: first.agent }, browser), here),
      facts,
    ),
    button.element,
  );

  /** @param {{session: OpenSession, now: number}} item */
  function update({ session, now }) {
    const { current, created, seen, address } = session;
    show(here, current);
    show(button.element, !current);
    setAttribute(element, 'data-current', current);
    const since = t('sessions.since', { at: format.when(created, zoneOf(created), now) });
    const used = t('sessions.used', { at: format.when(seen, zoneOf(seen), now) });
    const from = address ? t('sessions.from', { address }) : '';
    setText(facts, [since, used, from].filter(Boolean).join(' · '));
  }

  return { element, update };
}
