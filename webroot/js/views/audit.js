import { Problem } from '../api.js';
import { auditQuery } from '../audit-text.js';
import { h, setText, show } from '../dom.js';
import { auditFilters } from '../parts/audit-filters.js';
import { auditTable } from '../parts/audit-table.js';
import { outcome, showProblem } from '../parts/field.js';
import { dayOf, shiftDay } from '../roster.js';
import { serverNow } from '../state.js';

/**
 * Who did what, for auditors and administrators.
 *
 * @typedef {import('../people-types.js').AuditEntry} AuditEntry
 * @typedef {import('../people-types.js').AuditQuestion} AuditQuestion
 * @typedef {import('../types.js').AppState} AppState
 */

const QUESTION = 'audit.question';

/** How far back is looked to begin with, in days. */
const DAYS = 30;

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {AppState} state @returns {import('../types.js').View} */
export function mountAudit(root, context, state) {
  const { t, format, api, memory } = context;
  const today = dayOf(serverNow(state), state.board?.node.zone ?? 'Asia/Jakarta');
  let question = /** @type {AuditQuestion} */ (
    memory.get(QUESTION) ?? {
      from: shiftDay(today, -DAYS),
      to: '',
      actor: '',
      action: '',
      text: '',
    }
  );
  /** @type {AuditEntry[]|null} */
  let entries = null;
  /** @type {number|null} */
  let before = null;
  let turn = 0;
  const line = outcome();
  const filters = auditFilters(context, question, (asked) => {
    question = asked;
    memory.set(QUESTION, asked);
    entries = null;
    ask(null);
  });
  const table = auditTable(context, filters.only);
  const more = h(
    'button',
    { type: 'button', class: 'plain', onclick: () => ask(before) },
    t('audit.more'),
  );
  const file = h('button', { type: 'button', class: 'plain', onclick: take }, t('audit.file'));
  const count = h('p', { class: 'section-note', role: 'status' });
  const nothing = h('p', { class: 'card' }, t('audit.none'));
  const waiting = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'));
  root.replaceChildren(
    h(
      'section',
      { class: 'hero' },
      h('h1', { tabindex: '-1' }, t('nav.audit')),
      h('p', { class: 'hero-sentence' }, t('audit.lead')),
    ),
    h(
      'div',
      { class: 'stack' },
      h('section', { class: 'card' }, filters.element),
      line.element,
      h('div', { class: 'row audit-head' }, count, file),
      waiting,
      table.element,
      nothing,
      h('div', { class: 'row' }, more),
    ),
  );
  ask(null);

  /** @param {number|null} from the number the page before ended with */
  async function ask(from) {
    turn += 1;
    const mine = turn;
    more.disabled = true;
    show(waiting, entries === null);
    show(nothing, false);
    try {
      const number = from === null ? null : String(from);
      const page = await api.audit({ ...auditQuery(question), before: number });
      if (mine === turn) came(page, from);
    } catch (error) {
      if (mine === turn) failed(error);
    }
    if (mine === turn) draw();
  }

  /** @param {unknown} error */
  function failed(error) {
    if (!(error instanceof Problem)) throw error;
    showProblem(error, { fields: filters.fields, line }, t);
  }

  /** @param {import('../people-types.js').AuditPage} page @param {number|null} from */
  function came(page, from) {
    entries = from === null ? page.entries : [...(entries ?? []), ...page.entries];
    before = page.before;
    line.clear();
  }

  function draw() {
    const n = entries?.length ?? 0;
    more.disabled = false;
    table.update(entries ?? []);
    show(waiting, false);
    show(nothing, entries !== null && n === 0);
    show(more, before !== null && n > 0);
    show(file, n > 0);
    const key = before === null ? 'audit.count' : 'audit.countSoFar';
    setText(count, n > 0 ? t(key, { n: format.number(n, 0) }) : '');
  }

  /** All that fits the question, not only what is shown. */
  async function take() {
    file.disabled = true;
    line.say('busy', t('audit.file.busy'));
    try {
      save(await api.auditFile(auditQuery(question)));
      line.say('good', t('audit.file.done'));
    } catch (error) {
      failed(error);
    } finally {
      file.disabled = false;
    }
  }

  return { update: () => undefined };
}

/** @param {Blob} file */
function save(file) {
  const url = URL.createObjectURL(file);
  h('a', { href: url, download: 'jejak-audit.csv' }).click();
  URL.revokeObjectURL(url);
}
