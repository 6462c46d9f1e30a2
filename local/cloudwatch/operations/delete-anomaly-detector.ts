import type { Operation } from '../../aws/aws-service.ts';
import { detectorId } from '../anomaly/anomaly-detector.ts';
import { readDetectorSubject } from '../anomaly/read-anomaly-detector.ts';
import { anomalyDetectorNotFound } from '../errors.ts';
import { read } from '../read-input.ts';
import type { ServiceState } from '../service-state.ts';

/** DeleteAnomalyDetector, by identifier or by what the detector is about; an alarm on its band makes it anew. */
export function deleteAnomalyDetector({ detectors }: Pick<ServiceState, 'detectors'>): Operation {
  return (input) => {
    const id = read(input).string('AnomalyDetectorId') ?? detectorId(readDetectorSubject(input).subject);
    if (detectors.get(id) === undefined) throw anomalyDetectorNotFound();
    detectors.delete(id);
    return {};
  };
}
