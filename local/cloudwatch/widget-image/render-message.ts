/** What the renderer's thread is asked: to draw an SVG document. */
export type RenderRequest = { readonly id: number; readonly svg: string };

/** What it answers: the PNG, or why there is none. */
export type RenderAnswer = { readonly id: number } & ({ readonly png: Uint8Array } | { readonly error: string });
