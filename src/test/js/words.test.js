import assert from 'node:assert/strict';
import test from 'node:test';
import {
  feedReason,
  figureNote,
  figureValue,
  groups,
  ownerName,
} from '../../../webroot/js/figure-text.js';
import { createFormats } from '../../../webroot/js/format.js';
import { en } from '../../../webroot/js/i18n/en.js';
import { id } from '../../../webroot/js/i18n/id.js';
import { translator } from '../../../webroot/js/i18n/index.js';
import { formatHash, parseHash } from '../../../webroot/js/router.js';
import { sentence } from '../../../webroot/js/sentence.js';

const words = { t: translator('id'), format: createFormats('id') };
const NOW = Date.parse('2026-11-23T03:00:00Z');
const NONE = {
  normal: 0,
  waspada: 0,
  gangguan: 0,
  tanpa_data: 0,
  pemeliharaan: 0,
  belum_terhubung: 0,
};

/** @param {object} counts @param {object} [more] @returns {any} */
function node(counts, more = {}) {
  return {
    id: '33',
    name: 'Jateng',
    zone: 'Asia/Jakarta',
    counts: { ...NONE, ...counts },
    ...more,
  };
}

/** @param {object} counts @param {any[]} [attention] */
function told(counts, attention = []) {
  const seen = { node: node(counts), attention, names: new Map(), now: NOW };
  return sentence(seen, words)
    .map((piece) => piece.text)
    .join('')
    .replaceAll('\u00a0', ' ');
}

const down = node(
  { gangguan: 1 },
  {
    id: '33.08/rsud/antrean',
    name: 'Antrean RSUD',
    status: 'gangguan',
    since: '2026-11-23T00:42:00Z',
  },
);

test('sums the present up in a sentence', () => {
  assert.equal(
    told({ gangguan: 3, normal: 125, belum_terhubung: 410 }, [down]),
    '3 dari 128 layanan terpantau terganggu; terlama: Antrean RSUD, sejak 07.42 WIB. 410 belum terhubung.',
  );
  assert.equal(told({ normal: 12 }), 'Semua 12 layanan terpantau berjalan normal.');
});

test('never calls the unknown healthy', () => {
  const text = told({ normal: 12, tanpa_data: 2 });

  assert.equal(text, 'Tidak ada gangguan yang diketahui pada 14 layanan terpantau. 2 tanpa data.');
  assert.match(told({ belum_terhubung: 4 }), /Belum ada layanan yang terhubung/);
  assert.match(told({}), /Belum ada layanan yang tercatat/);
});

test('names the nearest known owner of a service', () => {
  const names = new Map([['33.08', 'Kabupaten Magelang']]);

  assert.equal(ownerName(down, '33', names), 'Kab. Magelang');
  assert.equal(ownerName(down, '33.08', names), '');
  const path = [{ id: '33.08/rsud', name: 'RSUD Muntilan' }];
  assert.equal(ownerName({ ...down, path }, '33', names), 'RSUD Muntilan');
});

/** @param {object} more @returns {any} */
const figure = (more) => ({ trust: 'ok', asOf: null, coverage: 1, origin: 'measured', ...more });

test('writes figures with their units', () => {
  const cases = /** @type {const} */ ([
    [{ measure: 'served', value: 12403, unit: 'count', of: 'permohonan' }, '12.403 permohonan'],
    [{ measure: 'served', value: 3, unit: 'count', of: 'surat_jalan' }, '3 surat jalan'],
    [{ measure: 'availability', value: 0.9987, unit: 'ratio' }, '99,9% '],
    [{ measure: 'response', value: 420.4, unit: 'ms' }, '420 ms'],
    [{ measure: 'served', value: null, unit: 'count' }, '– '],
  ]);
  for (const [input, expected] of cases) {
    const text = figureValue(figure(input), words);
    assert.equal(`${text.value} ${text.unit}`, expected);
  }
});

