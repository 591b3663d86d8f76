/** The part of Node's `os.networkInterfaces` that is used. */
export type Interfaces = () => NodeJS.Dict<readonly Readonly<{ address: string; internal: boolean }>[]>;

export type LinkWatch = Readonly<{
  /** Whether the computer has any address beside its own. */
  linked: () => boolean;
  /** To be called every few seconds: true where a connection has come or has become another since the last look. */
  look: () => boolean;
}>;

/** Tells when a cable, a modem or a Wi-Fi has come: the system says so in no other way that works everywhere. */
export function watchLink(interfaces: Interfaces): LinkWatch {
  const addresses = (): string =>
    Object.values(interfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, address }) => !internal && !address.startsWith('fe80:'))
      .map(({ address }) => address)
      .sort()
      .join(' ');
  let known = addresses();
  return {
    linked: () => addresses() !== '',
    look() {
      const now = addresses();
      const came = now !== known && now !== '';
      known = now;
      return came;
    },
  };
}
