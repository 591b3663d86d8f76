import { httpbis } from 'http-message-signatures';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { verify } from '../../main/vault/crypto/ed25519.ts';
import { fromBase64, fromBase64Url, fromHex, utf8Text } from '../../shared/wire/bytes.ts';
import { StationCertificate } from '../../shared/wire/documents.ts';
import { keyId } from '../../shared/wire/ed25519.ts';
import { PACKED_TYPE, unframePacked, unpackEntries, type SignedEntry } from '../../shared/wire/packed-entries.ts';
import { CheckpointLine, EntryLine, LogRegistration, REQUEST_SIGNATURE } from '../../shared/wire/upload.ts';

/** How the rehearsals' collector reads what a station sends. */
export type Line = (SignedEntry & { flagged: boolean }) | { note: string };

/** The lines of a body, packed or not, and of one that broke off as many as came; undefined for a media type that is neither. */
export function linesOf(type: string, body: Uint8Array, isWhole: boolean): Line[] | undefined {
  if (type === 'application/x-ndjson')
    return utf8Text(new Uint8Array(brotliDecompressSync(body)))
      .trimEnd()
      .split('\n')
      .map(lineOf);
  const frame = type === PACKED_TYPE ? unframePacked(body) : undefined;
  if (frame?.ok !== true) return undefined;
  const template = new Uint8Array(brotliDecompressSync(frame.value.template));
  const unpacked = unpackEntries({ ...frame.value, template }, isWhole ? 'whole' : 'begun');
  if (!unpacked.ok) return undefined;
  const { entries, checkpoint } = unpacked.value;
  return [
    ...entries.map((entry) => ({ ...entry, flagged: false })),
    ...(checkpoint === '' ? [] : [{ note: checkpoint }]),
  ];
}

export function lineOf(text: string): Line {
  const json = JSON.parse(text) as object;
  if ('c' in json) return { note: CheckpointLine.parse(json).c };
  const { b, s, q } = EntryLine.parse(json);
  return { bytes: fromBase64Url(b), signature: fromBase64Url(s), flagged: q === true };
}

/** The station's key out of a registration that may or may not be good. */
export function stationKey(body: Uint8Array, id: string): Uint8Array | undefined {
  const { payload } = JSON.parse(utf8Text(body)) as { payload: string };
  const { certificate } = LogRegistration.parse(JSON.parse(utf8Text(fromBase64(payload))));
  const key = fromHex(StationCertificate.parse(JSON.parse(utf8Text(fromBase64(certificate.payload)))).signKey);
  return keyId(key) === id ? key : undefined;
}

export function digestFits(request: IncomingMessage, body: Uint8Array): boolean {
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  return body.length === 0 || request.headers['content-digest'] === digest;
}

export async function isSigned(request: IncomingMessage, key: Uint8Array): Promise<boolean> {
  const signed = await httpbis.verifyMessage(
    {
      keyLookup: (parameters) =>
        Promise.resolve(
          parameters.keyid === keyId(key)
            ? { verify: (data, signature) => Promise.resolve(verify(signature, data, key)) }
            : null,
        ),
      requiredFields: [...REQUEST_SIGNATURE.components],
    },
    {
      method: request.method ?? '',
      url: `http://${request.headers.host ?? ''}${request.url ?? ''}`,
      headers: request.headers as Record<string, string>,
    },
  );
  return signed === true;
}
