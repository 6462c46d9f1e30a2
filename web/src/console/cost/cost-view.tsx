import './cost.css';
import { consoleApi } from '../console-api.ts';
import { LiveView } from '../live-view.tsx';
import { SLOW_REFRESH_MS, type ViewSettings } from '../refresh.ts';
import { useLive } from '../use-live.ts';
import { useUpdate } from '../use-update.ts';
import { BillTable } from './bill-table.tsx';
import { Charges } from './charges.tsx';
import { CostSummary } from './cost-summary.tsx';
import { CostTables } from './cost-tables.tsx';
import { ViewerTable } from './viewer-table.tsx';

/** How many days back the traffic may be measured. */
const DAYS = [1, 7, 30] as const;
const DEFAULT_DAYS = 7;

type CostViewProps = {
  settings: ViewSettings;
  /** As the address has it. */
  days: string | undefined;
  onDays: (days: string) => void;
  local: boolean;
};

function Days({ chosen, onDays }: { chosen: number; onDays: CostViewProps['onDays'] }) {
  return (
    <fieldset class="range cost-days">
      <legend class="visually-hidden">Measured over</legend>
      {DAYS.map((days) => (
        <label class="range-option" key={days}>
          <input
            type="radio"
            name="days"
            value={days}
            checked={days === chosen}
            onChange={() => onDays(days === DEFAULT_DAYS ? '' : String(days))}
          />
          {days === 1 ? 'Last day' : `${days} days`}
        </label>
      ))}
    </fieldset>
  );
}

/** The bill for a month like the last days, beside what was expected, and what of it costs most. */
export function CostView({ settings, days: given, onDays, local }: CostViewProps) {
  const days = DAYS.find((each) => String(each) === given) ?? DEFAULT_DAYS;
  const { paused } = settings;
  const live = useLive(`cost ${days}`, consoleApi.cost(days), { intervalMs: SLOW_REFRESH_MS, paused });
  useUpdate(live, settings.onUpdate);
  return (
    <div class="cost">
      <Days chosen={days} onDays={onDays} />
      <LiveView live={live} what="the bill">
        {(cost) => (
          <>
            <CostSummary cost={cost} local={local} />
            <BillTable cost={cost} />
            <Charges cost={cost} />
            <ViewerTable cost={cost} />
            <CostTables cost={cost} />
          </>
        )}
      </LiveView>
    </div>
  );
}
