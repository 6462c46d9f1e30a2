import type { Alarm } from '../../../../functions/ops/responses.ts';
import { Badge } from '../../ui/badge.tsx';
import type { AlarmRelations } from './alarm-relations.ts';

/** Says of an alarm that it tells nobody of its present state, and why. */
export function AlarmSilence({ alarm, mute }: { alarm: Alarm } & Pick<AlarmRelations, 'mute'>) {
  if (mute !== undefined)
    return <Badge>{mute.kind === 'other' || mute.kind === 'alarm' ? 'Muted' : `Muted: ${mute.kind}`}</Badge>;
  return alarm.suppressed === undefined ? null : <Badge>Silenced</Badge>;
}
