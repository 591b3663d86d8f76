import type { JSX } from 'react';

/** A name in its own script first, then in Latin letters where that differs. */
export function PersonName({ name, nameLatin }: Readonly<{ name: string; nameLatin: string }>): JSX.Element {
  return (
    <>
      <bdi>{name}</bdi>
      {nameLatin !== name && nameLatin !== '' && (
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
