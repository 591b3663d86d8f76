import { app, protocol } from 'electron';
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const ORIGIN = 'station://app';

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "media-src 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What reads codes fetches its WebAssembly from beside itself, and starts it. No page may do either. */
const WORKER_POLICY = ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"].join('; ');
/** Where vite.config.ts puts the workers' scripts. */
const WORKERS = '/workers/';

/** May be called once only, and before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'station', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/**
 * Serves the built pages under `station://app/`. The table of files is drawn up once; a request is an exact look-up in it,
 * so that no clever path can reach anything else.
 */
export function serveScheme(): void {
  const folder = join(app.getAppPath(), 'out', 'renderer');
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(`/${path.slice(folder.length + 1).replaceAll('\\', '/')}`, path);
  }
  protocol.handle('station', async (request) => {
    const url = new URL(request.url);
    const path = url.host === 'app' && request.method === 'GET' ? files.get(url.pathname) : undefined;
    if (path === undefined) return new Response(null, { status: 404 });
    return new Response(await readFile(path), { headers: headersOf(url.pathname) });
  });
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ttf: 'font/ttf',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
};

function headersOf(path: string): Record<string, string> {
  return {
    'content-type': TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
    'content-security-policy': path.startsWith(WORKERS) ? WORKER_POLICY : PAGE_POLICY,
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
  };
}
