import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { answerSaveDialog } from './fixtures/dialogs.ts';
import { exportedLedger } from './fixtures/ledger.ts';
import { expect, test } from './fixtures/prepared.ts';
import { CLERK, SUPERVISOR } from './fixtures/programme.ts';
import { signIn } from './fixtures/ready.ts';
import { serve } from './fixtures/serving-run.ts';
import { Desk } from './screens/desk.ts';
import { canonicalBytes } from '../shared/wire/canonical.ts';
import { leafHash } from '../shared/wire/leaf.ts';
import { parseCheckpoint, parseInclusionFile, parseNote } from '../shared/wire/note.ts';
import { verifyInclusion } from '../shared/wire/proof.ts';

test('a supervisor saves the proof of a receipt, and a clerk cannot', async ({ start, profile, prepared, folder }) => {
  const { headquarters } = prepared;
  const station = await start({ profile });
  await signIn(station, CLERK);
  const { handover } = await serve(station, headquarters, headquarters.served()[0]!.id);
  const desk = new Desk(station.page);
  const receipts = async (): Promise<void> => {
    await desk.press('F10');
    await expect(station.page.getByRole('heading', { name: desk.say('receipts.title') })).toBeVisible();
  };
  await receipts();
  await expect(desk.button('receipts.reprint')).toBeVisible();
  await expect(desk.button('receipts.proof')).toHaveCount(0);
  must(await bridgeOf(station.page).session.lock());

  await desk.signIn(SUPERVISOR);
  await receipts();
  await answerSaveDialog(station.app, null);
  await desk.button('receipts.proof').click();
  const path = join(folder, 'receipt.tlog-proof');
  await answerSaveDialog(station.app, path);
  expect(existsSync(path)).toBe(false);
  await desk.button('receipts.proof').click();
  await expect(
    station.page.getByText(desk.say('receipts.proofSaved').replace('{{receipt}}', handover.receipt)),
  ).toBeVisible();

  const file = parseInclusionFile(readFileSync(path, 'utf8'));
  const note = file.ok ? parseNote(file.value.note) : file;
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  if (!file.ok || !head.ok) throw new Error('The file is no proof');
  const entries = await exportedLedger(station, headquarters);
  const leaf = leafHash(canonicalBytes(entries[handover.seq]));
  expect(verifyInclusion({ ...head.value, leaf, index: handover.seq, proof: file.value.proof })).toBe(true);
});
