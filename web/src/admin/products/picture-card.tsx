import { useRef } from 'preact/hooks';
import { ProductPicture } from '../../catalogue/product-picture.tsx';
import { FormNotice } from '../../forms/form-notice.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Field } from '../../ui/field.tsx';
import { type AdminProduct, adminApi } from '../admin-api.ts';
import { ConfirmAction } from '../frame/confirm-action.tsx';
import { PICTURE_MEDIA } from '../frame/constants.ts';
import { useAction } from '../frame/use-action.ts';
import { PicturePreview } from './picture-preview.tsx';
import { PICTURE_RULES } from './picture-problem.ts';
import { usePictureChoice } from './use-picture-choice.ts';

type PictureCardProps = {
  product: AdminProduct;
  onSaved: (product: AdminProduct) => void;
  onRefused: (error: unknown) => void;
};

function RemovePicture({ product, onSaved, onRefused }: PictureCardProps) {
  const act = async () => {
    onSaved(await adminApi.deletePicture(product));
    return 'The picture is removed.';
  };
  return (
    <ConfirmAction
      label="Remove the picture"
      title="Remove this picture?"
      confirm="Remove it"
      variant="danger"
      act={act}
      onRefused={onRefused}
    >
      <p>The product is drawn again, as those without a picture are.</p>
    </ConfirmAction>
  );
}

/** A product's picture: the one it has, the one that is chosen to take its place, and the ways to upload and remove. */
export function PictureCard(props: PictureCardProps) {
  const { product, onSaved, onRefused } = props;
  const { choice, choose } = usePictureChoice();
  const { busy, error, run, reset } = useAction();
  const input = useRef<HTMLInputElement>(null);
  const chosen = (file: File | undefined) => {
    reset();
    void choose(file);
  };
  const upload = async (file: File) => {
    const work = async () => {
      onSaved(await adminApi.putPicture(product, file));
      return 'The picture is uploaded.';
    };
    const done = await run(() =>
      work().catch((failure: unknown) => {
        onRefused(failure);
        throw failure;
      }),
    );
    if (!done) return;
    if (input.current) input.current.value = '';
    input.current?.focus();
    void choose(undefined);
  };
  return (
    <Card title="Picture">
      <div class="admin-stack picture-card">
        {choice.status === 'fit' ? (
          <PicturePreview image={choice.image} />
        ) : (
          <ProductPicture src={product.picture} size={480} />
        )}
        <p class="soft admin-note">
          {choice.status === 'fit'
            ? 'Not uploaded yet.'
            : product.uploaded
              ? 'Uploaded.'
              : 'Drawn, as none is uploaded.'}
        </p>
        <Field
          label="Another picture"
          hint={PICTURE_RULES}
          error={choice.status === 'wrong' ? choice.problem : undefined}
        >
          {(control) => (
            <input
              {...control}
              ref={input}
              type="file"
              accept={PICTURE_MEDIA.join(',')}
              onChange={({ currentTarget }) => chosen(currentTarget.files?.[0])}
            />
          )}
        </Field>
        {error !== undefined && <FormNotice error={error} />}
        <div class="admin-actions">
          {choice.status === 'fit' && (
            <Button variant="primary" busy={busy} onClick={() => void upload(choice.file)}>
              Upload it
            </Button>
          )}
          {product.uploaded && choice.status !== 'fit' && <RemovePicture {...props} />}
        </div>
      </div>
    </Card>
  );
}
