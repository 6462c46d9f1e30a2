/** The time of the system that runs on this machine, which may be another than the host's; ISO 8601, undefined if it tells none. */
export async function localTime(awsPort: number): Promise<string | undefined> {
  try {
    const answer = await fetch(`http://127.0.0.1:${awsPort}/_local/clock`, { signal: AbortSignal.timeout(5_000) });
    const clock: unknown = await answer.json();
    const now = typeof clock === 'object' && clock !== null && 'now' in clock ? clock.now : undefined;
    return typeof now === 'string' ? now : undefined;
  } catch {
    return undefined;
  }
}
