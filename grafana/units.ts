import type { PanelUnit } from '../monitoring/dashboards/panel.ts';

/** Grafana's ids of units; what it has none for is a number with its word. */
const UNITS: { readonly [U in PanelUnit]?: string } = {
  '%': 'percent',
  ms: 'ms',
  s: 's',
  dollars: 'currencyUSD',
  MB: 'decmbytes',
  bytes: 'decbytes',
  hours: 'h',
  success: 'none',
  'burn rate': 'suffix: ×',
};

/** A panel's unit as Grafana has it. */
export function grafanaUnit(unit: PanelUnit): string {
  return UNITS[unit] ?? `suffix: ${unit}`;
}
