/**
 * The parts in use of jsonld.js and rdf-canonize, which bring no types. They are imported one by one, because the package's own
 * front door loads an HTTP client for documents that it would fetch.
 */
declare module 'jsonld/lib/ContextResolver.js' {
  const ContextResolver: new (options: Readonly<{ sharedCache: Map<string, unknown> }>) => object;
  export default ContextResolver;
}

declare module 'jsonld/lib/context.js' {
  const context: { getInitialContext: (options: object) => object };
  export default context;
}

declare module 'jsonld/lib/expand.js' {
  const expand: {
    expand: (input: Readonly<{ activeCtx: object; element: unknown; options: object }>) => Promise<unknown>;
  };
  export default expand;
}

declare module 'jsonld/lib/toRdf.js' {
  import type { Quad } from 'rdf-canonize';
  const toRdf: { toRDF: (expanded: readonly unknown[], options: object) => Quad[] };
  export default toRdf;
}

declare module 'rdf-canonize' {
  export type Term = Readonly<{
    termType: 'NamedNode' | 'BlankNode' | 'Literal' | 'DefaultGraph';
    value: string;
    datatype?: Readonly<{ value: string }>;
    language?: string;
  }>;
  export type Quad = Readonly<{ subject: Term; predicate: Term; object: Term; graph: Term }>;
  const rdfCanonize: {
    canonize: (
      quads: readonly Quad[],
      options: Readonly<{
        algorithm: 'RDFC-1.0';
        messageDigestAlgorithm: string;
        maxWorkFactor: number;
        signal: AbortSignal | null;
      }>,
    ) => Promise<string>;
  };
  export default rdfCanonize;
}
