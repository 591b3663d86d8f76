import { fromHex } from '../../../shared/wire/bytes.ts';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import type { Read, Tell } from './rules/rule.ts';
import { originOf, type Certificate, type Programme } from './trust.ts';

type Options = Readonly<{
  tell: Tell;
  origin: string;
  programme: Programme;
  certificates: readonly Certificate[];
}>;

/** What ties a log to the programme: its name, the certificate for that name, the key in it, and when it was valid. */
export function certificateRule({ tell, origin, programme, certificates }: Options) {
  const mine = certificates.filter((one) => originOf(one) === origin);
  const [certificate] = [...mine].sort((a, b) => Number(b.signed) - Number(a.signed));
  let key = certificate === undefined ? undefined : fromHex(certificate.body.signKey);
  let openedUnder: string | undefined;
  let entries = 0;
  let toldNoKey = false;
  if (origin.split('/')[1] !== programme.id) tell('other-programme', undefined, { programme: programme.id });

  return {
    /** The log's own word for its key is used to read it; whether it is the right one the certificate says. */
    open({ pub, cert, seq }: Entry<'log_open'>): void {
      if (seq > 0) return tell('second-log-open', seq);
      openedUnder = cert;
      key = fromHex(pub);
      if (certificate !== undefined && certificate.body.signKey !== pub) tell('wrong-key', seq);
    },
    entry(entry: Read): void {
      if (entries === 0 && entry.seq === 0 && entry.t !== 'log_open') tell('no-log-open', entry.seq);
      entries += 1;
      if (mine.length === 0) return;
      const valid = mine.some(({ body }) => entry.atMs >= body.validFromMs && entry.atMs < body.validUntilMs);
      if (!valid) tell('outside-certificate', entry.seq, { at: entry.at });
    },
    key: (): Uint8Array | undefined => key,
    certificate: (): Certificate | undefined => certificate,
    tellNoKey(): void {
      if (!toldNoKey) tell('no-key');
      toldNoKey = true;
    },
    end(): void {
      if (certificate === undefined) return tell('no-certificate');
      if (openedUnder !== undefined && !mine.some(({ hash }) => hash === openedUnder))
        tell('opened-under-other-certificate');
    },
  };
}
