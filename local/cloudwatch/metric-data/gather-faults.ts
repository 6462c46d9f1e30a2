import { AwsError } from '../../aws/aws-error.ts';

/** Gathers what is wrong with a request, so that the client is told of all of it at once. */
export interface Faults {
  add(fault: AwsError): void;
  /** What the work gives; `undefined` when it throws a fault, which is gathered. A body that its protocol cannot read ends everything. */
  attempt<T>(work: () => T): T | undefined;
  /** Throws the faults, if there are any, one line each; those of another code than the first are left out. */
  raise(): void;
}

/** Makes an empty collection; CloudWatch tells the faults of a PutMetricData line by line. */
export function gatherFaults(): Faults {
  const faults: AwsError[] = [];
  return {
    add: (fault) => void faults.push(fault),
    attempt(work) {
      try {
        return work();
      } catch (error) {
        if (!(error instanceof AwsError) || error.code === 'SerializationException') throw error;
        faults.push(error);
        return undefined;
      }
    },
    raise() {
      const [first] = faults;
      if (first === undefined) return;
      const told = faults.filter(({ code }) => code === first.code).map(({ message }) => message);
      throw new AwsError(first.code, told.join('\n'), first.statusCode, { queryCode: first.queryCode });
    },
  };
}
