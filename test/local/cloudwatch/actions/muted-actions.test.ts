import { describe, expect, it } from 'vitest';
import { type EmbeddedCloudWatch, embedCloudWatch, START } from '../../../support/embedded-cloudwatch.ts';
import { putSettable, setState, TOPIC } from '../../../support/set-alarms.ts';

const MINUTE = 60_000;

/** An alarm in ALARM whose actions a rule mutes from the first to the fourth minute. */
async function mutedSystem(onError?: (error: unknown) => void): Promise<EmbeddedCloudWatch> {
  const system = embedCloudWatch(undefined, onError && { onError });
  await putSettable(system, 'alarm', { AlarmActions: [TOPIC] });
  const at = new Date(START + MINUTE).toISOString().slice(0, 16);
  await system.call('PutAlarmMuteRule', {
    Name: 'quiet',
    Rule: { Schedule: { Expression: `at(${at})`, Duration: 'PT3M' } },
    MuteTargets: { AlarmNames: ['alarm'] },
  });
  await system.clock.advance(2 * MINUTE);
  await setState(system, 'alarm', 'ALARM');
  return system;
}

describe('actions that were muted', () => {
  it('are taken at the end of muting, though the state was set once more', async () => {
    const system = await mutedSystem();
    await setState(system, 'alarm', 'ALARM');
    expect(system.published).toEqual([]);
    await system.clock.advance(2 * MINUTE);
    expect(system.published).toHaveLength(1);
  });

  it('are told in the event on the change, with the rule and its window', async () => {
    const system = await mutedSystem();
    expect(system.events.at(-1)?.detail.muteDetail).toEqual({
      mutedByArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm-mute-rule:quiet',
      muteWindowStart: '2026-11-21T03:01:00.000+0000',
      muteWindowEnd: '2026-11-21T03:04:00.000+0000',
    });
  });

  it('are taken a minute later when that cannot be stored', async () => {
    const errors: unknown[] = [];
    const system = await mutedSystem((error) => errors.push(error));
    system.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON cloudwatch_alarm_history WHEN NEW.type = 'Action'
      BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    await system.clock.advance(2 * MINUTE);
    expect(system.published).toEqual([]);
    expect(String(errors[0])).toContain('The alarm alarm cannot be stored');
    system.database.exec('DROP TRIGGER refuse');
    await system.clock.advance(MINUTE);
    expect(system.published).toHaveLength(1);
  });
});
