import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verdictFixture } from '../testing/verdicts.fixture.ts';
import { holderFixture, holdFixture } from '../testing/vouchers.fixture.ts';
import { run, scan } from './step.fixture.ts';
import { approval, calls, openVoucher, refusedVoucher } from './vouchers.fixture.ts';
import type { DeskEvent } from './desk.types.ts';
import { step } from './step.ts';

const typed: DeskEvent = {
  kind: 'draft',
  draft: { services: [{ code: 'CONS-01', quantity: '2', amount: '30000' }] },
};
const held: DeskEvent = {
  kind: 'acted',
  sending: 'hold',
  token: 'v',
  answer: { ok: true, value: { kind: 'held', hold: holdFixture() } },
};

describe('a voucher’s holder', () => {
  const two = holderFixture({ needed: ['photo', 'birth-date'], possible: ['photo', 'birth-date'] });
  const answer = (by: 'photo' | 'birth-date', text = 'yes'): DeskEvent => ({ kind: 'check-holder', by, answer: text });
  const checked = (by: 'photo' | 'birth-date', more: object): DeskEvent => ({
    kind: 'checked',
    token: 'v',
    by,
    answer: { ok: true, value: { ...two, ...more } },
  });

  it('is asked one thing after the other, and then what was pressed is done', () => {
    const asked = run([...openVoucher({ holder: two }), { kind: 'hold' }]);
    expect(asked.desk).toMatchObject({ dialog: 'holder', act: 'hold' });
    expect(calls(asked.effects)).toEqual([]);
    const first = run([answer('photo'), answer('photo'), checked('photo', { passed: ['photo'] })], asked.desk);
    expect(calls(first.effects)).toEqual(['check-holder']);
    expect(first.desk).toMatchObject({ dialog: 'holder', serving: { wrongAnswer: false } });
    const second = run([answer('birth-date'), checked('birth-date', { passed: ['photo', 'birth-date'] })], first.desk);
    expect(calls(second.effects)).toEqual(['check-holder', 'hold']);
    expect(second.desk).toMatchObject({ dialog: null, sending: 'hold' });
  });

  it('is asked before services are entered, and not again', () => {
    const one = holderFixture({ needed: ['photo'], possible: ['photo'] });
    const entered = run([
      ...openVoucher({ holder: one }),
      { kind: 'enter-services' },
      answer('photo'),
      { kind: 'checked', token: 'v', by: 'photo', answer: { ok: true, value: { ...one, passed: ['photo'] } } },
    ]);
    expect(entered.desk).toMatchObject({ dialog: null, serving: { capturing: true } });
    expect(calls(run([typed, { kind: 'capture' }], entered.desk).effects)).toEqual(['capture']);
  });

  it('is asked again after a wrong answer, and vouched for by a witness after the last', () => {
    const asked = run([...openVoucher({ holder: two }), { kind: 'hold' }]).desk;
    const wrong = run([answer('photo', 'no'), checked('photo', { triesLeft: 1 })], asked);
    expect(wrong.desk).toMatchObject({ dialog: 'holder', serving: { wrongAnswer: true, failure: null } });
    const last = run([answer('photo', 'no'), checked('photo', { triesLeft: 0, witnessNeeded: true })], wrong.desk);
    expect(last.desk).toMatchObject({ dialog: 'approval', act: 'hold' });
    expect(calls(last.effects)).toEqual(['check-holder']);
    expect(calls(run([{ kind: 'hold' }], last.desk).effects)).toEqual([]);
    expect(run([{ kind: 'hold', approval }], last.desk).effects).toEqual([
      { kind: 'hold', input: { token: 'v', approval } },
    ]);
  });

  it('needs a witness at once where nothing can be asked, for goods too', () => {
    const holder = holderFixture({ needed: ['birth-date'], possible: [], witnessNeeded: true });
    expect(run([...openVoucher({ holder }), { kind: 'hold' }]).desk).toMatchObject({ dialog: 'approval', act: 'hold' });
    const due = verdictFixture().due;
    const goods = run([...openVoucher({ use: 'goods', holder }, { due }), { kind: 'give' }]);
    expect(goods.desk).toMatchObject({ dialog: 'approval', act: 'give' });
    const given = run([{ kind: 'give', approval }], goods.desk).effects.find(({ kind }) => kind === 'give');
    expect(given).toMatchObject({ input: { collector: { kind: 'holder' }, approval } });
  });

  it('is not served by the way where another card was scanned during the answer', () => {
    const { desk, effects } = run([
      ...openVoucher({ holder: two }),
      { kind: 'hold' },
      answer('photo'),
      scan('W', 50),
      checked('photo', { needed: ['photo'], passed: ['photo'] }),
    ]);
    expect(calls(effects)).toEqual(['check-holder']);
    expect(desk).toMatchObject({ dialog: null, waiting: { text: 'W' }, sending: null });
  });

  it('is asked on where the answer could not be saved', () => {
    const { desk } = run([
      ...openVoucher({ holder: two }),
      { kind: 'hold' },
      answer('photo'),
      { kind: 'checked', token: 'v', by: 'photo', answer: { ok: false, error: { code: 'disk-full' } } },
    ]);
    expect(desk).toMatchObject({ dialog: 'holder', act: 'hold', serving: { failure: { code: 'disk-full' } } });
  });

  it('has no more tries where the station says so', () => {
    const { desk } = run([
      ...openVoucher({ holder: two }),
      { kind: 'hold' },
      answer('photo'),
      { kind: 'checked', token: 'v', by: 'photo', answer: { ok: false, error: { code: 'no-tries-left' } } },
    ]);
    expect(desk).toMatchObject({ dialog: 'approval', act: 'hold' });
  });
});

it('whatever happens in whatever order, one call at a time, and none before the holder is sure', () => {
  const holder = holderFixture({ needed: ['photo'], possible: ['photo'], triesLeft: 2 });
  const answered = (more: object): DeskEvent => ({
    kind: 'checked',
    token: 'v',
    by: 'photo',
    answer: { ok: true, value: { ...holder, ...more } },
  });
  const any = fc.constantFrom<DeskEvent>(
    scan('W', 5000),
    { kind: 'hold' },
    { kind: 'hold', approval },
    { kind: 'enter-services' },
    typed,
    { kind: 'capture' },
    { kind: 'capture', approval },
    { kind: 'check-holder', by: 'photo', answer: 'yes' },
    answered({ passed: ['photo'] }),
    answered({ triesLeft: 0, witnessNeeded: true }),
    { kind: 'dialog', dialog: 'approval' },
    { kind: 'dialog', dialog: 'holder' },
    { kind: 'done' },
    held,
    refusedVoucher('hold', 'needs-approval'),
    refusedVoucher('capture', 'disk-full'),
    { kind: 'answer-waiting', open: false },
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (events) => {
      let { desk } = run(openVoucher({ holder }));
      let underWay = false;
      for (const event of events) {
        const next = step(desk, event);
        // Its answer came.
        if (desk.sending !== next.desk.sending) underWay = false;
        for (const effect of next.effects) {
          if (effect.kind !== 'hold' && effect.kind !== 'capture' && effect.kind !== 'check-holder') continue;
          expect(underWay).toBe(false);
          underWay = true;
          const known = next.desk.serving?.verdict.voucher?.holder;
          if (effect.kind !== 'check-holder')
            expect(known?.passed.includes('photo') || effect.input.approval !== undefined).toBe(true);
        }
        desk = next.desk;
      }
    }),
    { numRuns: 2000 },
  );
});
