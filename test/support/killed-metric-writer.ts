import { openMetricStore } from '../../local/cloudwatch/metric-store.ts';
import { openStore } from '../../local/store.ts';

/** Keeps one datapoint in the folder named, then kills itself when half of what it writes next is written. */
const [folder = ''] = process.argv.slice(2);
const database = openStore(folder);
const store = openMetricStore({ database });
const sample = {
  namespace: 'SmallCart/test',
  name: 'Latency',
  dimensions: { Service: 'cart' },
  unit: 'Milliseconds' as const,
  timestamp: Date.parse('2026-11-21T12:00:00Z'),
};
store.record({ ...sample, value: 1 });
store.flush();
for (let minute = 0; minute < 10; minute++) {
  store.record({ ...sample, value: 2, timestamp: sample.timestamp + minute * 60_000 });
  store.record({ ...sample, name: `Metric${minute}`, value: 2 });
}
database.function('kill_myself', () => process.kill(process.pid, 'SIGKILL') && 0);
database.exec(
  'CREATE TEMP TRIGGER half_way BEFORE INSERT ON cloudwatch_chunk WHEN NEW.series = 6 BEGIN SELECT kill_myself(); END',
);
process.stdout.write('writing for the second time\n');
store.flush();
