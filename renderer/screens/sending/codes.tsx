import { useEffect, useState, type JSX } from 'react';
import { useKeys } from '../../hooks/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';
import { QrCode } from '../../parts/qr-code.tsx';
import { useWords } from '../../words/use-words.ts';

/** Long enough for a telephone to focus and read; all of them come round again. */
const STEP_MS = 900;

/** A bundle as codes, one after the other, round and round until somebody has read them all. */
export function Codes({ codes, onBack }: Readonly<{ codes: readonly string[]; onBack: () => void }>): JSX.Element {
  const { t, format } = useWords();
  const [at, setAt] = useState(0);
  const [running, setRunning] = useState(codes.length > 1);
  const step = (by: number): void => setAt((now) => (now + by + codes.length) % codes.length);
  const stepByHand = (by: number): void => {
    setRunning(false);
    step(by);
  };
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setAt((now) => (now + 1) % codes.length), STEP_MS);
    return () => clearInterval(timer);
  }, [running, codes.length]);
  useKeys({
    Escape: onBack,
    F11: onBack,
    Space: () => setRunning(!running),
    ArrowRight: () => stepByHand(1),
    ArrowLeft: () => stepByHand(-1),
  });
  const place = { number: format.number(at + 1), count: format.number(codes.length) };
  return (
    <Page
      title={t('sending.codesTitle', place)}
      lead={t('sending.codesLead')}
      actions={
        <>
          {codes.length > 1 && (
            <>
              <Button shortcut="←" onPress={() => stepByHand(-1)}>
                {t('sending.codeBefore')}
              </Button>
              <Button shortcut="→" onPress={() => stepByHand(1)}>
                {t('sending.codeNext')}
              </Button>
              <Button onPress={() => setRunning(!running)}>
                {t(running ? 'sending.codesPause' : 'sending.codesRun')}
              </Button>
            </>
          )}
          <Button shortcut="Escape" onPress={onBack}>
            {t('action.back')}
          </Button>
        </>
      }
    >
      <div className="codes">
        <QrCode text={codes[at] ?? ''} label={t('sending.codeLabel', place)} />
      </div>
    </Page>
  );
}
