/** `2026-11-21T03:00:00.000+0000`, as alarm messages and state reason data have it. */
export function formatOffsetTime(time: number): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

/** `21/11/26 03:00:00`, as state reasons have it. */
export function formatReasonTime(time: number): string {
  const [date = '', clock = ''] = new Date(time).toISOString().split('T');
  const [year = '', month = '', day = ''] = date.split('-');
  return `${day}/${month}/${year.slice(2)} ${clock.slice(0, 8)}`;
}
