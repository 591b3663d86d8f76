import en from '../../../resources/locales/en.json';
import { useWords } from '../../words/use-words.ts';

type Relation = keyof (typeof en)['relation'];
const isKnown = (relation: string): relation is Relation => Object.hasOwn(en.relation, relation);

/** Relations are the programme's own words; the usual ones are translated, others shown as they came. */
export function useRelation(): (relation: string) => string {
  const { t } = useWords();
  return (relation) => {
    const usual = relation.trim().toLowerCase();
    return isKnown(usual) ? t(`relation.${usual}`) : relation;
  };
}
