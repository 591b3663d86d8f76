import { contextBridge, ipcRenderer } from 'electron';

// The only two ways between a page and the station. What may be called is decided by the contract in main, not here.
contextBridge.exposeInMainWorld('bridge', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke('call', name, input),
  listen: (name: string, listener: (payload: unknown) => void): (() => void) => {
    const receive = (_event: unknown, sent: string, payload: unknown): void => {
      if (sent === name) listener(payload);
    };
    ipcRenderer.on('event', receive);
    return () => ipcRenderer.off('event', receive);
  },
});
