import { words, type People, type Word } from './people.ts';

/** Burmese: no family name; a form of address by age, then two or three words of one's own. */
const women = words(
  'အေး=Aye, ခင်=Khin, မြင့်=Myint, စန်း=San, မွန်=Mon, နွယ်=Nwe, သန္တာ=Thandar, ဖြူ=Phyu, ဝေ=Wai, လှ=Hla, ညို=Nyo, ရီ=Yi, မိုး=Moe, စု=Su, နှင်း=Hnin, ဝတ်ရည်=Wutyi, ချို=Cho, မာ=Mar, သီတာ=Thida, ဥမ္မာ=Ohnmar, ငြိမ်း=Nyein, ထွေး=Htwe, ဝင်း=Win, သဇင်=Thazin',
);
const men = words(
  'အောင်=Aung, ကျော်=Kyaw, ဇော်=Zaw, မင်း=Min, ထွန်း=Tun, သန်း=Than, ဝင်း=Win, စိုး=Soe, နိုင်=Naing, ထက်=Htet, လွင်=Lwin, တင်=Tin, ဟိန်း=Hein, ဇင်=Zin, ဖြိုး=Phyo, လင်း=Linn, ရဲ=Ye, ခိုင်=Khaing, ဦး=Oo, ညွန့်=Nyunt, ဌေး=Htay, မြတ်=Myat, ပြည့်=Pyae, သူ=Thu',
);
const [daw, ma, u, ko, maung] = words('ဒေါ်=Daw, မ=Ma, ဦး=U, ကို=Ko, မောင်=Maung');

function address(sex: 'f' | 'm', ageYears: number): Word {
  const elder = ageYears >= 45;
  const word = sex === 'f' ? (elder ? daw : ma) : elder ? u : ageYears >= 18 ? ko : maung;
  if (word === undefined) throw new Error('a form of address is missing');
  return word;
}

export const burmese: People = {
  code: 'burmese',
  languages: ['my'],
  foreignScript: true,
  ownJoin: '',
  places: ['အကွက် #၊ အရှေ့စခန်း', 'အကွက် #၊ အနောက်စခန်း', 'ရွာသစ်ကျေးရွာ', 'မြစ်ကမ်းရပ်ကွက် #', 'ဇီးကုန်းကျေးရွာ'],
  given: (random, sex, ageYears) => {
    const list = sex === 'f' ? women : men;
    const own = new Set<Word>();
    const count = random.chance(0.45) ? 3 : 2;
    while (own.size < count) own.add(random.pickCommon(list));
    return [address(sex, ageYears), ...own];
  },
  lineage: () => [],
  childLineage: () => [],
};
