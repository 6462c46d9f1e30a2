import type { TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { Alarms } from '../../../../functions/ops/responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { reasonFor } from '../load-failed.tsx';
import { Moment } from '../moment.tsx';
import { localApi } from './local-api.ts';
import { firstValues, type LocalFault, settingsOf } from './local-fault.ts';
import { SettingField } from './setting-field.tsx';
import { useChange } from './use-change.ts';
import { WhatToWatch } from './what-to-watch.tsx';

type FaultCardProps = { fault: LocalFault; alarms: Alarms | undefined; onChange: () => void };

function State({ fault: { active, until }, now }: { fault: LocalFault; now: string | undefined }) {
  if (!active) return <span class="soft">Off</span>;
  return (
    <>
      <Badge tone="bad">On</Badge>
      <span class="soft">
        {until === undefined || now === undefined ? (
          'until it is switched off'
        ) : (
          <>
            until <Moment at={until} now={now} />
          </>
        )}
      </span>
    </>
  );
}

function SettingsForm({ fault, alarms, onChange }: FaultCardProps) {
  const { name, inputs, takes, active } = fault;
  const [values, setValues] = useState(() => firstValues(fault));
  const { busy, error, change } = useChange(onChange);
  const submit = (event: TargetedEvent<HTMLFormElement>) => {
    event.preventDefault();
    void change(() => localApi.switchOn(name, settingsOf(inputs, values)));
  };
  return (
    <form class="fault-form" onSubmit={submit} aria-label={`Settings of ${name}`}>
      <div class="fault-actions">
        <Button type="submit" variant={active ? 'secondary' : 'danger'} busy={busy}>
          {active ? 'Apply' : 'Switch on'}
        </Button>
        {active && (
          <Button variant="primary" busy={busy} onClick={() => void change(() => localApi.switchOff(name))}>
            Switch off
          </Button>
        )}
      </div>
      {error !== undefined && <Notice tone="bad">{reasonFor(error)}</Notice>}
      {/* What is wrong among the settings has to be seen. */}
      <details onInvalidCapture={(event) => event.currentTarget.setAttribute('open', '')}>
        <summary>Settings</summary>
        <div class="fault-settings">
          {Object.entries(inputs).map(([setting, input]) => (
            <SettingField
              key={setting}
              name={setting}
              input={input}
              takes={takes[setting] ?? ''}
              value={values[setting] ?? ''}
              onChange={(value) => setValues({ ...values, [setting]: value })}
            />
          ))}
        </div>
      </details>
      <WhatToWatch fault={fault} alarms={alarms} />
    </form>
  );
}

/** One fault: what it does, whether it is on, and, opened, its switch, its settings and what to watch. */
export function FaultCard(props: FaultCardProps) {
  const { fault, alarms } = props;
  const { name, description, active } = fault;
  const [open, setOpen] = useState(active);
  return (
    <li class="fault" data-active={active}>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="fault-summary">
          <span class="fault-name">{name}</span>
          <span class="fault-state">
            <State fault={fault} now={alarms?.generatedAt} />
          </span>
          <span class="fault-description">{description}</span>
        </summary>
        {open && <SettingsForm {...props} />}
      </details>
    </li>
  );
}
