import type { AuditFile } from '../core/run-audit.ts';

/** A chosen file as the audit reads it: in pieces, as often as asked. */
export function auditFile(file: File): AuditFile {
  return { name: file.name, bytes: file.size, read: () => piecesOf(file.stream()) };
}

export function gunzip(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
  });
  return piecesOf(source.pipeThrough(new DecompressionStream('gzip')));
}

/** Not every browser lets a stream be iterated. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel();
  }
}
