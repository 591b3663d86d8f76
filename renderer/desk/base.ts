import { EMPTY_DRAFT } from './draft.ts';
import type { Desk, Draft, Source, Step } from './desk.types.ts';

export const NEW_DESK: Desk = {
  place: 'desk',
  serving: null,
  dialog: null,
  act: null,
  reading: null,
  reads: 0,
  sending: null,
  outcome: null,
  outcomes: 0,
  parked: [],
  waiting: null,
  occupied: false,
  lastScan: null,
  camera: null,
  notice: null,
  failure: null,
};

/** Nobody is served and nothing is asked. */
export const CLEAR = {
  serving: null,
  dialog: null,
  act: null,
  sending: null,
  outcome: null,
  waiting: null,
  failure: null,
  notice: null,
} as const;

export const stay = (desk: Desk): Step => ({ desk, effects: [] });

export function read(desk: Desk, source: Source, draft: Draft = EMPTY_DRAFT): Step {
  const number = desk.reads + 1;
  return {
    desk: { ...desk, ...CLEAR, place: 'desk', occupied: false, reads: number, reading: { number, source, draft } },
    effects: [{ kind: 'read', number, source }],
  };
}
