import { useId, useState, type ChangeEvent, type JSX } from 'react';
import { CLAIM_LIMITS, DocumentKind } from '../../../shared/domain/reimbursement.ts';
import type { ClaimCaptureView, DocumentView } from '../../../shared/ipc/claims-contract.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';
import { DocumentRow } from './document-row.tsx';
import { PhotoPanel } from './photo-panel.tsx';
import { prepareFile, preparePicture, type Prepared } from './picture.ts';

type DocumentsDialogProps = Readonly<{ capture: ClaimCaptureView; onClose: () => void }>;

/** What supports one capture: added from a file or the camera, looked at, taken away again as long as no claim names it. */
export function DocumentsDialog({ capture, onClose }: DocumentsDialogProps): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const [kind, setKind] = useState<DocumentKind>('statement-of-account');
  const [photographing, setPhotographing] = useState(false);
  const call = useCall<DocumentView | void>();
  const full = capture.documents.length >= CLAIM_LIMITS.documentsPerCapture;

  async function attach(prepare: () => Promise<Prepared>): Promise<void> {
    await call.run(async () => {
      const prepared = await prepare();
      return prepared.ok ? client.claims.attach({ capture: capture.seq, kind, bytes: prepared.value }) : prepared;
    });
    setPhotographing(false);
  }
  return (
    <Dialog
      wide
      title={t('claims.documentsOf', { receipt: capture.receipt })}
      lead={t('claims.documentsLead')}
      onClose={photographing ? () => setPhotographing(false) : onClose}
      actions={
        <Button shortcut="Escape" look="primary" onPress={onClose}>
          {t('action.close')}
        </Button>
      }
    >
      {capture.documents.length > 0 && (
        <ul className="documents">
          {capture.documents.map((document) => (
            <DocumentRow
              key={document.sha256}
              document={document}
              busy={call.busy}
              onRemove={() =>
                void call.run(() => client.claims.detach({ capture: capture.seq, sha256: document.sha256 }))
              }
            />
          ))}
        </ul>
      )}
      <FailureBox failure={call.failure} />
      {photographing ? (
        <PhotoPanel
          busy={call.busy}
          onPicture={(picture) => void attach(() => preparePicture(picture))}
          onClose={() => setPhotographing(false)}
        />
      ) : (
        <>
          <Choice
            label={t('claims.kindLabel')}
            layout="grid"
            value={kind}
            onChange={setKind}
            options={DocumentKind.options.map((value) => ({ value, label: t(`claims.kind.${value}`), disabled: full }))}
          />
          <div className="row">
            <FileButton disabled={call.busy || full} onFile={(file) => void attach(() => prepareFile(file))} />
            <Button disabled={call.busy || full} onPress={() => setPhotographing(true)}>
              {t('claims.photo')}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}

/** The system's own file dialog, opened by the page: a picture has to come into it to be made smaller. */
function FileButton({ disabled, onFile }: Readonly<{ disabled: boolean; onFile: (file: File) => void }>): JSX.Element {
  const { t } = useWords();
  const id = useId();
  function choose(event: ChangeEvent<HTMLInputElement>): void {
    const [file] = event.target.files ?? [];
    // The same file may be chosen again.
    event.target.value = '';
    if (file !== undefined) onFile(file);
  }
  return (
    <label htmlFor={id} className={`button quiet file-button${disabled ? ' disabled' : ''}`}>
      <input
        id={id}
        type="file"
        className="unseen"
        accept="application/pdf,image/jpeg,image/png"
        disabled={disabled}
        onChange={choose}
      />
      <span>{t('claims.file')}</span>
    </label>
  );
}
