import './console.css';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { EmptyState } from '../ui/empty-state.tsx';
import { useTitle } from '../ui/use-title.ts';
import { AlarmView } from './alarm-view.tsx';
import { AlarmsView } from './alarms-view.tsx';
import { consoleApi } from './console-api.ts';
import { ConsoleNav } from './console-nav.tsx';
import { type ConsoleRoute, consoleRoute } from './console-route.ts';
import { ConsoleStrip } from './console-strip.tsx';
import { DeploymentView } from './deployment-view.tsx';
import { DeploymentsView } from './deployments-view.tsx';
import { IncidentView } from './incidents/incident-view.tsx';
import { IncidentsView } from './incidents/incidents-view.tsx';
import { isQuiet, liveDeployment, underWay } from './live-release.ts';
import { LogsView } from './logs/logs-view.tsx';
import { MetricsView } from './metrics-view.tsx';
import { MuteBanner } from './mute-banner.tsx';
import { NotificationsView } from './notifications-view.tsx';
import { ObjectivesView } from './objectives-view.tsx';
import { OverviewView } from './overview-view.tsx';
import { PastNotice } from './past-notice.tsx';
import { PastOverview } from './past-overview.tsx';
import { DEPLOYING_REFRESH_MS, REFRESH_MS } from './refresh.ts';
import { ReportView } from './report-view.tsx';
import { ReportsView } from './reports-view.tsx';
import { RunbookView } from './runbook/runbook-view.tsx';
import { RunbooksView } from './runbook/runbooks-view.tsx';
import { lookOf, lookQuery } from './time-range.ts';
import { traceOutcome } from './trace-filter.ts';
import { TraceView } from './trace-view.tsx';
import { TracesView } from './traces-view.tsx';
import { useLive } from './use-live.ts';

const TITLES: Readonly<Record<ConsoleRoute['page'], string>> = {
  overview: 'Overview',
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
  trace: 'Trace',
  deployments: 'Deployments',
  deployment: 'Deployment',
  unknown: 'Not found',
};

/** Pages that show a time which one chooses. */
const OF_A_TIME: readonly ConsoleRoute['page'][] = ['overview', 'logs', 'metrics', 'traces'];

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
  const ofATime = OF_A_TIME.includes(page.page);
  const { minutes, until } = lookOf(query);
  const settings = { paused, minutes, until, onUpdate: setUpdated };
  const goTo = (changed: Readonly<Record<string, string>>) => route(withQuery(path, { ...query, ...changed }), true);
  const seen = updated ?? (alarms.status === 'ready' ? alarms.data.generatedAt : undefined);
  const inAlarm = alarms.status === 'ready' ? alarms.data.alarms.filter(({ state }) => state === 'ALARM').length : 0;
  const open = incidents.status === 'ready' ? incidents.data.open.length : 0;
  useTitle(`${TITLES[page.page]} · Console`);

  const view = () => {
    switch (page.page) {
      case 'overview':
        return until === undefined ? (
          <OverviewView settings={settings} deployments={latest?.deployments ?? []} />
        ) : (
          <PastOverview settings={settings} until={until} />
        );
      case 'incidents':
        return <IncidentsView live={incidents} />;
      case 'incident':
        return <IncidentView key={page.id} id={page.id} settings={settings} />;
      case 'runbooks':
        return <RunbooksView live={alarms} />;
      case 'runbook':
        return (
          <RunbookView key={page.name} name={page.name} alarms={alarms} stage={latest?.stage} look={lookQuery(query)} />
        );
      case 'logs':
        return (
          <LogsView
            settings={settings}
            query={{ functions: query.functions ?? '', filter: query.filter ?? '' }}
            onQuery={goTo}
          />
        );
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
        return <NotificationsView settings={settings} />;
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
            onFilter={({ outcome, text, expression }) =>
              goTo({ outcome: outcome === 'all' ? '' : outcome, route: text, filter: expression })
            }
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
      case 'unknown':
        return <EmptyState title="Nothing here">This page of the console does not exist.</EmptyState>;
      default:
        return page satisfies never;
    }
  };

  return (
    <div class="console">
      <ConsoleStrip
        alarms={alarms}
        incidents={incidents}
        deployments={deployments}
        updated={seen}
        minutes={ofATime ? minutes : undefined}
        paused={paused}
        onMinutes={(chosen) => goTo({ range: String(chosen), until: until ?? '', from: '', to: '' })}
        onPause={setPaused}
      />
      <ConsoleNav page={page.page} open={open} inAlarm={inAlarm} search={query.range ? `?range=${minutes}` : ''} />
      {alarms.status === 'ready' && <MuteBanner mutes={alarms.data.mutes} />}
      {ofATime && until !== undefined && (
        <PastNotice until={until} present={withQuery(path, { ...query, until: '', from: '', to: '' })} />
      )}
      {view()}
    </div>
  );
}
