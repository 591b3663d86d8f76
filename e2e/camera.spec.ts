import type { JSHandle } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bridgeOf, must } from './fixtures/bridge.ts';
import { cameras, cameraThatSees } from './fixtures/camera.ts';
import { inspect, toSmallestScreen } from './fixtures/inspect.ts';
import { expect, test as base } from './fixtures/prepared.ts';
import { CLERK, type Headquarters } from './fixtures/programme.ts';
import type { Station } from './fixtures/station.ts';
import { Desk } from './screens/desk.ts';

type Switched = Readonly<{ desk: Desk; station: Station }>;
/** A clerk at a desk whose computer has such cameras, with the camera switched on. */
const test = base.extend<{
  switchOn: (switches: readonly string[], before?: (station: Station) => Promise<void>) => Promise<Switched>;
}>({
  switchOn: async ({ start, profile }, use) =>
    use(async (switches, before) => {
      const station = await start({ profile, switches });
      await toSmallestScreen(station);
      const desk = new Desk(station.page);
      await desk.signIn(CLERK);
      await desk.idle();
      await before?.(station);
      await desk.press('F5');
      return { desk, station };
    }),
});

/** Serves the program's files from here on as they are, but for one that is gone. */
function withoutWasm({ app: program }: Station): Promise<void> {
  return program.evaluate(({ app, protocol }) => {
    const files = process.getBuiltinModule('node:fs');
    protocol.unhandle('station');
    protocol.handle('station', ({ url }) => {
      const { pathname } = new URL(url);
      if (pathname.endsWith('.wasm')) return new Response(null, { status: 404 });
      const type = pathname.endsWith('.css') ? 'text/css' : 'text/javascript';
      const body = files.readFileSync(`${app.getAppPath()}/out/renderer${pathname}`);
      return new Response(body, { headers: { 'content-type': type } });
    });
  });
}

const household = (headquarters: Headquarters): string => headquarters.served()[0]!.id;
const picture = ({ desk }: Switched) => desk.page.locator('.camera video');
/** What holds the camera: while it is live, its light is on. */
async function trackOf({ desk }: Switched): Promise<JSHandle<MediaStreamTrack>> {
  const video = desk.page.locator('.camera video');
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.srcObject !== null)).toBe(true);
  const track = await video.evaluateHandle(
    (element: HTMLVideoElement) => (element.srcObject as MediaStream).getVideoTracks()[0]!,
  );
  expect(await track.evaluate(({ readyState }) => readyState)).toBe('live');
  return track;
}
const hint = ({ desk }: Switched, key: string) => expect(desk.page.locator('.camera')).toContainText(desk.say(key));

test('a card held before the camera is a scan like any other, and one only', async ({ switchOn, prepared, folder }) => {
  const card = prepared.headquarters.card(household(prepared.headquarters));
  const at = await switchOn(cameraThatSees(card, join(folder, 'card.y4m')));
  const { desk } = at;
  await desk.verdict('ok');
  // Nobody else is looked at while somebody is served.
  await expect(picture(at)).toHaveCount(0);
  await desk.press('F5');
  await expect(desk.page.getByText(desk.say('scan.finishFirst'))).toBeVisible();
  await desk.give();
  await desk.press('Enter');
  await desk.idle();
  // It looks again by itself; the card still lies there, which is no second scan.
  await hint(at, 'camera.held');
  expect(await desk.counts()).toMatchObject({ served: 1 });
  await desk.press('Escape');
  await expect(picture(at)).toHaveCount(0);
  await desk.idle();
  // Switched on once more it has forgotten the card, and finds that this household was served.
  await desk.press('F5');
  await desk.verdict('already-served');
});

test('where the WebAssembly is not to be had, the same card is read the slow way', async ({
  switchOn,
  prepared,
  folder,
}) => {
  const card = prepared.headquarters.card(household(prepared.headquarters));
  const seen = cameraThatSees(card, join(folder, 'card.y4m'));
  const { desk } = await switchOn(seen, withoutWasm);
  await desk.verdict('ok');
  await desk.ready();
  await desk.give();
  await desk.press('F5');
  await expect(desk.page.locator('.camera')).toHaveAttribute('data-reader', 'plain');
});

test('the picture can be aimed with, chosen, and goes off with the desk', async ({ switchOn }) => {
  const at = await switchOn(cameras(2));
  const { desk, station } = at;
  await hint(at, 'camera.aim');
  await expect(desk.page.locator('.camera')).toHaveAttribute('data-reader', 'wasm');
  await expect.poll(() => picture(at).evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(1280);
  const devices = desk.page.locator('.camera').getByRole('radio');
  await expect(devices).toHaveCount(2);
  await inspect(desk.page, 'camera');
  await expect(devices.nth(0)).toBeChecked();
  await devices.nth(1).click();
  await expect(devices.nth(1)).toBeChecked();
  await expect.poll(async () => must(await bridgeOf(desk.page).station.view()).camera).not.toBeNull();
  const settings: unknown = JSON.parse(readFileSync(join(station.profile, 'settings.json'), 'utf8'));
  expect(settings).toMatchObject({ camera: await devices.nth(1).getAttribute('value') });

  const chosen = await devices.nth(1).getAttribute('value');
  await expect
    .poll(() =>
      picture(at).evaluate(
        ({ srcObject }: HTMLVideoElement) =>
          (srcObject as MediaStream | null)?.getVideoTracks()[0]?.getSettings().deviceId,
      ),
    )
    .toBe(chosen);
  const track = await trackOf(at);
  // What the browser tells of a camera whose plug was pulled, and of one that was put in again.
  await track.evaluate((lost) => lost.dispatchEvent(new Event('ended')));
  await expect(desk.page.getByRole('alert')).toContainText(desk.say('failure.camera-lost.what'));
  expect(await track.evaluate(({ readyState }) => readyState)).toBe('ended');
  await desk.page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
  await hint(at, 'camera.aim');
  const again = await trackOf(at);
  await desk.lock();
  expect(await again.evaluate(({ readyState }) => readyState)).toBe('ended');
  // Nor can any other script of the page look now, or listen at any time.
  const open = (wish: MediaStreamConstraints) =>
    desk.page.evaluate(
      (wished) =>
        navigator.mediaDevices.getUserMedia(wished).then(
          () => 'opened',
          ({ name }: Error) => name,
        ),
      wish,
    );
  expect(await open({ video: true })).toBe('NotAllowedError');
  await desk.signIn(CLERK);
  await desk.idle();
  expect(await open({ video: true })).toBe('opened');
  expect(await open({ audio: true })).toBe('NotAllowedError');
  expect(await open({ audio: true, video: true })).toBe('NotAllowedError');
});

test('a computer without a camera says so, and a scanner works all the same', async ({ switchOn, prepared }) => {
  const at = await switchOn(cameras(0));
  const { desk } = at;
  await expect(desk.page.getByRole('alert')).toContainText(desk.say('failure.camera-missing.what'));
  await inspect(desk.page, 'no camera');
  await desk.button('camera.again').click();
  await expect(desk.page.getByRole('alert')).toContainText(desk.say('failure.camera-missing.what'));
  const refusals = [
    ['NotAllowedError', 'camera-refused'],
    ['NotReadableError', 'camera-in-use'],
  ] as const;
  for (const [name, problem] of refusals) {
    await desk.page.evaluate((refusal) => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', refusal));
    }, name);
    await desk.button('camera.again').click();
    await expect(desk.page.getByRole('alert')).toContainText(desk.say(`failure.${problem}.what`));
  }
  await desk.scan(prepared.headquarters.card(household(prepared.headquarters)), 'ok');
});
