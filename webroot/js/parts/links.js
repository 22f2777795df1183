import { Problem } from '../api.js';
import { h, reconcile, setAttribute, setText, show } from '../dom.js';
import { toInstant } from '../format.js';
import { problemText } from '../problem-text.js';
import { zoneOf } from '../roster.js';
import { confirmButton } from './confirm.js';
import { field, outcome, showProblem } from './field.js';
import { freshLink } from './fresh-link.js';

/**
 * Links of a feed: whoever holds one reports without an account, until it runs out or is revoked.
 *
 * @typedef {import('../desk-types.js').ReportLink} ReportLink
 * @typedef {import('../desk-types.js').RosterFeed} RosterFeed
 */

/** How long a link may live, in days; the middle one is proposed. */
const LIFETIMES = [30, 90, 180, 365];
const PROPOSED = 180;

/** @param {import('../types.js').Context} context @param {Pick<RosterFeed, 'feed'|'by'|'owner'|'deputy'>} feed */
export function linksCard(context, feed) {
  const { t, api } = context;
  const list = h('ul', { class: 'links' });
  const none = h('p', { class: 'empty' });
  const line = outcome();
  const fresh = freshLink(context, feed.feed);
  const maker = linkMaker(context, feed, (made) => {
    fresh.update(made);
    load();
  });
  const title = t(feed.by === 'form' ? 'link.title.form' : 'link.title.file');
  const element = h(
    'section',
    { class: 'card stack', 'aria-label': title },
    h('h2', {}, title),
    h('p', { class: 'section-note' }, t(`link.explain.${feed.by}`)),
    fresh.element,
    maker.element,
    line.element,
    list,
    none,
  );
  let now = Date.now();
  /** @type {ReportLink[]|null} */
  let links = null;
  load();

  async function load() {
    try {
      links = await api.links(feed.feed);
      line.clear();
      draw();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      line.say('bad', problemText(error, t));
    }
  }

  /** @param {string} id */
  async function revoke(id) {
    try {
      await api.revokeLink(feed.feed, id);
      fresh.clear();
      await load();
      line.say('good', t('link.revoked'));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // Somebody else may have been quicker: what stands there now says so.
      await load();
      line.say('bad', error.status === 404 ? t('link.gone') : problemText(error, t));
    }
  }

  function draw() {
    const known = links ?? [];
    const open = known.filter((link) => isOpen(link, now));
    const closed = known.filter((link) => !isOpen(link, now));
    setText(none, t(`link.none.${feed.by}`));
    show(none, links !== null && known.length === 0);
    reconcile(
      list,
      [...open, ...closed].map((link) => ({ link, now })),
      ({ link }) => link.id,
      ({ link }) => linkRow(context, link, () => revoke(link.id)),
    );
  }

  /** @param {number} at */
  function update(at) {
    now = at;
    if (links) draw();
  }

  return { element, update };
}

/** @param {ReportLink} link @param {number} now */
function isOpen(link, now) {
  return link.revokedAt === null && (toInstant(link.expiresAt) ?? 0) > now;
}

/** @param {import('../types.js').Context} context @param {Pick<RosterFeed, 'feed'|'by'|'owner'|'deputy'>} feed @param {(made: import('../desk-types.js').FreshLink) => void} made */
function linkMaker(context, feed, made) {
  const { t, api } = context;
  const names = h(
    'datalist',
    { id: 'link-names' },
    ...[...new Set([feed.owner, feed.deputy])].map((name) => h('option', { value: name })),
  );
  const holder = h('input', {
    id: 'link-holder',
    list: 'link-names',
    maxlength: 100,
    autocomplete: 'off',
  });
  holder.value = feed.owner;
  const days = h(
    'select',
    { id: 'link-days' },
    ...LIFETIMES.map((n) => h('option', { value: n }, t('link.days', { n }))),
  );
  days.value = String(PROPOSED);
  const line = outcome();
  const fields = new Map([
    ['holder', field({ label: t('link.holder'), control: holder })],
    ['days', field({ label: t('link.lifetime'), control: days })],
  ]);
  const button = h('button', { class: 'primary', type: 'submit' }, t(`link.make.${feed.by}`));
  const element = h(
    'form',
    { class: 'inline-form', novalidate: true, onsubmit: make },
    ...[...fields.values()].map((one) => one.element),
    names,
    button,
    line.element,
  );

  /** @param {Event} event */
  async function make(event) {
    event.preventDefault();
    const name = holder.value.trim();
    if (name === '') {
      fields.get('holder')?.fail(t('link.holder.required'));
      holder.focus();
      return;
    }
    button.disabled = true;
    line.clear();
    try {
      made(await api.makeLink(feed.feed, { holder: name, days: Number(days.value) }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      showProblem(error, { fields, line }, t);
    } finally {
      button.disabled = false;
    }
  }

  return { element };
}

/** @param {import('../types.js').Context} context @param {ReportLink} first @param {() => Promise<void>} revoke */
function linkRow(context, first, revoke) {
  const { t, format } = context;
  const name = h('strong', {}, first.holder);
  const state = h('span', { class: 'link-state' });
  const facts = h('p', { class: 'cell-note' });
  const button = confirmButton(context, {
    label: t('link.revoke'),
    name: first.holder,
    ask: t('link.revoke.ask'),
    yes: t('link.revoke.yes'),
    act: async () => {
      await revoke();
      button.close();
    },
  });
  const element = h(
    'li',
    { class: 'link-row' },
    h('div', {}, h('p', { class: 'link-name' }, name, state), facts),
    button.element,
  );

  /** @param {{link: ReportLink, now: number}} item */
  function update({ link, now }) {
    const open = isOpen(link, now);
    const zone = zoneOf(link.createdAt);
    setAttribute(element, 'data-open', String(open));
    setText(state, stateText(link, now));
    const made = t('link.createdBy', {
      by: link.createdBy,
      at: format.when(link.createdAt, zone, now),
    });
    const used = link.lastUsedAt
      ? t('link.lastUsed', { at: format.when(link.lastUsedAt, zone, now) })
      : t('link.unused');
    setText(facts, `${made} · ${used}`);
    show(button.element, open);
  }

  /** @param {ReportLink} link @param {number} now */
  function stateText({ revokedAt, expiresAt }, now) {
    const zone = zoneOf(expiresAt);
    if (revokedAt) return t('link.state.revoked', { at: format.when(revokedAt, zone, now) });
    const end = toInstant(expiresAt) ?? 0;
    const day = format.shortDate(end, zone, true);
    return t(end > now ? 'link.state.open' : 'link.state.expired', { at: day });
  }

  return { element, update };
}
