import type { JSX, ReactNode } from 'react';
import type { ClaimCaptureView } from '../../../shared/ipc/claims-contract.ts';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../words/use-words.ts';

type CaptureRowProps = Readonly<{
  capture: ClaimCaptureView;
  ticked?: boolean;
  onTick?: (on: boolean) => void;
  onDocuments: () => void;
  /** In the place of the amount. */
  children?: ReactNode;
}>;

/** One slip: whose it is, what was done, and what is there to show for it. */
export function CaptureRow({ capture, ticked, onTick, onDocuments, children }: CaptureRowProps): JSX.Element {
  const { t, format, moment } = useWords();
  const { receipt, check, services, documents, currency } = capture;
  return (
    <tr>
      {onTick !== undefined && (
        <td>
          <label className="tick" aria-label={t('claims.chooseOne', { receipt })}>
            <input
              type="checkbox"
              checked={ticked}
              aria-label={t('claims.chooseOne', { receipt })}
              onChange={(event) => onTick(event.target.checked)}
            />
          </label>
        </td>
      )}
      <th scope="row" className="nowrap">
        <bdi dir="ltr">{receipt}</bdi> <bdi dir="ltr">{check}</bdi>
        <small>{moment(capture.atMs)}</small>
      </th>
      <td>
        <bdi>{capture.name ?? capture.household ?? '–'}</bdi>
        <small>
          <bdi dir="ltr">{capture.code ?? capture.household ?? ''}</bdi>
        </small>
      </td>
      <td>
        {services.map(({ code, name, quantity }) => (
          <span key={code} className="line">
            <bdi>{t('claims.serviceLine', { name, quantity: format.number(quantity) })}</bdi>
          </span>
        ))}
      </td>
      <td className="number">{children ?? <bdi dir="ltr">{format.money(capture.amountMinor, currency)}</bdi>}</td>
      <td>
        <Button onPress={onDocuments}>
          {documents.length === 0 ? t('claims.attach') : t('claims.documentCount', { count: documents.length })}
        </Button>
      </td>
    </tr>
  );
}
