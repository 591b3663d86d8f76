import { words, type People } from './people.ts';

/** Amharic: one's own name and the father's. */
const women = words(
  'አልማዝ=Almaz, ትዕግስት=Tigist, ሀና=Hanna, ሰላም=Selam, መሰረት=Meseret, ገነት=Genet, ማርታ=Marta, ራሄል=Rahel, ሳራ=Sara, ዘውዲቱ=Zewditu, አስቴር=Aster, ወርቅነሽ=Workinesh, ፀሐይ=Tsehay, ሙሉ=Mulu, እመቤት=Emebet, ዓለምነሽ=Alemnesh, ሕይወት=Hiwot, ቤተልሔም=Bethlehem, አበባ=Abeba, ውብነሽ=Wubinesh, ሰናይት=Senait, ለምለም=Lemlem, ፋጡማ=Fatuma, ዘነበች=Zenebech, ሄለን=Helen, ብርቱካን=Birtukan',
);
const men = words(
  'አበበ=Abebe, ተስፋዬ=Tesfaye, ከበደ=Kebede, ሀይሉ=Hailu, ግርማ=Girma, ዳዊት=Dawit, ዮሐንስ=Yohannes, ሰለሞን=Solomon, ብርሃኑ=Birhanu, ታደሰ=Tadesse, በቀለ=Bekele, መኮንን=Mekonnen, ጌታቸው=Getachew, አለሙ=Alemu, ወልዴ=Wolde, ደስታ=Desta, አሰፋ=Assefa, ሙሉጌታ=Mulugeta, ዘሪሁን=Zerihun, ፍቃዱ=Fikadu, ንጉሴ=Nigussie, ሞገስ=Moges, ሙሳ=Mussa, አህመድ=Ahmed, እንዳለ=Endale, ሲሳይ=Sisay',
);

export const amharic: People = {
  code: 'amharic',
  languages: ['am'],
  foreignScript: true,
  ownJoin: ' ',
  places: ['ቀጠና #፣ ምስራቅ መጠለያ', 'ቀጠና #፣ ምዕራብ መጠለያ', 'ቀበሌ #', 'አዲስ ሰፈር፣ ቤት #', 'ወንዝ ዳር መንደር'],
  given: (random, sex) => [random.pickCommon(sex === 'f' ? women : men)],
  lineage: (random) => [random.pickCommon(men)],
  childLineage: (_random, _sex, father) => father.given,
};
