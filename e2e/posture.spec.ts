import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { readFileSync } from 'node:fs';
import { productionProgram } from './fixtures/environment.ts';
import { expect, test } from './fixtures/test.ts';

/** What `getCurrentFuseWire` answers: the characters of the fuse wire. */
const ON = '1'.charCodeAt(0);
const OFF = '0'.charCodeAt(0);

test.describe('the live window', () => {
  test('is sandboxed, isolated, without Node and without developer tools', async ({ station }) => {
    const preferences = await station.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => {
        window.webContents.openDevTools();
        // Not in Electron's types, but its own way to read back what is in force.
        const contents = window.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const last = contents.getLastWebPreferences();
        return {
          sandbox: last['sandbox'],
          contextIsolation: last['contextIsolation'],
          nodeIntegration: last['nodeIntegration'],
          nodeIntegrationInWorker: last['nodeIntegrationInWorker'] ?? false,
          nodeIntegrationInSubFrames: last['nodeIntegrationInSubFrames'] ?? false,
          webSecurity: last['webSecurity'],
          webviewTag: last['webviewTag'] ?? false,
          devTools: window.webContents.isDevToolsOpened(),
        };
      }),
    );
    expect(preferences.length).toBeGreaterThan(0);
    for (const window of preferences) {
      expect(window).toEqual({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        webviewTag: false,
        devTools: false,
      });
    }
    const reachable = await station.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'electron'].filter((name) => name in globalThis),
    );
    expect(reachable).toEqual([]);
  });

  test('has a bridge of two functions that knows the contract only', async ({ station }) => {
    const { page } = station;
    expect(
      await page.evaluate(() => Object.keys((globalThis as unknown as { bridge: object }).bridge).toSorted()),
    ).toEqual(['call', 'listen']);
    const answers = await page.evaluate(async () => {
      const { bridge } = globalThis as unknown as {
        bridge: { call(name: unknown, input: unknown): Promise<{ ok: boolean; error?: { code: string } }> };
      };
      const names = [
        '__proto__.x',
        'station.toString',
        'station.changed',
        'host.open',
        'host.view',
        'host.shutdown',
        'nothing',
        'a.b.c',
        5,
        null,
      ];
      return Promise.all(names.map(async (name) => (await bridge.call(name, undefined)).error?.code));
    });
    expect(new Set(answers)).toEqual(new Set(['rejected']));
  });

  test('serves its files under a strict policy and nothing else', async ({ station }) => {
    const answer = await station.app.evaluate(async ({ net }) => {
      const page = await net.fetch('station://app/index.html');
      const index = await page.text();
      const outside = await Promise.all(
        [
          'station://app/../main/index.js',
          'station://app/%2e%2e/main/index.js',
          'station://other/index.html',
          'station://app/',
        ].map(async (url) => (await net.fetch(url)).status),
      );
      // The worker's name stands in the panel's chunk, whose name stands in the window's.
      const read = async (name: string | undefined): Promise<string> =>
        name === undefined ? '' : (await net.fetch(`station://app/${name}`)).text();
      const script = await read(/assets\/index-[\w-]+\.js/.exec(index)?.[0]);
      const panel = await read(/assets\/camera-panel-[\w-]+\.js/.exec(script)?.[0]);
      const worker = /workers\/reader\.worker-[\w-]+\.js/.exec(panel)?.[0];
      const reader = await net.fetch(`station://app/${worker}`);
      return {
        reader: reader.headers.get('content-security-policy'),
        policy: page.headers.get('content-security-policy'),
        sniff: page.headers.get('x-content-type-options'),
        outside,
      };
    });
    expect(answer.policy).toContain("default-src 'none'");
    expect(answer.policy).toContain("script-src 'self';");
    expect(answer.policy).toContain("connect-src 'none'");
    expect(answer.policy).not.toContain('unsafe-inline');
    expect(answer.policy).not.toContain("'unsafe-eval'");
    // Only the worker that reads codes may start WebAssembly, out of a file of ours.
    expect(answer.reader).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'");
    expect(answer.sniff).toBe('nosniff');
    expect(answer.outside).toEqual([404, 404, 404, 404]);
  });

  test('refuses inline and evaluated code, the network, other pages, new windows and permissions', async ({
    station,
  }) => {
    const { page } = station;
    const refused = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ranInline = true';
      document.head.append(script);
      let evaluated = true;
      try {
        // The handler in an attribute is evaluated code too.
        const probe = document.createElement('div');
        probe.setAttribute('onclick', 'globalThis.ranHandler = true');
        document.body.append(probe);
        probe.click();
        probe.remove();
        evaluated = 'ranHandler' in globalThis;
      } catch {
        evaluated = false;
      }
      const fetched = await fetch('https://example.org/').then(
        () => true,
        () => false,
      );
      const permission = await navigator.permissions.query({ name: 'geolocation' });
      const opened = window.open('https://example.org/');
      return {
        inline: 'ranInline' in globalThis,
        evaluated,
        fetched,
        permission: permission.state,
        opened: opened !== null,
      };
    });
    expect(refused).toEqual({ inline: false, evaluated: false, fetched: false, permission: 'denied', opened: false });
    await page.evaluate(() => {
      location.href = 'https://example.org/';
    });
    expect(await page.evaluate(() => location.href)).toMatch(/^station:\/\/app\//);
    expect(station.app.windows().length).toBe(1);
  });
});

test('the vault and the devices inherit nothing of the environment', async ({ start }) => {
  const station = await start({ environment: { PLANTED_SECRET: 'do-not-inherit' } });
  // The devices come once there is something to be seen.
  await expect(async () => station.pidOf('tallypoint-devices')).toPass();
  for (const service of ['tallypoint-vault', 'tallypoint-devices'] as const) {
    const environment = readFileSync(`/proc/${await station.pidOf(service)}/environ`, 'utf8');
    expect(environment).not.toContain('PLANTED_SECRET');
  }
});

test('a second program over the same profile gives way to the first', async ({ start }) => {
  const first = await start();
  await expect(start()).rejects.toThrow();
  await expect(first.page.locator('#root > *').first()).toBeVisible();
});

test('the packed program carries the icon of its window', async ({ station }) => {
  const size = await station.app.evaluate(({ app, nativeImage }) =>
    nativeImage.createFromPath(`${app.getAppPath()}/resources/icons/256x256.png`).getSize(),
  );
  expect(size).toEqual({ width: 256, height: 256 });
});

test('the packed program has the production fuses', async () => {
  const wire = await getCurrentFuseWire(productionProgram());
  expect({
    runAsNode: wire[FuseV1Options.RunAsNode],
    cookieEncryption: wire[FuseV1Options.EnableCookieEncryption],
    nodeOptions: wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable],
    inspect: wire[FuseV1Options.EnableNodeCliInspectArguments],
    asarIntegrity: wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation],
    onlyAsar: wire[FuseV1Options.OnlyLoadAppFromAsar],
    v8Snapshot: wire[FuseV1Options.LoadBrowserProcessSpecificV8Snapshot],
    fileProtocol: wire[FuseV1Options.GrantFileProtocolExtraPrivileges],
  }).toEqual({
    runAsNode: OFF,
    cookieEncryption: ON,
    nodeOptions: OFF,
    inspect: OFF,
    asarIntegrity: ON,
    onlyAsar: ON,
    v8Snapshot: OFF,
    fileProtocol: OFF,
  });
});
