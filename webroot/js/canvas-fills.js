/**
 * Fills and strokes that are told apart without colour. Knows the canvas, and no drawing library.
 *
 * @typedef {{left: number, right: number, top: number, bottom: number}} Box
 * @typedef {{ink: string, ground: string}} Inks
 */

/** Side of a repeated tile, in px. */
const TILE = 6;

/** @type {Record<string, (ctx: CanvasRenderingContext2D) => void>} strokes of one tile; what is not named is filled whole */
const STROKES = {
  // Falling lines: the hatch of a gap rises.
  entered: (ctx) => {
    for (const shift of [-TILE, 0, TILE]) {
      ctx.moveTo(shift, 0);
      ctx.lineTo(shift + TILE, TILE);
    }
  },
  uploaded: (ctx) => {
    ctx.moveTo(0, TILE / 2);
    ctx.lineTo(TILE, TILE / 2);
  },
};

/** What a bar of this origin is filled with: whole for what machines say, hollow and hatched for what persons do. @param {string} origin @param {Inks} inks @returns {string|CanvasPattern} */
export function originFill(origin, { ink, ground }) {
  const strokes = STROKES[origin];
  const ratio = window.devicePixelRatio || 1;
  const tile = document.createElement('canvas');
  tile.width = TILE * ratio;
  tile.height = TILE * ratio;
  const ctx = tile.getContext('2d');
  if (!strokes || !ctx) return ink;
  ctx.scale(ratio, ratio);
  ctx.fillStyle = ground;
  ctx.fillRect(0, 0, TILE, TILE);
  ctx.strokeStyle = ink;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  strokes(ctx);
  ctx.stroke();
  const pattern = ctx.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern ?? ink;
}

/** Rising lines over a span without data. @param {CanvasRenderingContext2D} ctx @param {Box} box @param {string} color */
export function hatch(ctx, { left, right, top, bottom }, color) {
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

/** A dashed line from top to bottom with a small flag on its right. @param {CanvasRenderingContext2D} ctx @param {number} x @param {{top: number, bottom: number}} span @param {string} color */
export function flag(ctx, x, { top, bottom }, color) {
  ctx.save();
  ctx.strokeStyle = color;
  ctx.fillStyle = color;
  ctx.lineWidth = 1.25;
  ctx.setLineDash([3, 3]);
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x, bottom);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(x, top);
  ctx.lineTo(x + 8, top + 4);
  ctx.lineTo(x, top + 8);
  ctx.fill();
  ctx.restore();
}
