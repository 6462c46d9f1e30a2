import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ApiError } from '../../api/api-error.ts';
import { catalogue } from '../../state/shop.ts';
import { useResource } from '../../state/use-resource.ts';
import { Card } from '../../ui/card.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { formatNumber } from '../../ui/format-number.ts';
import { Notice } from '../../ui/notice.tsx';
import { adminApi, type Item, type ItemWrite, type TaggedItem } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';
import { CURRENCY } from '../frame/constants.ts';
import { Loaded } from '../frame/loaded.tsx';
import { PageHead } from '../frame/page-head.tsx';
import { onePage } from '../frame/short-id.ts';
import { ItemForm } from './item-form.tsx';

const told = ({ name, unitPrice, quantity }: Item): string =>
  `“${name}” at ${formatMoney(Math.round(unitPrice * 100), CURRENCY)}, ${formatNumber(quantity)} of them`;

function Editor({ loaded }: { loaded: TaggedItem }) {
  const { route } = useLocation();
  const [{ item, tag }, hold] = useState(loaded);
  const [overtaken, setOvertaken] = useState(false);
  const { id } = item;
  /** After what was refused because the item has changed: the next try is made knowing how it is. */
  const lookAgain = async (error: unknown) => {
    if (!(error instanceof ApiError) || error.status !== 412) return;
    hold(await adminApi.item(id));
    setOvertaken(true);
  };
  const send = async (write: ItemWrite) => {
    try {
      hold(await adminApi.putItem(id, write, tag));
    } catch (error) {
      await lookAgain(error);
      throw error;
    }
    setOvertaken(false);
    catalogue.forget();
    return 'The item is saved.';
  };
  const remove = async () => {
    await adminApi.deleteItem(id, tag);
    catalogue.forget();
    route('/admin/items');
    return 'The item is deleted.';
  };
  return (
    <div class="admin-columns">
      <div class="admin-stack">
        {overtaken && (
          <Notice tone="warn" title="It is not as you saw it any more">
            <p>{`It has been edited or sold meanwhile: ${told(item)}. Correct yours if need be; saving again replaces it.`}</p>
          </Notice>
        )}
        <Card title="What there is">
          <ItemForm item={loaded.item} submit="Save" send={send} />
        </Card>
      </div>
      <Card title="Delete">
        <ConfirmAction
          label="Delete this item"
          title="Delete this item?"
          confirm="Delete it for good"
          keep="Keep it"
          variant="danger"
          act={remove}
          onRefused={(error) => void lookAgain(error).catch(() => undefined)}
        >
          <p>{`“${item.name}” leaves the shop and all carts. Orders keep what was bought. This cannot be undone.`}</p>
        </ConfirmAction>
      </Card>
    </div>
  );
}

/** One item, to be changed; nothing that was sold meanwhile is overwritten unknowingly. */
export function ItemPage({ id }: { id: string }) {
  const resource = useResource(id, (signal) => adminApi.item(id, signal));
  return (
    <>
      <PageHead title="Item" up={{ href: '/admin/items', label: 'Inventory' }}>
        <a href={onePage('products', id)}>Its description, cost and picture</a>
      </PageHead>
      <Loaded resource={resource} what="item">
        {(tagged) => <Editor loaded={tagged} />}
      </Loaded>
    </>
  );
}
