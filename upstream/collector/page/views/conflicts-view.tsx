import { useState, type JSX } from 'react';
import { currencyOf } from '../../../../shared/domain/account.ts';
import { isolate } from '../../../../renderer/words/isolate.ts';
import type { TablePage } from '../../office/answers.ts';
import { useWholeTable } from '../api/use-answer.ts';
import { DecisionForm } from '../parts/decision-form.tsx';
import { Downloads } from '../parts/downloads.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { Notice } from '../parts/notice.tsx';
import { useWords } from '../words/words.ts';
import type { ViewProps } from './site-view.tsx';

type Row = TablePage['rows'][number];

/** Every entitlement that was claimed twice, with both hand-overs as the logs tell them. */
export function ConflictsView({ site }: ViewProps): JSX.Element {
  const { t } = useWords();
  const { value, failure } = useWholeTable(`${site.scope}/conflicts`);
  const names = [...new Set((value ?? []).map((row) => String(row['entitlement'])))];
  return (
    <>
      {failure !== undefined && <Notice failure={failure} />}
      <DecisionForm />
      {value !== undefined && names.length === 0 && <p>{t('decide.none')}</p>}
      {names.map((name) => (
        <Conflict
          key={name}
          name={name}
          cycle={site.cycle}
          rows={(value ?? []).filter((row) => row['entitlement'] === name)}
        />
      ))}
      <Downloads scope={site.scope} table="conflicts" filters={{}} />
    </>
  );
}

function Conflict({ name, cycle, rows }: Readonly<{ name: string; cycle: string; rows: readonly Row[] }>): JSX.Element {
  const { t, moment } = useWords();
  const [chosen, setChosen] = useState<string>();
  const [first] = rows;
  const handovers = [...new Set(rows.map(placeOf))];
  const isOpen = first?.['conflict'] === 'open';
  return (
    <article className="card claim" aria-label={t('decide.entitlement', { name })}>
      <h2>
        <bdi>{t('decide.entitlement', { name })}</bdi>
        <span className={isOpen ? 'tag open' : 'tag'}>{t(isOpen ? 'conflict.open' : 'conflict.settled')}</span>
      </h2>
      {!isOpen && typeof first?.['decided_at'] === 'number' && (
        <p>
          {t('decide.decidedBy', { name: String(first['decided_by']), time: moment(first['decided_at']) })}{' '}
          <bdi>{String(first['note'])}</bdi>
        </p>
      )}
      <Scroll label={t('decide.entitlement', { name })}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('decide.receipt')}</th>
              <th scope="col">{t('decide.at')}</th>
              <th scope="col">{t('column.operator')}</th>
              <th scope="col">{t('decide.given')}</th>
              <th scope="col">{t('decide.rightful')}</th>
            </tr>
          </thead>
          <tbody>
            {handovers.map((place) => (
              <Handover
                key={place}
                rows={rows.filter((row) => placeOf(row) === place)}
                isOpen={isOpen}
                onChoose={() => setChosen(place)}
              />
            ))}
          </tbody>
        </table>
      </Scroll>
      {chosen !== undefined && <Command entitlement={name} cycle={cycle} place={chosen} />}
    </article>
  );
}

const placeOf = (row: Row): string => `${String(row['log'])}#${String(row['seq'])}`;

function Handover({
  rows,
  isOpen,
  onChoose,
}: Readonly<{ rows: readonly Row[]; isOpen: boolean; onChoose: () => void }>): JSX.Element {
  const { t, language, format, moment, quantity, accountName } = useWords();
  const [first] = rows;
  const reversedBy = first?.['reversed_by'];
  return (
    <tr>
      <th scope="row">
        <bdi>{`${String(first?.['desk'])}-${String(first?.['seq'])}`}</bdi>
        <small>
          <bdi dir="ltr">{first === undefined ? '' : placeOf(first)}</bdi>
        </small>
      </th>
      <td>{moment(Number(first?.['at']))}</td>
      <td>
        <bdi>{String(first?.['operator'])}</bdi>
      </td>
      <td>
        {format.list(
          rows.map((row) => {
            const account = String(row['account']);
            const text = quantity(account, Number(row['quantity']));
            // Each in its own direction, or a right-to-left list takes them apart.
            return isolate(currencyOf(account) === undefined ? `${text} × ${accountName(account)}` : text, language);
          }),
        )}
        {typeof reversedBy === 'number' && <small>{t('decide.reversed', { seq: format.number(reversedBy) })}</small>}
      </td>
      <td>
        {first?.['rightful'] === true && <b>{t('decide.rightful')}</b>}
        {isOpen && reversedBy === null && (
          <button type="button" className="button" onClick={onChoose}>
            {t('decide.choose')}
          </button>
        )}
      </td>
    </tr>
  );
}

/** What the issuer has to be told, where the key is. Never here. */
function Command({
  entitlement,
  cycle,
  place,
}: Readonly<{ entitlement: string; cycle: string; place: string }>): JSX.Element {
  const { t } = useWords();
  const [isCopied, setCopied] = useState(false);
  // What a station wrote ends in a shell: only names that can be nothing else.
  const isRegular = /^[A-Z2-7]{16}$/.test(entitlement) && /^[a-z0-9-]+$/.test(cycle) && /^[a-z0-9/-]+#\d+$/.test(place);
  if (!isRegular) return <p role="status">{t('decide.irregular')}</p>;
  const command = `npm run issuer -- resolve ${entitlement} --cycle ${cycle} --rightful '${place}' --by "NAME" --note "REASON"`;
  return (
    <section className="command" role="status">
      <h3>{t('decide.chosen', { receipt: place.replace(/^.*\/([^/]+)\/\d+#(\d+)$/, '$1-$2') })}</h3>
      <p>{t('decide.how')}</p>
      <pre dir="ltr">
        <code>{command}</code>
      </pre>
      <button
        type="button"
        className="button"
        onClick={() => void navigator.clipboard.writeText(command).then(() => setCopied(true))}
      >
        {t(isCopied ? 'decide.copied' : 'decide.copy')}
      </button>
    </section>
  );
}
