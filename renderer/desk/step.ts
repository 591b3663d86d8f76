import { verdictTone } from '../words/verdicts.ts';
import { acted, begin, checked, checkHolder, enterServices, release } from './acts.ts';
import { CLEAR, read, stay } from './base.ts';
import { heardBy, isScanScreen, restCamera, switchCamera } from './camera.ts';
import type { Desk, DeskEvent, Parked, Serving, Source, Step } from './desk.types.ts';

/** The same code again within this time is the same scan. */
export const SAME_SCAN_MS = 2000;
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
  const serving: Serving = {
    source,
    verdict: event.answer.value,
    draft,
    failure: null,
    capturing: false,
    wrongAnswer: false,
  };
  return {
    desk: { ...desk, reading: null, serving },
    effects: [{ kind: 'sound', sound: verdictTone(event.answer.value.code).sound }],
  };
}

function parkedOf(serving: Serving): Parked {
  const { household, voucher } = serving.verdict;
  return {
    source: serving.source,
    draft: serving.draft,
    name: household?.members[0]?.nameLatin ?? voucher?.name ?? '',
    household: household?.id ?? voucher?.code ?? '',
  };
}

function park(desk: Desk): Step {
  if (desk.sending !== null) return stay(desk);
  if (desk.serving === null)
    return stay({ ...desk, dialog: desk.dialog === null && desk.place === 'desk' ? 'parked' : desk.dialog });
  if (!desk.serving.verdict.canGive || desk.dialog !== null) return stay(desk);
  return stay({ ...desk, ...CLEAR, lastScan: null, parked: [...desk.parked, parkedOf(desk.serving)] });
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
  return stay({ ...desk, ...CLEAR, place: event.place, camera, reading: null, occupied: false, lastScan: null });
}

/** Esc and "next": leaves the innermost thing. Never while a call is under way. */
function leave(desk: Desk): Step {
  if (desk.sending !== null) return stay(desk);
  if (desk.waiting !== null) return answerWaiting(desk, false);
  if (desk.dialog !== null) return stay({ ...desk, dialog: null, act: null });
  if (desk.serving?.capturing) return stay({ ...desk, serving: { ...desk.serving, capturing: false } });
  const camera = isScanScreen(desk) ? null : desk.camera;
  return stay({ ...desk, ...CLEAR, place: 'desk', camera, reading: null, occupied: false, lastScan: null });
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
    case 'hold':
    case 'capture':
      return begin(desk, event.kind, event.approval);
    case 'enter-services':
      return enterServices(desk);
    case 'check-holder':
      return checkHolder(desk, event);
    case 'checked':
      return checked(desk, event);
    case 'release':
      return release(desk, event);
    case 'acted':
      return acted(desk, event);
    case 'not-served':
      if (desk.serving === null || desk.sending !== null || desk.dialog !== 'not-served' || desk.waiting !== null)
        return stay(desk);
      return {
        desk: { ...desk, sending: 'not-served' },
        effects: [
          { kind: 'not-served', token: desk.serving.verdict.token, reason: event.reason, note: event.note.trim() },
        ],
      };
    case 'draft':
      if (desk.serving === null || desk.sending !== null) return stay(desk);
      return stay({
        ...desk,
        dialog: null,
        serving: { ...desk.serving, failure: null, draft: { ...desk.serving.draft, ...event.draft } },
      });
    case 'dialog':
      return desk.sending === null && desk.waiting === null
        ? stay({ ...desk, dialog: event.dialog, act: null })
        : stay(desk);
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
