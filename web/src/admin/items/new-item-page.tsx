import { useLocation } from 'preact-iso';
import { catalogue } from '../../state/shop.ts';
import { Card } from '../../ui/card.tsx';
import { adminApi, type ItemWrite } from '../admin-api.ts';
import { PageHead } from '../frame/page-head.tsx';
import { onePage } from '../frame/short-id.ts';
import { useAttemptKey } from '../frame/use-attempt-key.ts';
import { ItemForm } from './item-form.tsx';

/** The form that makes an item, which is a product of its own. */
export function NewItemPage() {
  const { route } = useLocation();
  const keyFor = useAttemptKey();
  const send = async (write: ItemWrite) => {
    const { item } = await adminApi.createItem(write, keyFor(write));
    catalogue.forget();
    route(onePage('items', item.id), true);
    return 'The item is made.';
  };
  return (
    <>
      <PageHead title="New item" up={{ href: '/admin/items', label: 'Inventory' }}>
        It is sold in the category “Other” at once; its product page can say more.
      </PageHead>
      <Card>
        <ItemForm submit="Make the item" send={send} />
      </Card>
    </>
  );
}
