import { words, type People } from './people.ts';

/** Bengali: a given name and a second one that goes with the sex, seldom shared by a family. */
const women = words(
  'রহিমা=Rahima, ফাতেমা=Fatema, আয়েশা=Ayesha, সালমা=Salma, নূরজাহান=Nurjahan, জরিনা=Zarina, মরিয়ম=Mariam, রোকেয়া=Rokeya, শাহিদা=Shahida, তাসলিমা=Taslima, নাসিমা=Nasima, রাশেদা=Rasheda, সেলিনা=Selina, খাদিজা=Khadija, মিনারা=Minara, হালিমা=Halima, সানজিদা=Sanjida, লায়লা=Laila, শিউলি=Shiuli, সুমাইয়া=Sumaiya, জোহরা=Zohra, আমেনা=Amena, রুবিনা=Rubina, দিলারা=Dilara, ছেনুয়ারা=Senuara',
);
const secondWomen = words('খাতুন=Khatun, বেগম=Begum, আক্তার=Akter, বিবি=Bibi, বানু=Banu');
const men = words(
  'মোহাম্মদ=Mohammad, আব্দুল=Abdul, রফিক=Rafiq, জাহিদ=Zahid, কামাল=Kamal, জামাল=Jamal, সেলিম=Selim, হাফিজ=Hafiz, ইউসুফ=Yusuf, ইব্রাহিম=Ibrahim, ইলিয়াস=Ilias, আনোয়ার=Anwar, ফারুক=Faruk, শফিক=Shafiq, মনির=Monir, হারুন=Harun, নূর=Nur, জসিম=Jasim, শামসুল=Shamsul, সিরাজ=Siraj, আবুল=Abul, ওসমান=Osman, জুবায়ের=Jubair, রশিদ=Rashid, এনায়েত=Enayet',
);
const secondMen = words(
  'হোসেন=Hossain, আলম=Alam, ইসলাম=Islam, মিয়া=Mia, আহমেদ=Ahmed, আলী=Ali, উদ্দিন=Uddin, হক=Haque, উল্লাহ=Ullah, আমিন=Amin, সালাম=Salam, কাশেম=Kashem',
);

export const bengali: People = {
  code: 'bengali',
  languages: ['bn'],
  foreignScript: true,
  ownJoin: ' ',
  places: ['ব্লক #, পূর্ব শিবির', 'ব্লক #, পশ্চিম শিবির', 'শিবির #, পাহাড়তলী', 'গ্রাম সোনাতলা', 'গ্রাম চরলক্ষ্মীপুর, পাড়া #'],
  given: (random, sex) => [random.pickCommon(sex === 'f' ? women : men)],
  lineage: (random, sex) => [random.pickCommon(sex === 'f' ? secondWomen : secondMen)],
  childLineage: (random, sex, father) =>
    sex === 'm' && random.chance(0.4) ? father.lineage : [random.pickCommon(sex === 'f' ? secondWomen : secondMen)],
};
