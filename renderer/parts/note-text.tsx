import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

/** What a person wrote beside a hand-over, in its own direction; nothing where nothing was written. */
export function NoteText({ note }: Readonly<{ note: string | undefined }>): JSX.Element | null {
  const { t } = useTranslation();
  if (note === undefined) return null;
  return (
    <span className="note-text">
      <b>{t('serve.note')}</b> · <bdi>{note}</bdi>
    </span>
  );
}
