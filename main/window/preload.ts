import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../shared/ipc/client.ts';
import { CALL, EVENT } from '../ipc/channels.ts';

const bridge: Bridge = {
  call: (name, input) => ipcRenderer.invoke(CALL, name, input) as Promise<unknown>,
  listen(name, listener) {
    // The event object stays on this side: it carries the sender.
    const forward = (_event: unknown, told: unknown, payload: unknown): void => void (told === name && listener(payload));
    ipcRenderer.on(EVENT, forward);
    return () => void ipcRenderer.removeListener(EVENT, forward);
  },
};
contextBridge.exposeInMainWorld('bridge', bridge);
