import { describe, expect, it } from 'vitest';
import { equalBytes, fromBase64Url, fromHex, toBase64Url, toHex, utf8Bytes } from './bytes.ts';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import { preAuthenticationEncoding } from './dsse.ts';
import { signerOf, verify } from './ed25519.ts';
import { leafHash } from './leaf.ts';
import {
  checkpointText,
  cosignNote,
  formatInclusionFile,
  formatNote,
  parseCheckpoint,
  parseInclusionFile,
  parseNote,
  signNote,
  verifyCosignature,
  verifyNote,
} from './note.ts';
import { inclusionProof, verifyInclusion } from './proof.ts';
import { subtreesOf } from './subtrees.ts';
import { merkleRoot } from './tree.ts';

/** Three entries whose note and proof Go's sumdb/note and sumdb/tlog accepted. The type predates the product's name. */
const TYPE = 'application/vnd.dps.entry.v1+json';
const ORIGIN = 'dps.example.org/S-00042/D1/3';
const WITNESS = 'collector.example.org/w1';
const log = signerOf(new Uint8Array(32).fill(1));
const witness = signerOf(new Uint8Array(32).fill(2));

const entries = [
  '{"at":"2026-03-04T09:00:00.000Z","boot":"b7c1d2","cyc":"2026-03","ent":"E1000","lines":[["RICE-25KG",1]],"log":"S-00042/D1/3","mono":0,"op":"U-17","prev":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","seq":0,"t":"open","v":1}',
  '{"at":"2026-03-04T09:01:00.000Z","boot":"b7c1d2","cyc":"2026-03","ent":"E1001","lines":[["RICE-25KG",1]],"log":"S-00042/D1/3","mono":1000,"op":"U-17","prev":"csMv0TC3Epx3Mb2dY3A4_tgA4EC4P4LWr6Snz5Kgpx0","seq":1,"t":"handout","v":1}',
  '{"at":"2026-03-04T09:02:00.000Z","boot":"b7c1d2","cyc":"2026-03","ent":"E1002","lines":[["RICE-25KG",1]],"log":"S-00042/D1/3","mono":2000,"op":"U-17","prev":"ZAc9BQbzJn46YHDEQfAWPAvqhsukdrz_D5bsS3zBI7k","seq":2,"t":"handout","v":1}',
];
const leaves = [
  '72c32fd130b7129c7731bd9d637038fed800e040b83f82d6afa4a7cf92a0a71d',
  '64073d0506f3267e3a6070c441f0163c0bea86cba476bcff0f96ec4b7cc123b9',
  'bf8ff18475fa9ad6f41fc2c5ac78eed4ae59d96f6637fe38bb73aaa014e04b72',
];
const signatures = [
  'i7iKkTIiXIZ96wndnmi2SHBw7ts9jC-fioVStz9RLq2Lw_2voygDDneCewMY1wReG-HpTiEROt4Ge8PycYzcBA',
  'XkMVbwPHmqdFxzPHLS8ERhFKI6WovxHGcvDYufVjLD3jKqHnneZbOCJW8fsxX17pTvimWZxJFTqlwJbrEGBwBg',
  '5y5y6s1xZXUyTbl11cvAm0iZQzi2EhXg_ZTtGHFzeMvf5Byy81kVNlF-nvFEgdidWog4sKe3GRFwI_LaKygcDg',
];
const root = '9c8cef84254455636afdff1a766b3cf939cf35c211b1701bbfd6ac90d3b1d607';
const proofFile = `c2sp.org/tlog-proof@v1
index 1
csMv0TC3Epx3Mb2dY3A4/tgA4EC4P4LWr6Snz5Kgpx0=
v4/xhHX6mtb0H8LFrHju1K5Z2W9mN/44u3OqoBTgS3I=

dps.example.org/S-00042/D1/3
3
nIzvhCVEVWNq/f8adms8+TnPNcIRsXAbv9askNOx1gc=

\u2014 dps.example.org/S-00042/D1/3 GutB35UQ/EpUB6DfpV7y+61U/BVFqMxRGBG5Eisv4bKpmGWJBjv1wPxfa2VEpYzm31WBZnG5N975bbnnk2XftB+FNQM=
\u2014 collector.example.org/w1 EF+WmQAAAABpp/SQl+/AF3o/iSnZI8O7Ck2/VZUFNykWUtMH2EMxEQe6D7ijj1SVWP9mGANkcbjd2JoCmN5+MQMTnbQ9W//oeY41AA==
`;
const cosignedAtSeconds = 0x69a7f490;

