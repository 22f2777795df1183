import { timeTicks } from './chart-data.js';

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
 * @property {{value: string, p50: string, p95: string, target: string}} names
 * @property {(value: number) => string} axisText
 * @property {(value: number) => string} valueText
 * @property {(at: number) => string} tickText
 * @property {(slot: Slot) => string} slotText
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
    data: { datasets: spec.kind === 'bars' ? bars(spec) : lines(spec) },
    options: optionsOf(spec),
    plugins: [gapBands],
  };
}

/** @param {ChartSpec} spec */
function bars({ data, divide, names }) {
  const full = token('--chart-1');
  const part = token('--chart-1-soft');
  return [
    {
      label: names.value,
      data: data.slots.map((slot) => ({
        x: (slot.at + slot.end) / 2,
        y: slot.value === null ? null : slot.value / divide,
      })),
      backgroundColor: data.slots.map((slot) => (slot.partial ? part : full)),
      borderColor: full,
      borderWidth: data.slots.map((slot) =>
        slot.partial ? { top: 1.5, left: 1, right: 1, bottom: 0 } : 0,
      ),
      borderRadius: 2,
      barPercentage: 0.82,
      categoryPercentage: 1,
      maxBarThickness: 46,
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
  const ends = [data.span.from, data.span.to].map((x) => ({ x, y: target / divide }));
  return [
    ...main,
    {
      label: names.target,
      data: ends,
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
  const known = data.slots.map((slot) => slot[field] !== null);
  return {
    label,
    data: data.slots.map((slot) => {
      const value = slot[field];
      return { x: slot.at, y: value === null ? null : value / divide };
    }),
    borderColor: token('--chart-1'),
    pointBackgroundColor: token('--chart-1'),
    borderWidth: 2,
    // A value between two gaps has no line to stand on; it gets a dot.
    pointRadius: known.map((is, index) => (is && !known[index - 1] && !known[index + 1] ? 2.5 : 0)),
    pointHoverRadius: 4,
    spanGaps: false,
    tension: 0,
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
      gapBands: { gaps: spec.data.gaps, color: token('--hatch') },
    },
  };
}

/** @param {ChartSpec} spec @param {string} color @param {object} font */
function xScale(spec, color, font) {
  return {
    type: 'linear',
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
    /** @param {{dataset: {label: string}}} item */
    filter: (item) => item.dataset.label !== spec.names.target,
    callbacks: {
      /** @param {{dataIndex: number}[]} items */
      title: (items) => {
        const slot = items[0] ? spec.data.slots[items[0].dataIndex] : undefined;
        return slot ? spec.slotText(slot) : '';
      },
      /** @param {{dataset: {label: string}, parsed: {y: number}}} item */
      label: (item) => `${item.dataset.label}: ${spec.valueText(item.parsed.y * spec.divide)}`,
    },
  };
}

/** Hatches every span without data, so that a gap is seen as a gap and never read as zero. */
const gapBands = {
  id: 'gapBands',
  /** @param {any} chart @param {unknown} _args @param {{gaps: import('./types.js').TimeSpan[], color: string}} options */
  beforeDatasetsDraw(chart, _args, options) {
    const { ctx, chartArea, scales } = chart;
    for (const gap of options.gaps ?? []) {
      const left = Math.max(scales.x.getPixelForValue(gap.from), chartArea.left);
      const right = Math.min(scales.x.getPixelForValue(gap.to), chartArea.right);
      if (right > left)
        hatch(ctx, { left, right, top: chartArea.top, bottom: chartArea.bottom }, options.color);
    }
  },
};

/** @param {CanvasRenderingContext2D} ctx @param {{left: number, right: number, top: number, bottom: number}} box @param {string} color */
function hatch(ctx, { left, right, top, bottom }, color) {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, right - left, bottom - top);
  ctx.clip();
  ctx.strokeStyle = color;
  ctx.lineWidth = 1;
  ctx.beginPath();
  const height = bottom - top;
  const begin = Math.floor((left - height) / 7) * 7;
  for (let x = begin; x < right; x += 7) {
    ctx.moveTo(x, bottom);
    ctx.lineTo(x + height, top);
  }
  ctx.stroke();
  ctx.restore();
}
