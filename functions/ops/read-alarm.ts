import { env } from '../lib/env.ts';
import { listIncidents } from '../lib/incidents/incident-store.ts';
import { linksOf } from '../lib/incidents/message.ts';
import { parseAlarmDescription } from './alarm-description.ts';
import { compositeEvidence, metricEvidence } from './alarm-evidence.ts';
import type { AlarmDetail, OneAlarm } from './alarm-responses.ts';
import { compositeAlarm, metricAlarm } from './alarms.ts';
import { type FoundAlarm, findAlarm } from './find-alarm.ts';
import { incidentOverview } from './incident-view.ts';
import { readMutes } from './read-mutes.ts';
import type { Mute } from './responses.ts';

/** Of the latest incidents, so many are looked through for those that an alarm belongs to, and so many of those are told. */
const LOOKED_THROUGH = 100;
const MOST_INCIDENTS = 10;

function described(found: FoundAlarm): Pick<AlarmDetail, 'alarm' | 'evidence'> {
  return found.type === 'metric'
    ? { alarm: metricAlarm(found.alarm), evidence: metricEvidence(found.alarm) }
    : { alarm: compositeAlarm(found.alarm), evidence: compositeEvidence(found.alarm) };
}

async function incidentsWith(name: string): Promise<AlarmDetail['incidents']> {
  const latest = await listIncidents(LOOKED_THROUGH);
  const own = latest.filter(({ alarms }) => alarms.some((alarm) => alarm.name === name));
  return own.slice(0, MOST_INCIDENTS).map(incidentOverview);
}

/** Where to go on for the time of the alarm's state. */
function linksFor({ alarm }: FoundAlarm, now: number): AlarmDetail['links'] {
  const { stage, siteUrl: site, awsRegion: region } = env();
  const { group, severity } = parseAlarmDescription(alarm.AlarmDescription ?? '');
  const since = (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? now;
  const time = alarm.StateValue === 'ALARM' ? { openedAt: since } : { openedAt: since, resolvedAt: since };
  return [...linksOf({ group, severity, ...time, alarms: [] }, { stage, site, region }, now)];
}

/** What mutes the alarm now: of several, that by which somebody muted it alone, as that can be ended here. */
function muteOf(name: string, mutes: readonly Mute[]): Mute | undefined {
  const own = mutes.filter(({ alarms }) => alarms.includes(name));
  return own.find(({ kind }) => kind === 'alarm') ?? own[0];
}

/** One alarm: what decided about its state, what mutes it, and its incidents; 404 when there is none. `now` is in epoch ms. */
export async function alarmAnswer(name: string, now: number): Promise<OneAlarm> {
  const found = await findAlarm(name);
  const [mutes, incidents] = await Promise.all([readMutes(), incidentsWith(name)]);
  const mute = muteOf(name, mutes);
  return {
    generatedAt: new Date(now).toISOString(),
    ...described(found),
    ...(mute === undefined ? {} : { mute }),
    incidents,
    links: linksFor(found, now),
  };
}
