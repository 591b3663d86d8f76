import { useState } from 'react';
import { useOccupied } from '../../hooks/use-desk.tsx';
import { useStation } from '../../hooks/use-station.tsx';
import { countInput, EMPTY_COUNT, type CountInput, type CountTexts } from './count.ts';

export type Count = Readonly<{
  texts: CountTexts;
  setTexts: (texts: CountTexts) => void;
  input: CountInput | undefined;
}>;

/** A count being typed: a scan asks before it throws it away. */
export function useCount(): Count {
  const { vault } = useStation();
  const [texts, setTexts] = useState(EMPTY_COUNT);
  useOccupied(texts !== EMPTY_COUNT);
  const items = (vault.cycle?.items ?? []).map((one) => one.item);
  return { texts, setTexts, input: countInput(texts, vault.cycle?.currencies ?? [], items) };
}
