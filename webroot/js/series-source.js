import { Problem } from './api.js';
import { chartData, refreshOf, windowOf } from './chart-data.js';

/**
 * One series as a chart needs it: asked for when what is wanted changes, and again when the answer has
 * grown old. Keeps the last answer while a new one is on its way, so that nothing flickers.
 *
 * @typedef {import('./types.js').Series} Series
 * @typedef {import('./chart-data.js').ChartData} ChartData
 * @typedef {{service: string, measure: string, of: string|null, kind: 'count'|'time', range: import('./types.js').RangeName, zone: string}} Wanted
 * @typedef {{phase: 'loading'|'failed'|'ready', series: Series|null, data: ChartData|null}} Loaded
 */

/** @param {typeof import('./api.js').api} api @param {() => void} changed called when an answer has come */
export function seriesSource(api, changed) {
  /** @type {Loaded} */
  let loaded = { phase: 'loading', series: null, data: null };
  let key = '';
  let known = '';
  let askedAt = Number.NEGATIVE_INFINITY;
  /** @type {AbortController|null} */
  let asking = null;

  /**
   * @param {Wanted} wanted @param {number} now by the server's clock
   * @param {string} [version] another one means that the history has changed
   * @returns {Loaded}
   */
  function get(wanted, now, version = '') {
    const wantedKey = JSON.stringify(wanted);
    const other = wantedKey !== key;
    if (other) {
      key = wantedKey;
      loaded = { phase: 'loading', series: null, data: null };
    }
    const old = version !== known;
    known = version;
    if (other || old || now - askedAt >= refreshOf(wanted.range, loaded.data)) ask(wanted, now);
    return loaded;
  }

  /** @param {Wanted} wanted @param {number} now */
  async function ask(wanted, now) {
    asking?.abort();
    const control = new AbortController();
    asking = control;
    askedAt = now;
    const span = windowOf(wanted.range, wanted.kind, now, wanted.zone);
    const { service, measure, of } = wanted;
    const from = new Date(span.from).toISOString();
    const to = new Date(span.to).toISOString();
    try {
      const request = { service, measure, of, from, to, step: span.step };
      const series = await api.series(request, control.signal);
      loaded = { phase: 'ready', series, data: chartData(series, span, now) };
    } catch (error) {
      if (!(error instanceof Problem)) {
        if (control.signal.aborted) return;
        throw error;
      }
      // An old picture is better than none; its caption says how old it is.
      if (loaded.phase !== 'ready') loaded = { phase: 'failed', series: null, data: null };
    }
    changed();
  }

  return { get, close: () => asking?.abort() };
}
