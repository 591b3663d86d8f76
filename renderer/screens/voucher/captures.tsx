import { useState, type JSX } from 'react';
import type { CaptureView } from '../../../shared/ipc/voucher-views.ts';
import { usePages, type Asked as Page, type PageAnswer } from '../../hooks/use-pages.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { NoteText } from '../../parts/note-text.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { SettleDialog } from '../receipts/settle-dialog.tsx';
import { useReprint } from '../receipts/use-reprint.ts';
import { HolderOf, PaperOf } from './hold-row.tsx';
import { TakeBackDialog } from './take-back-dialog.tsx';

type Asked = Readonly<{ kind: 'settle' | 'take-back'; capture: CaptureView }>;
type Notice = 'receipts.reprinted' | 'release.done';

async function ask(client: StationClient, page: Page): Promise<PageAnswer<CaptureView>> {
  const answer = await client.vouchers.captures(page);
  return answer.ok ? { ok: true, value: { rows: answer.value.captures, more: answer.value.more } } : answer;
}

/** Services given on vouchers, newest first: print again, say whether paper came out, take back. */
export function CaptureList({ text }: Readonly<{ text: string }>): JSX.Element {
  const { t } = useWords();
  const { rows: captures, more, failure, older } = usePages(text, ask);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const copy = useReprint();
  const reprint = async (seq: number): Promise<void> => {
    setNotice(null);
    if (await copy.reprint(seq)) setNotice('receipts.reprinted');
  };
  return (
    <>
      <FailureBox failure={failure ?? copy.failure} />
      {notice !== null && <NoticeBox tone="good">{t(notice)}</NoticeBox>}
      {captures.length === 0 ? (
        <p>{t('captures.none')}</p>
      ) : (
        <table className="panel receipts">
          <thead>
            <tr>
              {(['claim', 'holder', 'services', 'paper', 'actions'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`captures.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {captures.map((capture) => (
              <CaptureRow
                key={capture.seq}
                capture={capture}
                onReprint={() => void reprint(capture.seq)}
                onSettle={() => setAsked({ kind: 'settle', capture })}
                onTakeBack={() => setAsked({ kind: 'take-back', capture })}
              />
            ))}
          </tbody>
        </table>
      )}
      {more && (
        <div className="row">
          <Button onPress={older}>{t('captures.older')}</Button>
        </div>
      )}
      {asked?.kind === 'settle' && <SettleDialog paper={asked.capture} onClose={() => setAsked(null)} />}
      {asked?.kind === 'take-back' && (
        <TakeBackDialog
          capture={asked.capture}
          onClose={(done) => {
            setAsked(null);
            setNotice(done ? 'release.done' : null);
          }}
        />
      )}
    </>
  );
}

type CaptureRowProps = Readonly<{
  capture: CaptureView;
  onReprint: () => void;
  onSettle: () => void;
  onTakeBack: () => void;
}>;

function CaptureRow({ capture, onReprint, onSettle, onTakeBack }: CaptureRowProps): JSX.Element {
  const { vault } = useStation();
  const { t, moment, format } = useWords();
  const money = (minor: number): JSX.Element => <bdi dir="ltr">{format.money(minor, capture.currency)}</bdi>;
  return (
    <tr>
      <th scope="row" className="nowrap">
        <bdi dir="ltr">{capture.receipt}</bdi> <bdi dir="ltr">{capture.check}</bdi>
        <small>{moment(capture.atMs)}</small>
      </th>
      <td>
        <HolderOf act={capture} />
      </td>
      <td>
        <b>{money(capture.amountMinor)}</b>
        <small>
          {capture.services.map(({ code, name, quantity, amountMinor }) => (
            <span key={code} className="service-given">
              <bdi>{name}</bdi> × {format.number(quantity)} · {money(amountMinor)}
            </span>
          ))}
          <NoteText note={capture.note} />
        </small>
      </td>
      <td>
        {capture.releasedBy !== null && (
          <span className="tag bad">{t('captures.takenBackBy', { seq: String(capture.releasedBy) })}</span>
        )}{' '}
        <PaperOf act={capture} onSettle={onSettle} />
      </td>
      <td>
        <div className="row-actions">
          <Button disabled={vault.day === null} onPress={onReprint}>
            {t('receipts.reprint')}
          </Button>
          {capture.releasedBy === null && (
            <Button disabled={vault.day === null || vault.day.counted} onPress={onTakeBack}>
              {t('captures.takeBack')}
            </Button>
          )}
        </div>
      </td>
    </tr>
  );
}
