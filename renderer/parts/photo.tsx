import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';

/** A person's photo, or a figure that says there is none. Never an empty frame that looks like a fault. */
export function Photo({
  photo,
  name,
  size = 'large',
}: Readonly<{ photo: string | null; name: string; size?: 'large' | 'small' }>): JSX.Element {
  const { t } = useTranslation();
  if (photo !== null) return <img className={`photo ${size}`} src={photo} alt={t('serve.photoOf', { name })} />;
  return (
    <div className={`photo none ${size}`} role="img" aria-label={t('serve.noPhoto')}>
      <svg viewBox="0 0 100 110" aria-hidden="true">
        <circle cx="50" cy="38" r="22" />
        <path d="M8 110c2-34 22-44 42-44s40 10 42 44z" />
      </svg>
      {size === 'large' && <span aria-hidden="true">{t('serve.noPhoto')}</span>}
    </div>
  );
}
