import { styleText } from 'node:util';

/** Marks text for the eye: with escape codes on a terminal that has colours, as it is elsewhere. */
export type Paint = Readonly<Record<'pass' | 'fail' | 'faint' | 'strong', (text: string) => string>>;

const STYLES = { pass: 'green', fail: 'red', faint: 'dim', strong: 'bold' } as const;

/** Paints in colour, or not at all. */
export function createPaint(colours: boolean): Paint {
  const style = (name: keyof typeof STYLES) => (text: string) =>
    colours ? styleText(STYLES[name], text, { validateStream: false }) : text;
  return { pass: style('pass'), fail: style('fail'), faint: style('faint'), strong: style('strong') };
}
