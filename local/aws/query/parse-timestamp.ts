const ISO_8601 = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:\d{2})?)?$/;

/** An ISO 8601 date or time in epoch milliseconds, UTC unless it names an offset; `undefined` when it is neither. */
export function parseTimestamp(text: string): number | undefined {
  const [, date, time = '00:00:00', offset = 'Z'] = ISO_8601.exec(text) ?? [];
  const milliseconds = date === undefined ? Number.NaN : Date.parse(`${date}T${time}${offset}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
