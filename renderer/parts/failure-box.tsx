import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../desk/desk.types.ts';
import { VerdictIcon } from '../icons/verdict-icon.tsx';
import { failureText, type FailureScope } from '../words/failures.ts';

/** What happened, what to do now, and the code to read out. Nothing where nothing failed. */
export function FailureBox({
  failure,
  scope = 'failure',
}: Readonly<{ failure: Failure | null; scope?: FailureScope }>): JSX.Element | null {
  const { t } = useTranslation();
  if (failure === null) return null;
  const text = failureText(t, failure, scope);
  return (
    <div className="box wrong" role="alert">
      <VerdictIcon icon="look" />
      <div>
        <b>{text.what}</b> {text.todo}
        <small>{text.code}</small>
      </div>
    </div>
  );
}

/** Good news, a hint, or what cannot wait; read out politely. */
export function NoticeBox({
  tone,
  children,
}: Readonly<{ tone: 'good' | 'care' | 'wrong'; children: ReactNode }>): JSX.Element {
  return (
    <div className={`box ${tone}`} role="status">
      <VerdictIcon icon={tone === 'good' ? 'tick' : 'look'} />
      <div>{children}</div>
    </div>
  );
}
