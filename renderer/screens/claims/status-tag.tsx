import type { JSX } from 'react';
import type { StatementView } from '../../../shared/ipc/claims-contract.ts';
import { useWords } from '../../words/use-words.ts';

const TONES = { recorded: '', sent: '', accepted: 'good', queried: 'care', paid: 'good', replaced: '' } as const;
export type ClaimState = keyof typeof TONES;

/** Where a statement stands: what the office said last counts for more than how far it is on its way. */
export function stateOf({ replacedBy, status, way }: StatementView): ClaimState {
  if (replacedBy !== null) return 'replaced';
  return status?.answer ?? way;
}

export function StatusTag({ statement }: Readonly<{ statement: StatementView }>): JSX.Element {
  const { t } = useWords();
  const state = stateOf(statement);
  return (
    <span className={`tag ${TONES[state]}`}>
      {state === 'replaced'
        ? t('claims.state.replaced', { number: statement.replacedBy ?? '' })
        : t(`claims.state.${state}`)}
    </span>
  );
}
