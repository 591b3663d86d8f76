import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { EnvironmentOptions, Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { buildPage } from './upstream/collector/office/build-page.ts';

/** Packages that stay outside the bundles: native code, Electron, and libraries that read files beside themselves. */
const outside = [
  'electron',
  '@signalapp/sqlcipher',
  '@node-rs/argon2',
  'node-hid',
  'pdfkit',
  'fontkit',
  'harfbuzzjs',
  'fastify',
  '@fastify/swagger',
  'pg',
  '@electric-sql/pglite',
  '@electric-sql/pglite/nodefs',
];
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function node(input: string, outDir: string, format: 'es' | 'cjs' = 'es'): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: outside },
    build: {
      ssr: true,
      target: 'node20',
      outDir: here(outDir),
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rolldownOptions: {
        input: here(input),
        external: [...outside, ...builtinModules, /^node:/],
        output: { format, entryFileNames: format === 'cjs' ? '[name].cjs' : '[name].js' },
      },
    },
  };
}

const PAGE = 'verifierPage';
const PAGE_FILE = 'tallypoint-verifier.html';

/** Puts script and style of the auditor's page into its one file, with their hashes in its content security policy. */
const onePage: Plugin = {
  name: 'one-page',
  applyToEnvironment: ({ name }) => name === PAGE,
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const made = Object.values(bundle);
      const script = made.map((one) => (one.type === 'chunk' ? one.code : '')).join('');
      const style = made.map((one) => (one.type === 'asset' ? String(one.source) : '')).join('');
      for (const name of Object.keys(bundle)) delete bundle[name];
      const source = readFileSync(here(`./upstream/verifier/${PAGE_FILE}`), 'utf8')
        .replace("'script'", () => hashOf(script))
        .replace("'style'", () => hashOf(style))
        .replace('</style>', () => `${style}</style>`)
        .replace('</script>', () => `${script}</script>`);
      this.emitFile({ type: 'asset', fileName: PAGE_FILE, source });
    },
  },
};

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

export default defineConfig({
  root: here('./renderer'),
  plugins: [react(), onePage],
  build: {
    outDir: here('./out/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    assetsInlineLimit: 0,
  },
  worker: {
    format: 'es',
    // Files in this folder are served under a policy of their own: see main/window/scheme.ts.
    rolldownOptions: {
      output: { entryFileNames: 'workers/[name]-[hash].js', chunkFileNames: 'workers/[name]-[hash].js' },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (environment.name !== 'ssr') await builder.build(environment);
      }
      await buildPage(here('./out/collector-page'));
    },
  },
  environments: {
    client: {
      build: { rolldownOptions: { input: [here('./renderer/index.html'), here('./renderer/receipt.html')] } },
    },
    main: node('./main/index.ts', './out/main'),
    preload: node('./main/window/preload.ts', './out/preload', 'cjs'),
    vault: node('./main/vault/process.ts', './out/vault'),
    devices: node('./main/devices/process.ts', './out/devices'),
    credentials: node('./main/credentials/process.ts', './out/credentials'),
    issuer: node('./upstream/issuer/index.ts', './out/issuer'),
    collector: node('./upstream/collector/index.ts', './out/collector'),
    bench: node('./upstream/bench/index.ts', './out/bench'),
    verifier: node('./upstream/verifier/index.ts', './out/verifier'),
    verdict: node('./upstream/verdict/index.ts', './out/verdict'),
    [PAGE]: {
      consumer: 'client',
      build: {
        outDir: here('./out/verifier'),
        // The command line lies there already.
        emptyOutDir: false,
        target: 'es2022',
        cssCodeSplit: false,
        modulePreload: false,
        rolldownOptions: { input: here('./upstream/verifier/page/index.ts'), output: { codeSplitting: false } },
      },
    },
  },
  test: {
    root: here('.'),
    // Two cores would otherwise run one file at a time.
    maxWorkers: '100%',
    include: ['{main,renderer,shared,upstream}/**/*.test.{ts,tsx}'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
