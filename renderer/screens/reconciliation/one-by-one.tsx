import { useState, type JSX } from 'react';
import { STATUSES, type Status } from '../../../shared/domain/reconcile/model.ts';
import type { ReconciledEntitlement, Reconciliation } from '../../../shared/ipc/reconciliation-contract.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useKeys } from '../../hooks/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';
import { usePage } from './use-page.ts';

const PAGE = 50;

/** The entitlements in one status, a page at a time. */
export function OneByOne({ statuses }: Pick<Reconciliation, 'statuses'>): JSX.Element {
  const { t, format } = useWords();
  const [status, setStatus] = useState<Status>('not-presented');
  const [from, setFrom] = useState(0);
  const page = usePage(status, from);
  const count = statuses[status];
  const before = from > 0;
  const more = page?.more === true;
  const turn = (by: number): void => setFrom((at) => Math.max(0, at + by));
  useKeys({ ...(before && { PageUp: () => turn(-PAGE) }), ...(more && { PageDown: () => turn(PAGE) }) });
  return (
    <>
      <Choice
        label={t('reconciliation.standing')}
        layout="grid"
        value={status}
        onChange={(next) => {
          setStatus(next);
          setFrom(0);
        }}
        options={STATUSES.map((one) => ({
          value: one,
          label: `${t(`reconciliation.status.${one}`)} · ${format.number(statuses[one])}`,
        }))}
      />
      <FailureBox failure={page?.failure ?? null} />
      <section className="panel" aria-label={t(`reconciliation.status.${status}`)} aria-busy={page === undefined}>
        {count === 0 ? <p>{t('reconciliation.none')}</p> : <Rows rows={page?.rows ?? []} />}
      </section>
      {(before || more) && (
        <div className="row">
          <Button shortcut="PageUp" disabled={!before} onPress={() => turn(-PAGE)}>
            {t('reconciliation.before')}
          </Button>
          <Button shortcut="PageDown" disabled={!more} onPress={() => turn(PAGE)}>
            {t('reconciliation.next')}
          </Button>
          <span className="hint">
            {t('reconciliation.place', {
              from: format.number(from + 1),
              until: format.number(Math.min(from + PAGE, count)),
              count: format.number(count),
            })}
          </span>
        </div>
      )}
    </>
  );
}

function Rows({ rows }: Readonly<{ rows: readonly ReconciledEntitlement[] }>): JSX.Element {
  const { t, format } = useWords();
  const { sentence } = useItems();
  const amounts = (one: ReconciledEntitlement, figure: 'due' | 'served'): string =>
    sentence(one.lines.filter((line) => line[figure] > 0).map((line) => ({ ...line, quantity: line[figure] }))) || '–';
  return (
    <table>
      <thead>
        <tr>
          {(['household', 'entitlement', 'due', 'served', 'when'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`reconciliation.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <tr key={one.entitlement}>
            <th scope="row">
              <bdi dir="ltr">{one.household ?? '–'}</bdi>
            </th>
            <td>
              <bdi dir="ltr">{one.entitlement}</bdi>
            </td>
            <td>{amounts(one, 'due')}</td>
            <td>{amounts(one, 'served')}</td>
            <td>
              <bdi dir="ltr">{one.days.join(' ')}</bdi>{' '}
              {format.list(one.reasons.map((reason) => t(`notServed.option.${reason}`)))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
