import type uPlot from 'uplot';
import type { ChartColors } from './chart-colors.ts';
import type { ReleaseMark } from './release-marks.ts';

const FONT_PX = 11;
/** Room between a line and its label. */
const GAP_PX = 4;
const DASH_PX = 4;

/** Room above the lines of a chart that has marks, for their labels. */
export const MARKS_PADDING = 20;

function line({ ctx, bbox }: uPlot, left: number, ratio: number): void {
  ctx.setLineDash([DASH_PX * ratio, DASH_PX * ratio]);
  ctx.beginPath();
  ctx.moveTo(left, bbox.top - FONT_PX * ratio);
  ctx.lineTo(left, bbox.top + bbox.height);
  ctx.stroke();
}

/** Free room beside a line, in canvas pixels: from the last label or line to it, and from it to the next line. */
type Room = { from: number; left: number; to: number };

/** Writes a label beside its line, on the left where the right has no room; where neither has, the line stands alone. Gives where it ends. */
function label({ ctx, bbox }: uPlot, text: string, { from, left, to }: Room, ratio: number): number {
  const gap = GAP_PX * ratio;
  const width = ctx.measureText(text).width;
  const top = bbox.top - gap / 2;
  if (left + gap + width <= to) {
    ctx.fillText(text, left + gap, top);
    return left + gap + width;
  }
  if (left - gap - width >= from) ctx.fillText(text, left - gap - width, top);
  return left;
}

/** Draws a dashed line with its label where each mark stands; a label lies neither on another nor on another's line. */
export function drawMarks(marks: () => readonly ReleaseMark[], colors: () => ChartColors) {
  return (plot: uPlot) => {
    const { ctx, bbox } = plot;
    const ratio = devicePixelRatio;
    ctx.save();
    ctx.font = `${FONT_PX * ratio}px ui-monospace, monospace`;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    ctx.lineWidth = ratio;
    ctx.strokeStyle = colors().mark;
    ctx.fillStyle = colors().mark;
    const end = bbox.left + bbox.width;
    const edge = end + 2 * GAP_PX * ratio;
    const shown = marks()
      .map(({ at, label: text }) => ({ text, left: Math.round(plot.valToPos(at / 1000, 'x', true)) }))
      // A chart of hours may begin later than the time that was chosen.
      .filter(({ left }) => left >= bbox.left && left <= end);
    let from = 0;
    for (const [index, { text, left }] of shown.entries()) {
      line(plot, left, ratio);
      from = label(plot, text, { from, left, to: shown[index + 1]?.left ?? edge }, ratio);
    }
    ctx.restore();
  };
}
