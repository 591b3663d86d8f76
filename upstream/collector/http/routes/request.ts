import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Refusal } from '../refusal.ts';

/** Reads a part of a request, or refuses it as malformed. */
export function read<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal('malformed');
  return parsed.data;
}

/** The body as it came; an empty one where there is none. */
export function bytesOf({ body }: FastifyRequest): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array();
}

/** What the head of a request says of its body. */
export function headersOf({ headers }: FastifyRequest): Readonly<{
  type: string | undefined;
  coding: string | undefined;
  digest: string | string[] | undefined;
}> {
  return {
    type: headers['content-type'],
    coding: headers['content-encoding']?.toLowerCase(),
    digest: headers['content-digest'],
  };
}
