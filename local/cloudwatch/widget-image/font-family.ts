/** The font of every picture, so that it is the same on machines without fonts. */
export const FONT_FAMILY = 'DejaVu Sans';
