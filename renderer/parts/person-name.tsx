import type { JSX } from 'react';

const withoutAccents = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');

/** A name in its own script first, then in Latin letters where that differs. */
export function PersonName({ name, nameLatin }: Readonly<{ name: string; nameLatin: string }>): JSX.Element {
  return (
    <>
      <bdi>{name}</bdi>
      {nameLatin !== '' && nameLatin !== withoutAccents(name) && nameLatin !== name && (
        <>
          {' '}
          <span className="latin" lang="und-Latn">
            <bdi>{nameLatin}</bdi>
          </span>
        </>
      )}
    </>
  );
}
