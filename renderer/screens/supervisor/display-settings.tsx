import type { JSX } from 'react';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Page } from '../../parts/page.tsx';
import { patterns, type SoundName } from '../../sounds/patterns.ts';
import { playSound } from '../../sounds/play.ts';
import { useWords } from '../../words/use-words.ts';
import { Languages } from '../frame/languages.tsx';

/** Language, contrast and sounds; each takes effect at once. */
export function DisplaySettings({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, view } = useStation();
  const { t } = useWords();
  const { contrast, sounds } = view;
  return (
    <Page
      title={t('supervisor.display')}
      narrow
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <Languages />
      <Choice
        label={t('settings.contrast')}
        layout="row"
        value={contrast}
        onChange={(value) => void client.station.setDisplay({ contrast: value, sounds })}
        options={[
          { value: 'normal', label: t('settings.contrastNormal') },
          { value: 'high', label: t('settings.contrastHigh') },
        ]}
      />
      <Choice
        label={t('settings.sounds')}
        layout="row"
        value={sounds ? 'on' : 'off'}
        onChange={(value) => void client.station.setDisplay({ contrast, sounds: value === 'on' })}
        options={[
          { value: 'on', label: t('settings.soundsOn') },
          { value: 'off', label: t('settings.soundsOff') },
        ]}
      />
      <section aria-label={t('settings.listen')}>
        <p>{t('settings.listen')}</p>
        <div className="row">
          {(Object.keys(patterns) as SoundName[]).map((name) => (
            <Button key={name} onPress={() => playSound(name)}>
              {t(`sound.${name}`)}
            </Button>
          ))}
        </div>
      </section>
    </Page>
  );
}
