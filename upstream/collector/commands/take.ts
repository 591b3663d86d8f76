import { Command } from 'commander';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { bundleOfFrames } from '../bundles/frames.ts';
import { takeBundle } from '../bundles/take-bundle.ts';
import { CollectorError } from '../collector-error.ts';
import { Refusal } from '../http/refusal.ts';
import { say, withCollector, withData, type DataOptions } from './shared.ts';

const FRAMES_START = Buffer.from('TB1');
const ACKNOWLEDGEMENT_SUFFIX = '.ack';

export function takeCommand(): Command {
  return withData(new Command('take'))
    .description('Takes in bundles that were carried here, and writes the acknowledgement to carry back beside each.')
    .argument('<files...>', 'sealed bundles, or text files with the codes of one')
    .action(take);
}

async function take(paths: readonly string[], options: DataOptions): Promise<void> {
  await withCollector(options, async ({ ports }, programme) => {
    let refused = 0;
    for (const path of paths) {
      const taken = await takeBundle({ ...ports, programme }, readBundleFile(path));
      if (!taken.ok) {
        refused += 1;
        const { title } = new Refusal(taken.error.code).problem();
        say(`${path}: ${title}${'seq' in taken.error ? ` (entry ${taken.error.seq})` : ''}`);
        continue;
      }
      const { acknowledgement, origin, size } = taken.value;
      writeFileSync(path + ACKNOWLEDGEMENT_SUFFIX, JSON.stringify(acknowledgement));
      say(`${path}: ${origin} has ${size} entries here; carry ${path}${ACKNOWLEDGEMENT_SUFFIX} back.`);
    }
    await ports.verifier.settled();
    if (refused > 0) throw new CollectorError(`${refused} of ${paths.length} bundles were refused`);
  });
}

function readBundleFile(path: string): Uint8Array {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new CollectorError(`${path} is missing`);
  if (size > UPLOAD_LIMITS.bundleBytes) throw new CollectorError(`${path} is larger than a bundle can be`);
  const bytes = readFileSync(path);
  if (!bytes.subarray(0, FRAMES_START.length).equals(FRAMES_START)) return bytes;
  const joined = bundleOfFrames(bytes.toString('latin1'));
  if (!joined.ok) throw new CollectorError(`${path}: ${joined.error}`);
  return joined.value;
}
