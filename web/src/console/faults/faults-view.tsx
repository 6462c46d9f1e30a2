import './faults.css';
import { useState } from 'preact/hooks';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import { roleOf } from '../../state/session.ts';
import { session } from '../../state/shop.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { LiveView } from '../live-view.tsx';
import { reasonFor } from '../load-failed.tsx';
import { LOCAL_STAGE } from '../local-stage.ts';
import { REFRESH_MS } from '../refresh.ts';
import { type Live, useLive } from '../use-live.ts';
import { FaultCard } from './fault-card.tsx';
import { localApi } from './local-api.ts';
import { faultGroups, type LocalFault } from './local-fault.ts';
import { useChange } from './use-change.ts';

type FaultsProps = { alarms: Live<Alarms>; paused: boolean };

function Summary({ faults, onChange }: { faults: readonly LocalFault[]; onChange: () => void }) {
  const { busy, error, change } = useChange(onChange);
  const on = faults.filter(({ active }) => active);
  return (
    <>
      <p class="faults-summary" role="status">
        {on.length === 0 ? 'No fault is on.' : `On: ${on.map(({ name }) => name).join(', ')}.`}
        {on.length > 0 && (
          <Button busy={busy} onClick={() => void change(localApi.switchAllOff)}>
            Switch all off
          </Button>
        )}
      </p>
      {error !== undefined && <Notice tone="bad">{reasonFor(error)}</Notice>}
    </>
  );
}

type GroupsProps = { groups: ReturnType<typeof faultGroups>; alarms: Alarms | undefined; onChange: () => void };

/** Each stays in its place when it is switched, so that whoever did it does not lose sight of it. */
function FaultGroups({ groups, alarms, onChange }: GroupsProps) {
  if (groups.size === 0) return <p class="soft">No fault is called so, and none raises such an alarm.</p>;
  return [...groups].map(([service, faults]) => (
    <section class="faults-group" key={service} aria-label={service}>
      <h2>{service}</h2>
      <ul class="faults-list">
        {faults.map((fault) => (
          <FaultCard key={fault.name} fault={fault} alarms={alarms} onChange={onChange} />
        ))}
      </ul>
    </section>
  ));
}

function Faults({ paused, alarms }: FaultsProps) {
  const [text, setText] = useState('');
  const live = useLive('faults', localApi.faults(), { intervalMs: REFRESH_MS, paused });
  const known = alarms.status === 'ready' ? alarms.data : undefined;
  return (
    <div class="faults">
      <p class="soft">
        Each breaks something at the boundary of a service, as it would break on AWS, and says which alarms it is to
        raise. <code>npm run drill</code> does the same and checks them.
      </p>
      <LiveView live={live} what="faults">
        {({ faults }) => (
          <>
            <Summary faults={faults} onChange={live.refresh} />
            <label class="faults-filter">
              <span>Find a fault or an alarm</span>
              <input
                class="input"
                type="search"
                value={text}
                spellcheck={false}
                onInput={(event) => setText(event.currentTarget.value)}
              />
            </label>
            <FaultGroups groups={faultGroups(faults, text)} alarms={known} onChange={live.refresh} />
          </>
        )}
      </LiveView>
    </div>
  );
}

/** Faults that can be switched on, on the machine where all of the system runs; administrators only. */
export function FaultsView({ stage, ...props }: FaultsProps & { stage: string | undefined }) {
  const current = useStore(session.store);
  if (stage !== undefined && stage !== LOCAL_STAGE)
    return (
      <EmptyState title="Nothing to break here">
        Faults are switched on where all of SmallCart runs on one’s own machine, with <code>npm start</code>.
      </EmptyState>
    );
  // It may be a fault that keeps the shop from saying who is here; whether they may, /_local decides.
  if (roleOf(current) !== 'admin')
    return (
      <EmptyState title="For administrators">
        Whoever breaks something on purpose signs in as an administrator.
      </EmptyState>
    );
  return <Faults {...props} />;
}
