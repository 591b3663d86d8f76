import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { collectorOf } from '../../desk/draft.ts';
import type { Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Photo } from '../../parts/photo.tsx';
import type { Household, Person } from './person-panel.tsx';
import { useRelation } from './use-relation.ts';

function PersonOption({ person, kind }: Readonly<{ person: Person; kind: 'member' | 'proxy' }>): JSX.Element {
  const { t } = useTranslation();
  const relation = useRelation();
  return (
    <span className="person-option">
      <Photo photo={person.photo} name={person.nameLatin} size="small" />
      <span>
        <PersonName name={person.name} nameLatin={person.nameLatin} />
        <small>
          <bdi>{relation(person.relation)}</bdi> · {t(`collector.${kind}`)}
        </small>
      </span>
    </span>
  );
}

/** Somebody else of the household, or a registered proxy: chosen by face, not by typing. */
export function CollectorDialog({
  serving,
  household,
}: Readonly<{ serving: Serving; household: Household }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useTranslation();
  const present = collectorOf(serving);
  const [chosen, setChosen] = useState(present === undefined ? null : `${present.kind}:${present.id}`);
  const people = [
    ...household.proxies.map((person) => ({ kind: 'proxy' as const, person })),
    ...household.members.map((person) => ({ kind: 'member' as const, person })),
  ];
  const close = (): void => send({ kind: 'dialog', dialog: null });
  function use(): void {
    const picked = people.find(({ kind, person }) => `${kind}:${person.id}` === chosen);
    if (picked) send({ kind: 'draft', draft: { collector: { kind: picked.kind, id: picked.person.id } } });
  }
  return (
    <Dialog
      wide
      title={t('collector.title')}
      lead={t('collector.lead')}
      onClose={close}
      onSubmit={use}
      actions={
        <>
          <Button shortcut="Escape" onPress={close}>
            {t('action.back')}
          </Button>
          <Button submit look="primary" shortcut="Enter" disabled={chosen === null}>
            {t('collector.use')}
          </Button>
        </>
      }
    >
      <div className="people">
        <Choice
          label={t('collector.title')}
          labelHidden
          layout="grid"
          autoFocus
          value={chosen}
          onChange={setChosen}
          options={people.map(({ kind, person }) => ({
            value: `${kind}:${person.id}`,
            label: <PersonOption person={person} kind={kind} />,
          }))}
        />
      </div>
    </Dialog>
  );
}
