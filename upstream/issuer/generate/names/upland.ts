import { words, type People } from './people.ts';

/** English-speaking East, Southern and West Africa. */
const women = words(
  'Mary, Grace, Esther, Rose, Sarah, Ruth, Rebecca, Achol, Akello, Atieno, Blessing, Agnes, Joyce, Florence, Mercy, Nyandeng, Adut, Wanjiru, Ngozi, Stella, Comfort, Abuk, Nakato, Chipo, Aber, Nyakor, Auma, Nafula, Thandiwe, Tabitha',
);
const men = words(
  'John, Peter, Joseph, James, Samuel, Daniel, Moses, Isaac, Simon, Okello, Otieno, Deng, Emeka, Kamau, Majok, Gabriel, Stephen, Juma, Abraham, Lual, Mugisha, Tendai, Gatluak, Ladu, Wani, Elijah, Barasa, Kwame, Chol, Taban',
);
const surnames = words(
  'Okello, Otieno, Deng, Mwangi, Banda, Lado, Akech, Ochieng, Opio, Majok, Atem, Bol, Kuol, Mensah, Phiri, Moyo, Wani, Lomoro, Odongo, Ayuel, Malual, Gatwech, Tut, Ojok, Wafula, Kiprono, Lokwang, Ekai, Amule, Dut',
);

export const upland: People = {
  code: 'upland',
  languages: ['en', 'en', 'sw'],
  foreignScript: false,
  ownJoin: ' ',
  places: [
    'Zone #, Riverside',
    'Zone #, Hillside',
    'Block #, New Settlement',
    'Loro Village',
    'Acacia Camp, row #',
    'Parish of Otuke, ward #',
  ],
  given: (random, sex) => {
    const list = sex === 'f' ? women : men;
    const first = random.pickCommon(list);
    const second = random.chance(0.3) ? random.pickCommon(list) : first;
    return first === second ? [first] : [first, second];
  },
  lineage: (random) => [random.pickCommon(surnames)],
  childLineage: (_random, _sex, father) => father.lineage,
};
