import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handover } from '../../desk/desk.types.ts';

const looks: Readonly<Record<Handover['print'], string>> = {
  none: 'care',
  queued: 'care',
  sent: 'care',
  confirmed: 'good',
  failed: 'bad',
  unknown: 'bad',
};

type PrintTagProps = Readonly<{ print: Handover['print']; words?: 'print' | 'printSlip' | 'printVoucher' }>;

/** What is known of a receipt, of a reversal's slip, or of the papers of a voucher. Green only where the printer confirmed it. */
export function PrintTag({ print, words = 'print' }: PrintTagProps): JSX.Element {
  const { t } = useTranslation();
  return <span className={`tag ${looks[print]}`}>{t(`${words}.${print}`)}</span>;
}
