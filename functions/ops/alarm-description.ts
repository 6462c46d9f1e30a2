import { SEVERITIES, type Severity } from '../../monitoring/resources.ts';

export type AlarmDescription = {
  notices: string;
  title?: string;
  severity: Severity;
  category: string;
  group: string;
  promise?: string;
  runbook?: string;
};

/** Category, and group, of an alarm that somebody made by hand. */
const OTHER = 'other';

function severityOf(value: string | undefined): Severity {
  return SEVERITIES.find((severity) => severity === value) ?? 'warning';
}

/**
 * Reads an AlarmDescription: sentences first, then `key: value` lines. An alarm that somebody made by hand has no such
 * lines and counts as a warning.
 */
export function parseAlarmDescription(description: string): AlarmDescription {
  const [notices = '', ...lines] = description.split('\n');
  const fields = new Map(
    lines.flatMap((line) => {
      const match = line.match(/^(\w+): (.+)$/);
      return match === null ? [] : [[match[1], match[2]] as const];
    }),
  );
  const title = fields.get('title');
  const promise = fields.get('promise');
  const runbook = fields.get('runbook');
  return {
    notices,
    severity: severityOf(fields.get('severity')),
    category: fields.get('category') ?? OTHER,
    group: fields.get('group') ?? OTHER,
    ...(title === undefined ? {} : { title }),
    ...(promise === undefined ? {} : { promise }),
    ...(runbook === undefined ? {} : { runbook }),
  };
}
