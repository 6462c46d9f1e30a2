/** The default event bus as the API tells of it. */
export function defaultBus({ region, accountId }: { readonly region: string; readonly accountId: string }) {
  return { Name: 'default', Arn: `arn:aws:events:${region}:${accountId}:event-bus/default` };
}
