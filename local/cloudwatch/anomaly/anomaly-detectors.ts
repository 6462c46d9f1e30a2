import type { DatabaseSync } from 'node:sqlite';
import { parseJsonObject } from '../../aws/json.ts';
import { type AnomalyDetector, detectorKey, seriesOf } from './anomaly-detector.ts';
import type { FindTraining } from './anomaly-models.ts';
import { readAnomalyDetector } from './read-anomaly-detector.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS cloudwatch_anomaly_detector (
    id TEXT PRIMARY KEY, input TEXT NOT NULL, created INTEGER NOT NULL
  ) STRICT;`;

/** The anomaly detectors, in memory and in the telemetry database at once. */
export interface AnomalyDetectors {
  get(id: string): AnomalyDetector | undefined;
  /** Every detector, in the order of their making. */
  list(): AnomalyDetector[];
  put(detector: AnomalyDetector): void;
  delete(id: string): void;
  /** How the detector of a series wants its model trained. */
  readonly findTraining: FindTraining;
}

/** Opens the detectors that the telemetry database holds. */
export function openAnomalyDetectors(database: DatabaseSync): AnomalyDetectors {
  database.exec(SCHEMA);
  const put = database.prepare(
    `INSERT INTO cloudwatch_anomaly_detector VALUES (?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET input = excluded.input, created = excluded.created`,
  );
  const remove = database.prepare('DELETE FROM cloudwatch_anomaly_detector WHERE id = ?');
  const rows = database.prepare('SELECT input, created FROM cloudwatch_anomaly_detector ORDER BY rowid').all();
  const detectors = new Map(rows.map(toDetector).map((detector) => [detector.id, detector]));
  const bySeries = new Map([...detectors.values()].map((detector) => [keyOf(detector), detector]));
  return {
    get: (id) => detectors.get(id),
    list: () => [...detectors.values()],
    put(detector) {
      put.run(detector.id, JSON.stringify(detector.input), detector.created);
      detectors.set(detector.id, detector);
      bySeries.set(keyOf(detector), detector);
    },
    delete(id) {
      const detector = detectors.get(id);
      remove.run(id);
      detectors.delete(id);
      if (detector !== undefined) bySeries.delete(keyOf(detector));
    },
    findTraining: (watched) => bySeries.get(detectorKey(watched))?.training,
  };
}

const keyOf = ({ subject }: AnomalyDetector): string => detectorKey(seriesOf(subject));

function toDetector(row: Readonly<Record<string, unknown>>): AnomalyDetector {
  return readAnomalyDetector(parseJsonObject(String(row.input)) ?? {}, Number(row.created));
}
