import { useCallback, useState, type JSX } from 'react';
import type { TrustListView } from '../../../shared/ipc/credentials-contract.ts';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { Issuers } from './issuers.tsx';

const MINUTE_MS = 60_000;

/** Whose vouchers and credentials are believed here, how old that list is, and what it knows of revocations. */
export function TrustList({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client } = useStation();
  const words = useWords();
  const { t } = words;
  const nowMs = useNow(MINUTE_MS);
  const ask = useCallback((station: StationClient) => station.supervisor.trustList(), []);
  const { value: list, failure } = useFresh<TrustListView>(ask);
  const [taken, setTaken] = useState(false);
  const call = useCall<{ chosen: boolean }>();
  const asOfMs = list?.asOfMs ?? null;
  async function choose(): Promise<void> {
    setTaken(false);
    const answer = await call.run(() => client.supervisor.chooseTrustList());
    setTaken(answer?.chosen === true);
  }
  return (
    <Page
      title={t('trustList.title')}
      lead={list === undefined ? undefined : origin(list, nowMs, words)}
      actions={
        <>
          <Button disabled={call.busy} onPress={() => void choose()}>
            {t('trustList.choose')}
          </Button>
          <Button shortcut="Escape" onPress={onBack}>
            {t('action.back')}
          </Button>
        </>
      }
    >
      <FailureBox failure={failure ?? call.failure} />
      {taken && <NoticeBox tone="good">{t('trustList.taken')}</NoticeBox>}
      {list !== undefined && asOfMs === null && <NoticeBox tone="care">{t('trustList.none')}</NoticeBox>}
      {list !== undefined && asOfMs !== null && (
        <div className="stack trust-list">
          <Issuers issuers={list.issuers} nowMs={nowMs} />
          <StatusLists lists={list.statusLists} nowMs={nowMs} />
          <Providers providers={list.providers} />
        </div>
      )}
    </Page>
  );
}

/** Which list it is, how old, and how it came here. */
function origin(
  { number, source, cameAtMs, asOfMs }: TrustListView,
  nowMs: number,
  { t, format, moment }: ReturnType<typeof useWords>,
): string | undefined {
  if (asOfMs === null) return undefined;
  const drawnUp = { when: moment(asOfMs), age: format.age(nowMs - asOfMs) };
  return [
    number === 0
      ? t('trustList.unnumbered', drawnUp)
      : t('trustList.asOf', { ...drawnUp, number: format.number(number) }),
    t(`trustList.source.${source}`, { age: format.age(nowMs - cameAtMs) }),
  ].join(' ');
}

function StatusLists({ lists, nowMs }: Readonly<{ lists: TrustListView['statusLists']; nowMs: number }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <section className="panel">
      <h2>{t('trustList.statusLists')}</h2>
      {lists.length === 0 ? (
        <p>{t('trustList.noLists')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('trustList.list')}</th>
              <th scope="col">{t('trustList.age')}</th>
              <th scope="col">{t('trustList.whenOld')}</th>
            </tr>
          </thead>
          <tbody>
            {lists.map(({ uri, fetchedAtMs, maxAgeMs, whenOlder }) => {
              const ageMs = nowMs - fetchedAtMs;
              const old = ageMs > maxAgeMs;
              return (
                <tr key={uri}>
                  <th scope="row" className="long">
                    <bdi dir="ltr">{uri}</bdi>
                  </th>
                  <td>
                    {format.age(ageMs)}{' '}
                    <span className={`tag ${old ? 'care' : 'good'}`}>
                      {t(old ? 'trustList.old' : 'trustList.fresh')}
                    </span>
                  </td>
                  <td>{t(`trustList.${whenOlder}`)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Providers({ providers }: Readonly<{ providers: TrustListView['providers'] }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <section className="panel">
      <h2>{t('trustList.providers')}</h2>
      {providers.length === 0 ? (
        <p>{t('trustList.noProviders')}</p>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('trustList.provider')}</th>
              <th scope="col" className="number">
                {t('trustList.services')}
              </th>
            </tr>
          </thead>
          <tbody>
            {providers.map(({ id, name, services }) => (
              <tr key={id}>
                <th scope="row">
                  <bdi>{name}</bdi> · <bdi dir="ltr">{id}</bdi>
                </th>
                <td className="number">{format.number(services)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
