import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stop, say } from './say.mjs';

const DEBIAN = '/usr/lib/postgresql';
const OLDEST = 14;

/** Folder of the newest PostgreSQL programs: Debian's own place, else those on the path. */
function programs() {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .filter((version) => version >= OLDEST)
    : [];
  if (versions.length > 0) return join(DEBIAN, String(Math.max(...versions)), 'bin');
  const asked = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  const folder = asked.status === 0 ? asked.stdout.trim() : '';
  return existsSync(join(folder, 'initdb')) ? folder : null;
}

/** The server refuses root; it then runs as Debian's own user for it, or as nobody. */
function servant() {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const number = (flag) => Number(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout);
    if (number('-u') > 0) return { uid: number('-u'), gid: number('-g') };
  }
  throw new Stop('PostgreSQL does not run as root, and there is no user `postgres` or `nobody` for it.');
}

/**
 * Runs work with the address of a PostgreSQL server: of `DATABASE_URL`, else of one started for it in a new folder and listening
 * on a socket there only. Work gets null, and people the reason, where there is none.
 */
export async function withPostgres(work) {
  if (process.env.DATABASE_URL) return work(process.env.DATABASE_URL);
  const bin = programs();
  if (bin === null) {
    say(
      `PostgreSQL ${OLDEST} or newer is not installed, so only the embedded one is used here. Install it so that initdb and pg_ctl are found by pg_config, or set DATABASE_URL to a server whose user may create databases.`,
    );
    return work(null);
  }
  const user = servant();
  // Not below the checkout: the server's user may not be allowed to walk there, and a socket's path may have 107 bytes at most.
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-postgres-'));
  const data = join(folder, 'data');
  const call = (name, args) => {
    // The server must not keep our output open, or nobody who waits for its end comes to it.
    const { status, stderr } = spawnSync(join(bin, name), args, {
      ...user,
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', name === 'pg_ctl' ? 'ignore' : 'pipe'],
    });
    if (status !== 0) throw new Stop(`${name} failed${stderr ? `: ${stderr.trim()}` : `: see ${folder}`}`);
  };
  try {
    mkdirSync(data);
    for (const path of [folder, data]) {
      if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
      chmodSync(path, 0o700);
    }
    call('initdb', ['-D', data, '-U', 'collector', '-A', 'trust', '-E', 'UTF8', '--no-locale']);
    const settings = `-c listen_addresses= -c unix_socket_directories=${folder} -c max_connections=60`;
    call('pg_ctl', ['-D', data, '-w', '-l', join(folder, 'log'), '-o', settings, 'start']);
    return await work(`postgres://collector@/postgres?host=${encodeURIComponent(folder)}`);
  } finally {
    if (existsSync(join(data, 'postmaster.pid'))) call('pg_ctl', ['-D', data, '-w', '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  }
}
