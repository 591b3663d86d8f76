import { words, type People } from './people.ts';

/** French-speaking West Africa: one given name and a surname; women keep their own at marriage. */
const women = words(
  'Aminata, Fatoumata, Mariam, Awa, Aïssata, Kadiatou, Ramatou, Hawa, Oumou, Salimata, Bintou, Djénéba, Assétou, Rokia, Nafissatou, Mariama, Rasmata, Haoua, Zénabou, Coumba, Sitan, Clarisse, Joséphine, Bernadette, Élise, Ténin, Korotoumou, Safiatou, Ndèye, Adjaratou',
);
const men = words(
  'Mamadou, Ibrahima, Moussa, Amadou, Seydou, Ousmane, Abdoulaye, Issa, Souleymane, Boubacar, Adama, Oumar, Idrissa, Lassina, Drissa, Salif, Hamidou, Yacouba, Emmanuel, Étienne, Honoré, Jean-Baptiste, Bakary, Soumaïla, Karim, Alassane, Daouda, Noufou, Tidiane, Théophile',
);
const surnames = words(
  'Diallo, Traoré, Coulibaly, Ouédraogo, Konaté, Sawadogo, Diarra, Sidibé, Sangaré, Cissé, Kaboré, Bamba, Dembélé, Barry, Zongo, Maïga, Kouassi, Tapsoba, Yaméogo, Zoungrana, Sanogo, Doumbia, Camara, Bah, Ilboudo, Kinda, Nikiéma, Tamboura, Koné, Guindo',
);

export const sahel: People = {
  code: 'sahel',
  languages: ['fr', 'fr', 'bm', 'ff'],
  foreignScript: false,
  ownJoin: ' ',
  places: [
    'Bloc #, secteur Nord',
    'Bloc #, secteur Sud',
    'Quartier Sanfélé, lot #',
    'Village de Tanghin-Ba',
    'Village de Koro-Wéré',
    'Site des Baobabs, îlot #',
  ],
  given: (random, sex) => [random.pickCommon(sex === 'f' ? women : men)],
  lineage: (random) => [random.pickCommon(surnames)],
  childLineage: (_random, _sex, father) => father.lineage,
};
