import { describe, expect, it } from 'vitest';
import { captureFixture, holdFixture } from '../testing/vouchers.fixture.ts';
import { run, scan } from './step.fixture.ts';
import { approval, calls, openVoucher, refusedVoucher } from './vouchers.fixture.ts';
import type { DeskEvent, Outcome, Sending } from './desk.types.ts';

const acted = (sending: Sending, value: Outcome): DeskEvent => ({
  kind: 'acted',
  sending,
  token: 'v',
  answer: { ok: true, value },
});
const held = acted('hold', { kind: 'held', hold: holdFixture() });
const captured = acted('capture', { kind: 'captured', capture: captureFixture() });
const released = acted('release', { kind: 'released', seq: 9, reason: 'patient-left' });
const services = [{ code: 'CONS-01', quantity: '2', amount: '30000' }];
const typed: DeskEvent = { kind: 'draft', draft: { services } };

describe('a hold', () => {
  it('is made once however often Enter is pressed', () => {
    const { effects, desk } = run([...openVoucher(), { kind: 'hold' }, { kind: 'hold' }, held, { kind: 'hold' }]);
    expect(calls(effects)).toEqual(['hold']);
    expect(desk.outcome?.kind).toBe('held');
  });

  it('while it is made, a scan waits and is read as soon as it is saved', () => {
    const { desk, effects } = run([...openVoucher(), { kind: 'hold' }, scan('W', 50), held]);
    expect(effects.filter(({ kind }) => kind === 'read')).toHaveLength(2);
    expect(desk).toMatchObject({ waiting: null, outcome: null, reading: { source: { text: 'W' } } });
  });

  it('that failed leaves the scan in question and says why', () => {
    const { desk } = run([...openVoucher(), { kind: 'hold' }, scan('W', 50), refusedVoucher('hold', 'disk-full')]);
    expect(desk).toMatchObject({ waiting: { text: 'W' }, serving: { failure: { code: 'disk-full' } }, sending: null });
  });

  it('is not offered where one is open or nothing is left', () => {
    const nothing = { currency: 'SDG', dueMinor: 5, usedMinor: 5, remainingMinor: 0 };
    expect(calls(run([...openVoucher({ hold: holdFixture() }), { kind: 'hold' }]).effects)).toEqual([]);
    expect(calls(run([...openVoucher({ credit: nothing }), { kind: 'hold' }]).effects)).toEqual([]);
    expect(calls(run([...openVoucher({}, { canGive: false }), { kind: 'hold' }]).effects)).toEqual([]);
  });

  it('ends by a release with a reason, once', () => {
    const asked: DeskEvent[] = [...openVoucher({ hold: holdFixture() }), { kind: 'dialog', dialog: 'release' }];
    const release: DeskEvent = { kind: 'release', reason: 'patient-left' };
    const { desk, effects } = run([...asked, release, release, released, release]);
    expect(effects.filter(({ kind }) => kind === 'release')).toEqual([
      { kind: 'release', token: 'v', of: 31, reason: 'patient-left' },
    ]);
    expect(desk.outcome).toMatchObject({ kind: 'released' });
    expect(calls(run([...openVoucher({ hold: holdFixture() }), release]).effects)).toEqual([]);
  });
});

describe('a capture', () => {
  it('sends what was typed, once', () => {
    const { effects } = run([
      ...openVoucher(),
      { kind: 'enter-services' },
      typed,
      { kind: 'capture' },
      { kind: 'capture' },
      captured,
      { kind: 'capture' },
    ]);
    expect(effects.filter(({ kind }) => kind === 'capture')).toEqual([
      {
        kind: 'capture',
        input: { token: 'v', services: [{ code: 'CONS-01', quantity: 2, amountMinor: 3_000_000 }] },
      },
    ]);
  });

  it.each([
    ['nothing', []],
    ['no amount', [{ code: 'CONS-01', quantity: '1', amount: '' }]],
    ['none of it', [{ code: 'CONS-01', quantity: '0', amount: '5' }]],
    ['more than its ceiling', [{ code: 'CONS-01', quantity: '1', amount: '20000.01' }]],
    ['more than the voucher has', [{ code: 'DEL-02', quantity: '2', amount: '500000.01' }]],
  ])('sends nothing where %s was typed', (_, wrong) => {
    const { effects } = run([
      ...openVoucher(),
      { kind: 'enter-services' },
      { kind: 'draft', draft: { services: wrong } },
      { kind: 'capture' },
    ]);
    expect(calls(effects)).toEqual([]);
  });

  it('keeps what was typed through failures, refused approvals, Esc and another voucher', () => {
    const typing = [...openVoucher({}, { approvalNeeded: true }), { kind: 'enter-services' }, typed] as const;
    const asked = run([...typing, { kind: 'capture' }]);
    expect(asked.desk).toMatchObject({ dialog: 'approval', act: 'capture' });
    const wrong = run([{ kind: 'capture', approval }, refusedVoucher('capture', 'approval-refused')], asked.desk);
    expect(calls(wrong.effects)).toEqual(['capture']);
    expect(wrong.desk).toMatchObject({
      dialog: 'approval',
      act: 'capture',
      serving: { capturing: true, draft: { services } },
    });
    expect(JSON.stringify(wrong.desk)).not.toContain('"secret"');
    const failed = run([{ kind: 'capture', approval }, refusedVoucher('capture', 'more-than-due')], asked.desk).desk;
    expect(failed).toMatchObject({ dialog: null, serving: { capturing: true, draft: { services } } });
    const left = run([{ kind: 'done' }, { kind: 'done' }], wrong.desk).desk;
    expect(left).toMatchObject({ dialog: null, serving: { capturing: false, draft: { services } } });
    const other = run([...typing, scan('W', 50), { kind: 'answer-waiting', open: false }]).desk;
    expect(other).toMatchObject({ serving: { capturing: true, draft: { services } } });
    const parked = run([...typing, scan('W', 50), { kind: 'answer-waiting', open: true }]).desk;
    expect(parked.parked).toMatchObject([
      { name: 'Halima Yusuf Adam', household: 'KSL-7F3Q-9M2X', draft: { services } },
    ]);
  });

  it('is not entered where nothing may be done, or while something is saved', () => {
    expect(run([...openVoucher({}, { canGive: false }), { kind: 'enter-services' }]).desk.serving?.capturing).toBe(
      false,
    );
    expect(run([...openVoucher({ use: 'goods' }), { kind: 'enter-services' }]).desk.serving?.capturing).toBe(false);
    expect(run([...openVoucher(), { kind: 'hold' }, { kind: 'enter-services' }]).desk.serving?.capturing).toBe(false);
  });
});
