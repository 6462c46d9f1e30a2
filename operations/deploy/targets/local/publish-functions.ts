import {
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { physicalName } from '../../../../monitoring/physical-name.ts';
import type { Work } from '../../target.ts';
import type { LambdaCaller } from '../lambda-caller.ts';
import { type ComparedFunction, isConfigured } from './compare-functions.ts';

async function publish({ stage, call }: LambdaCaller, { own, wanted }: ComparedFunction): Promise<void> {
  const FunctionName = physicalName(stage, own.id);
  const { archive, codeSha256, memorySize: MemorySize, timeout: Timeout, variables } = wanted;
  if (own.codeSha256 !== codeSha256) {
    const code = new UpdateFunctionCodeCommand({ FunctionName, ZipFile: archive });
    await call('lambda:UpdateFunctionCode', (client) => client.send(code));
  }
  if (!isConfigured({ own, wanted })) {
    const input = { FunctionName, MemorySize, Timeout, Environment: { Variables: { ...variables } } };
    await call('lambda:UpdateFunctionConfiguration', (client) =>
      client.send(new UpdateFunctionConfigurationCommand(input)),
    );
  }
  const version = new PublishVersionCommand({ FunctionName, CodeSha256: codeSha256 });
  await call('lambda:PublishVersion', (client) => client.send(version));
}

/** Publishes a version of each function of a release, unless its newest one is just that. */
export async function publishFunctions(
  lambda: LambdaCaller,
  all: readonly ComparedFunction[],
  { progress, signal }: Work,
): Promise<void> {
  for (const each of all) {
    signal.throwIfAborted();
    await publish(lambda, each);
    progress(`Published ${physicalName(lambda.stage, each.own.id)}`);
  }
}
