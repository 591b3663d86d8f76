/** The decoder in use of a port of Brotli to JavaScript: browsers other than the newest have none of their own. */
declare module 'brotli/dec/decode.js' {
  export type Input = Readonly<{ read: (into: Uint8Array, at: number, count: number) => number }>;
  /** `buffer` is what it would enlarge where its length falls short; all that comes out goes through `write`. */
  export type Output = Readonly<{
    buffer: Readonly<{ length: number }>;
    write: (from: Uint8Array, count: number) => number;
  }>;
  const decoder: { BrotliDecompress: (input: Input, output: Output) => void };
  // The module is older than named exports.
  export default decoder;
}
