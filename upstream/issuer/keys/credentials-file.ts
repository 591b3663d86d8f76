import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { StationTrustList, type TrustList } from '../../../shared/domain/trust-list.ts';
import { readTrustFile, TRUST_FILE_MAXIMUM_BYTES } from '../../verdict/trust-file.ts';
import { IssuerError } from '../issuer-error.ts';
import { reasonOf } from '../source/problems.ts';
import { writeJson } from './key-files.ts';

const FILE = 'credentials.json';

/** The trust list of vouchers and credentials that the programme drew up last; undefined where it has none. */
export function ownCredentials(folder: string, nowMs: number): TrustList | undefined {
  const path = join(folder, FILE);
  return existsSync(path) ? readCredentials(path, nowMs) : undefined;
}

/** Keeps it as the programme's newest, under the next number. Answers it with that. */
export function saveOwnCredentials(folder: string, list: TrustList): TrustList {
  const path = join(folder, FILE);
  const former = existsSync(path) ? (readCredentials(path, list.asOfMs).number ?? 0) : 0;
  const numbered = { ...list, number: former + 1 };
  writeJson(folder, FILE, numbered);
  return numbered;
}

/** A trust list as `upstream/verdict/README.md` describes it, good for stations. Throws an IssuerError that says what is wrong. */
export function readCredentials(path: string, nowMs: number): TrustList {
  const read = readTrustFile(readText(path), nowMs);
  if (!read.ok) throw new IssuerError(`${path}: ${read.error}`);
  return forStations(path, read.value);
}

/** Throws an IssuerError for a list that a station would not take, or in which two issuers go by one name. */
export function forStations(path: string, list: TrustList): TrustList {
  const parsed = StationTrustList.safeParse(list);
  if (!parsed.success) throw new IssuerError(`${path}: ${reasonOf(parsed.error.issues)}`);
  const names = parsed.data.issuers.flatMap(({ id, aliases = [] }) => [id, ...aliases]);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new IssuerError(`${path}: two issuers go by the name ${twice}`);
  return parsed.data;
}

/** A file's text, at most as long as a trust file may be. */
export function readText(path: string): string {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new IssuerError(`${path} is missing`);
  if (size > TRUST_FILE_MAXIMUM_BYTES) throw new IssuerError(`${path} is too large`);
  return readFileSync(path, 'utf8');
}
