import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import {
  arrangedPeople,
  homeText,
  marksOf,
  officeText,
  periodText,
  placeText,
  rolesInOrder,
  standingOf,
} from '../people.js';
import { zoneOf } from '../roster.js';
import { sortHeads } from './sort-heads.js';

/**
 * Accounts as a table: who, in which roles from when to when, and what wants a look.
 *
 * @typedef {import('../people-types.js').User} User
 * @typedef {import('../people-types.js').UserRole} UserRole
 * @typedef {import('../people.js').Column} Column
 * @typedef {import('../types.js').Context} Context
 * @typedef {{users: readonly User[], now: number}} Input
 */

/** Rows a page opens with; the rest wait behind a click. */
const FIRST = 100;

/** @param {Context} context */
export function peopleTable(context) {
  const { t, format } = context;
  /** @type {Column} */
  let sort = 'name';
  let backwards = false;
  let open = false;
  /** @type {Input|null} */
  let last = null;
  const body = h('tbody');
  const heads = sortHeads(
    context,
    [
      { column: /** @type {Column} */ ('name'), label: t('people.column.name') },
      { column: /** @type {Column} */ ('state'), label: t('people.column.state') },
    ],
    sortBy,
  );
  // Roles have no order of their own.
  heads.element
    .querySelector('.col-name')
    ?.after(h('th', { scope: 'col', class: 'col-roles' }, t('people.column.roles')));
  const more = h('button', { class: 'quiet fold', type: 'button', onclick: unfold });
  const table = h(
    'table',
    { class: 'nodes people' },
    h('caption', { class: 'visually-hidden' }, t('people.title')),
    heads.element,
    body,
  );
  const element = h(
    'div',
    { class: 'card flush' },
    h('div', { class: 'table-frame' }, table),
    more,
  );

  /** @param {Column} column */
  function sortBy(column) {
    backwards = sort === column && !backwards;
    sort = column;
    if (last) update(last);
  }

  function unfold() {
    open = !open;
    if (last) update(last);
  }

  /** @param {Input} input */
  function update(input) {
    last = input;
    const users = arrangedPeople(input.users, sort, backwards);
    const hidden = users.length - FIRST;
    heads.update(sort, backwards);
    reconcile(
      body,
      (open ? users : users.slice(0, FIRST)).map((user) => ({ user, now: input.now })),
      ({ user }) => user.username,
      () => personRow(context),
    );
    const n = format.number(Math.max(hidden, 0), 0);
    setText(more, open ? t('attention.less') : t('attention.more', { n }));
    setAttribute(more, 'aria-expanded', String(open));
    show(more, hidden > 0);
  }

  return { element, update };
}

/** @param {Context} context */
function personRow(context) {
  const { t, page } = context;
  const link = h('a');
  const account = h('span', { class: 'cell-note' });
  const roles = h('ul', { class: 'role-list' });
  const none = h('span', { class: 'cell-note' }, t('people.noRoles'));
  const marks = h('ul', { class: 'badges' });
  const element = h(
    'tr',
    {},
    h('th', { scope: 'row', class: 'col-name' }, link, account),
    h('td', { class: 'col-roles', 'data-label': t('people.column.roles') }, roles, none),
    h('td', { class: 'col-state', 'data-label': t('people.column.state') }, marks),
  );

  /** @param {{user: User, now: number}} item */
  function update({ user, now }) {
    setText(link, user.name);
    setAttribute(link, 'href', page('orang', user.username));
    setText(account, `${user.username} · ${homeText(user, t)}`);
    setAttribute(element, 'data-disabled', user.disabledAt !== null);
    reconcile(
      roles,
      rolesInOrder(user.roles, now).map((role) => ({ role, now })),
      ({ role }) => `${role.role}@${role.scope}`,
      () => roleItem(context),
    );
    show(none, user.roles.length === 0);
    reconcile(marks, badgesOf(user, context, now), ({ text }) => text, badge);
  }

  return { element, update };
}

/** @param {Context} context */
export function roleItem({ t, format }) {
  const office = h('strong');
  const place = h('span');
  const standing = h('span', { class: 'badge' });
  const period = h('span', { class: 'cell-note' });
  const element = h('li', {}, office, ' – ', place, ' ', standing, period);

  /** @param {{role: UserRole, now: number}} item */
  function update({ role, now }) {
    const state = standingOf(role, now);
    setText(office, officeText(role, t));
    setText(place, placeText(role.scope, role.scopeName, t));
    setText(standing, state === 'holds' ? '' : t(`standing.${state}`));
    show(standing, state !== 'holds');
    setAttribute(element, 'data-standing', state);
    const time = periodText(role, { t, format });
    setText(period, state === 'holds' ? t('standing.holds', { time }) : time);
  }

  return { element, update };
}

/** What is to be known of an account besides its roles. @param {User} user @param {Context} context @param {number} now */
export function badgesOf(user, { t, format }, now) {
  const { disabledAt } = user;
  const badges = marksOf(user).map((mark) => {
    const at = disabledAt ? format.when(disabledAt, zoneOf(disabledAt), now) : '';
    return { text: t(`mark.${mark}`, { at }), tone: mark === 'disabled' ? 'bad' : 'wait' };
  });
  if (!user.hasPassword) badges.push({ text: t('mark.noPassword'), tone: 'plain' });
  if (!user.managed) badges.push({ text: t('mark.shared'), tone: 'plain' });
  return badges.length > 0 ? badges : [{ text: t('mark.fine'), tone: 'good' }];
}

/** @param {{text: string, tone: string}} first */
export function badge(first) {
  const element = h('li', { class: 'badge', 'data-tone': first.tone }, first.text);
  return { element, update: () => undefined };
}
