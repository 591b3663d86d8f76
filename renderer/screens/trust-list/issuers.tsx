import type { JSX } from 'react';
import type { TrustListView } from '../../../shared/ipc/credentials-contract.ts';
import { useWords } from '../../words/use-words.ts';

type Issuer = TrustListView['issuers'][number];
type Key = Issuer['keys'][number];

/** Each issuer with its kinds of code and its keys: how long they hold, and which of them do not. */
export function Issuers({ issuers, nowMs }: Readonly<{ issuers: readonly Issuer[]; nowMs: number }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <section className="panel">
      <h2>{t('trustList.issuers')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('trustList.name')}</th>
            <th scope="col">{t('trustList.formats')}</th>
            <th scope="col">{t('trustList.key')}</th>
            <th scope="col">{t('trustList.valid')}</th>
          </tr>
        </thead>
        <tbody>
          {issuers.map((issuer) =>
            issuer.keys.map((key, index) => (
              <tr key={`${issuer.id} ${key.id} ${index}`}>
                {index === 0 && (
                  <>
                    <th scope="rowgroup" rowSpan={issuer.keys.length} className="long">
                      <bdi>{issuer.name}</bdi>
                      <br />
                      <small>
                        <bdi dir="ltr">{issuer.id}</bdi>
                      </small>
                    </th>
                    <td rowSpan={issuer.keys.length}>
                      {format.list(issuer.formats.map((one) => t(`trustList.format.${one}`)))}
                    </td>
                  </>
                )}
                <td className="long">
                  <bdi dir="ltr">{key.id}</bdi>
                </td>
                <td>
                  <Validity of={key} nowMs={nowMs} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </section>
  );
}

function Validity({ of: key, nowMs }: Readonly<{ of: Key; nowMs: number }>): JSX.Element {
  const { t, format } = useWords();
  const { fromMs, untilMs, revokedAtMs, stolen } = key;
  if (stolen) return <span className="tag bad">{t('trustList.stolen')}</span>;
  if (revokedAtMs !== null)
    return <span className="tag bad">{t('trustList.revoked', { date: format.date(revokedAtMs) })}</span>;
  const state =
    fromMs !== null && nowMs < fromMs ? 'notYet' : untilMs !== null && nowMs >= untilMs ? 'over' : 'inForce';
  return (
    <>
      {spanOf(key)} <span className={`tag ${state === 'inForce' ? 'good' : 'care'}`}>{t(`trustList.${state}`)}</span>
    </>
  );

  function spanOf({ fromMs: from, untilMs: until }: Key): string {
    if (from !== null && until !== null)
      return t('trustList.fromTo', { from: format.date(from), until: format.date(until) });
    if (until !== null) return t('trustList.until', { until: format.date(until) });
    return from === null ? t('trustList.always') : t('trustList.from', { from: format.date(from) });
  }
}
