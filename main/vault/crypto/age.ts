/** The age library. With its ciphers it is a large part of the vault's code, and no start needs it: so it comes when it is used. */
export const age = () => import('age-encryption');

/** A new secret key (`AGE-SECRET-KEY-1…`). */
export async function newIdentity(): Promise<string> {
  return (await age()).generateX25519Identity();
}

/** The recipient (`age1…`) of a secret key. */
export async function recipientOf(identity: string): Promise<string> {
  return (await age()).identityToRecipient(identity);
}
