import { execFileSync } from 'node:child_process';
import { closeSync, existsSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCa } from '../certificates.mjs';
import { ALL_HOSTS } from '../hosts.mjs';
import { CPU, freePort, installed, listening, startOn } from '../started.mjs';

const CERTGEN = '/usr/lib/squid/security_file_certgen';

const buildOf = (program) => execFileSync(program, ['-v'], { encoding: 'utf8' });

/** Squid with ssl_bump, the measure that mpgate is held against: one worker, a P-256 CA, no cache, and its usual access log, as mpgate has its own. */
export const squid = {
  name: 'squid',
  missing: () => {
    const program = installed('squid');
    if (!program || !existsSync(CERTGEN)) return 'squid is not installed (Debian: squid-openssl)';
    return buildOf(program).includes('--with-openssl')
      ? null
      : 'squid is built without OpenSSL (Debian: squid-openssl)';
  },
  start: async ({ folder, origin }) => {
    const program = installed('squid');
    const port = await freePort();
    const ca = await makeCa(join(folder, 'ca'), 'Bench Squid CA');
    execFileSync(CERTGEN, ['-c', '-s', join(folder, 'ssl_db'), '-M', '16MB'], { stdio: 'ignore' });
    writeFileSync(join(folder, 'hosts'), ALL_HOSTS.map((host) => `127.0.0.1 ${host}\n`).join(''));
    writeFileSync(join(folder, 'squid.conf'), squidConf({ folder, port, ca, originCa: origin.ca }));
    giveAway(folder, program);
    const log = openSync(join(folder, 'squid.log'), 'a');
    const command = [program, '-N', '-n', `bench${port}`, '-f', join(folder, 'squid.conf')];
    const child = startOn(CPU.proxy, command, { cwd: folder, stdio: ['ignore', log, log] });
    closeSync(log);
    await listening(child, port, 'squid');
    return { proxy: { host: '127.0.0.1', port }, ca: ca.cert, child };
  },
};

/** Started by root, Squid becomes the user that it was built for. */
const giveAway = (folder, program) => {
  if (process.getuid?.() !== 0) return;
  const user = /--with-default-user=([\w-]+)/.exec(buildOf(program))?.[1] ?? 'nobody';
  execFileSync('chown', ['-R', `${user}:`, folder]);
};

const squidConf = ({ folder, port, ca, originCa }) => `
http_port 127.0.0.1:${port} ssl-bump generate-host-certificates=on dynamic_cert_mem_cache_size=16MB tls-cert=${ca.cert} tls-key=${ca.key}
sslcrtd_program ${CERTGEN} -s ${folder}/ssl_db -M 16MB
sslcrtd_children 5 startup=1 idle=1
acl step1 at_step SslBump1
ssl_bump peek step1
ssl_bump bump all
tls_outgoing_options cafile=${originCa}
acl loopback src 127.0.0.0/8
http_access allow loopback
http_access deny all
hosts_file ${folder}/hosts
cache deny all
access_log daemon:${folder}/access.log squid
cache_log ${folder}/cache.log
cache_store_log none
coredump_dir ${folder}
pid_filename ${folder}/squid.pid
pinger_enable off
visible_hostname bench
via off
forwarded_for delete
max_filedescriptors 16384
client_idle_pconn_timeout 10 minutes
server_idle_pconn_timeout 10 minutes
shutdown_lifetime 1 second
`;
