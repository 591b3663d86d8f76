import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CLAIM_FILE_LIMITS, ParcelHead } from '../../../../shared/wire/claim-file.ts';
import { UPLOAD_TYPES } from '../../../../shared/wire/upload.ts';
import { parcelHead, takePiece, type ParcelOf } from '../../reimbursement/parcels.ts';
import { checkDigest } from '../digest.ts';
import type { CollectorPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { answer, answers, bodyOf, jsonSchema } from '../schemas.ts';
import { senderOf } from '../station-signature.ts';
import { bytesOf, read } from './request.ts';

const digits = z.string().regex(/^\d{1,15}$/);
const Path = z.object({
  key: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe("What the station's key is called in signatures"),
  seq: digits.describe("Number of the claim's entry in the station's log"),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('SHA-256 of the sealed file, hex'),
});
const Piece = z.object({
  from: digits.describe('Bytes that are there before this piece'),
  of: digits.describe('Bytes of the whole file'),
});
const security = [{ station: [] }];
const description =
  'Names, codes and documents of a claim, sealed to the programme (age). Only of claims whose entry is here. The size that is answered is where to go on.';

/** What claims are about, sealed, in pieces that survive a line that breaks. */
export function claimRoutes(app: FastifyInstance, { sql, parcels, now }: CollectorPorts): void {
  async function parcelOf(request: FastifyRequest): Promise<ParcelOf> {
    const { keyId } = await senderOf(sql, request);
    const { key, seq, sha256 } = read(Path, request.params);
    if (key !== keyId) throw new Refusal('bad-signature');
    return { keyId, seq: Number(seq), sha256 };
  }
  const good = { 200: answer('How much of it is there', 'application/json', jsonSchema(ParcelHead)) };

  app.get('/v1/stations/:key/claims/:seq/:sha256', {
    schema: {
      summary: "How much of a claim's sealed file is there",
      description,
      tags: ['stations'],
      security,
      operationId: 'getClaimFile',
      params: jsonSchema(Path),
      response: answers(good, { 401: 'bad-signature', 404: 'not-found' }),
    },
    async handler(request) {
      const head = await parcelHead({ sql, parcels }, await parcelOf(request));
      if (!head.ok) throw new Refusal(head.error);
      return head.value;
    },
  });

  app.put('/v1/stations/:key/claims/:seq/:sha256', {
    bodyLimit: CLAIM_FILE_LIMITS.pieceBytes,
    schema: {
      summary: "Takes a piece of a claim's sealed file",
      description,
      tags: ['stations'],
      security,
      operationId: 'putClaimFile',
      params: jsonSchema(Path),
      querystring: jsonSchema(Piece),
      body: bodyOf([UPLOAD_TYPES.bundle]),
      response: answers(good, {
        400: 'malformed, bad-digest',
        401: 'bad-signature',
        404: 'not-found',
        409: 'rewind',
        413: 'too-large',
      }),
    },
    async handler(request) {
      const parcel = await parcelOf(request);
      const bytes = bytesOf(request);
      checkDigest(request.headers['content-digest'], bytes);
      const { from, of } = read(Piece, request.query);
      if (bytes.length === 0) throw new Refusal('malformed');
      const taken = await takePiece({ sql, parcels, nowMs: now() }, parcel, {
        bytes,
        from: Number(from),
        of: Number(of),
      });
      if (!taken.ok) {
        const { code, size } = taken.error;
        throw new Refusal(code, size === undefined ? {} : { size });
      }
      return taken.value;
    },
  });
}
