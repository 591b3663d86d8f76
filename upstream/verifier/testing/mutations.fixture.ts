import type { FindingCode } from '../core/catalogue.ts';
import type { World } from './world.fixture.ts';
import { ACTS } from './mutations/acts.fixture.ts';
import { BYTES } from './mutations/bytes.fixture.ts';
import { BOOKS } from './mutations/books.fixture.ts';
import { PROOFS } from './mutations/proofs.fixture.ts';
import { SERVICES } from './mutations/services.fixture.ts';

/** One way of tampering, as the files an auditor would get, and the finding that names it. */
export type Mutation = Readonly<{
  name: string;
  finds: FindingCode;
  make: (world: World) => Readonly<{ files: Record<string, string>; receipts?: string[]; programme?: string }>;
}>;

export const MUTATIONS: readonly Mutation[] = [...BYTES, ...BOOKS, ...ACTS, ...SERVICES, ...PROOFS];
