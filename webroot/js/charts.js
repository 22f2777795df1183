import { flag, hatch, originFill } from './canvas-fills.js';
import { timeTicks } from './chart-data.js';
import { barMarks, handMade, lineMarks, lonely, otherMarks } from './chart-points.js';
import { byHand } from './origin-text.js';

/**
 * The only file that knows Chart.js, which a script tag has put on the window.
 *
 * @typedef {import('./chart-data.js').ChartData} ChartData
 * @typedef {import('./chart-data.js').Slot} Slot
 *
 * @typedef {object} ChartSpec
 * @property {'bars'|'lines'} kind
 * @property {ChartData} data
 * @property {string} zone
 * @property {number} divide what a stored value is divided by for the axis
 * @property {number|null} target a line to keep below, in stored units
 * @property {{value: string, p50: string, p95: string, target: string, other: string}} names
 * @property {(value: number) => string} axisText
 * @property {(value: number) => string} valueText
 * @property {(at: number) => string} tickText
 * @property {(slot: Slot) => string} slotText
 * @property {(slot: Slot) => string[]} notes who says so, and what another says
 */

/** @typedef {{update: (mode?: string) => void, destroy: () => void, data: any, options: any, $gaps?: unknown}} Drawn */

/** @param {string} name @returns {string} */
function token(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/**
 * Draws into a canvas; each `draw` says everything anew.
 * @param {HTMLCanvasElement} canvas
 */
export function createChart(canvas) {
  /** @type {Drawn|null} */
  let chart = null;
  /** @type {ChartSpec|null} */
  let last = null;
  const redraw = () => last && draw(last);
  const chosen = new MutationObserver(redraw);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });

  /** @param {ChartSpec} spec */
  function draw(spec) {
    const { Chart } =
      /** @type {{Chart?: new (canvas: HTMLCanvasElement, config: unknown) => Drawn}} */ (
        /** @type {unknown} */ (window)
      );
    if (!Chart) return;
    last = spec;
    const config = configOf(spec);
    if (!chart) {
      chart = new Chart(canvas, config);
      return;
    }
    chart.data.datasets = config.data.datasets;
    chart.options = config.options;
    chart.update('none');
  }

  function destroy() {
    chosen.disconnect();
    chart?.destroy();
    chart = null;
  }

  return { draw, destroy };
}

/** @param {ChartSpec} spec */
function configOf(spec) {
  return {
    type: spec.kind === 'bars' ? 'bar' : 'line',
    data: { datasets: [...(spec.kind === 'bars' ? bars(spec) : lines(spec)), ...others(spec)] },
    options: optionsOf(spec),
    plugins: [spans],
  };
}

/** A set for each origin, stacked: what persons say is hollow, a total is cut by its shares. @param {ChartSpec} spec */
function bars(spec) {
  return spec.data.origins.parts.map(({ origin }) => barsOf(spec, origin));
}

/** @param {ChartSpec} spec @param {string} origin */
function barsOf({ data, divide, names }, origin) {
  const ink = token('--chart-1');
  const soft = token('--chart-1-soft');
  const ground = token('--surface');
  const hand = byHand(origin);
  const full = originFill(origin, { ink, ground });
  const part = originFill(origin, { ink: soft, ground });
  return {
    label: names.value,
    data: barMarks(data.slots, origin, divide),
    backgroundColor: data.slots.map((slot) => (slot.partial ? part : full)),
    borderColor: ink,
    borderWidth: data.slots.map((slot) =>
      hand || slot.partial ? { top: 1.5, left: 1, right: 1, bottom: 0 } : 0,
    ),
    borderRadius: 2,
    barPercentage: 0.82,
    categoryPercentage: 1,
    maxBarThickness: 46,
  };
}

/** What another origin says of the same bucket, as hollow diamonds without a line. @param {ChartSpec} spec */
function others({ data, divide, kind, names }) {
  if (data.origins.compared === null) return [];
  return [
    {
      type: 'line',
      label: names.other,
      data: otherMarks(data.slots, kind === 'bars', divide),
      showLine: false,
      pointStyle: 'rectRot',
      pointRadius: 4.5,
      pointBorderWidth: 1.75,
      borderColor: token('--chart-2'),
      backgroundColor: token('--surface'),
      order: -1,
    },
  ];
}

/** @param {ChartSpec} spec */
function lines(spec) {
  const { data, names, target, divide } = spec;
  const main = data.split
    ? [line(spec, 'p50', names.p50), { ...line(spec, 'p95', names.p95), ...upper() }]
    : [line(spec, 'value', names.value)];
  if (target === null) return main;
  return [
    ...main,
    {
      label: names.target,
      data: [data.span.from, data.span.to].map((x) => ({ x, y: target / divide })),
      borderColor: token('--text-soft'),
      borderDash: [2, 4],
      borderWidth: 1.5,
      pointRadius: 0,
      pointHitRadius: 0,
    },
  ];
}

/** The 95 % line is dashed and its distance from the median shaded: told apart without colour. */
function upper() {
  return {
    borderColor: token('--chart-2'),
    pointBackgroundColor: token('--chart-2'),
    borderDash: [6, 3],
    backgroundColor: token('--chart-band'),
    fill: '-1',
  };
}

