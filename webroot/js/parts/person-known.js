import { Problem } from '../api.js';
import { h, reconcile, setText, show } from '../dom.js';
import { homeText, rolesInOrder } from '../people.js';
import { problemText } from '../problem-text.js';
import { badge, badgesOf, roleItem } from './people-table.js';
import { personKeeping } from './person-keeping.js';
import { personRoles } from './person-roles.js';

/**
 * An account that exists: what holds now, its roles to change, and, where all of it is the reader's, the rest.
 *
 * @typedef {import('../people-types.js').User} User
 * @typedef {import('../types.js').Context} Context
 *
 * @typedef {object} Held the account as it was read last, and how to change it
 * @property {() => User} user
 * @property {(work: (user: User) => Promise<User|null>, said: {line: ReturnType<typeof import('./field.js').outcome>, good: string}) => Promise<Problem|null>} change
 */

/**
 * @param {Context} context
 * @param {{session: import('../types.js').Session, tree: import('../place-tree.js').PlaceTree, user: User, now: () => number}} options
 */
export function knownPerson(context, { session, tree, user: first, now }) {
  const { t, api } = context;
  let user = first;
  const title = h('h1', { tabindex: '-1' });
  const account = h('p', { class: 'hero-facts' });
  const marks = h('ul', { class: 'badges' });
  const present = h('ul', { class: 'role-list' });
  const none = h('p', { class: 'empty' }, t('people.noRoles'));
  const shared = h('p', { class: 'outcome' }, t('person.shared'));
  /** @type {Held} */
  const held = { user: () => user, change };
  const roles = personRoles(context, { held, tree });
  const keeping = personKeeping(context, { held, own: session.user.username === user.username });

  /**
   * Does it with the revision that was read. Where somebody else was quicker the account is read anew: what they made
   * of it is shown, what was typed stays, and the next try is about what stands there now.
   * @type {Held['change']}
   */
  async function change(work, { line, good }) {
    line.say('busy', t('desk.saving'));
    try {
      user = (await work(user)) ?? (await reread()) ?? user;
      draw();
      line.say('good', good);
      return null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      line.say('bad', error.status === 409 ? await conflict(error) : problemText(error, t));
      return error;
    }
  }

  async function reread() {
    const { users } = await api.people();
    return users.find(({ username }) => username === user.username) ?? null;
  }

  /** @param {Problem} problem */
  async function conflict({ detail }) {
    try {
      const fresh = await reread();
      if (!fresh) return t('person.gone');
      const changed = fresh.revision !== user.revision;
      user = fresh;
      draw();
      return changed ? t('person.conflict') : detail;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      return problemText(error, t);
    }
  }

  function draw() {
    setText(title, user.name);
    setText(account, `${user.username} · ${homeText(user, t)}`);
    reconcile(marks, badgesOf(user, context, now()), ({ text }) => text, badge);
    reconcile(
      present,
      rolesInOrder(user.roles, now()).map((role) => ({ role, now: now() })),
      ({ role }) => `${role.role}@${role.scope}`,
      () => roleItem(context),
    );
    show(none, user.roles.length === 0);
    show(shared, !user.managed);
    show(keeping.element, user.managed);
    keeping.update();
  }

  draw();
  return h(
    'div',
    { class: 'stack person' },
    h('section', { class: 'hero' }, title, account, marks),
    h('section', { class: 'card stack' }, h('h2', {}, t('person.present')), shared, present, none),
    roles.element,
    keeping.element,
  );
}
