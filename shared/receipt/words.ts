import type { Language } from '../ipc/views.ts';

/** The fixed words of all slips. They are few and must fit narrow paper, so they live here and not among the screens' words. */
export type SlipWords = Readonly<{
  receipt: string;
  check: string;
  copy: string;
  given: string;
  household: string;
  collectedBy: string;
  proxy: string;
  member: string;
  cash: string;
  partCollection: string;
  /** With its own colon: French sets a space before it. */
  stillToCollect: string;
  operator: string;
  keep: string;
  interimReport: string;
  finalReport: string;
  opened: string;
  closed: string;
  printed: string;
  coSigned: string;
  opening: string;
  received: string;
  handed: string;
  reversed: string;
  expected: string;
  counted: string;
  difference: string;
  served: string;
  part: string;
  notServed: string;
  notPresented: string;
  byOperator: string;
  entries: string;
  head: string;
  checkpoint: string;
  testSheet: string;
  columns: string;
  readsWell: string;
}>;

export const SLIP_WORDS: Readonly<Record<Language, SlipWords>> = {
  en: {
    receipt: 'Receipt',
    check: 'Check',
    copy: 'COPY',
    given: 'Given',
    household: 'Household',
    collectedBy: 'Collected by',
    proxy: 'proxy of the household',
    member: 'member of the household',
    cash: 'Cash',
    partCollection: 'PART COLLECTION',
    stillToCollect: 'Still to collect:',
    operator: 'Operator',
    keep: 'Keep this receipt. Bring it with you if you have a question.',
    interimReport: 'X report',
    finalReport: 'Z report',
    opened: 'Opened',
    closed: 'Closed',
    printed: 'Printed',
    coSigned: 'Signed also by',
    opening: 'Opening',
    received: 'Received',
    handed: 'Handed over',
    reversed: 'Reversed',
    expected: 'Expected',
    counted: 'Counted',
    difference: 'Difference',
    served: 'Served',
    part: 'of these, part',
    notServed: 'Not served',
    notPresented: 'Not presented',
    byOperator: 'By operator',
    entries: 'Entries in the ledger',
    head: 'Ledger head',
    checkpoint: 'Checkpoint',
    testSheet: 'Printer test',
    columns: 'Columns',
    readsWell: 'If every line above reads well and the code scans, this printer is ready.',
  },
  fr: {
    receipt: 'Reçu',
    check: 'Contrôle',
    copy: 'COPIE',
    given: 'Remis',
    household: 'Ménage',
    collectedBy: 'Retiré par',
    proxy: 'mandataire du ménage',
    member: 'membre du ménage',
    cash: 'Espèces',
    partCollection: 'RETRAIT PARTIEL',
    stillToCollect: 'Reste à retirer :',
    operator: 'Opérateur',
    keep: 'Gardez ce reçu. Apportez-le si vous avez une question.',
    interimReport: 'Rapport X',
    finalReport: 'Rapport Z',
    opened: 'Ouverture',
    closed: 'Clôture',
    printed: 'Imprimé',
    coSigned: 'Contresigné par',
    opening: 'Ouverture',
    received: 'Reçu',
    handed: 'Remis',
    reversed: 'Annulé',
    expected: 'Attendu',
    counted: 'Compté',
    difference: 'Écart',
    served: 'Servis',
    part: 'dont en partie',
    notServed: 'Non servis',
    notPresented: 'Non présentés',
    byOperator: 'Par opérateur',
    entries: 'Écritures du registre',
    head: 'Tête du registre',
    checkpoint: 'Point de contrôle',
    testSheet: 'Essai d’impression',
    columns: 'Colonnes',
    readsWell: 'Si chaque ligne ci-dessus est lisible et que le code se lit, l’imprimante est prête.',
  },
  ar: {
    receipt: 'إيصال',
    check: 'رمز التحقق',
    copy: 'نسخة',
    given: 'ما تم تسليمه',
    household: 'الأسرة',
    collectedBy: 'المستلم',
    proxy: 'وكيل الأسرة',
    member: 'فرد من الأسرة',
    cash: 'نقدًا',
    partCollection: 'استلام جزئي',
    stillToCollect: 'المتبقي للاستلام:',
    operator: 'المشغّل',
    keep: 'احتفظ بهذا الإيصال. أحضره معك إذا كان لديك سؤال.',
    interimReport: 'تقرير X',
    finalReport: 'تقرير Z',
    opened: 'الافتتاح',
    closed: 'الإغلاق',
    printed: 'طُبع',
    coSigned: 'وقّع أيضًا',
    opening: 'رصيد الافتتاح',
    received: 'الوارد',
    handed: 'المُسلَّم',
    reversed: 'المُلغى',
    expected: 'المتوقع',
    counted: 'المعدود',
    difference: 'الفرق',
    served: 'تم تسليمهم',
    part: 'منهم جزئيًا',
    notServed: 'لم يُسلَّموا',
    notPresented: 'لم يحضروا',
    byOperator: 'حسب المشغّل',
    entries: 'قيود السجل',
    head: 'رأس السجل',
    checkpoint: 'نقطة التحقق',
    testSheet: 'اختبار الطابعة',
    columns: 'الأعمدة',
    readsWell: 'إذا كانت كل الأسطر أعلاه واضحة وأمكن مسح الرمز، فالطابعة جاهزة.',
  },
};
