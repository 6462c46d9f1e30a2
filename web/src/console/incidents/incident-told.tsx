import type { Telling } from '../../../../functions/ops/incident-responses.ts';
import { Badge } from '../../ui/badge.tsx';
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

function ToldItem({ told: { tellings }, now }: { told: Told; now: string }) {
  const [{ kind, contact }] = tellings;
  return (
    <li class="told">
      <h4>
        {KIND_WORDS[kind]} <span class="soft">{contact} contact</span>
      </h4>
      <ul class="told-channels">
        {tellings.map((telling) => (
          <Channel key={telling.channel} telling={telling} now={now} />
        ))}
      </ul>
    </li>
  );
}

/** Who was, or is to be, told what by which channels, and whether it arrived. */
export function IncidentTold({ told, now }: { told: readonly Telling[]; now: string }) {
  if (told.length === 0) return <p class="soft">Nobody: no channel reaches anybody, or its alarms were silenced.</p>;
  return (
    <ul class="tellings">
      {byTold(told).map((each) => (
        <ToldItem key={each.key} told={each} now={now} />
      ))}
    </ul>
  );
}
