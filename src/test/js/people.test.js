import assert from 'node:assert/strict';
import test from 'node:test';
import { agentText } from '../../../webroot/js/agent-text.js';
import { beginning, draftOf, wantedRoles } from '../../../webroot/js/appointments.js';
import { createFormats } from '../../../webroot/js/format.js';
import { translator } from '../../../webroot/js/i18n/index.js';
import { passwordMistakes } from '../../../webroot/js/password-text.js';
import {
  arrangedPeople,
  marksOf,
  matchingPeople,
  officeText,
  peopleSentence,
  periodText,
  placeText,
  standingOf,
} from '../../../webroot/js/people.js';
import { placeTree } from '../../../webroot/js/place-tree.js';
import { administered, mayAdminister, mayAudit, seen } from '../../../webroot/js/roles.js';

const words = { t: translator('id'), format: createFormats('id') };
const { t } = words;
const NOW = Date.parse('2026-11-25T08:00:00Z');

/** @param {object} [more] @returns {any} */
const role = (more = {}) => ({
  role: 'agency_head',
  scope: '33.08/dinkes',
  scopeName: 'Dinas Kesehatan, Kabupaten Magelang',
  capacity: 'definitive',
  from: null,
  to: null,
  holds: true,
  by: 'kominfo',
  ...more,
});

/** @param {string} username @param {object} [more] @returns {any} */
const user = (username, more = {}) => ({
  username,
  name: `Nama ${username}`,
  home: '33.08',
  homeName: 'Kabupaten Magelang',
  disabledAt: null,
  mustChange: false,
  hasPassword: true,
  managed: true,
  revision: 1,
  roles: [role()],
  ...more,
});

test('names an office with the prefix of whoever stands in', () => {
  assert.equal(officeText(role(), t), 'Kepala perangkat daerah');
  assert.equal(officeText(role({ capacity: 'plt' }), t), 'Plt. Kepala perangkat daerah');
  assert.equal(officeText(role({ role: 'lain', capacity: 'xyz' }), t), 'xyz lain');
  assert.equal(placeText('', '', t), 'Semua yang dipantau');
  assert.equal(placeText('33.08/tutup', '', t), '33.08/tutup');
});

test('says from when to when, the last day included', () => {
  const from = '2026-11-01T00:00:00+07:00';
  const to = '2027-01-01T00:00:00+07:00';
  assert.equal(periodText(role({ from, to }), words), '1 Nov 2026 sampai 31 Des 2026');
  assert.equal(periodText(role({ from }), words), 'sejak 1 Nov 2026');
  assert.equal(periodText(role({ to }), words), 'sampai 31 Des 2026');
  assert.equal(periodText(role(), words), 'tanpa batas waktu');
  // The end is a midnight in Jayapura, not here.
  assert.equal(periodText(role({ to: '2027-01-01T00:00:00+09:00' }), words), 'sampai 31 Des 2026');
});

test('tells what holds from what is to come and what is over', () => {
  assert.equal(standingOf(role(), NOW), 'holds');
  assert.equal(
    standingOf(role({ holds: false, from: '2026-12-01T00:00:00+07:00' }), NOW),
    'coming',
  );
  assert.equal(standingOf(role({ holds: false, to: '2026-11-01T00:00:00+07:00' }), NOW), 'over');
});

test('marks what wants a look', () => {
  assert.deepEqual(marksOf(user('a')), []);
  assert.deepEqual(
    marksOf(user('a', { disabledAt: '2026-11-01T00:00:00+07:00', mustChange: true, roles: [] })),
    ['disabled', 'mustChange', 'noRole'],
  );
  assert.deepEqual(marksOf(user('a', { roles: [role({ holds: false })] })), ['noRole']);
});

test('finds accounts by name, office and place', () => {
  const users = [
    user('siti'),
    user('budi', { roles: [role({ capacity: 'plt' })], mustChange: true }),
  ];
  const found = (/** @type {string} */ text, /** @type {any} */ mark = null) =>
    matchingPeople(users, text, mark, t).map(({ username }) => username);

  assert.deepEqual(found(''), ['siti', 'budi']);
  assert.deepEqual(found('PLT. kesehatan'), ['budi']);
  assert.deepEqual(found('magelang siti'), ['siti']);
  assert.deepEqual(found('', 'mustChange'), ['budi']);
  assert.deepEqual(found('siti', 'mustChange'), []);
});

