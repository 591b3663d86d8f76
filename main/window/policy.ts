import { app, session, type WebContents } from 'electron';

/**
 * What no page may do, whatever it was made to run: leave, open, embed, ask for a device. One room for all refusals, and for the
 * one exception: the picture of a camera, without its sound, for as long as `mayScan` says so of the page's own main frame.
 */
export function refuseEverything(mayScan: (contents: WebContents) => boolean): void {
  const none = session.defaultSession;
  none.setPermissionRequestHandler((contents, permission, answer, details) => {
    const kinds = 'mediaTypes' in details ? details.mediaTypes : undefined;
    const isPicture = permission === 'media' && kinds?.length === 1 && kinds[0] === 'video';
    answer(isPicture && details.isMainFrame && mayScan(contents));
  });
  none.setPermissionCheckHandler((contents, permission, _origin, { mediaType, isMainFrame }) => {
    const isPicture = permission === 'media' && mediaType === 'video';
    return isPicture && isMainFrame && contents !== null && mayScan(contents);
  });
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
