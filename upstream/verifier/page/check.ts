import { err, type Result } from '../../../shared/result.ts';
import { verify } from '../../../shared/wire/ed25519.ts';
import type { Report } from '../core/report.ts';
import { kindOf, runAudit, type RunFailure } from '../core/run-audit.ts';
import { readCollector, readProgramme } from '../core/trust.ts';
import { identitiesIn } from '../core/sealed.ts';
import { auditFile, gunzip } from './browser-files.ts';
import { unbrotli } from './unbrotli.ts';

export type Choice = Readonly<{ files: readonly File[]; collector: string; receipts: string; identity: string }>;
export type CheckFailure =
  | RunFailure
  | Readonly<{ code: 'no-programme' | 'bad-programme' | 'bad-collector' | 'bad-identity'; file?: string }>;

const SLICE_MS = 50;
const HEAD_BYTES = 4096;
const MAXIMUM_PROGRAMME_BYTES = 1024 * 1024;

/** Checks what was chosen in slices, so that the page stays alive; `signal` stops it between two of them. */
export async function check(
  { files, collector, receipts, identity }: Choice,
  tell: (file: string, percent: number) => void,
  signal: AbortSignal,
): Promise<Result<Report, CheckFailure>> {
  const programme = await programmeIn(files);
  if (programme === undefined) return err({ code: 'no-programme' });
  if (!programme.ok) return err({ code: 'bad-programme' });
  const typed = collector.trim() === '' ? undefined : readCollector(collector);
  if (typed?.ok === false) return err({ code: 'bad-collector' });
  const identities = identitiesIn(identity);
  if (identity.trim() !== '' && identities.length === 0) return err({ code: 'bad-identity' });
  const codes = receipts.split(/\s+/).filter((code) => code !== '');
  let lastMs = performance.now();
  return await runAudit(
    {
      programme: programme.value,
      collector: typed?.ok === true ? typed.value : programme.value.collector,
      verify,
      nowMs: Date.now(),
      files: files.map(auditFile),
      receipts: codes,
      identities,
    },
    {
      gunzip,
      unbrotli,
      async progress(doneBytes, totalBytes, file) {
        if (performance.now() - lastMs >= SLICE_MS) {
          tell(file, totalBytes === 0 ? 100 : Math.floor((doneBytes * 100) / totalBytes));
          await new Promise((resolve) => setTimeout(resolve));
          lastMs = performance.now();
        }
        return !signal.aborted;
      },
    },
  );
}

async function programmeIn(files: readonly File[]): Promise<ReturnType<typeof readProgramme> | undefined> {
  for (const file of files) {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer());
    if (kindOf(head) !== 'programme' || file.size > MAXIMUM_PROGRAMME_BYTES) continue;
    return readProgramme(new Uint8Array(await file.arrayBuffer()));
  }
  return undefined;
}
