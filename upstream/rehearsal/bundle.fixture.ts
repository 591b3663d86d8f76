import { Decrypter } from 'age-encryption';
import { brotliDecompressSync } from 'node:zlib';

/** Opens a bundle as the programme does. */
export async function openBundle(identity: string, sealed: Uint8Array): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return brotliDecompressSync(await decrypter.decrypt(sealed)).toString('utf8');
}
