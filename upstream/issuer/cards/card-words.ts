/** What is printed on every card beside the household's own data. */
export type CardWords = Readonly<{
  household: string;
  people: string;
  help: string;
  cut: string;
  page: string;
  rightToLeft: boolean;
}>;

export type CardLanguage = 'en' | 'fr' | 'ar';

const ALL: Readonly<Record<CardLanguage, CardWords>> = {
  en: {
    household: 'Household',
    people: 'People',
    help: 'Bring this card to every distribution. It is not money. If it is lost, tell the programme and it will be cancelled.',
    cut: 'Print at 100 %. Cut along the marks.',
    page: 'Sheet',
    rightToLeft: false,
  },
  fr: {
    household: 'Ménage',
    people: 'Personnes',
    help: "Apportez cette carte à chaque distribution. Elle n'est pas de l'argent. En cas de perte, prévenez le programme : elle sera annulée.",
    cut: 'Imprimer à 100 %. Couper le long des repères.',
    page: 'Feuille',
    rightToLeft: false,
  },
  ar: {
    household: 'الأسرة',
    people: 'عدد الأفراد',
    help: 'أحضروا هذه البطاقة إلى كل توزيع. ليست نقودًا. إذا فُقدت فأبلغوا البرنامج ليتم إلغاؤها.',
    cut: 'اطبعوا بمقاس 100 %. القص على العلامات.',
    page: 'ورقة',
    rightToLeft: true,
  },
};

export function cardWords(language: CardLanguage): CardWords {
  return ALL[language];
}
