/**
 * The page's state and how events change it. Pure: (state, event) → state, no clock, no DOM.
 *
 * @typedef {import('./types.js').AppState} AppState
 * @typedef {import('./types.js').Board} Board
 * @typedef {import('./types.js').BoardNode} BoardNode
 * @typedef {import('./types.js').Change} Change
 * @typedef {import('./types.js').Route} Route
 * @typedef {import('./types.js').Session} Session
 * @typedef {import('./types.js').Status} Status
 *
 * @typedef {{type: 'session', session: Session|null}
 *   | {type: 'route', route: Route}
 *   | {type: 'snapshot', board: Board, now: number}
 *   | {type: 'change', change: Change, now: number}
 *   | {type: 'heard', now: number}
 *   | {type: 'lost', now: number}
 *   | {type: 'paused', now: number}
 *   | {type: 'connecting'}
 *   | {type: 'problem', problem: AppState['problem']}
 *   | {type: 'tick', now: number}} AppEvent
 */

/** Silence after which what is shown is called old: two heartbeats and a half. */
export const SILENCE_MS = 40_000;

/** Most services the attention list holds. */
const ATTENTION_LIMIT = 50;

/** @type {Record<Status, number>} */
const URGENCY = {
  gangguan: 0,
  waspada: 1,
  tanpa_data: 2,
  pemeliharaan: 3,
  normal: 4,
  belum_terhubung: 5,
};

/** @param {number} now @returns {AppState} */
export function initialState(now) {
  return {
    session: undefined,
    route: { page: null, item: null, day: null, scope: null, range: null, lang: null },
    board: null,
    problem: null,
    connection: { phase: 'connecting', since: null, heard: null },
    now,
    skew: 0,
  };
}

/** @param {AppState} state @param {AppEvent} event @returns {AppState} */
export function next(state, event) {
  switch (event.type) {
    case 'session':
      return { ...state, session: event.session, ...(event.session ? {} : { board: null }) };
    case 'route':
      return withRoute(state, event.route);
    case 'snapshot':
      return {
        ...state,
        board: event.board,
        problem: null,
        now: event.now,
        skew: skewOf(event.board, event.now),
        connection: { phase: 'live', since: null, heard: event.now },
      };
    case 'change':
      return withChange(state, event.change, event.now);
    case 'problem':
      return { ...state, problem: event.problem, board: event.problem ? null : state.board };
    case 'tick':
      return silent(state, event.now)
        ? lost({ ...state, now: event.now })
        : { ...state, now: event.now };
    default:
      return withConnection(state, event);
  }
}

/** @param {AppState} state @param {AppEvent} event @returns {AppState} */
function withConnection(state, event) {
  switch (event.type) {
    case 'heard':
      return {
        ...state,
        now: event.now,
        connection: { phase: 'live', since: null, heard: event.now },
      };
    case 'lost':
      return lost({ ...state, now: event.now });
    case 'paused':
      return { ...state, now: event.now, connection: { ...state.connection, phase: 'paused' } };
    case 'connecting':
      return state.connection.phase === 'lost'
        ? state
        : { ...state, connection: { ...state.connection, phase: 'connecting' } };
    default:
      return state;
  }
}

/**
 * A new scope begins empty, so that numbers of one place never stand under another's name. A page that is no
 * place keeps the one somebody came from: its stream goes on, and the way back is short.
 * @param {AppState} state @param {Route} route @returns {AppState}
 */
function withRoute(state, route) {
  if (route.page) return { ...state, route: { ...route, scope: state.route.scope } };
  if (state.board && state.route.scope === route.scope) return { ...state, route };
  return {
    ...state,
    route,
    board: null,
    problem: null,
    connection: { phase: 'connecting', since: null, heard: null },
  };
}

/** @param {AppState} state @returns {AppState} */
function lost(state) {
  if (state.connection.phase === 'lost') return state;
  const since = state.connection.heard ?? state.now;
  return { ...state, connection: { ...state.connection, phase: 'lost', since } };
}

/** @param {AppState} state @param {number} now @returns {boolean} */
function silent(state, now) {
  const { phase, heard } = state.connection;
  return phase === 'live' && heard !== null && now - heard > SILENCE_MS;
}

