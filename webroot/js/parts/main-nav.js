import { h, setAttribute, show } from '../dom.js';
import { mayConnect } from '../roles.js';

/**
 * The sections of the page: places, what people report, and for operators connecting what is not connected yet and the
 * store.
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
  const element = h(
    'nav',
    { class: 'sections', 'aria-label': t('nav.title') },
    h('ul', {}, h('li', {}, places), h('li', {}, reports), connectItem, storageItem),
  );

  /** @param {AppState} state */
  function update({ session, route }) {
    show(element, Boolean(session));
    show(connectItem, mayConnect(session));
    show(storageItem, mayConnect(session));
    setAttribute(places, 'href', context.link(route.scope));
    setAttribute(reports, 'href', context.page('laporan'));
    setAttribute(connect, 'href', context.page('sambungkan'));
    setAttribute(storage, 'href', context.page('simpanan'));
    // A place or a feed is below its section, which is then only part of where we are.
    setAttribute(places, 'aria-current', route.page ? null : 'true');
    setAttribute(reports, 'aria-current', current(route.page === 'laporan', route.item));
    setAttribute(connect, 'aria-current', route.page === 'sambungkan' ? 'page' : null);
    setAttribute(storage, 'aria-current', route.page === 'simpanan' ? 'page' : null);
  }

  return { element, update };
}

/** @param {boolean} inside @param {string|null} item */
function current(inside, item) {
  if (!inside) return null;
  return item ? 'true' : 'page';
}
