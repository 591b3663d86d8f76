/** Bytes as the driver takes them: it does not accept views of shared memory. Copies only where it must. */
export function blob(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return bytes.buffer instanceof ArrayBuffer ? (bytes as Uint8Array<ArrayBuffer>) : new Uint8Array(bytes);
}
