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

/** What is known of a receipt, or of a reversal's slip. Green only where the printer confirmed it. */
export function PrintTag({ print, slip }: Readonly<{ print: Handover['print']; slip?: boolean }>): JSX.Element {
  const { t } = useTranslation();
  return <span className={`tag ${looks[print]}`}>{t(slip === true ? `printSlip.${print}` : `print.${print}`)}</span>;
}
