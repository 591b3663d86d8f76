/** `plain`: without WebAssembly, and so with less patience for small codes. */
export type Reader = 'wasm' | 'plain';
export type FromReader = Readonly<
  { kind: 'ready'; reader: Reader } | { kind: 'looked'; text: string | null } | { kind: 'failed' }
>;
/** One picture, handed over for good. */
export type ToReader = VideoFrame;
