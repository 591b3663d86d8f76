import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueCard } from '../../../shared/wire/card.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { StationCertificate } from '../../../shared/wire/documents.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import type { GeneratedHousehold } from '../../issuer/generate/programme.ts';
import { seedOf, streamOf, type Seed } from '../../issuer/generate/random.ts';
import { issuePackage } from '../../issuer/issue/issue-package.ts';
import { deriveOperators } from '../../issuer/issue/operators.ts';
import { enrolStation } from '../../issuer/keys/enrol.ts';
import { createProgramme, openProgramme } from '../../issuer/keys/programme-folder.ts';
import { DAY_MS, drawPeople, type People } from '../people.ts';
import { searchFor, shuffled, writeSamples, type Samples } from '../samples.ts';
import { CLERK, must, openStation, runFiles, SETUP, SUPERVISOR } from '../station.ts';

export type PrepareInput = Readonly<{
  folder: string;
  seed: string;
  households: number;
  /** Midnight of the day of the run, UTC ms. */
  todayMs: number;
  /** How many of each are drawn from the roll. */
  ids: number;
  searches: number;
  cards: number;
}>;

const SITE = { site: 'bench', siteName: 'Benchmark', desk: 'desk-1', deskName: 'Desk 1' } as const;
const PURPOSE_PICK = 910;
const random = (bytes: number): Uint8Array<ArrayBuffer> => new Uint8Array(randomBytes(bytes));

/** Enrols a station, issues the package of the roll to it, and writes down what the run will ask. */
export async function prepare(input: PrepareInput): Promise<void> {
  const { folder, todayMs, households } = input;
  const files = runFiles(folder);
  const keys = await makeProgramme(join(folder, 'programme'), todayMs);
  const certificate = await enrol(files.blank, keys, todayMs);
  const people = drawPeople(input.seed, households, todayMs);
  const drawn = createDraw(input, (one) => cardOf(one, certificate, keys.cardSigner, todayMs));
  const { operators } = await deriveOperators(
    [
      { id: CLERK.operator, name: 'Amina Yusuf', role: 'clerk', secretKind: 'passphrase', secret: CLERK.secret },
      {
        id: SUPERVISOR.operator,
        name: 'Omar Idris',
        role: 'supervisor',
        secretKind: 'passphrase',
        secret: SUPERVISOR.secret,
      },
    ],
    [],
    random,
  );
  await issuePackage({
    path: files.package,
    source: {
      households: () => eachHousehold(people, (one, index) => drawn.look(one, index)),
      entitlements: () => eachEntitlement(people),
      stock: people.stock,
      operators,
      policy: people.policy,
      trust: { asOfMs: todayMs, cardKeys: [keys.programme.cardKey], revokedCards: [...people.revokedCards] },
      photos: () => [],
    },
    programme: keys.programme.programme,
    programmeName: keys.programme.programmeName,
    recoveryRecipients: keys.programme.recoveryRecipients,
    signer: keys.issuingSigner,
    stations: [certificate],
    cycle: 'bench',
    cycleName: 'Benchmark',
    cycleSecret: Buffer.from(random(32)).toString('hex'),
    number: 1,
    previous: null,
    issuedAtMs: todayMs,
    validFromMs: todayMs - 2 * DAY_MS,
    validUntilMs: todayMs + 30 * DAY_MS,
  });
  writeSamples(folder, drawn.samples());
}

type Keys = Awaited<ReturnType<typeof makeProgramme>>;

async function makeProgramme(folder: string, nowMs: number) {
  const passphrase = undefined;
  const options = { folder, programme: 'bench', programmeName: 'Benchmark', passphrase, recoveryKeys: 1, nowMs };
  const programme = await createProgramme(options);
  const keys = openProgramme(folder);
  const ask = (): Promise<string> => Promise.reject(new Error('These keys lie open'));
  return { programme, issuingSigner: await keys.issuingSigner(ask), cardSigner: await keys.cardSigner(ask) };
}

async function enrol(profile: string, keys: Keys, todayMs: number): Promise<StationCertificate> {
  const station = await openStation(profile);
  must(await station.setup.createStation({ passphrase: SETUP.secret }));
  const request = must(await station.setup.enrolmentRequest());
  const enrolled = enrolStation({
    request: utf8Bytes(request.text),
    ...SITE,
    validFromMs: todayMs - DAY_MS,
    validUntilMs: todayMs + 365 * DAY_MS,
    nowMs: Date.now(),
    programme: keys.programme,
    stations: [],
    signer: keys.issuingSigner,
  });
  const path = `${profile}.station`;
  writeFileSync(path, enrolled.file);
  must(await station.host.readCertificate({ path }));
  must(await station.setup.acceptCertificate());
  must(await station.host.shutdown());
  return enrolled.certificate;
}

function* eachHousehold(people: People, look: (one: GeneratedHousehold, index: number) => void) {
  let index = 0;
  for (const one of people.households()) {
    look(one, index);
    index += 1;
    yield one.household;
  }
}

function* eachEntitlement(people: People) {
  for (const { entitlement } of people.households()) if (entitlement !== undefined) yield entitlement;
}

/** Text of a card that can be served today; undefined where the household has none or nothing to collect. */
function cardOf(
  { household, entitlement, cardSerial }: GeneratedHousehold,
  { programme, site }: StationCertificate,
  signer: Signer,
  todayMs: number,
): string | undefined {
  if (entitlement === undefined || cardSerial === undefined || household.status !== 'active') return undefined;
  const { validFromMs = 0, validUntilMs = Number.MAX_SAFE_INTEGER } = entitlement;
  if (validFromMs > todayMs || validUntilMs < todayMs + 2 * DAY_MS) return undefined;
  const window = { validFromMs: todayMs - DAY_MS, validUntilMs: todayMs + 365 * DAY_MS };
  return issueCard({ programme, household: household.id, site, serial: cardSerial, ...window }, signer);
}

/** Picks what the run will ask for, out of households that stream by. */
function createDraw(input: PrepareInput, card: (one: GeneratedHousehold) => string | undefined) {
  const seed: Seed = seedOf(`${input.seed} samples`);
  const { households } = input;
  const picked = new Map<number, number>();
  for (let place = 0; place < input.ids; place += 1) {
    const index = streamOf(seed, PURPOSE_PICK, place).below(households);
    picked.set(index, (picked.get(index) ?? 0) + 1);
  }
  const samples: Samples = { ids: [], searches: [], cards: [] };
  // Some households have no card or nothing to collect, so more are looked at than are needed.
  const every = Math.max(1, Math.floor(households / (input.cards * 2)));
  return {
    look(one: GeneratedHousehold, index: number): void {
      for (let times = picked.get(index) ?? 0; times > 0; times -= 1) samples.ids.push(one.household.id);
      if (picked.has(index)) {
        const search = searchFor(seed, index, one.household);
        if (search !== undefined) samples.searches.push(search);
      }
      if (index % every !== 0) return;
      const text = card(one);
      if (text !== undefined) samples.cards.push(text);
    },
    samples: (): Samples => ({
      ids: shuffled(seed, samples.ids),
      searches: shuffled(seed, samples.searches).slice(0, input.searches),
      cards: shuffled(seed, samples.cards).slice(0, input.cards),
    }),
  };
}
