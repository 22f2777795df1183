import assert from 'node:assert/strict';
import test from 'node:test';
import { createFormats, sameDay, startOfDay, zoneOffset } from '../../../webroot/js/format.js';

const id = createFormats('id');
const en = createFormats('en');
const WIB = 'Asia/Jakarta';

/** Spaces that must not break are written as plain ones here. @param {string} text */
const plain = (text) => text.replaceAll('\u00a0', ' ');

const cases = [
  ['number', id.number(38430645.5), '38.430.645,5'],
  ['number in English', en.number(38430645.5), '38,430,645.5'],
  ['unknown is a dash, never zero', id.number(null), '–'],
  ['zero is zero', id.number(0), '0'],
  ['percent', id.percent(0.652), '65,2%'],
  ['almost perfect is not perfect', id.percent(0.99996), '99,9%'],
  ['perfect', id.percent(1), '100%'],
  ['more digits for a target', id.percent(0.995, 2), '99,5%'],
  ['compact below ten thousand', id.compact(9999), '9.999'],
  ['compact thousands', id.compact(23_000), '23 rb'],
  ['compact millions', id.compact(38_430_645), '38,4 jt'],
  ['compact milliards: M is 10⁹', id.compact(1_200_000_000), '1,2 M'],
  ['compact in English', en.compact(1_200_000_000), '1.2 bn'],
  ['milliseconds', id.duration(420), '420 ms'],
  ['seconds', id.duration(1240), '1,2 dtk'],
  ['minutes', id.duration(25 * 60_000), '25 mnt'],
  ['hours', id.duration(3.2 * 3_600_000), '3,2 jam'],
  ['days', id.duration(50 * 3_600_000), '2,1 hari'],
  ['elapsed seconds', id.elapsed(4_999), '4 dtk'],
  ['elapsed never runs backwards', id.elapsed(-5_000), '0 dtk'],
  ['elapsed hours', id.elapsed(8_040_000), '2 jam 14 mnt'],
  ['elapsed days', id.elapsed(50 * 3_600_000), '2 hari 2 jam'],
  ['time', id.time('2024-03-07T00:30:00Z', WIB), '07.30 WIB'],
  ['time in the east', id.time('2024-03-07T00:30:00Z', 'Asia/Jayapura'), '09.30 WIT'],
  ['time in the middle', id.time('2024-03-07T00:30:00Z', 'Asia/Makassar'), '08.30 WITA'],
  ['midnight is 00', id.time('2024-03-06T17:00:00Z', WIB), '00.00 WIB'],
  ['broken time', id.time('kemarin', WIB), '–'],
  ['date', id.date('2024-03-07T00:30:00Z', WIB), 'Senin, 7 Maret 2024'.replace('Senin', 'Kamis')],
  ['August', id.shortDate(Date.UTC(2024, 7, 17), WIB), '17 Agu'],
  ['December', id.month(Date.UTC(2024, 11, 2), WIB), 'Des 2024'],
];

for (const [name, actual, expected] of cases) {
  test(`formats ${name}`, () => assert.equal(plain(String(actual)), expected));
}

test('names the day only when it is another one', () => {
  const now = Date.parse('2024-03-07T03:00:00Z');

  assert.equal(plain(id.when('2024-03-07T00:42:00Z', WIB, now)), '07.42 WIB');
  assert.equal(plain(id.when('2024-03-06T16:42:00Z', WIB, now)), '6 Mar 23.42 WIB');
  assert.equal(plain(id.when('2022-03-06T16:42:00Z', WIB, now)), '6 Mar 2022 23.42 WIB');
});

test('cuts days in the zone of the government', () => {
  const at = Date.parse('2024-03-06T16:30:00Z');

  assert.equal(zoneOffset('Asia/Jayapura', at), 540);
  assert.equal(new Date(startOfDay(at, WIB)).toISOString(), '2024-03-05T17:00:00.000Z');
  assert.equal(sameDay(at, at + 3_600_000, WIB), false);
  assert.equal(sameDay(at, at + 3_600_000, 'Asia/Jayapura'), true);
});
