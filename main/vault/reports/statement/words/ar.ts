import type { StatementWords } from './statement-words.ts';

export const ARABIC: StatementWords = {
  title: 'مطالبة بالسداد',
  replacedBy: (number) => `لم يعد صالحًا: حلّ محله الكشف ${number}`,
  number: 'الكشف',
  date: 'التاريخ',
  replaces: 'يحلّ محل الكشف',
  provider: 'مقدّم الخدمة',
  payer: 'المطالَب بالسداد',
  programme: 'البرنامج',
  place: 'الموقع والمكتب',
  cycle: 'الدورة',
  period: 'الفترة',
  total: 'المبلغ المطالَب به',
  totalInWords: 'كتابةً',
  madeBy: 'أعدّه',
  note: 'ملاحظة',

  vouchers: (count) => `القسائم: ${count}`,
  receipt: 'الإيصال',
  day: 'اليوم',
  voucher: 'القسيمة',
  person: 'المستفيد',
  services: 'الخدمات',
  voucherAmount: 'قيمتها',
  given: 'المقدَّم',
  claimed: 'المطالَب به',
  sum: 'المجموع',

  byService: 'حسب الخدمة',
  service: 'الخدمة',
  quantity: 'العدد',

  documents: 'المستندات المؤيدة',
  document: 'المستند',
  kind: {
    'statement-of-account': 'كشف حساب',
    'discharge-note': 'تقرير خروج',
    prescription: 'وصفة طبية',
    other: 'مستند آخر',
  },
  file: 'SHA-256',
  noDocuments: 'لا توجد مستندات مرفقة.',

  record: 'التسجيل',
  entry: 'قيد السجل',
  check: 'أحرف التحقق',
  recordNote:
    'هذا الكشف قيد موقّع في سجل المحطة. يثبت رمزه أن هذا القيد نفسه قد سُجّل، والمستندات مرتبطة به ببصمة SHA-256.',

  signatures: 'التوقيعات',
  roles: ['عن مقدّم الخدمة', 'مشرف المحطة', 'مكتب البرنامج'],
  name: 'الاسم',
  signature: 'التوقيع والتاريخ والختم',
  page: (number, of) => `صفحة ${number} من ${of}`,
};
