import type { FastifyPluginCallback } from 'fastify';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

/** The page runs its own code only and talks to nobody but the collector that served it. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Serves the built page in `folder`. Its files are read once: nothing that is asked for later names a file. */
export function pageFiles(folder: string): FastifyPluginCallback {
  return (app, _, done) => {
    for (const name of readdirSync(folder, { recursive: true }) as string[]) {
      const type = TYPES[extname(name)];
      if (type === undefined) continue;
      const bytes = readFileSync(join(folder, name));
      const path = name.replaceAll('\\', '/');
      // All but the page itself carry their hash in their name.
      const age = path === 'index.html' ? 'no-cache' : 'public, max-age=31536000, immutable';
      app.get(path === 'index.html' ? '/' : `/${path}`, { schema: { hide: true } }, (_request, reply) =>
        reply
          .headers({ ...HEADERS, 'cache-control': age })
          .type(type)
          .send(bytes),
      );
    }
    done();
  };
}
