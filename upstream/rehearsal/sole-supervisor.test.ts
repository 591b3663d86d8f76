import { afterEach, describe, expect, test } from 'vitest';
import { approvalStatement } from '../../main/vault/session/approve.ts';
import { fromBase64Url, fromHex } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE } from '../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../shared/wire/dsse.ts';
import { verify } from '../../shared/wire/ed25519.ts';
import type { Approval, EntryHeader } from '../../shared/wire/entry-types.ts';
import { approval, coSignature, takeDesk, whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { plainRoll, policy } from './roll.fixture.ts';
import { counted, must, openedDay, operators, type Rehearsal, type Station } from './station.fixture.ts';

const ALONE = operators.filter(({ id }) => id !== 'RANIA');
let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
afterEach(() => rehearsal.close());

/** A day open, the supervisor at the desk. Each hand-over of this roll is above the limit. */
async function supervisorAtDesk(soleSupervisor: boolean, people: typeof operators = ALONE): Promise<void> {
  const roll = plainRoll(2, { policy: { ...policy, approvalAboveMinor: { SDG: 1000 }, soleSupervisor } });
  rehearsal = await openedDay(roll, 100, 100, undefined, people);
  client = rehearsal.station.client;
  await takeDesk(client, 'OMAR');
}
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const scan = async (number = 1) => must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
const give = async (number = 1) => client.desk.give({ ...whole(await scan(number), number), approval });
/** What the clerk gives, the supervisor approves as the other person that he is. */
async function givenByClerk() {
  await takeDesk(client, 'AMINA');
  const given = must(await give());
  await takeDesk(client, 'OMAR');
  return given;
}

/** True where the approver's own key signed exactly this, `sole` included or not. */
function signs(
  { log }: EntryHeader,
  apv: Approval,
  act: 'void' | 'day_close',
  subject: string,
  sole: boolean,
): boolean {
  const statement = approvalStatement(log, apv.by, {
    act,
    subject,
    reason: apv.reason,
    ...(sole ? { sole: true as const } : {}),
  });
  const message = preAuthenticationEncoding(PAYLOAD_TYPE.approval, statement);
  return verify(fromBase64Url(apv.sig), message, fromHex(apv.key));
}

describe('one supervisor, declared by the policy', () => {
  test('closes with a difference on his own signature, and paper and entry say that nobody else signed', async () => {
    await supervisorAtDesk(true);
    expect(must(await client.host.view()).cycle?.soleSupervisor).toBe(true);
    must(await client.day.count(counted(90, 100)));
    expect(code(await client.day.close({}))).toBe('needs-approval');
    expect(code(await client.day.close({ approval: { ...approval, secret: 'not his words at all' } }))).toBe(
      'approval-refused',
    );
    const closed = must(await client.day.close({ approval }));
    expect(closed).toMatchObject({ closedBy: 'OMAR', coSignedBy: null, sole: true });
    const { entries } = await exported(rehearsal.folder, client);
    const [entry] = ofType(entries, 'day_close');
    expect(entry?.apv).toMatchObject({ by: 'OMAR', sole: true });
    const subject = `${closed.day} ${closed.accounts.map((one) => `${one.account}=${one.difference}`).join(' ')}`;
    if (entry?.apv === undefined) throw new Error('The close is not signed');
    expect(signs(entry, entry.apv, 'day_close', subject, true)).toBe(true);
    // Nobody can take the word away afterwards.
    expect(signs(entry, entry.apv, 'day_close', subject, false)).toBe(false);
  });

  test('gives above the limit and reverses his own hand-over', async () => {
    await supervisorAtDesk(true);
    const given = must(await give());
    must(await client.supervisor.reverse({ seq: given.seq, reason: 'entered-twice', approval }));
    const { entries } = await exported(rehearsal.folder, client);
    expect(ofType(entries, 'handover')[0]?.apv).toMatchObject({ by: 'OMAR', sole: true });
    expect(ofType(entries, 'void')[0]?.apv).toMatchObject({ by: 'OMAR', sole: true });
    const papers = [];
    for (let job = must(await client.host.nextPrint()); job !== null; job = must(await client.host.nextPrint())) {
      must(await client.host.printStarted({ job: job.job }));
      papers.push(job.paper);
    }
    expect(papers[1]).toMatchObject({ kind: 'reversal', approvedBy: 'OMAR', sole: true });
    const summary = must(await client.host.summaryData({ day: must(await client.host.view()).day?.day ?? '' }));
    expect(summary.reversals).toMatchObject([{ approvedBy: 'OMAR', sole: true }]);
  });

  test('is a second person to a clerk, and then it is no lonely signature', async () => {
    await supervisorAtDesk(true);
    await givenByClerk();
    const { entries } = await exported(rehearsal.folder, client);
    const [entry] = ofType(entries, 'handover');
    expect(entry?.apv).toMatchObject({ by: 'OMAR' });
    expect(entry?.apv).not.toHaveProperty('sole');
  });
});

describe('one supervisor, not declared', () => {
  test('can close, for a day must end; can neither give above the limit nor reverse what is his', async () => {
    await supervisorAtDesk(false);
    expect(code(await give())).toBe('approval-refused');
    const given = await givenByClerk();
    expect(code(await client.supervisor.reverse({ seq: given.seq, reason: 'other', approval }))).toBe(
      'approval-refused',
    );
    must(await client.day.count(counted(90, 98)));
    expect(must(await client.day.close({ approval }))).toMatchObject({ coSignedBy: null, sole: true });
  });
});

test('with a second supervisor nobody signs for himself, whatever the policy says', async () => {
  await supervisorAtDesk(true, operators);
  expect(code(await give())).toBe('approval-refused');
  must(await client.day.count(counted(90, 100)));
  expect(code(await client.day.close({ approval }))).toBe('approval-refused');
  expect(must(await client.day.close({ approval: coSignature }))).toMatchObject({ coSignedBy: 'RANIA', sole: false });
});
