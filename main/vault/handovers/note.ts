import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Random } from '../crypto/aead.ts';

/** A note as it stays on the station, beside its entry. `salt`: 16 bytes hex. */
export const NoteAux = z.object({ text: z.string(), salt: z.string() });
export type NoteAux = z.infer<typeof NoteAux>;

const SALT_BYTES = 16;

/**
 * Free text may name people, and entries leave the station. So the entry holds `noteHash` only: whoever is shown text and
 * salt can check that this is what was written, and nobody can guess short notes from the hash. Undefined for no text.
 */
export function noteAux(text: string | undefined, random: Random): NoteAux | undefined {
  const written = (text ?? '').normalize('NFC').trim();
  return written === '' ? undefined : { text: written, salt: Buffer.from(random(SALT_BYTES)).toString('hex') };
}

/** SHA-256 over the salt's bytes and then the text in UTF-8, hex. */
export function noteHash({ text, salt }: NoteAux): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');
}
