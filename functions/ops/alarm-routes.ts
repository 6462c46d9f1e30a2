import type { Api } from '../lib/context.ts';
import { given } from '../lib/given.ts';
import { signedIn } from '../lib/session.ts';
import { readJson, validate } from '../lib/validate.ts';
import { alarmMetric } from './alarm-metric.ts';
import { MuteRequest } from './alarm-schemas.ts';
import { alarmHistory, describeAlarms } from './describe-alarms.ts';
import { muteAlarm, unmuteAlarm } from './mute-alarm.ts';
import { AlarmMetricQuery } from './ops-query.ts';
import { alarmAnswer } from './read-alarm.ts';
import { readMutes } from './read-mutes.ts';
import type { AlarmHistory, Alarms } from './responses.ts';

function generatedAt(now: number): string {
  return new Date(now).toISOString();
}

/** Adds the routes about alarms. */
export function addAlarmRoutes(api: Api): void {
  api.get('/api/ops/alarms', async (c) => {
    const [alarms, mutes] = await Promise.all([describeAlarms(), readMutes()]);
    const body: Alarms = { generatedAt: generatedAt(c.var.now), alarms, mutes };
    return c.json(body);
  });

  api.get('/api/ops/alarms/:name', async (c) => c.json(await alarmAnswer(c.req.param('name'), c.var.now)));

  api.post('/api/ops/alarms/:name/mute', async (c) => {
    const { userId: by } = await signedIn(c);
    const { now: at } = c.var;
    const name = c.req.param('name');
    const mute = await muteAlarm(name, await readJson(c.req, MuteRequest), { by, at });
    // CloudWatch may list it a moment later.
    return c.json({ ...(await alarmAnswer(name, at)), mute });
  });

  api.delete('/api/ops/alarms/:name/mute', async (c) => {
    const { userId: by } = await signedIn(c);
    await unmuteAlarm(c.req.param('name'), { by, at: c.var.now });
    return c.body(null, 204);
  });

  api.get('/api/ops/alarms/:name/history', async (c) => {
    const history = await alarmHistory(c.req.param('name'));
    const body: AlarmHistory = { generatedAt: generatedAt(c.var.now), history };
    return c.json(body);
  });

  api.get('/api/ops/alarms/:name/metric', async (c) =>
    c.json(await alarmMetric(c.req.param('name'), validate(AlarmMetricQuery, given(c.req.query())), c.var.now)),
  );
}
