import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statfsSync } from 'node:fs';
import { uptime } from 'node:os';
import type { Clock } from '../ledger/clock.ts';
import { nodeDisk } from '../store/disk.ts';
import { openDatabase } from '../store/open-database.ts';
import type { VaultPorts } from './ports.ts';

/** Checking this much takes a third of a second. */
const CHECK_AT_ONCE_BYTES = 32 * 1024 * 1024;

/** The real machine. `changed` and `report` are the caller's. */
export function nodePorts(told: Pick<VaultPorts, 'changed' | 'report'>): VaultPorts {
  return {
    disk: nodeDisk,
    openDatabase,
    freeBytes(folder) {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
    makeFolder: (folder) => mkdirSync(folder, { recursive: true, mode: 0o700 }),
    clock: nodeClock(),
    checkAtOnceBytes: CHECK_AT_ONCE_BYTES,
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    ...told,
  };
}

function nodeClock(): Clock {
  return {
    nowMs: Date.now,
    monotonicMs: () => Math.floor(uptime() * 1000),
    boot: bootName(),
    // Nobody has vouched for this machine's clock: a station is offline by design.
    quality: () => 'n',
  };
}

/** Linux names each boot; elsewhere the minute the machine started does. */
function bootName(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  } catch {
    return Math.round((Date.now() - uptime() * 1000) / 60_000).toString(36);
  }
}
