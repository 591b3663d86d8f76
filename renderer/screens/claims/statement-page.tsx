import { useCallback, useState, type JSX } from 'react';
import { ClaimForm, type StatementView } from '../../../shared/ipc/claims-contract.ts';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useKeys } from '../../hooks/use-keys.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { AnswerQuestion } from './answer-question.tsx';
import { CaptureTable } from './capture-table.tsx';
import { DocumentsDialog } from './documents-dialog.tsx';
import { stateOf, StatusTag } from './status-tag.tsx';

type StatementPageProps = Readonly<{ seq: number; onBack: () => void; onMade: (statement: StatementView) => void }>;

/** One statement: where it stands, what it claims, the files it can be saved as, and the answer where the office asks. */
export function StatementPage({ seq, onBack, onMade }: StatementPageProps): JSX.Element {
  const { t, format, moment } = useWords();
  const ask = useCallback((client: StationClient) => client.claims.statement({ seq }), [seq]);
  const { value, failure } = useFresh(ask);
  const [answering, setAnswering] = useState(false);
  const [documents, setDocuments] = useState<number | null>(null);
  const back = answering ? () => setAnswering(false) : onBack;
  useKeys({ Escape: back, F11: back });
  const statement = value?.statement;
  const shown = value?.captures.find((capture) => capture.seq === documents);
  const open = statement?.status?.answer === 'queried' && statement.replacedBy === null;
  return (
    <Page
      title={statement === undefined ? t('claims.statement') : `${t('claims.statement')} ${statement.number}`}
      lead={
        statement &&
        t('claims.chosen', {
          vouchers: t('claims.vouchers', { count: statement.captures }),
          amount: format.money(statement.amountMinor, statement.currency),
        })
      }
      eyebrow={statement === undefined ? '' : `${statement.issuer} · ${moment(statement.atMs)}`}
      actions={
        <Button shortcut="Escape" onPress={back}>
          {t('action.back')}
        </Button>
      }
    >
      <FailureBox failure={failure} />
      {value !== undefined && statement !== undefined && (
        <div className="stack claims">
          <Standing statement={statement} note={value.note} />
          {answering ? (
            <AnswerQuestion
              statement={statement}
              captures={value.captures}
              onDocuments={setDocuments}
              onMade={(made) => {
                setAnswering(false);
                onMade(made);
              }}
            />
          ) : (
            <>
              {open && (
                <div className="row">
                  <Button look="primary" onPress={() => setAnswering(true)}>
                    {t('claims.answer')}
                  </Button>
                </div>
              )}
              <SaveForms seq={seq} />
              <CaptureTable captures={value.captures} onDocuments={setDocuments} />
            </>
          )}
        </div>
      )}
      {shown !== undefined && <DocumentsDialog capture={shown} onClose={() => setDocuments(null)} />}
    </Page>
  );
}

function Standing({ statement, note }: Readonly<{ statement: StatementView; note: string }>): JSX.Element {
  const { t, format, moment } = useWords();
  const { status, replaces, replacedBy } = statement;
  const state = stateOf(statement);
  const values = {
    by: status?.by ?? '',
    when: status === null ? '' : moment(status.atMs),
    reason: status?.reason ?? '',
    reference: status?.reference ?? '',
    date: status === null || status.paidOn === '' ? '' : format.birth(status.paidOn),
    number: replacedBy ?? '',
  };
  return (
    <div className="panel claim-standing">
      <p>
        <StatusTag statement={statement} /> {t(`claims.stateLong.${state}`, values)}
      </p>
      {replaces !== null && <p className="hint">{t('claims.answers', { number: replaces })}</p>}
      {note !== '' && <p className="hint">{t('claims.noteSays', { note })}</p>}
    </div>
  );
}

function SaveForms({ seq }: Readonly<{ seq: number }>): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const call = useCall<{ saved: boolean }>();
  const [saved, setSaved] = useState(false);
  const save = async (form: ClaimForm): Promise<void> => {
    setSaved(false);
    const answer = await call.run(() => client.claims.save({ seq, form }));
    setSaved(answer?.saved === true);
  };
  return (
    <section className="panel stack" aria-label={t('claims.save')}>
      <div className="row">
        {ClaimForm.options.map((form) => (
          <Button key={form} disabled={call.busy} onPress={() => void save(form)}>
            {t(`claims.form.${form}`)}
          </Button>
        ))}
      </div>
      <p className="hint">{t('claims.saveHint')}</p>
      <FailureBox failure={call.failure} />
      {saved && <NoticeBox tone="good">{t('claims.saved')}</NoticeBox>}
    </section>
  );
}
