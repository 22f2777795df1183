import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { shortDayText, zoneOf } from '../roster.js';

/**
 * Who was reminded, for operators.
 *
 * @typedef {import('../desk-types.js').Reminder} Reminder
 * @typedef {{reminders: Reminder[]|undefined, names: Map<string, string>, now: number, some: boolean}} Input `some`: whether anybody reports at all
 */

/** @param {import('../types.js').Context} context */
export function reminderList(context) {
  const { t, format } = context;
  const body = h('tbody');
  const title = h('summary', {});
  const none = h('p', { class: 'fold-note' }, t('reminders.none'));
  const columns = /** @type {const} */ (['agency', 'kind', 'to', 'at', 'sent']);
  const table = h(
    'table',
    { class: 'nodes plain-table' },
    h('caption', { class: 'visually-hidden' }, t('reminders.title')),
    h(
      'thead',
      {},
      h('tr', {}, ...columns.map((name) => h('th', { scope: 'col' }, t(`reminders.${name}`)))),
    ),
    body,
  );
  const frame = h('div', { class: 'table-frame', tabindex: '0' }, table);
  const element = h('details', { class: 'card fold-card' }, title, none, frame);

  /** @param {Input} input */
  function update(input) {
    const { reminders, some } = input;
    show(element, reminders !== undefined && (some || reminders.length > 0));
    const list = reminders ?? [];
    const failed = list.filter((reminder) => !reminder.sent).length;
    const n = format.number(list.length, 0);
    setText(
      title,
      failed > 0
        ? t('reminders.countFailed', { n, failed: format.number(failed, 0) })
        : t('reminders.count', { n }),
    );
    show(none, list.length === 0);
    show(frame, list.length > 0);
    reconcile(
      body,
      list.map((reminder) => ({ reminder, input })),
      ({ reminder }) => [reminder.at, reminder.feed, reminder.day, reminder.kind].join(' '),
      reminderRow,
    );
  }

  function reminderRow() {
    const at = h('td', { class: 'num', 'data-label': t('reminders.at') });
    const agency = h('th', { scope: 'row' });
    const kind = h('td', { 'data-label': t('reminders.kind') });
    const to = h('td', { 'data-label': t('reminders.to') });
    const sent = h('td', { class: 'feed-state', 'data-label': t('reminders.sent') });

    /** @param {{reminder: Reminder, input: Input}} item */
    function updateRow({ reminder, input }) {
      setText(at, format.when(reminder.at, zoneOf(reminder.at), input.now));
      setText(agency, input.names.get(reminder.feed) ?? reminder.feed);
      const day = shortDayText(reminder.day, format);
      setText(kind, t(`reminders.kind.${reminder.kind}`, { day }));
      setText(to, reminder.to);
      setText(sent, t(reminder.sent ? 'reminders.sent.yes' : 'reminders.sent.no'));
      setAttribute(sent, 'data-ok', String(reminder.sent));
    }

    return { element: h('tr', {}, agency, kind, to, at, sent), update: updateRow };
  }

  return { element, update };
}
