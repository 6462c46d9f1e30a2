/**
 * Stands in for the program of SST: node sst-stand-in.mjs <behaviour as JSON> <command …> --stage <stage>. It prints what the
 * behaviour of that command says, where a word in braces is a variable of its environment or its `pid`, and ends with its code. One that
 * waits says so, and ends when it is interrupted, or never; it counts how often it was.
 */
const [behaviours, ...args] = process.argv.slice(2);
const command = args.slice(0, args.indexOf('--stage')).join(' ');
const {
  prints = [],
  errors = [],
  code = 0,
  waits,
  publishes = [],
} = JSON.parse(behaviours)[command] ?? {
  errors: [`✕  There is no ${command}`],
  code: 1,
};
const filled = (line) =>
  line.replace(/\{(\w+)\}/g, (_, name) => (name === 'pid' ? process.pid : process.env[name]) ?? '');

if (waits !== undefined) {
  let interruptions = 0;
  process.on('SIGINT', () => {
    interruptions += 1;
    console.log(`Interrupted ${interruptions}`);
    // As Pulumi does, which first ends what it has begun.
    if (waits === 'for an interruption') setTimeout(() => process.exit(1), 50);
  });
  setInterval(() => {}, 60_000);
}
for (const line of prints) console.log(filled(line));
for (const line of errors) console.error(filled(line));
if (publishes.length > 0) await publish(publishes);
if (waits === undefined) process.exitCode = code;

/** Publishes each function's code as it is, as a version of the release in VERSION, as the program of the stacks has it. */
async function publish(names) {
  const lambda = await import('@aws-sdk/client-lambda');
  const credentials = { accessKeyId: 'sst', secretAccessKey: 'local' };
  const client = new lambda.LambdaClient({ endpoint: process.env.AWS_ENDPOINT_URL, region: 'us-east-1', credentials });
  for (const FunctionName of names) {
    const { Environment } = await client.send(new lambda.GetFunctionConfigurationCommand({ FunctionName }));
    const Variables = { ...Environment?.Variables, VERSION: process.env.VERSION };
    await client.send(new lambda.UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    await client.send(new lambda.PublishVersionCommand({ FunctionName }));
  }
}
