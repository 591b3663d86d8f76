import { words, type People } from './people.ts';

/** Nepali and Hindi: given name, often `Maya`/`Bahadur` and the like, and a surname that the family shares. */
const women = words(
  'सीता=Sita, गीता=Gita, लक्ष्मी=Laxmi, सुनिता=Sunita, मीना=Mina, कमला=Kamala, राधा=Radha, सरस्वती=Saraswati, पार्वती=Parbati, अनिता=Anita, शान्ति=Shanti, रीता=Rita, बिमला=Bimala, सावित्री=Sabitri, निर्मला=Nirmala, सुशीला=Sushila, पूजा=Puja, आशा=Asha, गंगा=Ganga, तारा=Tara, रेखा=Rekha, मञ्जु=Manju, चन्द्रकला=Chandrakala, दुर्गा=Durga, फूलमती=Phulmati',
);
const secondWomen = words('माया=Maya, देवी=Devi, कुमारी=Kumari');
const men = words(
  'राम=Ram, कृष्ण=Krishna, हरि=Hari, गोपाल=Gopal, सुरेश=Suresh, रमेश=Ramesh, दीपक=Dipak, विष्णु=Bishnu, प्रकाश=Prakash, राजेश=Rajesh, मोहन=Mohan, शिव=Shiva, नारायण=Narayan, सन्तोष=Santosh, अर्जुन=Arjun, विकास=Bikas, दिनेश=Dinesh, गणेश=Ganesh, भीम=Bhim, पदम=Padam, मनोज=Manoj, अशोक=Ashok, टेक=Tek, जीत=Jit, धन=Dhan',
);
const secondMen = words('बहादुर=Bahadur, कुमार=Kumar, प्रसाद=Prasad, लाल=Lal');
const surnames = words(
  'तामाङ=Tamang, थापा=Thapa, श्रेष्ठ=Shrestha, राई=Rai, गुरुङ=Gurung, यादव=Yadav, मगर=Magar, शर्मा=Sharma, अधिकारी=Adhikari, पौडेल=Paudel, कार्की=Karki, महतो=Mahato, चौधरी=Chaudhary, लिम्बू=Limbu, भट्टराई=Bhattarai, खड्का=Khadka, परियार=Pariyar, विश्वकर्मा=Bishwakarma, सिंह=Singh, घिमिरे=Ghimire, बस्नेत=Basnet, रावत=Rawat, साह=Sah, मण्डल=Mandal',
);

export const devanagari: People = {
  code: 'devanagari',
  languages: ['ne', 'ne', 'hi'],
  foreignScript: true,
  ownJoin: ' ',
  places: ['वडा #, पूर्वी शिविर', 'वडा #, उत्तर टोल', 'गाउँ सानोखोला', 'गाउँ देउराली', 'बस्ती #, नदी किनार'],
  given: (random, sex) => {
    const first = random.pickCommon(sex === 'f' ? women : men);
    return random.chance(0.55) ? [first, random.pickCommon(sex === 'f' ? secondWomen : secondMen)] : [first];
  },
  lineage: (random) => [random.pickCommon(surnames)],
  childLineage: (_random, _sex, father) => father.lineage,
};
