import './runbook.css';
import type { Alarm, Alarms } from '../../../../functions/ops/responses.ts';
import { Status } from '../../ui/status.tsx';
import { LiveView } from '../live-view.tsx';
import type { Live } from '../use-live.ts';
import { RUNBOOK_NAMES, runbookHref } from './runbook-texts.ts';

const worded = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;

function Row({ name, alarms }: { name: string; alarms: readonly Alarm[] }) {
  const own = alarms.filter(({ runbook }) => runbook === `${name}.md`);
  const raised = own.filter(({ state }) => state === 'ALARM').length;
  return (
    <li class="runbook-row">
      <a href={runbookHref(name)}>{own.length === 1 ? own[0]?.title : worded(name)}</a>
      {raised > 0 && <Status of="ALARM" />}
      {own.length > 1 && <span class="soft">{own.length} alarms</span>}
    </li>
  );
}

/** Every runbook; those of alarms that are raised say so. */
export function RunbooksView({ live }: { live: Live<Alarms> & { refresh: () => void } }) {
  return (
    <LiveView live={live} what="runbooks">
      {({ alarms }) => (
        <>
          <p>What each alarm means, where to look first, what may be the cause and what to do about it.</p>
          <ul class="runbook-list">
            {RUNBOOK_NAMES.map((name) => (
              <Row key={name} name={name} alarms={alarms} />
            ))}
          </ul>
        </>
      )}
    </LiveView>
  );
}
