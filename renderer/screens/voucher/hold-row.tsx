import type { JSX } from 'react';
import type { CaptureView, HoldView } from '../../../shared/ipc/voucher-views.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { NoteText } from '../../parts/note-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { PrintTag } from '../receipts/print-tag.tsx';
import { HoldAge } from './credit.tsx';

type HoldRowProps = Readonly<{
  hold: HoldView;
  onReprint: () => void;
  onRelease: () => void;
  onSettle: () => void;
}>;

export function HoldRow({ hold, onReprint, onRelease, onSettle }: HoldRowProps): JSX.Element {
  const { vault } = useStation();
  const { t, moment, format } = useWords();
  const dayOpen = vault.day !== null;
  return (
    <tr>
      <th scope="row" className="nowrap">
        <bdi dir="ltr">{hold.receipt}</bdi> <bdi dir="ltr">{hold.check}</bdi>
        <small>{moment(hold.atMs)}</small>
      </th>
      <td>
        <HoldAge ageMs={hold.ageMs} overdue={hold.overdue} />
      </td>
      <td>
        <HolderOf act={hold} />
      </td>
      <td>
        <bdi dir="ltr">{format.money(hold.amountMinor, hold.currency)}</bdi>
        <small>
          <NoteText note={hold.note} />
        </small>
      </td>
      <td>
        <PaperOf act={hold} onSettle={onSettle} />
        <div className="row-actions">
          <Button disabled={!dayOpen} onPress={onReprint}>
            {t('receipts.reprint')}
          </Button>
          <Button disabled={!dayOpen} onPress={onRelease}>
            {t('voucher.release')}
          </Button>
        </div>
      </td>
    </tr>
  );
}

type Act = HoldView | CaptureView;

/** Whose voucher it was, as far as roll or voucher say. */
export function HolderOf({ act }: Readonly<{ act: Act }>): JSX.Element {
  return (
    <>
      <bdi>{act.name ?? ''}</bdi>
      <small>
        <bdi dir="ltr">{[act.household, act.code].filter((one) => one !== null).join(' · ')}</bdi>
        <br />
        <bdi>{act.issuer}</bdi>
      </small>
    </>
  );
}

/** What is known of its paper, and the question where that is in doubt. */
export function PaperOf({ act, onSettle }: Readonly<{ act: Act; onSettle: () => void }>): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <PrintTag print={act.print} words="printVoucher" />
      {act.copies > 0 && ` ${t('print.copies', { count: act.copies })}`}
      {act.print === 'unknown' && (
        <div>
          <Button look="primary" onPress={onSettle}>
            {t('receipts.settle')}
          </Button>
        </div>
      )}
    </>
  );
}