test('orders accounts by name, or what wants a look first', () => {
  const users = [user('c', { disabledAt: '2026-11-01T00:00:00+07:00' }), user('b'), user('a')];
  const order = (/** @type {'name'|'state'} */ column, backwards = false) =>
    arrangedPeople(users, column, backwards)
      .map(({ username }) => username)
      .join('');

  assert.equal(order('name'), 'abc');
  assert.equal(order('name', true), 'cba');
  assert.equal(order('state'), 'cab');
});

test('sums accounts up in a sentence', () => {
  const told = (/** @type {any[]} */ users) =>
    peopleSentence(users, words)
      .map(({ text }) => text)
      .join('');

  assert.equal(told([]), '0 akun.');
  assert.equal(
    told([user('a', { mustChange: true }), user('b', { roles: [] })]),
    '2 akun; 1 belum mengganti kata sandi buatan; 1 tanpa peran yang berlaku.',
  );
});

test('makes days of a role into instants of its place', () => {
  assert.equal(beginning('2026-12-01', 'Asia/Jakarta'), '2026-12-01T00:00:00+07:00');
  assert.equal(beginning('2026-12-01', 'Asia/Jayapura'), '2026-12-01T00:00:00+09:00');
  const draft = /** @type {any} */ ({
    role: 'leader',
    scope: '33.08',
    zone: 'Asia/Jakarta',
    capacity: 'plt',
    from: '2026-12-01',
    to: '2026-12-31',
    was: null,
  });
  assert.deepEqual(wantedRoles([draft]).roles, [
    {
      role: 'leader',
      scope: '33.08',
      capacity: 'plt',
      from: '2026-12-01T00:00:00+07:00',
      to: '2027-01-01T00:00:00+07:00',
    },
  ]);
});

test('sends back untouched what was not touched', () => {
  const was = role({ from: '2026-11-01T08:30:00+07:00', to: '2026-12-31T16:00:00+07:00' });
  const draft = draftOf(was);

  assert.equal(draft.from, '2026-11-01');
  assert.equal(draft.to, '2026-12-31');
  assert.deepEqual(
    wantedRoles([draft]).roles.map(({ from, to }) => [from, to]),
    [[was.from, was.to]],
  );
  assert.equal(wantedRoles([{ ...draft, to: '' }]).roles[0]?.to, null);
  assert.equal(
    wantedRoles([{ ...draft, to: '2027-01-15' }]).roles[0]?.to,
    '2027-01-16T00:00:00+07:00',
  );
});

test('says what a role lacks, by the names of the server', () => {
  const empty = { zone: '', capacity: /** @type {const} */ ('definitive'), was: null };
  const { mistakes } = wantedRoles([
    { ...empty, role: '', scope: null, from: '2026-12-02', to: '2026-12-01' },
    { ...empty, role: 'leader', scope: '', from: '', to: '' },
    { ...empty, role: 'leader', scope: '', from: '', to: '' },
  ]);

  assert.deepEqual(
    [...mistakes],
    [
      ['roles[0].role', 'roles.role.required'],
      ['roles[0].scope', 'roles.place.required'],
      ['roles[0].to', 'roles.to.before'],
      ['roles[2].role', 'roles.twice'],
    ],
  );
});

test('expects of a password what the server expects', () => {
  const good = { before: 'lama', after: 'kuda baterai stapler', again: 'kuda baterai stapler' };
  const told = (/** @type {object} */ more) =>
    [...passwordMistakes({ ...good, username: 'siti', ...more })].map((pair) => pair.join(' '));
  const twice = (/** @type {string} */ text) => told({ after: text, again: text });

  assert.deepEqual(told({}), []);
  assert.deepEqual(told({ before: '' }), ['before password.before.required']);
  assert.deepEqual(told({ again: 'lain' }), ['again password.again.differs']);
  assert.deepEqual(twice('pendek'), ['after password.after.short']);
  assert.deepEqual(twice('x'.repeat(129)), ['after password.after.long']);
  assert.deepEqual(twice('SITI punya rahasia'), ['after password.after.name']);
  assert.deepEqual(twice('abababababab'), ['after password.after.few']);
  assert.deepEqual(told({ before: good.after }), ['after password.after.same']);
  // A sign beyond the first plane is one character, as the server counts.
  assert.deepEqual(twice('😀😁😂😃😄😅'), ['after password.after.short']);
});

