import type { z } from 'zod';
import { OfficeProblem, type OfficeProblemCode } from '../../office/answers.ts';

export type Failure = OfficeProblemCode | 'unreachable' | 'unexpected';
export type Answer<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; failure: Failure }>;

type Sent = Readonly<{ method?: 'POST'; body?: ArrayBuffer; headers?: Readonly<Record<string, string>> }>;

const BASE = '/v1/office/';

/** The collector as the page sees it. Every answer is checked before it is shown. */
export function createClient(token: string) {
  async function send(path: string, init: Sent = {}): Promise<Answer<Response>> {
    try {
      const headers = { ...init.headers, authorization: `Bearer ${token}` };
      const response = await fetch(BASE + path, { ...init, headers, cache: 'no-store', redirect: 'error' });
      if (response.ok) return { ok: true, value: response };
      if (response.status === 401) return { ok: false, failure: 'unauthorised' };
      const problem = OfficeProblem.safeParse(await response.json());
      return { ok: false, failure: problem.data?.code ?? 'unexpected' };
    } catch (thrown) {
      return { ok: false, failure: thrown instanceof TypeError ? 'unreachable' : 'unexpected' };
    }
  }
  async function read<T>(path: string, schema: z.ZodType<T>, init?: Sent): Promise<Answer<T>> {
    const sent = await send(path, init);
    if (!sent.ok) return sent;
    const parsed = schema.safeParse(await sent.value.json());
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, failure: 'unexpected' };
  }
  return {
    read,
    /** A file to keep, with the name that the collector gave it. */
    async file(path: string): Promise<Answer<Readonly<{ name: string; bytes: Blob }>>> {
      const sent = await send(path);
      if (!sent.ok) return sent;
      const name = /filename="([^"]+)"/.exec(sent.value.headers.get('content-disposition') ?? '')?.[1] ?? 'table';
      return { ok: true, value: { name, bytes: await sent.value.blob() } };
    },
  };
}
export type OfficeClient = ReturnType<typeof createClient>;
