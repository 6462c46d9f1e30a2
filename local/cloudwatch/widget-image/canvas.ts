import type { Box } from './box.ts';
import { fitText, type MeasureText, type TextStyle } from './measure-text.ts';
import type { Colors } from './palette.ts';
import { type SvgNode, svg } from './svg.ts';

/** What every part of a picture is drawn with. */
export type Canvas = { readonly colors: Colors; readonly measure: MeasureText };

export type TextOptions = TextStyle & {
  readonly color?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Pixels that the text may take; what is longer ends in an ellipsis. */
  readonly width?: number;
  /** Whether the background shines around the letters, over lines that run through them. */
  readonly halo?: boolean;
};

/** A line of text whose baseline is at y; nothing when not even its first letter fits. */
export function textLine(canvas: Canvas, x: number, y: number, text: string, options: TextOptions): SvgNode[] {
  const { width = Number.POSITIVE_INFINITY, size, bold, color = canvas.colors.text, anchor = 'start', halo } = options;
  const fitted = fitText(text, width, options, canvas.measure);
  if (fitted === '') return [];
  const attributes = {
    x,
    y,
    'font-size': size,
    'font-weight': bold ? 700 : undefined,
    fill: color,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    'xml:space': 'preserve',
  };
  const around = {
    stroke: canvas.colors.background,
    'stroke-width': 3,
    'stroke-linejoin': 'round',
    'paint-order': 'stroke',
  };
  return [svg('text', { ...attributes, ...(halo && around) }, [fitted])];
}

/** A filled rectangle. */
export function rectangle(box: Box, fill: string, more: SvgNode['attributes'] = {}): SvgNode {
  return svg('rect', { ...box, fill, ...more });
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, stroke: string, more: SvgNode['attributes'] = {}) {
  return svg('line', { x1, y1, x2, y2, stroke, ...more });
}
