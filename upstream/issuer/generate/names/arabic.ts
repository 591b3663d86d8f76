import { firstOf, words, type People } from './people.ts';

/** Arabic: one's own name, the father's, the grandfather's. */
const women = words(
  'فاطمة=Fatima, عائشة=Aisha, مريم=Maryam, حليمة=Halima, خديجة=Khadija, زينب=Zainab, آمنة=Amna, سعاد=Suad, هدى=Huda, نور=Nour, سارة=Sara, رقية=Ruqayya, حواء=Hawa, إيمان=Iman, سلمى=Salma, ليلى=Layla, أسماء=Asma, رانيا=Rania, سميرة=Samira, نادية=Nadia, زهراء=Zahra, صفية=Safiya, هاجر=Hajar, منى=Muna, إخلاص=Ikhlas, ابتسام=Ibtisam, رحاب=Rihab, نجلاء=Najla, وفاء=Wafa, عفاف=Afaf',
);
const men = words(
  'محمد=Mohamed, أحمد=Ahmed, علي=Ali, عبد الله=Abdallah, حسن=Hassan, إبراهيم=Ibrahim, عمر=Omar, يوسف=Yusuf, آدم=Adam, عثمان=Osman, إسماعيل=Ismail, حسين=Hussein, خالد=Khalid, إدريس=Idris, موسى=Musa, صالح=Salih, هارون=Haroun, يحيى=Yahya, بشير=Bashir, عبد الرحمن=Abdelrahman, مصطفى=Mustafa, طارق=Tariq, سليمان=Suleiman, عيسى=Issa, جمال=Jamal, ياسر=Yasir, كمال=Kamal, أبكر=Abakar, الطيب=Eltayeb, مبارك=Mubarak',
);

export const arabic: People = {
  code: 'arabic',
  languages: ['ar'],
  foreignScript: true,
  ownJoin: ' ',
  places: [
    'مربع #، المعسكر الشرقي',
    'مربع #، المعسكر الغربي',
    'حي السلام، قطاع #',
    'قرية أم الخير',
    'قرية وادي النخل',
    'مركز الإيواء #',
  ],
  given: (random, sex) => [random.pickCommon(sex === 'f' ? women : men)],
  lineage: (random) => [random.pickCommon(men), random.pickCommon(men)],
  childLineage: (_random, _sex, father) => [...father.given, ...firstOf(father.lineage)],
};
