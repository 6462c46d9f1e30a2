import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors.ts';
import type { ChartThreshold } from './chart-subject.ts';

const FONT_PX = 11;
const GAP_PX = 3;

/** Draws a line across the chart where each threshold is, with its alarm's name above it, on the right. */
export function drawThresholds(thresholds: readonly ChartThreshold[], colors: () => ChartColors) {
  return (plot: uPlot) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${FONT_PX * ratio}px system-ui, sans-serif`;
    ctx.textAlign = 'right';
    ctx.lineWidth = ratio;
    ctx.strokeStyle = colors().threshold;
    ctx.fillStyle = colors().threshold;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    let free = Number.POSITIVE_INFINITY;
    for (const { label, value } of thresholds.toSorted((a, b) => a.value - b.value)) {
      const top = Math.round(plot.valToPos(value, 'y', true)) + 0.5;
      if (top < bbox.top - 1 || top > bbox.top + bbox.height + 1) continue;
      ctx.beginPath();
      ctx.moveTo(bbox.left, top);
      ctx.lineTo(bbox.left + bbox.width, top);
      ctx.stroke();
      const above = top - GAP_PX * ratio;
      if (free - above < FONT_PX * ratio) continue;
      const fits = above - FONT_PX * ratio >= bbox.top;
      ctx.textBaseline = fits ? 'bottom' : 'top';
      ctx.fillText(label, bbox.left + bbox.width - GAP_PX * ratio, fits ? above : top + GAP_PX * ratio);
      free = above;
    }
    ctx.restore();
  };
}
