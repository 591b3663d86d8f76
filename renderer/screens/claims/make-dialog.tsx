import { useState, type JSX } from 'react';
import type { ClaimCaptureView, StatementView } from '../../../shared/ipc/claims-contract.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { useWords } from '../../words/use-words.ts';
import { sumOf } from './payers.ts';

const NOTE_LENGTH = 280;

type MakeDialogProps = Readonly<{
  captures: readonly ClaimCaptureView[];
  /** The statement whose question this answers. */
  replaces?: number;
  onClose: () => void;
  onMade: (statement: StatementView) => void;
}>;

/** The last look before a statement becomes an entry: how much for how many, what the portal will miss, and a word to the office. */
export function MakeDialog({ captures, replaces, onClose, onMade }: MakeDialogProps): JSX.Element {
  const { client } = useStation();
  const { t, format } = useWords();
  const [note, setNote] = useState('');
  const call = useCall<StatementView>();
  const currency = captures[0]?.currency ?? '';
  const bare = captures.filter(({ documents }) => !documents.some(({ kind }) => kind === 'statement-of-account'));
  const vouchers = t('claims.vouchers', { count: captures.length });

  async function make(): Promise<void> {
    const wanted = captures.map(({ seq, amountMinor }) => ({ seq, amountMinor }));
    const made = await call.run(() =>
      client.claims.make({ captures: wanted, note, ...(replaces === undefined ? {} : { replaces }) }),
    );
    if (made !== undefined) onMade(made);
  }
  return (
    <Dialog
      wide
      title={t('claims.confirm')}
      lead={t('claims.confirmLead')}
      onClose={onClose}
      onSubmit={() => void make()}
      actions={
        <>
          <Button shortcut="Escape" onPress={onClose}>
            {t('action.back')}
          </Button>
          <Button submit look="primary" disabled={call.busy}>
            {t(call.busy ? 'action.working' : replaces === undefined ? 'claims.make' : 'claims.answerDo')}
          </Button>
        </>
      }
    >
      <p>
        <b>{t('claims.chosen', { vouchers, amount: format.money(sumOf(captures), currency) })}</b>
      </p>
      {bare.length > 0 && <NoticeBox tone="care">{t('claims.withoutAccount', { count: bare.length })}</NoticeBox>}
      <Field label={t('claims.note')} value={note} onChange={setNote} maxLength={NOTE_LENGTH} autoFocus />
      <FailureBox failure={call.failure} />
    </Dialog>
  );
}
