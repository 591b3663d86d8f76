import { z } from 'zod';
import { command } from './kinds.ts';

/** What main asks of the vault to get the ledger home. The vault writes and signs whole requests; main carries them. */

const nothing = z.void();
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const Body = z.string().max(8 * 1024 * 1024);
const NOT_NOW = ['locked', 'no-upstream'] as const;
const WRITE = ['disk-full', 'storage-fault'] as const;

/** One request, ready to be sent. */
export const SignedRequest = z.object({
  method: z.enum(['GET', 'POST', 'PUT']),
  /** With query, below the collector's address. */
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: Bytes.nullable(),
});
export type SignedRequest = z.infer<typeof SignedRequest>;

/** A package to be fetched in pieces. */
export const PackageOrder = z.object({
  id: z.int(),
  bytes: z.int().min(1),
  sha256: z.string(),
  /** Text of its `.sig` file. */
  signature: z.string(),
});
export type PackageOrder = z.infer<typeof PackageOrder>;

/** A claim's sealed file on its way: `sha256` and `bytes` of the whole. */
const ClaimParcel = z.object({ seq: z.int(), sha256: z.string(), bytes: z.int().min(1) });

export const outboxContract = {
  /** The collector's address and the only authorities its certificate may come from. */
  link: command(nothing, z.object({ url: z.string(), authorities: z.string().nullable() }), NOT_NOW),
  askHead: command(nothing, SignedRequest, NOT_NOW),
  askRegistration: command(nothing, SignedRequest, NOT_NOW),
  /**
   * The next entries from `from` on, at most so many and of about so many compressed bytes. `count` 0: all are there and only the
   * collector's signature is asked for. Null where nothing is left.
   */
  askEntries: command(
    z.object({
      from: z.int().min(0),
      entries: z.int().min(1).max(2000),
      bytes: z.int().min(1024),
      packed: z.boolean(),
    }),
    z.object({ request: SignedRequest, count: z.int() }).nullable(),
    NOT_NOW,
  ),
  /**
   * Where the collector says it stands. Its size is where to go on; `stop` names why nothing more may be sent. `text` is the body
   * as it came.
   */
  takeHead: command(
    z.object({ text: Body }),
    z.object({ size: z.int(), stop: z.enum(['fork', 'split-view', 'ahead', 'frozen']).nullable() }),
    [...NOT_NOW, ...WRITE, 'malformed', 'not-cosigned'],
  ),
  /** The collector cannot read this entry: from now on it is sent flagged. */
  flagPoison: command(z.object({ seq: z.int().min(0) }), nothing, [...NOT_NOW, ...WRITE]),
  /** The oldest claim whose file the collector does not have, or null. Makes the file where there is none yet. */
  nextClaim: command(nothing, ClaimParcel.nullable(), [...NOT_NOW, ...WRITE]),
  askClaim: command(z.object({ seq: z.int(), sha256: z.string() }), SignedRequest, NOT_NOW),
  /** A piece of it from byte `from` on, at most so many bytes. */
  askClaimPiece: command(ClaimParcel.extend({ from: z.int().min(0), most: z.int().min(1) }), SignedRequest, [
    ...NOT_NOW,
    'not-found',
  ]),
  /** What the collector says it has of it. Once that is all, the claim counts as sent. */
  takeClaimHead: command(
    z.object({ seq: z.int(), sha256: z.string(), text: Body }),
    z.object({ size: z.int(), whole: z.boolean() }),
    [...NOT_NOW, ...WRITE, 'malformed'],
  ),
  askInbox: command(nothing, SignedRequest, NOT_NOW),
  takeInbox: command(z.object({ text: Body }), z.object({ packages: z.array(PackageOrder) }), [
    ...NOT_NOW,
    ...WRITE,
    'malformed',
  ]),
  askPackage: command(z.object({ sha256: z.string(), from: z.int().min(0) }), SignedRequest, NOT_NOW),
  /** The file of a package is here, whole and with the right hash. */
  packageArrived: command(z.object({ id: z.int() }), nothing, [...NOT_NOW, ...WRITE]),
} as const;
