import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import {
  ACTIONS,
  aboutText,
  actionText,
  actorText,
  auditQuery,
} from '../../../webroot/js/audit-text.js';
import { createFormats } from '../../../webroot/js/format.js';
import { translator } from '../../../webroot/js/i18n/index.js';

const words = { t: translator('id'), format: createFormats('id') };
const { t } = words;

test('tells what was done in words', () => {
  const detail = (/** @type {string} */ action, /** @type {string} */ text) =>
    aboutText(/** @type {any} */ ({ action, subject: 'siti', detail: text }), words).rest;

  assert.equal(
    detail('user-create', 'dr. Siti: agency_head@33.08/dinkes plt to 2026-12-31T17:00:00Z'),
    'dr. Siti: Plt. Kepala perangkat daerah – 33.08/dinkes, sampai 31 Des 2026',
  );
  assert.equal(
    detail('user-roles', 'A: b: leader@*, auditor@33.08'),
    'A: b: Pimpinan – Semua yang dipantau; Auditor – 33.08',
  );
  assert.equal(detail('user-roles', 'Siti: -'), 'Siti: tanpa peran');
  assert.equal(detail('user-roles', 'Siti: dipotong@'), 'Siti: dipotong@');
  assert.equal(
    detail('report', '2026-11-24, Siti, 3 changed'),
    '2026-11-24, Siti, 3 angka berubah',
  );
  const about = (/** @type {object} */ entry) => aboutText(/** @type {any} */ (entry), words);
  assert.deepEqual(about({ action: 'audit-export', subject: 'audit', detail: '12 entries' }), {
    about: '12 catatan',
    rest: '',
  });
  assert.deepEqual(about({ action: 'token-make', subject: 'a1', detail: 'Portal' }), {
    about: 'Portal',
    rest: 'a1',
  });
  assert.deepEqual(
    about({ action: 'link-make', subject: '33.08/pasar/@b', detail: 'x1 Siti A.' }),
    {
      about: '33.08/pasar/@b',
      rest: 'Siti A. · x1',
    },
  );
  assert.equal(actorText('link:abc', t), 'tautan laporan abc');
  assert.equal(actorText('siti', t), 'siti');
  assert.equal(actionText('belum-dikenal', t), 'belum-dikenal');
});

test('knows a word for everything the server keeps', () => {
  const folder = 'src/main/java/org/pantau/web';
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.java'))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
  const kept = [...text.matchAll(/(?:deeds\.keep|audited|new Audit\.Deed)\([^;]*?;/gs)].flatMap(
    ([call]) =>
      [
        ...call.matchAll(
          /"((?:user|password|session|token|report|link|catalogue|sharing|audit)(?:-[a-z]+)+|report)"/g,
        ),
      ].map(([, name]) => name),
  );

  assert.deepEqual([...new Set(kept)].sort(), [...ACTIONS].sort());
  for (const action of ACTIONS) assert.notEqual(actionText(action, t), action);
});

test('asks the audit for whole days', () => {
  const question = { from: '2026-11-01', to: '2026-11-30', actor: ' siti ', action: '', text: '' };

  assert.deepEqual(auditQuery(question), {
    from: '2026-11-01',
    to: '2026-12-01',
    actor: 'siti',
    action: null,
    text: null,
  });
});
