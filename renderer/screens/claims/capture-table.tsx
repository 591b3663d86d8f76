import type { JSX, ReactNode } from 'react';
import type { ClaimCaptureView } from '../../../shared/ipc/claims-contract.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { useWords } from '../../words/use-words.ts';
import { CaptureRow } from './capture-row.tsx';

type CaptureTableProps = Readonly<{
  captures: readonly ClaimCaptureView[];
  onDocuments: (seq: number) => void;
  /** In the place of the amount. */
  renderAmount?: (capture: ClaimCaptureView) => ReactNode;
}>;

/** The vouchers of a statement. */
export function CaptureTable({ captures, onDocuments, renderAmount }: CaptureTableProps): JSX.Element {
  const { t } = useWords();
  return (
    <section className="panel">
      <Scroll label={t('claims.services')}>
        <table className="claim-table">
          <thead>
            <tr>
              {(['slip', 'person', 'services', 'claimNow', 'documents'] as const).map((column) => (
                <th key={column} scope="col" className={column === 'claimNow' ? 'number' : ''}>
                  {t(`claims.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {captures.map((capture) => (
              <CaptureRow key={capture.seq} capture={capture} onDocuments={() => onDocuments(capture.seq)}>
                {renderAmount?.(capture)}
              </CaptureRow>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
