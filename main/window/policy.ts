import { app, session } from 'electron';

/** What no page may do, whatever it was made to run: leave, open, embed, ask for a device. One room for all refusals. */
export function refuseEverything(): void {
  const none = session.defaultSession;
  none.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  none.setPermissionCheckHandler(() => false);
  none.setDevicePermissionHandler(() => false);
  none.on('will-download', (event) => event.preventDefault());
  none.setSpellCheckerEnabled(false);
  // Nothing but our own scheme is ever loaded; a request for anything else dies here, before any name is looked up.
  none.webRequest.onBeforeRequest((details, answer) => {
    const allowed = /^(station|data|devtools):/.test(details.url);
    answer({ cancel: !allowed });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
