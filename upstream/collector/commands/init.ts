import { Command } from 'commander';
import { createHash, randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CollectorError } from '../collector-error.ts';
import { createKeys, upstreamOf } from '../settings/keys.ts';
import { dataFiles, Settings } from '../settings/settings.ts';
import { say, withData, type DataOptions } from './shared.ts';

type InitOptions = DataOptions &
  Readonly<{ name: string; url?: string; programme: string; tls?: string; authorities?: string }>;

export function initCommand(): Command {
  return withData(new Command('init'))
    .description('Makes the keys of a collector and prints what the issuer needs to know of it.')
    .requiredOption('--name <name>', 'its name in acknowledgements, such as collector.example.org; for good')
    .option('--url <address>', 'address stations use, https://host[:port]; none where ledgers only come on sticks')
    .option('--tls <key,certificate>', 'PEM files of the server')
    .option('--authorities <file>', 'PEM file of the authority by which stations believe the certificate')
    .option('-p, --programme <folder>', "the issuer's programme folder, for its programme.json", 'programme')
    .action(init);
}

async function init(options: InitOptions): Promise<void> {
  const files = dataFiles(options.data);
  const [keyFile, certificateFile] = options.tls?.split(',').map((path) => resolve(path)) ?? [];
  const token = randomBytes(24).toString('base64url');
  const settings = Settings.safeParse({
    v: 1,
    name: options.name,
    url: options.url,
    ...(keyFile === undefined ? {} : { tls: { keyFile, certificateFile }, host: '::' }),
    authoritiesFile: options.authorities === undefined ? undefined : resolve(options.authorities),
    officeToken: createHash('sha256').update(token).digest('hex'),
  });
  if (!settings.success) {
    const issue = settings.error.issues[0];
    throw new CollectorError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  await createKeys(files, settings.data);
  const programme = join(options.programme, 'programme.json');
  if (existsSync(programme)) copyFileSync(programme, files.programme);
  else say(`There is no ${programme}: copy the issuer's programme.json to ${files.programme}.`);
  const upstream = `${JSON.stringify(await upstreamOf(files), null, 2)}\n`;
  writeFileSync(files.upstream, upstream);
  process.stdout.write(upstream);
  say(`Copy ${files.upstream} into the issuer's programme folder: packages made from then on name this collector.`);
  say(`The office's token, shown only now: ${token}`);
  if (options.tls === undefined) say(TLS_HINT);
}

const TLS_HINT = `Without --tls it speaks plain HTTP on this computer only. A certificate of one's own for it, valid for the host of --url:
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj "/CN=Programme authority" -keyout authority.key -out authority.pem
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=HOST" -addext "subjectAltName=DNS:HOST" -keyout server.key -out server.csr
  openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -days 825 -copy_extensions copy -out server.pem
Then set "tls" and "authoritiesFile" in collector.json, and print the block anew with "upstream".`;

export function upstreamCommand(): Command {
  return withData(new Command('upstream'))
    .description('Prints what the issuer needs to know of this collector, after a change of its settings.')
    .action(async ({ data }: DataOptions) => {
      const files = dataFiles(data);
      const upstream = `${JSON.stringify(await upstreamOf(files), null, 2)}\n`;
      writeFileSync(files.upstream, upstream);
      process.stdout.write(upstream);
    });
}
