import type { ConsoleRoute } from './console-route.ts';

const SECTIONS = [
  { href: '/ops', label: 'Overview', pages: ['overview'] },
  { href: '/ops/incidents', label: 'Incidents', pages: ['incidents', 'incident'] },
  { href: '/ops/alarms', label: 'Alarms', pages: ['alarms', 'alarm'] },
  { href: '/ops/notifications', label: 'Notifications', pages: ['notifications'] },
  { href: '/ops/slos', label: 'Objectives', pages: ['objectives', 'reports', 'report'] },
  { href: '/ops/traces', label: 'Traces', pages: ['traces', 'trace'] },
  { href: '/ops/logs', label: 'Logs', pages: ['logs'] },
  { href: '/ops/metrics', label: 'Metrics', pages: ['metrics'] },
  { href: '/ops/deployments', label: 'Deployments', pages: ['deployments', 'deployment'] },
  { href: '/ops/runbooks', label: 'Runbooks', pages: ['runbooks', 'runbook'] },
] as const;

type ConsoleNavProps = { page: ConsoleRoute['page']; open: number; inAlarm: number; search: string };

function Count({ of, what }: { of: number; what: string }) {
  if (of === 0) return null;
  return (
    <span class="console-count">
      {of}
      <span class="visually-hidden"> {what}</span>
    </span>
  );
}

/** The console's sections; the range goes along. */
export function ConsoleNav({ page, open, inAlarm, search }: ConsoleNavProps) {
  return (
    <nav class="console-nav" aria-label="Console">
      <ul class="console-sections">
        {SECTIONS.map(({ href, label, pages }) => (
          <li key={href}>
            <a href={`${href}${search}`} aria-current={pages.some((each) => each === page) ? 'page' : undefined}>
              {label}
              {label === 'Incidents' && <Count of={open} what="not over" />}
              {label === 'Alarms' && <Count of={inAlarm} what="in alarm" />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
