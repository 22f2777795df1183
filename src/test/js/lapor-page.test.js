import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { words as en } from '../../../webroot/js/lapor/en.js';
import { words as id } from '../../../webroot/js/lapor/id.js';
import { createServer, retryAfter } from '../../../webroot/js/lapor/server.js';
import { createWords } from '../../../webroot/js/lapor/words.js';

const ROOT = new URL('../../../webroot/', import.meta.url);
const page = readFileSync(new URL('lapor.html', ROOT), 'utf8');

/** More than this, and the form is no longer light on a slow phone; packed, as a server may send it, and plain. */
const MOST_BYTES = 115_000;
const MOST_BYTES_PACKED = 42_000;

/** What must be there before anything is seen. */
const MOST_BYTES_FIRST = 20_000;

/** @param {string} path @param {Set<string>} found @returns {Set<string>} what a module imports, itself included */
function modulesOf(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const source = readFileSync(new URL(`.${path}`, ROOT), 'utf8');
  for (const [, specifier] of source.matchAll(
    /^(?:import|\} from|export .* from) ?.*?'(\.[^']+)';$/gm,
  ))
    modulesOf(new URL(specifier ?? '', `http://x${path}`).pathname, found);
  return found;
}

/** @param {RegExp} pattern @returns {string[]} */
const named = (pattern) => [...page.matchAll(pattern)].map((match) => match[1] ?? '').sort();

/** @param {string[]} paths @param {(file: Buffer) => Buffer} [packed] */
const bytes = (paths, packed = (file) => file) =>
  paths.reduce((sum, path) => sum + packed(readFileSync(new URL(`.${path}`, ROOT))).length, 0);

