import type { Handover, VerdictView } from '../desk/desk.types.ts';

/** An invented household with something due, for tests and the test page. */
export function verdictFixture(more: Partial<VerdictView> = {}): VerdictView {
  return {
    code: 'ok',
    reasons: ['card-genuine'],
    token: 'token-1',
    canGive: true,
    approvalNeeded: false,
    household: {
      id: 'HH-20-3417',
      size: 6,
      place: 'Kassala East',
      note: null,
      members: [
        person('M1', 'حليمة يوسف آدم', 'Halima Yusuf Adam', 'head'),
        person('M2', 'إدريس آدم', 'Idris Adam', 'husband'),
      ],
      proxies: [person('P1', 'مريم عثمان', 'Mariam Osman', 'neighbour')],
    },
    voucher: null,
    due: [
      { entitlement: 'E1', line: 'L1', account: 'SORGHUM-25KG', due: 2, given: 0, remaining: 2 },
      { entitlement: 'E1', line: 'L2', account: 'cash:SDG', due: 4_500_000, given: 0, remaining: 4_500_000 },
    ],
    earlier: [],
    site: null,
    desk: null,
    validFromMs: null,
    validUntilMs: null,
    ...more,
  };
}

function person(id: string, name: string, nameLatin: string, relation: string) {
  return { id, name, nameLatin, relation, sex: null, birthDate: '1988', idNumber: null, photo: null };
}

export function handoverFixture(more: Partial<Handover> = {}): Handover {
  return {
    seq: 21,
    receipt: 'B1-0021',
    check: 'A7K2',
    atMs: 1_795_000_000_000,
    desk: 'B1',
    operator: 'C01',
    household: 'HH-20-3417',
    name: 'Halima Yusuf Adam',
    part: false,
    lines: [{ account: 'SORGHUM-25KG', quantity: 2 }],
    print: 'queued',
    copies: 0,
    reversedBy: null,
    slip: null,
    way: { state: 'recorded' },
    ...more,
  };
}
