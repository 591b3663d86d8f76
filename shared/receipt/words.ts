import type { ReversalReason } from '../domain/verdict.ts';
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
  /** White on black on everything that was taken back. */
  reversedMark: string;
  reversal: string;
  receiptTakenBack: string;
  movesBack: string;
  reason: string;
  askedBy: string;
  approvedBy: string;
  noSecondSignature: string;
  receiptNoLongerValid: string;
  closedAlone: string;
  reversalReason: Readonly<Record<ReversalReason, string>>;
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
    reversedMark: 'REVERSED',
    reversal: 'Reversal',
    receiptTakenBack: 'Takes back receipt',
    movesBack: 'Moves back to this desk',
    reason: 'Reason',
    askedBy: 'Asked by',
    approvedBy: 'Approved by',
    noSecondSignature: 'Approved without a second person: no other supervisor at this site.',
    receiptNoLongerValid: 'The receipt named above is no longer valid.',
    closedAlone: 'CLOSED WITHOUT A SECOND SIGNATURE',
    reversalReason: {
      'wrong-person': 'Wrong person',
      'wrong-quantity': 'Wrong quantity',
      'goods-returned': 'Goods or cash returned',
      'entered-twice': 'Entered twice',
      other: 'Other',
    },
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
    reversedMark: 'ANNULÉ',
    reversal: 'Annulation',
    receiptTakenBack: 'Annule le reçu',
    movesBack: 'Revient à ce guichet',
    reason: 'Motif',
    askedBy: 'Demandé par',
    approvedBy: 'Approuvé par',
    noSecondSignature: 'Approuvé sans seconde personne : pas d’autre superviseur sur ce site.',
    receiptNoLongerValid: 'Le reçu nommé ci-dessus n’est plus valable.',
    closedAlone: 'CLÔTURÉ SANS SECONDE SIGNATURE',
    reversalReason: {
      'wrong-person': 'Mauvaise personne',
      'wrong-quantity': 'Mauvaise quantité',
      'goods-returned': 'Biens ou espèces rendus',
      'entered-twice': 'Saisie en double',
      other: 'Autre',
    },
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
    reversedMark: 'مُلغى',
    reversal: 'إلغاء',
    receiptTakenBack: 'يُلغي الإيصال',
    movesBack: 'يعود إلى هذا المكتب',
    reason: 'السبب',
    askedBy: 'بطلب من',
    approvedBy: 'بموافقة',
    noSecondSignature: 'تمت الموافقة دون شخص ثانٍ: لا مشرف آخر في هذا الموقع.',
    receiptNoLongerValid: 'الإيصال المذكور أعلاه لم يعد صالحًا.',
    closedAlone: 'أُغلق دون توقيع ثانٍ',
    reversalReason: {
      'wrong-person': 'شخص خاطئ',
      'wrong-quantity': 'كمية خاطئة',
      'goods-returned': 'أُعيدت المواد أو النقود',
      'entered-twice': 'أُدخل مرتين',
      other: 'سبب آخر',
    },
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
    served: 'استلموا',
    part: 'منهم جزئيًا',
    notServed: 'لم يستلموا',
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
