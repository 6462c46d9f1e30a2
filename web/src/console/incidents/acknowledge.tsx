import { useAction } from '../../admin/frame/use-action.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { consoleApi } from '../console-api.ts';
import { reasonFor } from '../load-failed.tsx';

/** Says that somebody is at the incident, so that nobody else is told; `done` hears whether it was taken or refused. */
export function Acknowledge({ id, done }: { id: string; done: (acknowledged: boolean) => void }) {
  const { busy, error, run } = useAction();
  const acknowledge = async () => {
    const acknowledged = await run(async () => {
      await consoleApi.acknowledge(id);
      return 'The incident is acknowledged.';
    });
    done(acknowledged);
  };
  return (
    <div class="incident-acknowledge">
      {error !== undefined && (
        <Notice tone="bad" title="The incident is not acknowledged">
          {reasonFor(error)}
        </Notice>
      )}
      <Button variant="primary" busy={busy} onClick={() => void acknowledge()}>
        Acknowledge
      </Button>
      <p class="soft">Say that you are at it: nobody else is told then.</p>
    </div>
  );
}
