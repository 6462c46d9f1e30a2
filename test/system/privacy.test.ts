import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everyKey, everyLogLine, everyMetric, everyNotification, everySegment } from '../support/every-text.ts';
import { type RunningSystem, startSystem } from '../support/running-system.ts';
import { searchFor } from '../support/search-texts.ts';
import { ROUTES } from '../support/whole-run/drive.ts';
import { TYPED } from '../support/whole-run/typed-values.ts';
import { runEverything, type WholeRun } from '../support/whole-run/whole-run.ts';

/** What the whole run is printed with: the admin's first password is, and must be. */
const PRINTED_AT_START = /^[\s\S]*?Ctrl-C stops it/;

describe('what people type in, and what they are known by, stays out of everything that is told', () => {
  let system: RunningSystem;
  let run: WholeRun;
  let leaks: ReturnType<typeof searchFor>;

  beforeAll(async () => {
    system = await startSystem({ options: ['--simulated', '--no-traffic'] });
    run = await runEverything(system);
    leaks = searchFor([...run.secrets, ...Object.values(TYPED)]);
  }, 300_000);
  afterAll(() => system?.stop());

  it('although every route was asked, well and in ways that it refuses', () => {
    const refused = new Set(run.asked.filter(({ status }) => status >= 400).map(({ key }) => key));
    const open = ROUTES.filter(({ key }) => !refused.has(key)).map(({ path }) => path);
    // These take nothing that could be wrong, and no session.
    expect(open.filter((path) => !/^\/(health|api\/auth\/logout)/.test(path))).toEqual([]);
  });

  it.each([
    ['log line', everyLogLine, 600],
    ['segment of a trace', everySegment, 400],
    ['metric or dimension', everyMetric, 60],
    ['notification', everyNotification, 2],
    ['key of the table', everyKey, 100],
  ] as const)('no %s holds any of it', async (_, read, least) => {
    const texts = await read(system.awsUrl);
    expect(texts.length).toBeGreaterThanOrEqual(least);
    expect(leaks(texts)).toEqual([]);
  });

  it('nothing of it is printed', () => {
    expect(leaks([system.output().replace(PRINTED_AT_START, '')])).toEqual([]);
  });

  it.each([
    ['in other letters', JSON.stringify({ note: `to ${TYPED.street.toUpperCase()}` })],
    ['in an address', `GET /?q=${encodeURIComponent(TYPED.city)}+${encodeURIComponent(TYPED.email)}`],
    ['in Base64', Buffer.from(JSON.stringify({ email: TYPED.email })).toString('base64')],
    ['that is short, among other things', `{"cvc":"${TYPED.cvc}"}`],
  ])('a value %s would be found', (_, text) => {
    expect(leaks([text])).toEqual([text]);
  });
});
