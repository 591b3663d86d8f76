import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { checkClaim } from '../collector/reimbursement/check-claim.ts';
import { ledgerFacts } from '../collector/reimbursement/ledger-facts.ts';
import type { OpenedClaim } from '../collector/reimbursement/open-claim.ts';
import { coSignature, takeDesk } from './acts.fixture.ts';
import { claimingDay, codeOf, jpeg, pdf, type Claiming } from './claims.fixture.ts';
import { flip } from './files.fixture.ts';
import { LOG } from './sending.fixture.ts';
import { must } from './station.fixture.ts';
import { moneyVoucher, scanned } from './vouchers.fixture.ts';

/** What may be claimed and attached, what the office finds out, and the files that a statement is saved as. */
let day: Claiming;
beforeEach(async () => {
  day = await claimingDay();
});
afterEach(() => day.end());

const claims = () => day.client.claims;
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const DONE = { kind: 'done' };

test('a capture is claimed once, and what is claimed is not taken back', async () => {
  const [first, second] = [await day.treated(1), await day.treated(2)];
  must(await day.client.vouchers.release({ of: second, reason: 'wrong-amount', approval: coSignature }));
  expect(code(await claims().make({ captures: [{ seq: second }] }))).toBe('capture-taken-back');
  must(await claims().make({ captures: [{ seq: first }] }));
  expect(code(await claims().make({ captures: [{ seq: first }] }))).toBe('claimed-before');
  const back = await day.client.vouchers.release({ of: first, reason: 'wrong-amount', approval: coSignature });
  expect(code(back)).toBe('already-claimed');
  expect(code(await claims().make({ captures: [] }))).toBe('no-captures');
  await takeDesk(day.client, 'AMINA');
  expect(code(await claims().open())).toBe('not-allowed');
  expect(code(await claims().make({ captures: [{ seq: first }] }))).toBe('not-allowed');
});

test('documents are kept sealed, checked, bounded, and removable until they are claimed', async () => {
  const seq = await day.treated(1);
  const refused = async (bytes: Uint8Array) => code(await claims().attach({ capture: seq, kind: 'other', bytes }));
  expect(await refused(utf8Bytes('<svg/>'))).toBe('no-document');
  expect(await refused(jpeg(2 * 1024 * 1024 + 1))).toBe('document-too-large');
  const secret = 'the patient of bed 9';
  const { sha256 } = await day.attach(seq, pdf(secret));
  expect((await day.attach(seq, pdf(secret))).sha256).toBe(sha256);
  const folder = join(day.vaultFolder, 'documents');
  const [name = ''] = readdirSync(folder);
  expect(readFileSync(join(folder, name)).includes(secret)).toBe(false);
  for (const number of [1, 2, 3, 4]) await day.attach(seq, pdf(String(number)));
  expect(await refused(pdf('6'))).toBe('too-many-documents');
  must(await claims().detach({ capture: seq, sha256 }));
  expect(readdirSync(folder)).toHaveLength(4);
  expect(code(await claims().document({ sha256 }))).toBe('not-found');
  // The same document for two people is kept as long as one of them has it.
  const other = await day.treated(2);
  for (const capture of [seq, other]) await day.attach(capture, pdf('shared'));
  const shared = createHash('sha256').update(pdf('shared')).digest('hex');
  must(await claims().detach({ capture: other, sha256: shared }));
  expect(must(await claims().document({ sha256: shared }))).toMatchObject({ type: 'pdf' });

  flip(join(folder, `${shared}.sealed`), 40);
  expect(code(await claims().document({ sha256: shared }))).toBe('document-damaged');
  expect(code(await claims().make({ captures: [{ seq }] }))).toBe('document-damaged');
  await day.attach(seq, pdf('shared'));
  must(await claims().make({ captures: [{ seq }] }));
  expect(code(await claims().detach({ capture: seq, sha256: shared }))).toBe('document-claimed');
  expect(code(await claims().attach({ capture: seq, kind: 'other', bytes: pdf('late') }))).toBe('not-queried');
});

