import type { Language } from '../ipc/views.ts';

/** Units that packages name in English, in the other languages; any other unit stands on paper as the package writes it. */
const UNITS: Readonly<Record<string, Readonly<Record<Exclude<Language, 'en'>, string>>>> = {
  bag: { fr: 'sac', ar: 'كيس' },
  bar: { fr: 'barre', ar: 'قطعة' },
  blanket: { fr: 'couverture', ar: 'بطانية' },
  bottle: { fr: 'bouteille', ar: 'قارورة' },
  box: { fr: 'carton', ar: 'صندوق' },
  can: { fr: 'bidon', ar: 'صفيحة' },
  carton: { fr: 'carton', ar: 'كرتون' },
  g: { fr: 'g', ar: 'غ' },
  kg: { fr: 'kg', ar: 'كغ' },
  kit: { fr: 'kit', ar: 'طقم' },
  l: { fr: 'l', ar: 'لتر' },
  packet: { fr: 'paquet', ar: 'علبة' },
  piece: { fr: 'pièce', ar: 'قطعة' },
  tin: { fr: 'boîte', ar: 'علبة' },
};

export function unitIn(unit: string, language: Language): string {
  return language === 'en' ? unit : (UNITS[unit.toLowerCase()]?.[language] ?? unit);
}
