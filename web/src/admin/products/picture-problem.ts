import { formatNumber } from '../../ui/format-number.ts';
import { LONGEST_SIDE, PICTURE_LIMIT, PICTURE_MEDIA } from '../frame/constants.ts';

/** What may be uploaded, in words. */
export const PICTURE_RULES = `PNG, JPEG or WebP, at most ${PICTURE_LIMIT / 1024} KiB, and ${formatNumber(LONGEST_SIDE)} pixels wide and high.`;

/** Why a file cannot be a product's picture, before it is opened; undefined if it may be one. */
export function fileProblem({ type, size }: Pick<File, 'type' | 'size'>): string | undefined {
  if (!PICTURE_MEDIA.some((media) => media === type)) return 'Choose a PNG, JPEG or WebP picture.';
  if (size === 0) return 'This file is empty.';
  if (size > PICTURE_LIMIT) {
    return `This file has ${formatNumber(size / 1024)} KiB; at most ${PICTURE_LIMIT / 1024} KiB are taken. Make the picture smaller.`;
  }
  return undefined;
}

/** Why a picture of that size, in pixels, cannot be a product's; undefined if it can. */
export function sizeProblem({ width, height }: { width: number; height: number }): string | undefined {
  if (width <= LONGEST_SIDE && height <= LONGEST_SIDE) return undefined;
  return `This picture has ${formatNumber(width)} × ${formatNumber(height)} pixels; at most ${formatNumber(LONGEST_SIDE)} are taken on each side.`;
}
