import './claims.css';
import { useState, type JSX } from 'react';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { OpenCaptures } from './open-captures.tsx';
import { StatementPage } from './statement-page.tsx';
import { Statements } from './statements.tsx';

const VIEWS = ['open', 'statements'] as const;
type View = (typeof VIEWS)[number];

/** What this site claims from the programme: captures to be claimed, the statements made, and what became of them. */
export function Claims({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { t } = useWords();
  const [view, setView] = useState<View>('open');
  const [made, setMade] = useState<string | null>(null);
  const [shown, setShown] = useState<number | null>(null);
  if (shown !== null)
    return (
      <StatementPage
        seq={shown}
        onBack={() => setShown(null)}
        onMade={(statement) => {
          setMade(statement.number);
          setShown(statement.seq);
        }}
      />
    );
  return (
    <Page
      title={t('claims.title')}
      lead={t('claims.lead')}
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <div className="stack claims">
        <Choice
          label={t('claims.view')}
          labelHidden
          layout="row"
          value={view}
          onChange={(next) => {
            setMade(null);
            setView(next);
          }}
          options={VIEWS.map((value) => ({ value, label: t(`claims.${value}`) }))}
        />
        {made !== null && <NoticeBox tone="good">{t('claims.made', { number: made })}</NoticeBox>}
        {view === 'open' ? (
          <OpenCaptures
            onMade={({ number }) => {
              setMade(number);
              setView('statements');
            }}
          />
        ) : (
          <Statements
            onShow={(seq) => {
              setMade(null);
              setShown(seq);
            }}
            onLoading={() => setMade(null)}
          />
        )}
      </div>
    </Page>
  );
}
