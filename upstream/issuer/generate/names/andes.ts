import { firstOf, words, type People } from './people.ts';

/** Spanish-speaking America: two surnames, the father's first one and the mother's first one. */
const women = words(
  'María, Ana, Luz, Carmen, Rosa, Yolanda, Gloria, Juana, Marta, Sandra, Claudia, Luisa, Diana, Yesenia, Elena, Paola, Isabel, Blanca, Dora, Nelly, Daniela, Valentina, Ofelia, Leidy, Zoila, Emperatriz',
);
const secondWomen = words(
  'Elena, Isabel, del Carmen, Patricia, Marina, Stella, Fernanda, Lucía, Esperanza, Milena, Teresa, Inés',
);
const men = words(
  'José, Luis, Carlos, Juan, Jorge, Pedro, Miguel, Andrés, Héctor, Óscar, Víctor, Jesús, Manuel, Rafael, Fernando, Wilson, Édgar, Nelson, Ángel, Ramón, Tomás, Iván, Hernando, Yeison, Gonzalo, Wilmer',
);
const secondMen = words(
  'Antonio, Alberto, Enrique, David, Eduardo, Alexánder, Ramiro, Armando, Andrés, Fabián, Arturo, Elías',
);
const surnames = words(
  'Rodríguez, González, Hernández, García, Martínez, López, Pérez, Ramírez, Sánchez, Díaz, Torres, Mosquera, Rivas, Córdoba, Quispe, Mamani, Flores, Rojas, Moreno, Castillo, Mejía, Zúñiga, Peña, Ortiz, Guzmán, Vásquez, Cárdenas, Ibargüen, Choque, Condori, Núñez, Suárez',
);

export const andes: People = {
  code: 'andes',
  languages: ['es', 'es', 'es', 'qu'],
  foreignScript: false,
  ownJoin: ' ',
  places: [
    'Vereda El Guayabal',
    'Barrio Nueva Esperanza, manzana #',
    'Sector La Cañada, lote #',
    'Caserío San Isidro',
    'Albergue Norte, módulo #',
  ],
  given: (random, sex) => {
    const first = random.pickCommon(sex === 'f' ? women : men);
    const second = random.pickCommon(sex === 'f' ? secondWomen : secondMen);
    return random.chance(0.65) && second.own !== first.own ? [first, second] : [first];
  },
  lineage: (random) => [random.pickCommon(surnames), random.pickCommon(surnames)],
  childLineage: (_random, _sex, father, mother) => [...firstOf(father.lineage), ...firstOf(mother.lineage)],
};
