import { verdictTone } from '../words/verdicts.ts';
import { heardBy, isScanScreen, restCamera, switchCamera } from './camera.ts';
import { EMPTY_DRAFT, giveInput } from './draft.ts';
import type { Desk, DeskEvent, Draft, Effect, Parked, Serving, Source, Step } from './desk.types.ts';

export const NEW_DESK: Desk = {
  place: 'desk',
  serving: null,
  dialog: null,
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
/** The same code again within this time is the same scan. */
export const SAME_SCAN_MS = 2000;
/** How long "given" stays before the desk asks for the next card by itself. */
export const GIVEN_MS = 8000;
const RECORDED_MS = 3000;

const stay = (desk: Desk): Step => ({ desk, effects: [] });
const clear = {
  serving: null,
  dialog: null,
  sending: null,
  outcome: null,
  waiting: null,
  failure: null,
  notice: null,
} as const;

function read(desk: Desk, source: Source, draft: Draft = EMPTY_DRAFT): Step {
  const number = desk.reads + 1;
  return {
    desk: { ...desk, ...clear, place: 'desk', occupied: false, reads: number, reading: { number, source, draft } },
    effects: [{ kind: 'read', number, source }],
  };
}

/** True where leaving now would lose a decision: somebody may still be served, or something typed is not saved. */
const isUnfinished = (desk: Desk): boolean =>
  desk.occupied || desk.sending !== null || (desk.serving?.verdict.canGive ?? false);

function scanned(desk: Desk, event: Extract<DeskEvent, { kind: 'scanned' }>): Step {
  const last = desk.lastScan;
  const again = last?.text === event.text && event.atMs - last.atMs < SAME_SCAN_MS;
  const next = { ...desk, camera: heardBy(desk, event), lastScan: { text: event.text, atMs: event.atMs } };
  if (again) return stay(next);
  if (desk.reading?.source.kind === 'card' && desk.reading.source.text === event.text) return stay(next);
  const open = desk.serving?.source;
  if (open?.kind === 'card' && open.text === event.text) return stay({ ...next, notice: 'same' });
  const source: Source = { kind: 'card', text: event.text, via: event.via };
  if (isUnfinished(desk))
    return { desk: { ...next, waiting: source, notice: null }, effects: [{ kind: 'sound', sound: 'attention' }] };
  return read(next, source);
}

function verdict(desk: Desk, event: Extract<DeskEvent, { kind: 'verdict' }>): Step {
  if (desk.reading?.number !== event.number) return stay(desk);
  const { source, draft } = desk.reading;
  if (!event.answer.ok) {
    return {
      desk: { ...desk, reading: null, lastScan: null, failure: event.answer.error },
      effects: [{ kind: 'sound', sound: 'error' }],
    };
  }
  const serving: Serving = { source, verdict: event.answer.value, draft, failure: null };
  return {
    desk: { ...desk, reading: null, serving },
    effects: [{ kind: 'sound', sound: verdictTone(event.answer.value.code).sound }],
  };
}

function give(desk: Desk, event: Extract<DeskEvent, { kind: 'give' }>): Step {
  const { serving } = desk;
  if (serving === null || desk.sending !== null || desk.waiting !== null) return stay(desk);
  if (desk.dialog !== null && (desk.dialog !== 'approval' || event.approval === undefined)) return stay(desk);
  if (serving.verdict.approvalNeeded && event.approval === undefined && giveInput(serving, undefined)) {
    return stay({ ...desk, dialog: 'approval' });
  }
  const input = giveInput(serving, event.approval);
  if (input === undefined) return stay(desk);
  return {
    desk: { ...desk, sending: 'give', serving: { ...serving, failure: null } },
    effects: [{ kind: 'give', input }],
  };
}

function gave(desk: Desk, event: Extract<DeskEvent, { kind: 'gave' }>): Step {
  const { serving } = desk;
  if (desk.sending !== 'give' || serving === null || serving.verdict.token !== event.token) return stay(desk);
  if (!event.answer.ok) {
    const failure = event.answer.error;
    const dialog = failure.code === 'needs-approval' ? 'approval' : desk.dialog;
    const keep = dialog === 'approval' && failure.code.startsWith('appro');
    return {
      desk: {
        ...desk,
        sending: null,
        dialog: keep || failure.code === 'needs-approval' ? dialog : null,
        serving: { ...serving, failure },
      },
      effects: [{ kind: 'sound', sound: 'error' }],
    };
  }
  const outcomes = desk.outcomes + 1;
  const { waiting } = desk;
  const outcome = { kind: 'given', handover: event.answer.value, words: serving } as const;
  const done: Desk = { ...desk, ...clear, outcomes, outcome, lastScan: waiting === null ? null : desk.lastScan };
  const sound: Effect = { kind: 'sound', sound: 'given' };
  if (waiting === null) return { desk: done, effects: [sound, { kind: 'time', outcomes, ms: GIVEN_MS }] };
  const next = read(done, waiting);
  return { desk: next.desk, effects: [sound, ...next.effects] };
}

function recorded(desk: Desk, event: Extract<DeskEvent, { kind: 'recorded' }>): Step {
  const { serving } = desk;
  if (desk.sending !== 'not-served' || serving === null || serving.verdict.token !== event.token) return stay(desk);
  if (!event.answer.ok)
    return stay({ ...desk, sending: null, dialog: null, serving: { ...serving, failure: event.answer.error } });
  const outcomes = desk.outcomes + 1;
  const outcome = { kind: 'recorded', seq: event.answer.value.seq, reason: event.reason } as const;
  const done: Desk = { ...desk, ...clear, outcomes, outcome, lastScan: desk.waiting === null ? null : desk.lastScan };
  if (desk.waiting !== null) return read(done, desk.waiting);
  return { desk: done, effects: [{ kind: 'time', outcomes, ms: RECORDED_MS }] };
}

function parkedOf(serving: Serving): Parked {
  const household = serving.verdict.household;
  const person = household?.members[0];
  return {
    source: serving.source,
    draft: serving.draft,
    name: person?.nameLatin ?? '',
    household: household?.id ?? '',
  };
}

function park(desk: Desk): Step {
  if (desk.sending !== null) return stay(desk);
  if (desk.serving === null)
    return stay({ ...desk, dialog: desk.dialog === null && desk.place === 'desk' ? 'parked' : desk.dialog });
  if (!desk.serving.verdict.canGive || desk.dialog !== null) return stay(desk);
  return stay({ ...desk, ...clear, lastScan: null, parked: [...desk.parked, parkedOf(desk.serving)] });
}

function answerWaiting(desk: Desk, open: boolean): Step {
  const { waiting } = desk;
  if (waiting === null || desk.sending !== null) return stay(desk);
  if (!open) return stay({ ...desk, waiting: null, lastScan: null });
  const parked = desk.serving?.verdict.canGive ? [...desk.parked, parkedOf(desk.serving)] : desk.parked;
  return read({ ...desk, parked }, waiting);
}

function go(desk: Desk, event: Extract<DeskEvent, { kind: 'go' }>): Step {
  if (desk.sending !== null || desk.waiting !== null) return stay(desk);
  if (desk.serving?.verdict.canGive) return stay({ ...desk, notice: 'finishFirst' });
  const camera = event.place === 'desk' ? desk.camera : null;
  return stay({ ...desk, ...clear, place: event.place, camera, reading: null, occupied: false, lastScan: null });
}

/** Esc and "next": leaves the innermost thing. Never while a call is under way. */
function leave(desk: Desk): Step {
  if (desk.sending !== null) return stay(desk);
  if (desk.waiting !== null) return answerWaiting(desk, false);
  if (desk.dialog !== null) return stay({ ...desk, dialog: null });
  const camera = isScanScreen(desk) ? null : desk.camera;
  return stay({ ...desk, ...clear, place: 'desk', camera, reading: null, occupied: false, lastScan: null });
}

/** The desk's whole logic: what happens next, and what is to be done about it. Pure. */
export function step(desk: Desk, event: DeskEvent): Step {
  switch (event.kind) {
    case 'scanned':
      return scanned(desk, event);
    case 'camera':
      return stay(switchCamera(desk, go(desk, { kind: 'go', place: 'desk' }).desk));
    case 'camera-rest':
      return stay(restCamera(desk));
    case 'scan-cut':
      return { desk: { ...desk, notice: 'cut' }, effects: [{ kind: 'sound', sound: 'error' }] };
    case 'scan-short':
      return { desk: { ...desk, notice: 'short' }, effects: [{ kind: 'sound', sound: 'error' }] };
    case 'open-found':
      return read(desk, { kind: 'found', household: event.household });
    case 'verdict':
      return verdict(desk, event);
    case 'give':
      return give(desk, event);
    case 'gave':
      return gave(desk, event);
    case 'not-served':
      if (desk.serving === null || desk.sending !== null || desk.dialog !== 'not-served' || desk.waiting !== null)
        return stay(desk);
      return {
        desk: { ...desk, sending: 'not-served' },
        effects: [
          { kind: 'not-served', token: desk.serving.verdict.token, reason: event.reason, note: event.note.trim() },
        ],
      };
    case 'recorded':
      return recorded(desk, event);
    case 'draft':
      if (desk.serving === null || desk.sending !== null) return stay(desk);
      return stay({
        ...desk,
        dialog: null,
        serving: { ...desk.serving, failure: null, draft: { ...desk.serving.draft, ...event.draft } },
      });
    case 'dialog':
      return desk.sending === null && desk.waiting === null ? stay({ ...desk, dialog: event.dialog }) : stay(desk);
    case 'go':
      return go(desk, event);
    case 'park':
      return park(desk);
    case 'resume': {
      const parked = desk.parked[event.index];
      if (parked === undefined || desk.sending !== null) return stay(desk);
      return read(
        { ...desk, parked: desk.parked.filter((_, index) => index !== event.index) },
        parked.source,
        parked.draft,
      );
    }
    case 'answer-waiting':
      return answerWaiting(desk, event.open);
    case 'occupied':
      return stay({ ...desk, occupied: event.occupied });
    case 'time-up':
      return stay(desk.outcomes === event.outcomes && desk.outcome !== null ? { ...desk, outcome: null } : desk);
    case 'dismiss-notice':
      return stay({ ...desk, notice: null, failure: null });
    case 'done':
      return leave(desk);
  }
}
