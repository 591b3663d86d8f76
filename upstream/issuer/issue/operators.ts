import { wordlist } from '@scure/bip39/wordlists/english.js';
import { randomInt } from 'node:crypto';
import { deriveSecret, standardKdf } from '../../../main/vault/crypto/argon2.ts';
import type { Random } from '../../../main/vault/crypto/aead.ts';
import type { KdfParameters, Operator, Role } from '../../../shared/domain/policy.ts';
import { isPassphrase, isPin } from '../../../shared/domain/secret.ts';
import { toHex } from '../../../shared/wire/bytes.ts';

/** An operator as HQ writes him down. Without a secret one is made up and must be handed out. */
export type OperatorInput = Readonly<{
  id: string;
  name: string;
  role: Role;
  secretKind: Operator['secretKind'];
  secret?: string;
}>;
export type MadeSecret = Readonly<{ id: string; name: string; secret: string }>;

const WORDS = 5;

/** Is the secret strong enough to stand between a stolen disk and the roll? */
export function isStrongSecret(secret: string, kind: Operator['secretKind']): boolean {
  return kind === 'pin' ? isPin(secret) : isPassphrase(secret);
}

/**
 * Derives each operator's key. Secrets themselves go nowhere but into `made`, for the list that is handed out. Given secrets
 * are taken as checked. Whoever is `known` from an earlier package keeps his key unless another secret is given. `kdf` gives
 * the cost and a new salt for each.
 */
export async function deriveOperators(
  inputs: readonly OperatorInput[],
  known: readonly Operator[],
  random: Random,
  kdf: (random: Random) => KdfParameters = standardKdf,
): Promise<Readonly<{ operators: Operator[]; made: MadeSecret[] }>> {
  const operators: Operator[] = [];
  const made: MadeSecret[] = [];
  for (const { id, name, role, secretKind, secret: given } of inputs) {
    const former = known.find((operator) => operator.id === id && operator.secretKind === secretKind);
    if (former !== undefined && (await isStill(former, given))) {
      operators.push({ ...former, name, role });
      continue;
    }
    const secret = given ?? makeSecret(secretKind);
    if (given === undefined) made.push({ id, name, secret });
    const parameters = kdf(random);
    const derivedKey = toHex(await deriveSecret(secret, parameters));
    operators.push({ id, name, role, secretKind, kdf: parameters, derivedKey });
  }
  return { operators, made };
}

async function isStill(former: Operator, given: string | undefined): Promise<boolean> {
  return given === undefined || toHex(await deriveSecret(given, former.kdf)) === former.derivedKey;
}

/** Five words of 2048 (55 bits before Argon2id), or six digits. */
function makeSecret(kind: Operator['secretKind']): string {
  for (;;) {
    const secret =
      kind === 'pin'
        ? String(randomInt(1_000_000)).padStart(6, '0')
        : Array.from({ length: WORDS }, () => wordlist[randomInt(wordlist.length)] ?? '').join(' ');
    if (isStrongSecret(secret, kind)) return secret;
  }
}
