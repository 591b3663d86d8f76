import { useEffect, useState, type JSX } from 'react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { DeskProvider } from './hooks/use-desk.tsx';
import { StationProvider, useStation } from './hooks/use-station.tsx';
import { useKeys } from './hooks/use-keys.ts';
import { useScans } from './hooks/use-scans.ts';
import { DeskRoot } from './screens/desk/desk-root.tsx';
import { Replayed } from './screens/desk/replayed.tsx';
import { Frame } from './screens/frame/frame.tsx';
import { InstallCycle } from './screens/install/install-cycle.tsx';
import { Enrolment } from './screens/setup/enrolment.tsx';
import { PassphraseStep } from './screens/setup/passphrase-step.tsx';
import { SignIn } from './screens/sign-in/sign-in.tsx';
import { Trouble } from './screens/trouble/trouble.tsx';
import { useActivity } from './hooks/use-activity.ts';
import type { StationClient } from './station.ts';

export function App({ client }: Readonly<{ client: StationClient }>): JSX.Element {
  const { t } = useTranslation();
  return (
    <StationProvider
      client={client}
      waiting={
        <div className="waiting" role="status">
          {t('app.starting')}
        </div>
      }
    >
      <Display />
      <Frame>
        <Phase />
      </Frame>
    </StationProvider>
  );
}

/** Language, direction and contrast belong to the whole document. */
function Display(): null {
  const { view } = useStation();
  const { language, contrast } = view;
  useEffect(() => {
    void i18next.changeLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    document.documentElement.dataset['contrast'] = contrast;
  }, [language, contrast]);
  return null;
}

/** One screen for each state of the vault; the vault decides, never the window. */
function Phase(): JSX.Element {
  const { vault } = useStation();
  // The sign-in that brings a dead vault back is the same that says, once it is back, whether the secret was right.
  const [restarting, setRestarting] = useState<string | null>(null);
  const incident = vault.trouble?.incident ?? null;
  switch (vault.phase) {
    case 'trouble':
      if (incident !== null && incident === restarting && vault.trouble?.code === 'vault-stopped') return <SignIn />;
      return <Trouble onSignIn={() => setRestarting(incident)} />;
    case 'new':
      return <PassphraseStep />;
    case 'locked':
      return <SignIn />;
    case 'open':
      return <Open />;
  }
}

function Open(): JSX.Element {
  const { vault } = useStation();
  useActivity();
  if (vault.replayed.length > 0) {
    return (
      <Deaf>
        <Replayed />
      </Deaf>
    );
  }
  const bySetup = vault.operator?.role === 'setup';
  if (vault.enrolment !== 'certified') {
    return (
      <Deaf>
        <Enrolment />
      </Deaf>
    );
  }
  if (bySetup || (vault.cycle === null && vault.cycleTrouble === undefined)) {
    return (
      <Deaf>
        <InstallCycle />
      </Deaf>
    );
  }
  return (
    <DeskProvider key={vault.operator?.id}>
      <DeskRoot />
    </DeskProvider>
  );
}

/** Where no card is expected a scan does nothing at all: its Enter must not press a button. F12 locks here too. */
function Deaf({ children }: Readonly<{ children: JSX.Element }>): JSX.Element {
  const { client } = useStation();
  useScans({ scanned: () => undefined, tooShort: () => undefined, cutOff: () => undefined });
  useKeys({ F12: () => void client.session.lock() });
  return children;
}