/** @param {ChartSpec} spec @param {'value'|'p50'|'p95'} field @param {string} label */
function line({ data, divide }, field, label) {
  const marks = lineMarks(data.slots, field, divide);
  const hand = handMade(data.slots);
  const ink = token('--chart-1');
  const ground = token('--surface');
  return {
    label,
    data: marks,
    borderColor: ink,
    borderWidth: 2,
    // A value without a line to stand on gets a dot, what persons say a hollow one.
    pointRadius: lonely(marks).map((is, index) => (hand[index] ? 3.5 : is ? 2.5 : 0)),
    pointBackgroundColor: hand.map((is) => (is ? ground : ink)),
    pointBorderWidth: hand.map((is) => (is ? 1.75 : 1)),
    pointHoverRadius: 4,
    spanGaps: false,
  };
}

/** @param {ChartSpec} spec */
function optionsOf(spec) {
  const soft = token('--text-soft');
  const font = { family: getComputedStyle(document.body).fontFamily, size: 12 };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    normalized: true,
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    scales: {
      x: xScale(spec, soft, font),
      y: {
        stacked: spec.kind === 'bars',
        beginAtZero: true,
        grace: '6%',
        border: { display: false },
        grid: { color: token('--line') },
        ticks: { color: soft, font, maxTicksLimit: 5, callback: spec.axisText },
      },
    },
    plugins: {
      legend: {
        display: spec.kind === 'lines' && (spec.data.split || spec.target !== null),
        align: 'end',
        labels: { color: token('--text'), font, boxWidth: 22, boxHeight: 0 },
      },
      tooltip: tooltip(spec, font),
      spans: {
        gaps: spec.data.gaps,
        hatch: token('--hatch'),
        changes: spec.data.origins.changes,
        ink: token('--text-soft'),
      },
    },
  };
}

/** @param {ChartSpec} spec @param {string} color @param {object} font */
function xScale(spec, color, font) {
  return {
    type: 'linear',
    stacked: spec.kind === 'bars',
    min: spec.data.span.from,
    max: spec.data.span.to,
    offset: false,
    border: { color: token('--line-strong') },
    grid: { display: false },
    ticks: {
      color,
      font,
      maxRotation: 0,
      autoSkip: false,
      /** @param {number} at */
      callback: (at) => spec.tickText(at),
    },
    /** @param {{width: number, ticks: {value: number}[]}} axis */
    afterBuildTicks: (axis) => {
      const most = Math.max(2, Math.floor(axis.width / 64));
      axis.ticks = timeTicks(spec.data.span, spec.zone, most).map((value) => ({ value }));
    },
  };
}

/** @param {ChartSpec} spec @param {object} font */
function tooltip(spec, font) {
  return {
    backgroundColor: token('--tip'),
    titleColor: token('--tip-text'),
    bodyColor: token('--tip-text'),
    titleFont: font,
    bodyFont: font,
    padding: 10,
    displayColors: false,
    /** Parts of one bar speak with one voice. @param {{dataset: {label: string}}} item @param {number} index @param {{dataset: {label: string}}[]} items */
    filter: (item, index, items) =>
      item.dataset.label !== spec.names.target &&
      item.dataset.label !== spec.names.other &&
      items.findIndex((other) => other.dataset.label === item.dataset.label) === index,
    callbacks: {
      /** @param {{dataIndex: number}[]} items */
      title: (items) => {
        const slot = items[0] ? spec.data.slots[items[0].dataIndex] : undefined;
        return slot ? spec.slotText(slot) : '';
      },
      /** @param {{dataset: {label: string}, parsed: {y: number}, dataIndex: number}} item */
      label: ({ dataset, parsed, dataIndex }) => {
        const whole = spec.kind === 'bars' ? spec.data.slots[dataIndex]?.value : null;
        return `${dataset.label}: ${spec.valueText(whole ?? parsed.y * spec.divide)}`;
      },
      /** @param {{dataIndex: number}[]} items */
      afterBody: (items) => {
        const slot = items[0] ? spec.data.slots[items[0].dataIndex] : undefined;
        return slot ? spec.notes(slot) : [];
      },
    },
  };
}

/**
 * Hatches every span without data, so that a gap is seen as a gap and never read as zero, and flags where others begin
 * to say what the line shows.
 */
const spans = {
  id: 'spans',
  /** @param {any} chart @param {unknown} _args @param {{gaps: import('./types.js').TimeSpan[], hatch: string}} options */
  beforeDatasetsDraw({ ctx, chartArea, scales }, _args, options) {
    for (const gap of options.gaps) {
      const left = Math.max(scales.x.getPixelForValue(gap.from), chartArea.left);
      const right = Math.min(scales.x.getPixelForValue(gap.to), chartArea.right);
      if (right > left) hatch(ctx, { ...chartArea, left, right }, options.hatch);
    }
  },
  /** @param {any} chart @param {unknown} _args @param {{changes: import('./chart-origins.js').OriginChange[], ink: string}} options */
  afterDatasetsDraw({ ctx, chartArea, scales }, _args, options) {
    for (const { at } of options.changes)
      flag(ctx, scales.x.getPixelForValue(at), chartArea, options.ink);
  },
};
