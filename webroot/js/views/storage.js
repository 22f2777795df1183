import { h, setAttribute, setText, show } from '../dom.js';
import { pieceNodes } from '../parts/pieces.js';
import { storageDisk } from '../parts/storage-disk.js';
import { storageKinds } from '../parts/storage-kinds.js';
import { storageNight } from '../parts/storage-night.js';
import { storageWaiting } from '../parts/storage-waiting.js';
import { problemText } from '../problem-text.js';
import { refreshed } from '../refreshed.js';
import { serverNow } from '../state.js';
import { storeSentence } from '../storage.js';

/**
 * The store, for operators: what fills the disk and until when there is room, what of last night is stored, what waits.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../storage-types.js').Machine} Machine
 * @typedef {import('../storage-types.js').StoreState} StoreState
 */

const REFRESH_MS = 60_000;

/** @param {HTMLElement} root @param {import('../types.js').Context} context @param {() => void} changed @returns {import('../types.js').View} */
export function mountStorage(root, context, changed) {
  const { t, format, api } = context;
  const source = refreshed(() => api.store(), changed, REFRESH_MS);
  const sentence = h('p', { class: 'hero-sentence' });
  const facts = h('p', { class: 'hero-facts' });
  const failed = h('p', { class: 'outcome', 'data-tone': 'bad', role: 'alert' });
  const skeleton = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'));
  const disk = storageDisk(context);
  const kinds = storageKinds(context);
  const night = storageNight(context);
  const waiting = storageWaiting(context);
  const versions = versionFacts(context);
  const content = h(
    'div',
    { class: 'store-content' },
    disk.element,
    waiting.element,
    kinds.element,
    night.element,
    versions.element,
  );
  root.replaceChildren(
    h(
      'section',
      { class: 'hero store-hero' },
      h('div', { class: 'hero-head' }, h('h1', { tabindex: '-1' }, t('store.title'))),
      sentence,
      facts,
    ),
    failed,
    skeleton,
    content,
  );

  /** @param {AppState} state */
  function update(state) {
    source.tick(state.now);
    const { value, problem, at } = source.read();
    const zone = state.board?.node.zone ?? 'Asia/Jakarta';
    const old = at === null ? '' : t('store.old', { at: format.time(at + state.skew, zone) });
    setText(failed, problem ? `${old} ${problemText(problem, t)}`.trim() : '');
    show(failed, problem !== null);
    show(skeleton, !value && !problem);
    setAttribute(content, 'data-old', problem !== null);
    show(content, value !== null);
    if (value) draw(value, serverNow(state), zone);
  }

  /** @param {StoreState} value @param {number} now @param {string} zone */
  function draw(value, now, zone) {
    const { machine, awaySince, lastNight } = value;
    pieceNodes(sentence, storeSentence(value, now, zone, context));
    setText(facts, factsText(value, now, zone));
    show(facts, facts.textContent !== '');
    disk.update(machine);
    kinds.update(machine?.sizes ?? null);
    night.update(lastNight);
    waiting.update(machine && { waiting: machine.waiting, awaySince, now, zone });
    versions.update(machine);
  }

  /** @param {StoreState} value @param {number} now @param {string} zone */
  function factsText({ machine, awaySince }, now, zone) {
    if (!machine) return t('store.scoped.note');
    if (!machine.sizes) return '';
    const key = awaySince ? 'kinds.measuredAway' : 'kinds.measured';
    return t(key, { at: format.when(machine.sizes.at, zone, now) });
  }

  return { update, unmount: source.unmount };
}

/** What runs here. @param {import('../types.js').Context} context */
function versionFacts({ t }) {
  const pantau = h('dd', {});
  const postgresql = h('dd', {});
  const schema = h('dd', {});
  const element = h(
    'section',
    { class: 'section' },
    h('header', { class: 'section-head' }, h('h2', {}, t('versions.title'))),
    h(
      'dl',
      { class: 'service-facts' },
      h('div', {}, h('dt', {}, t('versions.pantau')), pantau),
      h('div', {}, h('dt', {}, t('versions.postgresql')), postgresql),
      h('div', {}, h('dt', {}, t('versions.schema')), schema),
    ),
  );

  /** @param {Machine|null} machine */
  function update(machine) {
    show(element, machine !== null);
    if (!machine) return;
    const { versions } = machine;
    const version = versions.postgresql ?? t('versions.unknown');
    setText(pantau, versions.pantau);
    setText(
      postgresql,
      t(versions.embedded ? 'versions.embedded' : 'versions.external', { version }),
    );
    setText(schema, String(versions.schema ?? t('versions.unknown')));
  }

  return { element, update };
}
