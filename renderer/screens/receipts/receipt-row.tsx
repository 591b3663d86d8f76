import type { JSX } from 'react';
import type { Handover } from '../../desk/desk.types.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { NoteText } from '../../parts/note-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { PrintTag } from './print-tag.tsx';
import { WayTag } from './way-tag.tsx';

type ReceiptRowProps = Readonly<{
  handover: Handover;
  onReprint: () => void;
  onSettle: () => void;
  onReverse: () => void;
  onProof: () => void;
}>;

export function ReceiptRow({ handover, onReprint, onSettle, onReverse, onProof }: ReceiptRowProps): JSX.Element {
  const { vault } = useStation();
  const { t, moment } = useWords();
  const { sentence } = useItems();
  const dayOpen = vault.day !== null;
  const { slip } = handover;
  const { print, copies } = slip ?? handover;
  return (
    <tr>
      <th scope="row" className="nowrap">
        <bdi dir="ltr">{handover.receipt}</bdi> <bdi dir="ltr">{handover.check}</bdi>
        <small>
          {moment(handover.atMs)} {handover.part && <span className="tag care">{t('receipts.part')}</span>}
        </small>
        <WayTag handover={handover} />
      </th>
      <td>
        <bdi>{handover.name ?? ''}</bdi>
        <small>
          <bdi dir="ltr">{handover.household ?? ''}</bdi>
        </small>
      </td>
      <td>
        {sentence(handover.lines)}
        <small>
          <NoteText note={handover.note} />
        </small>
      </td>
      <td>
        {handover.reversedBy !== null && (
          <span className="tag bad">{t('handoverState.reversed', { seq: String(handover.reversedBy) })}</span>
        )}{' '}
        <PrintTag print={print} words={slip === null ? 'print' : 'printSlip'} />
        {print === 'unknown' && (
          <div>
            <Button look="primary" onPress={onSettle}>
              {t('receipts.settle')}
            </Button>
          </div>
        )}
        {copies > 0 && ` ${t('print.copies', { count: copies })}`}
      </td>
      <td>
        <div className="row-actions">
          <Button disabled={!dayOpen} onPress={onReprint}>
            {t(slip === null ? 'receipts.reprint' : 'receipts.reprintSlip')}
          </Button>
          {handover.reversedBy === null && (
            <Button disabled={!dayOpen || vault.day?.counted === true} onPress={onReverse}>
              {t('receipts.reverse')}
            </Button>
          )}
          {vault.operator?.role === 'supervisor' && <Button onPress={onProof}>{t('receipts.proof')}</Button>}
        </div>
      </td>
    </tr>
  );
}
