import type { FastifyInstance } from 'fastify';
import { Envelope } from '../../../../shared/wire/documents.ts';
import { FRAME_LIMITS } from '../../../../shared/wire/bundle-frames.ts';
import { UPLOAD_LIMITS, UPLOAD_TYPES } from '../../../../shared/wire/upload.ts';
import { bundleOfFrames } from '../../bundles/frames.ts';
import { takeBundle } from '../../bundles/take-bundle.ts';
import { findLog } from '../../ingest/log-row.ts';
import { checkDigest } from '../digest.ts';
import type { CollectorPorts } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { answer, answers, bodyOf, jsonSchema } from '../schemas.ts';
import { bytesOf, headersOf } from './request.ts';

/** Twice the characters the codes can have, for spaces and line ends. */
const MAXIMUM_FRAMES_BYTES = FRAME_LIMITS.frames * FRAME_LIMITS.pieceBytes * 4;

/** What people carry: sealed bundles, as files or as the text of QR codes. One at a time, for each may be large. */
export function bundleRoutes(app: FastifyInstance, ports: CollectorPorts): void {
  let isBusy = false;
  app.post('/v1/bundles', {
    bodyLimit: UPLOAD_LIMITS.bundleBytes,
    schema: {
      summary: 'Takes in a sealed bundle; answers the acknowledgement to carry back',
      description:
        "What a station would have sent itself, sealed to the collector (age), or the text of the QR codes that carry it, one a line in any order. Anybody may bring it: every entry's own signature is checked before it is stored.",
      tags: ['logs'],
      operationId: 'postBundle',
      body: bodyOf([UPLOAD_TYPES.bundle, UPLOAD_TYPES.frames]),
      response: answers(
        { 200: answer('Acknowledgement (DSSE)', 'application/json', jsonSchema(Envelope)) },
        {
          400: 'malformed, bad-digest',
          401: 'bad-signature',
          403: 'unknown-issuer',
          409: 'other-key, rewind',
          413: 'too-large',
          422: 'unreadable',
          423: 'fork, frozen',
        },
      ),
    },
    async onRequest() {
      if (isBusy) throw new Refusal('busy');
    },
    async handler(request) {
      const { programme } = ports;
      if (programme === null) throw new Refusal('unknown-issuer', { detail: 'No programme is set here yet.' });
      const body = bytesOf(request);
      checkDigest(request.headers['content-digest'], body);
      const sealed = headersOf(request).type?.startsWith(UPLOAD_TYPES.frames) === true ? joined(body) : body;
      if (isBusy) throw new Refusal('busy');
      isBusy = true;
      try {
        const taken = await takeBundle({ ...ports, programme }, sealed);
        if (!taken.ok) {
          const { code, ...facts } = taken.error;
          throw new Refusal(code, facts);
        }
        const log = await findLog(ports.sql, taken.value.origin);
        if (log !== undefined) ports.verifier.noticed(log.id);
        return taken.value.acknowledgement;
      } finally {
        isBusy = false;
      }
    },
  });
}

function joined(body: Uint8Array): Uint8Array {
  if (body.length > MAXIMUM_FRAMES_BYTES) throw new Refusal('too-large');
  const bundle = bundleOfFrames(Buffer.from(body).toString('latin1'));
  if (!bundle.ok) throw new Refusal('malformed', { detail: bundle.error });
  return bundle.value;
}
