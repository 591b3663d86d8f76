import { Command } from 'commander';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { checkCredential } from '../../../main/credentials/credentials.ts';
import type { CredentialResult } from '../../../shared/domain/credential-verdict.ts';
import type { TrustList } from '../../../shared/domain/trust-list.ts';
import { createProgramme } from '../keys/programme-folder.ts';
import { signRs256 } from '../vouchers/compact-jws.ts';
import { trustCommands } from './trust-commands.ts';
import { voucherCommands } from './voucher-commands.ts';

export const DAY_MS = 24 * 3_600_000;
export const PROGRAMME = 'relief';
export const OTHER_ISSUER = 'https://g2p.example.org/api/v1/security';
/** Under which the programme itself prints vouchers in OpenG2P's form. */
export const OWN_ISSUER = 'https://relief.example.org/api/v1/payments';
const PROVIDERS = [
  'provider,name,sites,service,service_name,currency,ceiling',
  '34,Teaching Hospital,kassala; gedaref,CONSULT,Consultation,USD,12.50',
  '34,Teaching Hospital,gedaref;port-sudan,DELIVERY,,USD,180',
  '35,Pharmacy,,,,,',
].join('\n');

type Listed = Readonly<{
  code: string;
  printed: string;
  id: string;
  statusIndex: number;
  gv1: string;
  jwt?: string;
}>;

/** `2026-11-24`: so many days from today. */
export const day = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

export const HEAD = 'beneficiary,entitlement,provider,items,currency,amount,valid_from,valid_until,name,code';
/** In force now. */
export const SPAN = `${day(-1)},${day(30)}`;

const server = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** What another programme's OpenG2P printed. */
export const openG2pJwt = (claims: object = {}): string =>
  signRs256(
    'one',
    {
      iss: OTHER_ISSUER,
      sub: '12',
      aud: '34',
      exp: Math.floor((Date.now() + 30 * DAY_MS) / 1000),
      iat: Math.floor((Date.now() - DAY_MS) / 1000),
      amount: '5000.0',
      type: 'voucher',
      code: '2-37ec-47d3-a937-5d55',
      bName: 'DOE, JANE',
      ...claims,
    },
    server.privateKey,
  );

/** A programme's folder, and the issuer's command line in front of it. */
export async function newOffice() {
  const folder = mkdtempSync(join(tmpdir(), 'vouchers-test-'));
  const at = (name: string): string => join(folder, name);
  await createProgramme({
    folder: at('programme'),
    programme: PROGRAMME,
    programmeName: 'Relief',
    passphrase: undefined,
    recoveryKeys: 1,
    nowMs: Date.now(),
  });
  const write = (name: string, text: string): string => {
    writeFileSync(at(name), text);
    return at(name);
  };
  const readTrust = (): TrustList => JSON.parse(readFileSync(at('programme/credentials.json'), 'utf8')) as TrustList;
  write('providers.csv', PROVIDERS);
  write(
    'jwks.json',
    JSON.stringify({ keys: [{ ...server.publicKey.export({ format: 'jwk' }), kid: 'one', use: 'sig' }] }),
  );
  write(
    'sources.json',
    JSON.stringify({
      issuers: [
        {
          id: OTHER_ISSUER,
          name: 'Other programme',
          formats: ['jwt'],
          keysFile: 'jwks.json',
          claims: {
            entitlement: 'sub',
            code: 'code',
            amount: 'amount',
            defaultCurrency: 'USD',
            provider: 'aud',
            name: 'bName',
          },
        },
      ],
    }),
  );
  return {
    folder,
    at,
    write,
    readTrust,
    /** Runs one command to its end; answers what it printed as its result. */
    async run(command: string, ...args: readonly string[]): Promise<string> {
      let printed = '';
      const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
        printed += String(text);
        return true;
      });
      const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
      try {
        const program = new Command('issuer').exitOverride();
        for (const one of [...voucherCommands(), ...trustCommands()]) program.addCommand(one.exitOverride());
        await program.parseAsync([command, ...args, '-k', at('programme')], { from: 'user' });
        return printed;
      } finally {
        out.mockRestore();
        said.mockRestore();
      }
    },
    listed: (name: string): Listed[] =>
      readFileSync(at(`${name}.codes.ndjson`), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Listed),
    check: (text: string, nowMs = Date.now()): Promise<CredentialResult> =>
      checkCredential(text, { trust: readTrust(), clock: { nowMs, seenMs: 0 } }),
  };
}
export type Office = Awaited<ReturnType<typeof newOffice>>;
