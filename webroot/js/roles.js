import { isWithin } from './state.js';

/**
 * What a person's roles let them do on this page. Only what to offer: the server decides. Pure.
 *
 * @typedef {import('./types.js').Session} Session
 */

const OPERATING = ['operator', 'administrator'];

/** Whether somebody may add to the catalogue. @param {Session|null|undefined} session @returns {boolean} */
export function mayConnect(session) {
  return Boolean(session?.roles.some(({ role }) => OPERATING.includes(role)));
}

/** Places whose catalogue somebody may add to, without those that lie in another of them. @param {Session|null|undefined} session @returns {string[]} */
export function operated(session) {
  const scopes = (session?.roles ?? [])
    .filter(({ role }) => OPERATING.includes(role))
    .map(({ scope }) => scope);
  const all = [...new Set(scopes)];
  return all.filter((scope) => !all.some((other) => other !== scope && isWithin(scope, other)));
}
