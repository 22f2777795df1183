/**
 * Shapes that cross modules. The server's words are kept as they arrive; times are ISO 8601 texts with
 * an offset, durations are milliseconds, shares are 0..1.
 *
 * @typedef {'normal'|'waspada'|'gangguan'|'tanpa_data'|'pemeliharaan'|'belum_terhubung'} Status
 * @typedef {'government'|'agency'|'service'} Kind
 * @typedef {'ok'|'partial'|'stale'|'none'} Trust
 * @typedef {'id'|'en'} Language
 *
 * @typedef {object} Figure
 * @property {string} measure
 * @property {number|null} value null is unknown, never zero
 * @property {string} unit
 * @property {string|null} [of] what a count counts
 * @property {Trust} trust
 * @property {string|null} asOf
 * @property {number} coverage
 * @property {string} origin who says so; of a total the least automatic
 * @property {Record<string, number>} [origins] the share of each origin, where there are several
 * @property {string[]} [missing] paths of services whose part is unknown
 * @property {string} [period]
 * @property {number|null} [p95]
 * @property {number|null} [n]
 * @property {{origin: string, value: number, asOf?: string|null}|null} [alternative]
 * @property {{low: number, median: number, high: number}} [usual]
 *
 * @typedef {Record<Status, number>} Counts
 *
 * @typedef {object} BoardNode
 * @property {string} id
 * @property {Kind} kind
 * @property {string} name
 * @property {string} zone
 * @property {string|null} [sector]
 * @property {Status} status
 * @property {string} basis
 * @property {string|null} since
 * @property {string} reason a code; empty when all is well
 * @property {string} [detail] operators only
 * @property {Figure[]} figures
 * @property {Counts} counts
 * @property {string|null} [standard]
 * @property {{responseMs?: number|null, availability?: number|null}|null} [targets]
 * @property {number|null} [population]
 * @property {Place[]} [path] places above it, from the top down, where the server tells them
 *
 * @typedef {{id: string, name: string}} Place
 * @typedef {{at: string, ok: boolean, reason?: string, demo?: boolean}} Live
 *
 * @typedef {object} Board
 * @property {string} epoch
 * @property {number} seq
 * @property {string} at
 * @property {Place[]} path
 * @property {BoardNode} node
 * @property {BoardNode[]} children
 * @property {BoardNode[]} attention
 * @property {Live} live
 *
 * @typedef {object} Change
 * @property {number} seq
 * @property {string} at
 * @property {BoardNode[]} nodes
 * @property {string[]} [attention] ids in order
 * @property {Live} [live]
 *
 * @typedef {object} Point
 * @property {string} from
 * @property {number|null} value
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [p50]
 * @property {number} [p95]
 * @property {number} [p99]
 * @property {number} [n]
 * @property {number} [coverage]
 * @property {string} [origin] nobody says a gap
 * @property {Record<string, number>} [origins]
 * @property {{origin: string, value: number}} [other] what another origin says of the same bucket
 *
 * @typedef {object} Series
 * @property {string} service
 * @property {string} measure
 * @property {string} unit
 * @property {string} step
 * @property {string|null} [of]
 * @property {Point[]} points
 *
 * @typedef {object} FeedInfo
 * @property {string} id
 * @property {string} read
 * @property {number} [everySeconds]
 * @property {string} state
 * @property {string} [reason]
 * @property {string[]} [problems] what of the last answer could not be read; operators only
 * @property {{code: string, since: string|null}} [suggestion]
 * @property {string|null} [lastPoll]
 * @property {string|null} [lastOk]
 *
 * @typedef {object} MeasureInfo
 * @property {string} measure
 * @property {string} unit
 * @property {string|null} [of]
 * @property {string} [origin]
 * @property {string} [semantics]
 *
 * @typedef {object} ServiceExtra
 * @property {FeedInfo[]} [feeds]
 * @property {MeasureInfo[]} [measures]
 * @property {string} [hours]
 * @property {Place[]} [path]
 * @typedef {BoardNode & ServiceExtra} ServiceInfo
 *
 * @typedef {object} Session
 * @property {{username: string, name: string}} user
 * @property {{role: string, scope: string, scopeName: string}[]} roles those that hold now
 * @property {string|null} top null for somebody who may see nothing at present
 * @property {boolean} demo
 * @property {boolean} mustChange the password was made up, and opens nothing but its own change
 *
 * @typedef {object} DemoAccount
 * @property {string} username
 * @property {string} name
 * @property {string} role
 * @property {string} scope
 * @property {string} scopeName
 *
 * @typedef {'1h'|'24h'|'7d'|'30d'|'90d'|'1y'} RangeName
 * @typedef {{from: number, to: number}} TimeSpan instants in ms, half open
 *
 * @typedef {'laporan'|'sambungkan'|'simpanan'|'akun'|'orang'|'audit'} PageName
 *
 * @typedef {object} Route
 * @property {PageName|null} page null is a place of the tree
 * @property {string|null} item what of a page is looked at: a feed, a rung, an account
 * @property {string|null} day of a page that shows one day; null is today
 * @property {string|null} scope null means the highest the person may see; on a page of its own, the place one came from
 * @property {RangeName|null} range
 * @property {Language|null} lang
 *
 * @typedef {'connecting'|'live'|'lost'|'paused'} Phase
 *
 * @typedef {object} AppState
 * @property {Session|null|undefined} session undefined until known, null when nobody is logged in
 * @property {Route} route
 * @property {Board|null} board
 * @property {{kind: 'missing'|'failed', detail: string}|null} problem
 * @property {{phase: Phase, since: number|null, heard: number|null}} connection
 * @property {number} now by this device's clock, in ms
 * @property {number} skew what to add for the server's clock, in ms
 *
 * @typedef {(key: import('./i18n/id.js').Key, params?: Record<string, string|number>) => string} Translate
 *
 * @typedef {object} Context what every view and part may use
 * @property {Translate} t
 * @property {Language} lang
 * @property {import('./format.js').Formats} format formats of the reader's language, by zone
 * @property {typeof import('./api.js').api} api
 * @property {(target: Partial<Route>) => void} go changes the parts of the address that are named
 * @property {(scope: string|null) => string} link address of a place, with the range and language kept
 * @property {(page: PageName, item?: string|null) => string} page address of a page that is no place
 * @property {Map<string, unknown>} memory what a view wishes to find again while nobody logs out: filters, drafts
 *
 * @typedef {object} View
 * @property {(state: AppState) => void} update draws all of the state; may be called any number of times
 * @property {() => void} [unmount]
 */

export const STATUSES = /** @type {const} */ ([
  'gangguan',
  'waspada',
  'tanpa_data',
  'pemeliharaan',
  'normal',
  'belum_terhubung',
]);

/** @type {readonly RangeName[]} */
export const RANGES = ['1h', '24h', '7d', '30d', '90d', '1y'];
