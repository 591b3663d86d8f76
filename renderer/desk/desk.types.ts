import type { NotServedReason } from '../../shared/domain/verdict.ts';
import type { HolderCheck, ReleaseReason } from '../../shared/domain/voucher.ts';
import type { ApprovalInput, HandoverView, Verdict } from '../../shared/ipc/views.ts';
import type { CaptureView, HolderView, HoldView } from '../../shared/ipc/voucher-views.ts';
import type { z } from 'zod';
import type { SoundName } from '../sounds/patterns.ts';

export type VerdictView = z.infer<typeof Verdict>;
export type Handover = z.infer<typeof HandoverView>;
export type Approval = z.infer<typeof ApprovalInput>;
export type Voucher = NonNullable<VerdictView['voucher']>;
/** A refused call; `scope` chooses the sentences, see words/failures.ts. */
export type Failure = Readonly<{ code: string; incident?: string }>;

export type Source = Readonly<
  { kind: 'card'; text: string; via: 'wedge' | 'camera' | 'typed' } | { kind: 'found'; household: string }
>;
export type Collector = Readonly<{ kind: 'member' | 'proxy' | 'holder'; id: string }>;
/** One service of a capture as typed: quantity and amount are texts until they are read. */
export type TypedService = Readonly<{ code: string; quantity: string; amount: string }>;
/** What the clerk has entered so far. `quantities` by `entitlement/line`; null means all that is due. */
export type Draft = Readonly<{
  collector: Collector | null;
  quantities: Readonly<Record<string, number>> | null;
  note: string;
  services: readonly TypedService[];
}>;
export type Serving = Readonly<{
  source: Source;
  verdict: VerdictView;
  draft: Draft;
  failure: Failure | null;
  /** True while the services of a capture are entered. */
  capturing: boolean;
  /** The holder's last answer was wrong. */
  wrongAnswer: boolean;
}>;
/** What a verdict may lead to, in one press and at most one approval. */
export type Act = 'give' | 'hold' | 'capture';
/** Calls that end with an outcome. */
export type Sending = Act | 'release' | 'not-served';
export type Parked = Readonly<{ source: Source; draft: Draft; name: string; household: string }>;
export type DeskDialog =
  | 'collector'
  | 'part'
  | 'note'
  | 'not-served'
  | 'approval'
  | 'parked'
  | 'help'
  | 'holder'
  | 'release';
export type Place = 'desk' | 'find' | 'receipts' | 'holds' | 'supervisor' | 'install';
export type Outcome = Readonly<
  | { kind: 'given'; handover: Handover }
  | { kind: 'held'; hold: HoldView }
  | { kind: 'captured'; capture: CaptureView }
  | { kind: 'released'; seq: number; reason: ReleaseReason }
  | { kind: 'recorded'; seq: number; reason: NotServedReason }
>;
export type Notice = 'cut' | 'short' | 'same' | 'finishFirst' | 'cameraRested';

/** All that the desk's screen is made of. The station owns the truth; this is only where the clerk stands. */
export type Desk = Readonly<{
  place: Place;
  serving: Serving | null;
  dialog: DeskDialog | null;
  /** What the questions of the dialog lead on to. */
  act: Act | null;
  /** The read under way; answers to any other number come too late. */
  reading: Readonly<{ number: number; source: Source; draft: Draft }> | null;
  reads: number;
  sending: Sending | 'check' | null;
  outcome: Outcome | null;
  outcomes: number;
  parked: readonly Parked[];
  /** A card scanned while something else was unfinished. */
  waiting: Source | null;
  /** True while a screen holds something typed that a jump away would lose. */
  occupied: boolean;
  lastScan: Readonly<{ text: string; atMs: number }> | null;
  /** Wished for wherever a card is expected; `told` is the code it read last. Null while it is off. */
  camera: Readonly<{ told: string | null }> | null;
  notice: Notice | null;
  failure: Failure | null;
}>;

export type Answer<T> = Readonly<{ ok: true; value: T } | { ok: false; error: Failure }>;
export type DeskEvent = Readonly<
  | { kind: 'scanned'; text: string; via: 'wedge' | 'camera' | 'typed'; atMs: number }
  | { kind: 'camera' }
  | { kind: 'camera-rest' }
  | { kind: 'scan-cut' }
  | { kind: 'scan-short' }
  | { kind: 'open-found'; household: string }
  | { kind: 'verdict'; number: number; answer: Answer<VerdictView> }
  | { kind: Act; approval?: Approval }
  /** What came of a call about whoever stands here. */
  | { kind: 'acted'; sending: Sending; token: string; answer: Answer<Outcome> }
  | { kind: 'enter-services' }
  | { kind: 'check-holder'; by: HolderCheck; answer: string }
  | { kind: 'checked'; token: string; by: HolderCheck; answer: Answer<HolderView> }
  | { kind: 'release'; reason: ReleaseReason }
  | { kind: 'not-served'; reason: NotServedReason; note: string }
  | { kind: 'draft'; draft: Partial<Draft> }
  | { kind: 'dialog'; dialog: DeskDialog | null }
  | { kind: 'go'; place: Place }
  | { kind: 'park' }
  | { kind: 'resume'; index: number }
  | { kind: 'answer-waiting'; open: boolean }
  | { kind: 'occupied'; occupied: boolean }
  | { kind: 'time-up'; outcomes: number }
  | { kind: 'dismiss-notice' }
  | { kind: 'done' }
>;

export type GiveInput = Readonly<{
  token: string;
  collector: Collector;
  lines: { entitlement: string; line: string; quantity: number }[];
  note?: string;
  approval?: Approval;
}>;
export type HoldInput = Readonly<{ token: string; note?: string; approval?: Approval }>;
export type CaptureInput = HoldInput &
  Readonly<{ services: { code: string; quantity: number; amountMinor: number }[] }>;
export type Effect = Readonly<
  | { kind: 'read'; number: number; source: Source }
  | { kind: 'give'; input: GiveInput }
  | { kind: 'hold'; input: HoldInput }
  | { kind: 'capture'; input: CaptureInput }
  | { kind: 'check-holder'; token: string; by: HolderCheck; answer: string }
  | { kind: 'release'; token: string; of: number; reason: ReleaseReason }
  | { kind: 'not-served'; token: string; reason: NotServedReason; note: string }
  | { kind: 'sound'; sound: SoundName }
  | { kind: 'time'; outcomes: number; ms: number }
>;
export type Step = Readonly<{ desk: Desk; effects: readonly Effect[] }>;
