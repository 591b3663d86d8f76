import { app, BrowserWindow } from 'electron';

/** The least an Electron program can be: one window of the station's size with a word in it. */
async function open() {
  const window = new BrowserWindow({ width: 1366, height: 768, useContentSize: true, show: false });
  window.once('ready-to-show', () => {
    window.show();
    process.stdout.write('shown\n');
  });
  await window.loadURL('data:text/html,<title>empty</title><main><h1>Empty</h1></main>');
}

// Electron is not ready before this file has ended, so it cannot be waited for here.
void app.whenReady().then(open);
