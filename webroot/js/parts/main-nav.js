import { h, setAttribute, show } from '../dom.js';
import { mayAdminister, mayAudit, mayConnect } from '../roles.js';

/**
 * The sections of the page: places, what people report, for operators connecting what is not connected yet and the
 * store, for administrators people and their roles, and for auditors too what was done.
 *
 * @typedef {import('../types.js').AppState} AppState
 */

/** @param {import('../types.js').Context} context */
export function mainNav(context) {
  const { t } = context;
  const places = h('a', {}, t('nav.places'));
  const reports = h('a', {}, t('nav.laporan'));
  const connect = h('a', {}, t('nav.sambungkan'));
  const connectItem = h('li', {}, connect);
  const storage = h('a', {}, t('nav.simpanan'));
  const storageItem = h('li', {}, storage);
  const people = h('a', {}, t('nav.orang'));
  const peopleItem = h('li', {}, people);
  const audit = h('a', {}, t('nav.audit'));
  const auditItem = h('li', {}, audit);
  const element = h(
    'nav',
    { class: 'sections', 'aria-label': t('nav.title') },
    h(
      'ul',
      {},
      h('li', {}, places),
      h('li', {}, reports),
      connectItem,
      storageItem,
      peopleItem,
      auditItem,
    ),
  );

  /** @param {AppState} state */
  function update({ session, route }) {
    show(element, Boolean(session) && !session?.mustChange);
    show(connectItem, mayConnect(session));
    show(storageItem, mayConnect(session));
    show(peopleItem, mayAdminister(session));
    show(auditItem, mayAudit(session));
    setAttribute(places, 'href', context.link(route.scope));
    setAttribute(reports, 'href', context.page('laporan'));
    setAttribute(connect, 'href', context.page('sambungkan'));
    setAttribute(storage, 'href', context.page('simpanan'));
    setAttribute(people, 'href', context.page('orang'));
    setAttribute(audit, 'href', context.page('audit'));
    // A place or a feed is below its section, which is then only part of where we are.
    setAttribute(places, 'aria-current', route.page ? null : 'true');
    setAttribute(reports, 'aria-current', current(route.page === 'laporan', route.item));
    setAttribute(connect, 'aria-current', route.page === 'sambungkan' ? 'page' : null);
    setAttribute(storage, 'aria-current', route.page === 'simpanan' ? 'page' : null);
    setAttribute(people, 'aria-current', current(route.page === 'orang', route.item));
    setAttribute(audit, 'aria-current', route.page === 'audit' ? 'page' : null);
  }

  return { element, update };
}

/** @param {boolean} inside @param {string|null} item */
function current(inside, item) {
  if (!inside) return null;
  return item ? 'true' : 'page';
}
