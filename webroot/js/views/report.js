import { h, setAttribute, setText, show } from '../dom.js';
import { LONG_NAME } from '../parts/hero.js';
import { linksCard } from '../parts/links.js';
import { reportHistory } from '../parts/report-history.js';
import { reportMark } from '../parts/report-mark.js';
import { uploadCard } from '../parts/upload.js';
import { problemText } from '../problem-text.js';
import { refreshed } from '../refreshed.js';
import { dueDistance, zoneOf } from '../roster.js';
import { serverNow } from '../state.js';

/**
 * One feed that people report: who, by when, through which links, from which file, and how it was kept.
 *
 * @typedef {import('../types.js').AppState} AppState
 * @typedef {import('../types.js').Context} Context
 * @typedef {import('../desk-types.js').RosterFeed} RosterFeed
 */

const REFRESH_MS = 30_000;

/** @param {HTMLElement} root @param {Context} context @param {() => void} changed @param {string} id @returns {import('../types.js').View} */
export function mountReport(root, context, changed, id) {
  const { t, api } = context;
  /** Known after the first answer; then only its place is asked for. @type {string|null} */
  let agency = null;
  const source = refreshed(ask, changed, REFRESH_MS);
  const head = reportHead(context);
  const failed = h('p', { class: 'outcome', 'data-tone': 'bad', role: 'alert' });
  const waiting = h('div', { class: 'skeleton', 'aria-hidden': 'true' }, h('span'), h('span'));
  const missing = h(
    'section',
    { class: 'card teach' },
    h('h2', {}, t('feed.missing')),
    h('p', {}, t('feed.missing.explain', { feed: id })),
  );
  const desk = h('div', { class: 'report-desk' });
  root.replaceChildren(
    h('p', { class: 'way-back' }, h('a', { href: context.page('laporan') }, t('feed.back'))),
    head.element,
    failed,
    waiting,
    missing,
    desk,
  );
  /** @type {ReturnType<typeof cards>|null} */
  let built = null;

  async function ask() {
    const roster = await api.roster({ scope: agency });
    const feed = roster.feeds.find((each) => each.feed === id) ?? null;
    agency = feed?.agency ?? null;
    return { feed, day: roster.day };
  }

  /** @param {AppState} state */
  function update(state) {
    source.tick(state.now);
    const { value, problem } = source.read();
    const feed = value?.feed ?? null;
    const text = problem ? problemText(problem, t) : '';
    setText(failed, text);
    show(failed, text !== '');
    show(waiting, !value && !problem);
    show(missing, value !== null && feed === null);
    show(desk, feed !== null);
    const now = serverNow(state);
    head.update(feed, id, now);
    if (!feed || !value) return;
    built ??= cards(context, feed, source.again);
    setAttribute(desk, 'data-by', feed.by);
    if (!desk.firstChild) desk.replaceChildren(...built.elements);
    built.update({ feed, today: value.day, now });
  }

  return { update, unmount: source.unmount };
}

/** What can be done, for those who may; what was, for everybody. @param {Context} context @param {RosterFeed} feed @param {() => void} changed */
function cards(context, feed, changed) {
  const { t } = context;
  const { edit } = feed.may;
  const history = reportHistory(context, feed);
  const links = edit ? linksCard(context, feed) : null;
  const upload =
    edit && feed.by === 'file'
      ? uploadCard(context, feed.feed, () => {
          changed();
          history.again();
        })
      : null;
  const reading = h('p', { class: 'section-note' }, t('feed.readOnly'));
  const acting = h(
    'div',
    { class: 'stack' },
    upload?.element,
    links?.element,
    edit ? null : reading,
  );

  /** @param {{feed: RosterFeed, today: string, now: number}} input */
  function update(input) {
    history.update(input);
    links?.update(input.now);
  }

  return { elements: [acting, history.element], update };
}

/** @param {Context} context */
function reportHead(context) {
  const { t, format } = context;
  const title = h('h1', { tabindex: '-1' });
  const mark = reportMark(context);
  const sentence = h('p', { class: 'hero-sentence' });
  const facts = h('dl', { class: 'service-facts' });
  const element = h(
    'section',
    { class: 'hero report-hero' },
    h('div', { class: 'hero-head' }, title, mark.element),
    sentence,
    facts,
  );
  let drawn = '';

  /** @param {RosterFeed|null} feed @param {string} id @param {number} now */
  function update(feed, id, now) {
    setText(title, feed ? feed.agencyName : id);
    setAttribute(title, 'data-long', (feed?.agencyName ?? '').length > LONG_NAME);
    for (const part of [mark.element, sentence, facts]) show(part, feed !== null);
    if (!feed) return;
    mark.update(feed.state);
    setText(sentence, sentenceOf(feed, now));
    drawFacts(feed);
  }

  /** @param {RosterFeed} feed @param {number} now */
  function sentenceOf(feed, now) {
    const due = feed.due ? format.time(feed.due, zoneOf(feed.due)) : '';
    const at = format.when(feed.reportedAt, zoneOf(feed.reportedAt), now);
    const by = feed.reportedBy ?? '–';
    const said = t(`feed.sentence.${feed.state}`, { due, at, by });
    const distance = dueDistance(feed, now, context);
    return distance === '' ? `${said}.` : `${said} (${distance}).`;
  }

  /** @param {RosterFeed} feed */
  function drawFacts(feed) {
    const { owner, deputy, by, services, agency, government, feed: id } = feed;
    /** @type {[string, string|Node][]} */
    const rows = [
      [t('feed.owner'), owner],
      [t('feed.deputy'), deputy],
      [t('feed.by'), t(`report.by.${by}.long`)],
      [t('feed.services'), format.number(services, 0)],
      [t('feed.government'), government],
      [t('feed.place'), h('a', { href: context.link(agency) }, t('feed.place.link'))],
      [t('feed.id'), h('code', {}, id)],
    ];
    const key = JSON.stringify([owner, deputy, by, services, agency, government]);
    if (key === drawn) return;
    drawn = key;
    facts.replaceChildren(
      ...rows.map(([term, value]) => h('div', {}, h('dt', {}, term), h('dd', {}, value))),
    );
  }

  return { element, update };
}
