import '../jitless.ts';
import '../theme/theme.css';
import { start } from '../start.tsx';
import { connect } from '../station.ts';
import { fakeStation } from './fake-station.ts';
import { stationFixture } from './station.fixture.ts';

declare global {
  interface Window {
    fake: ReturnType<typeof fakeStation>;
  }
}

const chosen = new URLSearchParams(location.search);
const language = chosen.get('language');
window.fake = fakeStation(
  stationFixture({
    language: language === 'fr' || language === 'ar' ? language : 'en',
    contrast: chosen.get('contrast') === 'high' ? 'high' : 'normal',
  }),
);
start(connect(window.fake.bridge));
