import { useEffect, useRef, useState } from 'preact/hooks';
import type { ConsoleRoute } from './console-route.ts';
import { hiddenEnds } from './hidden-ends.ts';

type Section = {
  readonly href: string;
  readonly label: string;
  readonly pages: readonly ConsoleRoute['page'][];
  /** Only where faults can be injected. */
  readonly local?: true;
};

/** The sections, by what brings one to them. */
const GROUPS: readonly { readonly label: string; readonly sections: readonly Section[] }[] = [
  {
    label: 'Watch',
    sections: [
      { href: '/ops', label: 'Overview', pages: ['overview'] },
      { href: '/ops/dashboards', label: 'Dashboards', pages: ['dashboards', 'dashboard'] },
    ],
  },
  {
    label: 'Respond',
    sections: [
      { href: '/ops/incidents', label: 'Incidents', pages: ['incidents', 'incident'] },
      { href: '/ops/alarms', label: 'Alarms', pages: ['alarms', 'alarm'] },
      { href: '/ops/notifications', label: 'Notifications', pages: ['notifications'] },
      { href: '/ops/runbooks', label: 'Runbooks', pages: ['runbooks', 'runbook'] },
    ],
  },
  {
    label: 'Explore',
    sections: [
      { href: '/ops/logs', label: 'Logs', pages: ['logs'] },
      { href: '/ops/traces', label: 'Traces', pages: ['traces', 'trace'] },
      { href: '/ops/map', label: 'Service map', pages: ['map'] },
      { href: '/ops/metrics', label: 'Metrics', pages: ['metrics'] },
    ],
  },
  {
    label: 'Review',
    sections: [
      { href: '/ops/slos', label: 'Objectives', pages: ['objectives', 'reports', 'report'] },
      { href: '/ops/deployments', label: 'Deployments', pages: ['deployments', 'deployment'] },
      { href: '/ops/cost', label: 'Cost', pages: ['cost'] },
      { href: '/ops/faults', label: 'Faults', pages: ['faults'], local: true },
    ],
  },
];

type ConsoleNavProps = {
  page: ConsoleRoute['page'];
  open: number;
  inAlarm: number;
  search: string;
  /** Whether this is the stage of somebody's own machine. */
  local: boolean;
};

function Count({ of, what }: { of: number; what: string }) {
  if (of === 0) return null;
  return (
    <span class="console-count">
      {of}
      <span class="visually-hidden"> {what}</span>
    </span>
  );
}

/** The console's sections; the range goes along. Where they do not fit, the present one is scrolled to, and ends that hide more fade. */
export function ConsoleNav({ page, open, inAlarm, search, local }: ConsoleNavProps) {
  const nav = useRef<HTMLElement>(null);
  const followed = useRef({ page, left: 0 });
  const [hidden, setHidden] = useState('');
  const look = () => {
    if (nav.current !== null) setHidden(hiddenEnds(nav.current));
  };
  useEffect(() => {
    const strip = nav.current;
    const current = strip?.querySelector<HTMLElement>('[aria-current]');
    if (!strip || !current) return;
    // Counts that come later widen the strip; whoever scrolled it since is left there.
    if (followed.current.page === page && followed.current.left !== strip.scrollLeft) return;
    strip.scrollLeft = current.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
    followed.current = { page, left: strip.scrollLeft };
  }, [page, local, open, inAlarm]);
  useEffect(look, [page, local, open, inAlarm]);
  useEffect(() => {
    window.addEventListener('resize', look);
    return () => window.removeEventListener('resize', look);
  }, []);
  return (
    <nav class="console-nav" aria-label="Console" ref={nav} data-hidden={hidden} onScroll={look}>
      {GROUPS.map(({ label: group, sections }) => (
        <div class="console-group" key={group}>
          <p class="console-group-name" aria-hidden="true">
            {group}
          </p>
          <ul class="console-sections" aria-label={group}>
            {sections
              .filter((section) => local || section.local !== true)
              .map(({ href, label, pages }) => (
                <li key={href}>
                  <a href={`${href}${search}`} aria-current={pages.some((each) => each === page) ? 'page' : undefined}>
                    {label}
                    {label === 'Incidents' && <Count of={open} what="not over" />}
                    {label === 'Alarms' && <Count of={inAlarm} what="in alarm" />}
                  </a>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
