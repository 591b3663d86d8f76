import type { JSX } from 'react';
import { useStation } from '../../hooks/use-station.tsx';
import { useWords } from '../../words/use-words.ts';

/** Which packages were in force here and have to go in again, in their order; nothing where none is missing. */
export function MissingPackages(): JSX.Element | null {
  const { vault } = useStation();
  const { t, format } = useWords();
  const numbers = vault.packagesToInstall ?? [];
  if (numbers.length === 0) return null;
  return (
    <b>
      {t('install.missing', { count: numbers.length, numbers: format.list(numbers.map((one) => format.number(one))) })}
    </b>
  );
}
