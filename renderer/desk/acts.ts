import { CLEAR, read, stay } from './base.ts';
import { giveInput } from './draft.ts';
import { holderStep } from './holder.ts';
import { captureInput, holdInput } from './services.ts';
import type { Act, Approval, Desk, DeskEvent, Effect, Failure, Serving, Step } from './desk.types.ts';

type Event<K extends DeskEvent['kind']> = Extract<DeskEvent, { kind: K }>;

/** How long "given" stays before the desk asks for the next card by itself. */
export const GIVEN_MS = 8000;
const RECORDED_MS = 3000;

function callFor(act: Act, serving: Serving, approval: Approval | undefined): Effect | undefined {
  switch (act) {
    case 'give': {
      const input = giveInput(serving, approval);
      return input && { kind: 'give', input };
    }
    case 'hold': {
      const input = holdInput(serving, approval);
      return input && { kind: 'hold', input };
    }
    case 'capture': {
      const input = captureInput(serving, approval);
      return input && { kind: 'capture', input };
    }
  }
}

/** Gives, holds or captures, after what has to come before it: the holder's answers, then the approval. */
export function begin(desk: Desk, act: Act, approval: Approval | undefined): Step {
  const { serving } = desk;
  if (serving === null || desk.sending !== null || desk.waiting !== null) return stay(desk);
  const approving = desk.dialog === 'approval' && desk.act === act && approval !== undefined;
  if (desk.dialog !== null && !approving) return stay(desk);
  const call = callFor(act, serving, approval);
  if (call === undefined) return stay(desk);
  const holder = holderStep(serving.verdict.voucher);
  if (holder === 'ask') return stay({ ...desk, dialog: 'holder', act });
  if (approval === undefined && (serving.verdict.approvalNeeded || holder === 'witness'))
    return stay({ ...desk, dialog: 'approval', act });
  return { desk: { ...desk, sending: act, serving: { ...serving, failure: null } }, effects: [call] };
}

/** The services of a capture, once it is sure whose voucher it is. */
export function enterServices(desk: Desk): Step {
  const { serving } = desk;
  if (serving === null || desk.sending !== null || desk.waiting !== null || desk.dialog !== null) return stay(desk);
  const { voucher, canGive } = serving.verdict;
  if (!canGive || voucher?.use !== 'services') return stay(desk);
  if (holderStep(voucher) === 'ask') return stay({ ...desk, dialog: 'holder', act: 'capture' });
  return stay({ ...desk, serving: { ...serving, capturing: true, failure: null } });
}

export function checkHolder(desk: Desk, event: Event<'check-holder'>): Step {
  const { serving } = desk;
  if (serving === null || desk.sending !== null || desk.waiting !== null || desk.dialog !== 'holder') return stay(desk);
  const { token } = serving.verdict;
  return {
    desk: { ...desk, sending: 'check', serving: { ...serving, failure: null, wrongAnswer: false } },
    effects: [{ kind: 'check-holder', token, by: event.by, answer: event.answer }],
  };
}

/** Goes on by itself where no question is left: a press said already what is to be done. */
export function checked(desk: Desk, event: Event<'checked'>): Step {
  const { serving } = desk;
  const voucher = serving?.verdict.voucher;
  if (desk.sending !== 'check' || !serving || !voucher || serving.verdict.token !== event.token) return stay(desk);
  if (!event.answer.ok && event.answer.error.code !== 'no-tries-left')
    return refused(desk, serving, event.answer.error);
  const holder = event.answer.ok ? event.answer.value : { ...voucher.holder, triesLeft: 0, witnessNeeded: true };
  const known = { ...voucher, holder };
  const wrongAnswer = !holder.passed.includes(event.by);
  const next: Desk = {
    ...desk,
    sending: null,
    serving: { ...serving, wrongAnswer, verdict: { ...serving.verdict, voucher: known } },
  };
  const effects: Effect[] = wrongAnswer ? [{ kind: 'sound', sound: 'error' }] : [];
  if (holderStep(known) === 'ask') return { desk: next, effects };
  const free: Desk = { ...next, dialog: null, act: null };
  // Whoever was scanned meanwhile is asked about first.
  if (desk.waiting !== null || desk.act === null) return { desk: free, effects };
  const on = desk.act === 'capture' && !serving.capturing ? enterServices(free) : begin(free, desk.act, undefined);
  return { desk: on.desk, effects: [...effects, ...on.effects] };
}

export function release(desk: Desk, { reason }: Event<'release'>): Step {
  const hold = desk.serving?.verdict.voucher?.hold;
  if (!desk.serving || !hold || desk.sending !== null || desk.waiting !== null || desk.dialog !== 'release')
    return stay(desk);
  const { token } = desk.serving.verdict;
  return {
    desk: { ...desk, sending: 'release', serving: { ...desk.serving, failure: null } },
    effects: [{ kind: 'release', token, of: hold.seq, reason }],
  };
}

function refused(desk: Desk, serving: Serving, failure: Failure): Step {
  const { sending } = desk;
  const act = sending === 'give' || sending === 'hold' || sending === 'capture' ? sending : null;
  const asks = act !== null && failure.code === 'needs-approval';
  const keeps = desk.dialog === 'holder' || (desk.dialog === 'approval' && failure.code.startsWith('appro'));
  return {
    desk: {
      ...desk,
      sending: null,
      dialog: asks ? 'approval' : keeps ? desk.dialog : null,
      act: asks ? act : keeps ? desk.act : null,
      serving: { ...serving, failure },
    },
    effects: [{ kind: 'sound', sound: 'error' }],
  };
}

/** An answer to anything else than what is under way comes too late. */
export function acted(desk: Desk, { sending, token, answer }: Event<'acted'>): Step {
  const { serving, waiting } = desk;
  if (desk.sending !== sending || serving === null || serving.verdict.token !== token) return stay(desk);
  if (!answer.ok) return refused(desk, serving, answer.error);
  const outcomes = desk.outcomes + 1;
  const lastScan = waiting === null ? null : desk.lastScan;
  const done: Desk = { ...desk, ...CLEAR, outcomes, outcome: answer.value, lastScan };
  const handed = sending !== 'not-served' && sending !== 'release';
  const sounds: Effect[] = handed ? [{ kind: 'sound', sound: 'given' }] : [];
  if (waiting === null)
    return { desk: done, effects: [...sounds, { kind: 'time', outcomes, ms: handed ? GIVEN_MS : RECORDED_MS }] };
  const next = read(done, waiting);
  return { desk: next.desk, effects: [...sounds, ...next.effects] };
}