/** @param {AppState} state @param {Change} change @param {number} now @returns {AppState} */
function withChange(state, change, now) {
  const connection = { phase: /** @type {const} */ ('live'), since: null, heard: now };
  if (!state.board || change.seq <= state.board.seq) return { ...state, now, connection };
  return { ...state, now, connection, board: changedBoard(state.board, change) };
}

/**
 * The board after a change: nodes replaced by id, children in their order, attention in the order the
 * server names or else by our own rule.
 * @param {Board} board @param {Change} change @returns {Board}
 */
export function changedBoard(board, change) {
  const fresh = new Map(change.nodes.map((node) => [node.id, node]));
  /** @param {BoardNode} node */
  const latest = (node) => fresh.get(node.id) ?? node;
  const children = board.children.map(latest);
  const known = new Map(
    [...board.attention.map(latest), ...children].map((node) => [node.id, node]),
  );
  for (const node of change.nodes) {
    if (isWithin(node.id, board.node.id)) known.set(node.id, node);
  }
  return {
    ...board,
    seq: change.seq,
    at: change.at,
    node: latest(board.node),
    children,
    attention: attentionOf(known, change.attention),
    live: change.live ? { ...board.live, ...change.live } : board.live,
  };
}

/** @param {Map<string, BoardNode>} known @param {string[]} [order] @returns {BoardNode[]} */
function attentionOf(known, order) {
  if (!order) return attentionOrder([...known.values()]);
  return order.flatMap((id) => known.get(id) ?? []);
}

/**
 * Troubled services, worst first, the oldest trouble first among equals.
 * @param {BoardNode[]} nodes @returns {BoardNode[]}
 */
export function attentionOrder(nodes) {
  return nodes
    .filter((node) => node.kind === 'service' && URGENCY[node.status] <= URGENCY.tanpa_data)
    .sort(byUrgency)
    .slice(0, ATTENTION_LIMIT);
}

/**
 * Worst first; then more troubled services first; then the oldest; then by name.
 * @param {BoardNode} a @param {BoardNode} b @returns {number}
 */
export function byUrgency(a, b) {
  return (
    URGENCY[a.status] - URGENCY[b.status] ||
    b.counts.gangguan - a.counts.gangguan ||
    b.counts.waspada - a.counts.waspada ||
    compareSince(a.since, b.since) ||
    a.name.localeCompare(b.name, 'id')
  );
}

/** @param {string|null} a @param {string|null} b @returns {number} */
function compareSince(a, b) {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Date.parse(a) - Date.parse(b);
}

/** Whether a path lies at or under another. @param {string} id @param {string} scope @returns {boolean} */
export function isWithin(id, scope) {
  return scope === '' || id === scope || id.startsWith(`${scope}/`) || regencyOf(id, scope);
}

/** A regency's code begins with its province's: 33.08 lies under 33. @param {string} id @param {string} scope */
function regencyOf(id, scope) {
  return !scope.includes('/') && id.startsWith(`${scope}.`);
}

/** Services somebody watches: all but those not connected. @param {import('./types.js').Counts} counts @returns {number} */
export function monitored(counts) {
  return counts.normal + counts.waspada + counts.gangguan + counts.tanpa_data + counts.pemeliharaan;
}

/** A clock that is only a little off is left alone; a wrong one must not falsify "for 2 hours". @param {Board} board @param {number} now */
function skewOf(board, now) {
  const skew = Date.parse(board.live.at) - now;
  return Math.abs(skew) > SILENCE_MS ? skew : 0;
}

/** The present by the server's clock, whatever this device's clock says. @param {AppState} state @returns {number} */
export function serverNow(state) {
  return state.now + state.skew;
}

/** Whether what is shown may be out of date. @param {AppState} state @returns {boolean} */
export function isOld(state) {
  return state.connection.phase === 'lost';
}

/** Names of all places a board speaks of, by path. @param {Board} board @returns {Map<string, string>} */
export function namesOf(board) {
  const above = board.attention.flatMap((node) => node.path ?? []);
  const places = [board.node, ...board.children, ...board.attention, ...above, ...board.path];
  return new Map(places.map((place) => [place.id, place.name]));
}
