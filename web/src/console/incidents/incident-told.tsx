import type { Telling } from '../../../../functions/ops/incident-responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Moment } from '../moment.tsx';
import { CHANNEL_WORDS, KIND_WORDS, TELLING_WORDS } from './incident-words.ts';
import { byTold, type Told } from './tellings.ts';

function Channel({ telling, now }: { telling: Telling; now: string }) {
  const { channel, status, at, attempts, reason } = telling;
  const { tone, label } = TELLING_WORDS[status];
  return (
    <li class="told-channel">
      <span class="told-name">{CHANNEL_WORDS[channel]}</span> <Badge tone={tone}>{label}</Badge>{' '}
      <Moment at={at} now={now} />
      {attempts > 1 && <span class="soft"> {attempts} tries</span>}
      {reason !== undefined && <span class="soft told-why"> {reason}</span>}
    </li>
  );
}

function columns(now: string): Column<Told>[] {
  return [
    { id: 'what', header: 'What', cell: ({ tellings: [{ kind }] }) => KIND_WORDS[kind] },
    {
      id: 'whom',
      header: 'Whom',
      cell: ({ tellings: [{ contact }] }) => `${contact === 'first' ? 'First' : 'Next'} contact`,
    },
    {
      id: 'channels',
      header: 'By which channels',
      cell: ({ tellings }) => (
        <ul class="told-channels">
          {tellings.map((telling) => (
            <Channel key={telling.channel} telling={telling} now={now} />
          ))}
        </ul>
      ),
    },
  ];
}

/** Who was, or is to be, told what by which channels, and whether it arrived. */
export function IncidentTold({ told, now }: { told: readonly Telling[]; now: string }) {
  return (
    <div class="told">
      <Table
        caption="Who is told of the incident"
        captionHidden
        columns={columns(now)}
        rows={byTold(told)}
        rowKey={({ key }) => key}
        empty={<p class="soft">Nobody: no channel reaches anybody, or its alarms were silenced.</p>}
      />
    </div>
  );
}