test('tells browsers in plain words where it can', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
  assert.equal(agentText(chrome, t), 'Chrome di Windows');
  assert.equal(agentText(`${chrome} Edg/131.0.0.0`, t), 'Edge di Windows');
  assert.equal(
    agentText(
      'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36',
      t,
    ),
    'Samsung Internet di Android',
  );
  assert.equal(
    agentText(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1',
      t,
    ),
    'Safari di iPhone',
  );
  assert.equal(
    agentText('Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', t),
    'Firefox di Linux',
  );
  assert.equal(agentText('curl/8.5.0', t), 'curl');
  assert.equal(agentText('Java-http-client/17', t), 'Peramban tidak dikenal');
  assert.equal(agentText('', t), 'Peramban tidak dikenal');
});

test('offers each only to those who may', () => {
  const session = (/** @type {any[]} */ roles) => /** @type {any} */ ({ roles });
  const auditor = session([{ role: 'auditor', scope: '33.08' }]);
  const both = session([
    { role: 'administrator', scope: '33.08' },
    { role: 'administrator', scope: '33.08/dinkes' },
    { role: 'leader', scope: '33.10' },
  ]);

  assert.equal(mayAdminister(auditor), false);
  assert.equal(mayAudit(auditor), true);
  assert.equal(mayAdminister(both), true);
  assert.equal(mayAudit(null), false);
  assert.deepEqual(administered(both), ['33.08']);
  assert.deepEqual(seen(both), ['33.08', '33.10']);
});

/** A server that knows a province, a regency of it and the agencies of both. */
function boards() {
  /** @type {string[]} */
  const asked = [];
  const place = (/** @type {string} */ id, /** @type {string} */ kind, name = id) => ({
    id,
    kind,
    name,
    zone: 'Asia/Jakarta',
  });
  /** @type {Record<string, any>} */
  const known = {
    33: [place('33', 'government'), place('33.08', 'government'), place('33.10', 'government')],
    33.08: [
      place('33.08', 'government'),
      place('33.08/pasar', 'agency', 'Pasar'),
      place('33.08/dinkes', 'agency', 'Dinkes'),
    ],
    '33.08/dinkes': [place('33.08/dinkes', 'agency', 'Dinkes')],
  };
  const board = async (/** @type {string|null} */ scope) => {
    asked.push(scope ?? '');
    const [node, ...children] = known[scope ?? '33'] ?? [];
    if (!node) throw new Error('away');
    return { node, children, path: [{ id: '33.08', name: 'Magelang' }] };
  };
  return { api: /** @type {any} */ ({ board }), asked, known };
}

test('offers the places somebody reaches, each asked for once', async () => {
  const { api, asked } = boards();
  const tree = placeTree(api, {
    scopes: ['33'],
    reaches: (_, government) => government === '33.08',
  });

  const found = await tree.governments();
  assert.deepEqual(
    found.map(({ id }) => id),
    ['33', '33.08'],
  );
  assert.equal(tree.everything, false);
  const regency = /** @type {any} */ (found[1]);
  assert.deepEqual(
    (await tree.agenciesOf(regency)).map(({ name }) => name),
    ['Dinkes', 'Pasar'],
  );
  await tree.agenciesOf(regency);
  await tree.governments();
  assert.deepEqual(asked, ['33', '33.08']);
});

test('offers of a government only the agencies that are somebody’s', async () => {
  const { api } = boards();
  const [only] = await placeTree(api, {
    scopes: ['33.08/dinkes'],
    reaches: () => true,
  }).governments();

  assert.deepEqual(only, {
    id: '33.08',
    name: 'Magelang',
    zone: 'Asia/Jakarta',
    whole: false,
    only: [{ id: '33.08/dinkes', name: 'Dinkes' }],
  });
  const both = placeTree(api, { scopes: ['33.08/dinkes', '33.08'], reaches: () => true });
  assert.equal((await both.governments())[0]?.whole, true);
});

test('asks again for what could not be had', async () => {
  const { api, known } = boards();
  const tree = placeTree(api, { scopes: ['33.99'], reaches: () => true });

  await assert.rejects(tree.governments());
  known['33.99'] = known['33.08'];
  assert.equal((await tree.governments()).length, 1);
});
