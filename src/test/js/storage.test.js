import assert from 'node:assert/strict';
import test from 'node:test';
import { createFormats } from '../../../webroot/js/format.js';
import { translator } from '../../../webroot/js/i18n/index.js';
import { diskParts, kindRows, nightSentence, storeSentence } from '../../../webroot/js/storage.js';

const words = { t: translator('id'), format: createFormats('id') };
const NOW = Date.parse('2026-11-25T08:05:00Z');
const DISK = { totalBytes: 80e9, freeBytes: 37e9 };
const SETTLED = { day: '2031-12-26', bytes: 31e9, bytesPerDay: 1000 };

/** @param {object} forecast @param {object} [more] @returns {any} */
function state(forecast, more = {}) {
  const machine = {
    sizes: { at: '2026-11-25T15:04:00+07:00', databaseBytes: 3.1e9, otherBytes: 1e7, kinds: [] },
    disk: DISK,
    forecast: { knownDays: 20, neededDays: 4, settled: SETTLED, full: null, ...forecast },
    ...more,
  };
  return { awaySince: null, lastNight: null, machine };
}

/** @param {any} given */
function told(given) {
  return text(storeSentence(given, NOW, 'Asia/Jakarta', words));
}

/** @param {{text: string}[]} pieces */
function text(pieces) {
  return pieces
    .map((piece) => piece.text)
    .join('')
    .replaceAll('\u00a0', ' ');
}

test('says how full the disk is and when it will be', () => {
  const cases = /** @type {[any, string][]} */ ([
    [
      state({ verdict: 'full', full: '2028-03-14' }),
      'Simpanan memakai 3,1 GB dari disk 80 GB; pada laju ini penuh sekitar Maret 2028.',
    ],
    [
      state({ verdict: 'full', full: '2027-01-12' }),
      'Simpanan memakai 3,1 GB dari disk 80 GB; pada laju ini penuh sekitar 12 Jan 2027.',
    ],
    [
      state({ verdict: 'full', full: '2026-11-25' }),
      'Simpanan memakai 3,1 GB dari disk 80 GB; disk sudah penuh.',
    ],
    [
      state({ verdict: 'never' }),
      'Simpanan memakai 3,1 GB dari disk 80 GB; tidak akan penuh pada laju ini: sekitar Desember 2031 simpanan menetap pada 31 GB, sebab yang lama dihapus sebanyak yang masuk.',
    ],
    [
      state({ verdict: 'unknown_disk' }, { disk: null }),
      'Simpanan memakai 3,1 GB; disk basis data luar tidak terlihat dari sini. Pada laju ini simpanan menetap pada 31 GB sekitar Desember 2031.',
    ],
    [
      state({ verdict: 'too_few_days', knownDays: 2, settled: null }),
      'Simpanan memakai 3,1 GB dari disk 80 GB; belum cukup hari untuk meramal: baru 2 dari 4 hari yang diperlukan. Ramalan muncul sendiri, paling lama dua minggu sesudah Pantau mulai.',
    ],
    [state({ verdict: 'not_measured' }, { sizes: null }), 'Isi simpanan belum terukur.'],
    [
      {
        ...state({ verdict: 'not_measured' }, { sizes: null }),
        awaySince: '2026-11-25T14:00:00+07:00',
      },
      'Isi simpanan belum terukur: basis data tidak terjangkau sejak 14.00 WIB.',
    ],
    [{ awaySince: null, machine: null }, 'Basis data menerima semua yang masuk.'],
    [
      { awaySince: '2026-11-25T14:00:00+07:00', machine: null },
      'Basis data tidak terjangkau sejak 14.00 WIB; yang masuk ditahan di disk sampai basis data kembali.',
    ],
  ]);
  for (const [given, expected] of cases) assert.equal(told(given), expected);
});

test('alarms only where there is little time', () => {
  const wrong = (/** @type {string} */ full) =>
    storeSentence(state({ verdict: 'full', full }), NOW, 'Asia/Jakarta', words).some(
      (piece) => piece.wrong,
    );
  assert.equal(wrong('2027-01-12'), true);
  assert.equal(wrong('2027-06-12'), false);
});

test('says what of the last night is stored', () => {
  const night = { day: '2026-11-24', expected: 5760, stored: 5700, lacking: 3, feeds: [] };
  const cases = /** @type {[any, string][]} */ ([
    [
      null,
      'Belum ada hari penuh yang dapat dibandingkan. Hasil pertama muncul sesudah tengah malam WIB.',
    ],
    [
      night,
      'Selasa, 24 November 2026: 5.700 dari 5.760 pembacaan tersimpan (99%); 3 sumber data kurang.',
    ],
    [
      { ...night, stored: 5760, lacking: 0 },
      'Selasa, 24 November 2026: semua 5.760 pembacaan yang ditunggu tersimpan.',
    ],
    [
      { ...night, expected: 0, stored: 0, lacking: 0 },
      'Selasa, 24 November 2026: tidak ada pembacaan yang ditunggu.',
    ],
    [{ ...night, expected: null, stored: null }, 'Selasa, 24 November 2026: 3 sumber data kurang.'],
    [
      { ...night, expected: null, stored: null, lacking: 0 },
      'Selasa, 24 November 2026: semua pembacaan dari sumber data Anda tersimpan.',
    ],
  ]);
  for (const [given, expected] of cases) assert.equal(text(nightSentence(given, words)), expected);
});

test('puts the largest first and everything else last', () => {
  /** @param {string} kind @param {number} fresh @param {number} packed @returns {any} */
  const held = (kind, fresh, packed) => ({ kind, freshBytes: fresh, packedBytes: packed });
  const kinds = [held('periods', 10, 0), held('samples', 100, 300), held('failures', 0, 0)];
  const rows = kindRows({ at: '', databaseBytes: 0, otherBytes: 40, kinds });

  assert.deepEqual(
    rows.map((row) => [row.held?.kind ?? 'other', row.bytes, row.fresh, row.packed]),
    [
      ['samples', 400, 0.25, 0.75],
      ['periods', 10, 0.025, 0],
      ['failures', 0, 0, 0],
      ['other', 40, 0.1, 0],
    ],
  );
});

test('splits the disk only where it is seen', () => {
  const { machine } = state({});
  assert.deepEqual(diskParts(machine), { store: 3.1e9, other: 39.9e9, free: 37e9 });
  assert.equal(diskParts({ ...machine, disk: null }), null);
  assert.equal(diskParts({ ...machine, sizes: null }), null);
});

test('writes sizes as disks are sold', () => {
  const { bytes } = words.format;
  const cases = /** @type {const} */ ([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 kB'],
    [8192, '8,2 kB'],
    [999_960, '1 MB'],
    [3_140_000_000, '3,1 GB'],
    [306e9, '306 GB'],
    [1.2e12, '1,2 TB'],
    [null, '–'],
  ]);
  for (const [value, expected] of cases) {
    assert.equal(bytes(value).replaceAll('\u00a0', ' '), expected);
  }
});
