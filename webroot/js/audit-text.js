import { keyOf } from './i18n/index.js';
import { officeText, periodText, placeText } from './people.js';
import { shiftDay } from './roster.js';

/**
 * Who did what, in words. Pure.
 *
 * @typedef {import('./people-types.js').AuditEntry} AuditEntry
 * @typedef {import('./people-types.js').AuditQuestion} AuditQuestion
 * @typedef {import('./roster.js').Words} Words
 */

/** Everything the server keeps, gathered by what it concerns. */
export const ACTIONS = /** @type {const} */ ([
  'user-create',
  'user-change',
  'user-disable',
  'user-roles',
  'user-password',
  'user-sessions',
  'sharing-open',
  'sharing-close',
  'password-change',
  'session-end',
  'token-make',
  'token-revoke',
  'report',
  'report-file',
  'link-make',
  'link-revoke',
  'catalogue-save',
  'catalogue-remove',
  'audit-export',
]);

/** Marks a role in what an account was given: `agency_head@33.08/dinkes plt from … to …`. */
const ROLE = /^(\w+)@(\S+)(?: (plt|plh|pj|pjs))?(?: from (\S+))?(?: to (\S+))?$/;

/** Its words; its code where this page does not know it. @param {string} action @param {import('./types.js').Translate} t */
export function actionText(action, t) {
  const key = keyOf('audit.action', action);
  return key ? t(key) : action;
}

/** An account by its name, a link by what it is. @param {string} actor @param {import('./types.js').Translate} t */
export function actorText(actor, t) {
  return actor.startsWith('link:') ? t('audit.byLink', { id: actor.slice('link:'.length) }) : actor;
}

/** @param {AuditEntry} entry @param {Words} words @returns {string} */
function detailText(entry, words) {
  const { action, detail } = entry;
  if (action === 'user-create' || action === 'user-roles') return rolesText(detail, words);
  return detail
    .replace(/(\d+) changed$/, (_, n) => words.t('audit.changed', { n }))
    .replace(/^(\d+) entries$/, (_, n) => words.t('audit.entries', { n }));
}

/**
 * What a deed was about, and the rest of it: a key and a link are known to people by their names, not by their numbers.
 * @param {AuditEntry} entry @param {Words} words
 */
export function aboutText(entry, words) {
  const { action, subject, detail } = entry;
  if (action.startsWith('token-')) return { about: detail, rest: subject };
  if (action === 'audit-export') return { about: detailText(entry, words), rest: '' };
  const made = action === 'link-make' ? /^(\S+) (.+)$/s.exec(detail) : null;
  return { about: subject, rest: made ? `${made[2]} · ${made[1]}` : detailText(entry, words) };
}

/** A name may hold a colon: the roles begin after the last. @param {string} detail @param {Words} words */
function rolesText(detail, words) {
  const cut = detail.lastIndexOf(': ');
  const list = cut < 0 ? '' : detail.slice(cut + 2);
  if (list === '-') return `${detail.slice(0, cut)}: ${words.t('audit.noRoles')}`;
  const roles = list.split(', ').map((text) => roleText(text, words));
  if (roles.includes(null)) return detail;
  return `${detail.slice(0, cut)}: ${roles.join('; ')}`;
}

/** @param {string} text @param {Words} words @returns {string|null} */
function roleText(text, words) {
  const found = ROLE.exec(text);
  if (!found) return null;
  const [, role = '', scope = '', capacity = 'definitive', from = null, to = null] = found;
  const office = officeText(/** @type {any} */ ({ role, capacity }), words.t);
  const place = placeText(scope === '*' ? '' : scope, '', words.t);
  const period = from || to ? `, ${periodText({ from, to }, words)}` : '';
  return `${office} – ${place}${period}`;
}

/** What to ask the server: days become the span from the first midnight to the one after the last. @param {AuditQuestion} question */
export function auditQuery({ from, to, actor, action, text }) {
  return {
    from: from || null,
    to: to ? shiftDay(to, 1) : null,
    actor: actor.trim() || null,
    action: action || null,
    text: text.trim() || null,
  };
}
