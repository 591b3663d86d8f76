import type { Language } from '../ipc/views.ts';

/** What a report of a day says of services on vouchers, on whatever paper. */
export type ServiceWords = Readonly<{
  services: string;
  captures: string;
  captured: string;
  takenBack: string;
  /** Captured less what was taken back. */
  toClaim: string;
  holds: string;
  held: string;
}>;

export const SERVICE_WORDS: Readonly<Record<Language, ServiceWords>> = {
  en: {
    services: 'Vouchers: services',
    captures: 'Captures',
    captured: 'Captured',
    takenBack: 'Taken back',
    toClaim: 'To be claimed',
    holds: 'On hold',
    held: 'Set aside',
  },
  fr: {
    services: 'Bons : services',
    captures: 'Facturations',
    captured: 'Facturé',
    takenBack: 'Annulé',
    toClaim: 'À réclamer',
    holds: 'Réservations',
    held: 'Réservé',
  },
  ar: {
    services: 'القسائم: الخدمات',
    captures: 'التسجيلات',
    captured: 'المسجَّل',
    takenBack: 'المُلغى',
    toClaim: 'للمطالبة',
    holds: 'الحجوزات',
    held: 'المحجوز',
  },
};
