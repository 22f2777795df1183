/**
 * What the form's server tells and what the page keeps. Types only; nothing of this file is loaded.
 *
 * @typedef {{low: number, median: number, high: number, n: number}} Usual
 *
 * @typedef {object} Field one number of one service
 * @property {string} service path of the service
 * @property {string} serviceName
 * @property {string} measure
 * @property {'count'|'level'} kind a count is the day's total, a level how many there are at its end
 * @property {string|null} of what a count counts
 * @property {number|null} value as reported for this day
 * @property {boolean} absent whether "tidak ada laporan" was said for this day
 * @property {Usual|null} usual
 *
 * @typedef {{day: string, state: 'open'|'reported'|'closed'|'off'|'unknown', due: string|null,
 *   reportedAt: string|null, reportedBy: string|null}} FormDay
 * @typedef {{at: string, by: string, how: string}} Submission an earlier one of the same day
 *
 * @typedef {object} Form
 * @property {string} feed
 * @property {{id: string, name: string}} agency
 * @property {string} government
 * @property {string} owner
 * @property {string} deputy
 * @property {string} holder whom the link was made for
 * @property {string} day `2026-11-25`
 * @property {string} today
 * @property {string} zone
 * @property {string} now
 * @property {FormDay[]} days newest first
 * @property {string} expires
 * @property {Field[]} fields
 * @property {Submission[]} history newest first
 *
 * @typedef {{text: string, absent: boolean}} Entry what stands in one field
 * @typedef {Record<string, Entry>} Entries by `fieldId`
 *
 * @typedef {object} Draft what is kept on the phone until the server has it
 * @property {string} feed
 * @property {string} day
 * @property {string} today what the page held for today
 * @property {boolean} sure whether the server had said so
 * @property {number} at when it was typed, by the phone's clock
 * @property {Entries} entries
 * @property {string|null} key of the submission that was tried
 * @property {boolean} confirmed
 * @property {boolean} pending whether it is to be sent without being asked again
 *
 * @typedef {{service: string, measure: string, value: number, usual: Usual}} Unusual
 * @typedef {{service: string, measure: string, before: number|null, value: number|null}} Change
 * @typedef {{saved: true, at: string, replayed: boolean, changes: Change[]}} Saved
 * @typedef {Saved & {day: string, by: string}} Receipt
 *
 * @typedef {object} Refusal an answer other than success
 * @property {number} status 0 where no server of Pantau answered
 * @property {string} detail
 * @property {{field: string, expected: string}[]} errors
 * @property {Unusual[]} unusual
 * @property {number|null} retryAfterMs
 *
 * @typedef {'empty'|'fraction'|'negative'|'grouping'|'big'|'word'} Fault what is wrong with a typed number
 * @typedef {{fault: Fault|'name'|'server', expected?: string}} FieldError
 *
 * @typedef {'id'|'en'} Language
 * @typedef {Record<import('./id.js').Key, string>} Dictionary
 */
export {};
