import { PLACE_OPTIONS, readCommandLine, readPlace, readPort } from '../operations/command-line.ts';
import { OperatorError } from '../operations/operator-error.ts';
import type { Place } from '../operations/place.ts';

/** What `npm run grafana` is asked for. */
export type GrafanaOptions = {
  /** The first of the stages, whose .env files hold for all. */
  readonly place: Place;
  readonly places: readonly Place[];
  /** Port at which the system of this machine serves the shop, which links lead to. */
  readonly port: number;
  /** Folder to write to. */
  readonly out: string;
};

const LOCAL_OUT = 'grafana/provisioning';
const AWS_OUT = 'dist/grafana/provisioning';

export const USAGE = `Usage: npm run grafana -- [options]

Writes the folder of data sources and dashboards that a Grafana from 10.4 on shows when it is mounted at /etc/grafana/provisioning.

  --out folder       where to write; ${LOCAL_OUT} for the system of this machine, else ${AWS_OUT}
  --stage local      the stage: local is the system that npm start runs here, any other is on AWS; may be given several times,
                     each has a folder of its own in Grafana
  --port 3000        port of the shop of the system that runs here: links to the console lead there
  --aws-port 4566    port of the AWS APIs of the system that runs here
  --help             this text`;

const OPTIONS = {
  ...PLACE_OPTIONS,
  stage: { type: 'string', multiple: true },
  port: { type: 'string' },
  out: { type: 'string' },
} as const;

function placesOf(stages: readonly string[], awsPort: string | undefined): readonly Place[] {
  return [...new Set(stages)].map((stage) =>
    readPlace({ stage, ...(stage === 'local' || stages.length === 1 ? { 'aws-port': awsPort } : {}) }),
  );
}

function sitePort(places: readonly Place[], given: string | undefined): number {
  if (given !== undefined && places.every(({ kind }) => kind === 'aws'))
    throw new OperatorError('--port is of the system on this machine and each --stage is on AWS: leave one away.');
  return readPort('port', given ?? '3000');
}

/**
 * Reads the command line.
 * @returns the options, or 'help' when they were asked for
 * @throws OperatorError that names the option and what it takes
 */
export function parseGrafanaOptions(args: readonly string[]): GrafanaOptions | 'help' {
  const values = readCommandLine('grafana', args, OPTIONS);
  if (values.help) return 'help';
  const places = placesOf(values.stage ?? ['local'], values['aws-port']);
  const [place] = places;
  if (place === undefined || values.out === '') throw new OperatorError('--out takes a folder, and --stage a stage.');
  const port = sitePort(places, values.port);
  const isLocal = places.every(({ kind }) => kind === 'local');
  return { place, places, port, out: values.out ?? (isLocal ? LOCAL_OUT : AWS_OUT) };
}
