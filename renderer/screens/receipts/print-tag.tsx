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

/** What is known of the paper. Green only where the printer confirmed it. */
export function PrintTag({ print }: Readonly<{ print: Handover['print'] }>): JSX.Element {
  const { t } = useTranslation();
  return <span className={`tag ${looks[print]}`}>{t(`print.${print}`)}</span>;
}
