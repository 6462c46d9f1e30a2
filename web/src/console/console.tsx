import './console.css';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';
import { useTitle } from '../ui/use-title.ts';
import { MuteBanner } from './alarms/mute-banner.tsx';
import { consoleApi } from './console-api.ts';
import { ConsoleNav } from './console-nav.tsx';
import { type ConsoleRoute, consoleRoute } from './console-route.ts';
import { ConsoleStrip } from './console-strip.tsx';
import { useDashboards } from './dashboards/use-dashboards.ts';
import { isQuiet, liveDeployment, underWay } from './deployments/live-release.ts';
import { lazyView } from './lazy-view.tsx';
import { LOCAL_STAGE } from './local-stage.ts';
import { between, type LookChange } from './look-steps.ts';
import { PastNotice } from './past-notice.tsx';
import { DEPLOYING_REFRESH_MS, REFRESH_MS, refreshSeconds } from './refresh.ts';
import { lookQuery } from './time-range.ts';
import { traceOutcome } from './traces/trace-filter.ts';
import { useLive } from './use-live.ts';
import { useLook } from './use-look.ts';

const AlarmView = lazyView(() => import('./alarms/alarm-view.tsx').then((view) => view.AlarmView));
const AlarmsView = lazyView(() => import('./alarms/alarms-view.tsx').then((view) => view.AlarmsView));
const CostView = lazyView(() => import('./cost/cost-view.tsx').then((view) => view.CostView));
const DashboardView = lazyView(() => import('./dashboards/dashboard-view.tsx').then((view) => view.DashboardView));
const DashboardsView = lazyView(() => import('./dashboards/dashboards-view.tsx').then((view) => view.DashboardsView));
const DeploymentView = lazyView(() => import('./deployments/deployment-view.tsx').then((view) => view.DeploymentView));
const DeploymentsView = lazyView(() =>
  import('./deployments/deployments-view.tsx').then((view) => view.DeploymentsView),
);
const FaultsView = lazyView(() => import('./faults/faults-view.tsx').then((view) => view.FaultsView));
const IncidentView = lazyView(() => import('./incidents/incident-view.tsx').then((view) => view.IncidentView));
const IncidentsView = lazyView(() => import('./incidents/incidents-view.tsx').then((view) => view.IncidentsView));
const LogsView = lazyView(() => import('./logs/logs-view.tsx').then((view) => view.LogsView));
const MetricsView = lazyView(() => import('./metrics-view.tsx').then((view) => view.MetricsView));
const NotificationsView = lazyView(() =>
  import('./notifications/notifications-view.tsx').then((view) => view.NotificationsView),
);
const ObjectivesView = lazyView(() => import('./objectives/objectives-view.tsx').then((view) => view.ObjectivesView));
const OverviewView = lazyView(() => import('./overview/overview-view.tsx').then((view) => view.OverviewView));
const ReportView = lazyView(() => import('./objectives/report-view.tsx').then((view) => view.ReportView));
const ReportsView = lazyView(() => import('./objectives/reports-view.tsx').then((view) => view.ReportsView));
const RunbookView = lazyView(() => import('./runbook/runbook-view.tsx').then((view) => view.RunbookView));
const RunbooksView = lazyView(() => import('./runbook/runbooks-view.tsx').then((view) => view.RunbooksView));
const ServiceMapView = lazyView(() => import('./service-map/service-map-view.tsx').then((view) => view.ServiceMapView));
const TraceView = lazyView(() => import('./traces/trace-view.tsx').then((view) => view.TraceView));
const TracesView = lazyView(() => import('./traces/traces-view.tsx').then((view) => view.TracesView));

