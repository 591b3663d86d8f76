import { useState, type JSX } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

/** The disbursement summary as PDF; main asks for the place. */
export function SaveSummary({ day, primary = false }: Readonly<{ day: string; primary?: boolean }>): JSX.Element {
  const { client, vault } = useStation();
  const { t } = useWords();
  const [saved, setSaved] = useState(false);
  const call = useCall<{ saved: boolean }>();
  // It names what is in the cycle.
  const lost = vault.cycle === null;
  return (
    <>
      <Button
        look={primary ? 'primary' : 'quiet'}
        disabled={call.busy || lost}
        onPress={() =>
          void call.run(() => client.day.saveSummary({ day })).then((answer) => setSaved(answer?.saved ?? false))
        }
      >
        {t(call.busy ? 'action.working' : 'day.summary')}
      </Button>
      <span role="status">{lost ? t('supervisor.needsRoll') : saved && t('day.summarySaved')}</span>
      <FailureBox failure={call.failure} />
    </>
  );
}
