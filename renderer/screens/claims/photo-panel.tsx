import type { JSX } from 'react';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';
import { usePhoto } from './use-photo.ts';

type PhotoPanelProps = Readonly<{ busy: boolean; onPicture: (picture: ImageBitmap) => void; onClose: () => void }>;

/** The camera's picture of a paper, and a button that takes it. */
export function PhotoPanel({ busy, onPicture, onClose }: PhotoPanelProps): JSX.Element {
  const { view } = useStation();
  const { t } = useWords();
  const { video, live, problem, take } = usePhoto(view.camera);
  return (
    <div className="photo-panel">
      <FailureBox failure={problem === null ? null : { code: problem }} />
      <video ref={video} muted playsInline aria-label={t('claims.camera')} hidden={problem !== null} />
      <div className="row">
        <Button
          look="primary"
          disabled={!live || busy}
          onPress={() => void take().then((picture) => picture && onPicture(picture))}
        >
          {t('claims.takePhoto')}
        </Button>
        <Button onPress={onClose}>{t('action.back')}</Button>
      </div>
    </div>
  );
}
