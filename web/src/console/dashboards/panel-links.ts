import type { PanelFacts } from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { PanelLink } from '../charts/panel-frame.tsx';
import type { Choice } from './choice.ts';

type Range = { start: number; end: number };

function address(path: string, query: Readonly<Record<string, string>>): string {
  const given = Object.entries(query).filter(([, value]) => value !== '');
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

function of(value: string): string {
  return value === 'all' ? '' : value;
}

/** Where a panel leads to: its alarms and their runbooks, and the logs and traces of the time that it shows. */
export function panelLinks({ alarms }: PanelFacts, range: Range | undefined, choice: Choice): PanelLink[] {
  const time: Readonly<Record<string, string>> =
    range === undefined ? {} : { from: new Date(range.start).toISOString(), to: new Date(range.end).toISOString() };
  const runbooks = new Map(alarms.map(({ runbook, title }) => [runbook, title]));
  return [
    { label: 'Logs of this time', href: address('/ops/logs', { ...time, functions: of(choice.function) }) },
    { label: 'Traces of this time', href: address('/ops/traces', { ...time, route: of(choice.route) }) },
    ...alarms.map(({ name, title }) => ({ label: `Alarm: ${title}`, href: address(`/ops/alarms/${name}`, {}) })),
    ...[...runbooks].map(([runbook, title]) => ({
      label: `Runbook: ${title}`,
      href: address(`/ops/runbooks/${runbook}`, time),
    })),
  ];
}
