import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { AdminProduct } from '../admin-api.ts';
import { type Conflict, conflictsOf, FIELD_NAMES, type ProductDraft } from './product-draft.ts';

type ConflictNoticeProps = {
  before: AdminProduct;
  theirs: AdminProduct;
  draft: ProductDraft;
  onMerge: () => void;
  onDiscard: () => void;
};

const shown = (text: string) => (text === '' ? 'nothing' : `“${text}”`);

function Told({ conflict, yours }: { conflict: Conflict; yours: string }) {
  return (
    <li>
      <b>{FIELD_NAMES[conflict.field]}</b> is {shown(conflict.theirs)} now.
      {conflict.both && ` You have written ${shown(yours)}, which would replace it.`}
    </li>
  );
}

/** What somebody else has made of a product meanwhile, and what to do about it. */
export function ConflictNotice({ before, theirs, draft, onMerge, onDiscard }: ConflictNoticeProps) {
  const conflicts = conflictsOf(before, theirs, draft);
  return (
    <Notice tone="bad" title="Somebody else has edited this product meanwhile. Nothing of yours was saved.">
      {conflicts.length === 0 ? (
        <p>Only its stock or picture has changed.</p>
      ) : (
        <ul class="conflicts">
          {conflicts.map((conflict) => (
            <Told key={conflict.field} conflict={conflict} yours={draft[conflict.field]} />
          ))}
        </ul>
      )}
      <div class="notice-actions admin-actions">
        <Button onClick={onMerge}>Go on with my changes</Button>
        <Button variant="quiet" onClick={onDiscard}>
          Discard my changes
        </Button>
      </div>
    </Notice>
  );
}
