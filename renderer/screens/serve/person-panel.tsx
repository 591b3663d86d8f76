import type { JSX, ReactNode } from 'react';
import { collectorOf } from '../../desk/draft.ts';
import { mustStayHidden } from '../../desk/holder.ts';
import type { Collector, Serving, VerdictView, Voucher } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { KeyHint } from '../../parts/key.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import type { LanguageCode } from '../../words/format.ts';
import { isolate } from '../../words/isolate.ts';
import { useWords } from '../../words/use-words.ts';
import { VoucherFacts } from '../voucher/voucher-facts.tsx';
import { EarlierLines } from './earlier.tsx';
import { useRelation } from './use-relation.ts';

/** More people than this may collect, but only these are named on the screen; F3 shows all. */
const MOST_NAMED = 3;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365.2425 * 24 * HOUR_MS;

export type Household = NonNullable<VerdictView['household']>;
export type Person = Household['members'][number];

/** The registered person behind a collector's id. */
export function personOf(household: Household, collector: Collector | undefined): Person | undefined {
  const among = collector?.kind === 'proxy' ? household.proxies : household.members;
  return among.find((person) => person.id === collector?.id);
}

function Born({ person }: Readonly<{ person: Person }>): JSX.Element | null {
  const { t, format } = useWords();
  const nowMs = useNow(HOUR_MS);
  if (person.birthDate === null) return null;
  const birthMs = new Date(person.birthDate.length === 4 ? `${person.birthDate}-07-01` : person.birthDate).getTime();
  const years = Math.floor((nowMs - birthMs) / YEAR_MS);
  return (
    <>
      <dt>{t('serve.born')}</dt>
      <dd>
        <bdi>{format.birth(person.birthDate)}</bdi> ({t('serve.age', { count: years })})
      </dd>
    </>
  );
}

function Facts({
  household,
  person,
  addressee,
  voucher,
}: Readonly<{
  household: Household;
  person: Person;
  addressee: Person | undefined;
  voucher: Voucher | null;
}>): JSX.Element {
  const { t } = useWords();
  const relation = useRelation();
  const inPerson = person === addressee;
  return (
    <dl className="facts">
      <dt>{t('serve.household')}</dt>
      <dd>
        <bdi dir="ltr">{household.id}</bdi> · {t('serve.people', { count: household.size })}
      </dd>
      {!mustStayHidden(voucher, 'birth-date') && <Born person={person} />}
      {voucher !== null && <VoucherFacts voucher={voucher} />}
      {person.idNumber !== null && (
        <>
          <dt>{t('serve.idNumber')}</dt>
          <dd>
            <bdi dir="ltr">{person.idNumber}</bdi>
          </dd>
        </>
      )}
      {voucher?.use !== 'services' && (
        <>
          <dt>{t(inPerson ? 'serve.collects' : 'serve.collectsFor')}</dt>
          <dd>
            {inPerson
              ? t('serve.inPerson')
              : addressee && <PersonName name={addressee.name} nameLatin={addressee.nameLatin} />}
          </dd>
        </>
      )}
      {!inPerson && (
        <>
          <dt>{t('serve.relation')}</dt>
          <dd>
            <bdi>{relation(person.relation)}</bdi>
          </dd>
        </>
      )}
    </dl>
  );
}

/** The name a reader of this language reads most easily. */
function nameIn(language: LanguageCode, person: Person): string {
  return language === 'ar' && /[\u0600-\u06ff]/.test(person.name) ? person.name : person.nameLatin || person.name;
}

function Others({ household, person }: Readonly<{ household: Household; person: Person }>): JSX.Element | null {
  const { vault } = useStation();
  const { send } = useDesk();
  const { t, language, format } = useWords();
  const relation = useRelation();
  const others = [...household.members, ...household.proxies].filter((one) => one !== person);
  if (others.length === 0 || !vault.cycle?.proxyCollection) return null;
  const shown = others
    .slice(0, MOST_NAMED)
    .map((one) => `${isolate(nameIn(language, one), language)} (${isolate(relation(one.relation), language)})`);
  return (
    <div className="others">
      {/* Each name is in its own direction already; the list is in the sentence's. */}
      {t('serve.mayCollect', { people: format.list(shown) })}
      {others.length > shown.length && ' …'}{' '}
      <KeyHint name="F3" onPress={() => send({ kind: 'dialog', dialog: 'collector' })}>
        {t('serve.change')}
      </KeyHint>
    </div>
  );
}

/** Who stands here: the name in its own script, then what helps to be sure it is this person. */
export function PersonPanel({
  serving,
  household,
  children,
}: Readonly<{ serving: Serving; household: Household; children?: ReactNode }>): JSX.Element {
  const { t } = useWords();
  const addressee = household.members[0];
  const person = personOf(household, collectorOf(serving)) ?? addressee;
  const { voucher } = serving.verdict;
  const mayNameOthers = voucher?.use !== 'services' && !mustStayHidden(voucher, 'household');
  return (
    <section className="who" aria-label={t('serve.household')}>
      {person && (
        <p className="name">
          <PersonName name={person.name} nameLatin={person.nameLatin} />
        </p>
      )}
      {household.note !== null && (
        <p className="care-note">
          <b>{t('serve.note')}</b> · <bdi>{household.note}</bdi>
        </p>
      )}
      {serving.draft.note !== '' && (
        <p className="care-note">
          <b>{t('note.title')}</b> · <bdi>{serving.draft.note}</bdi>
        </p>
      )}
      {person && <Facts household={household} person={person} addressee={addressee} voucher={voucher} />}
      <EarlierLines earlier={serving.verdict.earlier} />
      {person && mayNameOthers && <Others household={household} person={person} />}
      {children}
    </section>
  );
}
