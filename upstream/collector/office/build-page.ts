import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const page = fileURLToPath(new URL('../page/', import.meta.url));

/** Builds the office's page into a folder, with nothing in it that a strict content security policy forbids. */
export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: page,
    logLevel: 'warn',
    plugins: [react()],
    build: {
      outDir,
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 1000,
    },
  });
}
