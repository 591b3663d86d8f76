import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useStation } from '../../hooks/use-station.tsx';
import { Choice } from '../../parts/choice.tsx';

const languages = ['en', 'fr', 'ar'] as const;

/** Each language is named in itself, so that one who cannot read the present one finds the way out. */
export function Languages({ labelHidden = false }: Readonly<{ labelHidden?: boolean }>): JSX.Element {
  const { client, view } = useStation();
  const { t } = useTranslation();
  return (
    <Choice
      label={t('language.choose')}
      labelHidden={labelHidden}
      layout="row"
      value={view.language}
      options={languages.map((language) => ({
        value: language,
        label: <span lang={language}>{t(`language.${language}`)}</span>,
      }))}
      onChange={(language) => void client.station.setLanguage({ language })}
    />
  );
}
