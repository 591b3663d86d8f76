import { useState, type JSX } from 'react';
import type { Handover } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ReceiptRow } from './receipt-row.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';
import { paperOf, SettleDialog } from './settle-dialog.tsx';
import { useReceipts } from './use-receipts.ts';

type Notice = Readonly<{ words: 'receipts.reprinted' | 'receipts.proofSaved' | 'reverse.done'; receipt?: string }>;
type Asked = Readonly<{ kind: 'settle' | 'reverse'; handover: Handover }>;

/** What was handed over, newest first: print again (marked COPY), say whether paper came out, take back. */
export function Receipts(): JSX.Element {
  const { client, vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const { handovers, more, failure, older } = useReceipts(text);
  const copy = useCall<true>();
  const proof = useCall<{ saved: boolean }>();
  const reprint = async (seq: number): Promise<void> => {
    setNotice(null);
    const done = await copy.run(() =>
      client.receipts.reprint({ seq }).then((answer) => (answer.ok ? { ok: true, value: true } : answer)),
    );
    if (done === true) setNotice({ words: 'receipts.reprinted' });
  };
  const saveProof = async ({ seq, receipt }: Handover): Promise<void> => {
    setNotice(null);
    const done = await proof.run(() => client.receipts.saveProof({ seq }));
    if (done?.saved === true) setNotice({ words: 'receipts.proofSaved', receipt });
  };
  return (
    <Page
      title={t('receipts.title')}
      lead={t('receipts.lead')}
      actions={
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('action.back')}
        </Button>
      }
    >
      <Field label={t('receipts.search')} value={text} onChange={setText} code maxLength={64} />
      <FailureBox failure={failure ?? copy.failure ?? proof.failure} />
      {notice !== null && <NoticeBox tone="good">{t(notice.words, { receipt: notice.receipt })}</NoticeBox>}
      {vault.day === null && <p className="hint">{t('receipts.noDay')}</p>}
      {handovers.length === 0 ? (
        <p>{t('receipts.empty')}</p>
      ) : (
        <table className="panel receipts">
          <thead>
            <tr>
              {(['number', 'household', 'what', 'paper', 'actions'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`receipts.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {handovers.map((handover) => (
              <ReceiptRow
                key={handover.seq}
                handover={handover}
                onReprint={() => void reprint(paperOf(handover).seq)}
                onSettle={() => setAsked({ kind: 'settle', handover })}
                onReverse={() => setAsked({ kind: 'reverse', handover })}
                onProof={() => void saveProof(handover)}
              />
            ))}
          </tbody>
        </table>
      )}
      {more && (
        <div className="row">
          <Button onPress={older}>{t('receipts.older')}</Button>
        </div>
      )}
      {asked?.kind === 'settle' && <SettleDialog handover={asked.handover} onClose={() => setAsked(null)} />}
      {asked?.kind === 'reverse' && (
        <ReverseDialog
          handover={asked.handover}
          onClose={(done) => {
            setAsked(null);
            setNotice(done ? { words: 'reverse.done' } : null);
          }}
        />
      )}
    </Page>
  );
}
