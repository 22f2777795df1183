import assert from 'node:assert/strict';
import test from 'node:test';
import { apiYaml } from '../../../webroot/js/api-text.js';

const url = 'https://pasar.contoh.go.id/rekap?tanggal={today}';
const figure = (/** @type {string} */ measure, /** @type {string|null} */ of = null) => ({
  measure,
  of,
  unit: 'count',
});

test('goes on counting what was counted before', () => {
  const yaml = apiYaml(
    {
      agency: '33.08/pasar',
      services: [
        {
          id: '33.08/pasar/retribusi',
          figures: [
            figure('received', 'transaksi'),
            figure('pending'),
            { measure: 'response', unit: 'ms' },
          ],
        },
        { id: '33.08/pasar/lapak', figures: [] },
      ],
    },
    { url },
  );

  assert.equal(
    yaml,
    `feeds:
  - id: pasar-api
    agency: 33.08/pasar
    every: 5m
    request: {url: "https://pasar.contoh.go.id/rekap?tanggal={today}"}
    read: json
    rows: layanan
    row: {service: kode}
    services:
      "retribusi": 33.08/pasar/retribusi
      "lapak": 33.08/pasar/lapak
    measures:
      received: {value: masuk, semantics: since_boundary, of: transaksi}
      pending: {value: menunggu}
`,
  );
});

test('gives services that count something else a feed of their own, with a free id', () => {
  const yaml = apiYaml(
    {
      agency: '33.08/pasar',
      services: [
        { id: '33.08/pasar/retribusi', figures: [figure('received', 'transaksi')] },
        { id: '33.08/pasar/lapak', figures: [figure('received', 'izin')] },
      ],
    },
    { url, taken: ['pasar-api'] },
  );

  assert.deepEqual(yaml.match(/id: \S+|of: \w+/g), [
    'id: pasar-api-2',
    'of: transaksi',
    'id: pasar-api-3',
    'of: izin',
  ]);
});

test('proposes the usual figures where none are known', () => {
  const services = [{ id: '33.08/pasar/retribusi', figures: [] }];

  const yaml = apiYaml({ agency: '33.08/pasar', services }, { url });

  assert.deepEqual(yaml.match(/^ {6}\w+: \{/gm), [
    '      received: {',
    '      served: {',
    '      pending: {',
  ]);
});
