import { PICTURE_LIMIT } from '../http-functions.ts';
import { Problem } from '../lib/problem.ts';
import { checkSize } from '../lib/validate.ts';
import { PICTURE_TYPES, type PictureType, pictureSize, sniff } from './picture-size.ts';

/** A picture that has been checked. */
export type Picture = { readonly mediaType: PictureType; readonly bytes: Buffer };

/** The largest width and height, in pixels. */
const LONGEST_SIDE = 4096;

type Body = { header(name: string): string | undefined; arrayBuffer(): Promise<ArrayBuffer> };

function declaredType(request: Body): PictureType {
  const declared = (request.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const type = PICTURE_TYPES.find((known) => known === declared);
  if (type) return type;
  throw new Problem(415, `Send the picture itself, as one of ${PICTURE_TYPES.join(', ')}.`, { code: 'picture-type' });
}

function checkDimensions(bytes: Buffer, type: PictureType): void {
  const size = pictureSize(bytes, type);
  if (!size) throw new Problem(400, 'The picture’s header is damaged.', { code: 'picture-damaged' });
  if (size.width <= LONGEST_SIDE && size.height <= LONGEST_SIDE) return;
  throw new Problem(400, `A picture may be at most ${LONGEST_SIDE} pixels wide and high.`, {
    code: 'picture-too-large',
  });
}

/** The picture in a request's body; 415 when it is not of the type that it says, 413 when too large, 400 when damaged. */
export async function readPicture(request: Body): Promise<Picture> {
  const mediaType = declaredType(request);
  const bytes = Buffer.from(await request.arrayBuffer());
  checkSize(bytes.length, PICTURE_LIMIT);
  if (sniff(bytes) !== mediaType) {
    throw new Problem(415, `The body is no ${mediaType}, whatever its Content-Type says.`, { code: 'picture-type' });
  }
  checkDimensions(bytes, mediaType);
  return { mediaType, bytes };
}
