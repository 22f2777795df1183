import { toInstant } from './format.js';
import { keyOf } from './i18n/index.js';
import { zoneOf } from './roster.js';

/**
 * Accounts and roles in words: order, marks, search, the sentence. Pure.
 *
 * @typedef {import('./people-types.js').User} User
 * @typedef {import('./people-types.js').UserRole} UserRole
 * @typedef {import('./roster.js').Piece} Piece
 * @typedef {import('./roster.js').Words} Words
 * @typedef {'disabled'|'mustChange'|'noRole'} Mark what wants a look
 * @typedef {'name'|'state'} Column
 */

/** @type {readonly Mark[]} */
export const MARKS = ['disabled', 'mustChange', 'noRole'];

/** Plt. Kepala perangkat daerah. @param {Pick<UserRole, 'role'|'capacity'>} role @param {import('./types.js').Translate} t */
export function officeText({ role, capacity }, t) {
  const key = keyOf('role', role);
  const office = key ? t(key) : role;
  if (capacity === 'definitive') return office;
  const prefix = keyOf('capacity.prefix', capacity);
  return `${prefix ? t(prefix) : capacity} ${office}`;
}

/** @param {string} scope @param {string} name empty where the catalogue does not know it @param {import('./types.js').Translate} t */
export function placeText(scope, name, t) {
  return scope === '' ? t('people.whole') : name || scope;
}

/** Who looks after an account. @param {Pick<User, 'home'|'homeName'>} user @param {import('./types.js').Translate} t */
export function homeText({ home, homeName }, t) {
  return home === '' ? t('people.homeWhole') : t('people.home', { place: homeName || home });
}

/** From when to when, the last day included; always where neither is said. @param {Pick<UserRole, 'from'|'to'>} role @param {Words} words */
export function periodText({ from, to }, { t, format }) {
  const end = toInstant(to);
  const first = from ? format.shortDate(Date.parse(from), zoneOf(from), true) : '';
  const last = end === null ? '' : format.shortDate(end - 1, zoneOf(to), true);
  if (first && last) return t('period.fromTo', { first, last });
  if (first) return t('period.from', { first });
  return last ? t('period.to', { last }) : t('period.always');
}

/** @param {UserRole} role @param {number} now @returns {'holds'|'coming'|'over'} */
export function standingOf(role, now) {
  if (role.holds) return 'holds';
  const from = toInstant(role.from);
  return from !== null && from > now ? 'coming' : 'over';
}

/** Roles that hold come first, then those to come. @param {readonly UserRole[]} roles @param {number} now @returns {UserRole[]} */
export function rolesInOrder(roles, now) {
  const order = { holds: 0, coming: 1, over: 2 };
  return [...roles].sort((a, b) => order[standingOf(a, now)] - order[standingOf(b, now)]);
}

/** @param {User} user @returns {Mark[]} */
export function marksOf(user) {
  /** @type {Mark[]} */
  const marks = [];
  if (user.disabledAt) marks.push('disabled');
  if (user.mustChange) marks.push('mustChange');
  if (!user.roles.some(({ holds }) => holds)) marks.push('noRole');
  return marks;
}

/** @param {readonly User[]} users @returns {Record<Mark, number>} */
export function tallyMarks(users) {
  const counts = { disabled: 0, mustChange: 0, noRole: 0 };
  for (const user of users) for (const mark of marksOf(user)) counts[mark] += 1;
  return counts;
}

/**
 * Accounts in which each word is found: in a name, a role, a place.
 * @param {readonly User[]} users @param {string} text @param {Mark|null} mark @param {import('./types.js').Translate} t
 */
export function matchingPeople(users, text, mark, t) {
  const words = text.toLocaleLowerCase('id').split(/\s+/).filter(Boolean);
  return users.filter((user) => {
    if (mark && !marksOf(user).includes(mark)) return false;
    const { username, name, homeName, roles } = user;
    const said = roles.flatMap((role) => [officeText(role, t), role.scopeName, role.scope]);
    const all = [username, name, homeName, ...said].join(' ').toLocaleLowerCase('id');
    return words.every((word) => all.includes(word));
  });
}

/** @param {readonly User[]} users @param {Column} column @param {boolean} backwards @returns {User[]} */
export function arrangedPeople(users, column, backwards) {
  const sorted = [...users].sort(column === 'name' ? byName : byState);
  return backwards ? sorted.reverse() : sorted;
}

/** @param {User} a @param {User} b */
function byName(a, b) {
  return a.name.localeCompare(b.name, 'id') || a.username.localeCompare(b.username, 'id');
}

/** What wants a look comes first. @param {User} a @param {User} b */
function byState(a, b) {
  return rank(a) - rank(b) || byName(a, b);
}

/** @param {User} user */
function rank(user) {
  const marks = marksOf(user);
  const first = /** @type {readonly Mark[]} */ (['mustChange', 'noRole', 'disabled']);
  const found = first.findIndex((mark) => marks.includes(mark));
  return found < 0 ? first.length : found;
}

/** All of them in a sentence. @param {readonly User[]} users @param {Words} words @returns {Piece[]} */
export function peopleSentence(users, { t, format }) {
  const counts = tallyMarks(users);
  const n = (/** @type {number} */ count) => format.number(count, 0);
  /** @type {Piece[]} */
  const pieces = [{ text: t('people.sentence', { n: n(users.length) }), strong: true }];
  const rest = MARKS.filter((mark) => counts[mark] > 0).map((mark) =>
    t(`people.sentence.${mark}`, { n: n(counts[mark]) }),
  );
  pieces.push({ text: rest.length > 0 ? `; ${rest.join('; ')}.` : '.' });
  return pieces;
}
