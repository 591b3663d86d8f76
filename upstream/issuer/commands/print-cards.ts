import { randomBytes } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import type { Household } from '../../../shared/domain/roll.ts';
import { issueCard } from '../../../shared/wire/card.ts';
import type { CardLanguage } from '../cards/card-words.ts';
import { writeCardSheet } from '../cards/card-sheet.ts';
import { IssuerError } from '../issuer-error.ts';
import type { ProgrammeFolder } from '../keys/programme-folder.ts';
import { readHouseholds } from '../source/households.ts';
import { createProblems } from '../source/problems.ts';
import { revokeCards } from './revoke.ts';

const Held = z.object({ household: z.string().max(64), serial: z.string().regex(/^[0-9a-f]{16}$/) });
const CARDS_FILE = 'cards.ndjson';

export type PrintCardsOptions = Readonly<{
  programme: ProgrammeFolder;
  /** The folder that `build` reads; a `cards.ndjson` in it says who holds which card. */
  input: string;
  /** PDF file to write. */
  output: string;
  site: string;
  language: CardLanguage;
  cycleName?: string;
  validUntilMs: number;
  nowMs: number;
  /** Only these households; all of them where empty. */
  only: ReadonlySet<string>;
  /** Households that lost their card: the old serial is cancelled, a new one made. */
  renew: ReadonlySet<string>;
  fonts: PaperFonts;
  askPassphrase: () => Promise<string>;
  progress?: (cards: number) => void;
}>;

/**
 * Prints signed cards and remembers in the programme's folder who holds which serial, so that a card printed again is the
 * same card. Where the folder brings a `cards.ndjson`, only the households in it (or renewed) get one. Answers the number.
 */
export async function printCards(options: PrintCardsOptions): Promise<number> {
  const { programme, input, site, nowMs } = options;
  const station = programme.stations().find(({ certificate }) => certificate.site === site);
  if (station === undefined) throw new IssuerError(`No station of site ${site} is enrolled`);
  const signer = await programme.cardSigner(options.askPassphrase);
  const cards = await openCards(options);
  const problems = createProblems();
  async function* wanted(): AsyncGenerator<Household> {
    for await (const { value } of readHouseholds(input, problems)) {
      const isAsked = options.only.size === 0 || options.only.has(value.id);
      if (isAsked && cards.serialOf(value.id) !== undefined) yield value;
    }
    problems.assertNone();
  }
  const unfinished = `${options.output}.part`;
  try {
    const count = await writeCardSheet({
      households: wanted(),
      signCard: ({ id }) =>
        issueCard(
          {
            programme: programme.programme.programme,
            household: id,
            site,
            serial: cards.serialOf(id) ?? '',
            validFromMs: wholeSecond(nowMs),
            validUntilMs: wholeSecond(options.validUntilMs),
          },
          signer,
        ),
      photoOf: ({ members: [head] }) => {
        const path = head?.photo === undefined ? undefined : join(input, 'photos', head.photo);
        return path !== undefined && existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
      },
      programmeName: programme.programme.programmeName,
      siteName: station.certificate.siteName,
      ...(options.cycleName === undefined ? {} : { cycleName: options.cycleName }),
      language: options.language,
      fonts: options.fonts,
      nowMs,
      out: createWriteStream(unfinished, { mode: 0o600 }),
      ...(options.progress === undefined ? {} : { progress: options.progress }),
    });
    // Serials are kept before the paper exists under its name: a printed card is always one we know.
    cards.save();
    renameSync(unfinished, options.output);
    return count;
  } finally {
    rmSync(unfinished, { force: true });
  }
}

async function openCards({ programme, input, renew, nowMs }: PrintCardsOptions) {
  const path = join(programme.folder, CARDS_FILE);
  const brought = await readHeld(join(input, CARDS_FILE));
  const held = new Map([...(brought ?? []), ...((await readHeld(path)) ?? [])]);
  const cancelled: string[] = [];
  for (const household of renew) {
    const former = held.get(household);
    if (former !== undefined) cancelled.push(former);
    held.set(household, makeSerial());
  }
  return {
    serialOf(household: string): string | undefined {
      if (!held.has(household) && brought === undefined) held.set(household, makeSerial());
      return held.get(household);
    },
    save(): void {
      const lines = [...held].map(([household, serial]) => `${JSON.stringify({ household, serial })}\n`);
      writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600, flush: true });
      renameSync(`${path}.new`, path);
      if (cancelled.length > 0) revokeCards(programme, cancelled, nowMs);
    },
  };
}

async function readHeld(path: string): Promise<Map<string, string> | undefined> {
  if (!existsSync(path)) return undefined;
  const held = new Map<string, string>();
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    number += 1;
    const parsed = Held.safeParse(parseOrNothing(line));
    if (!parsed.success) throw new IssuerError(`${path}:${number}: no household with a card serial`);
    held.set(parsed.data.household, parsed.data.serial);
  }
  return held;
}

function parseOrNothing(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function makeSerial(): string {
  return randomBytes(8).toString('hex');
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
