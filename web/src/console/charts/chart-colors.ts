/** Colours as a canvas takes them, resolved from the page's custom properties for the theme in force. */
export type ChartColors = {
  lines: string[];
  ink: string;
  grid: string;
  incomplete: string;
  mark: string;
  threshold: string;
};

const LINES = ['--series-1', '--series-2', '--series-3', '--series-4', '--series-5', '--series-6'];

/** Number of different line colours; further lines start over. */
export const LINE_COLORS = LINES.length;

/** A custom property may hold light-dark(); only an element's computed colour is what a canvas understands. */
function resolve(host: HTMLElement, property: string): string {
  const sample = document.createElement('span');
  sample.style.color = `var(${property})`;
  host.append(sample);
  const { color } = getComputedStyle(sample);
  sample.remove();
  return color;
}

/** Reads the colours in force at an element. */
export function chartColors(host: HTMLElement): ChartColors {
  return {
    lines: LINES.map((property) => resolve(host, property)),
    ink: resolve(host, '--ink-soft'),
    grid: resolve(host, '--line'),
    incomplete: resolve(host, '--sunken'),
    mark: resolve(host, '--ink'),
    threshold: resolve(host, '--bad'),
  };
}

/** Calls back whenever the theme changes, by the page's switch or the system's; returns how to stop. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class', 'style'] });
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', changed);
  };
}
