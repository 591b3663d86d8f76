import type { Entry } from '../../../../shared/wire/entry-types.ts';
import type { FindingCode } from '../../core/catalogue.ts';
import type { Mutation } from '../mutations.fixture.ts';
import type { World } from '../world.fixture.ts';

export type Change = (entry: never, world: World) => object;

/** One entry changed by somebody who holds the station's key, so that bytes, chain and signatures are in order. */
export function changed(name: string, finds: FindingCode, where: (world: World) => number, change: Change): Mutation {
  return {
    name,
    finds,
    make: (world) => ({ files: world.files(world.rewritten(where(world), (entry) => change(entry as never, world))) }),
  };
}

export function entryAt(world: World, index: number): Entry {
  const entry = world.entries[index];
  if (entry === undefined) throw new Error(`There is no entry ${index}`);
  return entry;
}