test('the office is told where file, ledger and other desks disagree', async () => {
  const [first, second] = [await day.treated(1), await day.treated(2)];
  await day.attach(first, pdf('account'));
  must(await claims().make({ captures: [{ seq: first }, { seq: second }] }));
  expect(await day.round()).toEqual(DONE);
  const row = await day.office.first();
  const file = await day.office.opened(row);
  const facts = await ledgerFacts(day.collector.sql(), 'relief', row);
  const codes = (found: ReturnType<typeof checkClaim>): string[] => [...new Set(found.map((one) => one.code))];
  const [claimed, other] = file.head.particulars.captures;
  if (claimed === undefined || other === undefined) throw new Error('Two captures are claimed');
  const changed = (more: Partial<typeof claimed>): OpenedClaim => {
    const particulars = { ...file.head.particulars, captures: [{ ...claimed, ...more }, other] };
    return { ...file, head: { ...file.head, particulars } };
  };
  expect(codes(checkClaim(changed({ code: codeOf(9) }), facts))).toEqual(['details-differ', 'code-differs']);
  expect(codes(checkClaim(changed({ holder: 'ROE, JOHN' }), facts))).toEqual(['details-differ']);
  expect(codes(checkClaim(changed({ capturedMinor: 1 }), facts))).toEqual(['details-differ', 'capture-differs']);
  expect(codes(checkClaim({ ...file, documents: new Map() }, facts))).toEqual(['document-missing']);
  expect(codes(checkClaim(file, { ...facts, released: new Set([first]) }))).toEqual(['captured-not-claimable']);
  expect(codes(checkClaim(file, { ...facts, captures: new Map() }))).toEqual(['capture-missing']);
  expect(codes(checkClaim(file, { ...facts, claimedBy: new Map([[first, [99]]]) }))).toEqual(['claimed-twice']);
  expect(codes(checkClaim(file, { ...facts, origin: `${LOG}1` }))).toEqual(['other-entry']);
  const vch = facts.captures.get(first)?.vch ?? '';
  expect(codes(checkClaim(file, { ...facts, elsewhere: new Map([[vch, ['x#1']]]) }))).toEqual([
    'voucher-used-elsewhere',
  ]);
  // Two parts of one voucher at this desk are no second use.
  const { token } = await scanned(day.client, moneyVoucher({ code: codeOf(1), sub: '1' }));
  must(await day.client.vouchers.capture({ token, services: [{ code: 'XRAY', quantity: 1, amountMinor: 1000 }] }));
  expect(await day.round()).toEqual(DONE);
  expect(await day.office.findings(row, file)).toEqual([]);
});

test('a statement is saved for the portal, as a table and for paper', async () => {
  const seq = await day.treated(1);
  await day.attach(seq, pdf('account'));
  const { seq: claim, number, check } = must(await claims().make({ captures: [{ seq, amountMinor: 14_999 }] }));
  const save = async (form: 'portal' | 'csv' | 'pdf'): Promise<Uint8Array> => {
    const path = join(day.folder, `1.${form}`);
    must(await day.client.host.writeClaim({ seq: claim, form, path, language: 'fr' }));
    return new Uint8Array(readFileSync(path));
  };
  const zip = unzipSync(await save('portal'));
  const folder = `1-${codeOf(1)}`;
  expect(Object.keys(zip).sort()).toEqual([
    `${folder}/Statement_of_Account-1.pdf`,
    `${folder}/form.json`,
    'claims.csv',
  ]);
  expect(JSON.parse(strFromU8(zip[`${folder}/form.json`] ?? new Uint8Array()))).toEqual({
    entitlement: '1',
    code: codeOf(1),
    initial_amount: '149.99',
    comments: `XRAY X-ray x 1 = 150.00; Receipt desk-1-${seq} ${must(await claims().statement({ seq: claim })).captures[0]?.check}; Statement ${number} ${check}`,
    Statement_of_Account: ['Statement_of_Account-1.pdf'],
  });
  expect(strFromU8(zip[`${folder}/Statement_of_Account-1.pdf`] ?? new Uint8Array())).toBe('%PDF-1.4 account');
  const csv = Buffer.from(await save('csv')).toString();
  expect(csv).toContain('statement,sub,code,initial_amount,currency,comments,Statement_of_Account,');
  expect(csv).toContain(`${number},1,${codeOf(1)},149.99,SDG,`);
  expect(JSON.parse(Buffer.from(await save('pdf')).toString())).toMatchObject({ number, check, replacedBy: null });
  expect(existsSync(join(day.folder, '1.pdf.new'))).toBe(false);
  expect(code(await day.client.host.writeClaim({ seq: 0, form: 'csv', path: '/tmp/x', language: 'en' }))).toBe(
    'not-found',
  );
});