const TITLES: Readonly<Record<ConsoleRoute['page'], string>> = {
  overview: 'Overview',
  dashboards: 'Dashboards',
  dashboard: 'Dashboard',
  incidents: 'Incidents',
  incident: 'Incident',
  runbooks: 'Runbooks',
  runbook: 'Runbook',
  logs: 'Logs',
  metrics: 'Metrics',
  alarms: 'Alarms',
  alarm: 'Alarm',
  notifications: 'Notifications',
  objectives: 'Objectives',
  reports: 'Reports',
  report: 'Report',
  traces: 'Traces',
  map: 'Service map',
  trace: 'Trace',
  deployments: 'Deployments',
  deployment: 'Deployment',
  cost: 'Cost',
  faults: 'Faults',
  unknown: 'Not found',
};

/** Pages that show a time which one chooses. */
const OF_A_TIME: readonly ConsoleRoute['page'][] = ['overview', 'dashboard', 'logs', 'metrics', 'traces', 'map'];

/** Pages that show what the dashboards are. */
const OF_DASHBOARDS: readonly ConsoleRoute['page'][] = ['overview', 'dashboards', 'dashboard'];

/** Pages whose readings cost something each: of metrics by their number, of traces by how many are looked at. */
const PAID: readonly ConsoleRoute['page'][] = ['overview', 'dashboard', 'metrics', 'traces', 'map'];

/** The address of the same page with other query parameters; an empty value takes its parameter away. */
function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const kept = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''));
  return kept.size === 0 ? path : `${path}?${kept}`;
}

