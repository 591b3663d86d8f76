import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { IssuerError } from '../issuer-error.ts';
import { readJson, writeJson } from '../keys/key-files.ts';

const FILE = 'vouchers.ndjson';
const REVOKED_FILE = 'revoked-vouchers.json';
/** The longest status list that stations read holds eight million bits. */
const MOST = 8_388_608;

/** A voucher that was issued, without anything about the person it is for. */
const Registered = z.strictObject({
  /** Place in the status list. */
  index: z
    .int()
    .min(0)
    .max(MOST - 1),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  code: z.string().min(1).max(2000),
  /** Whose code it is: the programme, or another issuer whose voucher it stands beside. */
  issuer: z.string().min(1).max(500),
});
export type Registered = z.infer<typeof Registered>;

const Revoked = z.strictObject({ asOfMs: z.int(), indexes: z.array(Registered.shape.index).max(MOST) });
export type RevokedVouchers = z.infer<typeof Revoked>;

/**
 * The vouchers that the programme has issued, kept in its folder: nothing gets two places in the status list, no place stands
 * for two, and a voucher can be revoked by its code. Throws an IssuerError for a spoilt file.
 */
export function openRegister(folder: string) {
  const path = join(folder, FILE);
  const all = existsSync(path) ? readAll(path) : [];
  const byId = new Map(all.map((one) => [one.id, one]));
  const fresh: Registered[] = [];
  return {
    size: (): number => byId.size,
    find: (id: string): Registered | undefined => byId.get(id),
    /** Those with this code or id. */
    named: (name: string): readonly Registered[] =>
      [...byId.values()].filter(({ id, code }) => id === name || code === name),
    /** Gives a voucher its place; one that has one keeps it. */
    enter(voucher: Omit<Registered, 'index'>): Registered {
      const known = byId.get(voucher.id);
      if (known !== undefined) return known;
      if (byId.size >= MOST) throw new IssuerError('The status list is full: make another programme');
      const entered = { index: byId.size, ...voucher };
      byId.set(voucher.id, entered);
      fresh.push(entered);
      return entered;
    },
    /** Before the paper exists: a printed voucher is always one that can be revoked. */
    save(): void {
      if (fresh.length === 0) return;
      const lines = fresh.map((one) => `${JSON.stringify(one)}\n`).join('');
      appendFileSync(path, lines, { mode: 0o600, flush: true });
      fresh.length = 0;
    },
  };
}
export type Register = ReturnType<typeof openRegister>;

export function revokedVouchers(folder: string): RevokedVouchers {
  return existsSync(join(folder, REVOKED_FILE)) ? readJson(folder, REVOKED_FILE, Revoked) : { asOfMs: 0, indexes: [] };
}

/** Adds to what is revoked. Answers how many are new. */
export function revokeVouchers(folder: string, indexes: readonly number[], nowMs: number): number {
  const before = revokedVouchers(folder).indexes;
  const after = new Set([...before, ...indexes]);
  writeJson(folder, REVOKED_FILE, { asOfMs: nowMs, indexes: [...after].toSorted((a, b) => a - b) });
  return after.size - before.length;
}

function readAll(path: string): Registered[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line, at) => {
    const parsed = Registered.safeParse(parseOrNothing(line));
    if (!parsed.success || parsed.data.index !== at)
      throw new IssuerError(`${path}:${at + 1}: not as this program wrote it`);
    return parsed.data;
  });
}

function parseOrNothing(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
