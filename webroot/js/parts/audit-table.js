import { aboutText, actionText, actorText } from '../audit-text.js';
import { h, reconcile, show } from '../dom.js';
import { placeText } from '../people.js';
import { zoneOf } from '../roster.js';

/**
 * Who did what, the newest first.
 *
 * @typedef {import('../people-types.js').AuditEntry} AuditEntry
 */

/** @param {import('../types.js').Context} context @param {(actor: string) => void} only shows what one account did */
export function auditTable(context, only) {
  const { t } = context;
  const body = h('tbody');
  const columns = /** @type {const} */ (['at', 'actor', 'action', 'subject', 'place']);
  const table = h(
    'table',
    { class: 'nodes audit' },
    h('caption', { class: 'visually-hidden' }, t('nav.audit')),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...columns.map((name) =>
          h('th', { scope: 'col', class: `col-${name}` }, t(`audit.column.${name}`)),
        ),
      ),
    ),
    body,
  );
  const element = h('div', { class: 'card flush' }, h('div', { class: 'table-frame' }, table));

  /** @param {readonly AuditEntry[]} entries */
  function update(entries) {
    show(element, entries.length > 0);
    reconcile(
      body,
      entries,
      ({ id }) => String(id),
      (entry) => auditRow(context, entry, only),
    );
  }

  return { element, update };
}

/** An entry never changes. @param {import('../types.js').Context} context @param {AuditEntry} entry @param {(actor: string) => void} only */
function auditRow({ t, format }, entry, only) {
  const { at, actor, address, action, place, placeName } = entry;
  const zone = zoneOf(at);
  const { about, rest } = aboutText(entry, { t, format });
  const name = actorText(actor, t);
  const element = h(
    'tr',
    {},
    h(
      'td',
      { class: 'col-at num' },
      h('time', { datetime: at }, format.time(at, zone, true)),
      h('span', { class: 'cell-note' }, format.shortDate(Date.parse(at), zone, true)),
    ),
    h(
      'td',
      { class: 'col-actor', 'data-label': t('audit.column.actor') },
      h(
        'button',
        {
          type: 'button',
          class: 'as-link',
          title: t('audit.only', { name }),
          onclick: () => only(actor),
        },
        name,
      ),
      h('span', { class: 'cell-note' }, address),
    ),
    h('th', { scope: 'row', class: 'col-action' }, actionText(action, t)),
    h(
      'td',
      { class: 'col-subject', 'data-label': t('audit.column.subject') },
      h('span', {}, about),
      h('span', { class: 'cell-note' }, rest),
    ),
    h(
      'td',
      { class: 'col-place', 'data-label': t('audit.column.place') },
      placeText(place, placeName, t),
    ),
  );
  return { element, update: () => undefined };
}
