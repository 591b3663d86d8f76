import './camera.css';
import { useEffect, useRef, useState, type JSX } from 'react';
import { useDesk } from '../hooks/use-desk.tsx';
import { useStation } from '../hooks/use-station.tsx';
import { Button } from '../parts/button.tsx';
import { Choice } from '../parts/choice.tsx';
import { FailureBox } from '../parts/failure-box.tsx';
import { useWords } from '../words/use-words.ts';
import { useFeed, type FeedDoor } from './use-feed.ts';

/** A camera that nobody shows a card to lets go of itself. */
const REST_AFTER_MS = 120_000;

/** The live picture on the scan screen, with a frame to aim at. What it reads goes the way of any scan. */
export function CameraPanel(): JSX.Element {
  const { desk } = useDesk();
  const [attempt, setAttempt] = useState(0);
  return (
    <>
      <Camera key={attempt} onAgain={() => setAttempt(attempt + 1)} />
      <Rest key={desk.camera?.told} />
    </>
  );
}

/** Begins anew with each card. */
function Rest(): null {
  const { send } = useDesk();
  useEffect(() => {
    const rest = setTimeout(() => send({ kind: 'camera-rest' }), REST_AFTER_MS);
    return () => clearTimeout(rest);
  }, [send]);
  return null;
}

type AgainProps = Readonly<{ onAgain: () => void }>;
function Camera({ onAgain }: AgainProps): JSX.Element {
  const { client, view } = useStation();
  const { desk, send } = useDesk();
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const scanned = (text: string): void => {
    void client.session.touch();
    send({ kind: 'scanned', text, via: 'camera', atMs: performance.now() });
  };
  const feed = useFeed(video, view.camera, desk.camera?.told ?? null, scanned, onAgain);
  return (
    <section className="camera" aria-label={t('camera.title')} data-reader={feed.reader}>
      <div className={`picture faces-${feed.live?.faces ?? 'clerk'}`} hidden={feed.problem !== null}>
        <video ref={video} muted playsInline aria-hidden="true" />
        {feed.live === null ? <p>{t('camera.starting')}</p> : <Aim />}
      </div>
      <div className="side">
        <FailureBox failure={feed.problem === null ? null : { code: feed.problem }} />
        <Hint feed={feed} />
        <Controls feed={feed} onAgain={onAgain} />
      </div>
    </section>
  );
}

function Hint({ feed }: Readonly<{ feed: FeedDoor }>): JSX.Element | null {
  const { t } = useWords();
  if (feed.problem !== null) return null;
  return (
    <p className="hint" role="status">
      {t(feed.held ? 'camera.held' : feed.reader === 'plain' ? 'camera.plain' : 'camera.aim')}
    </p>
  );
}

function Controls({ feed, onAgain }: Readonly<{ feed: FeedDoor }> & AgainProps): JSX.Element {
  const { client, view } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const { live, devices, problem, torch } = feed;
  return (
    <>
      {devices.length > 1 && (
        <Choice
          label={t('camera.device')}
          value={live?.device ?? view.camera}
          onChange={(camera) => void client.station.setCamera({ camera })}
          options={devices.map(({ id, name }) => ({ value: id, label: <bdi>{name}</bdi> }))}
        />
      )}
      <div className="row">
        {live?.hasTorch === true && (
          <Button onPress={() => feed.setTorch(!torch)}>{t(torch ? 'camera.torchOff' : 'camera.torchOn')}</Button>
        )}
        {problem !== null && (
          <Button look="primary" onPress={onAgain}>
            {t('camera.again')}
          </Button>
        )}
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('camera.off')}
        </Button>
      </div>
    </>
  );
}

/** Where to hold the code: its whole square inside, and as large as that. */
function Aim(): JSX.Element {
  return (
    <svg
      className="aim"
      viewBox="0 0 190 190"
      fill="none"
      stroke="currentColor"
      strokeWidth="6"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M5 50V20A15 15 0 0 1 20 5h30M140 5h30a15 15 0 0 1 15 15v30M185 140v30a15 15 0 0 1-15 15h-30M50 185H20a15 15 0 0 1-15-15v-30" />
    </svg>
  );
}
