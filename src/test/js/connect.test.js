import assert from 'node:assert/strict';
import test from 'node:test';
import {
  additionName,
  addressText,
  agenciesOf,
  agencyInYaml,
  dueOf,
  lost,
  placesOf,
  pushYaml,
  slug,
  tokenName,
  worstLinesFirst,
} from '../../../webroot/js/connect-text.js';
import {
  byCell,
  changesAnything,
  errorsText,
  previewGroups,
  typeOfFile,
  unusualRows,
} from '../../../webroot/js/file-preview.js';
import { translator } from '../../../webroot/js/i18n/index.js';
import {
  lineSpan,
  mistakeParts,
  placeErrors,
  problemText,
} from '../../../webroot/js/problem-text.js';

const t = translator('id');
const usual = { low: 20, median: 31, high: 44, n: 8 };

/** @param {string} cell @param {string} day @param {'new'|'corrected'|'same'} change @param {object} [more] @returns {any} */
const row = (cell, day, change, more = {}) => ({ cell, day, change, ...more });

test('groups a preview by day, the latest first, what stays as it is apart', () => {
  const groups = previewGroups([
    row('C5', '2026-11-23', 'corrected'),
    row('D5', '2026-11-23', 'same'),
    row('C6', '2026-11-24', 'same'),
    row('C7', '2026-11-25', 'new'),
    row('D7', '2026-11-25', 'new'),
    row('E7', '2026-11-25', 'same', { unusual: usual }),
  ]);

  assert.deepEqual(
    groups.map(({ day, changed, same }) => [day, changed.map(({ cell }) => cell), same.length]),
    [
      ['2026-11-25', ['C7', 'D7', 'E7'], 0],
      ['2026-11-24', [], 1],
      ['2026-11-23', ['C5'], 1],
    ],
  );
});

test('asks only about unusual values that change something', () => {
  const rows = [
    row('C5', 'd', 'new', { unusual: usual }),
    row('C6', 'd', 'same', { unusual: usual }),
  ];

  assert.deepEqual(
    unusualRows(rows).map(({ cell }) => cell),
    ['C5'],
  );
  assert.equal(changesAnything({ new: 0, corrected: 0, same: 40, empty: 2 }), false);
  assert.equal(changesAnything({ new: 0, corrected: 1, same: 0, empty: 0 }), true);
});

test('lists mistakes as a table is read', () => {
  const errors = ['C10', 'AA7', 'D7', 'Lembar!B9', 'tanggal'].map((field) => ({
    field,
    expected: 'x',
  }));

  assert.equal(
    byCell(errors)
      .map(({ field }) => field)
      .join(' '),
    'tanggal D7 AA7 Lembar!B9 C10',
  );
  assert.equal(errorsText(byCell(errors).slice(0, 2)), 'tanggal: x\nD7: x');
});

test('tells a workbook by its bytes and a table by its name', () => {
  assert.match(typeOfFile(new Uint8Array([0x50, 0x4b]), 'laporan.csv'), /spreadsheetml/);
  assert.equal(typeOfFile(new Uint8Array([0x64, 0x61]), 'laporan.CSV'), 'text/csv');
  assert.equal(typeOfFile(new Uint8Array([0x64, 0x61]), 'alamat.txt'), 'text/plain');
  assert.equal(typeOfFile(new Uint8Array([0xd0, 0xcf]), 'laporan.xls'), 'application/octet-stream');
});

test('puts mistakes to the field they belong to', () => {
  const errors = [
    { field: 'services[1].name', expected: 'paling panjang 80 huruf' },
    { field: 'owner.contact', expected: 'nomor telepon' },
    { field: 'services', expected: 'sedikitnya satu' },
    { field: 'ownership', expected: '?' },
  ];
  const { placed, rest } = placeErrors(errors, ['services', 'owner', 'owner.contact']);

  assert.deepEqual(Object.fromEntries(placed), {
    services: 'paling panjang 80 huruf; sedikitnya satu',
    'owner.contact': 'nomor telepon',
  });
  assert.deepEqual(rest, [{ field: 'ownership', expected: '?' }]);
});

test('says what a problem means here', () => {
  assert.match(problemText({ status: 0, detail: '' }, t), /tidak terjangkau/);
  assert.match(problemText({ status: 404, detail: 'Tidak ada' }, t), /sudah tidak ada/);
  assert.match(problemText({ status: 409, detail: 'oleh Budi' }, t), /Orang lain.*oleh Budi$/);
  assert.match(
    problemText({ status: 503, detail: 'Basis data.' }, t),
    /Tidak ada yang disimpan.*Basis data\.$/,
  );
  assert.equal(problemText({ status: 403, detail: 'Ditutup' }, t), 'Ditutup');
  assert.match(problemText({ status: 418, detail: '' }, t), /418/);
});

