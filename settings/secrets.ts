/** Names of what `sst secret set` has to be given before a stage is deployed. */
export const SECRETS = ['PseudonymKey', 'MetricsToken', 'LinkKey'] as const;

/** Name of the secret that says where people are told besides by mail; without it, nowhere. */
export const CHANNELS_SECRET = 'Channels';

/** What functions/lib/env.ts asks for. */
const SHORTEST_SECRET = 32;

/** Why the secrets of a stage on AWS are not whole: a sentence each, with what to do. */
export function secretFaults(stage: string, given: (name: string) => string | undefined): readonly string[] {
  return SECRETS.flatMap((name) => {
    const value = given(name);
    const make = `.ci/make-secrets ${stage}`;
    if (!value) return [`The secret ${name} is not set: ${make}`];
    if (value.length >= SHORTEST_SECRET) return [];
    const remove = `npx sst secret remove ${name} --stage ${stage}`;
    return [`The secret ${name} is shorter than ${SHORTEST_SECRET} characters: ${remove} && ${make}`];
  });
}