/** The operators' pages below /ops; whoever shows it has made sure that a viewer or administrator is signed in. */
export function Console() {
  const { path, query, route } = useLocation();
  const [paused, setPaused] = useState(false);
  const [updated, setUpdated] = useState<string>();
  const [deploying, setDeploying] = useState(false);
  const alarms = useLive('alarms', consoleApi.alarms(), { intervalMs: REFRESH_MS, paused });
  const incidents = useLive('incidents', consoleApi.incidents(), { intervalMs: REFRESH_MS, paused });
  const deploymentsEvery = { intervalMs: deploying ? DEPLOYING_REFRESH_MS : REFRESH_MS, paused };
  const deployments = useLive('deployments', consoleApi.deployments(), deploymentsEvery);
  const latest = deployments.status === 'ready' ? deployments.data : undefined;
  const running = latest && underWay(latest)?.deployment;
  const runs = running !== undefined && !isQuiet(running, latest?.generatedAt ?? '');
  useEffect(() => setDeploying(runs), [runs]);
  const page = consoleRoute(path);
  const known = useDashboards(OF_DASHBOARDS.includes(page.page));
  const ofATime = OF_A_TIME.includes(page.page);
  const now = alarms.status === 'ready' ? Date.parse(alarms.data.generatedAt) : undefined;
  const { minutes, until, problem } = useLook(query, now);
  const refresh = refreshSeconds(query.refresh);
  const goTo = (changed: Readonly<Record<string, string>>, replace = true) =>
    route(withQuery(path, { ...query, ...changed }), replace);
  const lookAt = (change: LookChange) => goTo(change, false);
  const zoom = (from: number, to: number) => lookAt(between(from, to));
  const settings = { paused, minutes, until, refreshMs: 1000 * refresh, onUpdate: setUpdated, onZoom: zoom };
  const search = withQuery('', { ...Object.fromEntries(lookQuery(query)), refresh: query.refresh ?? '' });
  const dashboardPage = { known, settings, alarms, query, onQuery: goTo, deployments: latest?.deployments ?? [] };
  const seen = updated ?? (alarms.status === 'ready' ? alarms.data.generatedAt : undefined);
  const inAlarm = alarms.status === 'ready' ? alarms.data.alarms.filter(({ state }) => state === 'ALARM').length : 0;
  const open = incidents.status === 'ready' ? incidents.data.open.length : 0;
  useTitle(`${TITLES[page.page]} · Console`);

  const view = () => {
    switch (page.page) {
      case 'overview':
        return <OverviewView {...dashboardPage} incidents={incidents} />;
      case 'dashboards':
        return <DashboardsView known={known} alarms={alarms} search={search} />;
      case 'dashboard':
        return <DashboardView key={page.id} id={page.id} {...dashboardPage} />;
      case 'incidents':
        return <IncidentsView live={incidents} alarms={alarms} />;
      case 'incident':
        return <IncidentView key={page.id} id={page.id} alarms={alarms} settings={settings} />;
      case 'runbooks':
        return <RunbooksView live={alarms} />;
      case 'runbook':
        return (
          <RunbookView key={page.name} name={page.name} alarms={alarms} stage={latest?.stage} look={lookQuery(query)} />
        );
      case 'logs':
        return <LogsView settings={settings} address={query} onAddress={goTo} />;
      case 'metrics':
        return (
          <MetricsView
            settings={settings}
            expression={query.expression ?? ''}
            onExpression={(expression) => goTo({ expression })}
          />
        );
      case 'alarms':
        return <AlarmsView live={alarms} />;
      case 'alarm':
        return <AlarmView name={page.name} live={alarms} paused={paused} />;
      case 'notifications':
        return (
          <NotificationsView
            settings={settings}
            view={query.view}
            onView={(view) => goTo({ view })}
            local={latest?.stage === LOCAL_STAGE}
          />
        );
      case 'objectives':
        return <ObjectivesView settings={settings} />;
      case 'reports':
        return <ReportsView settings={settings} />;
      case 'report':
        return <ReportView key={page.id} id={page.id} settings={settings} />;
      case 'traces':
        return (
          <TracesView
            settings={settings}
            filter={{
              outcome: traceOutcome(query.outcome),
              text: query.route ?? '',
              expression: query.filter ?? '',
            }}
            look={lookQuery(query)}
            onFilter={({ outcome, text, expression }) =>
              goTo({ outcome: outcome === 'all' ? '' : outcome, route: text, filter: expression })
            }
          />
        );
      case 'map':
        return (
          <ServiceMapView
            settings={settings}
            of={{ group: query.group ?? '', filter: query.filter ?? '' }}
            selected={query.select ?? ''}
            lookSearch={lookQuery(query)}
            onOf={({ group, filter }) => goTo({ group, filter, select: '' })}
          />
        );
      case 'trace':
        return <TraceView key={page.id} id={page.id} paused={paused} />;
      case 'deployments':
        return <DeploymentsView live={deployments} />;
      case 'deployment':
        return (
          <DeploymentView
            key={page.id}
            id={page.id}
            serves={latest !== undefined && liveDeployment(latest)?.id === page.id}
            onUpdate={setUpdated}
            {...deploymentsEvery}
          />
        );
      case 'cost':
        return (
          <CostView
            settings={settings}
            days={query.days}
            onDays={(days) => goTo({ days })}
            local={latest?.stage === LOCAL_STAGE}
          />
        );
      case 'faults':
        return <FaultsView alarms={alarms} paused={paused} stage={latest?.stage} />;
      case 'unknown':
        return <EmptyState title="Nothing here">This page of the console does not exist.</EmptyState>;
      default:
        return page satisfies never;
    }
  };

  return (
    <div class="console">
      <ConsoleNav
        page={page.page}
        open={open}
        inAlarm={inAlarm}
        search={search}
        local={latest?.stage === LOCAL_STAGE}
      />
      <div class="console-main">
        <ConsoleStrip
          alarms={alarms}
          incidents={incidents}
          deployments={deployments}
          updated={seen}
          look={ofATime ? { minutes, until } : undefined}
          refresh={PAID.includes(page.page) ? refresh : undefined}
          paused={paused}
          onMinutes={(chosen) => goTo({ range: String(chosen), until: until ?? '', from: '', to: '' })}
          onLook={lookAt}
          onRefresh={(seconds) => goTo({ refresh: String(seconds) })}
          onPause={setPaused}
        />
        {alarms.status === 'ready' && <MuteBanner {...alarms.data} />}
        {ofATime && problem !== undefined && (
          <Notice tone="warn">
            <p>{problem}</p>
          </Notice>
        )}
        {ofATime && until !== undefined && (
          <PastNotice until={until} present={withQuery(path, { ...query, until: '', from: '', to: '' })} />
        )}
        {view()}
      </div>
    </div>
  );
}
