import assert from 'node:assert/strict';
import test from 'node:test';
import { parseCount } from '../../../webroot/js/lapor/number.js';

/** @type {[string, number][]} */
const taken = [
  ['0', 0],
  ['12', 12],
  [' 12 ', 12],
  ['007', 7],
  ['1.234', 1234],
  ['12.345', 12345],
  ['1.234.567', 1234567],
  ['1 234', 1234],
  ['1\u00a0234\u00a0567', 1234567],
  ['999', 999],
  ['1000000000', 1_000_000_000],
  ['1.000.000.000', 1_000_000_000],
];

/** @type {[string, import('../../../webroot/js/lapor/types.js').Fault][]} */
const refused = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['12,5', 'fraction'],
  ['12.5', 'fraction'],
  ['0,5', 'fraction'],
  ['1,234', 'fraction'],
  ['0.123', 'fraction'],
  ['1234.567', 'fraction'],
  ['1.23', 'fraction'],
  ['-3', 'negative'],
  ['- 3', 'negative'],
  ['\u22123', 'negative'],
  ['1.234,5', 'fraction'],
  ['1,234,567', 'grouping'],
  ['1..2', 'grouping'],
  ['1.23.456', 'grouping'],
  ['1.234 567', 'grouping'],
  ['12 5', 'grouping'],
  ['1.', 'grouping'],
  ['.5', 'grouping'],
  ['1000000001', 'big'],
  ['9.999.999.999', 'big'],
  ['99999999999999999999999999', 'big'],
  ['dua', 'word'],
  ['12 orang', 'word'],
  ['1e3', 'word'],
  ['0x10', 'word'],
  ['=1+1', 'word'],
  ['+5', 'word'],
  ['\u0661\u0662', 'word'],
  ['-', 'word'],
  ['.', 'word'],
  [', ', 'word'],
];

test('takes whole numbers as Indonesians write them', () => {
  for (const [text, value] of taken)
    assert.deepEqual(parseCount(text), { value, fault: null }, text);
});

test('refuses what is no whole number, or might mean two, and says which', () => {
  for (const [text, fault] of refused)
    assert.deepEqual(parseCount(text), { value: null, fault }, text);
});
