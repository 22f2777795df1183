import { isWithin } from './state.js';

/**
 * What a person's roles let them do on this page. Only what to offer: the server decides. Pure.
 *
 * @typedef {import('./types.js').Session} Session
 */

const OPERATING = ['operator', 'administrator'];
const AUDITING = ['auditor', 'administrator'];

/** Whether somebody may add to the catalogue. @param {Session|null|undefined} session @returns {boolean} */
export function mayConnect(session) {
  return Boolean(session?.roles.some(({ role }) => OPERATING.includes(role)));
}

/** Places whose catalogue somebody may add to. @param {Session|null|undefined} session @returns {string[]} */
export function operated(session) {
  return outermost(session, OPERATING);
}

/** Whether somebody looks after accounts. @param {Session|null|undefined} session @returns {boolean} */
export function mayAdminister(session) {
  return administered(session).length > 0;
}

/** Places whose accounts somebody looks after. @param {Session|null|undefined} session @returns {string[]} */
export function administered(session) {
  return outermost(session, ['administrator']);
}

/** Places of which somebody may see anything. @param {Session|null|undefined} session @returns {string[]} */
export function seen(session) {
  return outermost(session, null);
}

/** Whether somebody may read who did what. @param {Session|null|undefined} session @returns {boolean} */
export function mayAudit(session) {
  return Boolean(session?.roles.some(({ role }) => AUDITING.includes(role)));
}

/** Places of these roles, without those that lie in another of them. @param {Session|null|undefined} session @param {readonly string[]|null} roles null is any @returns {string[]} */
function outermost(session, roles) {
  const scopes = (session?.roles ?? [])
    .filter(({ role }) => !roles || roles.includes(role))
    .map(({ scope }) => scope);
  const all = [...new Set(scopes)];
  return all.filter((scope) => !all.some((other) => other !== scope && isWithin(scope, other)));
}
