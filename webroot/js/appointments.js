import { toInstant, zoneOffset } from './format.js';
import { dayOf, shiftDay, zoneOf } from './roster.js';

/**
 * A role as it is typed, by days, and as the server keeps it, by instants: the last day belongs to it. Pure.
 *
 * @typedef {import('./people-types.js').UserRole} UserRole
 * @typedef {import('./people-types.js').WantedRole} WantedRole
 *
 * @typedef {object} Draft
 * @property {import('./people-types.js').RoleName|''} role
 * @property {string|null} scope null while none is chosen
 * @property {string} zone of the place
 * @property {import('./people-types.js').Capacity} capacity
 * @property {string} from a day, or empty
 * @property {string} to the last day, or empty
 * @property {UserRole|null} was what it was read from
 */

/** @param {UserRole} was @returns {Draft} */
export function draftOf(was) {
  const to = toInstant(was.to);
  return {
    role: was.role,
    scope: was.scope,
    zone: zoneOf(was.from ?? was.to),
    capacity: was.capacity,
    from: was.from ? dayOf(Date.parse(was.from), zoneOf(was.from)) : '',
    to: to === null ? '' : dayOf(to - 1, zoneOf(was.to)),
    was,
  };
}

/** Midnight at which a day begins, with the zone's offset. @param {string} day @param {string} zone */
export function beginning(day, zone) {
  const minutes = zoneOffset(zone, Date.parse(`${day}T00:00:00Z`));
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  const rest = String(size % 60).padStart(2, '0');
  return `${day}T00:00:00${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
}

/**
 * What to send; and what is missing before it can be, by the server's names of fields.
 * @param {readonly Draft[]} drafts
 * @returns {{roles: WantedRole[], mistakes: Map<string, import('./i18n/id.js').Key>}}
 */
export function wantedRoles(drafts) {
  /** @type {Map<string, import('./i18n/id.js').Key>} */
  const mistakes = new Map();
  /** @type {WantedRole[]} */
  const roles = [];
  const seen = new Set();
  drafts.forEach((draft, index) => {
    const field = `roles[${index}]`;
    const { role, scope, capacity, from, to } = draft;
    if (role === '') mistakes.set(`${field}.role`, 'roles.role.required');
    if (scope === null) mistakes.set(`${field}.scope`, 'roles.place.required');
    if (from !== '' && to !== '' && to < from) mistakes.set(`${field}.to`, 'roles.to.before');
    if (role === '' || scope === null) return;
    const key = `${role}@${scope}`;
    if (seen.has(key)) mistakes.set(`${field}.role`, 'roles.twice');
    seen.add(key);
    roles.push({ role, scope, capacity, from: fromOf(draft), to: toOf(draft) });
  });
  return { roles, mistakes };
}

/** What was not touched goes back as it came, to the second. @param {Draft} draft */
function fromOf({ from, zone, was }) {
  if (was?.from && from === draftOf(was).from) return was.from;
  return from === '' ? null : beginning(from, zone);
}

/** @param {Draft} draft */
function toOf({ to, zone, was }) {
  if (was?.to && to === draftOf(was).to) return was.to;
  return to === '' ? null : beginning(shiftDay(to, 1), zone);
}
