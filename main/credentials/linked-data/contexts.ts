import { createHash } from 'node:crypto';
import index from '../../../resources/contexts/index.json' with { type: 'json' };

/** A context that the trust list itself carries: its address, its text, and the SHA-256 of the text's UTF-8 bytes, hex. */
export type ContextDocument = Readonly<{ url: string; sha256: string; text: string }>;

const files = import.meta.glob<string>('../../../resources/contexts/*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The contexts of this build by their addresses. Throws where a file is not the one that was pinned: then nothing can be trusted. */
const pinned: ReadonlyMap<string, string> = new Map(
  index.map(({ url, sha256, file }) => {
    const text = files[`../../../resources/contexts/${file}`];
    if (text === undefined || hashOf(text) !== sha256) throw new Error(`The context ${url} is not the pinned one.`);
    return [url, text];
  }),
);

/** The contexts of this build and those of the trust list, which stand before them. Undefined where a hash does not fit. */
export function contextTexts(documents: readonly ContextDocument[]): ReadonlyMap<string, string> | undefined {
  if (documents.some(({ sha256, text }) => hashOf(text) !== sha256)) return undefined;
  return new Map([...pinned, ...documents.map(({ url, text }) => [url, text] as const)]);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
