import { resolve } from 'node:path';

/** The folder named by `--profile=DIR`, made absolute; undefined where none is named. */
export function profileArgument(args: readonly string[], workingFolder: string): string | undefined {
  const given = args.find((arg) => arg.startsWith('--profile='))?.slice('--profile='.length);
  return given === undefined || given === '' ? undefined : resolve(workingFolder, given);
}
