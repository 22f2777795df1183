/**
 * Shapes of what the server says of its store. Days are texts like 2026-11-25, sizes are bytes with indexes.
 *
 * @typedef {'samples'|'periods'|'rollups_5m'|'rollups_1h'|'rollups_1d'|'totals_1h'|'totals_1d'|'failures'} KindName
 *
 * @typedef {object} Held what the store holds of a kind
 * @property {KindName} kind
 * @property {number} freshBytes
 * @property {number} packedBytes
 * @property {string|null} oldest
 * @property {string|null} newest
 * @property {number|null} keptDays null is for ever
 * @property {number} partitions
 * @property {number|null} bytesPerDay null while too few days are known
 *
 * @typedef {object} Sizes
 * @property {string} at
 * @property {number} databaseBytes
 * @property {number} otherBytes
 * @property {Held[]} kinds
 *
 * @typedef {object} Forecast
 * @property {'full'|'never'|'unknown_disk'|'too_few_days'|'not_measured'} verdict
 * @property {number} knownDays
 * @property {number} neededDays
 * @property {number|null} bytesPerDay
 * @property {{day: string, bytes: number, bytesPerDay: number}|null} settled
 * @property {string|null} full
 *
 * @typedef {{name: string, bytes: number, at: string, why: string}} AsideFile
 *
 * @typedef {object} Waiting
 * @property {number} samples
 * @property {number} bytes
 * @property {string|null} since
 * @property {number} inMemory
 * @property {string} fault
 * @property {number} setAside
 * @property {AsideFile[]} files
 *
 * @typedef {{pantau: string, postgresql: string|null, embedded: boolean, schema: number|null}} Versions
 *
 * @typedef {object} Machine
 * @property {Sizes|null} sizes
 * @property {{totalBytes: number, freeBytes: number}|null} disk
 * @property {Forecast} forecast
 * @property {Waiting} waiting
 * @property {Versions} versions
 *
 * @typedef {object} LackingFeed
 * @property {string} feed
 * @property {string} place
 * @property {string} placeName
 * @property {string} agencyName
 * @property {number} expected
 * @property {number} stored
 *
 * @typedef {object} Night
 * @property {string} day
 * @property {number|null} expected null for those who do not look after everything
 * @property {number|null} stored
 * @property {number} lacking
 * @property {LackingFeed[]} feeds
 *
 * @typedef {object} StoreState
 * @property {string|null} awaySince
 * @property {Night|null} lastNight
 * @property {Machine|null} machine null for those who do not look after everything
 */

export {};
