import type { ReleaseReason } from '../domain/voucher.ts';
import type { Language } from '../ipc/views.ts';

/** The fixed words of the papers of vouchers, beside those that all slips have. */
type VoucherWords = Readonly<{
  code: string;
  issuer: string;
  provider: string;
  hold: string;
  setAside: string;
  nothingUsedYet: string;
  ended: string;
  endedBy: string;
  claim: string;
  forPatient: string;
  forFile: string;
  services: string;
  total: string;
  remaining: string;
  ofHold: string;
  signature: string;
  keepClaim: string;
  takenBack: string;
  takenBackBy: string;
  release: string;
  takesBackClaim: string;
  backOnVoucher: string;
  claimNoLongerValid: string;
  releaseReason: Readonly<Record<ReleaseReason, string>>;
}>;

export const VOUCHER_WORDS: Readonly<Record<Language, VoucherWords>> = {
  en: {
    code: 'Voucher',
    issuer: 'Issuer',
    provider: 'Provider',
    hold: 'Hold',
    setAside: 'Set aside on the voucher',
    nothingUsedYet: 'Nothing has been used yet. Bring this slip and the voucher when you leave.',
    ended: 'ENDED',
    endedBy: 'Ended by',
    claim: 'Claim',
    forPatient: 'FOR THE PATIENT',
    forFile: 'FOR THE FILE',
    services: 'Services',
    total: 'Charged to the voucher',
    remaining: 'Left on the voucher',
    ofHold: 'Hold',
    signature: 'Signature',
    keepClaim: 'Keep this slip. Bring it with you if you have a question.',
    takenBack: 'TAKEN BACK',
    takenBackBy: 'Taken back by',
    release: 'Release',
    takesBackClaim: 'Takes back claim',
    backOnVoucher: 'Back on the voucher',
    claimNoLongerValid: 'The claim named above is no longer valid.',
    releaseReason: {
      'patient-left': 'Patient left',
      'not-needed': 'Treatment not needed',
      'paid-otherwise': 'Paid in another way',
      'wrong-voucher': 'Wrong voucher',
      'wrong-amount': 'Wrong amount',
      other: 'Other',
    },
  },
  fr: {
    code: 'Bon',
    issuer: 'Émetteur',
    provider: 'Prestataire',
    hold: 'Réservation',
    setAside: 'Réservé sur le bon',
    nothingUsedYet: 'Rien n’a encore été utilisé. Apportez ce papier et le bon à la sortie.',
    ended: 'TERMINÉE',
    endedBy: 'Terminée par',
    claim: 'Facture',
    forPatient: 'POUR LE PATIENT',
    forFile: 'POUR LE DOSSIER',
    services: 'Prestations',
    total: 'Imputé au bon',
    remaining: 'Reste sur le bon',
    ofHold: 'Réservation',
    signature: 'Signature',
    keepClaim: 'Gardez ce papier. Apportez-le si vous avez une question.',
    takenBack: 'ANNULÉE',
    takenBackBy: 'Annulée par',
    release: 'Annulation',
    takesBackClaim: 'Annule la facture',
    backOnVoucher: 'Retourne sur le bon',
    claimNoLongerValid: 'La facture nommée ci-dessus n’est plus valable.',
    releaseReason: {
      'patient-left': 'Le patient est parti',
      'not-needed': 'Soins non nécessaires',
      'paid-otherwise': 'Payé autrement',
      'wrong-voucher': 'Mauvais bon',
      'wrong-amount': 'Mauvais montant',
      other: 'Autre',
    },
  },
  ar: {
    code: 'القسيمة',
    issuer: 'الجهة المُصدِرة',
    provider: 'مقدّم الخدمة',
    hold: 'حجز',
    setAside: 'المحجوز من القسيمة',
    nothingUsedYet: 'لم يُستخدم شيء بعد. أحضر هذه الورقة والقسيمة عند الخروج.',
    ended: 'انتهى',
    endedBy: 'أنهاه',
    claim: 'مطالبة',
    forPatient: 'نسخة المريض',
    forFile: 'نسخة الملف',
    services: 'الخدمات',
    total: 'المحسوب على القسيمة',
    remaining: 'المتبقي في القسيمة',
    ofHold: 'الحجز',
    signature: 'التوقيع',
    keepClaim: 'احتفظ بهذه الورقة. أحضرها معك إذا كان لديك سؤال.',
    takenBack: 'مُلغاة',
    takenBackBy: 'ألغاها',
    release: 'إلغاء مطالبة',
    takesBackClaim: 'يُلغي المطالبة',
    backOnVoucher: 'يعود إلى القسيمة',
    claimNoLongerValid: 'المطالبة المذكورة أعلاه لم تعد صالحة.',
    releaseReason: {
      'patient-left': 'غادر المريض',
      'not-needed': 'العلاج غير لازم',
      'paid-otherwise': 'دُفع بطريقة أخرى',
      'wrong-voucher': 'قسيمة خاطئة',
      'wrong-amount': 'مبلغ خاطئ',
      other: 'سبب آخر',
    },
  },
};
