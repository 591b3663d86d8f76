import type { JSX } from 'react';
import type { Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { keepFocus } from '../../parts/keep-focus.ts';
import { KeyHint } from '../../parts/key.tsx';
import { useWords } from '../../words/use-words.ts';

/** What went wrong, and the lesser keys. */
export function ServeFoot({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useWords();
  return (
    <div className="serve-foot">
      {desk.dialog === null && <FailureBox failure={serving.failure} />}
      {desk.notice !== null && <NoticeBox tone="care">{t(`scan.${desk.notice}`)}</NoticeBox>}
      <div className="keys">
        <KeyHint name="F4" onPress={() => send({ kind: 'park' })}>
          {t('serve.park')}
        </KeyHint>
        <button
          type="button"
          className="key-hint"
          onMouseDown={keepFocus}
          onClick={() => send({ kind: 'dialog', dialog: 'note' })}
        >
          {t('serve.addNote')}
        </button>
        <KeyHint name="Escape" onPress={() => send({ kind: 'done' })}>
          {t('serve.backToScan')}
        </KeyHint>
      </div>
    </div>
  );
}
