import { useState, type JSX } from 'react';
import type { ClaimCaptureView, StatementView } from '../../../shared/ipc/claims-contract.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { parseMoney, writeMoney } from '../../words/parse.ts';
import { useWords } from '../../words/use-words.ts';
import { CaptureTable } from './capture-table.tsx';
import { MakeDialog } from './make-dialog.tsx';

type AnswerQuestionProps = Readonly<{
  statement: StatementView;
  captures: readonly ClaimCaptureView[];
  onDocuments: (seq: number) => void;
  onMade: (statement: StatementView) => void;
}>;

/** The same vouchers once more, with more documents, less claimed, or a word of explanation. */
export function AnswerQuestion({ statement, captures, onDocuments, onMade }: AnswerQuestionProps): JSX.Element {
  const { t, format } = useWords();
  const [texts, setTexts] = useState<Readonly<Record<number, string>>>({});
  const [asking, setAsking] = useState(false);
  const textOf = ({ seq, amountMinor, currency }: ClaimCaptureView): string =>
    texts[seq] ?? writeMoney(amountMinor, currency);
  const amountOf = (capture: ClaimCaptureView): number | undefined => {
    const amount = parseMoney(textOf(capture), capture.currency);
    return amount !== undefined && amount > 0 && amount <= capture.amountMinor ? amount : undefined;
  };
  const wanted = captures.flatMap((capture) => {
    const amountMinor = amountOf(capture);
    return amountMinor === undefined ? [] : [{ ...capture, amountMinor }];
  });
  return (
    <>
      <p>{t('claims.answerLead')}</p>
      <CaptureTable
        captures={captures}
        onDocuments={onDocuments}
        renderAmount={(capture) => (
          <Field
            label={t('claims.claimNow')}
            labelHidden
            numeric
            value={textOf(capture)}
            onChange={(text) => setTexts({ ...texts, [capture.seq]: text })}
            {...(amountOf(capture) === undefined && {
              error: t('claims.tooHigh', { amount: format.money(capture.amountMinor, capture.currency) }),
            })}
          />
        )}
      />
      <div className="row">
        <Button look="primary" disabled={wanted.length !== captures.length} onPress={() => setAsking(true)}>
          {t('claims.answerDo')}
        </Button>
      </div>
      {asking && (
        <MakeDialog captures={wanted} replaces={statement.seq} onClose={() => setAsking(false)} onMade={onMade} />
      )}
    </>
  );
}
