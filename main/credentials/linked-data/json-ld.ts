import ContextResolver from 'jsonld/lib/ContextResolver.js';
import context from 'jsonld/lib/context.js';
import expansion from 'jsonld/lib/expand.js';
import rdf from 'jsonld/lib/toRdf.js';
import canonicalization, { type Quad } from 'rdf-canonize';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { JsonObject } from './json.ts';

export type JsonLdFailure = 'malformed' | 'too-complex' | 'context-not-allowed';

/** Reads JSON-LD with a fixed set of contexts. */
export type Reader = Readonly<{
  contexts: ReadonlyMap<string, string>;
  /** The document with every name replaced by what its context makes of it. */
  expand: (document: JsonObject) => Promise<Result<readonly unknown[], JsonLdFailure>>;
}>;

/** Throws for an address it does not know: nothing is ever fetched. */
export function createReader(contexts: ReadonlyMap<string, string>): Reader {
  const documentLoader = (url: string): Promise<object> => {
    const text = contexts.get(url);
    if (text === undefined) throw new UnknownContext();
    // The library resolves addresses inside the document, so it gets its own copy.
    return Promise.resolve({ documentUrl: url, document: JSON.parse(text) as unknown, tag: 'static' });
  };
  const options = { base: '', documentLoader, contextResolver: new ContextResolver({ sharedCache: new Map() }) };
  return {
    contexts,
    expand: (document) =>
      attempt(async () => {
        const element = structuredClone(document);
        const activeCtx = context.getInitialContext(options);
        const expanded = await expansion.expand({ activeCtx, element, options });
        return expanded === null ? [] : Array.isArray(expanded) ? expanded : [expanded];
      }),
  };
}

/** The statements that an expanded document makes; names without an absolute address are dropped, as the standard says. */
export function quadsOf(expanded: readonly unknown[]): Result<readonly Quad[], JsonLdFailure> {
  try {
    return ok(rdf.toRDF(structuredClone(expanded), {}));
  } catch (cause) {
    return err(failureOf(cause));
  }
}

/**
 * RDFC-1.0. Graphs whose blank nodes look alike cost exponential time: the work is bounded by their number, and by the signal.
 */
export function canonicalText(
  quads: readonly Quad[],
  hash: string,
  signal: AbortSignal | undefined,
): Promise<Result<string, JsonLdFailure>> {
  return attempt(() =>
    canonicalization.canonize(quads, {
      algorithm: 'RDFC-1.0',
      messageDigestAlgorithm: hash,
      maxWorkFactor: 1,
      signal: signal ?? null,
    }),
  );
}

class UnknownContext extends Error {}

async function attempt<T>(work: () => Promise<T>): Promise<Result<T, JsonLdFailure>> {
  try {
    return ok(await work());
  } catch (cause) {
    return err(failureOf(cause));
  }
}

function failureOf(cause: unknown): JsonLdFailure {
  if (!(cause instanceof Error)) return 'malformed';
  if (/^(?:Maximum deep iterations|Abort signal)/.test(cause.message)) return 'too-complex';
  const { details } = cause as Error & Readonly<{ details?: Readonly<{ cause?: unknown }> }>;
  return details?.cause instanceof UnknownContext ? 'context-not-allowed' : 'malformed';
}
