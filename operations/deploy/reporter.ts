import type { Deployment } from '../../functions/lib/deployments/deployment.ts';

/**
 * Tells the stage of a deployment: its record, and once it has ended its trace, metrics and event, and the mark on the
 * dashboards. No method rejects: what could not be told is kept until `warnings` is asked for.
 */
export interface Reporter {
  /** Keeps the record as it stands. */
  save(deployment: Deployment): Promise<void>;
  /** Keeps the record and sends all that is told of a deployment that has ended. */
  ended(deployment: Deployment): Promise<void>;
  /** A sentence for each thing that could not be told, and why. */
  warnings(): readonly string[];
}
