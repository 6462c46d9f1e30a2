import type { PICTURE_TYPES } from '../../../../functions/admin/picture-size.ts';
import type { PICTURE_LIMIT as ShopPictureLimit } from '../../../../functions/http-functions.ts';
import type { CURRENCY as ShopCurrency } from '../../../../functions/lib/money.ts';

/** The shop's currency: the functions' own, without their code. */
export const CURRENCY: typeof ShopCurrency = 'EUR';

/** The largest picture that the API takes, in bytes. */
export const PICTURE_LIMIT: typeof ShopPictureLimit = 262_144;

/** The kinds of pictures that the API takes. */
export const PICTURE_MEDIA: typeof PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/webp'];

/** The longest side of a picture that the API takes, in pixels. */
export const LONGEST_SIDE = 4096;
