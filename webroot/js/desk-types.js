/**
 * Shapes of what operators work with: reports by people, links, and additions to the catalogue. As in
 * `types.js` the server's words are kept as they arrive. Days are texts like 2026-11-25.
 *
 * @typedef {'form'|'file'} ReportBy
 * @typedef {'missing'|'waiting'|'late'|'reported'|'off'} ReportState
 *
 * @typedef {object} MonthRate of the days of a month on which a report was due
 * @property {string} month 2026-11
 * @property {number} due
 * @property {number} onTime
 * @property {number} late
 * @property {number} missing
 *
 * @typedef {object} RosterFeed
 * @property {string} feed
 * @property {string} agency path
 * @property {string} agencyName
 * @property {string} government name
 * @property {ReportBy} by
 * @property {string} owner
 * @property {string} deputy
 * @property {number} services
 * @property {string|null} due null where nothing is due that day
 * @property {ReportState} state
 * @property {string|null} reportedAt
 * @property {string|null} reportedBy
 * @property {number} corrections
 * @property {string|null} lastDay
 * @property {MonthRate[]} months the oldest first
 * @property {{edit: boolean}} may
 *
 * @typedef {object} Reminder
 * @property {string} at
 * @property {string} feed
 * @property {string} day
 * @property {'before'|'after'} kind
 * @property {string} to
 * @property {boolean} sent
 *
 * @typedef {object} Roster
 * @property {string} day
 * @property {RosterFeed[]} feeds
 * @property {Reminder[]} [reminders] operators only
 *
 * @typedef {object} Usual
 * @property {number} low
 * @property {number} median
 * @property {number} high
 * @property {number} n
 *
 * @typedef {'new'|'corrected'|'same'} CellChange
 *
 * @typedef {object} PreviewRow
 * @property {string} cell
 * @property {string} day
 * @property {string} service
 * @property {string} serviceName
 * @property {string} measure
 * @property {number|null} before
 * @property {number|null} value null is "no report", said on purpose
 * @property {CellChange} change
 * @property {Usual} [unusual]
 *
 * @typedef {object} FilePreview
 * @property {boolean} saved
 * @property {string[]} days
 * @property {PreviewRow[]} rows
 * @property {{new: number, corrected: number, same: number, empty: number}} counts
 * @property {string[]} notes
 *
 * @typedef {object} UnusualValue
 * @property {string} service
 * @property {string} measure
 * @property {number} value
 * @property {Usual} usual
 *
 * @typedef {object} ReportLink
 * @property {string} id
 * @property {'form'|'upload'} kind
 * @property {string} holder
 * @property {string} createdBy
 * @property {string} createdAt
 * @property {string} expiresAt
 * @property {string|null} revokedAt
 * @property {string|null} lastUsedAt
 *
 * @typedef {ReportLink & {token: string, url: string|null}} FreshLink the only time its token is told
 *
 * @typedef {object} Addition
 * @property {string} name
 * @property {string} title
 * @property {string} yaml
 * @property {string} savedBy
 * @property {string} savedAt
 * @property {string[]} [setAside] why it is not part of the catalogue at present
 *
 * @typedef {object} Difference
 * @property {string[]} agencies
 * @property {string[]} services
 * @property {{id: string, what: string}[]} feeds
 *
 * @typedef {{name: string, title: string, yaml: string, save: boolean, seen: string|null}} AdditionDraft
 * @typedef {{saved: boolean, mistakes: string[], adds: Difference, removes: Difference}} AdditionAnswer
 *
 * @typedef {object} AddressLine
 * @property {number} line
 * @property {string} text as read, shortened
 * @property {string|null} agency
 * @property {string|null} service
 * @property {string|null} url
 * @property {'new-agency'|'new-service'|'probe'|'there'|null} becomes
 * @property {string|null} wrong
 * @property {string[]} warnings
 *
 * @typedef {object} AddressAnswer
 * @property {boolean} saved
 * @property {AddressLine[]} lines
 * @property {{good: number, wrong: number}} counts
 * @property {string|null} part
 *
 * @typedef {{name: string, contact?: string}} Holder
 *
 * @typedef {object} ReportDraft
 * @property {string|{government: string, name: string}} agency
 * @property {({id: string}|{name: string})[]} services
 * @property {string[]} measures
 * @property {string} of
 * @property {ReportBy} by
 * @property {Holder} owner
 * @property {Holder} deputy
 * @property {string} due
 * @property {boolean} save
 *
 * @typedef {{saved: boolean, feed: string, mistakes: string[], yaml: string}} ReportAnswer
 *
 * @typedef {{field: string, expected: string}} FieldError
 */

/** @type {readonly ReportState[]} worst first */
export const REPORT_STATES = ['missing', 'waiting', 'late', 'reported', 'off'];
