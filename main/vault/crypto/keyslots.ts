import { err, ok, type Result } from '../../../shared/result.ts';
import type { KdfParameters } from '../../../shared/domain/policy.ts';
import type { Disk } from '../store/disk.ts';
import type { Random } from './aead.ts';
import { deriveSecret } from './argon2.ts';
import { readSlots, writeSlots, type KeyslotsFailure } from './keyslot-file.ts';
import { afterFailure, afterLockedAttempt, afterSuccess, lockedForMs } from './lock-out.ts';
import { makeSlot, openSlot, type Slot, type SlotContent, type SlotDraft } from './slot.ts';

export type WriteFailure = 'disk-full' | 'storage-fault';
export type SlotView = Pick<Slot, 'id' | 'role' | 'secretKind' | 'signKey' | 'bound' | 'failures' | 'lockedUntilMs'>;
export type UnlockFailure =
  | Readonly<{ code: 'unknown-operator' | 'wrong-secret' | 'pin-needs-device-secret' | WriteFailure }>
  | Readonly<{ code: 'locked-out'; remainingMs: number }>;

export type Keyslots = Readonly<{
  list: () => readonly SlotView[];
  /**
   * Opens the operator's slot with the typed secret. Wrong secrets are counted on the disk before the answer, so that pulling
   * the plug wins no further try.
   */
  unlock: (id: string, secret: string) => Promise<Result<SlotContent, UnlockFailure>>;
  /** Adds slots, or replaces those of the same id, all at once. Each gets a new signing seed unless it brings one. */
  add: (
    drafts: readonly (SlotDraft & Readonly<{ operatorSeed?: Uint8Array }>)[],
    stationKey: Uint8Array,
  ) => Result<readonly SlotView[], 'pin-needs-device-secret' | WriteFailure>;
  /** Removes slots, but never the last. */
  remove: (ids: readonly string[]) => Result<void, 'last-slot' | WriteFailure>;
  /** Answers how to bring the slots back to what they are now, where a change that goes with others cannot be finished. */
  snapshot: () => () => Result<void, WriteFailure>;
  /** Seals an operator's slot anew for another secret of the same kind; the signing seed stays. */
  changeSecret: (id: string, current: string, next: string, kdf: KdfParameters) => Promise<Result<void, UnlockFailure>>;
  /** Refusals since the last call, to be written as `unlock` entries; they are forgotten with `reported`. */
  unreported: () => readonly Readonly<{ who: string; refused: number; lockedOut: number }>[];
  reported: () => Result<void, WriteFailure>;
}>;

export type KeyslotsOptions = Readonly<{
  path: string;
  disk: Disk;
  random: Random;
  /** UTC ms. */
  now: () => number;
  /** Kept by the operating system or a chip outside the profile; undefined where the machine has no such place. */
  deviceSecret: Uint8Array | undefined;
}>;

/** Writes a new file with its first slot. The caller has made sure that none is there yet. */
export function createKeyslots(
  options: KeyslotsOptions,
  first: SlotDraft,
  stationKey: Uint8Array,
): Result<Keyslots, 'pin-needs-device-secret' | WriteFailure> {
  const keyslots = keep(options, []);
  const added = keyslots.add([first], stationKey);
  return added.ok ? ok(keyslots) : added;
}

export function openKeyslots(options: KeyslotsOptions): Result<Keyslots, KeyslotsFailure> {
  const slots = readSlots(options.disk, options.path);
  return slots.ok ? ok(keep(options, slots.value)) : slots;
}

function keep(options: KeyslotsOptions, initial: readonly Slot[]): Keyslots {
  const { random, now, deviceSecret } = options;
  let slots = initial;

  function save(next: readonly Slot[]): Result<void, WriteFailure> {
    const written = writeSlots(options.disk, options.path, next);
    if (written.ok) slots = next;
    return written;
  }
  const replace = (changed: Slot): Result<void, WriteFailure> =>
    save(slots.map((slot) => (slot.id === changed.id ? changed : slot)));
  const find = (id: string): Slot | undefined => slots.find((slot) => slot.id === id);

  async function unlock(id: string, secret: string): Promise<Result<SlotContent, UnlockFailure>> {
    const before = find(id);
    if (before === undefined) return err({ code: 'unknown-operator' });
    const remainingMs = lockedForMs(before, now());
    if (remainingMs > 0) {
      replace(afterLockedAttempt(before));
      return err({ code: 'locked-out', remainingMs });
    }
    if (before.bound && deviceSecret === undefined) return err({ code: 'pin-needs-device-secret' });
    const content = openSlot(before, await deriveSecret(secret, before.kdf), deviceSecret);
    // Another attempt may have been counted while this one was being derived.
    const slot = find(id) ?? before;
    if (content !== undefined) {
      // A full disk must not keep the right person out; the count is then cleared another time.
      if (slot.failures > 0) replace(afterSuccess(slot));
      return ok(content);
    }
    const failed = afterFailure(slot, now());
    const counted = replace(failed);
    if (!counted.ok) return err({ code: counted.error });
    const lockMs = lockedForMs(failed, now());
    return lockMs > 0 ? err({ code: 'locked-out', remainingMs: lockMs }) : err({ code: 'wrong-secret' });
  }

  const add: Keyslots['add'] = (drafts, stationKey) => {
    const made: Slot[] = [];
    for (const draft of drafts) {
      const slot = makeSlot(draft, { stationKey, operatorSeed: draft.operatorSeed ?? random(32) }, random);
      if (!slot.ok) return slot;
      made.push(slot.value);
    }
    const saved = save([...slots.filter(({ id }) => !made.some((slot) => slot.id === id)), ...made]);
    return saved.ok ? ok(made.map(viewOf)) : saved;
  };

  return {
    list: () => slots.map(viewOf),
    unlock,
    add,
    remove(ids) {
      const left = slots.filter(({ id }) => !ids.includes(id));
      return left.length === 0 ? err('last-slot') : save(left);
    },
    snapshot() {
      const former = slots;
      return () => (slots === former ? ok(undefined) : save(former));
    },
    async changeSecret(id, current, next, kdf) {
      const content = await unlock(id, current);
      if (!content.ok) return content;
      const slot = find(id);
      if (slot === undefined) return err({ code: 'unknown-operator' });
      const derivedKey = await deriveSecret(next, kdf);
      const bound = slot.bound && deviceSecret !== undefined ? { deviceSecret } : {};
      const added = add(
        [{ ...slot, kdf, derivedKey, ...bound, operatorSeed: content.value.operatorSeed }],
        content.value.stationKey,
      );
      return added.ok ? ok(undefined) : err({ code: added.error });
    },
    unreported: () =>
      slots
        .map(({ id, unreported }) => ({ who: id, ...unreported }))
        .filter(({ refused, lockedOut }) => refused + lockedOut > 0),
    reported: () => save(slots.map((slot) => ({ ...slot, unreported: { refused: 0, lockedOut: 0 } }))),
  };
}

function viewOf({ id, role, secretKind, signKey, bound, failures, lockedUntilMs }: Slot): SlotView {
  return { id, role, secretKind, signKey, bound, failures, lockedUntilMs };
}
