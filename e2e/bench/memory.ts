import { readFileSync } from 'node:fs';
import { processesOf } from '../fixtures/kill.ts';
import type { Station } from '../fixtures/station.ts';

/**
 * Memory of a program, all its processes together, in MB (10^6 bytes): each page counted once however many share it, or, of a
 * process that does not let us look, all that it has in RAM. Linux only.
 */
export function memoryMb(program: Pick<Station, 'pid'>): number {
  return processesOf(program).reduce((sum, pid) => sum + kibibytesOf(pid), 0) * (1024 / 1e6);
}

function kibibytesOf(pid: number): number {
  try {
    return field(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss');
  } catch {
    return field(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
  }
}

function field(text: string, name: string): number {
  return Number(new RegExp(String.raw`^${name}:\s+(\d+) kB$`, 'm').exec(text)?.[1] ?? 0);
}
