import assert from 'node:assert/strict';
import test from 'node:test';
import {
  attentionOrder,
  changedBoard,
  initialState,
  isWithin,
  next,
  SILENCE_MS,
  serverNow,
} from '../../../webroot/js/state.js';

const NOW = Date.parse('2026-11-23T01:00:00Z');

/** @param {string} id @param {import('../../../webroot/js/types.js').Status} status @param {string|null} [since] */
function service(id, status, since = null) {
  const counts = {
    normal: 0,
    waspada: 0,
    gangguan: 0,
    tanpa_data: 0,
    pemeliharaan: 0,
    belum_terhubung: 0,
  };
  return {
    id,
    kind: /** @type {const} */ ('service'),
    name: id,
    zone: 'Asia/Jakarta',
    status,
    basis: 'probe',
    since,
    reason: '',
    figures: [],
    counts: { ...counts, [status]: 1 },
  };
}

/** @param {object} [more] */
function board(more = {}) {
  const a = service('33.08/a/x', 'gangguan', '2026-11-23T00:10:00Z');
  const b = service('33.08/a/y', 'normal');
  return {
    epoch: 'e',
    seq: 5,
    at: '2026-11-23T01:00:00Z',
    path: [{ id: '33.08/a', name: 'a' }],
    node: { ...service('33.08/a', 'gangguan'), kind: /** @type {const} */ ('agency') },
    children: [a, b],
    attention: [a],
    live: { at: '2026-11-23T01:00:00Z', ok: true, demo: true },
    ...more,
  };
}

/** @param {ReturnType<typeof service>[]} nodes @param {object} [more] */
const change = (nodes, more = {}) => ({ seq: 6, at: '2026-11-23T01:00:05Z', nodes, ...more });

test('replaces nodes by id and keeps the order of the children', () => {
  const after = changedBoard(board(), change([service('33.08/a/y', 'waspada', 't')]));

  assert.deepEqual(
    after.children.map((node) => [node.id, node.status]),
    [
      ['33.08/a/x', 'gangguan'],
      ['33.08/a/y', 'waspada'],
    ],
  );
  assert.equal(after.seq, 6);
});

test('brings a newly troubled service to the attention list, and takes a recovered one off', () => {
  const after = changedBoard(
    board(),
    change([
      service('33.08/a/x', 'normal'),
      service('33.08/a/y', 'tanpa_data', '2026-11-23T00:59:00Z'),
    ]),
  );

  assert.deepEqual(
    after.attention.map((node) => node.id),
    ['33.08/a/y'],
  );
});

test("takes the server's order of attention where it is told", () => {
  const nodes = [service('33.08/a/y', 'gangguan', '2026-11-22T00:00:00Z')];
  const order = ['33.08/a/x', '33.08/a/y', '33.08/a/unknown'];

  const after = changedBoard(board(), change(nodes, { attention: order }));

  assert.deepEqual(
    after.attention.map((node) => node.id),
    ['33.08/a/x', '33.08/a/y'],
  );
});

test('leaves out nodes of other places', () => {
  const foreign = service('33.09/a/x', 'gangguan', '2026-11-22T00:00:00Z');

  const after = changedBoard(board(), change([foreign]));

  assert.equal(after.attention.length, 1);
});

test('keeps what a change does not say of the watching', () => {
  const live = { at: '2026-11-23T01:00:05Z', ok: false, reason: 'database' };

  assert.deepEqual(changedBoard(board(), change([], { live })).live, { ...live, demo: true });
});

test('orders attention worst first, the oldest first among equals', () => {
  const nodes = [
    service('d', 'tanpa_data', '2026-11-20T00:00:00Z'),
    service('n', 'normal'),
    service('w', 'waspada', '2026-11-20T00:00:00Z'),
    service('g2', 'gangguan', '2026-11-23T00:00:00Z'),
    service('g1', 'gangguan', '2026-11-22T00:00:00Z'),
    service('b', 'belum_terhubung'),
    service('g0', 'gangguan', null),
    service('p', 'pemeliharaan'),
  ];

  assert.deepEqual(
    attentionOrder(nodes).map((node) => node.id),
    ['g1', 'g2', 'g0', 'w', 'd'],
  );
});

test('ignores a change older than the board', () => {
  const state = next(initialState(NOW), { type: 'snapshot', board: board(), now: NOW });
  const late = change([service('33.08/a/x', 'normal')], { seq: 3 });

  const after = next(state, { type: 'change', change: late, now: NOW + 1 });

  assert.equal(after.board?.seq, 5);
  assert.equal(after.board?.children[0]?.status, 'gangguan');
});

test('calls itself lost after silence, since the last that was heard, and live again on a word', () => {
  const live = next(initialState(NOW), { type: 'snapshot', board: board(), now: NOW });

  const quiet = next(live, { type: 'tick', now: NOW + SILENCE_MS });
  const lost = next(quiet, { type: 'tick', now: NOW + SILENCE_MS + 1 });
  const still = next(lost, { type: 'lost', now: NOW + 3 * SILENCE_MS });
  const back = next(still, { type: 'heard', now: NOW + 4 * SILENCE_MS });

  assert.equal(quiet.connection.phase, 'live');
  assert.deepEqual(lost.connection, { phase: 'lost', since: NOW, heard: NOW });
  assert.equal(still.connection.since, NOW);
  assert.equal(back.connection.phase, 'live');
});

test('trusts the server for the time where this device is far off', () => {
  const now = NOW + 7_200_000;

  const state = next(initialState(now), { type: 'snapshot', board: board(), now });

  assert.equal(serverNow(state), NOW);
});

test('empties the board for a new place, not for a new range', () => {
  const first = { scope: '33.08/a', range: null, lang: null };
  const route = next(initialState(NOW), { type: 'route', route: first });
  const state = next(route, { type: 'snapshot', board: board(), now: NOW });

  const ranged = next(state, { type: 'route', route: { ...first, range: '7d' } });
  const moved = next(state, { type: 'route', route: { ...first, scope: '33.09' } });

  assert.notEqual(ranged.board, null);
  assert.equal(moved.board, null);
});

test('knows what lies within a place', () => {
  const cases = /** @type {const} */ ([
    ['33.08/a/x', '33.08', true],
    ['33.08', '33', true],
    ['33.08/a', '33', true],
    ['330', '33', false],
    ['33.080', '33.08', false],
    ['33.08/ab', '33.08/a', false],
    ['anything', '', true],
  ]);
  for (const [id, scope, expected] of cases) assert.equal(isWithin(id, scope), expected, id);
});

test('a page that is no place keeps the place one came from, and its board', () => {
  const before = next(initialState(NOW), { type: 'snapshot', board: board(), now: NOW });
  const place = { ...before.route, scope: '33.08/a' };
  const there = { ...before, route: place };
  const onPage = next(there, {
    type: 'route',
    route: { ...place, page: 'laporan', scope: null },
  });

  assert.equal(onPage.route.page, 'laporan');
  assert.equal(onPage.route.scope, '33.08/a');
  assert.equal(onPage.board, there.board);
  assert.equal(next(onPage, { type: 'route', route: place }).board, there.board);
  const elsewhere = next(onPage, { type: 'route', route: { ...place, scope: '33.08/b' } });
  assert.equal(elsewhere.board, null);
});

test('a place that was not there is asked for anew on the way back', () => {
  const missing = next(initialState(NOW), {
    type: 'problem',
    problem: { kind: 'missing', detail: '' },
  });
  const onPage = next(missing, { type: 'route', route: { ...missing.route, page: 'sambungkan' } });

  assert.equal(next(onPage, { type: 'route', route: missing.route }).problem, null);
});
