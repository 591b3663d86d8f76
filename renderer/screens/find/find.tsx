import { useState, type JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import type { StationClient } from '../../station.ts';
import { FoundCard } from './found-card.tsx';

const fields = ['name', 'birthYear', 'place', 'idNumber', 'phone'] as const;
type Texts = Readonly<Record<(typeof fields)[number], string>>;
type Answer = Extract<Awaited<ReturnType<StationClient['desk']['find']>>, { ok: true }>['value'];
const EMPTY: Texts = { name: '', birthYear: '', place: '', idNumber: '', phone: '' };
const LEAST_FIELDS = 2;
const lengths: Readonly<Record<keyof Texts, number>> = {
  name: 120,
  birthYear: 10,
  place: 120,
  idNumber: 64,
  phone: 32,
};

/** No card: at least two things the person knows. Counted and recorded by the station. */
export function Find(): JSX.Element {
  const { client, vault } = useStation();
  const { send } = useDesk();
  const { t, format } = useWords();
  const [texts, setTexts] = useState(EMPTY);
  const [found, setFound] = useState<Answer>();
  const [asked, setAsked] = useState(false);
  const call = useCall<Answer>();
  const filled = fields.filter((field) => texts[field].trim() !== '');
  const enough = filled.length >= LEAST_FIELDS;
  const percent = vault.cycle?.searchPercent;

  async function search(): Promise<void> {
    setAsked(true);
    if (!enough) return;
    setFound(undefined);
    setFound(
      await call.run(() => client.desk.find(Object.fromEntries(filled.map((field) => [field, texts[field].trim()])))),
    );
  }
  return (
    <Page
      title={t('find.title')}
      lead={t('find.lead')}
      actions={
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('action.back')}
        </Button>
      }
    >
      {percent !== undefined && (
        <NoticeBox tone="care">
          <b>{t('find.preparing', { percent: format.number(percent) })}</b> {t('find.preparingLead')}
        </NoticeBox>
      )}
      <form
        className="find-form"
        onSubmit={(event) => {
          event.preventDefault();
          void search();
        }}
      >
        {fields.map((field) => (
          <Field
            key={field}
            label={t(`find.${field}`)}
            value={texts[field]}
            onChange={(text) => setTexts({ ...texts, [field]: text })}
            maxLength={lengths[field]}
            autoFocus={field === 'name'}
            code={field === 'birthYear' || field === 'idNumber' || field === 'phone'}
          />
        ))}
        <Button submit look="primary" shortcut="Enter" disabled={call.busy}>
          {t(call.busy ? 'action.working' : 'find.search')}
        </Button>
      </form>
      {asked && !enough && <NoticeBox tone="care">{t('find.two')}</NoticeBox>}
      <FailureBox failure={call.failure} />
      {found && <Results found={found} />}
    </Page>
  );
}

function Results({ found }: Readonly<{ found: Answer }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useWords();
  if (found.matches.length === 0)
    return <NoticeBox tone="care">{t(found.ready ? 'find.nothing' : 'find.notYet')}</NoticeBox>;
  return (
    <>
      <p role="status">
        <b>{t('find.results', { count: found.matches.length })}</b> {found.more && t('find.more')}
      </p>
      <ul className="found">
        {found.matches.map((match) => (
          <li key={match.household}>
            <FoundCard match={match} onOpen={() => send({ kind: 'open-found', household: match.household })} />
          </li>
        ))}
      </ul>
    </>
  );
}
