import type { Readable } from 'node:stream';

/** `whole`: up to its end. `begun`: the line broke before, or its sender came again over another one. */
export type ArrivedBody = Readonly<{ bytes: Uint8Array; extent: 'whole' | 'begun' }>;

/** A body whose beginning is worth something by itself: read as it comes, and given as far as it came however it ends. */
export class ArrivingBody {
  readonly arrived: Promise<ArrivedBody | 'too-large'>;
  #end: () => void = () => undefined;

  /** Never keeps more than `maximumBytes`. */
  constructor(source: Readable, maximumBytes: number) {
    this.arrived = new Promise((resolve) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      source.on('data', (chunk: Uint8Array) => {
        length += chunk.length;
        if (length <= maximumBytes) chunks.push(chunk);
        else {
          chunks.length = 0;
          resolve('too-large');
        }
      });
      const end = (extent: ArrivedBody['extent']): void =>
        resolve({ bytes: new Uint8Array(Buffer.concat(chunks)), extent });
      source.once('end', () => end('whole'));
      source.once('close', () => end('begun'));
      // It closes, too, and that is all there is to know.
      source.on('error', () => undefined);
      this.#end = (): void => {
        end('begun');
        source.destroy();
      };
    });
  }

  /** Nothing more is going to come. */
  endHere(): void {
    this.#end();
  }
}

/**
 * Bodies under way, by their log. A station has one line: where it comes again, the one before is dead even if nobody has noticed
 * here, and what came over it counts before the station is told where to go on.
 */
export class Underway {
  readonly #bodies = new Map<string, Readonly<{ body: ArrivingBody; used: Promise<unknown> }>>();

  /** Ends what came over an earlier line, and waits until it is taken in. */
  async settle(log: string): Promise<void> {
    const earlier = this.#bodies.get(log);
    earlier?.body.endHere();
    await earlier?.used;
  }

  /** Gives the body to `use` once it has come to its end. */
  async receive<T>(
    log: string,
    body: ArrivingBody,
    use: (arrived: ArrivedBody | 'too-large') => Promise<T>,
  ): Promise<T> {
    const used = body.arrived.then(use);
    const mine = { body, used: used.catch(() => undefined) };
    this.#bodies.set(log, mine);
    try {
      return await used;
    } finally {
      if (this.#bodies.get(log) === mine) this.#bodies.delete(log);
    }
  }
}
