import { useEffect, useState, type JSX } from 'react';
import { DOCUMENT_FORMS } from '../../../shared/domain/reimbursement.ts';
import type { DocumentView } from '../../../shared/ipc/claims-contract.ts';
import { toBase64 } from '../../../shared/wire/bytes.ts';
import type { Failure } from '../../desk/desk.types.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

type DocumentRowProps = Readonly<{ document: DocumentView; busy: boolean; onRemove: () => void }>;

/** A document: a picture shows itself, so that a wrong or blurred page is seen before it is sent. */
export function DocumentRow({ document, busy, onRemove }: DocumentRowProps): JSX.Element {
  const { t, format } = useWords();
  const { picture, failure } = usePicture(document);
  const kind = t(`claims.kind.${document.kind}`);
  return (
    <li>
      {picture === null ? (
        <span className="document-sign" aria-hidden="true">
          {document.type === 'pdf' ? t('claims.pdf') : ''}
        </span>
      ) : (
        <img src={picture} alt={t('claims.picture', { kind })} />
      )}
      <div>
        <b>{kind}</b>
        <small>{t('claims.size', { size: format.number(Math.ceil(document.bytes / 1000)) })}</small>
        <FailureBox failure={failure} />
      </div>
      {document.claimed ? (
        <span className="tag">{t('claims.claimed')}</span>
      ) : (
        <Button disabled={busy} onPress={onRemove}>
          {t('claims.remove')}
        </Button>
      )}
    </li>
  );
}

/** Asked for once: a document never changes under its name. */
function usePicture({ sha256, type }: DocumentView): Readonly<{ picture: string | null; failure: Failure | null }> {
  const { client } = useStation();
  const [found, setFound] = useState<{ picture: string | null; failure: Failure | null }>({
    picture: null,
    failure: null,
  });
  useEffect(() => {
    let gone = false;
    if (type === 'pdf') return undefined;
    void client.claims.document({ sha256 }).then((answer) => {
      if (gone) return;
      if (!answer.ok) setFound({ picture: null, failure: answer.error });
      else
        setFound({
          picture: `data:${DOCUMENT_FORMS[type].media};base64,${toBase64(answer.value.bytes)}`,
          failure: null,
        });
    });
    return () => {
      gone = true;
    };
  }, [client, sha256, type]);
  return found;
}
