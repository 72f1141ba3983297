import { describe, expect, it } from 'vitest';
import { copied, type DockerStage, healthCommand, ofKind, parseDockerfile } from './dockerfile.ts';
import { filesOfGit, read } from './source.ts';

const stages = parseDockerfile(read('Dockerfile'));
const final: DockerStage = stages.at(-1) ?? { image: '', name: null, instructions: [] };
const everything = stages.flatMap(({ instructions }) => instructions);
const runs = everything.filter(({ name }) => name === 'RUN').map(({ text }) => text);
const inGit = filesOfGit();

/** Whether .dockerignore lets a path reach the engine; it knows `*`, and `!path` for a file or folder of the root. */
const reachesEngine = (path: string): boolean =>
  read('.dockerignore')
    .split('\n')
    .some((line) => line.startsWith('!') && `${path}/`.startsWith(`${line.slice(1)}/`));

describe('Dockerfile', () => {
  it('builds in stages of their own; the last one is Node 24 on Debian 12 slim', () => {
    expect(stages.map(({ name }) => name)).toEqual(['build', 'dependencies', null]);
    expect(stages.map(({ image }) => image)).toEqual(Array(3).fill('node:24-bookworm-slim'));
  });

  it('runs as a numbered user that is not root', () => {
    expect(ofKind(final, 'USER').at(-1)?.text).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
  });

  it('owns the folder of the CA by that user, before it becomes a volume', () => {
    const user = ofKind(final, 'USER').at(-1)?.text;
    const made = final.instructions.findIndex(({ text }) => text.includes(`chown ${user} certs`));
    const volume = final.instructions.findIndex(({ name }) => name === 'VOLUME');
    expect([made >= 0, volume > made]).toEqual([true, true]);
  });

  it('has CA and config as volumes and both ports exposed', () => {
    expect(ofKind(final, 'VOLUME').flatMap(({ exec }) => exec ?? [])).toEqual(['/app/certs', '/app/config']);
    expect(ofKind(final, 'EXPOSE').map(({ text }) => text)).toEqual(['8080 8081']);
  });

  it('checks its health with Node in exec form: the image has no curl or wget', () => {
    expect(healthCommand(final)?.[0]).toBe('node');
    expect(healthCommand(final)?.join(' ')).toContain('/healthz');
    expect(everything.filter(({ text }) => /\b(curl|wget|apt-get)\b/.test(text))).toEqual([]);
  });

  it('is process 1 itself: entry point and command in exec form', () => {
    expect(ofKind(final, 'ENTRYPOINT').map(({ exec }) => exec)).toEqual([['node', 'dist/cli.js']]);
    expect(ofKind(final, 'CMD').map(({ exec }) => exec)).toEqual([['start']]);
  });

  it('installs by the lock file, and nothing for development in the last stage', () => {
    expect(runs.filter((run) => run.includes('npm') && !/^npm (ci( --omit=dev)?|run build)$/.test(run))).toEqual([]);
    const modules = ofKind(final, 'COPY').filter(({ text }) => text.includes('node_modules'));
    expect(modules.map(({ flags }) => flags.from)).toEqual(['dependencies']);
    const dependencies = stages.find(({ name }) => name === 'dependencies');
    expect(dependencies && ofKind(dependencies, 'RUN').map(({ text }) => text)).toEqual(['npm ci --omit=dev']);
  });

  it('copies from the repository only what is in git and passes .dockerignore', () => {
    const sources = everything
      .filter(({ name, flags }) => name === 'COPY' && !flags.from)
      .flatMap((i) => copied(i).from);
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.filter((path) => !inGit.some((file) => `${file}/`.startsWith(`${path}/`)))).toEqual([]);
    expect(sources.filter((path) => !reachesEngine(path))).toEqual([]);
  });

  it('runs commands on relative paths only, so that they can be rehearsed in any folder', () => {
    expect(runs.filter((run) => /(^|\s)\//.test(run))).toEqual([]);
  });
});

it('.dockerignore keeps all but the named paths from the engine, keys first of all', () => {
  expect(read('.dockerignore').split('\n').includes('*')).toBe(true);
  expect(['certs', 'certs/ca.key', '.git', 'node_modules', 'session.ndjson'].filter(reachesEngine)).toEqual([]);
});
