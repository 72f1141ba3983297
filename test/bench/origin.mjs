import { closeSync, mkdirSync, openSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCa, makeHostCertificates } from './certificates.mjs';
import { BIG_BYTES, KEPT, SMALL_BYTES } from './hosts.mjs';
import { CPU, freePort, installed, listening, startOn } from './started.mjs';

/**
 * Starts the servers behind the proxies. `one`: a single certificate, small and big files; `many`: a certificate for
 * each host; `sink`: uploads. `ca`: PEM file that all of them chain to. `name`: who answers.
 */
export const startOrigin = async (folder) => {
  const ca = await makeCa(join(folder, 'origin-ca'), 'Bench Origin CA');
  const certificates = await makeHostCertificates(join(folder, 'origin'), ca);
  const log = openSync(join(folder, 'origin.log'), 'a');
  const sink = await startNode(certificates, log);
  const nginx = installed('nginx');
  const files = nginx ? await startNginx(nginx, folder, certificates, log) : { one: sink, many: sink };
  closeSync(log);
  return { ca: ca.cert, ports: { ...files, sink }, name: nginx ? 'nginx' : 'node:https' };
};

const startNode = async (certificates, log) => {
  const port = await freePort();
  const program = join(import.meta.dirname, 'node-origin.mjs');
  const command = [process.execPath, program, JSON.stringify({ port, ...certificates })];
  await listening(startOn(CPU.others, command, { stdio: ['ignore', log, log] }), port, 'the origin in Node');
  return port;
};

const startNginx = async (nginx, folder, certificates, log) => {
  const one = await freePort();
  const many = await freePort();
  const www = join(folder, 'www');
  mkdirSync(www);
  writeFileSync(join(www, 'small'), 'x'.repeat(SMALL_BYTES));
  // A file of holes: 100 MiB that take no room.
  writeFileSync(join(www, 'big'), '');
  truncateSync(join(www, 'big'), BIG_BYTES);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, nginxConf({ folder, one, many, certificates }));
  const child = startOn(CPU.others, [nginx, '-c', file, '-p', folder], { stdio: ['ignore', log, log] });
  await listening(child, many, 'nginx');
  return { one, many };
};

const nginxConf = ({ folder, one, many, certificates }) => `
${process.getuid?.() === 0 ? 'user root;' : ''}
worker_processes 1;
worker_rlimit_nofile 16384;
daemon off;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx-error.log warn;
events { worker_connections 8192; multi_accept on; }
http {
  access_log off;
  default_type application/octet-stream;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((use) => `${use}_temp_path ${folder}/nginx-${use};`).join(' ')}
  keepalive_requests 100000000;
  keepalive_timeout 600s;
  client_header_timeout 600s;
  tcp_nodelay on;
  sendfile off;
  output_buffers 2 128k;
  open_file_cache max=100 inactive=600s;
  open_file_cache_valid 600s;
  ssl_protocols TLSv1.2 TLSv1.3;
  ssl_session_cache shared:S:16m;
  ssl_certificate_key ${certificates.key};
  root ${folder}/www;
  server { listen 127.0.0.1:${one} ssl backlog=4096; ssl_certificate ${certificates.folder}/${KEPT}.pem; }
  server { listen 127.0.0.1:${many} ssl backlog=4096; ssl_certificate ${certificates.folder}/$ssl_server_name.pem; }
}
`;
