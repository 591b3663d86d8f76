import { useState, type JSX } from 'react';
import type { HoldView } from '../../../shared/ipc/voucher-views.ts';
import { useDesk, useOccupied } from '../../hooks/use-desk.tsx';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { SettleDialog } from '../receipts/settle-dialog.tsx';
import { useReprint } from '../receipts/use-reprint.ts';
import { HoldRow } from './hold-row.tsx';
import { ReleaseHoldDialog } from './release-hold-dialog.tsx';

type Asked = Readonly<{ kind: 'release' | 'settle'; hold: HoldView }>;
type Notice = 'receipts.reprinted' | 'release.held';

const ask = (client: StationClient): ReturnType<StationClient['vouchers']['openHolds']> => client.vouchers.openHolds();

const fits = ({ receipt, name, household, code, issuer }: HoldView, text: string): boolean =>
  [receipt, name, household, code, issuer].some((value) => value?.toLowerCase().includes(text));

/** Vouchers set aside at this desk, oldest first: what somebody forgot stands on top. */
export function OpenHolds(): JSX.Element {
  const { vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const { value, failure } = useFresh(ask);
  const [text, setText] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [notice, setNotice] = useState<Notice | null>(null);
  const copy = useReprint();
  const holds = value?.holds.filter((hold) => fits(hold, text.trim().toLowerCase())) ?? [];
  const reprint = async (seq: number): Promise<void> => {
    setNotice(null);
    if (await copy.reprint(seq)) setNotice('receipts.reprinted');
  };
  const close = (done?: Notice): void => {
    setAsked(null);
    setNotice(done ?? null);
  };
  return (
    <Page
      title={t('holds.title')}
      lead={t('holds.lead')}
      actions={
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('action.back')}
        </Button>
      }
    >
      <Field label={t('holds.search')} value={text} onChange={setText} maxLength={64} />
      <FailureBox failure={failure ?? copy.failure} />
      {notice !== null && <NoticeBox tone="good">{t(notice)}</NoticeBox>}
      {vault.day === null && <p className="hint">{t('receipts.noDay')}</p>}
      {holds.length === 0 ? (
        <p>{t(value?.holds.length ? 'holds.noneFit' : 'holds.none')}</p>
      ) : (
        <table className="panel receipts">
          <thead>
            <tr>
              {(['hold', 'age', 'holder', 'amount', 'actions'] as const).map((column) => (
                <th key={column} scope="col">
                  {t(`holds.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {holds.map((hold) => (
              <HoldRow
                key={hold.seq}
                hold={hold}
                onReprint={() => void reprint(hold.seq)}
                onRelease={() => setAsked({ kind: 'release', hold })}
                onSettle={() => setAsked({ kind: 'settle', hold })}
              />
            ))}
          </tbody>
        </table>
      )}
      {asked?.kind === 'settle' && <SettleDialog paper={asked.hold} onClose={() => close()} />}
      {asked?.kind === 'release' && <ReleaseFromList hold={asked.hold} onClose={close} />}
    </Page>
  );
}

function ReleaseFromList({
  hold,
  onClose,
}: Readonly<{ hold: HoldView; onClose: (done?: Notice) => void }>): JSX.Element {
  const { client } = useStation();
  const call = useCall<{ seq: number }>();
  useOccupied(true);
  return (
    <ReleaseHoldDialog
      hold={hold}
      busy={call.busy}
      failure={call.failure}
      onClose={() => onClose()}
      onRelease={(reason) =>
        void call
          .run(() => client.vouchers.release({ of: hold.seq, reason }))
          .then((done) => done && onClose('release.held'))
      }
    />
  );
}
