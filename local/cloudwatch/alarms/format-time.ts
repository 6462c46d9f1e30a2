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

const LONG_DATE = new Intl.DateTimeFormat('en-US', {
  ...{ weekday: 'long', day: '2-digit', month: 'long', year: 'numeric' },
  timeZone: 'UTC',
});

/** `Friday 22 July, 2022 15:57:45 UTC`, as the state reasons of composite alarms have it. */
export function formatLongTime(time: number): string {
  const parts = new Map(LONG_DATE.formatToParts(time).map(({ type, value }) => [type, value]));
  const clock = new Date(time).toISOString().slice(11, 19);
  return `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')}, ${parts.get('year')} ${clock} UTC`;
}
