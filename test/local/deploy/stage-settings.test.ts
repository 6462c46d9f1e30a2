import { expect, test } from 'vitest';
import { stageSettings } from '../../../local/deploy/stage-settings.ts';

test('of the stage on this machine are those of its entry, and the defaults where it says nothing', () => {
  const { notifications } = stageSettings({ local: { notifications: { warningDelayMinutes: 3 } } });
  expect(notifications).toEqual({ ...stageSettings({}).notifications, warningDelayMinutes: 3 });
});

test('that are wrong are told in the sentence of each', () => {
  const wrong = { local: { notifications: { warningDelayMinutes: -1 } } };
  expect(() => stageSettings(wrong)).toThrow(
    /^settings\/stages.ts: stage "local" sets notifications.warningDelayMinutes to -1, but it must be .+\.$/,
  );
});