test('fetches all its modules at once, none one after the other', () => {
  const needed = modulesOf('/js/lapor/main.js');
  needed.delete('/js/lapor/main.js');
  needed.add('/js/lapor/id.js');

  assert.deepEqual(named(/modulepreload" href="([^"]+)"/g), [...needed].sort());
});

test('stays light', () => {
  const first = named(/(?:stylesheet" href|script src)="([^"]+)"/g).filter(
    (path) => !path.includes('lapor/main'),
  );
  const all = [...new Set(named(/(?:href|src)="([^"]+)"/g)), '/lapor.html'];

  assert.ok(
    bytes([...first, '/lapor.html']) < MOST_BYTES_FIRST,
    `${bytes(first)} before the first paint`,
  );
  assert.ok(bytes(all) < MOST_BYTES, `${bytes(all)} in all`);
  const packed = bytes(all, gzipSync);
  assert.ok(packed < MOST_BYTES_PACKED, `${packed} packed`);
});

test('has nothing inline that its policy would refuse', () => {
  assert.doesNotMatch(page, /<style|style=|<script>|<script [^>]*>[^<]| on\w+=/);
});

test('speaks both languages whole, with the same places', () => {
  /** @param {string} text */
  const places = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  assert.deepEqual(Object.keys(en), Object.keys(id));
  for (const [key, text] of Object.entries(id))
    assert.deepEqual(places(en[/** @type {keyof typeof id} */ (key)]), places(text), key);
});

test('uses every word it has', () => {
  const folder = new URL('js/lapor/', ROOT);
  const sources = readdirSync(folder)
    .filter((name) => name !== 'id.js' && name !== 'en.js')
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const families = [...sources.matchAll(/`(\w+)\.\$\{[^}]+\}(?:\.(\w+))?`|known\('(\w+)'/g)];
  const composed = families.map(([, family, , word]) => `${family ?? word}.`);
  for (const key of Object.keys(id)) {
    const used = sources.includes(`'${key}'`) || composed.some((family) => key.startsWith(family));
    assert.ok(used, `nothing says ${key}`);
  }
});

const words = createWords('id', id);
const form = /** @type {any} */ ({ day: '2026-11-25', today: '2026-11-25', zone: 'Asia/Jakarta' });

/** @param {string} measure @param {string|null} of @param {'count'|'level'} kind @returns {any} */
const field = (measure, of, kind = 'count') => ({ measure, of, kind });

test('asks in plain words, with the day', () => {
  const cases = /** @type {const} */ ([
    [field('received', 'permohonan'), {}, 'Permohonan masuk hari ini'],
    [field('received', null), {}, 'Masuk hari ini'],
    [field('served', 'surat_keterangan'), {}, 'Surat keterangan selesai dilayani hari ini'],
    [field('pending', null, 'level'), {}, 'Menunggu diproses di akhir hari'],
    [field('jemput_bola', 'kunjungan'), {}, 'Jemput bola kunjungan hari ini'],
    [field('jemput_bola', null), {}, 'Jemput bola hari ini'],
    [field('received', 'izin'), { day: '2026-11-24' }, 'Izin masuk kemarin'],
    [field('received', 'izin'), { day: '2026-11-20' }, 'Izin masuk pada Jumat, 20 Nov'],
  ]);
  for (const [asked, more, expected] of cases)
    assert.equal(words.fieldLabel(asked, { ...form, ...more }), expected);
});

test('says what is usual', () => {
  assert.equal(
    words.usualText({ low: 20, median: 31, high: 1044, n: 8 }),
    'biasanya 20–1.044, tengahnya 31',
  );
  assert.equal(words.usualText({ low: 3, median: 3, high: 3, n: 8 }), 'biasanya 3');
  assert.equal(words.usualText(null), '');
});

test('says of each day how it stands, in the zone of the form', () => {
  /** @param {object} more @returns {any} */
  const day = (more) => ({
    day: '2026-11-24',
    due: null,
    reportedAt: null,
    reportedBy: null,
    ...more,
  });
  const reported = { state: 'reported', reportedBy: 'Siti' };

  assert.equal(words.dayState(day({ state: 'open' }), form), 'belum dilaporkan');
  assert.equal(words.dayState(day({ state: 'off' }), form), 'libur');
  assert.equal(words.dayState(day({ state: 'closed' }), form), 'ditutup');
  assert.equal(
    words.dayState(day({ ...reported, reportedAt: '2026-11-24T08:12:00Z' }), form),
    'dilaporkan 15.12 oleh Siti',
  );
  assert.equal(
    words.dayState(day({ ...reported, reportedAt: '2026-11-25T02:00:00Z' }), form),
    'dilaporkan 25 Nov 09.00 oleh Siti',
  );
  assert.equal(words.dayName('2026-11-25', form.today), 'Hari ini');
  assert.equal(words.dayName('2026-11-24', form.today), 'Kemarin');
});

test('reads how long to wait, in seconds or as a date', () => {
  assert.equal(retryAfter('20'), 20_000);
  assert.equal(retryAfter('-5'), 0);
  assert.equal(retryAfter(null), null);
  assert.equal(retryAfter(''), null);
  assert.equal(retryAfter('sebentar'), null);
  const inTenSeconds = retryAfter(new Date(Date.now() + 10_000).toUTCString()) ?? -1;
  assert.ok(inTenSeconds > 7_000 && inTenSeconds <= 10_000, String(inTenSeconds));
});

/** @param {Response} response what the network gives @param {(server: ReturnType<typeof createServer>) => Promise<void>} act */
async function answering(response, act) {
  const real = globalThis.fetch;
  globalThis.fetch = async () => response;
  try {
    await act(createServer('t'));
  } finally {
    globalThis.fetch = real;
  }
}

/** @param {unknown} body @param {number} status */
const json = (body, status) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

test('takes nothing for saved but the word of Pantau', async () => {
  const html = { 'content-type': 'text/html' };
  /** @type {[Response, number][]} */
  const cases = [
    [new Response('<h1>Selamat datang</h1>', { status: 200, headers: html }), 0],
    [new Response(null, { status: 204 }), 0],
    [new Response('<h1>Masuk dulu</h1>', { status: 401, headers: html }), 0],
    [new Response('<h1>Dilarang</h1>', { status: 403, headers: html }), 0],
    [new Response('<h1>Bad Gateway</h1>', { status: 502, headers: html }), 502],
    [new Response('', { status: 429, headers: { 'retry-after': '3' } }), 429],
    [
      new Response('{"saved": tr', {
        status: 200,
        headers: { 'content-type': 'application/json' },
      }),
      0,
    ],
    [json({ saved: false }, 200), 0],
    [json({}, 200), 0],
    [json({ detail: 'x' }, 401), 401],
  ];
  for (const [response, status] of cases)
    await answering(response, async (server) => {
      const answer = await server.send({});
      assert.equal(answer.ok, false);
      assert.equal(answer.ok ? null : answer.refusal.status, status);
    });
  await answering(json({ saved: true, at: 'x', changes: [] }, 200), async (server) => {
    assert.equal((await server.send({})).ok, true);
  });
});
