import './dashboards.css';
import type {
  DashboardFacts,
  Dashboards,
  PanelFacts,
} from '../../../../functions/ops/dashboards/dashboard-responses.ts';
import type { Alarms, DeploymentOverview } from '../../../../functions/ops/responses.ts';
import { Notice } from '../../ui/notice.tsx';
import { DeploymentsInRange } from '../deployments/deployments-in-range.tsx';
import { LoadFailed, reasonFor } from '../load-failed.tsx';
import type { ViewSettings } from '../refresh.ts';
import type { Live } from '../use-live.ts';
import { type Choice, choiceQuery, unknownChoices } from './choice.ts';
import { Panel } from './panel.tsx';
import type { PanelView } from './panel-view.ts';
import { type Asked, useAddressedPanel, useMarks } from './use-dashboard.ts';
import type { KnownDashboards } from './use-dashboards.ts';
import { VariableChoice } from './variable-choice.tsx';
import { ViewerDollars } from './viewer-dollars.tsx';

/** What the pages of dashboards are told. */
export type DashboardPage = {
  known: KnownDashboards;
  settings: ViewSettings;
  alarms: Live<Alarms>;
  /** The latest ones. */
  deployments: readonly DeploymentOverview[];
  /** The address's query, and how to change it. */
  query: Readonly<Record<string, string>>;
  onQuery: (changed: Readonly<Record<string, string>>) => void;
};

type PanelsProps = DashboardPage & {
  dashboard: DashboardFacts;
  variables: Dashboards['variables'];
  asked: Asked;
  /** What stands above the panels, and which of them it shows in their stead. */
  head?: { shows: (facts: PanelFacts) => boolean; render: (view: PanelView) => preact.ComponentChildren };
};

/** A dashboard's panels with what is chosen of them; each is loading, shows its figures, or says why it has none. */
export function Panels({ dashboard, variables, asked, head, ...page }: PanelsProps) {
  const { settings, alarms, deployments, query, onQuery } = page;
  const { choice, figures } = asked;
  const marks = useMarks(deployments, settings.until, figures);
  useAddressedPanel(true);
  const view: PanelView = { dashboard: dashboard.id, settings, choice, figures, alarms, marks };
  const shown = dashboard.panels.filter((facts) => head?.shows(facts) !== true);
  const unknown = unknownChoices(query, variables);
  return (
    <>
      {unknown.length > 0 && (
        <Notice tone="warn" title="The figures are not narrowed as the address says">
          {unknown.join(' ')}
        </Notice>
      )}
      {figures.status === 'failed' && <LoadFailed error={figures.error} onRetry={figures.refresh} />}
      {figures.status === 'ready' && figures.error !== undefined && (
        <Notice tone="warn" title="These figures are not up to date">
          {reasonFor(figures.error)}
        </Notice>
      )}
      {figures.stale && <p class="visually-hidden" role="status">{`Loading ${dashboard.title}…`}</p>}
      {head && (
        <div class="live" aria-busy={figures.stale}>
          {head.render(view)}
        </div>
      )}
      <div class="dashboard-tools">
        <VariableChoice
          dashboard={dashboard}
          variables={variables}
          choice={choice}
          onChange={(each: Partial<Choice>) => onQuery(choiceQuery(each))}
        />
        <DeploymentsInRange marks={marks} />
      </div>
      <div class="live" aria-busy={figures.stale}>
        <div class="panels">
          {shown.map((facts) => (
            <Panel key={facts.id} facts={facts} view={view} />
          ))}
        </div>
      </div>
      <ViewerDollars of={dashboard.dollars} refreshMs={settings.refreshMs} />
    </>
  );
}
