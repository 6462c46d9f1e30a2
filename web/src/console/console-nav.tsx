import type { ConsoleRoute } from './console-route.ts';

const SECTIONS = [
  { href: '/ops', label: 'Overview', pages: ['overview'] },
  { href: '/ops/alarms', label: 'Alarms', pages: ['alarms', 'alarm'] },
  { href: '/ops/notifications', label: 'Notifications', pages: ['notifications'] },
  { href: '/ops/slos', label: 'Objectives', pages: ['objectives', 'reports', 'report'] },
  { href: '/ops/traces', label: 'Traces', pages: ['traces', 'trace'] },
  { href: '/ops/deployments', label: 'Deployments', pages: ['deployments', 'deployment'] },
] as const;

type ConsoleNavProps = { page: ConsoleRoute['page']; inAlarm: number; search: string };

/** The console's sections; the range goes along. */
export function ConsoleNav({ page, inAlarm, search }: ConsoleNavProps) {
  return (
    <nav class="console-nav" aria-label="Console">
      <ul class="console-sections">
        {SECTIONS.map(({ href, label, pages }) => (
          <li key={href}>
            <a href={`${href}${search}`} aria-current={pages.some((each) => each === page) ? 'page' : undefined}>
              {label}
              {label === 'Alarms' && inAlarm > 0 && (
                <span class="console-count">
                  {inAlarm}
                  <span class="visually-hidden"> in alarm</span>
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