test('says whether a target is kept', () => {
  const target = node({}, { targets: { responseMs: 800, availability: 0.995 } });
  const slow = figure({ measure: 'response', value: 300, p95: 1200, unit: 'ms' });
  const fine = figure({ measure: 'availability', value: 0.999, unit: 'ratio' });

  assert.match(figureNote(slow, target, words), /✕ di luar target/);
  assert.match(figureNote(fine, target, words), /✓ target 99,5% tercapai/);
});

test('orders measures as leaders ask for them, each with all it counts', () => {
  const measures = ['response', 'up', 'visits', 'pending', 'served', 'b', 'a'];
  const figures = [
    ...measures.map((measure) => figure({ measure })),
    figure({ measure: 'served', of: 'transaksi' }),
    figure({ measure: 'served', of: 'kunjungan' }),
  ];
  const found = groups(figures);

  assert.deepEqual(
    found.map((group) => group.measure),
    ['served', 'pending', 'response', 'a', 'b', 'visits'],
  );
  assert.deepEqual(
    found[0]?.figures.map((one) => one.of),
    [undefined, 'kunjungan', 'transaksi'],
  );
});

test('fills the same places in both languages', () => {
  const places = (/** @type {string} */ text) => (text.match(/\{\w+\}/g) ?? []).sort();
  for (const key of /** @type {(keyof typeof id)[]} */ (Object.keys(id))) {
    assert.deepEqual(places(en[key]), places(id[key]), key);
  }
  assert.deepEqual(Object.keys(en), Object.keys(id));
});

const TOP = { page: null, item: null, day: null, scope: null, range: null, lang: null };

test('reads back the addresses it writes', () => {
  const routes = [
    TOP,
    {
      ...TOP,
      scope: '33.08/disdukcapil/ktp-el',
      range: /** @type {const} */ ('24h'),
      lang: /** @type {const} */ ('en'),
    },
    { ...TOP, scope: '33/ruang baru', lang: /** @type {const} */ ('id') },
    { ...TOP, page: /** @type {const} */ ('laporan') },
    { ...TOP, page: /** @type {const} */ ('laporan'), item: 'dinkes-harian' },
    { ...TOP, page: /** @type {const} */ ('laporan'), day: '2026-11-24' },
    {
      ...TOP,
      page: /** @type {const} */ ('sambungkan'),
      item: 'alamat',
      lang: /** @type {const} */ ('en'),
    },
  ];
  for (const route of routes) assert.deepEqual(parseHash(formatHash(route)), route);
  assert.equal(formatHash({ ...TOP, scope: '33.08/a' }), '#/33.08/a');
  assert.deepEqual(parseHash('#/33?range=2000y&lang=xx'), { ...TOP, scope: '33' });
  assert.equal(parseHash('#/%zz').scope, '%zz');
});

test('says what may be done about a feed whose host is gone, in both languages', () => {
  const feed = /** @type {any} */ ({
    reason: 'the name does not resolve: katalog.test',
    suggestion: { code: 'retire', since: '2026-11-15T03:00:00Z' },
  });
  const seen = { zone: 'Asia/Jakarta', now: NOW };
  assert.equal(
    feedReason(feed, seen, words).replaceAll('\u00a0', ' '),
    'the name does not resolve: katalog.test. Nama hostnya tidak ada sejak 15 Nov 10.00 WIB: perbaiki alamatnya, atau hentikan sumber data ini.',
  );
  assert.match(
    feedReason(feed, seen, { t: translator('en'), format: createFormats('en') }),
    /has not existed since .*: correct the address, or retire this data source\.$/,
  );
  assert.equal(feedReason(/** @type {any} */ ({}), seen, words), '');
});

test('names a page where a place cannot be', () => {
  assert.equal(
    formatHash({ ...TOP, page: 'laporan', item: 'a b', scope: '33.08' }),
    '#/~laporan/a%20b',
  );
  assert.deepEqual(parseHash('#/~laporan?day=kemarin'), { ...TOP, page: 'laporan' });
  assert.deepEqual(parseHash('#/33.08?day=2026-11-24'), { ...TOP, scope: '33.08' });
  // No place begins so: the server says that it is not there.
  assert.deepEqual(parseHash('#/~lain'), { ...TOP, scope: '~lain' });
});
