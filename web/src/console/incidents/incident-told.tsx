import type { Telling } from '../../../../functions/ops/incident-responses.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { Moment } from '../moment.tsx';
import { CHANNEL_WORDS, KIND_WORDS, TELLING_WORDS } from './incident-words.ts';

const keyOf = ({ kind, contact, channel }: Telling) => `${kind} ${contact} ${channel}`;

function columns(now: string): Column<Telling>[] {
  return [
    { id: 'channel', header: 'Channel', cell: ({ channel }) => CHANNEL_WORDS[channel] },
    {
      id: 'status',
      header: 'Outcome',
      cell: ({ status }) => <Badge tone={TELLING_WORDS[status].tone}>{TELLING_WORDS[status].label}</Badge>,
    },
    { id: 'what', header: 'What', cell: ({ kind }) => KIND_WORDS[kind] },
    { id: 'whom', header: 'Whom', cell: ({ contact }) => `${contact === 'first' ? 'First' : 'Next'} contact` },
    { id: 'at', header: 'When', cell: ({ at }) => <Moment at={at} now={now} /> },
    { id: 'attempts', header: 'Tries', align: 'end', cell: ({ attempts }) => attempts },
    { id: 'why', header: 'Why', cell: ({ reason }) => <span class="told-why">{reason ?? '–'}</span> },
  ];
}

/** Who was, or is to be, told what by which channel, and whether it arrived. */
export function IncidentTold({ told, now }: { told: readonly Telling[]; now: string }) {
  return (
    <div class="told">
      <Table
        caption="Who is told of the incident"
        captionHidden
        columns={columns(now)}
        rows={told}
        rowKey={keyOf}
        empty={<p class="soft">Nobody: no channel reaches anybody, or its alarms were silenced.</p>}
      />
    </div>
  );
}