describe('the three-entry test vector', () => {
  it('has these keys', () => {
    expect(toHex(log.publicKey)).toBe('8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c');
    expect(toHex(witness.publicKey)).toBe('8139770ea87d175f56a35466c34c7ecccb8d8a91b4ee37a25df60f5b8fc9b394');
  });

  it.each([0, 1, 2])('gives entry %i, its leaf, chain and signature', (index) => {
    const text = entries[index] as string;
    const bytes = utf8Bytes(text);
    const parsed = parseCanonical(bytes, 1000);
    expect(parsed.ok && canonicalBytes(parsed.value)).toEqual(bytes);
    expect(toHex(leafHash(bytes))).toBe(leaves[index]);
    const previous = index === 0 ? new Uint8Array(32) : fromHex(leaves[index - 1] as string);
    expect(text).toContain(`"prev":"${toBase64Url(previous)}"`);
    const message = preAuthenticationEncoding(TYPE, bytes);
    expect(toBase64Url(log.sign(message))).toBe(signatures[index]);
    expect(verify(fromBase64Url(signatures[index] as string), message, log.publicKey)).toBe(true);
  });

  it('gives the root, the cosigned note and the proof file', () => {
    const tree = leaves.map(fromHex);
    expect(toHex(merkleRoot(tree))).toBe(root);
    const text = checkpointText({ origin: ORIGIN, size: 3, root: merkleRoot(tree) });
    const note = formatNote(text, [signNote(text, ORIGIN, log), cosignNote(text, WITNESS, witness, cosignedAtSeconds)]);
    expect(formatInclusionFile({ index: 1, proof: inclusionProof(subtreesOf(tree), 1, 3), note })).toBe(proofFile);
  });

  it('is read back and believed', () => {
    const file = parseInclusionFile(proofFile);
    const note = file.ok ? parseNote(file.value.note) : file;
    if (!file.ok || !note.ok) throw new Error('The vector does not parse');
    const checkpoint = parseCheckpoint(note.value.text);
    if (!checkpoint.ok) throw new Error('The checkpoint does not parse');
    expect(verifyNote(note.value, { name: ORIGIN, publicKey: log.publicKey }, verify)).toBe(true);
    expect(verifyCosignature(note.value, { name: WITNESS, publicKey: witness.publicKey }, verify)).toBe(
      cosignedAtSeconds,
    );
    const { size } = checkpoint.value;
    const claim = {
      leaf: fromHex(leaves[1] as string),
      index: 1,
      size,
      root: checkpoint.value.root,
      proof: file.value.proof,
    };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, leaf: fromHex(leaves[0] as string) })).toBe(false);
    expect(verifyInclusion({ ...claim, index: 0 })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
    expect(equalBytes(checkpoint.value.root, fromHex(root))).toBe(true);
  });

  it('refuses a note with one more empty line, and one with another text', () => {
    const { note } = (parseInclusionFile(proofFile) as { value: { note: string } }).value;
    expect(parseNote(`${note}\n`).ok).toBe(false);
    const other = parseNote(note.replace('\n3\n', '\n4\n'));
    expect(other.ok && verifyNote(other.value, { name: ORIGIN, publicKey: log.publicKey }, verify)).toBe(false);
    expect(other.ok && verifyCosignature(other.value, { name: WITNESS, publicKey: witness.publicKey }, verify)).toBe(
      undefined,
    );
  });
});
