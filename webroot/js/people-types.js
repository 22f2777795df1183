/**
 * Shapes of accounts, keys and the audit, in the server's words. A place is a path of the tree; the empty one is the whole.
 *
 * @typedef {object} OpenSession
 * @property {string} id
 * @property {boolean} current the one that asks
 * @property {string} created
 * @property {string} seen
 * @property {string} address
 * @property {string} agent what the browser calls itself
 *
 * @typedef {object} Key
 * @property {string} id
 * @property {string} name
 * @property {string} scope
 * @property {string} scopeName
 * @property {string} created
 * @property {string} expires
 * @property {string|null} lastUsed
 *
 * @typedef {Key & {token: string}} FreshKey the only time its secret is told
 *
 * @typedef {'leader'|'agency_head'|'operator'|'administrator'|'auditor'} RoleName
 * @typedef {'definitive'|'plt'|'plh'|'pj'|'pjs'} Capacity
 *
 * @typedef {object} WantedRole
 * @property {RoleName} role
 * @property {string} scope
 * @property {Capacity} capacity
 * @property {string|null} from null is always
 * @property {string|null} to null is never
 *
 * @typedef {WantedRole & {scopeName: string, holds: boolean, by: string}} UserRole
 *
 * @typedef {object} User
 * @property {string} username
 * @property {string} name
 * @property {string} home administrators of this place look after it
 * @property {string} homeName
 * @property {string|null} disabledAt
 * @property {boolean} mustChange
 * @property {boolean} hasPassword
 * @property {boolean} managed whether all of it is the reader's to change
 * @property {number} revision goes back with each change
 * @property {UserRole[]} roles within what the reader administers
 *
 * @typedef {{user: User, password: string}} UserWithPassword the only time the password is told
 *
 * @typedef {object} Opened a regency or city, and whether its province looks after its feeds too
 * @property {string} government
 * @property {string} name
 * @property {boolean} operating
 * @property {boolean} may whether it is the reader's to decide
 *
 * @typedef {{users: User[], opened: Opened[]}} People
 *
 * @typedef {object} AuditEntry
 * @property {number} id
 * @property {string} at
 * @property {string} actor
 * @property {string} address
 * @property {string} action
 * @property {string} subject
 * @property {string} detail
 * @property {string} place
 * @property {string} placeName
 *
 * @typedef {{from: string, to: string, actor: string, action: string, text: string}} AuditQuestion days as texts like 2026-11-25, both included; empty is anything
 * @typedef {{entries: AuditEntry[], before: number|null}} AuditPage
 */

/** @type {readonly RoleName[]} */
export const ROLES = ['leader', 'agency_head', 'operator', 'administrator', 'auditor'];

/** @type {readonly Capacity[]} */
export const CAPACITIES = ['definitive', 'plt', 'plh', 'pj', 'pjs'];
