import type { Language } from '../../../shared/ipc/views.ts';
import type { SheetWords } from '../cards/sheet.ts';

/** What is printed on every voucher beside its own data. */
export type VoucherWords = SheetWords &
  Readonly<{
    voucher: string;
    beneficiary: string;
    where: string;
    anywhere: string;
    valid: string;
    code: string;
    help: string;
  }>;

const ALL: Readonly<Record<Language, VoucherWords>> = {
  en: {
    voucher: 'Voucher',
    beneficiary: 'For',
    where: 'Only at',
    anywhere: 'At any of our partners',
    valid: 'Valid (both days included)',
    code: 'Voucher code',
    help: 'Can be used once. A copy is worth nothing. If it is lost, tell the programme and it will be cancelled.',
    cut: 'Print at 100 %. Cut along the marks.',
    page: 'Sheet',
    rightToLeft: false,
  },
  fr: {
    voucher: 'Bon',
    beneficiary: 'Pour',
    where: 'Uniquement chez',
    anywhere: 'Chez tous nos partenaires',
    valid: 'Valable (premier et dernier jour compris)',
    code: 'Code du bon',
    help: 'Utilisable une seule fois. Une copie ne vaut rien. En cas de perte, prévenez le programme : il sera annulé.',
    cut: 'Imprimer à 100 %. Couper le long des repères.',
    page: 'Feuille',
    rightToLeft: false,
  },
  ar: {
    voucher: 'قسيمة',
    beneficiary: 'لصالح',
    where: 'فقط لدى',
    anywhere: 'لدى جميع شركائنا',
    valid: 'صالحة (اليوم الأول والأخير مشمولان)',
    code: 'رمز القسيمة',
    help: 'تُستعمل مرة واحدة فقط. النسخة لا قيمة لها. إذا فُقدت فأبلغوا البرنامج ليتم إلغاؤها.',
    cut: 'اطبعوا بمقاس 100 %. القص على العلامات.',
    page: 'ورقة',
    rightToLeft: true,
  },
};

export function voucherWords(language: Language): VoucherWords {
  return ALL[language];
}
