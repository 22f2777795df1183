import { Problem } from '../api.js';
import { h, reconcile, setText, show } from '../dom.js';
import { placeText } from '../people.js';
import { placeTree } from '../place-tree.js';
import { problemText } from '../problem-text.js';
import { refreshed } from '../refreshed.js';
import { seen } from '../roles.js';
import { zoneOf } from '../roster.js';
import { confirmButton } from './confirm.js';
import { copyButton } from './copy.js';
import { ending } from './ending.js';
import { field, outcome, showProblem } from './field.js';
import { once } from './once.js';
import { placePicker } from './place-picker.js';

/**
 * Keys with which programs read what their owner may see within a place.
 *
 * @typedef {import('../people-types.js').Key} Key
 * @typedef {import('../people-types.js').FreshKey} FreshKey
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../types.js').Session} Session
 */

const REFRESH_MS = 60_000;

/** How long a key may live, in days. */
const LIFETIMES = [30, 90, 180, 365];
const PROPOSED = 90;

/** @param {Context} context @param {Session} session @param {() => void} changed */
export function ownKeys(context, session, changed) {
  const { t, api } = context;
  const source = refreshed(() => api.keys(), changed, REFRESH_MS);
  const list = h('ul', { class: 'links' });
  const none = h('p', { class: 'empty' }, t('keys.none'));
  const line = outcome();
  const failed = outcome();
  const fresh = freshKey(context);
  const maker = keyMaker(context, session, (made) => {
    line.clear();
    fresh.update(made);
    source.again();
  });
  const element = h(
    'section',
    { class: 'card stack', 'aria-labelledby': 'own-keys' },
    h('h2', { id: 'own-keys' }, t('keys.title')),
    h('p', { class: 'section-note' }, t('keys.explain')),
    fresh.element,
    session.top === null ? h('p', { class: 'empty' }, t('keys.nothing')) : maker.element,
    failed.element,
    line.element,
    list,
    none,
  );

  /** @param {Key} key */
  function revoke({ id, name }) {
    return ending(
      async () => {
        await api.revokeKey(id);
        fresh.forget(id);
      },
      { source, line, t },
      { done: t('keys.revoked', { name }), gone: t('keys.gone') },
    );
  }

  /** @param {number} now */
  function update(now) {
    source.tick(now);
    const { value, problem } = source.read();
    if (problem) failed.say('bad', problemText(problem, t));
    else failed.clear();
    show(none, value?.length === 0);
    reconcile(
      list,
      (value ?? []).map((key) => ({ key, now })),
      ({ key }) => key.id,
      ({ key }) => keyRow(context, key, () => revoke(key)),
    );
  }

  return { element, update, unmount: source.unmount };
}

/** The secret, and a line that uses it at once. @param {Context} context */
function freshKey(context) {
  const { t, format, api } = context;
  const example = h('pre', { class: 'sample', tabindex: '0' });
  const copy = copyButton(context, {
    label: t('keys.copyLine'),
    text: () => example.textContent ?? '',
  });
  const panel = once(context, {
    id: 'fresh-key',
    label: t('keys.secret'),
    warning: t('keys.once'),
    more: [h('p', {}, t('keys.example')), example, copy.element],
  });
  let id = '';

  /** @param {FreshKey} key */
  function update(key) {
    id = key.id;
    setText(example, lineOf(api.boardUrl(key.scope)));
    const place = placeText(key.scope, key.scopeName, t);
    const until = format.date(key.expires, zoneOf(key.expires));
    panel.update({
      title: t('keys.made', { name: key.name }),
      secret: key.token,
      explain: t('keys.opens', { place, until }),
    });
  }

  /** What was revoked opens nothing: it is no longer offered. @param {string} revoked */
  function forget(revoked) {
    if (revoked === id) panel.clear();
  }

  return { element: panel.element, update, forget };
}

/** The key comes from the environment, so that it stands in no history of commands. @param {string} url */
function lineOf(url) {
  return `curl --fail-with-body -H "Authorization: Bearer $PANTAU_KEY" "${url}"`;
}

/** @param {Context} context @param {Session} session @param {(made: FreshKey) => void} made */
function keyMaker(context, session, made) {
  const { t, api } = context;
  const name = h('input', { id: 'key-name', maxlength: 80, autocomplete: 'off' });
  const days = h(
    'select',
    { id: 'key-days' },
    ...LIFETIMES.map((n) => h('option', { value: n }, t('link.days', { n }))),
  );
  days.value = String(PROPOSED);
  const tree = placeTree(api, {
    scopes: session.top === null ? [] : seen(session),
    reaches: () => true,
  });
  const place = placePicker(context, {
    id: 'key-place',
    label: t('keys.place'),
    hint: t('keys.place.hint'),
    tree,
    first: null,
    whole: false,
  });
  const line = outcome();
  const nameField = field({ label: t('keys.name'), control: name, hint: t('keys.name.hint') });
  const daysField = field({ label: t('link.lifetime'), control: days });
  /** @type {Map<string, import('./field.js').Field>} */
  const fields = new Map([
    ['name', nameField],
    ['scope', place],
    ['days', daysField],
  ]);
  const button = h('button', { class: 'primary', type: 'submit' }, t('keys.make'));
  const element = h(
    'form',
    { class: 'key-form', novalidate: true, onsubmit: make },
    nameField.element,
    place.element,
    daysField.element,
    button,
    line.element,
  );

  /** @param {Event} event */
  async function make(event) {
    event.preventDefault();
    line.clear();
    const wanted = checked();
    if (!wanted) return;
    button.disabled = true;
    try {
      made(await api.makeKey(wanted));
      name.value = '';
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Too many already: the server says which way out there is.
      if (error.status === 409) line.say('bad', error.detail);
      else showProblem(error, { fields, line }, t);
    } finally {
      button.disabled = false;
    }
  }

  /** What to ask for; null where something is missing, which is then said at its field. */
  function checked() {
    const named = name.value.trim();
    const picked = place.value();
    nameField.fail(named === '' ? t('keys.name.required') : null);
    place.fail(picked ? null : t('keys.place.required'));
    if (named !== '' && picked) {
      return { name: named, scope: picked.scope, days: Number(days.value) };
    }
    (named === '' ? name : place.control).focus();
    return null;
  }

  return { element };
}

/** @param {Context} context @param {Key} first @param {() => Promise<void>} revoke */
function keyRow(context, first, revoke) {
  const { t, format } = context;
  const facts = h('p', { class: 'cell-note' });
  const until = h('span', { class: 'link-state' });
  const button = confirmButton(context, {
    label: t('keys.revoke'),
    name: first.name,
    ask: t('keys.revoke.ask'),
    yes: t('keys.revoke.yes'),
    act: revoke,
  });
  const element = h(
    'li',
    { class: 'link-row' },
    h('div', {}, h('p', { class: 'link-name' }, h('strong', {}, first.name), until), facts),
    button.element,
  );

  /** @param {{key: Key, now: number}} item */
  function update({ key, now }) {
    const { scope, scopeName, created, expires, lastUsed } = key;
    const zone = zoneOf(expires);
    setText(until, t('keys.until', { at: format.shortDate(Date.parse(expires), zone, true) }));
    const made = t('keys.created', { at: format.when(created, zone, now) });
    const used = lastUsed
      ? t('link.lastUsed', { at: format.when(lastUsed, zone, now) })
      : t('link.unused');
    setText(facts, [placeText(scope, scopeName, t), made, used].join(' · '));
  }

  return { element, update };
}
