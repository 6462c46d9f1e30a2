import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors.ts';
import type { ChartThreshold } from './chart-subject.ts';

const FONT_PX = 11;
const GAP_PX = 3;
const BETWEEN_PX = 10;

/** Where a label stands, in pixels of the canvas. */
type Label = { readonly top: number; readonly bottom: number; readonly left: number };

/** The right end of a label between `top` and `bottom`: left of the others that stand there. */
function rightEnd(
  most: number,
  { top, bottom }: Omit<Label, 'left'>,
  others: readonly Label[],
  between: number,
): number {
  const beside = others.filter((other) => other.top < bottom && top < other.bottom);
  return Math.min(most, ...beside.map(({ left }) => left - between));
}

/** Draws a line across the chart where each threshold is, with its alarm's name above it, on the right. */
export function drawThresholds(thresholds: readonly ChartThreshold[], colors: () => ChartColors) {
  return (plot: uPlot) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    const [font, gap] = [FONT_PX * ratio, GAP_PX * ratio];
    ctx.save();
    ctx.font = `${font}px system-ui, sans-serif`;
    ctx.textAlign = 'right';
    ctx.textBaseline = 'bottom';
    ctx.lineWidth = ratio;
    ctx.strokeStyle = colors().threshold;
    ctx.fillStyle = colors().threshold;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    const labels: Label[] = [];
    for (const { label, value } of thresholds.toSorted((a, b) => a.value - b.value)) {
      const y = Math.round(plot.valToPos(value, 'y', true)) + 0.5;
      if (y < bbox.top - 1 || y > bbox.top + bbox.height + 1) continue;
      ctx.beginPath();
      ctx.moveTo(bbox.left, y);
      ctx.lineTo(bbox.left + bbox.width, y);
      ctx.stroke();
      const bottom = y - gap - font >= bbox.top ? y - gap : y + gap + font;
      const place = { top: bottom - font, bottom };
      const right = rightEnd(bbox.left + bbox.width - gap, place, labels, BETWEEN_PX * ratio);
      const left = right - ctx.measureText(label).width;
      if (left < bbox.left) continue;
      ctx.fillText(label, right, bottom);
      labels.push({ ...place, left });
    }
    ctx.restore();
  };
}
