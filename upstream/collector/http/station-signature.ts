import type { FastifyRequest } from 'fastify';
import { httpbis, type Request } from 'http-message-signatures';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { REQUEST_SIGNATURE } from '../../../shared/wire/upload.ts';
import type { SqlQuery } from '../sql/sql.ts';
import { Refusal } from './refusal.ts';

/** Who signed a request. */
export type Sender = Readonly<{ keyId: string; signKey: Uint8Array; programme: string; site: string }>;

/**
 * Whose key signed a request (RFC 9421): one of a registered log. Its times are not looked at: stations' clocks are often
 * wrong, and every request may be repeated without harm.
 */
export async function senderOf(sql: SqlQuery, request: FastifyRequest): Promise<Sender> {
  const input = String(request.headers['signature-input'] ?? '');
  const keyId = /;keyid="([0-9a-f]{16})"/.exec(input)?.[1];
  const sender = keyId === undefined ? undefined : await findSender(sql, keyId);
  if (sender === undefined || !(await isSigned(request, sender))) throw new Refusal('bad-signature');
  return sender;
}

async function isSigned(request: FastifyRequest, sender: Sender): Promise<boolean> {
  const { components, bodyComponent, algorithm } = REQUEST_SIGNATURE;
  const message: Request = {
    method: request.method,
    url: `https://collector.invalid${request.url}`,
    headers: request.headers as Request['headers'],
  };
  const key = {
    algs: [algorithm],
    verify: (data: Buffer, signature: Buffer) => Promise.resolve(verify(signature, data, sender.signKey)),
  };
  try {
    const holds = await httpbis.verifyMessage(
      {
        requiredFields: [...components, ...(request.body === undefined ? [] : [bodyComponent])],
        tolerance: Number.POSITIVE_INFINITY,
        keyLookup: ({ keyid }) => Promise.resolve(keyid === sender.keyId ? key : null),
      },
      message,
    );
    return holds === true;
  } catch {
    // The library throws for headers that are not as they should be.
    return false;
  }
}

async function findSender(sql: SqlQuery, keyId: string): Promise<Sender | undefined> {
  const [row] = await sql.query<{ sign_key: Uint8Array; programme: string; site: string }>(
    'SELECT sign_key, programme, site FROM log WHERE key_id = $1 ORDER BY id DESC LIMIT 1',
    [keyId],
  );
  return row === undefined ? undefined : { keyId, signKey: row.sign_key, programme: row.programme, site: row.site };
}
