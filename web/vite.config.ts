import { defineConfig } from 'vite';

/** Where a development server finds the API; writes carry its origin, because the shop refuses foreign ones. */
const api = process.env.API_URL ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // light-dark() and AbortSignal.any need these; the content policy forbids data: URLs.
    target: ['chrome123', 'edge123', 'firefox124', 'safari17.5'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: { proxy: { '/api': { target: api, headers: { origin: api } }, '/openapi.json': api } },
});
