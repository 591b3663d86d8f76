import { useState, type JSX } from 'react';
import type { HolderCheck } from '../../../shared/domain/voucher.ts';
import type { Serving, Voucher } from '../../desk/desk.types.ts';
import { questionsLeft } from '../../desk/holder.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { Photo } from '../../parts/photo.tsx';
import { isBirthDate } from '../../words/parse.ts';
import { useWords } from '../../words/use-words.ts';

/** Stands for no answer at all, which is recorded and never right. */
const NO_ANSWER = '?';
const LONGEST_ANSWER = 120;
/** Faces beside each other in their full size. */
const MOST_FACES = 3;

type Props = Readonly<{ serving: Serving; voucher: Voucher }>;

/** Asks the holder one thing after the other. The right answer is nowhere on the screen, before or after. */
export function HolderDialog({ serving, voucher }: Props): JSX.Element | null {
  const [by] = questionsLeft(voucher);
  // Each question, and each new try, starts with an empty field.
  const key = `${by}-${voucher.holder.triesLeft}`;
  return by === undefined ? null : <Question key={key} by={by} serving={serving} voucher={voucher} />;
}

function isAnswer(by: HolderCheck, text: string): boolean {
  return by === 'birth-date' ? isBirthDate(text) : text.trim() !== '';
}

function Question({ by, serving, voucher }: Props & Readonly<{ by: HolderCheck }>): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useWords();
  const [text, setText] = useState('');
  const { needed, passed, triesLeft } = voucher.holder;
  const ready = desk.sending === null && isAnswer(by, text);
  const answer = (said: string): void => send({ kind: 'check-holder', by, answer: said });
  const close = (): void => send({ kind: 'dialog', dialog: null });
  return (
    <Dialog
      wide={by === 'photo'}
      title={t(`holder.title.${by}`)}
      lead={t(`holder.lead.${by}`)}
      onClose={close}
      onSubmit={() => ready && answer(text.trim())}
      actions={
        <>
          <Button shortcut="Escape" onPress={close}>
            {t('action.back')}
          </Button>
          {by !== 'photo' && (
            <Button disabled={desk.sending !== null} onPress={() => answer(NO_ANSWER)}>
              {t('holder.noAnswer')}
            </Button>
          )}
          <Button submit look="primary" shortcut="Enter" disabled={!ready}>
            {t(desk.sending === null ? 'holder.check' : 'action.working')}
          </Button>
        </>
      }
    >
      {serving.wrongAnswer && (
        <p className="hint wrong" role="alert">
          {t('holder.wrong')}
        </p>
      )}
      {by === 'photo' ? (
        <Faces serving={serving} answer={text} onAnswer={setText} />
      ) : (
        <Field
          label={t(`holder.label.${by}`)}
          autoFocus
          code={by === 'birth-date'}
          maxLength={LONGEST_ANSWER}
          value={text}
          onChange={setText}
          hint={by === 'birth-date' ? t('holder.birthDateHow') : undefined}
        />
      )}
      <p className="hint">
        {needed.length > 1 && <>{t('holder.ofAll', { number: passed.length + 1, all: needed.length })} · </>}
        {t('holder.triesLeft', { count: triesLeft })}
      </p>
      <FailureBox failure={serving.failure} />
    </Dialog>
  );
}

/** Faces of whoever may hold it, nameless: a name may be the answer to the next question. */
function Faces({
  serving,
  answer,
  onAnswer,
}: Readonly<{ serving: Serving; answer: string; onAnswer: (answer: string) => void }>): JSX.Element {
  const { t } = useWords();
  const people = serving.verdict.household?.members.filter(({ photo }) => photo !== null) ?? [];
  return (
    <div className="faces">
      {people.slice(0, MOST_FACES).map(({ id, photo }, index) => (
        <Photo key={id} photo={photo} name={String(index + 1)} />
      ))}
      <Choice
        label={t('holder.sameFace')}
        autoFocus
        value={answer === '' ? null : answer}
        onChange={onAnswer}
        options={[
          { value: 'yes', label: t('holder.yes') },
          { value: 'no', label: t('holder.no') },
        ]}
      />
    </div>
  );
}
