import { Problem } from '../api.js';
import { h, setAttribute, setText } from '../dom.js';
import { reasonText } from '../figure-text.js';

/**
 * How the first answers of feeds turn out that were just connected: who has saved them waits for that, and a mapping
 * that does not fit is seen before anybody wonders where the figures are.
 */

const PAUSE_MS = 2_000;
/** Asked this often, then left to the service's page: a slow endpoint may take its time. */
const TRIES = 30;
const PROBLEMS_MOST = 3;

/** @param {import('../types.js').Context} context */
export function firstAnswers(context) {
  const { t, api } = context;
  const element = h('ul', { class: 'first-answers', role: 'status' });

  /** @param {readonly string[]} feeds ids; earlier ones are forgotten */
  function watch(feeds) {
    const lines = feeds.map((id) => ({ id, line: h('li', {}) }));
    element.replaceChildren(...lines.map(({ line }) => line));
    for (const { id, line } of lines) follow(id, line, TRIES);
  }

  /** @param {string} id @param {HTMLElement} line @param {number} tries */
  async function follow(id, line, tries) {
    say(line, 'busy', t('first.waiting', { feed: id }));
    try {
      const feed = await api.feed(id);
      if (feed.state !== 'waiting') {
        told(feed, line);
        return;
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // While the catalogue changes there may be no answer; where there never is one, the last word is that it is late.
    }
    if (tries === 0) say(line, 'same', t('first.late', { feed: id }));
    else setTimeout(() => line.isConnected && follow(id, line, tries - 1), PAUSE_MS);
  }

  /** @param {import('../types.js').FeedInfo} feed @param {HTMLElement} line */
  function told({ id, state, reason, problems = [] }, line) {
    const unread = problems.slice(0, PROBLEMS_MOST).join('; ');
    if (state === 'ok' && unread === '') {
      say(line, 'good', t('first.good', { feed: id }));
      return;
    }
    const why = state === 'ok' ? '' : reasonText(state, context);
    const all = [why, reason ?? '', unread].filter((text) => text !== '').join('; ');
    say(line, 'bad', t('first.bad', { feed: id, why: all }));
  }

  return { element, watch };
}

/** @param {HTMLElement} line @param {'busy'|'good'|'bad'|'same'} tone @param {string} text */
function say(line, tone, text) {
  setAttribute(line, 'data-tone', tone);
  setText(line, text);
}
