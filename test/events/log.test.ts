import { describe, expect, it } from 'vitest';
import { createLog } from '../../src/events/log.ts';
import { aborted, began, completed, failed, judged, probed, refused, violation, world } from './made.ts';

const written = (format: 'pretty' | 'json', colour = false) => {
  const { bus, flows } = world();
  const texts: string[] = [];
  const log = createLog(flows, { format, colour, write: (line) => texts.push(line) });
  return { bus, log, lines: () => texts.join('').split('\n').slice(0, -1) };
};

describe('the log', () => {
  it('writes a readable line for each flow that ends, and none after its close', async () => {
    const { bus, log, lines } = written('pretty');
    for (const event of [began('a'), judged('a', 'tunnel', ['r'])]) bus.emit(event);
    expect(lines()).toEqual([]);
    bus.emit(completed('a'));
    await log.close();
    bus.emit(began('b'));
    bus.emit(completed('b'));
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toContain('GET https://echo.mpgate.test/hello  200  12 ms');
  });

  it('writes one JSON object a line, with the fields of the flow and no secret', () => {
    const { bus, lines } = written('json');
    const warning = violation('referer', { effect: 'warn' });
    bus.emit(began('a', { url: 'https://a.test/?token=hush' }));
    bus.emit(judged('a', 'request', ['r'], [warning]));
    bus.emit(completed('a'));
    const [line = ''] = lines();
    expect(line).not.toContain('hush');
    expect(JSON.parse(line)).toMatchObject({
      level: 30,
      msg: 'flow.completed',
      id: 'a',
      url: 'https://a.test/?token=***',
      appid: 'wx0123456789abcdef',
      violations: [warning],
      end: { outcome: 'completed', status: 200, durationMs: 12 },
    });
  });

  it.each(['pretty', 'json'] as const)(
    'tells of a fault of a server once, in %s: of its flows, and of looks at it',
    (format) => {
      const { bus, lines } = written(format);
      for (const id of ['a', 'b']) {
        for (const event of [began(id), judged(id, 'peer', [], [violation('cert', { effect: 'warn' })])])
          bus.emit(event);
        bus.emit(probed([violation('cert', { effect: 'warn' }), violation('tls-legacy')]));
        bus.emit(completed(id));
      }
      const text = lines().join('\n');
      expect(['cert was broken', 'tls-legacy was broken'].map((words) => text.split(words).length - 1)).toEqual([1, 1]);
      expect(text.match(/echo.mpgate.test\/hello/g)).toHaveLength(2);
    },
  );

  it('gives each outcome its level', () => {
    const { bus, lines } = written('json');
    for (const end of [completed('f'), refused('f', violation('r')), failed('f'), aborted('f')]) {
      bus.emit(began('f'));
      bus.emit(end);
    }
    expect(lines().map((line) => JSON.parse(line).level)).toEqual([30, 40, 50, 30]);
  });

  it.each(['pretty', 'json'] as const)('keeps %s free of what a terminal would obey', (format) => {
    const { bus, log, lines } = written(format);
    const evil = 'x\u001b[2J\u009b1A\u202e\u2028\n{"level":30}';
    bus.emit(began('a', { url: evil, host: evil, method: evil, device: evil, appid: evil }));
    bus.emit(failed('a', evil, evil));
    log.say('warn', evil);
    expect(lines().join('')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(lines().filter((line) => !line.startsWith('      '))).toHaveLength(2);
  });

  it('says sentences of the gate itself', () => {
    const pretty = written('pretty');
    pretty.log.say('warn', 'The disk is full.');
    expect(pretty.lines()[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} {2}warn {2}The disk is full\.$/);
    pretty.log.say('error', 'Two mistakes:\none and two');
    expect(pretty.lines()[2]).toBe('              one and two');
    const json = written('json');
    json.log.say('error', '100 % full %s');
    expect(JSON.parse(json.lines()[0] ?? '')).toMatchObject({ level: 50, msg: '100 % full %s' });
  });
});
