/**
 * Which browser on which device, from what the browser calls itself. Pure.
 */

/** The first that fits: most of them also call themselves by the names below theirs. @type {readonly (readonly [RegExp, string])[]} */
const BROWSERS = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?Chrome\/|\bCriOS\//, 'Chrome'],
  [/\bVersion\/\S+ (?:Mobile\/\S+ )?Safari\//, 'Safari'],
  [/^curl\//, 'curl'],
];

/** @type {readonly (readonly [RegExp, string])[]} */
const SYSTEMS = [
  [/\bAndroid\b/, 'Android'],
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bWindows NT\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** @param {string} agent @param {import('./types.js').Translate} t @returns {string} */
export function agentText(agent, t) {
  const browser = named(BROWSERS, agent);
  const system = named(SYSTEMS, agent);
  if (browser && system) return t('agent.on', { browser, system });
  return browser ?? system ?? t('agent.unknown');
}

/** @param {readonly (readonly [RegExp, string])[]} known @param {string} agent */
function named(known, agent) {
  return known.find(([pattern]) => pattern.test(agent))?.[1] ?? null;
}
