import { Problem } from '../api.js';
import { h, setAttribute, setText, show } from '../dom.js';
import { capital, reasonText } from '../figure-text.js';
import { toInstant } from '../format.js';
import { keyOf } from '../i18n/index.js';
import { feedTable } from '../parts/feed-table.js';
import { figureGrid } from '../parts/figures.js';
import { LONG_NAME } from '../parts/hero.js';
import { statusMark } from '../parts/status.js';
import { trends } from '../parts/trends.js';
import { namesOf, serverNow } from '../state.js';

/**
 * One service: its status and why, its figures against targets, its charts, and where the data comes from.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').BoardNode} BoardNode
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../types.js').ServiceInfo} ServiceInfo
 */

/** Feeds and hours are asked for anew this often. */
const REFRESH_MS = 60_000;

/** @param {HTMLElement} root @param {Context} context @param {() => void} changed @returns {import('../types.js').View} */
export function mountService(root, context, changed) {
  const { t } = context;
  const head = serviceHead(context);
  const figures = figureGrid(context);
  const charts = trends(context, changed);
  const feeds = feedTable(context);
  const teach = unconnected(context);
  const extra = extraSource(context, changed);
  const measured = h(
    'div',
    {},
    h('section', { class: 'section', 'aria-label': t('service.figures') }, figures.element),
    charts.element,
  );
  root.replaceChildren(head.element, teach.element, measured, feeds.element);

  /** @param {AppState} state */
  function update(state) {
    const { board } = state;
    if (!board) return;
    const { node } = board;
    const now = serverNow(state);
    const info = extra.get(node.id, now, versionOf(board));
    const connected = node.status !== 'belum_terhubung';
    head.update(node, info, now);
    teach.update(node);
    show(teach.element, !connected);
    show(measured, connected);
    if (connected) {
      figures.update({ node, now, names: namesOf(board) });
      charts.update(node, state);
    }
    feeds.update({ feeds: info?.feeds, zone: node.zone, now });
  }

  return { update, unmount: charts.unmount };
}

/** Another edition of the catalogue has other feeds, and a feed's first figure puts it in order. @param {import('../types.js').Board} board */
function versionOf({ epoch, node }) {
  return [epoch, node.status, ...node.figures.map(({ origin }) => origin)].join(' ');
}

/** @param {Context} context @param {() => void} changed */
function extraSource({ api }, changed) {
  /** @type {ServiceInfo|null} */
  let info = null;
  let id = '';
  let known = '';
  let askedAt = Number.NEGATIVE_INFINITY;

  /** @param {string} wanted @param {number} now @param {string} version @returns {ServiceInfo|null} */
  function get(wanted, now, version) {
    if (id !== wanted) info = null;
    const old = version !== known;
    known = version;
    if (id !== wanted || old || now - askedAt > REFRESH_MS) ask(wanted, now);
    return info;
  }

  /** @param {string} wanted @param {number} now */
  async function ask(wanted, now) {
    id = wanted;
    askedAt = now;
    try {
      const answer = await api.service(wanted);
      if (id === wanted) info = answer;
      changed();
    } catch (error) {
      // The page lives from the board; what is added here can wait for the next turn.
      if (!(error instanceof Problem)) throw error;
    }
  }

  return { get };
}

/** @param {Context} context */
function serviceHead(context) {
  const { t, format } = context;
  const mark = statusMark(context);
  const title = h('h1', { tabindex: '-1' });
  const words = h('p', { class: 'hero-sentence' });
  const basis = h('p', { class: 'hero-facts' });
  const facts = h('dl', { class: 'service-facts' });
  const element = h(
    'section',
    { class: 'hero service-hero' },
    h('div', { class: 'hero-head' }, title, mark.element),
    words,
    basis,
    facts,
  );
  let drawn = '';

  /** @param {BoardNode} node @param {ServiceInfo|null} info @param {number} now */
  function update(node, info, now) {
    mark.update(node.status);
    setAttribute(element, 'data-status', node.status);
    setText(title, node.name);
    setAttribute(title, 'data-long', node.name.length > LONG_NAME);
    setText(words, statusText(node, now));
    const detail = node.detail || info?.detail;
    const lines = [`${t('service.basis')}: ${basisText(node.basis)}`];
    if (detail) lines.push(`${t('service.detail')}: ${detail}`);
    setText(basis, lines.join(' · '));
    show(basis, node.status !== 'belum_terhubung');
    drawFacts(factsOf(node, info));
  }

  /** @param {BoardNode} node @param {number} now @returns {string} */
  function statusText(node, now) {
    const begun = toInstant(node.since);
    const why = reasonText(node.reason, context);
    const figures = node.status === 'normal' && node.basis === 'figures';
    const explain = t(figures ? 'status.normal.figures' : `status.${node.status}.explain`);
    if (begun === null) return why === '' ? explain : capital(`${why}.`);
    const at = format.when(begun, node.zone, now);
    const since = `${t('sentence.service.since', { at })} (${format.elapsed(now - begun)})`;
    return why === '' ? `${since}. ${explain}` : `${since}: ${why}.`;
  }

  /** @param {string} word */
  function basisText(word) {
    const key = keyOf('basis', word);
    return key ? t(key) : word;
  }

  /** @param {BoardNode} node @param {ServiceInfo|null} info @returns {[string, string][]} */
  function factsOf(node, info) {
    const { responseMs, availability } = node.targets ?? {};
    return /** @type {[string, string|null|undefined][]} */ ([
      [t('service.standard'), node.standard || t('service.standard.none')],
      [t('service.target.response'), responseMs ? format.duration(responseMs) : null],
      [t('service.target.availability'), availability ? format.percent(availability, 2) : null],
      [t('service.hours'), hoursText(info?.hours)],
      [t('service.sector'), node.sector ? capital(node.sector) : null],
    ]).flatMap(([term, text]) => (text ? [[term, text]] : []));
  }

  /** @param {string|undefined} text as the catalogue writes it */
  function hoursText(text) {
    const key = keyOf('hours', text ?? '');
    return key ? t(key) : text;
  }

  /** @param {[string, string][]} rows */
  function drawFacts(rows) {
    const key = JSON.stringify(rows);
    if (key === drawn) return;
    drawn = key;
    facts.replaceChildren(
      ...rows.map(([term, text]) => h('div', {}, h('dt', {}, term), h('dd', {}, text))),
    );
  }

  return { element, update };
}

/** @param {Context} context */
function unconnected({ t }) {
  const path = h('code');
  const element = h(
    'section',
    { class: 'card teach' },
    h('h2', {}, t('service.unconnected.title')),
    h('p', {}, t('service.unconnected')),
    h('p', {}, `${t('service.path')}: `, path),
  );
  return { element, update: (/** @type {BoardNode} */ node) => setText(path, node.id) };
}
