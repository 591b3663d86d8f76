import { app, dialog, type BrowserWindow } from 'electron';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/result.ts';

type Kind =
  | 'cycle'
  | 'station'
  | 'enrol'
  | 'pdf'
  | 'ndjson'
  | 'bundle'
  | 'ack'
  | 'trust'
  | 'tlog-proof'
  | 'csv'
  | 'xlsx'
  | 'json'
  | 'zip'
  | 'claim'
  | 'answer';

/** The system's own file dialogs: the only way a path enters the program. */
export class Dialogs {
  readonly #window: BrowserWindow;

  constructor(window: BrowserWindow) {
    this.#window = window;
  }

  /** The chosen file's path, or null where the person cancelled. */
  async open(kind: Kind): Promise<string | null> {
    const chosen = await dialog.showOpenDialog(this.#window, { properties: ['openFile'], filters: [filterOf(kind)] });
    return chosen.canceled ? null : (chosen.filePaths[0] ?? null);
  }

  /** Where to write, or null where the person cancelled. */
  async save(name: string, kind: Kind): Promise<string | null> {
    const defaultPath = join(app.getPath('documents'), name);
    const chosen = await dialog.showSaveDialog(this.#window, { defaultPath, filters: [filterOf(kind)] });
    return chosen.canceled || chosen.filePath === '' ? null : chosen.filePath;
  }

  /** Asks for a place and writes a small text there, down to the disk: it is about to be carried away on a stick. */
  async saveText(name: string, kind: Kind, text: string): Promise<Result<{ saved: boolean }, { code: 'disk-full' }>> {
    const path = await this.save(name, kind);
    if (path === null) return ok({ saved: false });
    try {
      const file = await open(path, 'w', 0o600);
      await file.writeFile(text);
      await file.sync();
      await file.close();
      return ok({ saved: true });
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOSPC') return err({ code: 'disk-full' });
      throw cause;
    }
  }
}

function filterOf(kind: Kind): { name: string; extensions: string[] } {
  return { name: `*.${kind}`, extensions: [kind] };
}