test('takes a mistake of a text apart and finds its line', () => {
  assert.deepEqual(mistakeParts('api-1:3: every: lama waktu seperti 5m'), {
    document: 'api-1',
    line: 3,
    text: 'every: lama waktu seperti 5m',
  });
  assert.deepEqual(mistakeParts('katalog kosong'), {
    document: null,
    line: null,
    text: 'katalog kosong',
  });
  const text = 'a\nbcd\n\ne';
  const spans = [1, 2, 3, 4].map((line) => lineSpan(text, line));
  assert.deepEqual(
    spans.map((span) => span && text.slice(span.start, span.end)),
    ['a', 'bcd', '', 'e'],
  );
  assert.equal(lineSpan(text, 5), null);
});

test('names an addition so that nobody else has it', () => {
  assert.equal(slug('  Dinas Pasar & Réklame! '), 'dinas-pasar-reklame');
  assert.equal(slug('…'), 'tambahan');
  assert.match(slug(`${'a'.repeat(39)} bc`), /^a{39}$/);
  assert.equal(additionName('API Dukcapil', '2026-11-25', []), 'api-dukcapil-20261125-1');
  assert.equal(
    additionName('API Dukcapil', '2026-11-25', ['api-dukcapil-20261125-1']),
    'api-dukcapil-20261125-2',
  );
});

/** @param {number} line @param {object} more @returns {any} */
const address = (line, more) => ({
  line,
  text: `baris ${line}`,
  agency: null,
  service: null,
  url: null,
  becomes: 'probe',
  wrong: null,
  warnings: [],
  ...more,
});

test('shows wrong lines first and keeps a workbook correctable', () => {
  const lines = [
    address(2, { agency: 'Dinkes', service: 'Antrean', url: 'https://a.example' }),
    address(3, { agency: 'Dinkes', warnings: ['tanpa TLS'] }),
    address(4, { wrong: 'tidak terbaca' }),
  ];

  assert.deepEqual(
    worstLinesFirst(lines).map(({ line }) => line),
    [4, 3, 2],
  );
  assert.equal(addressText(lines), 'Dinkes\tAntrean\thttps://a.example\nDinkes\t\t\nbaris 4');
});

test('tells where to look, and what is really gone', () => {
  const adds = {
    agencies: ['33.08/pasar'],
    services: ['33.08/pasar/retribusi', '33.08/dinkes/antrean'],
    feeds: [{ id: 'a', what: 'json' }],
  };
  const removes = {
    agencies: [],
    services: ['33.08/dinkes/antrean', '33.08/dinkes/surat'],
    feeds: [
      { id: 'a', what: 'json' },
      { id: 'b', what: 'probe' },
    ],
  };

  assert.deepEqual(agenciesOf(adds), ['33.08/dinkes', '33.08/pasar']);
  assert.deepEqual(lost(removes, adds), {
    agencies: [],
    services: ['33.08/dinkes/surat'],
    feeds: [{ id: 'b', what: 'probe' }],
  });
});

test('writes what the catalogue reads', () => {
  assert.equal(dueOf('hari kerja', '15:30'), 'hari kerja 15.30');
  assert.equal(dueOf('setiap hari', '08:05:00'), 'setiap hari 08.05');
  assert.equal(tokenName('dinkes-hitung'), 'TOKEN_DINKES_HITUNG');
  const yaml = pushYaml(
    { agency: '33.08/dinkes', services: [{ id: '33.08/dinkes/antrean', name: 'Antrean' }] },
    { feed: 'dinkes-hitung', token: 'TOKEN_DINKES_HITUNG' },
  );
  assert.match(yaml, /^feeds:\n {2}- id: dinkes-hitung\n {4}agency: 33\.08\/dinkes\n/);
  assert.match(yaml, /token: "env:TOKEN_DINKES_HITUNG"/);
  assert.match(yaml, /\n {6}"antrean": 33\.08\/dinkes\/antrean\n/);
  assert.equal(agencyInYaml(yaml), '33.08/dinkes');
  assert.equal(
    agencyInYaml('feeds:\n  - id: x\n    service: "33.08/dinkes/antrean"\n'),
    '33.08/dinkes',
  );
  assert.equal(agencyInYaml('feeds: []'), null);
});

test('leads to the agencies that got probes, and of many to the place above them', () => {
  const above = { id: '33.08', name: 'Kabupaten Magelang' };
  /** @param {number} n */
  const made = (n) =>
    Array.from({ length: n }, (_, i) => ({
      agency: `33.08/dinas-${i}`,
      name: `Dinas ${i}`,
      feeds: [`feed-${i}`],
    }));
  assert.deepEqual(placesOf(made(2), above), [
    { id: '33.08/dinas-0', name: 'Dinas 0' },
    { id: '33.08/dinas-1', name: 'Dinas 1' },
  ]);
  assert.equal(placesOf(made(8), above).length, 8);
  assert.deepEqual(placesOf(made(9), above), [above]);
  assert.deepEqual(placesOf([], above), [above]);
});
