import { utf8Bytes } from '../../../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../../shared/wire/dsse.ts';
import type { Signer } from '../../../../shared/wire/ed25519.ts';
import { certificateOf, entryOf, forge, signEntry, textOf, type Line } from '../log.fixture.ts';
import type { Mutation } from '../mutations.fixture.ts';

/** Somebody who changes bytes, order or keys. */
export const BYTES: readonly Mutation[] = [
  { name: 'an entry dropped', finds: 'missing-entries', make: (w) => ({ files: w.files(w.lines.toSpliced(12, 1)) }) },
  { name: 'the beginning dropped', finds: 'starts-late', make: (w) => ({ files: w.files(w.lines.slice(3)) }) },
  {
    name: 'an entry dropped, the rest numbered and signed anew',
    finds: 'wrong-root',
    make: (w) => ({
      files: {
        ...w.files(forge(w.entries.toSpliced(w.at('not_served'), 1), w.station)),
        'ledger.checkpoint': w.cosigned(20),
      },
    }),
  },
  {
    name: 'two entries swapped',
    finds: 'duplicate-seq',
    make: (w) => ({ files: w.files(w.lines.with(12, at(w.lines, 13)).with(13, at(w.lines, 12))) }),
  },
  {
    name: 'an entry edited',
    finds: 'forged',
    make: (w) => {
      const index = w.at('handover');
      const text = Buffer.from(at(w.lines, index).bytes).toString().replace('"oil","OIL-1L",2', '"oil","OIL-1L",3');
      return { files: w.files(w.lines.with(index, { ...at(w.lines, index), bytes: utf8Bytes(text) })) };
    },
  },
  {
    name: 'an entry edited, the rest chained anew without the key',
    finds: 'forged',
    make: (w) => {
      const index = w.at('handover');
      const changed = forge(w.entries.with(index, { ...w.entries[index], op: 'OMAR' } as never), w.thief);
      return { files: w.files([...w.lines.slice(0, index), ...changed.slice(index)]) };
    },
  },
  {
    name: 'an entry edited, the rest chained and signed anew',
    finds: 'wrong-root',
    make: (w) => ({
      files: {
        ...w.files(w.rewritten(w.at('not_served'), (entry) => ({ ...entry, reason: 'declined' }))),
        'ledger.checkpoint': w.cosigned(),
      },
    }),
  },
  {
    name: 'cut off below what was cosigned',
    finds: 'truncated',
    make: (w) => ({ files: { ...w.files(w.lines.slice(0, 25)), 'ledger.checkpoint': w.cosigned(30) } }),
  },
  {
    name: 'two files of one log that part',
    finds: 'fork',
    make: (w) => ({
      files: {
        ...w.files(),
        'other.ndjson': textOf(w.rewritten(w.at('not_served'), (entry) => ({ ...entry, reason: 'declined' }))),
      },
    }),
  },
  {
    name: 'a log of another key',
    finds: 'wrong-key',
    make: (w) => {
      const open = { ...w.entries[0], pub: Buffer.from(w.thief.publicKey).toString('hex') } as never;
      return { files: w.files(forge(w.entries.with(0, open), w.thief)) };
    },
  },
  {
    name: 'an entry signed with another key',
    finds: 'forged',
    make: (w) => ({ files: w.files(w.lines.with(14, signEntry(entryOf(at(w.lines, 14)), w.thief))) }),
  },
  {
    name: 'an entry of another log',
    finds: 'foreign-log',
    make: (w) => {
      const foreign = forge(
        w.entries.map((entry) => ({ ...entry, log: 'tallypoint/relief/kassala/desk-2/1' })),
        w.station,
      );
      return { files: w.files(w.lines.with(14, at(foreign, 14))) };
    },
  },
  {
    name: 'an entry twice',
    finds: 'duplicate-seq',
    make: (w) => ({ files: w.files(w.lines.toSpliced(14, 0, at(w.lines, 14))) }),
  },
  {
    name: 'another entry under a number that was given',
    finds: 'duplicate-seq',
    make: (w) => {
      const other = signEntry({ ...entryOf(at(w.lines, 14)), op: 'OMAR' }, w.station);
      return { files: w.files(w.lines.toSpliced(15, 0, other)) };
    },
  },
  { name: 'a garbage line', finds: 'unreadable-line', make: (w) => ({ files: withLine(w.files(), '{"x":1}') }) },
  {
    name: 'an oversized line',
    finds: 'line-too-long',
    make: (w) => ({ files: withLine(w.files(), `{"b":"${'A'.repeat(100_000)}","s":"${'A'.repeat(86)}"}`) }),
  },
  {
    name: 'a key twice in an entry',
    finds: 'not-canonical',
    make: (w) => ({ files: w.files(respelled(w.lines, w.station, (text) => text.replace('{', '{"at":"x",'))) }),
  },
  {
    name: 'an entry in another spelling',
    finds: 'not-canonical',
    make: (w) => ({ files: w.files(respelled(w.lines, w.station, (text) => text.replace(',', ', '))) }),
  },
  {
    name: 'an entry that is no entry',
    finds: 'malformed-entry',
    make: (w) => ({ files: w.files(w.rewritten(14, (entry) => ({ ...entry, v: 2 }))) }),
  },
  {
    name: 'an entry of a type that nobody knows',
    finds: 'unknown-type',
    make: (w) => ({ files: w.files(w.rewritten(w.at('lookup'), (entry) => ({ ...entry, t: 'gift' }))) }),
  },
  {
    name: 'a certificate of another station',
    finds: 'wrong-key',
    make: (w) => ({
      files: withCertificate(w.files(), certificateOf(w.certificate, { signKey: '5a'.repeat(32) }, w.issuer)),
    }),
  },
  {
    name: 'a certificate that had run out',
    finds: 'outside-certificate',
    make: (w) => {
      const validUntilMs = Date.parse(w.entries[10]?.at ?? '');
      return { files: withCertificate(w.files(), certificateOf(w.certificate, { validUntilMs }, w.issuer)) };
    },
  },
  {
    name: 'a certificate that the programme did not sign',
    finds: 'certificate-forged',
    make: (w) => ({ files: withCertificate(w.files(), certificateOf(w.certificate, {}, w.thief)) }),
  },
  {
    name: 'no certificate',
    finds: 'no-certificate',
    make: (w) => ({ files: { 'ledger.ndjson': textOf(w.lines) } }),
  },
  {
    name: 'another programme',
    finds: 'other-programme',
    make: (w) => ({
      files: w.files(),
      programme: w.programme.replace('"programme": "relief"', '"programme": "other"'),
    }),
  },
];

export function at(lines: readonly Line[], index: number): Line {
  const line = lines[index];
  if (line === undefined) throw new Error(`There is no line ${index}`);
  return line;
}

function withCertificate(files: Record<string, string>, certificate: string): Record<string, string> {
  return { ...files, 'desk-1.station': certificate };
}

/** One more line in the middle of the export. */
function withLine(files: Record<string, string>, line: string): Record<string, string> {
  const lines = (files['ledger.ndjson'] ?? '').split('\n');
  return { ...files, 'ledger.ndjson': lines.toSpliced(14, 0, line).join('\n') };
}

/** Another spelling of an entry, signed by the station itself. */
function respelled(lines: readonly Line[], signer: Signer, change: (text: string) => string): Line[] {
  const bytes = utf8Bytes(change(Buffer.from(at(lines, 14).bytes).toString()));
  return lines.with(14, { bytes, signature: signer.sign(preAuthenticationEncoding(PAYLOAD_TYPE.entry, bytes)) });
}
