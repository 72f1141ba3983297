import { spawnSync } from 'node:child_process';
import { access, chmod, readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { childEnvironment } from '../../src/cli/child-environment.ts';
import { healthCommand, ofKind, parseDockerfile } from '../house/dockerfile.ts';
import { filesOfGit, read, root } from '../house/source.ts';
import { folder } from '../support/folder.ts';
import { codeBlocks } from '../support/markdown.ts';
import { itNeeds } from '../support/needs.ts';
import { run } from '../support/run.ts';
import { readMetadata } from '../support/runner.ts';
import { ECHO_APP, echoApp, type StartLine, spawnCli } from '../support/started.ts';
import { playWorkflow } from '../support/workflow.ts';

const document = read('docs/ci.md');
const blocks = codeBlocks(document);
const textsOf = (heading: string, language: string): readonly string[] =>
  blocks.filter((block) => block.heading === heading && block.language === language).map(({ text }) => text);

const program = join(root, 'dist', 'cli.js');
const lock = { name: 'shop', version: '1.0.0', lockfileVersion: 3, requires: true, packages: { '': { name: 'shop' } } };

/** A project whose tests go to `host`, on a machine that has mpgate, and the variables of its CI. */
const project = async (host = 'echo.mpgate.test') => {
  const cwd = await folder({
    'config/mpgate.json': { defaultApp: ECHO_APP },
    'config/apps/shop.json': echoApp,
    'miniprogram/app.json': {},
    'miniprogram/app.js': "wx.request({ url: 'https://echo.mpgate.test/' })",
    'package.json': {
      name: 'shop',
      version: '1.0.0',
      scripts: { build: 'true', test: `curl -s https://${host}/test`, smoke: `curl -s https://${host}/smoke` },
    },
    'package-lock.json': lock,
    '_global/bin/mpgate': `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
  });
  await chmod(join(cwd, '_global', 'bin', 'mpgate'), 0o755);
  const npm = { prefix: join(cwd, '_global'), cache: join(cwd, '_cache'), offline: 'true' };
  const env = Object.fromEntries(Object.entries(npm).map(([key, value]) => [`npm_config_${key}`, value]));
  return { cwd, env: { CI: 'true', ...env } };
};

const shell = async (script: string, { cwd, env }: Awaited<ReturnType<typeof project>>) =>
  run('sh', ['-e', '-c', `cd '${cwd}'\n${script}`], { env: { ...env, HOME: cwd } });

it('has no example but those that run here', () => {
  const headings = ['exec in any CI', 'GitHub Actions', 'GitLab CI', 'Docker Compose'];
  expect(blocks.filter(({ heading }) => !headings.includes(heading))).toEqual([]);
  expect(blocks.map(({ heading, language }) => `${heading}: ${language}`)).toEqual([
    ...Array(4).fill('exec in any CI: sh'),
    ...Array(3).fill('GitHub Actions: yaml'),
    'GitLab CI: yaml',
    'Docker Compose: yaml',
    'Docker Compose: sh',
  ]);
});

describe('exec in any CI', () => {
  const examples = textsOf('exec in any CI', 'sh');

  itNeeds('curl')(
    'each example ends well where the tests keep to the rules, and writes what it names',
    async () => {
      const place = await project();
      for (const example of examples) expect(await shell(example, place)).toMatchObject({ code: 0 });
      for (const file of ['mpgate.xml', 'mpgate.html', 'mpgate.sarif', 'session.ndjson', 'lint.sarif'])
        await access(join(place.cwd, file));
      expect(JSON.parse(await readFile(join(place.cwd, 'lint.sarif'), 'utf8')).version).toBe('2.1.0');
    },
    60_000,
  );

  itNeeds('curl')(
    'each one that runs tests ends with 1 where they do not',
    async () => {
      const running = examples.filter((example) => example.includes('npm test'));
      expect(running).toHaveLength(3);
      for (const example of running) {
        const { code, stderr } = await shell(example, await project('other.mpgate.test'));
        expect([code, /\nFAIL: /.test(stderr)]).toEqual([1, true]);
      }
    },
    60_000,
  );

  it('lint and validate find a mistake', async () => {
    const place = await project();
    const [check = ''] = examples.filter((example) => example.includes('config lint'));
    await symlink(join(root, 'test', 'lint', 'projects', 'game'), join(place.cwd, 'game'));
    expect((await shell(check.replace('lint miniprogram', 'lint game'), place)).code).toBe(1);
  });
});

describe('GitHub Actions', () => {
  const workflows = textsOf('GitHub Actions', 'yaml');

  itNeeds('curl')(
    'each workflow ends well where the tests keep to the rules',
    async () => {
      for (const workflow of workflows) {
        const { cwd, env } = await project();
        expect((await playWorkflow(workflow, cwd, env)).failed).toBe(null);
      }
    },
    60_000,
  );

  itNeeds('curl')(
    'and fails where they do not: exec at its step, the action at the end of the job',
    async () => {
      const ends = workflows.map(async (workflow) => {
        const { cwd, env } = await project('other.mpgate.test');
        const { failed, last } = await playWorkflow(workflow, cwd, env);
        return [failed?.match(/npx mpgate exec|npm test/)?.[0], last?.code];
      });
      // curl itself ends with an error too, as a test would, so that it is the step that fails; the action says why.
      expect(await Promise.all(ends)).toEqual([
        ['npx mpgate exec', undefined],
        ['npm test', 1],
        ['npm test', 1],
      ]);
    },
    60_000,
  );

  it('the tables have every input and output of action.yml', async () => {
    const { inputs, outputs } = await readMetadata();
    const [, table = ''] = /\| input \|.*\n((?:\|.*\n)+)/.exec(document) ?? [];
    expect([...table.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name)).toEqual(Object.keys(inputs));
    const [sentence = ''] = /^Outputs: [\s\S]*?\.$/m.exec(document) ?? [];
    expect([...sentence.matchAll(/`([\w-]+)`/g)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(Object.keys(outputs)),
    );
  });
});

describe('GitLab CI', () => {
  const [text = ''] = textsOf('GitLab CI', 'yaml');
  const { 'mini-program': job, ...more } = parse(text);

  it('has keywords of GitLab, and takes the reports that its script writes', () => {
    expect(more).toEqual({});
    expect(Object.keys(job)).toEqual(['image', 'script', 'artifacts']);
    expect(job.artifacts).toEqual({ when: 'always', paths: ['mpgate.html'], reports: { junit: 'mpgate.xml' } });
    expect(job.script.join('\n')).toContain(`--report junit=${job.artifacts.reports.junit} `);
    expect(job.image).toBe(parseDockerfile(read('Dockerfile')).at(-1)?.image);
  });

  itNeeds('curl')('its script runs, and fails for tests that break a rule', async () => {
    const place = await project();
    expect(await shell(job.script.join('\n'), place)).toMatchObject({ code: 0 });
    for (const file of [...job.artifacts.paths, job.artifacts.reports.junit]) await access(join(place.cwd, file));
    expect((await shell(job.script.join('\n'), await project('other.mpgate.test'))).code).toBe(1);
  });
});

describe('Docker Compose', () => {
  const [text = ''] = textsOf('Docker Compose', 'yaml');
  const { services, volumes } = parse(text);
  const { gate, tests } = services;
  const [image] = parseDockerfile(read('Dockerfile')).slice(-1);
  const commands = textsOf('Docker Compose', 'sh').flatMap((block) => block.trim().split('\n'));

  it('has keys of Compose, and ports, folders and variables that the image and clients know', () => {
    expect([Object.keys(services), volumes]).toEqual([['gate', 'tests'], { certs: null }]);
    const keys = 'build command init stop_grace_period environment volumes healthcheck image depends_on working_dir';
    expect([...Object.keys(gate), ...Object.keys(tests)].filter((key) => !keys.split(' ').includes(key))).toEqual([]);
    expect(tests.depends_on).toEqual({ gate: { condition: 'service_healthy' } });
    const mounted = gate.volumes.map((volume: string) => volume.split(':')[1]);
    expect(mounted.sort()).toEqual(
      image &&
        ofKind(image, 'VOLUME')
          .flatMap(({ exec }) => [...(exec ?? [])])
          .sort(),
    );
    const exposed =
      image &&
      ofKind(image, 'EXPOSE')
        .map(({ text: ports }) => ports)[0]
        ?.split(' ')[0];
    const behind = {
      proxy: `http://gate:${exposed}`,
      caFile: '/certs/ca.pem',
      bundleFile: '',
      control: { url: '', token: '' },
    };
    expect(childEnvironment(behind)).toMatchObject(tests.environment);
    // What SIGTERM waits for, and a while for the rest.
    expect(Number.parseInt(gate.stop_grace_period, 10)).toBeGreaterThan(60);
  });

  it('its command opens a gate that its health check, and that of the image, find healthy', async () => {
    const { cwd } = await project();
    const session = join(cwd, 'session.ndjson');
    const env = { ...gate.environment, MPGATE_RECORD_FILE: session };
    expect(gate.environment).toEqual({ MPGATE_RECORD_FILE: '/tmp/session.ndjson' });
    const args = [...gate.command, '--json', '--host', '127.0.0.1', '--port', '0', '--admin-port', '0'];
    const process_ = spawnCli(args, { cwd, env });
    const line: StartLine = JSON.parse(await process_.printed(/\n/));
    const [how, ...check] = gate.healthcheck.test;
    expect(how).toBe('CMD');
    const port = String(line.admin.port);
    const asked = (command: readonly string[]) =>
      run(
        process.execPath,
        command.slice(1).map((word) => word.replace('8081', port)),
        { env: { MPGATE_ADMIN_PORT: port } },
      );
    expect((await asked(check)).code).toBe(0);
    expect(image && (await asked(healthCommand(image) ?? [])).code).toBe(0);
    const [verdict = ''] = commands.filter((command) => command.includes(' report '));
    const [, inside = ''] = /^docker compose exec -T gate node dist\/cli\.js (.*)$/.exec(verdict) ?? [];
    expect(inside).toContain(gate.environment.MPGATE_RECORD_FILE);
    const reported = await run('sh', [
      '-c',
      `"$0" "$1" ${inside.replace('/tmp/session.ndjson', session)}`,
      process.execPath,
      program,
    ]);
    expect([reported.code, reported.stdout]).toEqual([0, expect.stringContaining('NOTHING SEEN')]);
    process_.kill('SIGTERM');
    expect((await process_.ended).code).toBe(0);
    expect((await asked(check)).code).toBe(1);
  });

  it('its shell lines name services that there are', () => {
    expect(commands.map((command) => command.split(' ').slice(0, 3).join(' '))).toEqual([
      'docker compose run',
      'docker compose exec',
      'docker compose down',
    ]);
    expect(commands[0]).toBe('docker compose run --rm tests');
  });
});

it('the package that is to be packed has the program, and this page', async () => {
  const place = await project();
  const env = { ...process.env, ...place.env };
  const packed = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  const [{ files, filename }] = JSON.parse(packed.stdout);
  const paths = files.map(({ path }: { path: string }) => path);
  expect(paths).toEqual(expect.arrayContaining(['dist/cli.js', 'docs/ci.md', 'config/app.schema.json']));
  expect(document).toContain(filename);
  expect(JSON.parse(read('package.json')).scripts.prepack).toBe('npm run --silent build');
});

it('both READMEs lead to the page, and its own links lead somewhere', () => {
  for (const readme of ['README.md', 'README.zh-CN.md']) expect(read(readme)).toContain('](docs/ci.md)');
  const anchors = [...document.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title.toLowerCase().replaceAll(' ', '-'),
  );
  const links = [...document.matchAll(/\]\(([^)]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => link.startsWith('#') && !anchors.includes(link.slice(1)))).toEqual([]);
  const files = links.filter((link) => !link.startsWith('#')).map((link) => link.replace('../', ''));
  expect(files.filter((file) => !filesOfGit().includes(file))).toEqual([]);
});
