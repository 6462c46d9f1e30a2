import type { IncidentDetail } from '../../../../functions/ops/incident-responses.ts';
import { ConfirmAction } from '../../admin/frame/confirm-action.tsx';
import { consoleApi } from '../console-api.ts';

/** Has the next contact told of the incident now, after asking; says so where they were told, or no channel reaches them. */
export function Escalate({ incident, onDone }: { incident: IncidentDetail; onDone: () => void }) {
  const { id, escalation } = incident;
  switch (escalation) {
    case 'possible':
      return (
        <ConfirmAction
          label="Call the next contact"
          title="Call the next contact?"
          confirm="Call them"
          keep="Not yet"
          onRefused={onDone}
          act={async () => {
            await consoleApi.escalate(id);
            onDone();
            return 'The next contact is told within a minute.';
          }}
        >
          <p>They are told within a minute, by every channel that reaches them, whatever the time is for them.</p>
        </ConfirmAction>
      );
    case 'done':
      return <p class="soft">The next contact is told.</p>;
    case 'nobody':
      return <p class="soft">No channel reaches a next contact.</p>;
    case 'over':
      return null;
    default:
      return escalation satisfies never;
  }
}
