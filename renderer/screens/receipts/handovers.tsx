import { useState, type JSX } from 'react';
import type { Handover } from '../../desk/desk.types.ts';
import { usePages, type Asked as Page, type PageAnswer } from '../../hooks/use-pages.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { ReceiptRow } from './receipt-row.tsx';
import { ReverseDialog } from './reverse-dialog.tsx';
import { paperOf, SettleDialog } from './settle-dialog.tsx';
import { useReprint } from './use-reprint.ts';

type Notice = Readonly<{ words: 'receipts.reprinted' | 'receipts.proofSaved' | 'reverse.done'; receipt?: string }>;
type Asked = Readonly<{ kind: 'settle' | 'reverse'; handover: Handover }>;

async function ask(client: StationClient, page: Page): Promise<PageAnswer<Handover>> {
  const answer = await client.receipts.recent(page);
  return answer.ok ? { ok: true, value: { rows: answer.value.handovers, more: answer.value.more } } : answer;
}

/** What was handed over, newest first: print again (marked COPY), say whether paper came out, take back. */
export function HandoverList({ text }: Readonly<{ text: string }>): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const { rows: handovers, more, failure, older } = usePages(text, ask);
  const copy = useReprint();
  const proof = useCall<{ saved: boolean }>();
  const reprint = async (seq: number): Promise<void> => {
    setNotice(null);
    if (await copy.reprint(seq)) setNotice({ words: 'receipts.reprinted' });
  };
  const saveProof = async ({ seq, receipt }: Handover): Promise<void> => {
    setNotice(null);
    const done = await proof.run(() => client.receipts.saveProof({ seq }));
    if (done?.saved === true) setNotice({ words: 'receipts.proofSaved', receipt });
  };
  return (
    <>
      <FailureBox failure={failure ?? copy.failure ?? proof.failure} />
      {notice !== null && <NoticeBox tone="good">{t(notice.words, { receipt: notice.receipt })}</NoticeBox>}
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
      {asked?.kind === 'settle' && <SettleDialog paper={paperOf(asked.handover)} onClose={() => setAsked(null)} />}
      {asked?.kind === 'reverse' && (
        <ReverseDialog
          handover={asked.handover}
          onClose={(done) => {
            setAsked(null);
            setNotice(done ? { words: 'reverse.done' } : null);
          }}
        />
      )}
    </>
  );
}
