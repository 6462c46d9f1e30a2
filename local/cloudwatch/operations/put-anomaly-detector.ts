import type { Operation } from '../../aws/aws-service.ts';
import { readAnomalyDetector } from '../anomaly/read-anomaly-detector.ts';
import type { ServiceState } from '../service-state.ts';

/** PutAnomalyDetector: makes a detector, or replaces the configuration of the one that is about the same series. */
export function putAnomalyDetector({ detectors }: Pick<ServiceState, 'detectors'>): Operation {
  return (input, { now }) => {
    const detector = readAnomalyDetector(input, now);
    const known = detectors.get(detector.id);
    detectors.put(known === undefined ? detector : { ...detector, created: known.created });
    return { AnomalyDetectorId: detector.id };
  };
}
