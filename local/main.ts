import { BuildError } from './build/ensure-built.ts';
import { DynoxideStartError } from './dynamodb/dynoxide-start-error.ts';
import { TableMismatchError } from './dynamodb/ensure-table.ts';
import { DynoxideMissingError } from './dynamodb/find-dynoxide.ts';
import { endInOrder } from './end-in-order.ts';
import { type Options, parseOptions, USAGE, UserError } from './options.ts';
import { watchParent } from './parent-watch.ts';
import { type SmallCart, startSmallCart } from './smallcart.ts';
import { DataFolderError } from './store.ts';

const print = (text: string): void => void process.stdout.write(`${text}\n`);

/** Faults that the user can mend are told in one line; anything else is a bug and shows where it happened. */
function explain(error: unknown): string {
  const known = [UserError, DataFolderError, DynoxideMissingError, DynoxideStartError, TableMismatchError, BuildError];
  if (error instanceof Error && known.some((kind) => error instanceof kind)) return `smallcart: ${error.message}`;
  return `smallcart: unexpected failure\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function report(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
}

function announce({ siteUrl, awsUrl }: SmallCart, options: Options): void {
  const lines = [
    '',
    'SmallCart is ready.',
    '',
    `  Shop          ${siteUrl}`,
    `  Console       ${siteUrl}/ops`,
    `  AWS endpoint  ${awsUrl}`,
    ...(options.simulated
      ? [`  Clock         stands still; POST ${awsUrl}/_local/clock {"advance":"PT1M"} moves it`]
      : []),
    ...(options.speed === 1 ? [] : [`  Clock         ${options.speed} virtual seconds a second`]),
    '',
    'Ctrl-C stops it.',
  ];
  print(lines.join('\n'));
}

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') return print(USAGE);
  let running: SmallCart | undefined;
  const end = endInOrder(() => running, print, report);
  // npm passes signals on, but cannot when it is killed itself.
  if (process.env.npm_lifecycle_event !== undefined) watchParent(end);
  running = await startSmallCart(options, print);
  announce(running, options);
}

main().catch((error: unknown) => {
  report(error);
  process.exit(1);
});
