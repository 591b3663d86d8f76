import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { isPassphrase } from '../../../shared/domain/secret.ts';
import { IssuerError } from '../issuer-error.ts';

/** Reads the passphrase from a file's first line, else asks on the terminal without showing what is typed. */
export async function askPassphrase(
  file: string | undefined,
  question = 'Passphrase of the programme keys: ',
): Promise<string> {
  if (file !== undefined) return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? '';
  if (!process.stdin.isTTY) throw new IssuerError('The keys are locked: give --passphrase-file, or run in a terminal');
  process.stderr.write(question);
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: mute, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}

/** A new passphrase, typed twice on a terminal. Throws an IssuerError for a weak one. */
export async function askNewPassphrase(file: string | undefined): Promise<string> {
  const passphrase = await askPassphrase(file, 'New passphrase (four words or more): ');
  if (!isPassphrase(passphrase)) throw new IssuerError('A passphrase has four different words or more');
  if (file === undefined && (await askPassphrase(undefined, 'Once more: ')) !== passphrase)
    throw new IssuerError('The two differ');
  return passphrase;
}
